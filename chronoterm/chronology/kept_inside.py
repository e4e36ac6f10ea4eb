"""What the rows of a kept index hold inside, read from its file word by word when it is asked for."""

import json
from array import array
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from pyroaring import BitMap

from chronoterm.chronology.claims import Claimed
from chronoterm.chronology.inside import Graded, Inside, Spoken
from chronoterm.chronology.kept_postings import bitmap_in
from chronoterm.chronology.renumbering import Renumbering
from chronoterm.chronology.words import WordPostings
from chronoterm.indexfile.dictionary import Dictionary
from chronoterm.indexfile.numbers import Numbers
from chronoterm.indexfile.reading import IndexFile, IndexFileError


def inside_of(file: IndexFile, rows: int) -> Inside:
    """What so many rows hold, as the file has it. Raises IndexFileError for one that has not all of it."""
    return Inside(BitMap(range(rows)), KeptWords(file), _Claims(file), _Grades(file), _Abouts(file))


class KeptWords(WordPostings):
    """The rows of each word, in a file; those of a beginning that many words share are there as one."""

    def __init__(self, file: IndexFile) -> None:
        super().__init__({})
        self._words = Dictionary(file, "words")
        self._prefixes = Dictionary(file, "prefixes")

    def having(self, word: str) -> BitMap:
        """The rows with this word."""
        found = self._words.get(word)
        return BitMap() if found is None else bitmap_in(self._words, found)

    def beginning(self, prefix: str) -> BitMap:
        """The rows with a word that begins so."""
        together = self._prefixes.get(prefix)
        if together is not None:
            return bitmap_in(self._prefixes, together)
        those = self._words.each_of(self._words.beginning(prefix))
        return BitMap.union(BitMap(), *(bitmap_in(self._words, each) for each in those))

    def after(self, renumbering: Renumbering, replaced: BitMap, more: WordPostings) -> WordPostings:
        """Never asked for: what is kept on the disk is not put together with what changed."""
        raise NotImplementedError


class _Claims:
    """Rows with the figures that they claim."""

    def __init__(self, file: IndexFile) -> None:
        self._file = file
        self._rows = Numbers(file, "claims.rows", "I")
        self._low = Numbers(file, "claims.low", "d")
        self._high = Numbers(file, "claims.high", "d")

    def __iter__(self) -> Iterator[Claimed]:
        return zip(*_whole(self._file, self._rows, self._low, self._high), strict=True)


class _Abouts:
    """Rows with the times that they speak of."""

    def __init__(self, file: IndexFile) -> None:
        self._file = file
        self._rows = Numbers(file, "abouts.rows", "I")
        self._since = Numbers(file, "abouts.since", "q")
        self._until = Numbers(file, "abouts.until", "q")

    def __iter__(self) -> Iterator[Spoken]:
        rows, since, until = _whole(self._file, self._rows, self._since, self._until)
        return zip(rows, zip(since, until, strict=True), strict=True)


def _whole(file: IndexFile, *numbers: Numbers[Any]) -> "list[array[Any]]":
    """All of some numbers that belong together; none of them where one is damaged and the file is forgiving."""
    try:
        return [each.whole() for each in numbers]
    except IndexFileError:
        if not file.is_forgiving:
            raise
        return [array("b") for _ in numbers]


class _Grades(Mapping[Graded, BitMap]):
    """The rows of each grade."""

    def __init__(self, file: IndexFile) -> None:
        self._grades = Dictionary(file, "grades")

    @cached_property
    def _keys(self) -> Mapping[Graded, str]:
        return {
            (reliability, credibility): key
            for key in self._grades
            for reliability, credibility in [json.loads(key)]
        }

    def __getitem__(self, grade: Graded) -> BitMap:
        return bitmap_in(self._grades, self._grades[self._keys[grade]])

    def __iter__(self) -> Iterator[Graded]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)
