"""Two versions of one document side by side, and what comes of a choice between them."""

from hypothesis import given
from hypothesis import strategies as st

from chronoterm.editing.comparing import Side, differences, resolved
from chronoterm.editing.fields import Form
from chronoterm.edits import KEPT_BY_THE_STORE, Document, same
from chronoterm.text import clean_block
from tests.unit.editing_strategies import WORLD, documents

BASE: Document = {"id": "here", "kind": "event", "headline": "Talks", "tags": ["a"], "revision": 1}

versions = st.tuples(documents(Form.RECORD), documents(Form.RECORD), documents(Form.RECORD))


def test_what_one_side_changed_is_taken_from_it_and_what_both_changed_is_asked() -> None:
    theirs = {**BASE, "headline": "Talks fail", "actors": ["smith-1"], "revision": 2}
    mine = {
        **BASE,
        "headline": "Talks go on",
        "tags": ["a", "b"],
        "relations": [{"type": "updates", "to": "x"}],
    }
    found = differences(BASE, theirs, mine, Form.RECORD, WORLD)
    assert [(each.label, each.base, each.theirs, each.mine, each.default) for each in found] == [
        ("Headline", "Talks", "Talks fail", "Talks go on", None),
        ("Actors", "", "smith-1", "", Side.THEIRS),
        ("Tags", "a", "a", "a, b", Side.MINE),
        ("Relations", "", "", "updates → x", Side.MINE),
    ]
    merged = {**theirs, "tags": ["a", "b"], "relations": mine["relations"]}
    assert resolved(BASE, theirs, mine, {}) == merged
    assert resolved(BASE, theirs, mine, {"headline": Side.MINE}) == {**merged, "headline": "Talks go on"}
    assert resolved(BASE, theirs, mine, {"tags": Side.THEIRS})["tags"] == ["a"]


def test_a_field_that_one_took_out_and_the_other_changed_is_asked() -> None:
    theirs = {name: value for name, value in BASE.items() if name != "tags"}
    mine = {**BASE, "tags": ["b"]}
    (found,) = differences(BASE, theirs, mine, Form.RECORD, WORLD)
    assert (found.base, found.theirs, found.mine, found.default) == ("a", "", "b", None)
    assert resolved(BASE, theirs, mine, {}) == theirs
    assert resolved(BASE, mine, theirs, {"tags": Side.MINE}) == theirs


@given(versions)
def test_nothing_of_theirs_is_overwritten_unseen(three: tuple[Document, Document, Document]) -> None:
    base, theirs, mine = three
    found = resolved(base, theirs, mine, {})
    for name in {*base, *theirs, *mine}:
        mine_alone = same(base.get(name), theirs.get(name)) and (name in base) == (name in theirs)
        if not mine_alone or name in KEPT_BY_THE_STORE:
            assert (name in found) == (name in theirs) and same(found.get(name), theirs.get(name))


@given(versions)
def test_all_of_mine_is_there_if_i_choose_so(three: tuple[Document, Document, Document]) -> None:
    base, theirs, mine = three
    found = resolved(base, theirs, mine, dict.fromkeys((*theirs, *mine), Side.MINE))
    for name in {*theirs, *mine} - set(KEPT_BY_THE_STORE):
        assert (name in found) == (name in mine) and same(found.get(name), mine.get(name))


@given(versions)
def test_every_difference_is_told_in_text_that_is_safe_to_show(
    three: tuple[Document, Document, Document],
) -> None:
    base, theirs, mine = three
    found = differences(base, theirs, mine, Form.RECORD, WORLD)
    for each in found:
        for text in (each.label, each.base, each.theirs, each.mine):
            assert clean_block(text) == text
    names = {*theirs, *mine} - set(KEPT_BY_THE_STORE)
    apart = {
        name
        for name in names
        if (name in theirs) != (name in mine) or not same(theirs.get(name), mine.get(name))
    }
    assert {each.field for each in found} == apart


def test_versions_that_say_the_same_differ_in_nothing() -> None:
    assert differences(BASE, {**BASE, "tags": ["b"]}, {**BASE, "tags": ["b"]}, Form.RECORD, WORLD) == ()
