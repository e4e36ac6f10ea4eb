"""Postings: for every facet value the bitmap of the rows that have it or something within it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from pyroaring import BitMap

from chronoterm.chronology.names import ALL_TIME, Names, Span
from chronoterm.records import Entry, Kind
from chronoterm.terms import EVENTS, EXPECTED, STATEMENTS, Facet

Progress = Callable[[int], None]
"""Told how many records are done; may raise to stop the work."""

STEP = 4096
"""Records between two words of progress: some ten milliseconds of work."""


class Postings(NamedTuple):
    """The rows of each value of a facet: of those that name it, and with all that lies within it."""

    named: Mapping[str, BitMap]
    closed: Mapping[str, BitMap]


def postings_of(
    entries: Sequence[Entry], names: Names, progress: Progress | None
) -> Mapping[Facet, Postings]:
    """The postings of every facet; rows are numbered as `entries` stand."""
    lists = _RowLists(names)
    for row, entry in enumerate(entries):
        lists.add(row, entry)
        if progress and row % STEP == 0:
            progress(row)
    return lists.postings()


Lists = dict[str, list[int]]


class _RowLists:
    """Rows under the values they name, in lists; a row may stand in one twice."""

    def __init__(self, names: Names) -> None:
        self._names = names
        # Attributes, since looking an enum up in a dictionary at every value costs more than the rest.
        self.kinds: Lists = defaultdict(list)
        self.actors: Lists = defaultdict(list)
        self.speakers: Lists = defaultdict(list)
        self.places: Lists = defaultdict(list)
        self.sources: Lists = defaultdict(list)
        self.tags: Lists = defaultdict(list)
        self._through_actors: Lists = defaultdict(list)
        self._through_speakers: Lists = defaultdict(list)

    def postings(self) -> Mapping[Facet, Postings]:
        """The postings, with all that lies within a value counted to it."""
        named = {
            Facet.KIND: _bitmaps(self.kinds),
            Facet.ACTOR: _bitmaps(self.actors),
            Facet.SPEAKER: _bitmaps(self.speakers),
            Facet.PLACE: _bitmaps(self.places),
            Facet.SOURCE: _bitmaps(self.sources),
            Facet.TAG: _bitmaps(self.tags),
        }
        through = {
            Facet.ACTOR: _bitmaps(self._through_actors),
            Facet.SPEAKER: _bitmaps(self._through_speakers),
        }
        return {
            facet: Postings(each, self._closed(facet, each, through.get(facet, {})))
            for facet, each in named.items()
        }

    def _closed(
        self, facet: Facet, named: Mapping[str, BitMap], through: Mapping[str, BitMap]
    ) -> Mapping[str, BitMap]:
        """The rows of each value and of all within it; `through` has those that a dated membership leads to."""
        gathered: dict[str, list[BitMap]] = {value: [rows] for value, rows in named.items()}
        for above, rows in through.items():
            gathered.setdefault(above, []).append(rows)
        for value, rows in named.items():
            for above in self._always_above(facet, value):
                gathered.setdefault(above, []).append(rows)
        return {value: rows[0] if len(rows) == 1 else BitMap.union(*rows) for value, rows in gathered.items()}

    def _always_above(self, facet: Facet, value: str) -> Iterable[str]:
        if facet is Facet.PLACE:
            return self._names.places_above(value)
        if facet in (Facet.ACTOR, Facet.SPEAKER) and not self._names.is_dated(value):
            return self._names.actors_above(value, ALL_TIME)
        return ()

    def add(self, row: int, entry: Entry) -> None:
        """Put a row under every value that its entry names."""
        self.kinds[STATEMENTS if entry.kind is Kind.STATEMENT else EVENTS].append(row)
        if entry.expected:
            self.kinds[EXPECTED].append(row)
        self._add_actors(row, entry)
        for place in entry.places:
            self.places[place].append(row)
        for source in entry.sources:
            self.sources[source.name].append(row)
            if source.via:
                self.sources[source.via].append(row)
        for tag in entry.tags:
            self.tags[tag].append(row)

    def _add_actors(self, row: int, entry: Entry) -> None:
        for actor in entry.actors:
            self._add_actor(self.actors, self._through_actors, row, actor, entry)
        speaker = entry.speaker
        if speaker:
            if speaker not in entry.actors:
                self._add_actor(self.actors, self._through_actors, row, speaker, entry)
            self._add_actor(self.speakers, self._through_speakers, row, speaker, entry)

    def _add_actor(self, lists: Lists, through: Lists, row: int, actor: str, entry: Entry) -> None:
        lists[actor].append(row)
        if self._names.is_dated(actor):
            span: Span = entry.span
            for above in self._names.actors_above(actor, span):
                through[above].append(row)


def _bitmaps(lists: Lists) -> dict[str, BitMap]:
    return {value: BitMap(rows) for value, rows in lists.items()}
