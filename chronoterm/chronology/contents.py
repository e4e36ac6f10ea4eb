"""What records are searched by besides their facets: words, figures, grades, and the times they speak of."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from pyroaring import BitMap

from chronoterm.chronology.claims import Claimed
from chronoterm.chronology.index import Index
from chronoterm.chronology.names import Names
from chronoterm.chronology.postings import Progress
from chronoterm.chronology.words import WordPostings
from chronoterm.records import Body, Entry
from chronoterm.terms import Facet
from chronoterm.text import fold
from chronoterm.text_words import side_by_side, words_of

Bodies = Callable[[Sequence[str]], Iterable[Body]]
"""Fetches the bodies of records by their ids, in that order."""

Span = tuple[int, int]

STEP = 256
"""Records between two words of progress: some milliseconds of work, so that a screen is not kept waiting."""

KEPT_NAMES = 1 << 14

PARTED = f" {'_' * 9} "
"""A word that nobody searches for, between texts of which words never stand side by side."""


class Contents:
    """The words, claimed ranges, grades and about dates of all rows of an index."""

    def __init__(self, index: Index, bodies: Bodies, progress: Progress | None = None) -> None:
        self._index = index
        self._bodies = bodies
        self.claims: list[Claimed] = []
        self.grades: dict[tuple[str | None, int | None], BitMap] = defaultdict(BitMap)
        self.abouts: list[tuple[int, Span]] = []
        name_words = lru_cache(KEPT_NAMES)(lambda facet, value: _words_of_names(index.names, facet, value))
        source_words = lru_cache(KEPT_NAMES)(words_of)
        rows_of: dict[str, list[int]] = defaultdict(list)
        for row, (entry, body) in enumerate(zip(index.entries, self._all(), strict=True)):
            self._add(row, body)
            words = {*words_of(entry.headline), *words_of(body.summary or ""), *words_of(body.quote or "")}
            words.update(*(name_words(facet, value) for facet, value in _named(entry)))
            words.update(*(source_words(text) for text in _source_texts(entry)))
            for word in words:
                rows_of[word].append(row)
            if progress and row % STEP == 0:
                progress(row)
        self.words = WordPostings(rows_of)

    def _all(self) -> Iterable[Body]:
        return self._bodies([entry.id for entry in self._index.entries])

    def _add(self, row: int, body: Body) -> None:
        for figure in body.figures:
            if figure.low is not None or figure.high is not None:
                low = float("-inf") if figure.low is None else figure.low
                self.claims.append((row, low, float("inf") if figure.high is None else figure.high))
        for source in body.sources:
            self.grades[source.reliability, source.credibility].add(row)
        if not body.sources:
            self.grades[None, None].add(row)
        if (about := body.about) is not None:
            self.abouts.append((row, (about.start, about.end)))

    def side_by_side(self, words: Sequence[str], candidates: BitMap, *, whole: bool) -> BitMap:
        """Those of the rows `candidates` that have the words next to each other in one field."""
        stand = side_by_side(words, whole=whole).search
        named = lru_cache(KEPT_NAMES)(
            lambda facet, value: any(stand(fold(name)) for name in _names_of(self._index.names, facet, value))
        )
        cited = lru_cache(KEPT_NAMES)(lambda text: stand(fold(text)) is not None)
        entries = [self._index.entries[row] for row in candidates]
        bodies = self._bodies([entry.id for entry in entries])
        return BitMap(
            row
            for row, entry, body in zip(candidates, entries, bodies, strict=True)
            if stand(fold(f"{entry.headline}{PARTED}{body.summary or ''}{PARTED}{body.quote or ''}"))
            or any(named(facet, value) for facet, value in _named(entry))
            or any(cited(text) for text in _source_texts(entry))
        )


def _named(entry: Entry) -> Iterator[tuple[Facet, str]]:
    """The actors and places that a record names."""
    if entry.speaker:
        yield Facet.ACTOR, entry.speaker
    for actor in entry.actors:
        yield Facet.ACTOR, actor
    for place in entry.places:
        yield Facet.PLACE, place


def _source_texts(entry: Entry) -> Iterator[str]:
    return (text for source in entry.sources for text in (source.publisher, source.title, source.via) if text)


def _names_of(names: Names, facet: Facet, value: str) -> tuple[str, ...]:
    """What a value is called; its id only where nothing else is known."""
    known = names.table(facet).get(value)
    return (value,) if known is None else (known.name, *known.aliases)


def _words_of_names(names: Names, facet: Facet, value: str) -> frozenset[str]:
    return frozenset(word for name in _names_of(names, facet, value) for word in words_of(name))
