"""Proposed dates as people read and type them: `31 Oct – 7 Nov 2024 · vague · window`."""

import re

from chronoterm.dates import EARLIEST, LATEST, DateError, PartialDate, day_of, read_typed
from chronoterm.dates import Precision as DatePrecision
from chronoterm.dates.calendar import days_in_month
from chronoterm.importers.proposals import Article, Bound, Precision, ProposedDate
from chronoterm.records import Basis
from chronoterm.reviewing.review import RefusedError
from chronoterm.text import clean

UNDATED = ProposedDate()
DOT = " · "

_NO_DATE = frozenset({"", "-", "–", "undated", "none", "unknown"})
_VAGUE = re.compile(r"\s*(?:·|,)?\s*\bvague\b\s*", re.IGNORECASE)
_BOUND = re.compile(r"\s*(?:·|,)?\s*\b(?:at the )?(earliest|latest|window|some time)\b\s*", re.IGNORECASE)
_BEFORE = re.compile(r"\s*(?:≤|<=|by\b|not later than\b|no later than\b)\s*", re.IGNORECASE)
_AFTER = re.compile(r"\s*(?:≥|>=|as early as\b|not before\b|no earlier than\b)\s*", re.IGNORECASE)
_BOUNDS = {
    "earliest": Bound.EARLIEST,
    "latest": Bound.LATEST,
    "window": Bound.WINDOW,
    "some time": Bound.WINDOW,
}
_PRECISIONS = {
    DatePrecision.MINUTE: Precision.DAY,
    DatePrecision.DAY: Precision.DAY,
    DatePrecision.MONTH: Precision.MONTH,
    DatePrecision.YEAR: Precision.YEAR,
}
_FOUND = (Basis.EXPLICIT, Basis.RELATIVE, Basis.ANAPHORIC)


def by_publication(article: Article) -> ProposedDate:
    """What is known of the date of something that an article tells: not later than it came out."""
    day = article.published
    if day is None:
        return UNDATED
    return ProposedDate(
        start=day, end=day, precision=Precision.DAY, bound=Bound.LATEST, basis=Basis.PUBLICATION
    )


def edtf_of(date: ProposedDate) -> str | None:
    """The days of a date as EDTF, whatever its bound; none for an undated one, or one that holds no day."""
    start, end = date.start or date.end, date.end or date.start
    if date.precision is Precision.UNDATED or start is None or end is None:
        return None
    text = start if start == end else _whole(start, end, date.precision) or f"{start}/{end}"
    try:
        return PartialDate.parse(text).edtf
    except DateError:
        return None


def _whole(start: str, end: str, precision: Precision) -> str | None:
    """A whole month or year by its name."""
    if precision is Precision.YEAR and start[4:] == "-01-01" and end == f"{start[:4]}-12-31":
        return start[:4]
    if precision is Precision.MONTH and start[7:] == "-01" and end[:7] == start[:7]:
        last = days_in_month(int(start[:4]), int(start[5:7]))
        return start[:7] if end[8:] == f"{last:02}" else None
    return None


def date_words(date: ProposedDate) -> str:
    """A date as it is read: `≤ 31 Oct 2024`, `from 1 Nov 2024`, `31 Oct – 7 Nov 2024 (vague, some time)`."""
    edtf = edtf_of(date)
    if edtf is None:
        return "undated"
    words = PartialDate.parse(edtf).text
    if date.bound is Bound.LATEST:
        words = f"≤ {words}"
    elif date.bound is Bound.EARLIEST:
        words = PartialDate.parse(f"{date.start}/..").text if _is_from(date) else f"≥ {words}"
    also = [
        *(["vague"] if date.precision is Precision.VAGUE else []),
        *(["some time"] if date.bound is Bound.WINDOW else []),
    ]
    return f"{words} ({', '.join(also)})" if also else words


