"""The Markdown briefing: what it tells, and that nothing of a record becomes anything but text in it."""

import re
from itertools import pairwise
from typing import Any
from urllib.parse import unquote

from hypothesis import given, settings
from markdown_it import MarkdownIt

from chronoterm.chronology.indexed import IndexedChronology
from chronoterm.exporters.choosing import ChosenRecords, ChosenView
from chronoterm.exporters.exporting import Form
from chronoterm.exporters.markdown_escaping import slug
from chronoterm.language.reading import read_query
from chronoterm.ordering import CHRONOLOGICAL, Order, SortKey
from chronoterm.query import ALL
from chronoterm.records import (
    UNREVIEWED,
    Actor,
    Basis,
    Figure,
    Kind,
    Record,
    Relation,
    RelationType,
    Series,
    Source,
)
from tests.exporters.chosen import chronology, exported, of_chosen, record
from tests.exporters.test_markdown_escaping import PARSERS
from tests.exporters.worlds import worlds
from tests.unit.editing_strategies import TODAY

BLOCKS = {"h1", "h2", "h3", "p", "ul", "ol", "li", "blockquote", "table", "thead", "tbody", "tr", "th", "td"}
INLINE = {"em", "strong", "a", "br", ""}


def briefing(*records: Record, **names: Any) -> str:
    return exported(Form.MARKDOWN, list(records), **names)


def headings(text: str) -> list[str]:
    tokens = PARSERS["commonmark"].parse(text)
    return [
        "".join(each.content for each in after.children or ())
        for before, after in pairwise(tokens)
        if before.type == "heading_open"
    ]


def links(parser: MarkdownIt, text: str) -> list[str]:
    return [
        str(child.attrs["href"])
        for token in parser.parse(text)
        for child in token.children or ()
        if child.type == "link_open"
    ]


@settings(max_examples=40)
@given(worlds())
def test_nothing_of_a_record_becomes_markup_or_a_link(world: IndexedChronology) -> None:
    text = exported(Form.MARKDOWN, world, title=world.title)
    for name, parser in PARSERS.items():
        tokens = parser.parse(text)
        assert {each.tag for each in tokens} <= BLOCKS | {""}, name
        assert {child.tag for each in tokens for child in each.children or ()} <= INLINE, name
        assert not {"html_block", "html_inline", "fence", "code_block"} & {each.type for each in tokens}
        assert {each[:1] for each in links(parser, text)} <= {"#"}


@settings(max_examples=40)
@given(worlds())
def test_every_link_leads_to_a_heading_and_every_record_has_one(world: IndexedChronology) -> None:
    text = exported(Form.MARKDOWN, world, title="Title")
    there = headings(text)
    assert {unquote(each.removeprefix("#")) for each in links(PARSERS["commonmark"], text)} - {
        slug(each) for each in there
    } == set()
    numbers = [int(found[1]) for each in there if (found := re.match(r"(\d+)\.( |$)", each))]
    assert numbers[-world.total :] == list(range(1, world.total + 1))


def test_a_briefing_begins_with_what_it_is_of() -> None:
    world = chronology([record("a", date="2024-10-18"), record("b"), record("c", date="2023")])
    query = read_query("since:2024", world, today=TODAY, near=None).query
    lines = exported(Form.MARKDOWN, world, query=query, title="October").splitlines()
    assert lines[:5] == [
        "# October",
        "",
        "as of 23 Nov 2026 14:05 UTC · 2 of 3 records; 1 of the 2 only may match",
        "",
        "Filter: since 2024",
    ]
    assert "“may match”" in lines[6]


