"""The words in the names of actors and places: whoever names one of them has its words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pyroaring import BitMap

from chronoterm.chronology.index import Index
from chronoterm.chronology.names import Names
from chronoterm.chronology.words import beginning
from chronoterm.records import Entry
from chronoterm.terms import Facet
from chronoterm.text_words import words_of

FACETS = (Facet.ACTOR, Facet.PLACE)
"""What has names with words in them."""


class NameWords:
    """The values of a facet that have each word in a name; what rows they have is asked of an index."""

    def __init__(self, facet: Facet, values_of: Mapping[str, Sequence[str]], known: frozenset[str]) -> None:
        self._facet = facet
        self._sorted = sorted(values_of)
        self._values_of = values_of
        self._known = known

    @classmethod
    def of(cls, index: Index, facet: Facet) -> "NameWords":
        """The words of all values of a facet that the records of an index name."""
        return cls(facet, {}, frozenset()).with_those_of(index)

    def with_those_of(self, index: Index) -> "NameWords":
        """With the words of what the records of an index with the same names name besides."""
        new = index.postings[self._facet].named.keys() - self._known
        if not new:
            return self
        more: dict[str, list[str]] = defaultdict(list)
        for value in new:
            for word in _words(names_of(index.names, self._facet, value)):
                more[word].append(value)
        added = {word: (*self._values_of.get(word, ()), *values) for word, values in more.items()}
        return NameWords(self._facet, {**self._values_of, **added}, self._known | new)

    def having(self, index: Index, word: str) -> BitMap:
        """The rows that name a value with this word in a name."""
        return self._rows(index, self._values_of.get(word, ()))

    def beginning(self, index: Index, prefix: str) -> BitMap:
        """The rows that name a value with a word that begins so in a name."""
        words = beginning(self._sorted, prefix)
        return self._rows(index, {value for word in words for value in self._values_of[word]})

    def _rows(self, index: Index, values: Iterable[str]) -> BitMap:
        named = index.postings[self._facet].named
        return BitMap.union(BitMap(), *(named[value] for value in values if value in named))


def named_in(entry: Entry) -> Iterator[tuple[Facet, str]]:
    """The actors and places that a record names."""
    for actor in entry.everybody:
        yield Facet.ACTOR, actor
    for place in entry.places:
        yield Facet.PLACE, place


def names_of(names: Names, facet: Facet, value: str) -> tuple[str, ...]:
    """What a value is called; its id only where nothing else is known."""
    known = names.table(facet).get(value)
    return (value,) if known is None else (known.name, *known.aliases)


def _words(names: Iterable[str]) -> set[str]:
    return {word for name in names for word in words_of(name)}
