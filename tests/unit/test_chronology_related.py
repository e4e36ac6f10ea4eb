"""What stands in a relation to a record, in words for the way it points."""

from hypothesis import given

from chronoterm.chronology.indexed import IndexedChronology
from chronoterm.records import Kind, Record, Relation, RelationType
from tests.unit.chronology_model import Model
from tests.unit.chronology_stores import models


def pointing(name: str, *relations: tuple[RelationType, str]) -> Record:
    return Record(
        id=name,
        kind=Kind.EVENT,
        headline=name,
        date="2024",
        relations=tuple(Relation(type=type_, to=to) for type_, to in relations),
    )


@given(models())
def test_both_ends_of_a_relation_know_of_it(model: Model) -> None:
    for each in model.records:
        found = [(one.relation, one.id) for one in model.chronology.related(each.id)]
        assert len(found) == len(set(found))
        assert set(found) == model.related(each.id)


@given(models())
def test_each_tells_the_relation_and_which_of_the_two_says_so(model: Model) -> None:
    said = {(each.id, relation.type, relation.to) for each in model.records for relation in each.relations}
    for each in model.records:
        for one in model.chronology.related(each.id):
            assert ((each.id, one.type, one.id) if one.is_outgoing else (one.id, one.type, each.id)) in said


@given(models())
def test_a_relation_to_nothing_has_no_entry(model: Model) -> None:
    there = {each.id: each for each in model.records}
    for each in model.records:
        for one in model.chronology.related(each.id):
            assert one.entry == there.get(one.id)


@given(models())
def test_background_comes_first_then_each_relation_in_time_with_what_is_missing_last(model: Model) -> None:
    place = {each.id: number for number, each in enumerate(model.in_time)}
    for each in model.records:
        related = model.chronology.related(each.id)
        words = [one.relation for one in related]
        assert words == sorted(words, key=lambda word: (word != "background", word))
        for word in words:
            standing = [place.get(one.id, len(place)) for one in related if one.relation == word]
            assert standing == sorted(standing)


@given(models())
def test_an_id_that_is_no_record_may_still_be_pointed_to(model: Model) -> None:
    assert {one.id for one in model.chronology.related("gone")} == {
        each.id for each in model.records for relation in each.relations if relation.to == "gone"
    }


def test_the_words_tell_which_way_a_relation_points() -> None:
    chronology = IndexedChronology.build(
        [
            pointing("training", (RelationType.BACKGROUND, "arrival")),
            pointing("arrival"),
            pointing("denial", (RelationType.DENIES, "arrival"), (RelationType.UPDATES, "lost")),
        ]
    )
    assert [(one.relation, one.id) for one in chronology.related("arrival")] == [
        ("background", "training"),
        ("denied by", "denial"),
    ]
    assert [(one.relation, one.id) for one in chronology.related("training")] == [
        ("background of", "arrival")
    ]
    assert [(one.relation, one.entry) for one in chronology.related("denial")][1] == ("updates", None)
