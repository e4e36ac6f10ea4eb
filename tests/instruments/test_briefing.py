"""A record as it is briefed: all of its quote is there at any size, and its source and date are on every page."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from chronoterm.cells import width
from chronoterm.chronology.indexed import IndexedChronology
from chronoterm.chronology.names import Names
from chronoterm.chronology.view import Row
from chronoterm.dates import PartialDate
from chronoterm.instruments.briefed import OfChosen, OfView, place_in_words
from chronoterm.instruments.briefing import Card, Slide, card, paged, slide_of, whole
from chronoterm.ordering import CHRONOLOGICAL
from chronoterm.query import ALL
from chronoterm.records import (
    UNREVIEWED,
    Actor,
    Annotation,
    Basis,
    Figure,
    Kind,
    Place,
    QuoteKind,
    Record,
    Series,
    Source,
)
from chronoterm.spans import Line, Span, Tone
from chronoterm.terms import AsOf
from chronoterm.text import clean_block
from tests.conftest import HOSTILE

WITHOUT = re.compile("[\\s\u200d\ufe0f\u2066-\u2069]")
NAMES = Names(
    (Actor(id="ann", name="Ann Arbor"),), (Place(id="RU", name="Russia"),), (Series(id="s", name="Soldiers"),)
)
NOBODY = IndexedChronology.build((), NAMES)
STATEMENT = Record(
    id="a",
    kind=Kind.STATEMENT,
    headline="a matter of days",
    date="2024-10-31",
    date_basis=Basis.PUBLICATION,
    speaker="ann",
    speaker_role="minister",
    quote="It is a matter of days.",
    places=("RU",),
    figures=(
        Figure(series="s", low=3000, high=3000, state="present"),
        Figure(series="s", low=12000, state="planned"),
    ),
    sources=(
        Source(publisher="KBS", via="interview", published="2024-10-31", reliability="B", credibility=2),
    ),
)

lines_of_text = st.sampled_from(["", "x", "two", "three"]).map(
    lambda text: Line((Span(text),) if text else ())
)


def letters(text: str) -> str:
    """A text without what no cell is for."""
    return WITHOUT.sub("", text)


def in_tone(made: Card, tone: Tone) -> str:
    return "".join(
        span.text for page in made.pages for line in page for span in line.spans if span.tone is tone
    )


def text_of(made: Card) -> str:
    return "\n".join(line.text for page in made.pages for line in page)


@given(st.lists(lines_of_text, max_size=40), st.integers(1, 12))
def test_every_line_stands_on_one_page_and_no_page_is_too_long(body: list[Line], height: int) -> None:
    pages = paged(body, height)
    assert [line for page in pages for line in page if line.text] == [line for line in body if line.text]
    assert all(len(page) <= height for page in pages)
    assert all(page[0].text and page[-1].text for page in pages if page)
    assert len(pages) == 1 or all(pages)


@given(st.text(max_size=400), st.integers(20, 220), st.integers(5, 70), st.sampled_from([None, *QuoteKind]))
def test_every_character_of_a_quote_is_shown_once_over_the_pages_at_any_size(
    quote: str, cells: int, lines: int, kind: QuoteKind | None
) -> None:
    made = card(Slide(replace(STATEMENT, quote=f"a{quote}z", quote_kind=kind)), NOBODY, cells, lines)
    shown = letters(in_tone(made, Tone.QUOTE)).removeprefix("“").removesuffix("”")
    assert shown == letters(clean_block(f"a{quote}z"))
    assert all(width(line.text) + 2 * made.margin <= cells for page in made.pages for line in page)


@given(st.integers(20, 220), st.integers(5, 70), st.text(max_size=800))
def test_the_source_and_the_date_are_below_every_page(cells: int, lines: int, quote: str) -> None:
    made = card(Slide(replace(STATEMENT, quote=quote)), NOBODY, cells, lines)
    below = " ".join(line.text for line in made.foot)
    assert below.startswith("Dated")
    assert "Source" in below
    assert len(made.foot) <= 3
    assert all(len(page) <= max(1, lines - len(made.foot) - 1) for page in made.pages)


def test_a_quote_comes_first_then_who_said_it_and_what_is_claimed_in_each_state() -> None:
    made = card(Slide(STATEMENT), NOBODY, 80, 20)
    assert text_of(made).split("\n") == [
        "“ STATEMENT",
        "",
        "“It is a matter of days.”",
        "",
        "— Ann Arbor, minister",
        "",
        "a matter of days",
        "",
        "Place    Russia",
        "Figures  3,000 present · Soldiers",
        "         at least 12,000 planned · Soldiers",
    ]
    assert [line.text for line in made.foot] == [
        "Dated    ≤ 31 Oct 2024 · by its publication: then or before",
        "Source   interview → KBS · published 31 Oct 2024 · B2",
    ]


def test_without_a_quote_the_headline_stands_in_its_place_and_the_summary_below() -> None:
    record = replace(STATEMENT, quote=None, summary="What was said at length.")
    made = card(Slide(record), NOBODY, 80, 20)
    assert in_tone(made, Tone.HEADLINE) == "a matter of days"
    assert "What was said at length." in text_of(made)


@pytest.mark.parametrize(
    ("slide", "words"),
    [
        (Slide(STATEMENT, is_possible=True), "MAY MATCH: a date or a figure is not known sharply enough"),
        (Slide(replace(STATEMENT, tags=(UNREVIEWED,))), "NOT REVIEWED: nobody has looked at it"),
        (Slide(STATEMENT, is_whole=False), "NOT WHOLE: the rest of this record cannot be read"),
        (Slide(replace(STATEMENT, expected=True)), "EXPECTED STATEMENT"),
        (Slide(replace(STATEMENT, quote_kind=QuoteKind.TRANSLATED)), "— Ann Arbor, minister (translated)"),
        (Slide(replace(STATEMENT, speaker=None)), "— speaker not known"),
    ],
)
def test_what_is_not_certain_is_told_in_words(slide: Slide, words: str) -> None:
    assert words in text_of(card(slide, NOBODY, 80, 20))


@pytest.mark.parametrize(
    ("date", "basis", "told"),
    [
        ("2024-10~", None, "c. Oct 2024 · about then"),
        ("2024-10-31?", None, "31 Oct 2024? · uncertain"),
        (None, None, "undated"),
        ("2024-10-31", Basis.PUBLICATION, "≤ 31 Oct 2024 · by its publication: then or before"),
    ],
)
def test_an_uncertain_date_is_told_as_such_below(date: str | None, basis: Basis | None, told: str) -> None:
    made = card(Slide(replace(STATEMENT, date=date, date_basis=basis)), NOBODY, 80, 20)
    assert made.foot[0].text == f"Dated    {told}"


def test_notes_are_shown_or_their_number_is_told() -> None:
    note = Annotation(record="a", by="ben", at="2024-11-02T10:00:00Z", comment="ask him when")
    shown = card(Slide(STATEMENT, comments=(note,)), NOBODY, 80, 30)
    assert "✎ ben, 2 Nov 2024 10:00: ask him when" in text_of(shown)
    hidden = card(Slide(STATEMENT, comments=(note,)), NOBODY, 80, 30, notes=False)
    assert "ask him" not in text_of(hidden)
    assert hidden.foot[-1].text == "1 note not shown"


def test_there_is_space_between_the_lines_of_a_quote_where_there_is_room_for_it() -> None:
    long = replace(STATEMENT, quote="word " * 60)
    roomy, narrow = card(Slide(long), NOBODY, 120, 40), card(Slide(long), NOBODY, 120, 14)
    assert len(roomy.pages) == 1
    quoted = [at for at, line in enumerate(roomy.pages[0]) if line.spans and line.spans[0].tone is Tone.QUOTE]
    assert {b - a for a, b in pairwise(quoted)} == {2}
    assert text_of(narrow).count("\n\nword") == 0


@given(st.booleans(), st.booleans(), st.booleans())
def test_no_two_empty_lines_follow_each_other_whatever_a_record_lacks(
    quoted: bool, placed: bool, summed_up: bool
) -> None:
    record = replace(
        STATEMENT,
        quote="so\n\n\nit is" if quoted else None,
        places=("RU",) if placed else (),
        figures=(),
        summary="More." if summed_up else None,
    )
    made = card(Slide(record), NOBODY, 80, 16)
    assert "\n\n\n" not in text_of(made)


def test_what_is_printed_has_no_pages() -> None:
    printed = [line.text for line in whole(Slide(STATEMENT), NOBODY, 100)]
    assert printed[-1].startswith("Source   interview → KBS")


@given(st.sampled_from(HOSTILE), st.integers(20, 120))
def test_hostile_texts_are_cleaned_wherever_they_stand(text: str, cells: int) -> None:
    record = Record(
        id=text,
        headline=text,
        summary=text,
        quote=text,
        speaker=text,
        speaker_role=text,
        date_text=text,
        kind=Kind.STATEMENT,
        about_date=text,
        places=(text,),
        sources=(Source(publisher=text, title=text, via=text, author=text, published=text),),
        figures=(Figure(series=text, low=1, state=text, text=text),),
    )
    note = Annotation(record=text, by=text, at=text, comment=text)
    made = card(Slide(record, comments=(note,)), NOBODY, cells, 24)
    lines = [line.text for page in made.pages for line in page] + [line.text for line in made.foot]
    assert all(width(line) <= cells for line in lines)
    assert not any(each in "".join(lines) for each in "\x1b\x9b\x07\r\n\t\u202e\u2028\ud800")


# What is briefed


def chronology_of(*ids: str) -> IndexedChronology:
    return IndexedChronology.build(
        [
            replace(STATEMENT, id=each, date=f"2024-10-{at:02}", date_basis=None)
            for at, each in enumerate(ids, 1)
        ]
    )


def test_records_of_a_view_stand_as_the_view_has_them() -> None:
    briefed = OfView(chronology_of("a", "b", "c").view(ALL, CHRONOLOGICAL.reversed()))
    assert [briefed.row(at).entry.id for at in range(briefed.count)] == ["c", "b", "a"]
    assert (briefed.position("b"), briefed.position("gone"), briefed.lacking) == (1, None, "")
    assert place_in_words(1, briefed.count) == "2 of 3"


@given(st.lists(st.sampled_from("abcdxyz"), unique=True))
def test_chosen_records_stand_in_their_own_order_and_what_is_gone_is_told(ids: list[str]) -> None:
    briefed = OfChosen(chronology_of("a", "b", "c", "d"), ids, ALL)
    there = [each for each in ids if each in "abcd"]
    assert [briefed.row(at).entry.id for at in range(briefed.count)] == there
    assert list(briefed.missing.gone) == [each for each in ids if each in "xyz"]
    assert bool(briefed.lacking) == (len(there) < len(ids))
    assert all(briefed.position(each) == at for at, each in enumerate(there))


def test_of_a_saved_briefing_it_is_told_what_is_gone_and_what_was_not_known_then() -> None:
    chronology = chronology_of("a", "b")
    assert OfChosen(chronology, ["x", "a", "y"], ALL).lacking == "2 of 3 are gone: x and 1 more"
    then = ALL.known(AsOf(PartialDate.parse("2024-10-02").start))
    briefed = OfChosen(chronology, ["b", "a", "x"], then)
    assert [briefed.row(at).entry.id for at in range(briefed.count)] == ["a"]
    assert briefed.lacking == "1 of 3 is gone: x; 1 of 3 was not known then"


def test_a_record_that_cannot_be_read_whole_is_briefed_by_what_a_list_shows() -> None:
    chronology = chronology_of("a")
    entry = chronology.view(ALL, CHRONOLOGICAL).window(0, 1)[0].entry
    lost = IndexedChronology.build(())
    slide = slide_of(lost, Row(entry, possible=True))
    assert (slide.is_whole, slide.is_possible, slide.record.headline) == (False, True, STATEMENT.headline)
