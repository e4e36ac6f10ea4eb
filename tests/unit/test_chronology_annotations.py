"""What users noted is shown with the record, and found by."""

import pytest
from hypothesis import given

from chronoterm.chronology.indexed import IndexedChronology
from chronoterm.dates import PartialDate
from chronoterm.language.reading import read_query
from chronoterm.query import ALL
from chronoterm.records import Annotation, Entry, Kind, Record
from chronoterm.terms import Facet
from tests.unit.chronology_model import Model
from tests.unit.chronology_stores import models

TODAY = PartialDate.parse("2024-11-04")


def note(  # noqa: PLR0913 - each is a field
    record: str,
    by: str | None = "ana",
    at: str | None = None,
    *,
    star: bool = False,
    tag: str | None = None,
    comment: str | None = None,
) -> Annotation:
    return Annotation(record=record, by=by, at=at, star=star, tag=tag, comment=comment)


NOTES = (
    note("a", "ben", "2024-11-02T10:00:00Z", star=True),
    note("a", "ana", "2024-11-01T10:00:00Z", comment="The number looks too high."),
    note("b", "ana", tag="check"),
    note("c", None, star=True),
    note("d", "carl"),
    note("gone", "dora", star=True),
)
CHRONOLOGY = IndexedChronology.build(
    [
        Record(id="a", kind=Kind.EVENT, headline="First", date="2024-10-01", tags=("own",)),
        Record(id="b", kind=Kind.EVENT, headline="Second", date="2024-10-02", tags=("own",)),
        Record(id="c", kind=Kind.EVENT, headline="Third", date="2024-10-03", by="eve"),
        Record(id="d", kind=Kind.EVENT, headline="Fourth", date="2024-10-04"),
    ],
    annotations=NOTES,
)


def found(text: str, chronology: IndexedChronology = CHRONOLOGY) -> str:
    view = chronology.view(read_query(text, chronology, today=TODAY).query)
    return "".join(row.entry.id for row in view.window(0, 9))


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("is:starred", "ac"),
        ("-is:starred", "bd"),
        ("tag:check", "b"),
        ("tag:own", "ab"),
        ("tag:own,check", "ab"),
        ("by:ana", "ab"),
        ("by:ANA", "ab"),
        ("by:ben,eve", "ac"),
        ("-by:ana", "cd"),
        ("by:carl", ""),
        ("by:dora", ""),
        ("is:starred by:eve", "c"),
        ("number", "a"),
        ('"number looks"', "a"),
        ('"first the number"', ""),
        ("check", ""),
    ],
)
def test_a_record_is_found_by_what_users_noted_about_it(text: str, ids: str) -> None:
    assert found(text) == ids


def test_a_row_says_whether_somebody_starred_it_and_whether_it_is_noted() -> None:
    rows = CHRONOLOGY.view().window(0, 9)
    assert [(row.starred, row.noted) for row in rows] == [
        (True, True),
        (False, True),
        (True, False),
        (False, False),
    ]


def test_annotations_stand_from_the_oldest_on_and_those_without_a_time_before_them() -> None:
    assert [each.by for each in CHRONOLOGY.annotations("a")] == ["ana", "ben"]
    assert CHRONOLOGY.annotations("nobody") == ()
    later, undated, earlier = (note("a", at=at) for at in ("2024-11-02", None, "2024-11-01"))
    chronology = IndexedChronology.build([], annotations=[later, undated, earlier])
    assert list(chronology.annotations("a")) == [undated, earlier, later]


def test_users_are_counted_as_other_values_are() -> None:
    counted = {each.value: each.count for each in CHRONOLOGY.view(ALL).facets(Facet.USER)}
    assert counted == {"ana": 2, "ben": 1, "eve": 1}
    assert [each.value for each in CHRONOLOGY.view(ALL).named(Facet.USER, "be", 9)] == ["ben"]
    assert CHRONOLOGY.resolve(Facet.USER, "e") == ["eve"]


def test_the_annotations_of_a_record_that_comes_back_are_there_again() -> None:
    back = Entry(id="gone", kind=Kind.EVENT, headline="Back", date="2024-10-05")
    chronology = CHRONOLOGY.changed(put=[back])
    assert found("by:dora is:starred", chronology) == "gone"
    assert found("by:dora", chronology.changed(["gone"])) == ""
    assert found("by:dora", chronology.changed(["gone"]).changed(put=[back])) == "gone"


def test_annotations_take_the_place_of_those_there_were() -> None:
    chronology = CHRONOLOGY.changed(annotations={"a": [], "d": [note("d", "ben", comment="Number three")]})
    assert found("by:ana", chronology) == "b"
    assert found("by:ben", chronology) == "d"
    assert found("number", chronology) == "d"
    assert found("is:starred", chronology) == "c"
    assert [row.noted for row in chronology.view().window(0, 9)] == [False, True, False, True]


@given(models())
def test_rows_and_annotations_are_those_that_a_look_through_all_of_them_gives(model: Model) -> None:
    for row in model.chronology.view().window(0, 99):
        notes = model.noted(row.entry.id)
        assert list(model.chronology.annotations(row.entry.id)) == notes
        assert row.starred == any(each.star for each in notes)
        assert row.noted == any(each.tag or each.comment for each in notes)
