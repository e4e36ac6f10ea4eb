"""Looking through a store's documents: what is good goes on, what is not is told with its place."""

from collections.abc import Callable, Iterator, Mapping

import msgspec

from chronoterm.dates import DateError
from chronoterm.documents import DocumentError, NamedRead, decode, read, read_entry
from chronoterm.problems import Problem, Severity
from chronoterm.records import Annotation, Entry
from chronoterm.store.shape import RECORDS, is_document_number
from chronoterm.text import clean

RawTable = Mapping[str, msgspec.Raw]
STEP = 4096


class Surveyed:
    """The good entries of a store, the document each came from, and what is wrong with the others."""

    def __init__(self, table: RawTable, progress: Callable[[int], None] | None = None) -> None:
        self.entries: list[Entry] = []
        self.documents: dict[str, str] = {}
        self.problems: list[Problem] = []
        for done, (number, raw) in enumerate(table.items()):
            self._take(number, raw)
            if progress and done % STEP == 0:
                progress(done)
        self.problems.extend(self._loose_relations())

    def _take(self, number: str, raw: msgspec.Raw) -> None:
        try:
            _demand_number(number)
            entry = read_entry(raw)
            _demand_date(entry)
            if entry.id in self.documents:
                raise DocumentError(
                    "id", f"“{entry.id}” is the id of document {self.documents[entry.id]} already"
                )
        except DocumentError as error:
            self.problems.append(_problem(Severity.LEFT_OUT, RECORDS, number, error))
        else:
            self.documents[entry.id] = number
            self.entries.append(entry)

    def _loose_relations(self) -> Iterator[Problem]:
        for entry in self.entries:
            for relation in entry.relations:
                if relation.to not in self.documents:
                    why = DocumentError(
                        "relations", f"{relation.type.value} of “{relation.to}”, which is no record"
                    )
                    yield _problem(Severity.FLAWED, RECORDS, self.documents[entry.id], why)


def read_table(name: str, table: RawTable, kind: type[NamedRead]) -> tuple[list[NamedRead], list[Problem]]:
    """The values of a small table, and what is wrong with the rest."""
    values: dict[str, NamedRead] = {}
    problems: list[Problem] = []
    for number, raw in table.items():
        try:
            _demand_number(number)
            value = read(decode(raw), kind)
            if value.id in values:
                raise DocumentError("id", f"“{value.id}” is there twice")
        except DocumentError as error:
            problems.append(_problem(Severity.LEFT_OUT, name, number, error))
        else:
            values[value.id] = value
    return list(values.values()), problems


def read_annotations(table: RawTable) -> tuple[list[Annotation], list[Problem]]:
    """What users noted about records, and what is wrong with the rest."""
    values: list[Annotation] = []
    problems: list[Problem] = []
    for number, raw in table.items():
        try:
            _demand_number(number)
            values.append(read(decode(raw), Annotation))
        except DocumentError as error:
            problems.append(_problem(Severity.LEFT_OUT, "annotations", number, error))
    return values, problems


def _demand_number(number: str) -> None:
    if not is_document_number(number):
        raise DocumentError("", "its number is no positive whole number, so TinyDB would lose or change it")


def _demand_date(entry: Entry) -> None:
    try:
        entry.when  # noqa: B018 - reading it is the test
    except DateError as error:
        raise DocumentError("date", str(error)) from None


def _problem(severity: Severity, table: str, number: str, error: DocumentError) -> Problem:
    return Problem(severity, table, clean(number), clean(error.field), clean(str(error)))
