"""Writing the file that searching needs: words, their beginnings, figures, grades, about dates."""

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import BinaryIO

import msgspec
from pyroaring import BitMap

from chronoterm.chronology.words import AFTER_ALL
from chronoterm.indexfile.dictionary import write_dictionary
from chronoterm.indexfile.writing import IndexWriter
from chronoterm.indexing.building_facets import together
from chronoterm.indexing.building_parts import Inner
from chronoterm.records import Annotation
from chronoterm.text_words import words_of

FEW = 256
"""Words of one beginning that are put together when somebody types it, in some milliseconds; of more, that is done ahead."""

LONGEST = 16
"""Letters of a beginning that is put together ahead."""

Words = dict[str, BitMap]


def write_words(to: BinaryIO, about: Mapping[str, object], parts: Sequence[Inner], comments: Words) -> None:
    """Write the file; `about` is what it says of itself, `comments` has the rows of the words in comments."""
    writer = IndexWriter(to)
    words = together(part.words for part in parts)
    for word, rows in comments.items():
        words[word] = words.get(word, BitMap()) | rows
    write_dictionary(writer, "words", ((word, _packed(rows)) for word, rows in words.items()))
    write_dictionary(writer, "prefixes", ((each, _packed(rows)) for each, rows in beginnings(words).items()))
    claims = sorted((each for part in parts for each in part.claims), key=lambda each: each[0])
    writer.add("claims.rows", array("I", (row for row, _, _ in claims)))
    writer.add("claims.low", array("d", (low for _, low, _ in claims)))
    writer.add("claims.high", array("d", (high for _, _, high in claims)))
    write_dictionary(writer, "grades", _graded(parts).items())
    abouts = sorted((each for part in parts for each in part.abouts), key=lambda each: each[0])
    writer.add("abouts.rows", array("I", (row for row, _, _ in abouts)))
    writer.add("abouts.since", array("q", (start for _, start, _ in abouts)))
    writer.add("abouts.until", array("q", (end for _, _, end in abouts)))
    writer.finish(msgspec.json.encode(about))


def commented(annotations: Iterable[Annotation], row_of: Mapping[str, int]) -> Words:
    """The rows of each word that stands in a comment on a record that is there."""
    found: dict[str, BitMap] = defaultdict(BitMap)
    for each in annotations:
        if each.comment and each.record in row_of:
            for word in words_of(each.comment):
                found[word].add(row_of[each.record])
    return found


def beginnings(words: Mapping[str, BitMap]) -> Words:
    """The rows of each beginning that more than a few words share, the whole words included."""
    found: Words = {}
    _add_beginnings(sorted(words), 0, words, found)
    return found


def _add_beginnings(shared: Sequence[str], length: int, words: Mapping[str, BitMap], found: Words) -> BitMap:
    """Add those that are longer than `length` letters, which the sorted words have in common; the rows of all."""
    first = 1 if shared and len(shared[0]) == length else 0
    parts = [words[each] for each in shared[:first]]
    while first < len(shared):
        prefix = shared[first][: length + 1]
        last = bisect_left(shared, prefix + AFTER_ALL, first)
        some = shared[first:last]
        if last - first > FEW and length < LONGEST:
            parts.append(_add_beginnings(some, length + 1, words, found))
            found[prefix] = parts[-1]
        else:
            parts += map(words.__getitem__, some)
        first = last
    return BitMap.union(BitMap(), *parts)


def _graded(parts: Sequence[Inner]) -> dict[str, bytes]:
    found: dict[str, BitMap] = defaultdict(BitMap)
    for part in parts:
        for reliability, credibility, rows in part.grades:
            found[msgspec.json.encode((reliability, credibility)).decode()] |= BitMap.deserialize(rows)
    return {grade: _packed(rows) for grade, rows in found.items()}


def _packed(rows: BitMap) -> bytes:
    rows.run_optimize()
    return rows.serialize()
