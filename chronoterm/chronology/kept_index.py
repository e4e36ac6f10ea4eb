"""The index of a store that was written to a file: opened, and read piece by piece when somebody asks."""

import json
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence

from chronoterm.chronology.index import Index
from chronoterm.chronology.kept_entries import KeptEntries, Source
from chronoterm.chronology.kept_postings import Bitmaps, KeptRows, Layer, bitmap
from chronoterm.chronology.names import Names
from chronoterm.chronology.postings import Postings
from chronoterm.chronology.renumbering import Renumbering
from chronoterm.chronology.rows import Rows
from chronoterm.indexfile.dictionary import Dictionary
from chronoterm.indexfile.layout import in_file_order
from chronoterm.indexfile.reading import IndexFile, IndexFileError
from chronoterm.ordering import SortKey
from chronoterm.problems import ChronotermError
from chronoterm.records import Annotation
from chronoterm.terms import Facet

NoteAt = Callable[[int], Annotation]
"""Reads the annotation at a place of the store's file. May raise ChronotermError or ValueError."""


def kept_index(file: IndexFile, total: int, source: Source, names: Names, note_at: NoteAt) -> Index:
    """The index of `total` rows that a file holds. Raises IndexFileError for one that has not all of it.

    `names` and `note_at` are to tell what the store's file says, whatever was edited since: changes come by `changed`.
    """
    layer = Layer.none(total)
    return Index(
        rows=_rows(file, total, source),
        names=names,
        annotations=_Noted(file, note_at),
        postings={facet: _postings(file, facet, layer) for facet in Facet},
        incoming=_Pointing(file),
        starred=bitmap(file.bytes("starred")),
        noted=bitmap(file.bytes("noted")),
    )


class FileRanks:
    """The ranks that are in an index file: how all rows stand in each column."""

    def __init__(self, file: IndexFile) -> None:
        self._file = file

    def ranks(self, column: SortKey) -> "array[int] | None":
        """The rank of each row: equal values have one, from 1; 0 where there is none."""
        made = array("I")
        try:
            self._file.into(f"order:{column.value}.ranks", made)
        except IndexFileError:  # it can be sorted without
            return None
        return made


def _rows(file: IndexFile, total: int, source: Source) -> Rows:
    return Rows(
        _array(file, "rows.since", "q"),
        _array(file, "rows.until", "q"),
        bitmap(file.bytes("rows.wide")),
        (_array(file, "rows.wide_ends", "q"), _array(file, "rows.wide_rows", "I")),
        KeptEntries(source, Renumbering.still(total)),
        bitmap(file.bytes("rows.open_start")),
    )


def _array(file: IndexFile, name: str, code: str) -> "array[int]":
    """The numbers of a section; whether it is as it was written is looked for later, when nobody waits."""
    made = array(code, (0,))
    made *= file.size(name) // made.itemsize
    file.fill(name, made)
    return made


def _postings(file: IndexFile, facet: Facet, layer: Layer) -> Postings:
    named, closed = (Dictionary(file, f"facet:{facet.value}.{kind}") for kind in ("named", "closed"))
    naming = Bitmaps(named)
    return Postings(KeptRows(naming, layer), KeptRows(Bitmaps(closed, naming), layer))


class _Pointing(Mapping[str, tuple[str, ...]]):
    """For each id that relations point to, the records that do."""

    def __init__(self, file: IndexFile) -> None:
        self._pointing = Dictionary(file, "incoming")

    def __getitem__(self, record_id: str) -> tuple[str, ...]:
        stored = self._pointing[record_id]
        try:
            return tuple(json.loads(stored))
        except (ValueError, TypeError) as error:
            if self._pointing.is_forgiving:
                return ()
            raise IndexFileError(f"tells nothing of what points to a record ({error})") from error

    def __iter__(self) -> Iterator[str]:
        return iter(self._pointing)

    def __len__(self) -> int:
        return len(self._pointing)


class _Noted(Mapping[str, Sequence[Annotation]]):
    """What users noted, record by record; what cannot be read any more is left out."""

    def __init__(self, file: IndexFile, note_at: NoteAt) -> None:
        self._annotated = Dictionary(file, "annotated")
        self._note_at = note_at

    def __getitem__(self, record_id: str) -> Sequence[Annotation]:
        places = array("I")
        places.frombytes(self._annotated[record_id])
        try:
            return tuple(map(self._note_at, in_file_order(places)))
        except (ChronotermError, ValueError):
            return ()

    def __contains__(self, record_id: object) -> bool:
        return record_id in self._annotated

    def __iter__(self) -> Iterator[str]:
        return iter(self._annotated)

    def __len__(self) -> int:
        return len(self._annotated)
