"""Going through what documents hold inside: words, figures, grades, the times they speak of, keys that stand twice."""

import math
import re
from array import array
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import lru_cache

import msgspec
from pyroaring import BitMap

from chronoterm.chronology.inside import KEPT_SOURCES
from chronoterm.documents import read_body, read_entry
from chronoterm.indexing.building_doubled import has_double
from chronoterm.indexing.building_parts import Inner
from chronoterm.indexing.building_posting import Numbering
from chronoterm.indexing.building_reading import Lying, runs_of
from chronoterm.records import Body, Claim, Entry, Graded
from chronoterm.text_words import words_of

MOST_KEPT = 1 << 24
"""Rows of words that are kept in lists, of eight bytes each, before they are made bitmaps."""

_WORDS = re.compile("[a-z0-9_]+").findall
_UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)


class _Source(msgspec.Struct, gc=False):
    publisher: str | None = None
    title: str | None = None
    via: str | None = None
    reliability: str | None = None
    credibility: int | None = None


class _Document(msgspec.Struct, gc=False):
    headline: str
    summary: str | None = None
    quote: str | None = None
    about_date: str | None = None
    figures: tuple[Claim, ...] = ()
    sources: tuple[_Source, ...] = ()


_DOCUMENTS = msgspec.json.Decoder(list[_Document])


class Gathering:
    """What is found in the documents of records, by row."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._rows_of: dict[str, list[int]] = defaultdict(list)
        self._kept = 0
        self._words: dict[str, BitMap] = {}
        self._grades: dict[tuple[str | None, int | None], list[int]] = defaultdict(list)
        self._claims: list[tuple[int, float, float]] = []
        self._abouts: list[tuple[int, int, int]] = []
        self._source_words = lru_cache(KEPT_SOURCES)(words_of)

    def inner(self, twice: int) -> Inner:
        """All that was found."""
        self._put_away()
        return Inner(
            words={word: rows.serialize() for word, rows in self._words.items()},
            grades=[(*grade, BitMap(array("I", rows)).serialize()) for grade, rows in self._grades.items()],
            claims=self._claims,
            abouts=self._abouts,
            twice=twice,
        )

    def add(self, first: int, documents: Sequence[bytes]) -> None:
        """Take the documents from a place on; those without a row are left out."""
        rows, none = self._numbering.rows[first : first + len(documents)], self._numbering.total
        good = [(row, raw) for row, raw in zip(rows, documents, strict=True) if row != none]
        for (row, _), each in zip(good, _read([raw for _, raw in good]), strict=True):
            self._add_words(row, each)
            self._add_numbers(row, each)
        if self._kept > MOST_KEPT:
            self._put_away()

    def _add_words(self, row: int, each: _Document) -> None:
        text = f"{each.headline} {each.summary or ''} {each.quote or ''}"
        if text.isascii() and text.isprintable():
            words = {*_WORDS(text.lower())}
        else:
            words = {*words_of(each.headline), *words_of(each.summary or ""), *words_of(each.quote or "")}
        for source in each.sources:
            for name in (source.publisher, source.title, source.via):
                if name:
                    words.update(self._source_words(name))
        rows_of = self._rows_of
        for word in words:
            rows_of[word].append(row)
        self._kept += len(words)

    def _add_numbers(self, row: int, each: _Document) -> None:
        for figure in each.figures:
            if figure.low is not None or figure.high is not None:
                self._claims.append((row, _float(figure.low, "-inf"), _float(figure.high, "inf")))
        for grade in {(source.reliability, source.credibility) for source in each.sources} or {(None, None)}:
            self._grades[grade].append(row)
        if each.about_date is not None and (about := Body(about_date=each.about_date).about) is not None:
            self._abouts.append((row, about.start, about.end))

    def _put_away(self) -> None:
        """Make bitmaps of the lists, which take less room."""
        for word, rows in self._rows_of.items():
            made = BitMap(array("I", rows))
            self._words[word] = self._words[word] | made if word in self._words else made
        self._rows_of.clear()
        self._kept = 0


def gathered(
    file: int, lying: Lying, numbering: Numbering, progress: Callable[[int], None], *, looks_twice: bool
) -> Inner:
    """What the records of a part hold; `progress` is told how many are read.

    Where somebody `looks_twice`, the first document with a key that stands there twice is looked for too.
    """
    made, twice = Gathering(numbering), -1
    for first, documents in runs_of(file, lying):
        if looks_twice and twice < 0:
            found = has_double(documents)
            twice = -1 if found is None else first + found
        made.add(first, documents)
        progress(first + len(documents))
    return made.inner(twice)


def _read(documents: Sequence[bytes]) -> Sequence[_Document]:
    """What good records hold; of what is damaged in one, the rest."""
    try:
        return _DOCUMENTS.decode(b"[%b]" % b",".join(documents))
    except _UNREADABLE:
        return [_read_one(raw) for raw in documents]


def _read_one(raw: bytes) -> _Document:
    entry, body = read_entry(raw), read_body(raw)
    return _Document(
        headline=entry.headline,
        summary=body.summary,
        quote=body.quote,
        about_date=body.about_date,
        figures=body.figures,
        sources=_sources(entry, body),
    )


def _sources(entry: Entry, body: Body) -> tuple[_Source, ...]:
    """What the sources are called with how they are graded; ungraded where a grade is damaged."""
    graded = body.sources or (Graded(),) * len(entry.sources)
    return tuple(
        _Source(
            publisher=each.publisher,
            title=each.title,
            via=each.via,
            reliability=grade.reliability,
            credibility=grade.credibility,
        )
        for each, grade in zip(entry.sources, graded, strict=True)
    )


def _float(number: float | None, missing: str) -> float:
    """A number as eight bytes hold it; one that they cannot hold is as good as infinite."""
    try:
        return float(missing if number is None else number)
    except OverflowError:
        return math.copysign(math.inf, number or 0)
