"""What is new, revised or changed in figure since a minute.

By the store, a record is new that came into the store since then, and revised if it was written since and is not new.
By its date, a record is new that was said, or happened, since then; what was revised no date tells, nor when an
expected event was told. A figure has changed where the latest claim of one speaker, in one state of one series, is
another one than the latest before. Latest is what stands last in chronological order; no figure of an undated record
or of an expected event is, since nothing says when it was given.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from enum import Enum
from typing import NamedTuple

from chronoterm.chronology.evidence import Claimed, Evidence
from chronoterm.instruments.told import Progress
from chronoterm.terms import Facet

TOLD_EVERY = 8192
"""Rows after which it is told how many are done."""


class By(Enum):
    """What decides when a record came: when it came into the store, or its date."""

    STORE = "store"
    DATE = "date"


class Since(NamedTuple):
    """The minute from which on something is new, and what was then, in words."""

    minute: int
    what: str = ""


class Came(Enum):
    """Whether a record came before a minute, from then on, or nobody can tell."""

    BEFORE = "before"
    SINCE = "since"
    UNTOLD = "untold"


class Who(NamedTuple):
    """Who gives a figure: a speaker, else the source that tells it; without a value, nobody."""

    facet: Facet
    value: str


NOBODY = Who(Facet.SOURCE, "")
"""Neither a speaker nor a source."""


class Changed(NamedTuple):
    """The latest claim of somebody, and the latest before: all figures of one record in this state of this series.

    It is not `sure` where nobody can tell whether one of them was there before, or whether that one was the same then.
    """

    series: str
    state: str | None
    who: Who
    before: tuple[Claimed, ...]
    now: tuple[Claimed, ...]
    is_sure: bool


class Delta(NamedTuple):
    """What came since a minute; rows ascend. `maybe` may have come since: nobody can tell.

    Figures that are undated, of expected events, without a series, or of neither a speaker nor a source were compared
    with nothing.
    """

    since: Since
    by: By
    new: tuple[int, ...] = ()
    maybe: tuple[int, ...] = ()
    revised: tuple[int, ...] = ()
    changed: tuple[Changed, ...] = ()
    looked_at: int = 0
    undated: int = 0
    expected: int = 0
    undated_figures: int = 0
    expected_figures: int = 0
    without_series: int = 0
    of_nobody: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing came that can be told for certain, and no figure may have changed."""
        return not (self.new or self.revised or self.changed)


def delta(evidence: Evidence, since: Since, by: By, progress: Progress | None = None) -> Delta:
    """What came since a minute, among the rows of a view; `progress` is told how many are done."""
    ahead = expected_events(evidence)
    told = _counting(evidence.rows, progress)
    found = (
        _by_store(evidence, told, since.minute)
        if by is By.STORE
        else _by_date(evidence, told, since.minute, ahead)
    )
    claims = Claims.of_view(evidence, ahead)
    is_comparable = bool(found.new) or found.some_before
    compared = _compared(evidence, claims, since.minute, by) if is_comparable else Compared()
    return Delta(
        since,
        by,
        found.new,
        found.maybe,
        found.revised,
        compared.changed,
        len(evidence.rows),
        found.undated,
        found.expected,
        claims.undated,
        claims.expected,
        claims.without_series,
        compared.of_nobody,
    )


class Rows(NamedTuple):
    """The rows of a view, by when they came; whether some were certainly there `before`."""

    new: tuple[int, ...]
    maybe: tuple[int, ...]
    revised: tuple[int, ...] = ()
    some_before: bool = False
    undated: int = 0
    expected: int = 0


def _counting(rows: Sequence[int], progress: Progress | None) -> Iterator[int]:
    for first in range(0, len(rows), TOLD_EVERY):
        if progress is not None:
            progress(first)
        yield from rows[first : first + TOLD_EVERY]


def _by_store(evidence: Evidence, rows: Iterable[int], minute: int) -> Rows:
    new: list[int] = []
    maybe: list[int] = []
    revised: list[int] = []
    some_before = False
    created, modified = evidence.created, evidence.modified
    for row in rows:
        start, end = created(row)
        if start >= minute:
            new.append(row)
        elif (at := modified(row)) is not None and at >= minute:
            revised.append(row)
            some_before = True
        elif end > minute:
            maybe.append(row)
        else:
            some_before = True
    return Rows(tuple(new), tuple(maybe), tuple(revised), some_before)


def _by_date(evidence: Evidence, rows: Iterable[int], minute: int, ahead: Collection[int]) -> Rows:
    new: list[int] = []
    maybe: list[int] = []
    undated = expected = 0
    some_before = False
    dated, lies = evidence.dated, evidence.lies
    for row in rows:
        if dated(row) is None:
            undated += 1
        elif row in ahead:
            expected += 1
        else:
            start, end = lies(row)
            if start >= minute:
                new.append(row)
            elif end > minute:
                maybe.append(row)
            else:
                some_before = True
    return Rows(tuple(new), tuple(maybe), (), some_before, undated, expected)


