"""Looking through a store's documents: what is good goes on, what is not is told with its place."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

import msgspec

from chronoterm.dates import DateError
from chronoterm.documents import DocumentError, Read, read, read_entry
from chronoterm.problems import Problem, Severity
from chronoterm.records import Entry
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
            if not is_document_number(number):
                raise DocumentError(
                    "", "its number is no positive whole number, so TinyDB cannot open the table"
                )
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


def read_table(name: str, table: RawTable, kind: type[Read]) -> tuple[list[Read], list[Problem]]:
    """The values of a small table, and what is wrong with the rest."""
    values: dict[str, Read] = {}
    problems: list[Problem] = []
    for number, raw in table.items():
        try:
            document = msgspec.json.decode(raw)
            if not isinstance(document, dict):
                raise DocumentError("", "is no JSON object")
            value = read(document, kind)
            if value.id in values:
                raise DocumentError("id", f"“{value.id}” is there twice")
            values[value.id] = value
        except (DocumentError, msgspec.DecodeError) as error:
            problems.append(_problem(Severity.LEFT_OUT, name, number, error))
    return list(values.values()), problems


def unknown_names(
    entries: Iterable[Entry], actors: frozenset[str], places: frozenset[str]
) -> Iterator[Problem]:
    """A remark for each name that records use and no table tells about; such a name is its own id."""
    for table, known, used in (
        ("actors", actors, (each for entry in entries for each in {entry.speaker, *entry.actors} if each)),
        ("places", places, (each for entry in entries for each in set(entry.places))),
    ):
        for name, times in sorted(Counter(used).items()):
            if name not in known:
                why = f"“{clean(name)}” is not there; {times} {'record uses' if times == 1 else 'records use'} it"
                yield Problem(Severity.NOTE, table, "–", "", why)


def _demand_date(entry: Entry) -> None:
    try:
        entry.when  # noqa: B018 - reading it is the test
    except DateError as error:
        raise DocumentError("date", str(error)) from None


def _problem(severity: Severity, table: str, number: str, error: Exception) -> Problem:
    return Problem(severity, table, clean(number), clean(getattr(error, "field", "")), clean(str(error)))
