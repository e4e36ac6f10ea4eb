"""What only the inside of the records tells, answered through changes without reading all records again.

The inside of all records is read once, for the rows as they were then. After a change only the records that changed
are read: they answer for themselves, and the answers of the others are numbered anew.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from threading import Lock

from pyroaring import BitMap

from chronoterm.chronology.annotations import comments_of
from chronoterm.chronology.claims import claimed
from chronoterm.chronology.fetching import Bodies
from chronoterm.chronology.grades import fits
from chronoterm.chronology.index import Change, Index
from chronoterm.chronology.inside import STEP, Inside, Spoken, bodies_of, source_texts
from chronoterm.chronology.kept_inside import KeptWords
from chronoterm.chronology.name_words import FACETS, NameWords, named_in, names_of
from chronoterm.chronology.postings import Progress
from chronoterm.chronology.renumbering import Renumbering
from chronoterm.chronology.words import WordPostings
from chronoterm.records import Body, Entry
from chronoterm.terms import Amount, Between, Grade, Period
from chronoterm.text import fold
from chronoterm.text_words import side_by_side

MOST_RUNS = 512
"""Runs of rows above which an answer takes so long to be numbered anew that all that was read is numbered anew."""

MOST_FRESH = 1024
"""Records that were read again, above which they are put to the others."""

KEPT_NAMES = 1 << 14

PARTED = f" {'_' * 9} "
"""A word that nobody searches for, between texts of which words never stand side by side."""


NOTHING = Inside(BitMap(), WordPostings({}), (), {}, ())


class Base:
    """The inside of all records of an index, read when it is first asked for, and kept."""

    def __init__(self, kept: Inside | Callable[[Progress | None], Inside]) -> None:
        self._kept = kept
        self._reading = Lock()
        self.has_begun = isinstance(kept, Inside)

    @classmethod
    def of(cls, index: Index, bodies: Bodies) -> "Base":
        """What the records of an index hold."""
        entries, annotations = index.entries, index.annotations
        return cls(lambda progress: Inside.of(list(enumerate(entries)), annotations, bodies, progress))

    @property
    def is_read(self) -> bool:
        """Whether it is there, so that nobody has to wait for it."""
        return isinstance(self._kept, Inside)

    @property
    def can_grow(self) -> bool:
        """Whether what was read again can be put to it: it is in memory."""
        return isinstance(self._kept, Inside) and not isinstance(self._kept.words, KeptWords)

    def get(self, progress: Progress | None = None) -> Inside:
        """What was read, after reading it if need be. `progress` may raise to stop that."""
        with self._reading:
            if not isinstance(self._kept, Inside):
                self.has_begun = True
                self._kept = self._kept(progress)
            return self._kept


class Contents:
    """The words, figures, grades and about dates of the records of an index."""

    def __init__(  # noqa: PLR0913, PLR0917 - each is a thing of its own
        self,
        index: Index,
        bodies: Bodies,
        base: Base,
        since: Renumbering,
        fresh: Inside = NOTHING,
        name_words: Sequence[NameWords] = (),
    ) -> None:
        """`since` leads from the rows of `base` to those of `index`; `fresh` is what was read again since then."""
        self._index = index
        self._bodies = bodies
        self._base = base
        self._since = since
        self._fresh = fresh
        self._name_words = name_words
        self.looked_into: int | None = None
        """How many records were looked into, where that is not all of them."""

    @classmethod
    def of(cls, index: Index, bodies: Bodies) -> "Contents":
        """What the records of an index hold, none of it read yet."""
        return cls(index, bodies, Base.of(index, bodies), Renumbering.still(len(index.entries)))

    @classmethod
    def kept(cls, index: Index, bodies: Bodies, inside: Inside) -> "Contents":
        """What the records of an index hold whose file holds this; what changed since is read."""
        layer = index.layer
        numbered = [(row, index.entries[row]) for row in layer.rows]
        return cls(index, bodies, Base(inside), layer.since, Inside.of(numbered, index.annotations, bodies))

    @classmethod
    def of_some(cls, index: Index, bodies: Bodies, rows: BitMap) -> "Contents":
        """What some rows of an index hold, none of it read yet; the others count as empty until all is known."""
        numbered = [(row, index.entries[row]) for row in rows]
        base = Base(lambda progress: Inside.of(numbered, index.annotations, bodies, progress))
        made = cls(index, bodies, base, Renumbering.still(len(index.entries)))
        made.looked_into = len(rows)
        return made

    @property
    def is_read(self) -> bool:
        """Whether everything is there, so that nobody has to wait for it."""
        return self._base.is_read and bool(self._name_words)

    def read(self, progress: Progress | None = None) -> None:
        """Read what is not there yet. `progress` is told the records read, and may raise to stop."""
        self._base.get(progress)
        self._names()

    def after(self, change: Change, bodies: Bodies) -> "Contents":
        """The contents after a change, of which only the records are read that changed; none before the first look."""
        if not self._base.has_begun:
            return Contents.of(change.after, bodies)
        read = Inside.of(change.rewritten, change.after.annotations, bodies)
        base, since = self._base, self._since.then(change.renumbering)
        fresh = self._fresh.after(change.renumbering, read)
        if base.can_grow and (len(since.runs) > MOST_RUNS or len(fresh.rows) > MOST_FRESH):
            base, fresh = Base(base.get().after(since, fresh)), NOTHING
            since = Renumbering.still(len(change.after.entries))
        made = Contents(change.after, bodies, base, since, fresh, self._names_after(change))
        made.looked_into = self.looked_into
        return made

    def _names_after(self, change: Change) -> Sequence[NameWords]:
        if change.before.names is change.after.names:
            return [each.with_those_of(change.after) for each in self._name_words]
        return _name_words(change.after) if self._name_words else ()

    # Answers: rows of the index

    def having_all(self, words: Sequence[str], *, whole: bool) -> BitMap:
        """The rows with each of the words, the last by its beginning unless it is `whole`."""
        *before, last = words
        found = self._having(last) if whole else self._beginning(last)
        for word in before:
            found = found & self._having(word)
        return found

    def side_by_side(self, words: Sequence[str], candidates: BitMap, *, whole: bool) -> BitMap:
        """Those of the rows `candidates` that have the words next to each other in one field."""
        stand = side_by_side(words, whole=whole).search
        named = lru_cache(KEPT_NAMES)(
            lambda facet, value: any(stand(fold(name)) for name in names_of(self._index.names, facet, value))
        )
        cited = lru_cache(KEPT_NAMES)(lambda text: stand(fold(text)) is not None)
        return BitMap(
            row
            for row, entry, body in self._read(candidates)
            if stand(fold(self._text(entry, body)))
            or any(named(facet, value) for facet, value in named_in(entry))
            or any(cited(text) for text in source_texts(entry))
        )

    def claimed(self, wanted: Amount | Between) -> tuple[BitMap, BitMap]:
        """The rows with a figure that perhaps, and that certainly stands so."""
        perhaps, certain = claimed(wanted, self._base.get().claims)
        fresh_perhaps, fresh_certain = claimed(wanted, self._fresh.claims)
        return self._now(perhaps) | fresh_perhaps, self._now(certain) | fresh_certain

    def graded(self, wanted: Grade) -> BitMap:
        """The rows with a source of such a grade."""
        return self._found(
            lambda inside: BitMap.union(
                BitMap(), *(rows for grade, rows in inside.grades.items() if fits(*grade, wanted))
            )
        )

    def speaking_of(self, period: Period) -> tuple[BitMap, BitMap]:
        """The rows that speak of a time that lies perhaps, and that lies certainly in a period."""
        perhaps = self._found(lambda inside: _overlapping(inside.abouts, period))
        return perhaps, self._found(lambda inside: _within(inside.abouts, period))

    def abouts(self) -> Iterator[Spoken]:
        """The rows that speak of a time, each with it, in any order."""
        since, fresh = self._since, self._fresh
        for row, span in self._base.get().abouts:
            now = since.row(row)
            if now is not None and now not in fresh.rows:
                yield now, span
        yield from fresh.abouts

    def _having(self, word: str) -> BitMap:
        named = (each.having(self._index, word) for each in self._names())
        return self._found(lambda inside: inside.words.having(word)).union(*named)

    def _beginning(self, prefix: str) -> BitMap:
        named = (each.beginning(self._index, prefix) for each in self._names())
        return self._found(lambda inside: inside.words.beginning(prefix)).union(*named)

    def _names(self) -> Sequence[NameWords]:
        if not self._name_words:
            self._name_words = _name_words(self._index)
        return self._name_words

    def _found(self, find: Callable[[Inside], BitMap]) -> BitMap:
        """What is found in all that was read, in rows of the index."""
        return self._now(find(self._base.get())) | find(self._fresh)

    def _now(self, rows: BitMap) -> BitMap:
        """Rows of the base as rows of the index, without those that were read again."""
        return self._since.rows(rows) - self._fresh.rows

    def _read(self, rows: BitMap) -> Iterator[tuple[int, Entry, Body]]:
        """Rows with what their records hold, some read at a time: all at once would take much memory."""
        for first in range(0, len(rows), STEP):
            some = list(rows[first : first + STEP])
            entries = self._index.rows.entries.some(some)
            yield from zip(some, entries, bodies_of(self._bodies, [each.id for each in entries]), strict=True)

    def _text(self, entry: Entry, body: Body) -> str:
        comments = comments_of(self._index.annotations.get(entry.id, ()))
        return PARTED.join((entry.headline, body.summary or "", body.quote or "", *comments))


def _name_words(index: Index) -> Sequence[NameWords]:
    return [NameWords.of(index, facet) for facet in FACETS]


def _overlapping(abouts: Iterable[Spoken], period: Period) -> BitMap:
    return BitMap(row for row, (start, end) in abouts if start < period.until and period.since < end)


def _within(abouts: Iterable[Spoken], period: Period) -> BitMap:
    return BitMap(row for row, (start, end) in abouts if period.since <= start and end <= period.until)
