"""Who does the work: this process alone, or with a helper."""

from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple, Protocol, cast

import msgspec

from chronoterm.indexing.building_cuts import Segment, segments_of
from chronoterm.indexing.building_gathering import Gathered
from chronoterm.indexing.building_helper import Line, helping
from chronoterm.indexing.building_notes import Small
from chronoterm.indexing.building_orders import by_columns, by_hash, by_headline
from chronoterm.indexing.building_parts import Inner, Keys, Plan, Posted, Prepared, Ranked
from chronoterm.indexing.building_posting import Collate, Numbering, posted, prepared
from chronoterm.indexing.building_reading import Lying
from chronoterm.indexing.building_words import gathered
from chronoterm.ordering import SortKey
from chronoterm.store.shape import RECORDS

SHARE = 0.5
"""The part of a file that this process takes where it has a helper: both have as much to do after that."""

Told = Callable[[float], None]
"""Told how much is done of something, from 0 to 1; may raise to stop it."""

_encode = msgspec.msgpack.encode
_keys = msgspec.msgpack.Decoder(Keys)
_plan = msgspec.msgpack.Decoder(Plan)
_posted = msgspec.msgpack.Decoder(Posted)
_ranked = msgspec.msgpack.Decoder(Ranked)
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
        """How the rows of all parts stand when they are sorted."""

    def inner(self, told: Told) -> list[Inner]:
        """What the documents of each part hold inside."""


class Alone:
    """One process does one part."""

    def __init__(self, source: Source, segment: Segment) -> None:
        self._source = source
        self._segment = segment
        self._gathered = Gathered()
        self.prepared: Prepared | None = None
        self._lying = Lying(array("Q"), array("I"))
        self._plan = Plan(b"", 0, 0, 0, looks_twice=False, places=b"", before=[], names={})

    def keys(self, told: Told) -> list[Keys]:
        """What rows are numbered by."""
        size = self._segment.end - self._segment.start
        self._gathered = Gathered.of(self._source.file, self._segment, lambda done: told(done / size))
        made = self._gathered.keys()
        for each in made.tables:
            if each.table == RECORDS:
                self._lying = Lying(array("Q", each.starts), array("I", each.lengths))
        return [made]

    def prepare(self) -> None:
        """Do what can be done before rows are numbered."""
        self.prepared = prepared(self._gathered, self._source.collate)

    def plan(self, plans: Sequence[Plan]) -> None:
        """Take what has to be known of the whole."""
        (self._plan,) = plans
        if self.prepared is None:
            self.prepare()

    def posted(self) -> list[Posted]:
        """What the part adds."""
        made = posted(self._gathered, self._numbering)
        self._gathered = Gathered()
        return [made]

    def ranks(self) -> Ranked:
        """How all rows stand when they are sorted, those of the parts before included."""
        plan, parts = self._plan, [*self._plan.before, cast("Prepared", self.prepared)]
        numbers, places = array("I", plan.numbers), array("I", plan.places)
        columns, names = [part.columns for part in parts], Small.of(plan.names).names
        ranks = by_columns(columns, names, self._source.collate, places)
        ranks[SortKey.HEADLINE.value] = by_headline(parts, numbers, plan.total)
        self.prepared = None
        return Ranked(ranks, *by_hash(parts, numbers, plan.total))

    def inner(self, told: Told) -> list[Inner]:
        """What the documents hold inside."""
        return [inner_of(self._source, self._lying, self._numbering, told, self._plan.looks_twice)]

    @property
    def _numbering(self) -> Numbering:
        numbers = array("I", self._plan.numbers)
        return Numbering(numbers[self._plan.first : self._plan.first + self._plan.size], self._plan.total)


class Pair:
    """This process does the first part, a helper the second."""

    def __init__(self, source: Source, segment: Segment, line: Line) -> None:
        self._mine = Alone(source, segment)
        self._line = line

    def keys(self, told: Told) -> list[Keys]:
        """What rows are numbered by. Raises LostError."""
        mine = self._mine.keys(told)
        self._mine.prepare()
        return [*mine, _keys.decode(self._line.hear())]

    def plan(self, plans: Sequence[Plan]) -> None:
        """Take what has to be known of the whole. Raises LostError."""
        mine, theirs = plans
        theirs.before = [cast("Prepared", self._mine.prepared)]
        self._line.say(_encode(theirs))
        self._mine.plan([mine])
        self._mine.prepared = None

    def posted(self) -> list[Posted]:
        """What each part adds. Raises LostError."""
        return [*self._mine.posted(), _posted.decode(self._line.hear())]

    def ranks(self) -> Ranked:
        """How all rows stand when they are sorted, which the helper does. Raises LostError."""
        return _ranked.decode(self._line.hear())

    def inner(self, told: Told) -> list[Inner]:
        """What the documents hold inside. Raises LostError."""
        return [*self._mine.inner(told), _inner.decode(self._line.hear())]


def inner_of(source: Source, lying: Lying, numbering: Numbering, told: Told, looks_twice: bool) -> Inner:
    """What documents hold inside."""
    total = len(lying.starts) or 1
    return gathered(source.file, lying, numbering, lambda done: told(done / total), looks_twice=looks_twice)


def alone(source: Source) -> Alone:
    """Do all of it here."""
    return Alone(source, Segment(0, source.size, goes_on=False, is_last=True))


@contextmanager
def together(source: Source, watch: Callable[[], None]) -> Iterator[Pair]:
    """Do it with a helper, which calls `watch` all the time. Raises MisfitError for a file that cannot be parted."""
    first, second = segments_of(source.file, source.size, (SHARE, 1 - SHARE))

    def work(line: Line) -> None:
        theirs = Alone(source, second)
        line.say(_encode(theirs.keys(lambda _: watch())[0]))
        theirs.prepare()
        theirs.plan([_plan.decode(line.hear())])
        line.say(_encode(theirs.posted()[0]))
        line.say(_encode(theirs.ranks()))
        line.say(_encode(theirs.inner(lambda _: watch())[0]))

    with helping(work) as line:
        yield Pair(source, first, line)
