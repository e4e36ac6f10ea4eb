"""The index: rows numbered in chronological order, and for every facet value the bitmap of its rows."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import NamedTuple

from pyroaring import BitMap

from chronoterm.chronology.annotations import (
    Annotations,
    by_record,
    comments_of,
    is_noted,
    is_starred,
    with_those_of,
)
from chronoterm.chronology.incoming import Incoming, incoming_after, incoming_of
from chronoterm.chronology.kept_postings import KeptRows, Layer
from chronoterm.chronology.names import Names
from chronoterm.chronology.postings import (
    Changed,
    Postings,
    Progress,
    closed_anew,
    postings_after,
    postings_of,
)
from chronoterm.chronology.renumbering import Renumbering
from chronoterm.chronology.rows import Rows
from chronoterm.records import Annotation, Entry
from chronoterm.terms import EXPECTED, Facet


@dataclass(frozen=True, eq=False)
class Index:
    """Entries as rows, what users noted about them, and their postings."""

    rows: Rows
    names: Names
    annotations: Annotations
    postings: Mapping[Facet, Postings]
    incoming: Incoming
    starred: BitMap
    noted: BitMap

    @classmethod
    def of(
        cls,
        entries: Iterable[Entry],
        names: Names,
        annotations: Iterable[Annotation] = (),
        progress: Progress | None = None,
    ) -> "Index":
        """The index of all records of a store; `progress` is told how many are done, and may raise to stop."""
        rows, noted = Rows.of(entries), by_record(annotations)
        numbered = list(enumerate(rows.entries)) if noted else []
        return cls(
            rows=rows,
            names=names,
            annotations=noted,
            postings=postings_of(enumerate(rows.entries), names, noted, progress),
            incoming=incoming_of(rows.entries),
            starred=_starred(numbered, noted),
            noted=_noted(numbered, noted),
        )

    @property
    def entries(self) -> Sequence[Entry]:
        """The entry of each row."""
        return self.rows.entries

    @property
    def layer(self) -> Layer:
        """What changed since the index was kept; nothing in one that never was."""
        tags = self.postings[Facet.TAG].named
        return tags.layer if isinstance(tags, KeptRows) else Layer.none(len(self.entries))

    @property
    def all(self) -> BitMap:
        """Every row."""
        return self.rows.all

    @property
    def expected(self) -> BitMap:
        """What had not happened yet when it was told."""
        return self.posting(Facet.KIND, EXPECTED)

    def posting(self, facet: Facet, value: str, *, exact: bool = False) -> BitMap:
        """The rows that have a facet value or something within it; those alone that name it where `exact`."""
        postings = self.postings[facet]
        return (postings.named if exact else postings.closed).get(value, _NONE)

    def values(self, facet: Facet) -> AbstractSet[str]:
        """Every value of a facet, those included that only hold others."""
        return self.postings[facet].closed.keys()

    def changed(
        self, removed: Collection[str], put: Mapping[str, Entry], names: Names, annotations: Annotations
    ) -> "Change":
        """The index without the records `removed`, with the entries `put`, and with other names.

        Of the records in `annotations` these are all that users noted.
        """
        touched = {*removed, *put, *annotations}
        rows, renumbering = self.rows.changed(removed, put)
        noted = with_those_of(self.annotations, annotations)
        was, now = _numbered(self.rows, touched), _numbered(rows, touched)
        were, are = Changed.of(was, self.names, self.annotations), Changed.of(now, names, noted)
        postings = postings_after(self.postings, renumbering, were, are)
        if names is not self.names and names.hierarchy != self.names.hierarchy:
            postings = closed_anew(postings, names, rows.span)
        index = Index(
            rows=rows,
            names=names,
            annotations=noted,
            postings=postings,
            incoming=incoming_after(self.incoming, _entries(was), _entries(now)),
            starred=renumbering.rows(self.starred - were.rows) | _starred(now, noted),
            noted=renumbering.rows(self.noted - were.rows) | _noted(now, noted),
        )
        rewritten = [
            (row, entry)
            for row, entry in now
            if entry.id in put or not _same_comments(self.annotations, noted, entry.id)
        ]
        return Change(self, index, renumbering, was, now, rewritten)


class Change(NamedTuple):
    """An index before and after a change: where its rows went, and those that changed, left or came.

    Of those that are there now, the text of the `rewritten` ones may be another.
    """

    before: Index
    after: Index
    renumbering: Renumbering
    was: "Numbered"
    now: "Numbered"
    rewritten: "Numbered"


_NONE = BitMap()

Numbered = Sequence[tuple[int, Entry]]
"""Rows with their entries."""


def _numbered(rows: Rows, ids: Iterable[str]) -> Numbered:
    """Those of the records `ids` that are there."""
    return [(row, rows.entries[row]) for each in ids if (row := rows.row(each)) is not None]


def _entries(numbered: Numbered) -> Iterator[Entry]:
    return (entry for _, entry in numbered)


def _same_comments(old: Annotations, new: Annotations, record_id: str) -> bool:
    return list(comments_of(old.get(record_id, ()))) == list(comments_of(new.get(record_id, ())))


def _starred(numbered: Numbered, annotations: Annotations) -> BitMap:
    return BitMap([row for row, entry in numbered if is_starred(annotations.get(entry.id, ()))])


def _noted(numbered: Numbered, annotations: Annotations) -> BitMap:
    return BitMap([row for row, entry in numbered if is_noted(annotations.get(entry.id, ()))])
