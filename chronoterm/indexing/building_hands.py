"""Who does the work: this process alone, or with a helper."""

from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import accumulate, chain
from typing import NamedTuple, Protocol, cast

import msgspec

from chronoterm.indexing.building_cuts import Segment, segments_of
from chronoterm.indexing.building_gathering import Gathered
from chronoterm.indexing.building_helper import Line, helping
from chronoterm.indexing.building_links import Places, linked
from chronoterm.indexing.building_notes import Small
from chronoterm.indexing.building_orders import (
    Standing,
    by_columns,
    by_hash,
    by_headline,
    standing_ranks,
    without_gaps,
)
from chronoterm.indexing.building_parts import (
    Coded,
    Inner,
    Keys,
    Linked,
    Plan,
    Pointing,
    Posted,
    Ranked,
    Sorted,
)
from chronoterm.indexing.building_posting import Collate, Numbering, coded, in_order, posted
from chronoterm.indexing.building_reading import Lying
from chronoterm.indexing.building_values import numbers_of
from chronoterm.indexing.building_words import gathered
from chronoterm.store.shape import RECORDS

SHARE = 0.5
"""The part of a file that this process takes where it has a helper: both have as much to do after that."""

Told = Callable[[float], None]
"""Told how much is done of something, from 0 to 1; may raise to stop it."""

_encode = msgspec.msgpack.encode
_keys = msgspec.msgpack.Decoder(Keys)
_sorted = msgspec.msgpack.Decoder(Sorted)
_coded = msgspec.msgpack.Decoder(Coded)
_plan = msgspec.msgpack.Decoder(Plan)
_posted = msgspec.msgpack.Decoder(Posted)
_pointing = msgspec.msgpack.Decoder(Pointing)
_linked = msgspec.msgpack.Decoder(Linked)
_inner = msgspec.msgpack.Decoder(Inner)


class Source(NamedTuple):
    """An open store file, its size in bytes, and how names are sorted."""

    file: int
    size: int
    collate: Collate


class Hands(Protocol):
    """Do the work on the parts of a file, which are in its order."""

    def keys(self, told: Told) -> list[Keys]:
        """What rows are numbered by. Raises MisfitError."""

    def plan(self, plans: Sequence[Plan]) -> None:
        """Take what has to be known of the whole, part by part."""

    def posted(self) -> list[Posted]:
        """What each part adds, now that its rows are known."""

    def ranks(self) -> Ranked:
        """How the rows of all parts stand when they are sorted by numbers."""

    def linked(self) -> Linked:
        """What takes the ids and headlines of all parts."""

    def inner(self, told: Told) -> list[Inner]:
        """What the documents of each part hold inside."""


class Alone:
    """One process does one part."""

    def __init__(self, source: Source, segment: Segment) -> None:
        self._source = source
        self._segment = segment
        self._gathered = Gathered()
        self._sorted: list[Sorted] = []
        self._coded: list[Coded] = []
        self._pointing: list[Pointing] = []
        self._standing: Standing | None = None
        self._lying = Lying(array("Q"), array("I"))
        self._plan = Plan(b"", 0, 0, 0, looks_twice=False, places=b"", names={})

    def keys(self, told: Told) -> list[Keys]:
        """What rows are numbered by."""
        size = self._segment.end - self._segment.start
        self._gathered = Gathered.of(self._source.file, self._segment, lambda done: told(done / size))
        made = self._gathered.keys()
        for each in made.tables:
            if each.table == RECORDS:
                self._lying = Lying(array("Q", each.starts), array("I", each.lengths))
        return [made]

    def in_order(self) -> Sorted:
        """What takes texts to be sorted; it can be done before rows are numbered."""
        return in_order(self._gathered, self._source.collate)

    def coded(self) -> Coded:
        """What is sorted by numbers."""
        return coded(self._gathered)

    def stand(self, parts: Sequence[Sorted]) -> None:
        """Sort the headlines of all parts."""
        self._sorted, self._standing = list(parts), by_headline(parts)

    def take(self, parts: Sequence[Coded]) -> None:
        """Take what of all parts is sorted by numbers."""
        self._coded = list(parts)

    def point(self, parts: Sequence[Pointing]) -> None:
        """Take what points to what in all parts."""
        self._pointing = list(parts)

    def plan(self, plans: Sequence[Plan]) -> None:
        """Take what has to be known of the whole."""
        (self._plan,) = plans

    def posted(self) -> list[Posted]:
        """What the part adds."""
        made = posted(self._gathered, self._numbering)
        self._gathered = Gathered()
        return [made]

    def ranks(self) -> Ranked:
        """How the rows of all parts stand when they are sorted by numbers."""
        plan, parts = self._plan, self._coded
        numbers, places = numbers_of(plan.numbers), numbers_of(plan.places)
        columns, names = [part.columns for part in parts], Small.of(plan.names).names
        ranks = by_columns(columns, names, self._source.collate, places)
        if plan.total < len(numbers):
            ranks = {key: without_gaps(each) for key, each in ranks.items()}
        self._coded = []
        return Ranked(ranks, *by_hash(parts, numbers, plan.total))

    def linked(self) -> Linked:
        """What takes the ids and headlines of all parts."""
        plan, parts = self._plan, self._sorted
        numbers = array("I", plan.numbers)
        ranks = standing_ranks(cast("Standing", self._standing), numbers_of(plan.numbers), plan.total)
        ids = list(chain.from_iterable(part.ids for part in parts))
        firsts = accumulate([len(part.ids) for part in parts[:-1]], initial=0)
        made = linked(
            self._pointing,
            list(firsts),
            Places(ids, numbers, plan.total),
            ranks if plan.total == len(numbers) else without_gaps(ranks),
        )
        self._sorted, self._standing, self._pointing = [], None, []
        return made

    def inner(self, told: Told) -> list[Inner]:
        """What the documents hold inside."""
        return [inner_of(self._source, self._lying, self._numbering, told, self._plan.looks_twice)]

    @property
    def _numbering(self) -> Numbering:
        numbers = array("I", self._plan.numbers)
        return Numbering(numbers[self._plan.first : self._plan.first + self._plan.size], self._plan.total)


