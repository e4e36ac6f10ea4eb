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
from chronoterm.terms import AsOf, Knowledge
from chronoterm.text import clean

BEFORE, AFTER = 48, 24
"""Characters of a query that are shown before and after what is wrong in it."""

MOST_ADVICE = 32
"""Conditions up to which it is tried what each of them takes away."""


class Asked(NamedTuple):
    """A query, and remarks on the names in it that nobody has."""

    query: Query
    remarks: tuple[str, ...] = ()


def asked(
    chronology: Chronology,
    words: Sequence[str],
    *,
    certain: bool,
    as_of: str | None = None,
    known: str = Knowledge.SAID.value,
) -> Asked:
    """What the words of a query ask, read as one text; with `as_of`, a day as typed, of what was known then.

    Ends the command with exit code 2 where they are none, and shows where the fault is. Raises DateError.
    """
    reading = _asked(chronology, words, certain=certain)
    return reading if as_of is None else Asked(reading.query.known(known_on(as_of, known)), reading.remarks)


def known_on(typed: str, known: str) -> AsOf:
    """What was known on a day that somebody typed; a day without a year is the last one there was. Raises DateError."""
    from chronoterm.narrowing import known_at_the_end_of  # noqa: PLC0415 - few ask for it

    return AsOf(known_at_the_end_of(typed, today()), Knowledge(known))


def _asked(chronology: Chronology, words: Sequence[str], *, certain: bool) -> Asked:
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
    if view.query.as_of is not None:
        today = chronology.view(view.query.known(None), view.order)
        ways.append((today.count, "as known today"))
    if 1 < len(view.query.conditions) <= MOST_ADVICE:
        ways += [
            (count, f"without “{in_words(chronology, term)}”")
            for term, count in without_each(chronology, view)
        ]
    return [f"{count:>9,}  {words}" for count, words in ways if count]


def today() -> PartialDate:
    """The day it is (UTC)."""
    return PartialDate.parse(datetime.now(UTC).date().isoformat())
