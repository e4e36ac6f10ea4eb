"""The page on the query language tells what the program reads, and its twenty questions get their answers."""

import csv
import io
import re
from functools import cache
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronoterm.chronology.indexed import IndexedChronology
from chronoterm.chronology.indexed_view import IndexedView
from chronoterm.cli import run
from chronoterm.dates import PartialDate
from chronoterm.language.errors import QueryError
from chronoterm.language.fields import FIELDS, KNOWN_BY, Field, Takes
from chronoterm.language.grammar import DEEPEST
from chronoterm.language.orders import read_order, written_order
from chronoterm.language.reading import LONGEST_QUERY, Reading, read_query
from chronoterm.language.tokens import DASHES, QUOTES, TokenType, tokens_of
from chronoterm.narrowing import latest_date
from chronoterm.opening import open_chronology, sample_path
from chronoterm.ordering import SortKey
from chronoterm.wording import counted
from tests.docs.documents import KEYS, ON_SCREEN, PRESSED, blocks, rows, section
from tests.docs.ebnf import Choice, Speaker, rules_of, terminals
from tests.tui.driving import (
    NARROW,
    WIDE,
    app_on,
    list_lines,
    main_screen,
    press,
    screen_text,
    settle,
    type_text,
)

PAGE = Path(__file__).resolve().parents[2] / "docs" / "query-language.md"
TODAY = PartialDate.parse("2025-06-30")
ROOM = 20
"""Characters of a headline that every list has room for."""

QUESTION = re.compile(
    r"^### (?P<number>\d+)\. (?P<asked>.+)\n+(?:[^\n`].*\n+)*"
    r"```text\n(?P<query>.+)\n```\n\nKeys: (?P<keys>.+)\. Answer: `(?P<counts>.+)`\n(?P<answer>(?:\n|- .+\n)*)",
    re.MULTILINE,
)


class Question(NamedTuple):
    """A question of a briefing, how it is put to the program, and what it must answer."""

    asked: str
    query: str
    sort: str
    keys: list[tuple[str, str]]
    counts: str
    answer: list[str]


def questions() -> list[Question]:
    found = list(QUESTION.finditer(section(PAGE, "Twenty questions") + "\n"))
    assert [int(each["number"]) for each in found] == list(range(1, 21))
    return [_question(each) for each in found]


def _question(found: re.Match[str]) -> Question:
    query, _, sort = found["query"].partition(" --sort ")
    keys = [(each["key"] or "", each["typed"] or "") for each in PRESSED.finditer(found["keys"])]
    answer = [line.removeprefix("- ") for line in found["answer"].splitlines() if line]
    return Question(found["asked"], query, sort or "date", keys, found["counts"], answer)


QUESTIONS = [pytest.param(each, id=str(number)) for number, each in enumerate(questions(), 1)]


@cache
def sample_chronology() -> IndexedChronology:
    return open_chronology(sample_path())[1]


def read(text: str) -> Reading:
    chronology = sample_chronology()
    return read_query(text, chronology, today=TODAY, near=latest_date(chronology))


def refusal(text: str) -> str:
    """What is said to a text; nothing where it is understood."""
    try:
        read(text)
    except QueryError as error:
        return str(error)
    return ""


def view_of(question: Question) -> IndexedView:
    return sample_chronology().view(read(question.query).query, read_order(question.sort))


