"""What is escaped for Markdown is shown as it is, by every parser at hand."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from markdown_it import MarkdownIt
from markdown_it.token import Token

from chronoterm.exporters.markdown_escaping import block, inline, line, slug
from chronoterm.text import clean, clean_block, isolate
from tests.exporters.hostile import MARKUP, TEXTS, naughty, texts

PARSERS = {
    "commonmark": MarkdownIt("commonmark"),
    "tables and strikethrough": MarkdownIt("commonmark").enable(["table", "strikethrough"]),
    "everything": MarkdownIt("gfm-like", {"linkify": True, "html": True}),
    "everything, without raw HTML": MarkdownIt("js-default", {"linkify": True, "html": False}).enable(
        "linkify"
    ),
}
ONLY_TEXT = {"text", "text_special", "softbreak", "hardbreak"}


@pytest.fixture(params=PARSERS)
def parser(request: pytest.FixtureRequest) -> MarkdownIt:
    return PARSERS[request.param]


def _inline_tokens(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield from token.children or ()


def _text(tokens: Sequence[Token]) -> str:
    return "".join("\n" if each.type in ("softbreak", "hardbreak") else each.content for each in tokens)


def _shown(text: str) -> str:
    return isolate(clean(text)).strip()


def _assert_inline(parser: MarkdownIt, text: str) -> None:
    tokens = list(_inline_tokens(parser.parse(f"x{inline(text)}y")))
    assert {each.type for each in tokens} <= ONLY_TEXT, text
    assert _text(tokens) == f"x{_shown(text)}y"


@settings(max_examples=400)
@given(texts)
def test_a_text_within_a_line_is_only_text(text: str) -> None:
    for parser in PARSERS.values():
        _assert_inline(parser, text)


@settings(max_examples=400)
@given(texts)
@example("-\u00a0x")
def test_a_text_that_begins_a_line_is_only_a_paragraph(text: str) -> None:
    for parser in PARSERS.values():
        tokens = parser.parse(line(text))
        shown = _shown(text)
        assert [each.type for each in tokens] == ["paragraph_open", "inline", "paragraph_close"] * bool(shown)
        assert {each.type for each in _inline_tokens(tokens)} <= ONLY_TEXT
        assert _text(list(_inline_tokens(tokens))) == shown


@settings(max_examples=400)
@given(texts)
def test_a_text_of_several_lines_keeps_its_lines_and_paragraphs_and_is_nothing_else(text: str) -> None:
    written = [each.strip() for each in isolate(clean_block(text)).split("\n")]
    paragraphs = [each for each in "\n".join(written).split("\n\n") if each.strip("\n")]
    for parser in PARSERS.values():
        tokens = parser.parse("\n".join(block(text)))
        assert [each.type for each in tokens if each.type != "inline"] == [
            "paragraph_open",
            "paragraph_close",
        ] * len(paragraphs)
        assert [_text(each.children or ()) for each in tokens if each.type == "inline"] == [
            each.strip("\n") for each in paragraphs
        ]
        assert {each.type for each in _inline_tokens(tokens)} <= ONLY_TEXT


@given(texts)
def test_a_quoted_text_stays_in_its_quotation(text: str) -> None:
    for parser in PARSERS.values():
        tokens = parser.parse("\n".join((*block(text, "> "), "", "after")))
        kinds = [each.type for each in tokens if each.level == 0]
        quoted = ["blockquote_open", "blockquote_close"] if block(text) else []
        assert kinds == [*quoted, "paragraph_open", "paragraph_close"]


@given(texts)
def test_a_text_stays_in_its_cell_of_a_table(text: str) -> None:
    for name in ("tables and strikethrough", "everything"):
        tokens = PARSERS[name].parse(f"| a | b |\n| --- | --- |\n| {inline(text)} | end |\n")
        cells = [each for before, each in pairwise(tokens) if before.type == "td_open"]
        assert [_text(each.children or ()) for each in cells] == [_shown(text), "end"]


@given(texts)
def test_a_heading_is_one_heading(text: str) -> None:
    for parser in PARSERS.values():
        tokens = parser.parse(f"### 1. {inline(text)}\n\nafter")
        assert [each.tag for each in tokens if each.type == "heading_open"] == ["h3"]
        assert _text(tokens[1].children or ()) == f"1. {_shown(text)}".strip()


@pytest.mark.parametrize("text", TEXTS)
def test_nothing_invented_for_it_becomes_markup(text: str, parser: MarkdownIt) -> None:
    _assert_inline(parser, text)


def test_nothing_that_others_collected_becomes_markup(parser: MarkdownIt) -> None:
    collected = list(naughty())
    if not collected:
        pytest.skip("no folder naughty_strings in the evaluation data (CHRONOTERM_EVALUATION)")
    for text in collected:
        _assert_inline(parser, text)
        assert [each.tag for each in parser.parse("\n".join(block(text))) if each.tag not in ("p", "")] == []


def test_the_corpus_would_do_harm_if_it_were_not_escaped() -> None:
    harmful = [
        text
        for text in MARKUP
        if {each.type for each in _inline_tokens(PARSERS["everything"].parse(text))} - ONLY_TEXT
        or {each.type for each in PARSERS["everything"].parse(text)}
        - {"paragraph_open", "inline", "paragraph_close"}
    ]
    assert len(harmful) > 40


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("About 3,000 now, 12,000 planned", "About 3,000 now, 12,000 planned"),
        ("Kim Jong-un’s “way out” (2024)", "Kim Jong-un’s “way out” (2024)"),
        ("3.5 km from Sudzha. Then", "3.5 km from Sudzha. Then"),
        ("[sic] *", "\\[sic\\] \\*"),
    ],
)
def test_plain_prose_reads_well_as_it_is_written(text: str, written: str) -> None:
    assert inline(text) == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("iv. item", "iv\\. item"),
        ("a) item", "a\\) item"),
        ("(1) item", "\\(1) item"),
        ("% title", "\\% title"),
        (": definition", "\\: definition"),
        ("Mr. Rutte said", "Mr. Rutte said"),
    ],
)
def test_what_pandoc_takes_for_lists_definitions_or_a_title_is_escaped(text: str, written: str) -> None:
    assert line(text) == written


def test_links_find_headings_as_github_names_them() -> None:
    assert slug("4. Zelenskyy: About 3,000 now, 12,000 planned") == "4-zelenskyy-about-3000-now-12000-planned"
    assert slug("1. Übung – “Norden”") == "1-übung--norden"
