"""What a single term says of a single record, the slow and obvious way: true, false, or perhaps."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from enum import IntEnum
from functools import cache
from math import inf

from chronoterm.dates import EARLIEST, LATEST, DateError, PartialDate
from chronoterm.records import Basis, Figure, Record, Source
from chronoterm.terms import (
    Amount,
    Between,
    Clock,
    Comparison,
    Condition,
    Figured,
    Grade,
    Mark,
    Marked,
    Named,
    Period,
    Reported,
    Words,
)
from chronoterm.text import fold

Span = tuple[int, int]
Leaf = Condition | Period | Words | Marked | Grade | Amount | Between | Figured | Reported | Named


class Truth(IntEnum):
    """Kleene's three values, in the order in which AND takes the least and OR the greatest."""

    FALSE = 0
    PERHAPS = 1
    TRUE = 2

    @property
    def denied(self) -> "Truth":
        return Truth(Truth.TRUE - self)


def two_valued(holds: bool) -> Truth:
    return Truth.TRUE if holds else Truth.FALSE


# Time


def dates_of(record: Record) -> Span:
    """Start and end as a record is sorted by: beyond everything for an undated one."""
    if record.date is None:
        return LATEST, LATEST
    date = PartialDate.parse(record.date)
    return date.start, date.end


def span_of(record: Record) -> Span:
    """Where a record may lie."""
    if record.date is None:
        return EARLIEST, LATEST
    start, end = dates_of(record)
    return (EARLIEST if record.date_basis is Basis.PUBLICATION else start), end


def about_span(record: Record) -> Span | None:
    """The time that a record speaks of, if it tells one that can be read."""
    try:
        date = PartialDate.parse(record.about_date or "")
    except DateError:
        return None
    return date.start, date.end


def lies_in(record: Record, period: Period) -> Truth:
    span = about_span(record) if period.clock is Clock.ABOUT else span_of(record)
    if span is None:
        return Truth.FALSE
    start, end = span
    if period.since <= start and end <= period.until:
        return Truth.TRUE
    return Truth.PERHAPS if start < period.until and period.since < end else Truth.FALSE


# Figures


def compared(count: int, term: Reported) -> bool:
    return {
        Comparison.SAME: count == term.number,
        Comparison.LESS: count < term.number,
        Comparison.AT_MOST: count <= term.number,
        Comparison.MORE: count > term.number,
        Comparison.AT_LEAST: count >= term.number,
    }[term.comparison]


def claims(record: Record, amount: Amount | Between) -> Truth:
    return max((_claim(each, amount) for each in record.figures), default=Truth.FALSE)


def stands(record: Record, figured: Figured) -> Truth:
    numbers = (each for each in record.figures if each.low is not None or each.high is not None)
    return two_valued(
        any(
            _called(figured.series, each.series or "", each.series or "", exact=figured.exact)
            and _called(figured.state, each.state or "", fold(each.state or ""), exact=figured.exact)
            for each in numbers
        )
    )


def _called(asked: str | None, told: str, whole: str, *, exact: bool) -> bool:
    if asked is None:
        return True
    if not asked or not told:
        return asked == told
    if exact:
        return whole in (asked, fold(asked))
    starts = re.split("[ :-]", fold(told))
    return bool(fold(asked)) and any(
        " ".join(starts[at:]).startswith(" ".join(re.split("[ :-]", fold(asked))))
        for at in range(len(starts))
    )


def _claim(figure: Figure, amount: Amount | Between) -> Truth:
    if figure.low is None and figure.high is None:
        return Truth.FALSE
    low = -inf if figure.low is None else figure.low
    high = inf if figure.high is None else figure.high
    if isinstance(amount, Between):
        if amount.low <= low and high <= amount.high:
            return Truth.TRUE
        return Truth.PERHAPS if low <= amount.high and amount.low <= high else Truth.FALSE
    number = amount.number
    match amount.comparison:
        case Comparison.MORE:
            certain, possible = low > number, high > number
        case Comparison.AT_LEAST:
            certain, possible = low >= number, high >= number
        case Comparison.LESS:
            certain, possible = high < number, low < number
        case Comparison.AT_MOST:
            certain, possible = high <= number, low <= number
        case Comparison.SAME:
            certain, possible = low == high == number, low <= number <= high
    return Truth.TRUE if certain else Truth.PERHAPS if possible else Truth.FALSE


# Grades


def graded(record: Record, grade: Grade) -> Truth:
    if grade.reliability is None and grade.credibility is None:
        without = [each for each in record.sources if each.reliability is None and each.credibility is None]
        return two_valued(not record.sources or bool(without))
    return two_valued(any(_stands(each, grade) for each in record.sources))


def _stands(source: Source, grade: Grade) -> bool:
    pairs = ((source.reliability, grade.reliability), (source.credibility, grade.credibility))
    signs = [_better("ABCDE12345", str(has), str(asked)) for has, asked in pairs if asked is not None]
    match grade.comparison:
        case Comparison.SAME:
            return all(sign == 0 for sign in signs)
        case Comparison.AT_LEAST:
            return all(sign in (0, 1) for sign in signs)
        case Comparison.MORE:
            return all(sign in (0, 1) for sign in signs) and 1 in signs
        case Comparison.AT_MOST:
            return all(sign in (0, -1) for sign in signs)
        case Comparison.LESS:
            return all(sign in (0, -1) for sign in signs) and -1 in signs


def _better(judged: str, has: str, asked: str) -> int | None:
    """1 for better, 0 for the same, -1 for worse; none where the two do not compare."""
    if has == asked:
        return 0
    if has not in judged or asked not in judged:
        return None
    return 1 if has < asked else -1


# Marks and ids


def is_marked(record: Record, mark: Mark, starred: Iterable[str]) -> Truth:
    match mark:
        case Mark.EXPECTED:
            return two_valued(record.expected)
        case Mark.STARRED:
            return two_valued(record.id in starred)
        case Mark.UNDATED:
            return two_valued(record.date is None)


def is_named(record: Record, named: Named) -> Truth:
    return two_valued(record.id == named.text if named.exact else record.id.startswith(named.text))


# Words


@cache
def words_in(text: str) -> tuple[str, ...]:
    """The folded words of a text; each Han or kana character is one."""
    words: list[str] = []
    for run in re.findall(r"\w+", fold(text)):
        joined = True
        for character in run:
            if _stands_alone(character):
                words.append(character)
                joined = True
            elif joined:
                words.append(character)
                joined = False
            else:
                words[-1] += character
    return tuple(words)


def _stands_alone(character: str) -> bool:
    """Whether it is of the scripts Han, Hiragana or Katakana, as the names in Unicode tell."""
    return unicodedata.name(character, "").startswith(
        ("CJK UNIFIED", "CJK COMPATIBILITY", "IDEOGRAPHIC", "HIRAGANA", "KATAKANA")
    )


def says(fields: Iterable[str], words: Words) -> Truth:
    return two_valued(any(_side_by_side(words_in(field), words) for field in fields))


def _side_by_side(text: Sequence[str], words: Words) -> bool:
    *firsts, last = words.words
    for place in range(len(text) - len(firsts)):
        *before, here = text[place : place + len(words.words)]
        if before == firsts and (here == last if words.whole else here.startswith(last)):
            return True
    return False