class Single(Alone):
    """One process does all of it, in one part."""

    def keys(self, told: Told) -> list[Keys]:
        """What rows are numbered by."""
        made = super().keys(told)
        self.stand([self.in_order()])
        self.take([self.coded()])
        return made

    def posted(self) -> list[Posted]:
        """What the part adds."""
        made = super().posted()
        self.point([each.pointing for each in made])
        return made


class Pair:
    """This process does the first part and what is sorted by numbers, a helper the second part and what takes texts."""

    def __init__(self, source: Source, segment: Segment, line: Line) -> None:
        self._mine = Alone(source, segment)
        self._line = line

    def keys(self, told: Told) -> list[Keys]:
        """What rows are numbered by. Raises LostError."""
        mine = self._mine.keys(told)
        self._line.say(_encode(self._mine.in_order()))
        own = self._mine.coded()
        theirs = _keys.decode(self._line.hear())
        self._mine.take([own, _coded.decode(self._line.hear())])
        return [*mine, theirs]

    def plan(self, plans: Sequence[Plan]) -> None:
        """Take what has to be known of the whole. Raises LostError."""
        mine, theirs = plans
        self._line.say(_encode(theirs))
        self._mine.plan([mine])

    def posted(self) -> list[Posted]:
        """What each part adds. Raises LostError."""
        (mine,) = self._mine.posted()
        self._line.say(_encode(mine.pointing))
        return [mine, _posted.decode(self._line.hear())]

    def ranks(self) -> Ranked:
        """How the rows of all parts stand when they are sorted by numbers."""
        return self._mine.ranks()

    def linked(self) -> Linked:
        """What takes the ids and headlines of all parts, which the helper does. Raises LostError."""
        return _linked.decode(self._line.hear())

    def inner(self, told: Told) -> list[Inner]:
        """What the documents hold inside. Raises LostError."""
        return [*self._mine.inner(told), _inner.decode(self._line.hear())]


def inner_of(source: Source, lying: Lying, numbering: Numbering, told: Told, looks_twice: bool) -> Inner:
    """What documents hold inside."""
    total = len(lying.starts) or 1
    return gathered(source.file, lying, numbering, lambda done: told(done / total), looks_twice=looks_twice)


def alone(source: Source) -> Single:
    """Do all of it here."""
    return Single(source, Segment(0, source.size, goes_on=False, is_last=True))


@contextmanager
def together(source: Source, watch: Callable[[], None]) -> Iterator[Pair]:
    """Do it with a helper, which calls `watch` all the time. Raises MisfitError for a file that cannot be parted."""
    first, second = segments_of(source.file, source.size, (SHARE, 1 - SHARE))

    def work(line: Line) -> None:
        theirs = Alone(source, second)
        line.say(_encode(theirs.keys(lambda _: watch())[0]))
        line.say(_encode(theirs.coded()))
        own = theirs.in_order()
        theirs.stand([_sorted.decode(line.hear()), own])
        theirs.plan([_plan.decode(line.hear())])
        (made,) = theirs.posted()
        line.say(_encode(made))
        theirs.point([_pointing.decode(line.hear()), made.pointing])
        line.say(_encode(theirs.linked()))
        line.say(_encode(theirs.inner(lambda _: watch())[0]))

    with helping(work) as line:
        yield Pair(source, first, line)
