"""Silences: whole days on which somebody said nothing, as far as the records of a view tell.

A statement may lie on each UTC day that its date touches. A silence is a stretch of whole days, as long as can be, on
which no statement of somebody may lie, with statements before and after it. So a date that is not sharp makes silences
shorter, never longer, and never makes one.

A statement of which only an end is known (by its publication, or `../2024-10-31`) stands on the days that are written,
or on the last one, and may lie on any day before. One without an end stands on its first day, and may lie on any after.
One without either may lie anywhere. A silence that such a statement may break is only possible.
"""

from abc import abstractmethod
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar, overload

from chronoterm.chronology.evidence import Span
from chronoterm.dates import DAY, EARLIEST, LATEST
from chronoterm.instruments.silence_of import LEAST, Whose


class Silence(NamedTuple):
    """The silent days from the minute `since` up to the minute `until`, between the statements of two rows."""

    since: int
    until: int
    before: int
    after: int
    whose: Whose
    possible: bool

    @property
    def days(self) -> int:
        """How long it is."""
        return (self.until - self.since) // DAY


class Lasting(NamedTuple):
    """The days since the last statement, of which nobody knows yet what ends them: from the minute `since` on."""

    since: int
    days: int
    last: int
    whose: Whose
    possible: bool


@dataclass
class Loose:
    """The statements of somebody of which not both ends are known: how many, and where they may lie.

    They may lie anywhere up to the minute `until`, and anywhere from the minute `since` on; undated ones at any time.
    """

    undated: int = 0
    unbounded: int = 0
    until: int = EARLIEST
    since: int = LATEST

    def take(self, lies: Span, dated: Span | None) -> Span | None:
        """Take in a statement that may lie in some minutes; those it stands on by its date, none if it has no end."""
        if dated is None or dated == (EARLIEST, LATEST):
            self.undated += 1
            return None
        start, end = dated
        stands = end - 1 if start == EARLIEST else start, start + 1 if end == LATEST else end
        self.unbounded += 1
        self.until = max(self.until, stands[1]) if lies[0] == EARLIEST else self.until
        self.since = min(self.since, stands[0]) if lies[1] == LATEST else self.since
        return stands

    def may_break(self, since: int, until: int) -> bool:
        """Whether one of them may lie in some minutes on which none stands."""
        return self.undated > 0 or since < self.until or until > self.since


@dataclass(frozen=True)
class Speakers:
    """Whose silences are looked for, by number: themselves alone if `exact`, and their statements without an end."""

    values: Sequence[tuple[str, ...]]
    exact: bool
    loose: Mapping[int, Loose]

    def whose(self, number: int) -> Whose:
        """Who has a number."""
        return Whose(self.values[number], self.exact)

    def may_break(self, number: int, since: int, until: int) -> bool:
        """Whether a statement of somebody that has no sharp date may lie in some minutes."""
        loose = self.loose.get(number)
        return loose is not None and loose.may_break(since, until)


def _longs() -> "array[int]":
    return array("q")


@dataclass
class Found:
    """Silences in columns of numbers, in order of time: there may be tens of thousands.

    The number of whose it is, the minutes since and until which it lasts, and the rows before and after.
    """

    whose: "array[int]" = field(default_factory=_longs)
    since: "array[int]" = field(default_factory=_longs)
    until: "array[int]" = field(default_factory=_longs)
    before: "array[int]" = field(default_factory=_longs)
    after: "array[int]" = field(default_factory=_longs)

    def add(self, whose: int, since: int, until: int, before: int, after: int) -> None:
        """Put one to the others."""
        self.whose.append(whose)
        self.since.append(since)
        self.until.append(until)
        self.before.append(before)
        self.after.append(after)


Told = TypeVar("Told")


class MadeWhenSeen(Sequence[Told], Generic[Told]):
    """What is made when somebody looks, in an order of numbers."""

    def __init__(self, order: Sequence[int], speakers: Speakers) -> None:
        self._order = order
        self._speakers = speakers

    @abstractmethod
    def make(self, number: int) -> Told:
        """Make that of a number."""

    def __len__(self) -> int:
        return len(self._order)

    @overload
    def __getitem__(self, at: int) -> Told: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Told]: ...
    def __getitem__(self, at: int | slice) -> Told | Sequence[Told]:
        """The one at a place, or some."""
        if isinstance(at, slice):
            return [self.make(each) for each in self._order[at]]
        return self.make(self._order[at])


class Longest(MadeWhenSeen[Silence]):
    """Silences, the longest first; those of one length in order of time."""

    def __init__(self, found: Found, speakers: Speakers) -> None:
        lengths = [until - since for since, until in zip(found.since, found.until, strict=True)]
        super().__init__(sorted(range(len(lengths)), key=lengths.__getitem__, reverse=True), speakers)
        self._found = found

    def make(self, number: int) -> Silence:
        """The silence of a number."""
        found, speakers = self._found, self._speakers
        whose, since, until = found.whose[number], found.since[number], found.until[number]
        possible = speakers.may_break(whose, since, until)
        return Silence(
            since, until, found.before[number], found.after[number], speakers.whose(whose), possible
        )


class StillLasting(MadeWhenSeen[Lasting]):
    """The days since the last statement of each, the most first, up to the day with the number `today`.

    Who has a number is `covered` by statements up to a minute, the last one in the row `last`.
    """

    def __init__(self, covered: Sequence[int], last: Sequence[int], speakers: Speakers, today: int) -> None:
        silent = (number for number, minute in enumerate(covered) if EARLIEST < minute <= today * DAY)
        super().__init__(sorted(silent, key=covered.__getitem__), speakers)
        self._covered = covered
        self._last = last
        self._today = today

    def make(self, number: int) -> Lasting:
        """That of who has a number."""
        first = -(-self._covered[number] // DAY)
        possible = self._speakers.may_break(number, first * DAY, LATEST)
        whose = self._speakers.whose(number)
        return Lasting(first * DAY, self._today - first + 1, self._last[number], whose, possible)


class Silences(NamedTuple):
    """The silences of at least `least` days, the longest first; those that last; and what they were made from."""

    found: Sequence[Silence]
    lasting: Sequence[Lasting]
    least: int = LEAST
    shorter: int = 0
    statements: int = 0
    """Statements with a day that they stand on."""
    unbounded: int = 0
    """Those of them of which the beginning or the end is not known."""
    undated: int = 0
    unreviewed: int = 0
    possible: int = 0
    """How many of those found are only possible."""
