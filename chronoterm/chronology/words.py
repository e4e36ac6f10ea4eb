"""Words as a facet: for every folded word the bitmap of its rows, and a prefix is a range of sorted words."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

from pyroaring import BitMap

from chronoterm.chronology.renumbering import Renumbering

AFTER_ALL = "\U0010ffff"
"""Comes after every letter that a word goes on with."""


class WordPostings:
    """The rows of each word."""

    def __init__(self, postings: Mapping[str, BitMap]) -> None:
        self._sorted = sorted(postings)
        self.postings = postings

    @classmethod
    def of(cls, rows_of: Mapping[str, Iterable[int]]) -> "WordPostings":
        """Of words with their rows."""
        return cls({word: BitMap(rows) for word, rows in rows_of.items()})

    def having(self, word: str) -> BitMap:
        """The rows with this word."""
        return self.postings.get(word, BitMap())

    def beginning(self, prefix: str) -> BitMap:
        """The rows with a word that begins so."""
        words = beginning(self._sorted, prefix)
        return BitMap.union(*(self.postings[word] for word in words), BitMap())

    def after(self, renumbering: Renumbering, replaced: BitMap, more: "WordPostings") -> "WordPostings":
        """The same numbered anew, with the words in `more` in place of those that the rows `replaced` had."""
        made = {
            word: rows for word, old in self.postings.items() if (rows := renumbering.rows(old) - replaced)
        }
        for word, rows in more.postings.items():
            made[word] = made.get(word, BitMap()) | rows
        return WordPostings(made)


def beginning(words: Sequence[str], prefix: str) -> Sequence[str]:
    """Those of sorted words that begin so."""
    first = bisect_left(words, prefix)
    return words[first : bisect_left(words, prefix + AFTER_ALL)]
