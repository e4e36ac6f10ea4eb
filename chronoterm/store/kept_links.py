"""What documents of a kept store say of each other, from the index of the file and what was changed since."""

from collections.abc import Collection, Iterator, MutableMapping
from functools import cached_property

import msgspec

from chronoterm.documents import read_outcome
from chronoterm.indexfile.dictionary import Dictionary
from chronoterm.indexfile.reading import IndexFile
from chronoterm.problems import Problem
from chronoterm.records import Annotation, Entry
from chronoterm.store.kept_file import DamageTold
from chronoterm.store.kept_ids import PLACE
from chronoterm.store.kept_tables import KeptTable
from chronoterm.store.kept_values import KeptValues
from chronoterm.store.survey import loose_relation, loose_relations_of

OUTCOMES = "outcomes"

_STRINGS = msgspec.json.Decoder(list[str])
_LOOSE = msgspec.json.Decoder(list[tuple[str, str, str]])


class KeptLinks:
    """Who points to whom, which relations point to nothing, and which records were noted on."""

    def __init__(
        self,
        index: IndexFile,
        table: KeptTable,
        records: KeptValues[Entry],
        documents: MutableMapping[str, str],
        annotations: KeptValues[Annotation],
    ) -> None:
        """`table`, `records` and `documents` are those of the records."""
        self._told = DamageTold(table.file)
        self._table = table
        self._records = records
        self._documents = documents
        self._annotations = annotations
        self._incoming = Dictionary(index, "incoming")
        self._loose = Dictionary(index, "loose")
        self._annotated = Dictionary(index, "annotated")
        self._outcomes = Dictionary(index, OUTCOMES) if index.has(f"{OUTCOMES}.keys") else None
        self._ends: dict[str, frozenset[str]] = {}
        """What records point to that were changed since; nothing for those that are gone."""
        self._pointing: dict[str, set[str]] = {}
        """The same the other way round."""
        self._loose_now: dict[str, tuple[Problem, ...]] = {}
        """The loose relations of records that may have others than the index says."""

    # Records that point to others

    def changed(self, record_id: str, *, was_there: bool) -> None:
        """Take note that a record was put or taken away."""
        for each in self._ends.get(record_id, ()):
            self._pointing[each].discard(record_id)
        self._ends[record_id] = ends = self._ends_of(record_id)
        for each in ends:
            self._pointing.setdefault(each, set()).add(record_id)
        others = () if was_there == (record_id in self._documents) else self._relating_to(record_id)
        for each in (record_id, *others):
            self._loose_now[each] = tuple(self._loose_of(each))

    def pointing_to(self, record_id: str) -> list[str]:
        """The records that point to one: by a relation, or as what settled them."""
        settled = self._settled_by(record_id)
        found = [*self._relating_to(record_id), *(each for each in settled if each not in self._ends)]
        return list(dict.fromkeys(found))

    def loose_relations(self) -> Iterator[Problem]:
        """A problem for each relation that points to no record."""
        for record_id, found in self._loose_kept:
            if record_id not in self._loose_now:
                yield found
        for those in self._loose_now.values():
            yield from those

    def _relating_to(self, record_id: str) -> list[str]:
        """The records with a relation to one; of those that were changed also what it settled."""
        kept = self._named(self._incoming, record_id)
        return [*(each for each in kept if each not in self._ends), *self._pointing.get(record_id, ())]

    def _ends_of(self, record_id: str) -> frozenset[str]:
        entry = self._records.get(record_id)
        if entry is None:
            return frozenset()
        ends = {each.to for each in entry.relations}
        if entry.expected and (outcome := read_outcome(self._table[self._documents[record_id]])):
            ends.add(outcome)
        return frozenset(ends)

    def _loose_of(self, record_id: str) -> Iterator[Problem]:
        entry = self._records.get(record_id)
        if entry is not None:
            yield from loose_relations_of(entry, self._documents[record_id], self._documents)

    @cached_property
    def _loose_kept(self) -> list[tuple[str, Problem]]:
        """The loose relations that the file has, with the records that have them, in the order of their numbers."""
        with self._told:
            found = [
                (int(number), record_id, loose_relation(kind, to, number))
                for to, value in zip(self._loose, self._loose.values_of(range(len(self._loose))), strict=True)
                for record_id, number, kind in _LOOSE.decode(value)
            ]
        return [(record_id, problem) for _, record_id, problem in sorted(found, key=lambda each: each[0])]

    def _settled_by(self, record_id: str) -> Collection[str]:
        """The expected records of the file that name one as their outcome."""
        if self._outcomes is not None:
            return self._named(self._outcomes, record_id)
        return self._outcomes_read.get(record_id, ())

    @cached_property
    def _outcomes_read(self) -> dict[str, list[str]]:
        """For an index that does not tell: outcome → expected records, from all documents of the file."""
        found: dict[str, list[str]] = {}
        for id_, outcome in _outcomes_in(self._records):
            found.setdefault(outcome, []).append(id_)
        return found

    def _named(self, among: Dictionary, key: str) -> list[str]:
        with self._told:
            value = among.get(key)
            return [] if value is None else _STRINGS.decode(value)

    # Annotations

    def annotations_on(self, records: Collection[str]) -> dict[str, Annotation]:
        """What users noted about some records, by the ids of the annotations, in the order of the file."""
        places: list[int] = []
        with self._told:
            for each in records:
                places += (found for (found,) in PLACE.iter_unpack(self._annotated.get(each, b"")))
        kept = ((self._annotations.id_at(place), place) for place in sorted(places))
        return {
            **{id_: self._annotations.at(place) for id_, place in kept if self._annotations.is_kept(id_)},
            **{id_: each for id_, each in self._annotations.new.items() if each.record in records},
        }


def _outcomes_in(records: KeptValues[Entry]) -> Iterator[tuple[str, str]]:
    for _, raw in records.good():
        # An escape may spell the name of the field, too.
        if (b'"outcome"' in raw or b"\\u" in raw) and (outcome := read_outcome(raw)):
            entry = records.read(raw)
            if entry.expected:
                yield entry.id, outcome