def brief_words(date: ProposedDate, published: str | None) -> str:
    """A date for a column: `≤ 31 Oct`, `c. 5–12 Mar` for a vague one; without the year in which the article came out."""
    edtf = edtf_of(date)
    if edtf is None:
        return "undated"
    found = PartialDate.parse(f"{date.start}/.." if _is_from(date) else edtf)
    is_same_year = published is not None and edtf[:4] == published[:4]
    words = found.short if is_same_year else found.text
    if date.bound is Bound.LATEST:
        words = f"≤ {words}"
    return f"c. {words}" if date.precision is Precision.VAGUE else words


def _is_from(date: ProposedDate) -> bool:
    """Whether it begins on a day, and nothing says where it ends."""
    is_range = date.end not in (None, date.start) and date.precision is not Precision.DAY
    return date.bound is Bound.EARLIEST and date.start is not None and not is_range


def typed_text(date: ProposedDate) -> str:
    """A date as it is edited: its days, then what else is to be said of them, parted by dots."""
    edtf = edtf_of(date)
    if edtf is None:
        return ""
    also = [
        *(["vague"] if date.precision is Precision.VAGUE else []),
        *([] if date.bound is Bound.ON else [date.bound.value]),
    ]
    return DOT.join([PartialDate.parse(edtf).text, *also])


def read_date(typed: str, was: ProposedDate, today: PartialDate, near: PartialDate | None) -> ProposedDate:
    """The date that is typed in the place of another; a missing year is the one nearest to `near`.

    What the article says of the date stays with it. Raises RefusedError.
    """
    if typed.strip() == typed_text(was):
        return was
    if typed.strip().lower() in _NO_DATE:
        return UNDATED
    rest, bound = _bound_in(typed)
    is_vague = bool(_VAGUE.search(rest))
    rest = _VAGUE.sub(" ", rest).strip()
    try:
        date = read_typed(rest, today=today, near=near)
    except DateError as error:
        raise RefusedError(clean(str(error))) from None
    is_found = was.basis in _FOUND
    basis, text = (was.basis, was.text) if is_found else (Basis.EXPLICIT, None)
    if bound is Bound.LATEST and was.basis is Basis.PUBLICATION and _sides(date)[1] == was.end:
        basis = Basis.PUBLICATION
    return _dated(date, bound, basis, text, is_vague=is_vague)


def _bound_in(typed: str) -> tuple[str, Bound | None]:
    """A typed date without what it says of its bound."""
    if found := _BEFORE.match(typed):
        return typed[found.end() :], Bound.LATEST
    if found := _AFTER.match(typed):
        return typed[found.end() :], Bound.EARLIEST
    found = _BOUND.search(typed)
    if found is None:
        return typed, None
    return f"{typed[: found.start()]} {typed[found.end() :]}", _BOUNDS[found[1].lower()]


def _dated(
    date: PartialDate, bound: Bound | None, basis: Basis, text: str | None, *, is_vague: bool
) -> ProposedDate:
    start, end = _sides(date)
    if start is None or end is None:
        bound = bound or (Bound.EARLIEST if end is None else Bound.LATEST)
    bound = bound or Bound.ON
    precision = _PRECISIONS.get(
        date.precision, Precision.DAY if start is None or end is None else Precision.RANGE
    )
    if is_vague or date.approximate or date.uncertain:
        precision = Precision.VAGUE
    if precision is Precision.DAY and bound is Bound.EARLIEST:
        end = None
    if precision is Precision.DAY and bound is Bound.LATEST and basis is not Basis.PUBLICATION:
        start = None
    return ProposedDate(start=start, end=end, precision=precision, bound=bound, basis=basis, text=text)


def _sides(date: PartialDate) -> tuple[str | None, str | None]:
    """The first and the last day of a date; a side that is open has none."""
    start = None if date.start == EARLIEST else _day(date.start)
    return start, None if date.end == LATEST else _day(date.end - 1)


def _day(minute: int) -> str:
    year, month, day = day_of(minute)
    if not 1 <= year <= 9999:  # noqa: PLR2004 - what four digits can say
        raise RefusedError("an article's dates lie in the years 1 to 9999")
    return f"{year:04}-{month:02}-{day:02}"


def near_to(article: Article) -> PartialDate | None:
    """The date that a missing year is near to: when the article came out."""
    try:
        return None if article.published is None else PartialDate.parse(article.published)
    except DateError:
        return None
