"""`field=value` on a command line: the same checks as in a form, for one document after another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronoterm.editing.assigning import Assigning, AssignmentError, assigning
from chronoterm.editing.fields import Form
from chronoterm.edits import Document, same
from tests.unit.editing_strategies import CHANCE, TODAY, WORLD, documents

RECORD: Document = {"id": "here", "kind": "event", "headline": "Talks", "tags": ["a"], "actors": ["ada-lund"]}


def read(*texts: str, form: Form = Form.RECORD) -> Assigning:
    return assigning(texts, form, WORLD, TODAY, chance=CHANCE)


def applied(*texts: str, document: Document = RECORD, form: Form = Form.RECORD) -> Document:
    return read(*texts, form=form)(document)


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("headline=Talks = end", {"headline": "Talks = end"}),
        ("date=oct 2024", {"date": "2024-10"}),
        (" Date = 28-30 oct ", {"date": "2024-10-28/2024-10-30"}),
        ("date-basis=publication", {"date_basis": "publication"}),
        ("expected=yes", {"expected": True}),
        ("tags=x, y", {"tags": ["x", "y"]}),
        ("tags+=logistics, a", {"tags": ["a", "logistics"]}),
        ("actors+=cdu", {"actors": ["ada-lund", "drivers-union"]}),
        ("places+=north quay", {"places": ["north-quay"]}),
        ("speaker=cdu", {"speaker": "drivers-union", "actors": ["drivers-union", "ada-lund"]}),
        ("source.url=https://a.example?x=1", {"sources": [{"url": "https://a.example?x=1"}]}),
        ("source.credibility=2", {"sources": [{"credibility": 2}]}),
        (
            "figures+=c. 3,000 present · strikers",
            {
                "figures": [
                    {"series": "strikers", "low": 3000, "high": 3000, "approx": True, "state": "present"}
                ]
            },
        ),
        ("tags-=b", {}),
        ("summary=", {}),
    ],
)
def test_a_value_is_given_as_in_a_form(text: str, changes: Document) -> None:
    assert same(applied(text), {**RECORD, **changes})


@pytest.mark.parametrize("text", ["tags=", "tags-=a", "tags= , "])
def test_a_field_without_values_goes(text: str) -> None:
    assert applied(text) == {name: value for name, value in RECORD.items() if name != "tags"}


def test_actors_are_taken_out_by_any_of_their_names() -> None:
    assert "actors" not in applied("actors-=lund")


def test_several_assignments_follow_each_other() -> None:
    found = read("tags=x", "tags+=y", "tags-=x", "source.title=T", "source.url=u")
    assert found(RECORD) == {**RECORD, "tags": ["y"], "sources": [{"title": "T", "url": "u"}]}
    assert found.fields == ("tags", "source.title", "source.url")


def test_what_was_understood_is_told_and_new_names_are_made_once_for_all() -> None:
    found = read("date=28-30 oct 2024", "actors+=Ana Ruiz")
    assert found.shown == {"date": "shown as 28–30 Oct 2024", "actors": "new actor “Ana Ruiz”"}
    assert [each.document for each in found.new_names] == [{"id": "ana-ruiz-k3vd", "name": "Ana Ruiz"}]
    assert found({"id": "x"})["actors"] == found({"id": "y"})["actors"] == ["ana-ruiz-k3vd"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("headline", "is no assignment"),
        ("=x", "is no assignment"),
        ("headlin=x", "“headlin” is no field of a record; there are kind, "),
        ("id=x", "is no field"),
        ("revision=5", "is no field"),
        ("headline=", "headline: a headline is needed"),
        ("headline+=x", "headline has one value"),
        ("date=3/2/2022", "3 Feb 2022 or 2 Mar 2022"),
        ("date=soon", "is no date"),
        ("kind=claim", "is not one of event, statement"),
        ("places=spring", "springfield-1"),
        ("tags+=", "nothing behind the sign"),
        ("actors-=Nobody Known", "nobody is called “Nobody Known”"),
        ("figures=many", "is no figure"),
        ("source.credibility=7", "is not one of"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(text: str, why: str) -> None:
    with pytest.raises(AssignmentError) as refused:
        read(text)
    assert why in str(refused.value) and "\n" not in str(refused.value)


def test_fields_of_actors_and_places_are_checked_too() -> None:
    assert applied("country=no", document={"id": "a", "name": "A"}, form=Form.ACTOR)["country"] == "NO"
    with pytest.raises(AssignmentError, match="no field of an actor"):
        read("headline=x", form=Form.ACTOR)
    with pytest.raises(AssignmentError, match="between -90 and 90"):
        read("latitude=91", form=Form.PLACE)


def test_what_does_not_suit_one_document_is_said_of_that_one() -> None:
    found = read("date_basis=none")
    assert found({"id": "x", "kind": "event"})["date_basis"] == "none"
    with pytest.raises(AssignmentError, match="leave one of the two out"):
        found({**RECORD, "date": "2024"})
    with pytest.raises(AssignmentError, match="holds no list"):
        read("tags+=x")({**RECORD, "tags": "a"})
    with pytest.raises(AssignmentError, match="sources of this record cannot be read"):
        read("source.url=x")({**RECORD, "sources": 5})
    with pytest.raises(AssignmentError, match="does not lie in itself"):
        read("part_of=north quay", form=Form.PLACE)({"id": "harbour", "name": "Harbour"})


@given(documents(Form.RECORD), st.sampled_from(("lang=en", "tags+=new", "tags-=x", "summary=")))
def test_other_fields_of_any_document_stay_as_they_are(document: Document, text: str) -> None:
    found = read(text)
    try:
        after = found(document)
    except AssignmentError:
        assert not isinstance(document["tags"], list)
        return
    name = found.fields[0]
    rest = {each: value for each, value in document.items() if each != name}
    assert same({each: value for each, value in after.items() if each != name}, rest)