# The twenty questions


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_gets_the_answer_that_is_written(question: Question) -> None:
    view = view_of(question)
    told = [
        f"{'~ ' if row.possible else ''}{row.entry.date_label} · {row.entry.headline}"
        for row in view.window(0, view.count)
    ]
    assert told == question.answer
    assert counted(view, sample_chronology().total) == question.counts
    assert read(question.query).remarks == ()


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_command_line_gives_the_same_answer(
    question: Question, sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["-s", str(sample), "--sort", question.sort, "--format", "csv"]
    code = run(["list", *options, "--", question.query])
    printed = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert code == (0 if question.answer else 1)
    view = view_of(question)
    assert [each["id"] for each in printed] == [row.entry.id for row in view.window(0, view.count)]
    if view.possible:
        possible = [each["match"] == "possible" for each in printed]
        assert possible == [each.startswith("~") for each in question.answer]


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_keys_of_a_question_are_few(question: Question) -> None:
    first, *_, last = question.keys
    assert first == ("/", "")
    assert last == ("Enter", "")
    assert sum(len(typed) or 1 for _, typed in question.keys) <= len(question.query) + len(question.sort) + 3
    assert [key for key, _ in question.keys if key and key not in KEYS] == []


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_the_keys_of_the_questions_put_their_answers_on_the_screen(
    sample: Path, size: tuple[int, int]
) -> None:
    async with app_on(sample).run_test(size=size) as pilot:
        await settle(pilot)
        for number, question in enumerate(questions(), 1):
            for key, typed in question.keys:
                if typed or len(KEYS[key]) == 1:
                    await type_text(pilot, typed or KEYS[key])
                else:
                    await press(pilot, KEYS[key])
            assert question.counts in " ".join(screen_text(pilot).split()), number
            headlines = [each.partition(" · ")[2][:ROOM] for each in question.answer]
            lines = [line for line in list_lines(pilot) if any(each in line for each in headlines)]
            assert len(lines) == len(headlines), number
            assert all(each in line for each, line in zip(headlines, lines, strict=True)), number
            await press(pilot, "X", "g")
            assert " 15 records " in screen_text(pilot)
        assert main_screen(pilot).is_current


def test_the_questions_use_every_field_and_what_joins_terms() -> None:
    tokens = [token for each in questions() for token in tokens_of(each.query)]
    asked = {token.text for token in tokens if token.type is TokenType.FIELD}
    # Nobody has noted anything in the sample, and nobody is a target; the guide asks as of a day.
    assert asked == FIELDS.keys() - {"by", "subject", "target", *KNOWN_BY}
    assert {token.type for token in tokens} == set(TokenType)
    assert {token.whole for token in tokens if token.type is TokenType.PHRASE} == {True, False}


def test_an_answer_that_is_empty_says_why() -> None:
    (empty,) = (each for each in questions() if not each.answer)
    assert empty.query == "grade:>=B2"
    assert "`grade:none` finds all 15" in section(PAGE, "Twenty questions")
    assert sample_chronology().view(read("grade:none").query).count == 15


# Fields


TAKEN = {
    Takes.NAMES: "a name",
    Takes.GRADE: "a grade",
    Takes.NUMBER: "a number",
    Takes.SERIES: "a series",
    Takes.STATE: "a state",
    Takes.COUNT: "a whole number",
    Takes.DATE: "a date",
    Takes.DAY: "a day",
    Takes.ID: "an id",
}


def taken(field: Field) -> str:
    return TAKEN.get(field.takes) or ", ".join(f"`{each}`" for each in field.choices)


def test_the_table_has_every_field_as_the_program_has_it() -> None:
    told = [cells[:3] for cells in rows(section(PAGE, "Fields"))]
    assert told == [[f"`{each.name}:`", each.help, taken(each)] for each in FIELDS.values()]


@pytest.mark.parametrize("cells", rows(section(PAGE, "Fields")), ids=lambda cells: cells[0].strip("`:"))
def test_every_example_of_a_field_can_be_typed(cells: list[str]) -> None:
    examples = ON_SCREEN.findall(cells[3])
    assert examples
    for example in examples:
        assert f"`{example.partition(':')[0]}:`" == cells[0]
        asked = read(example)
        assert len(asked.conditions) == (asked.as_of is None)


def test_the_signs_go_with_the_fields_that_are_named() -> None:
    told = section(PAGE, "Grammar")
    (line,) = re.findall(r"^- (`=` goes with (?:.+\n)+?)(?=- |$)", told, re.MULTILINE)
    only_same, all_signs, _ = line.split(";")
    names = {each: FIELDS[each].signs for each in re.findall(r"`(\w+):`", line)}
    assert all(names[each] == ("=",) for each in re.findall(r"`(\w+):`", only_same))
    assert all(len(names[each]) > 1 for each in re.findall(r"`(\w+):`", all_signs))
    assert names == {each.name: each.signs for each in FIELDS.values() if each.signs}


def test_the_fields_with_commas_are_those_that_are_named() -> None:
    (line,) = re.findall(r"^- A value of ((?:.+\n)+?) +in the others", section(PAGE, "Grammar"), re.MULTILINE)
    listed = [each.name for each in FIELDS.values() if each.takes in (Takes.NAMES, Takes.KINDS)]
    assert re.findall(r"`(\w+):`", line) == listed


# What is the same, and what cannot be read


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (*ON_SCREEN.findall(cells[0]), *ON_SCREEN.findall(cells[1]))
        for title in ("Dates", "Figures")
        for cells in rows(section(PAGE, title))
    ],
)
def test_what_is_said_to_be_the_same_is(one: str, other: str) -> None:
    assert read(one) == read(other)


def test_terms_are_joined_as_it_is_told() -> None:
    told = section(PAGE, "Not, or, and")
    (tightness,) = re.findall(r"`([^`]+)` is `([^`]+)`", told)
    assert read(tightness[0]) == read(tightness[1])
    for before, here in zip(rows(told), rows(told)[1:], strict=False):
        if here[1] == "the same":
            assert read(here[0].strip("`")) == read(before[0].strip("`"))