def test_what_is_left_out_or_cut_off_is_said() -> None:
    world = chronology([record("a", date="2024-10-18"), record("b", date="2024-10-19"), record("c")])
    certain = read_query("since:2024 is:certain", world, today=TODAY, near=None)
    query = certain.query.with_certain_only(True)
    assert "2 of 3 records; 1 more only may match and are left out" in exported(
        Form.MARKDOWN, world, query=query
    )
    cut = of_chosen(Form.MARKDOWN, world, ChosenView(world.view(ALL, CHRONOLOGICAL), 1))
    assert "the first 1 of 3 records" in cut
    query = read_query("since:2024-10-18", world, today=TODAY, near=None).query
    both = of_chosen(Form.MARKDOWN, world, ChosenView(world.view(query, CHRONOLOGICAL), 1))
    assert "the first 1 of 3 that match, of 3 records; 1 of the 3 only may match" in both
    one = of_chosen(Form.MARKDOWN, world, ChosenRecords(world, ["b"], world.view(ALL, CHRONOLOGICAL)))
    assert "1 record chosen, of 3" in one


def test_records_stand_under_their_days_and_undated_ones_under_their_own_heading() -> None:
    text = briefing(
        record("a", "A", date="2024-10-18"),
        record("b", "B", date="2024-10-18T14:30Z"),
        record("c", "C", date="2024-10"),
        record("d", "D", date="2024"),
        record("e", "E", date="../2023-01-02"),
        record("f", "F"),
    )
    assert headings(text) == [
        "Title",
        "Until 2 Jan 2023",
        "1. E",
        "2024, day not known",
        "2. D",
        "October 2024, day not known",
        "3. C",
        "Friday 18 October 2024",
        "4. A",
        "5. B",
        "Undated",
        "6. F",
    ]
    assert "18 Oct 2024 14:30 UTC" in text


def test_other_orders_have_no_days_and_say_so() -> None:
    text = briefing(
        record("a", "B", date="2024-10-18"),
        record("b", "A", date="2024-10-19"),
        order=Order(SortKey.HEADLINE),
    )
    assert headings(text) == ["Title", "1. A", "2. B"]
    assert "sorted by headline" in text
    assert "*Event · 19 Oct 2024*" in text


def test_what_is_uncertain_is_said_in_words() -> None:
    text = briefing(
        record("a", "A", date="2024-10-31", date_basis=Basis.PUBLICATION),
        record("b", "B", date="2024-10-18~", tags=(UNREVIEWED, "x")),
        record("c", "C", date="2024-10-19?", expected=True),
        record("d", "D", date="2024-11-01/"),
        record("e", "E", date="2024-10-31~/2024-11-07~", date_text="in the coming days", expected=True),
    )
    assert "*Event · on or before 31 Oct 2024 (the day of publication)*" in text
    assert "*Event · about 18 Oct 2024 · not reviewed*" in text
    assert "*Expected event · 19 Oct 2024 (uncertain)*" in text
    assert "*Event · from 1 Nov 2024, end not known*" in text
    assert "*Expected event · about 31 Oct – 7 Nov 2024*" in text
    assert "- **Dated by the words:** “in the coming days”" in text
    assert "- **Tags:** x\n" in text


def test_a_statement_is_somebodys_and_an_event_is_according_to_somebody() -> None:
    text = briefing(
        record("a", date="2024-10-18", kind=Kind.STATEMENT, speaker="Ada", speaker_role="chair"),
        record("b", date="2024-10-18", expected=True, speaker="Ada"),
    )
    assert "*Statement by Ada, chair*" in text
    assert "*Expected event, according to Ada*" in text


def test_a_quote_is_a_quotation_with_speaker_and_role() -> None:
    world = chronology(
        [
            record(
                "a",
                "In the headline",
                kind=Kind.STATEMENT,
                speaker="ada",
                speaker_role="spokeswoman",
                quote="We start\n\non Monday.",
            )
        ],
        [Actor(id="ada", name="Ada Lund", aliases=("Lund",))],
    )
    text = exported(Form.MARKDOWN, world)
    assert "### 1. Lund: In the headline" in text
    assert "> “We start\n>\n> on Monday.”\n>\n> — Ada Lund, spokeswoman\n" in text