def expected_events(evidence: Evidence) -> Collection[int]:
    """The rows of events that had not happened when they were told: their date is neither of saying nor of happening."""
    return set(evidence.expected) - set(evidence.statements)


def when_came(evidence: Evidence, minute: int, by: By) -> Callable[[int], Came]:
    """Tells of a row whether it came before a minute or since."""
    span_of = evidence.created if by is By.STORE else evidence.lies

    def came(row: int) -> Came:
        start, end = span_of(row)
        return Came.SINCE if start >= minute else Came.BEFORE if end <= minute else Came.UNTOLD

    return came


def _is_written(evidence: Evidence, row: int, minute: int) -> bool:
    modified = evidence.modified(row)
    return modified is not None and modified >= minute


# Figures


class Claims(NamedTuple):
    """The figures that can be compared, by series and state, and how many cannot."""

    of: Mapping[tuple[str, str | None], Sequence[Claimed]]
    undated: int
    expected: int
    without_series: int

    @classmethod
    def of_view(cls, evidence: Evidence, ahead: Collection[int]) -> "Claims":
        """Those of the rows of a view; the rows `ahead` are expected events."""
        found: dict[tuple[str, str | None], list[Claimed]] = {}
        undated = expected = without_series = 0
        for each in evidence.claims():
            if each.series is None:
                without_series += 1
            elif evidence.dated(each.row) is None:
                undated += 1
            elif each.row in ahead:
                expected += 1
            else:
                found.setdefault((each.series, each.state), []).append(each)
        return cls(found, undated, expected, without_series)


class Compared(NamedTuple):
    """What may have changed, by series, state and speaker; and how many figures nobody gives."""

    changed: tuple[Changed, ...] = ()
    of_nobody: int = 0


def _compared(evidence: Evidence, claims: Claims, minute: int, by: By) -> Compared:
    came = when_came(evidence, minute, by)
    fresh = {
        key: those
        for key, those in claims.of.items()
        if any(came(each.row) is not Came.BEFORE for each in those)
    }
    who = speakers(evidence, {each.row for those in fresh.values() for each in those})
    changed: list[Changed] = []
    of_nobody = 0
    for (series, state), those in sorted(fresh.items(), key=_name_of):
        by_speaker = _by_speaker(those, who)
        of_nobody += sum(map(len, by_speaker.pop(NOBODY, {}).values()))
        for speaker, given in sorted(
            by_speaker.items(), key=lambda each: (each[0].facet.value, each[0].value)
        ):
            latest = _latest_two(given, came)
            if latest is None or _numbers(latest[0]) == _numbers(latest[1]):
                continue
            before, now = latest
            is_sure = came(before[0].row) is Came.BEFORE and came(now[0].row) is Came.SINCE
            if by is By.STORE and _is_written(evidence, before[0].row, minute):
                is_sure = False
            changed.append(Changed(series, state, speaker, before, now, is_sure))
    return Compared(tuple(changed), of_nobody)


def _name_of(item: tuple[tuple[str, str | None], object]) -> tuple[str, str]:
    series, state = item[0]
    return series, state or ""


def _by_speaker(those: Iterable[Claimed], who: Mapping[int, Who]) -> dict[Who, dict[int, list[Claimed]]]:
    """The claims of each speaker, row by row in chronological order."""
    found: dict[Who, dict[int, list[Claimed]]] = {}
    for each in those:
        found.setdefault(who[each.row], {}).setdefault(each.row, []).append(each)
    return found


def _latest_two(
    given: Mapping[int, list[Claimed]], came: Callable[[int], Came]
) -> tuple[tuple[Claimed, ...], tuple[Claimed, ...]] | None:
    """The claims of the latest row that was or may have been there before, and those of the latest row of all.

    Where nobody can tell whether the latest of all is new, what is certain to have been there before is taken. None
    where the latest is not new, or nothing was there before.
    """
    last = max(given)
    if came(last) is Came.BEFORE:
        return None
    old = (Came.BEFORE,) if came(last) is Came.UNTOLD else (Came.BEFORE, Came.UNTOLD)
    before = max((row for row in given if came(row) in old), default=None)
    return None if before is None else (tuple(given[before]), tuple(given[last]))


def _numbers(claims: Iterable[Claimed]) -> set[tuple[float | None, float | None, bool]]:
    return {(each.low, each.high, each.approx) for each in claims}


def speakers(evidence: Evidence, rows: set[int]) -> Mapping[int, Who]:
    """Who gives the figures of each of these rows."""
    found: dict[int, Who] = {}
    for value in evidence.values(Facet.SPEAKER):
        who = Who(Facet.SPEAKER, value)
        found.update((row, who) for row in evidence.having(Facet.SPEAKER, value, exact=True) if row in rows)
    for row in rows - found.keys():
        source = evidence.entry(row).lead_source
        found[row] = Who(Facet.SOURCE, source) if source else NOBODY
    return found
