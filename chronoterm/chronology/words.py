"""Words as a facet: for every folded word the bitmap of its rows, and a prefix is a range of sorted words."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping

from pyroaring import BitMap

AFTER_ALL = "\U0010ffff"
"""Comes after every letter that a word goes on with."""


class WordPostings:
    """The rows of each word."""

    def __init__(self, rows_of: Mapping[str, Iterable[int]]) -> None:
        self._sorted = sorted(rows_of)
        self._postings = {word: BitMap(rows_of[word]) for word in self._sorted}

    def having(self, word: str) -> BitMap:
        """The rows with this word."""
        return self._postings.get(word, BitMap())

    def beginning(self, prefix: str) -> BitMap:
        """The rows with a word that begins so."""
        first = bisect_left(self._sorted, prefix)
        words = self._sorted[first : bisect_left(self._sorted, prefix + AFTER_ALL)]
        return BitMap.union(*(self._postings[word] for word in words), BitMap())

    def having_all(self, words: tuple[str, ...], *, whole: bool) -> BitMap:
        """The rows with each of the words, the last by its beginning unless it is `whole`."""
        *before, last = words
        found = self.having(last) if whole else self.beginning(last)
        for word in before:
            found = found & self.having(word)
        return found