def test_every_distinct_source_has_one_note_that_its_records_point_to() -> None:
    paper: dict[str, Any] = {"publisher": "Gazette", "title": "Strike", "published": "2024-05-03"}
    text = briefing(
        record("a", date="2024-01-01", sources=(Source(**paper, span=(0, 120)),)),
        record("b", date="2024-01-02", sources=(Source(**paper, row=7), Source(url="https://example.org/x"))),
        record(
            "c", date="2024-01-03", sources=(Source(**paper, via="radio", reliability="B", credibility=2),)
        ),
        record("d", date="2024-01-04"),
    )
    assert text.count("published 3 May 2024") == 2
    assert "- **Source:** Gazette [\\[1\\]](#source-notes), characters 0–120\n" in text
    assert (
        "Gazette [\\[1\\]](#source-notes), row 7; https:/\\/example\\.org/x [\\[2\\]](#source-notes)\n"
        in text
    )
    assert "- **Source:** none named" in text
    assert text.endswith(
        "1. Gazette, Strike, published 3 May 2024\n"
        "2. https:/\\/example\\.org/x\n"
        "3. radio → Gazette, Strike, published 3 May 2024, graded B2\n"
    )


def test_a_headline_of_which_nothing_is_to_be_seen_leaves_the_number() -> None:
    text = briefing(record("a", "\u200b", date="2024-10-18"), record("b", "B", date="2024-10-19"))
    assert headings(text) == ["Title", "Friday 18 October 2024", "1.", "Saturday 19 October 2024", "2. B"]


def test_figures_stand_in_a_table_by_series_and_state() -> None:
    world = chronology(
        [
            record(
                "a",
                "Now",
                date="2024-10-31",
                speaker="ada",
                figures=(
                    Figure(series="s", low=3000, high=3000, approx=True, state="present"),
                    Figure(series="s", low=10000, high=12000, state="planned"),
                    Figure(high=5),
                ),
            ),
            record("b", "Before", date="2024-10-18", figures=(Figure(series="s", low=500, state="present"),)),
        ],
        [Actor(id="ada", name="Ada Lund")],
        series=[Series(id="s", name="Soldiers | all")],
    )
    text = exported(Form.MARKDOWN, world)
    rows = [each for each in text.splitlines() if each.startswith("| ")][2:]
    assert rows == [
        "| – | – | at most 5 | Ada Lund | 31 Oct 2024 | [2](#2-ada-lund-now) |",
        "| Soldiers \\| all | planned | 10,000–12,000 | Ada Lund | 31 Oct 2024 | [2](#2-ada-lund-now) |",
        "| Soldiers \\| all | present | at least 500 | not known | 18 Oct 2024 | [1](#1-before) |",
        "| Soldiers \\| all | present | about 3,000 | Ada Lund | 31 Oct 2024 | [2](#2-ada-lund-now) |",
    ]
    assert "Only figures of one series and one state can be compared." in text


def test_relations_are_links_within_the_briefing_and_words_where_they_lead_out_of_it() -> None:
    world = chronology(
        [
            record(
                "a", "First", date="2024-10-01", relations=(Relation(type=RelationType.BACKGROUND, to="b"),)
            ),
            record(
                "b", "Second", date="2024-10-02", relations=(Relation(type=RelationType.ASSERTS, to="gone"),)
            ),
        ]
    )
    text = exported(Form.MARKDOWN, world)
    assert "- **Background to:** [2. Second (2 Oct 2024)](#2-second)\n" in text
    assert "- **Background:** [1. First (1 Oct 2024)](#1-first)\n" in text
    assert "- **Asserts:** no record “gone”\n" in text
    alone = of_chosen(Form.MARKDOWN, world, ChosenView(world.view(ALL, CHRONOLOGICAL), 1))
    assert "- **Background to:** Second (2 Oct 2024)\n" in alone
