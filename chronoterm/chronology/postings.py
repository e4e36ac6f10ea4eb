"""Postings: for every facet value the bitmap of the rows that have it or something within it."""

from collections import defaultdict
from collections.abc import Callable, Sequence

from pyroaring import BitMap

from chronoterm.chronology.names import Names, Span
from chronoterm.query import EVENTS, EXPECTED, STATEMENTS, Facet
from chronoterm.records import Entry, Kind

Progress = Callable[[int], None]
"""Told how many records are done; may raise to stop the work."""

Postings = dict[str, BitMap]

STEP = 4096
"""Records between two words of progress: some ten milliseconds of work."""


def postings_of(entries: Sequence[Entry], names: Names, progress: Progress | None) -> dict[Facet, Postings]:
    """The postings of every facet; rows are numbered as `entries` stand."""
    lists = _RowLists(names)
    for row, entry in enumerate(entries):
        lists.add(row, entry)
        if progress and row % STEP == 0:
            progress(row)
    return {
        facet: {value: BitMap(rows) for value, rows in found.items()}
        for facet, found in lists.by_facet().items()
    }


class _RowLists:
    """Rows under the values they have, in lists; a row may stand in one twice."""

    def __init__(self, names: Names) -> None:
        self._names = names
        # Attributes, since looking an enum up in a dictionary at every value costs more than the rest.
        self.kinds: dict[str, list[int]] = defaultdict(list)
        self.actors: dict[str, list[int]] = defaultdict(list)
        self.speakers: dict[str, list[int]] = defaultdict(list)
        self.places: dict[str, list[int]] = defaultdict(list)
        self.sources: dict[str, list[int]] = defaultdict(list)
        self.tags: dict[str, list[int]] = defaultdict(list)

    def by_facet(self) -> dict[Facet, dict[str, list[int]]]:
        """The lists by what they are of."""
        return {
            Facet.KIND: self.kinds,
            Facet.ACTOR: self.actors,
            Facet.SPEAKER: self.speakers,
            Facet.PLACE: self.places,
            Facet.SOURCE: self.sources,
            Facet.TAG: self.tags,
        }

    def add(self, row: int, entry: Entry) -> None:
        """Put a row under every value of its entry, and under all that these lie within or belong to."""
        self.kinds[STATEMENTS if entry.kind is Kind.STATEMENT else EVENTS].append(row)
        if entry.expected:
            self.kinds[EXPECTED].append(row)
        self._add_actors(row, entry)
        for place in entry.places:
            self.places[place].append(row)
            for above in self._names.places_above(place):
                self.places[above].append(row)
        for source in entry.sources:
            self.sources[source.name].append(row)
            if source.via:
                self.sources[source.via].append(row)
        for tag in entry.tags:
            self.tags[tag].append(row)

    def _add_actors(self, row: int, entry: Entry) -> None:
        span = entry.span
        for actor in entry.actors:
            self._add_actor(self.actors, row, actor, span)
        if entry.speaker:
            if entry.speaker not in entry.actors:
                self._add_actor(self.actors, row, entry.speaker, span)
            self._add_actor(self.speakers, row, entry.speaker, span)

    def _add_actor(self, lists: dict[str, list[int]], row: int, actor: str, span: Span) -> None:
        lists[actor].append(row)
        for above in self._names.actors_above(actor, span):
            lists[above].append(row)
