"""What the words and options of a command ask of a chronology, and what is said when nothing answers."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple, NoReturn

from chronoterm.cells import width
from chronoterm.chips import in_words
from chronoterm.chronology.view import Chronology, View
from chronoterm.cli_group import NOTHING_MATCHED
from chronoterm.dates import PartialDate
from chronoterm.language.errors import QueryError
from chronoterm.narrowing import latest_date, without_each
from chronoterm.output import complain
from chronoterm.problems import BAD_INPUT
from chronoterm.query import ALL, Query
from chronoterm.text import clean

BEFORE, AFTER = 48, 24
"""Characters of a query that are shown before and after what is wrong in it."""

MOST_ADVICE = 32
"""Conditions up to which it is tried what each of them takes away."""


class Asked(NamedTuple):
    """A query, and remarks on the names in it that nobody has."""

    query: Query
    remarks: tuple[str, ...] = ()


def asked(chronology: Chronology, words: Sequence[str], *, certain: bool) -> Asked:
    """What the words of a query ask, read as one text.

    Ends the command with exit code 2 where they are none, and shows where the fault is.
    """
    text = " ".join(words)
    if not text.strip():
        return Asked(ALL.with_certain_only(certain))
    from chronoterm.language.reading import read_query  # noqa: PLC0415 - options alone need no query language

    try:
        reading = read_query(text, chronology, today=today(), near=latest_date(chronology))
    except QueryError as error:
        complain(str(error), *pointed(text, error.column, error.width))
        raise SystemExit(BAD_INPUT) from None
    return Asked(reading.query.with_certain_only(certain or reading.certain_only), reading.remarks)


def pointed(text: str, column: int, faulty: int) -> tuple[str, str]:
    """A line with the part of a text that is wrong and some of it around, and a line of carets under that part."""
    start, end = max(0, column - BEFORE), column + min(faulty, AFTER)
    before = clean(f"{'…' if start else ''}{text[start:column]}")
    fault, after = clean(text[column:end]), clean(text[end : end + AFTER])
    more = "…" if end + AFTER < len(text) else ""
    return f"  {before}{fault}{after}{more}", f"  {' ' * width(before)}{'^' * max(1, width(fault))}"


def tell_remarks(remarks: Sequence[str]) -> None:
    """Say what is odd about a query that something matches all the same."""
    for each in remarks:
        complain(each)


def end_with_nothing(chronology: Chronology, view: View, remarks: Sequence[str]) -> NoReturn:
    """End with exit code 1, and say which condition to leave out to get some records back, with their number."""
    complain("; ".join(("nothing matched", *remarks)), *_ways_back(chronology, view))
    raise SystemExit(NOTHING_MATCHED)


def _ways_back(chronology: Chronology, view: View) -> list[str]:
    ways = [(view.hidden, "more only may match; they are left out since only certain ones are asked for")]
    if 1 < len(view.query.conditions) <= MOST_ADVICE:
        ways += [
            (count, f"without “{in_words(chronology, term)}”")
            for term, count in without_each(chronology, view)
        ]
    return [f"{count:>9,}  {words}" for count, words in ways if count]


def today() -> PartialDate:
    """The day it is (UTC)."""
    return PartialDate.parse(datetime.now(UTC).date().isoformat())
