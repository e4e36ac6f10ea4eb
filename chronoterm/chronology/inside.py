"""What rows hold inside, besides their facets: words, figures, grades, and the times they speak of."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from pyroaring import BitMap

from chronoterm.chronology.annotations import Annotations, comments_of
from chronoterm.chronology.claims import Claimed
from chronoterm.chronology.fetching import Bodies
from chronoterm.chronology.postings import Progress
from chronoterm.chronology.renumbering import Renumbering
from chronoterm.chronology.words import WordPostings
from chronoterm.problems import ChronotermError
from chronoterm.records import Annotation, Body, Entry
from chronoterm.text_words import words_of

Span = tuple[int, int]
Spoken = tuple[int, Span]
"""A row, and the half-open minutes that its record speaks of."""

Graded = tuple[str | None, int | None]
"""The reliability and the credibility of a source."""

STEP = 256
"""Records read at a time: some milliseconds of work, so that a screen is not kept waiting."""

KEPT_SOURCES = 1 << 14


class Inside(NamedTuple):
    """The words of some rows, but for those in the names that they mention, their figures, grades and about dates."""

    rows: BitMap
    words: WordPostings
    claims: Iterable[Claimed]
    grades: Mapping[Graded, BitMap]
    abouts: Iterable[Spoken]

    @classmethod
    def of(
        cls,
        numbered: Sequence[tuple[int, Entry]],
        annotations: Annotations,
        bodies: Bodies,
        progress: Progress | None = None,
    ) -> "Inside":
        """What rows with these entries hold; `progress` is told how many are read, and may raise to stop."""
        lists = _Lists()
        found = bodies_of(bodies, [entry.id for _, entry in numbered])
        for done, ((row, entry), body) in enumerate(zip(numbered, found, strict=True)):
            lists.add(row, entry, body, annotations.get(entry.id, ()))
            if progress and done % STEP == 0:
                progress(done)
        return lists.inside(BitMap([row for row, _ in numbered]))

    def after(self, renumbering: Renumbering, more: "Inside") -> "Inside":
        """The same numbered anew, with `more` in place of what its rows held so far."""
        grades = {grade: renumbering.rows(rows) - more.rows for grade, rows in self.grades.items()}
        for grade, rows in more.grades.items():
            grades[grade] = grades.get(grade, BitMap()) | rows
        where = {
            row: number
            for row in {*(row for row, _, _ in self.claims), *(row for row, _ in self.abouts)}
            if (number := renumbering.row(row)) is not None and number not in more.rows
        }
        claims = [(where[row], low, high) for row, low, high in self.claims if row in where]
        abouts = [(where[row], span) for row, span in self.abouts if row in where]
        return Inside(
            rows=renumbering.rows(self.rows) | more.rows,
            words=self.words.after(renumbering, more.rows, more.words),
            claims=[*claims, *more.claims],
            grades=grades,
            abouts=[*abouts, *more.abouts],
        )


class _Lists:
    """What rows hold, as it is read."""

    def __init__(self) -> None:
        self._rows_of: dict[str, list[int]] = defaultdict(list)
        self._claims: list[Claimed] = []
        self._grades: dict[Graded, BitMap] = defaultdict(BitMap)
        self._abouts: list[Spoken] = []
        self._source_words = lru_cache(KEPT_SOURCES)(words_of)

    def inside(self, rows: BitMap) -> Inside:
        """All that was added, of these rows."""
        return Inside(rows, WordPostings.of(self._rows_of), self._claims, self._grades, self._abouts)

    def add(self, row: int, entry: Entry, body: Body, annotations: Sequence[Annotation]) -> None:
        """Put a row under all that it holds."""
        words = {*words_of(entry.headline), *words_of(body.summary or ""), *words_of(body.quote or "")}
        words.update(*(self._source_words(text) for text in source_texts(entry)))
        words.update(*(words_of(comment) for comment in comments_of(annotations)))
        for word in words:
            self._rows_of[word].append(row)
        for figure in body.figures:
            if figure.low is not None or figure.high is not None:
                low = float("-inf") if figure.low is None else figure.low
                self._claims.append((row, low, float("inf") if figure.high is None else figure.high))
        for source in body.sources:
            self._grades[source.reliability, source.credibility].add(row)
        if not body.sources:
            self._grades[None, None].add(row)
        if (about := body.about) is not None:
            self._abouts.append((row, (about.start, about.end)))


def bodies_of(bodies: Bodies, ids: Sequence[str]) -> Iterator[Body]:
    """The bodies of records, some fetched at a time; an empty one for what is not in the store any more as it was."""
    for first in range(0, len(ids), STEP):
        some = ids[first : first + STEP]
        try:
            yield from tuple(bodies(some))
        except (KeyError, ChronotermError):
            for each in some:
                yield _body_of(bodies, each)


def source_texts(entry: Entry) -> Iterator[str]:
    """What the sources of a record are called."""
    return (text for source in entry.sources for text in (source.publisher, source.title, source.via) if text)


def _body_of(bodies: Bodies, record_id: str) -> Body:
    try:
        return next(iter(bodies([record_id])))
    except (KeyError, ChronotermError):
        return Body()