@pytest.mark.parametrize(
    "typed",
    [
        typed
        for title in ("Words", "Not, or, and")
        for cells in rows(section(PAGE, title))
        for typed in ON_SCREEN.findall(cells[0])
    ],
)
def test_what_is_shown_as_typed_can_be_read(typed: str) -> None:
    assert read(typed).conditions


@pytest.mark.parametrize(
    "cells", rows(section(PAGE, "What cannot be understood")), ids=lambda cells: cells[0]
)
def test_a_fault_is_marked_and_told_as_it_is_written(cells: list[str]) -> None:
    typed, marked, said = cells[0].strip("`"), cells[1].strip("`"), cells[2]
    with pytest.raises(QueryError) as caught:
        read(typed)
    error = caught.value
    assert str(error) == said
    if marked == "at the end":
        assert error.column == len(typed)
    else:
        assert typed[error.column : error.column + error.width] == marked


def test_a_name_that_nobody_has_is_remarked_on() -> None:
    (told,) = re.findall(r"`([^`]+)` → (.+)\.\n", section(PAGE, "Names"))
    assert read(told[0]).remarks == (told[1],)
    assert sample_chronology().view(read(told[0]).query).count == 0


def test_a_range_of_figures_needs_one_figure_that_lies_in_it() -> None:
    (found,) = re.findall(r"is not found by\s`([^`]+)`", section(PAGE, "Figures"))
    both = "About 3,000 now, 12,000 planned"
    for query, wanted in ((found, False), ("figure:2000..4000", True), ("figure:12k..13k", True)):
        view = sample_chronology().view(read(query).query)
        assert (both in [row.entry.headline for row in view.window(0, 15)]) is wanted


def test_the_limits_and_the_columns_are_those_of_the_program() -> None:
    limits = f"A query has {LONGEST_QUERY:,} characters at most, and parentheses go {DEEPEST} deep."
    assert limits in section(PAGE, "What cannot be understood")
    (columns,) = re.findall(r"The columns are (.+?)\.", section(PAGE, "Order"))
    assert ON_SCREEN.findall(columns) == [each.value for each in SortKey]
    (order,) = re.findall(r"`--sort ([^`]+)`:?\n`--sort|`--sort (\S+)`\. ", section(PAGE, "Order"))
    assert written_order(read_order("".join(order))) == "".join(order)


# The grammar


GRAMMAR = rules_of(blocks(PAGE, "ebnf")[0])
KNOWN = {**GRAMMAR, "name": Choice([[each] for each in FIELDS])}
"""The same with the fields that there are."""

FORM = re.compile("never closed|no parenthesis|needs a term|stands alone|nothing between these")
LETTERS = "abckursté10,.-–:*=><\\Ж北"


def _word(chance: Random) -> str:
    while True:
        word = "".join(chance.choices(LETTERS, k=chance.randint(1, 6)))
        (token,) = tokens_of(word) if word[0] not in DASHES else (None,)
        if token is not None and token.type is TokenType.WORD:
            return word


TOLD = {
    "a bare text but OR, AND, NOT, one with a dash first, and one with letters and a colon first": _word,
    "any character but a quote and a backslash": lambda chance: chance.choice("abc10 ,.-:*()Ж北\n"),
    "any character but white space, a parenthesis and a quote": lambda chance: chance.choice(LETTERS),
    "a letter of any script": lambda chance: chance.choice("abcé北Ж"),
    "white space": lambda chance: chance.choice((" ", "  ", "\t", "\n")),
}


def test_the_grammar_has_the_dashes_quotes_and_signs_of_the_program() -> None:
    assert terminals(GRAMMAR["dash"]) == set(DASHES)
    assert terminals(GRAMMAR["quote"]) == set(QUOTES)
    assert terminals(GRAMMAR["sign"]) == {sign for each in FIELDS.values() for sign in each.signs}


@given(st.integers(0, 1 << 32))
def test_what_the_grammar_allows_is_never_refused_for_its_form(seed: int) -> None:
    sentence = Speaker(KNOWN, TOLD, Random(seed)).sentence("query")
    assert not FORM.search(refusal(sentence)), sentence


@given(st.integers(0, 1 << 32), st.sampled_from(sorted(GRAMMAR)))
def test_what_the_grammar_calls_by_a_name_is_cut_as_such(seed: int, rule: str) -> None:
    wanted = {"phrase": TokenType.PHRASE, "word": TokenType.WORD, "dash": TokenType.DENY}.get(rule)
    if wanted is not None:
        sentence = Speaker(GRAMMAR, TOLD, Random(seed)).sentence(rule)
        assert [each.type for each in tokens_of(sentence)] == [wanted]
