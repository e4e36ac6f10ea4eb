"""The text that a record was taken from: what is lit is the passage, letter for letter, whatever stands in the text."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from chronoterm.cells import width
from chronoterm.chronology.fetching import Texts
from chronoterm.chronology.indexed import IndexedChronology
from chronoterm.documents import read
from chronoterm.instruments.source_text import (
    BEGINS,
    ENDS,
    SourceText,
    instead,
    plain_lines,
    source_text,
    with_passages,
)
from chronoterm.records import Passage, Record
from chronoterm.text import clean_block
from tests.texts import ODD, ODD_TEXTS, Document, of_words, sha256_of, taken

TEXT = "Ada spoke.\r\n“We strike,” she said.\n\nThe port is shut."
HOSTILE = "\ufeffplain \x1b[31mred\x1b[0m\r\n漢字 wide é mark\u202eback\u202c\rend\u2028of"


def chronology(records: Iterable[Document], *kept: str) -> IndexedChronology:
    """A chronology of documents whose store keeps these texts."""
    made = [read(each, Record) for each in records]
    by_id = {each.id: each for each in made}
    texts = {sha256_of(each): each for each in kept}
    bare = IndexedChronology.build(made)
    return IndexedChronology.build(made, fetch=by_id.__getitem__, texts=Texts(texts.get, bare.passages))


def found(record: Document, *kept: str, at: int | None = None) -> SourceText:
    return source_text(chronology([record], *kept), record["id"], at)


def lit_of(text: str, start: int, end: int) -> str:
    """What is shown of some characters of a text."""
    told = found(taken("r", text, (start, end)), text)
    assert told.shown is not None and told.own is not None
    first, last = told.lit(told.own)
    return told.shown.text[first:last]


# The passage


@given(ODD_TEXTS.filter(bool), st.data())
@example(HOSTILE, None)
@settings(max_examples=300)
def test_each_character_is_lit_by_its_own_span_and_by_no_other(text: str, data: st.DataObject | None) -> None:
    told = found(taken("r", text), text)
    assert told.shown is not None
    pieces = [told.lit(Passage(at, at + 1, "r")) for at in range(len(text))]
    assert pieces[0][0] == 0
    assert pieces[-1][1] == len(told.shown.text)
    assert all(one[1] == other[0] for one, other in pairwise(pieces))
    if data is None:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert told.lit(Passage(start, end, "r")) == (pieces[start][0], pieces[end - 1][1])


@given(st.lists(st.sampled_from([*ODD, "\r\n"]), min_size=1, max_size=40), st.data())
@settings(max_examples=300)
def test_what_is_lit_is_what_the_passage_looks_like_by_itself(
    letters: Sequence[str], data: st.DataObject
) -> None:
    """Naively: the passage alone, made safe; where it neither begins nor ends within a letter and its marks."""
    start = data.draw(st.integers(0, len(letters) - 1))
    end = data.draw(st.integers(start + 1, len(letters)))
    before, passage = "".join(letters[:start]), "".join(letters[start:end])
    text = before + passage + "".join(letters[end:])
    marks = "\u0301\u200d\n"
    if text[len(before)] in marks or text[len(before) + len(passage) :][:1] in tuple(marks):
        return
    naive = "".join(_one_by_one(passage))
    assert lit_of(text, len(before), len(before) + len(passage)) == naive


def _one_by_one(text: str) -> Iterable[str]:
    """A text made safe letter by letter, each with the marks after it; a carriage return goes with its line feed."""
    at = 0
    while at < len(text):
        end = at + 1
        if text.startswith("\r\n", at):
            end = at + 2
        else:
            while end < len(text) and text[end] in "\u0301\u200d":
                end += 1
        yield clean_block(text[at:end])
        at = end


def test_a_hostile_text_neither_moves_the_passage_nor_reaches_the_terminal() -> None:
    at = HOSTILE.index("wide")
    assert lit_of(HOSTILE, at, at + len("wide")) == "wide"
    told = found(taken("r", HOSTILE, (at, at + 4)), HOSTILE)
    assert all(each.isprintable() for each in plain_lines(told, None, None))
    assert f"{BEGINS}wide{ENDS}" in "\n".join(plain_lines(told, None, None))


def test_carriage_returns_and_a_byte_order_mark_are_counted_as_characters() -> None:
    text = "\ufeffone\r\ntwo\r\nthree"
    assert lit_of(text, text.index("two"), text.index("two") + 3) == "two"
    told = found(of_words(text, "r", "two"), text)
    assert told.own is not None
    assert told.lines(told.own) == (2, 2)
    assert told.length == len(text)


@given(ODD_TEXTS, st.integers(-3, 70), st.integers(-3, 70))
def test_a_span_that_is_not_in_the_text_lights_nothing_and_is_counted(
    text: str, start: int, end: int
) -> None:
    told = found(taken("r", text, (start, end)), text)
    is_inside = 0 <= start < end <= len(text)
    assert (told.own is not None) == is_inside
    assert (len(told.passages), told.outside) == ((1, 0) if is_inside else (0, 1))
    assert ("1 with a span that is not in this text" in told.counted) == (not is_inside)


# Other records


@st.composite
def cited(draw: st.DrawFn) -> tuple[str, list[Document]]:
    text = draw(ODD_TEXTS)
    spans = st.none() | st.tuples(st.integers(-1, 30), st.integers(-1, 30))
    others = [
        taken(f"r{number}", draw(st.sampled_from([text, "another"])), draw(spans))
        for number in range(draw(st.integers(1, 6)))
    ]
    return text, others


@given(cited())
def test_the_passages_of_all_records_of_a_text_are_marked_in_its_order(
    made: tuple[str, list[Document]],
) -> None:
    text, records = made
    asked = chronology(records, text, "another")
    for record in records:
        told = source_text(asked, record["id"])
        own = record["sources"][0]
        told = with_passages(told, asked.passages(own["sha256"]))
        same = [
            (*each["sources"][0]["span"], each["id"])
            for each in records
            if each["sources"][0]["sha256"] == own["sha256"] and "span" in each["sources"][0]
        ]
        inside = sorted(each for each in same if 0 <= each[0] < each[1] <= told.length)
        assert [(each.start, each.end, each.record) for each in told.passages] == inside
        assert told.outside == len(same) - len(inside)
        assert (told.here is None) == (told.own is None)
        if told.here is not None:
            assert told.passages[told.here].record == record["id"]


# Sources


def test_the_first_source_whose_text_is_kept_is_shown_and_the_next_ones_in_turn() -> None:
    record = taken("r", "not kept", (0, 3))
    record["sources"] += taken("r", TEXT, (0, 3))["sources"] + taken("r", "third", (0, 5))["sources"]
    first = found(record, TEXT, "third")
    assert (first.at, first.of, first.length) == (1, 3, len(TEXT))
    assert found(record, TEXT, "third", at=2).length == len("third")
    assert found(record, TEXT, at=3).shown is None


def test_a_record_without_a_text_tells_what_is_known_and_how_to_keep_it() -> None:
    record = taken("r", TEXT, (3, 9), quote="We \x1b[31mstrike", date_text="on Monday")
    told = found(record)
    lines = "\n".join(instead(told, 80))
    assert told.shown is None
    for each in ("does not keep", "Gazette", "3 to 9", sha256_of(TEXT), "on Monday", "We ", "text add FILE"):
        assert each in lines
    assert "\x1b" not in lines


@pytest.mark.parametrize("sources", [[], [{"publisher": "Gazette"}]])
def test_a_record_whose_source_names_no_text_says_so(sources: list[Document]) -> None:
    told = found({"id": "r", "kind": "event", "headline": "x", "sources": sources})
    assert told.shown is None
    assert "no source" in instead(told, 80)[0] or "names no text" in instead(told, 80)[0]


# In plain text


@given(ODD_TEXTS.filter(bool), st.data(), st.none() | st.integers(0, 3), st.none() | st.integers(30, 60))
@settings(max_examples=200)
def test_the_plain_lines_are_those_of_the_text_with_the_passage_between_its_marks(
    text: str, data: st.DataObject, context: int | None, cells: int | None
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    told = found(taken("r", text, (start, end)), text)
    assert told.shown is not None and told.own is not None
    lines = plain_lines(told, context, cells)
    if cells is not None:
        assert all(width(each) <= cells for each in lines)
        return
    first, last = told.lit(told.own)
    whole = told.shown.text
    marked = whole if first == last else f"{whole[:first]}{BEGINS}{whole[first:last]}{ENDS}{whole[last:]}"
    naive = marked.split("\n")
    # A passage that ends behind a line break has its mark before that.
    if first < last and whole[last - 1] == "\n":
        naive = f"{whole[:first]}{BEGINS}{whole[first : last - 1]}{ENDS}\n{whole[last:]}".split("\n")
    shown = [each[2:].lstrip(" ").partition("  ")[2].rstrip() for each in lines]
    around = len(naive) if context is None else context
    top, bottom = told.lines(told.own)
    wanted = naive[max(0, top - 1 - around) : bottom + around]
    assert [each.strip() for each in shown] == [each.strip() for each in wanted]
    bars = [each.startswith("▌") for each in lines]
    assert sum(bars) == bottom - top + 1


def test_a_long_line_is_broken_below_its_number_on_a_terminal() -> None:
    text = f"first\n{'word ' * 20}\nlast"
    told = found(of_words(text, "r", "word word"), text)
    lines = plain_lines(told, 1, 40)
    assert lines[0] == "  1  first"
    assert lines[1].startswith("▌ 2  ▶word word◀ word")
    assert lines[2].startswith("▌    word")
    assert lines[-1] == "  3  last"
