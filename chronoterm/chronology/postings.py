"""Postings: for every facet value the bitmap of the rows that have it or something within it."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from pyroaring import BitMap

from chronoterm.chronology.annotations import Annotations, tags_of, users_of
from chronoterm.chronology.counting import counts
from chronoterm.chronology.kept_postings import KeptRows
from chronoterm.chronology.names import ALL_TIME, Names, Span
from chronoterm.chronology.renumbering import Renumbering
from chronoterm.records import Annotation, Entry, Kind
from chronoterm.terms import ACTORS, EVENTS, EXPECTED, STATEMENTS, Facet

RowsOf = Mapping[str, BitMap]
"""The rows of each value, none of them empty."""

Progress = Callable[[int], None]
"""Told how many records are done; may raise to stop the work."""

SpanOf = Callable[[int], Span]
"""The half-open minutes in which the record of a row may lie."""

STEP = 4096
"""Records between two words of progress: some ten milliseconds of work."""


class Postings(NamedTuple):
    """The rows of each value of a facet: of those that name it, and with all that lies within it."""

    named: RowsOf
    closed: RowsOf


def postings_of(
    numbered: Iterable[tuple[int, Entry]],
    names: Names,
    annotations: Annotations,
    progress: Progress | None = None,
) -> Mapping[Facet, Postings]:
    """The postings of every facet, made of rows with their entries."""
    lists = _RowLists(names)
    for row, entry in numbered:
        lists.add(row, entry)
        if noted := annotations.get(entry.id):
            lists.add_annotations(row, noted)
        if progress and row % STEP == 0:
            progress(row)
    return lists.postings()


def postings_after(
    old: Mapping[Facet, Postings], renumbering: Renumbering, was: "Changed", now: "Changed"
) -> Mapping[Facet, Postings]:
    """The postings after a change: `was` are those of the rows that changed, in old numbers, `now` in new ones."""
    return {facet: _postings_after(facet, postings, renumbering, was, now) for facet, postings in old.items()}


class Changed(NamedTuple):
    """The rows that a change is about, and the postings of these alone."""

    rows: BitMap
    postings: Mapping[Facet, Postings]

    @classmethod
    def of(cls, numbered: Collection[tuple[int, Entry]], names: Names, annotations: Annotations) -> "Changed":
        """Of rows with their entries."""
        return cls(BitMap([row for row, _ in numbered]), postings_of(numbered, names, annotations))


def _postings_after(
    facet: Facet, old: Postings, renumbering: Renumbering, was: Changed, now: Changed
) -> Postings:
    before, after = was.postings[facet], now.postings[facet]
    if isinstance(old.named, KeptRows):
        layer = old.named.layer.after(renumbering, was.rows, now.rows)
        named: RowsOf = old.named.after(layer, renumbering, was.rows, before.named, after.named)
        if isinstance(old.closed, KeptRows):
            return Postings(
                named, old.closed.after(layer, renumbering, was.rows, before.closed, after.closed)
            )
    else:
        named = _rows_after(old.named, renumbering, before.named, after.named, {})
    known: dict[int, BitMap] = {}
    if renumbering.shifts and isinstance(named, dict):
        # Most values hold no others: both have the same rows, which are numbered anew once.
        known = {id(rows): named[value] for value, rows in old.named.items() if value not in before.named}
    return Postings(named, _rows_after(old.closed, renumbering, before.closed, after.closed, known))


def _rows_after(
    old: RowsOf, renumbering: Renumbering, was: RowsOf, now: RowsOf, known: Mapping[int, BitMap]
) -> RowsOf:
    """The rows of each value that has any; `known` has rows that are numbered anew already, by identity."""
    if renumbering.shifts:
        made = {
            value: known.get(id(rows)) or renumbering.rows(rows)
            for value, rows in old.items()
            if value not in was
        }
    elif was == now:
        return old
    else:
        made = dict(old)
    for value in {**was, **now}:
        gone, come = was.get(value, _NONE), now.get(value, _NONE)
        if renumbering.shifts or gone != come:
            made[value] = renumbering.rows(old.get(value, _NONE) - gone) | come
            if not made[value]:
                del made[value]
    return made


Lists = dict[str, list[int]]


class _RowLists:
    """Rows under the values they name, in lists; a row may stand in one twice."""

    def __init__(self, names: Names) -> None:
        self._names = names
        # Attributes, since looking an enum up in a dictionary at every value costs more than the rest.
        self.kinds: Lists = defaultdict(list)
        self.actors: Lists = defaultdict(list)
        self.speakers: Lists = defaultdict(list)
        self.subjects: Lists = defaultdict(list)
        self.targets: Lists = defaultdict(list)
        self.places: Lists = defaultdict(list)
        self.sources: Lists = defaultdict(list)
        self.tags: Lists = defaultdict(list)
        self.users: Lists = defaultdict(list)
        self._through_actors: Lists = defaultdict(list)
        self._through_speakers: Lists = defaultdict(list)
        self._through_subjects: Lists = defaultdict(list)
        self._through_targets: Lists = defaultdict(list)

    def postings(self) -> Mapping[Facet, Postings]:
        """The postings, with all that lies within a value counted to it."""
        named = {
            Facet.KIND: _bitmaps(self.kinds),
            Facet.ACTOR: _bitmaps(self.actors),
            Facet.SPEAKER: _bitmaps(self.speakers),
            Facet.SUBJECT: _bitmaps(self.subjects),
            Facet.TARGET: _bitmaps(self.targets),
            Facet.PLACE: _bitmaps(self.places),
            Facet.SOURCE: _bitmaps(self.sources),
            Facet.TAG: _bitmaps(self.tags),
            Facet.USER: _bitmaps(self.users),
        }
        through = {
            Facet.ACTOR: _bitmaps(self._through_actors),
            Facet.SPEAKER: _bitmaps(self._through_speakers),
            Facet.SUBJECT: _bitmaps(self._through_subjects),
            Facet.TARGET: _bitmaps(self._through_targets),
        }
        return {
            facet: Postings(each, _closed(facet, each, through.get(facet, {}), self._names))
            for facet, each in named.items()
        }

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
        if entry.by:
            self.users[entry.by].append(row)

    def add_annotations(self, row: int, annotations: Sequence[Annotation]) -> None:
        """Put a row under the tags that users gave it, and under the users."""
        for tag in tags_of(annotations):
            self.tags[tag].append(row)
        for user in users_of(annotations):
            self.users[user].append(row)

    def _add_actors(self, row: int, entry: Entry) -> None:
        speaker, targets = entry.speaker, entry.targets
        for actor in entry.actors:
            self._add_actor(self.actors, self._through_actors, row, actor, entry)
            if actor != speaker and actor not in targets:
                self._add_actor(self.subjects, self._through_subjects, row, actor, entry)
        if speaker:
            if speaker not in entry.actors:
                self._add_actor(self.actors, self._through_actors, row, speaker, entry)
            self._add_actor(self.speakers, self._through_speakers, row, speaker, entry)
        for actor in targets:
            if actor not in entry.actors and actor != speaker:
                self._add_actor(self.actors, self._through_actors, row, actor, entry)
            self._add_actor(self.targets, self._through_targets, row, actor, entry)

    def _add_actor(self, lists: Lists, through: Lists, row: int, actor: str, entry: Entry) -> None:
        lists[actor].append(row)
        if self._names.is_dated(actor):
            span: Span = entry.span
            for above in self._names.actors_above(actor, span):
                through[above].append(row)


def counts_in(rows_of: RowsOf, rows: BitMap, total: int) -> Mapping[str, int]:
    """How many of some rows each value has, of `total` rows that there are; those with none may be missing."""
    return rows_of.counted(rows) if isinstance(rows_of, KeptRows) else counts(rows_of, rows, total)


def sizes_in(rows_of: RowsOf) -> Mapping[str, int]:
    """How many rows each value has in all; those with none may be missing."""
    return (
        rows_of.sizes()
        if isinstance(rows_of, KeptRows)
        else {key: len(rows) for key, rows in rows_of.items()}
    )


def closed_anew(old: Mapping[Facet, Postings], names: Names, span: SpanOf) -> Mapping[Facet, Postings]:
    """The postings of rows that may lie in these spans where other names hold others."""
    return {
        facet: Postings(
            each.named, _closed(facet, each.named, _through(facet, each.named, names, span), names)
        )
        for facet, each in old.items()
    }


def _through(facet: Facet, named: RowsOf, names: Names, span: SpanOf) -> RowsOf:
    """The rows that a dated membership leads to, under whom it leads to."""
    lists: Lists = defaultdict(list)
    if facet in ACTORS:
        for actor, rows in named.items():
            for row in rows if names.is_dated(actor) else ():
                for above in names.actors_above(actor, span(row)):
                    lists[above].append(row)
    return _bitmaps(lists)


def _closed(facet: Facet, named: RowsOf, through: RowsOf, names: Names) -> RowsOf:
    """The rows of each value and of all within it; `through` has those that a dated membership leads to."""
    gathered: dict[str, list[BitMap]] = {value: [rows] for value, rows in named.items()}
    for above, rows in through.items():
        gathered.setdefault(above, []).append(rows)
    for value, rows in named.items():
        for above in _always_above(facet, value, names):
            gathered.setdefault(above, []).append(rows)
    return {value: rows[0] if len(rows) == 1 else BitMap.union(*rows) for value, rows in gathered.items()}


def _always_above(facet: Facet, value: str, names: Names) -> Iterable[str]:
    if facet is Facet.PLACE:
        return names.places_above(value)
    if facet in ACTORS and not names.is_dated(value):
        return names.actors_above(value, ALL_TIME)
    return ()


_NONE = BitMap()


def _bitmaps(lists: Lists) -> dict[str, BitMap]:
    return {value: BitMap(rows) for value, rows in lists.items()}
