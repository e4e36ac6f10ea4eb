"""Looking through a store's documents: what is good goes on, what is not is told with its place."""

from collections.abc import Callable, Collection, Iterator, MutableMapping
from typing import Generic, TypeVar, cast

import msgspec

from chronoterm.dates import DateError
from chronoterm.documents import DocumentError, decode, read, read_entry
from chronoterm.problems import Problem, Severity
from chronoterm.records import Actor, Annotation, Entry, Place, Record, Series, Text, TextHead
from chronoterm.store.shape import RECORDS, RawTable, is_document_number
from chronoterm.text import clean

Raw = bytes | memoryview | msgspec.Raw
Value = TypeVar("Value", Entry, Actor, Place, Series, Annotation, TextHead)
STEP = 4096

ID = "id"


class Surveyed(Generic[Value]):
    """The good values of a table by their ids, the number of the document of each, and what is wrong with others.

    An annotation that has no id goes by its number, as `#17`.
    """

    def __init__(self, name: str, kind: type[Value]) -> None:
        self.values: MutableMapping[str, Value] = {}
        self.documents: MutableMapping[str, str] = {}
        self._name = name
        self._kind: type[Value] = kind
        self._problems_found: dict[str, Problem] | Callable[[], dict[str, Problem]] = {}

    @classmethod
    def of(
        cls, name: str, kind: type[Value], table: RawTable, progress: Callable[[int], None] | None = None
    ) -> "Surveyed[Value]":
        """The survey of a whole table; `progress` is told the documents done, and may raise to stop."""
        surveyed = cls(name, kind)
        for done, (number, raw) in enumerate(table.items()):
            surveyed.take(number, raw)
            if progress and done % STEP == 0:
                progress(done)
        return surveyed

    @classmethod
    def kept(
        cls,
        name: str,
        kind: type[Value],
        values: MutableMapping[str, Value],
        documents: MutableMapping[str, str],
        problems: Callable[[], dict[str, Problem]],
    ) -> "Surveyed[Value]":
        """A survey that was made before: good values and numbers by their ids, problems by numbers when needed."""
        surveyed = cls(name, kind)
        surveyed.values, surveyed.documents, surveyed._problems_found = values, documents, problems
        return surveyed

    @property
    def problems(self) -> list[Problem]:
        """What is wrong, document by document."""
        return list(self._problems.values())

    def take(self, number: str, raw: msgspec.Raw) -> None:
        """Add what stands under a number, or tell what is wrong with it."""
        try:
            _demand_number(number)
            value = self.read(raw)
            id_ = id_of(value, number)
            if id_ in self.documents:
                raise DocumentError(ID, f"“{id_}” is the id of document {self.documents[id_]} already")
        except DocumentError as error:
            self._problems[number] = problem(Severity.LEFT_OUT, self._name, number, error)
        else:
            self.documents[id_] = number
            self.values[id_] = value

    def look_again(self, table: RawTable) -> None:
        """Look anew at what is left out: the id of it may be free now."""
        left_out, self._problems_found = self._problems, {}
        for number, found in left_out.items():
            if found.field == ID and number in table:
                self.take(number, table[number])
            else:  # whatever else is wrong with it still is
                self._problems[number] = found

    def read(self, raw: Raw) -> Value:
        """The value of a document. Raises DocumentError for one that a store would leave out."""
        if self._kind is TextHead:  # its words stay where they are
            return read(decode(raw), Text).head
        if self._kind is not Entry:
            return cast("Value", read(decode(raw), cast("type[Record]", self._kind)))
        entry = read_entry(raw)
        try:
            entry.when  # noqa: B018 - reading it is the test
        except DateError as error:
            raise DocumentError("date", str(error)) from None
        return entry

    @property
    def _problems(self) -> dict[str, Problem]:
        if not isinstance(self._problems_found, dict):
            self._problems_found = self._problems_found()
        return self._problems_found

    def drop(self, id_: str) -> None:
        """Forget a value and its document."""
        self.values.pop(id_, None)
        self.documents.pop(id_, None)


def loose_relations(entries: Surveyed[Entry]) -> Iterator[Problem]:
    """A problem for each relation that points to no record."""
    for entry in entries.values.values():
        yield from loose_relations_of(entry, entries.documents[entry.id], entries.documents)


def loose_relations_of(entry: Entry, number: str, records: Collection[str]) -> Iterator[Problem]:
    """A problem for each relation of one record, in the document of that number, that points to none of `records`."""
    for relation in entry.relations:
        if relation.to not in records:
            yield loose_relation(relation.type.value, relation.to, number)


def loose_relation(kind: str, to: str, number: str) -> Problem:
    """The problem of a relation of a document that points to no record."""
    why = DocumentError("relations", f"{kind} of “{to}”, which is no record")
    return problem(Severity.FLAWED, RECORDS, number, why)


def problem(severity: Severity, table: str, number: str, error: DocumentError) -> Problem:
    """What is wrong with a document, clean to be shown."""
    return Problem(severity, table, clean(number), clean(error.field), clean(str(error)))


def id_of(value: Entry | Actor | Place | Series | Annotation | TextHead, number: str) -> str:
    """What a value goes by, where its document has a number."""
    return value.id or f"#{number}"


def _demand_number(number: str) -> None:
    if not is_document_number(number):
        raise DocumentError("", "its number is no positive whole number, so TinyDB would lose or change it")
