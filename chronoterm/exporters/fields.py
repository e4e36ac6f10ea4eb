"""What of a record goes into a column of a table or a CSV file."""

from collections.abc import Callable, Iterable, Mapping

from chronoterm.chronology.view import Chronology
from chronoterm.documents import DocumentError
from chronoterm.records import Annotation, Entry, Record
from chronoterm.terms import Facet


class Reading:
    """A chronology as an export reads it. Remembers which records cannot be read whole, and why."""

    def __init__(self, chronology: Chronology) -> None:
        self.chronology = chronology
        self.damaged: dict[str, DocumentError] = {}
        self._last: tuple[str, Record | None] | None = None

    def record(self, entry: Entry) -> Record | None:
        """The record of an entry; none for a damaged one. A record is fetched once for all of its columns."""
        if self._last is None or self._last[0] != entry.id:
            self._last = entry.id, self._fetch(entry.id)
        return self._last[1]

    def names(self, facet: Facet, values: Iterable[str | None], *, short: bool = False) -> str:
        """What the values of a facet are called."""
        return ", ".join(self.chronology.label(facet, value, short=short) for value in values if value)

    def _fetch(self, record_id: str) -> Record | None:
        try:
            return self.chronology.record(record_id)
        except DocumentError as error:
            self.damaged[record_id] = error
            return None


Column = Callable[[Entry, Reading], str]


def _sources(entry: Entry, _: Reading) -> str:
    return ", ".join(f"{each.via}, {each.name}" if each.via else each.name for each in entry.sources)


def _stars(entry: Entry, reading: Reading) -> str:
    """Who starred the record."""
    noted = reading.chronology.annotations(entry.id)
    return ", ".join(dict.fromkeys(_who(each) for each in noted if each.star))


def _notes(entry: Entry, reading: Reading) -> str:
    """What users tagged the record with and wrote about it, the oldest first."""
    return "; ".join(
        f"{_who(each)}: {note}"
        for each in reading.chronology.annotations(entry.id)
        for note in (each.tag and f"#{each.tag}", each.comment)
        if note
    )


def _who(annotation: Annotation) -> str:
    return annotation.by or "somebody"


def _of_the_record(name: str) -> Column:
    def text(entry: Entry, reading: Reading) -> str:
        record = reading.record(entry)
        return getattr(record, name, None) or ""

    return text


FIELDS: Mapping[str, Column] = {
    "id": lambda entry, _: entry.id,
    "date": lambda entry, _: entry.date_label,
    "edtf": lambda entry, _: entry.date or "",
    "basis": lambda entry, _: entry.date_basis.value if entry.date_basis else "",
    "kind": lambda entry, _: entry.sort_of,
    "actor": lambda entry, reading: reading.names(Facet.ACTOR, [entry.lead], short=True),
    "speaker": lambda entry, reading: reading.names(Facet.SPEAKER, [entry.speaker]),
    "role": _of_the_record("speaker_role"),
    "actors": lambda entry, reading: reading.names(Facet.ACTOR, entry.actors),
    "headline": lambda entry, _: entry.headline,
    "summary": _of_the_record("summary"),
    "quote": _of_the_record("quote"),
    "place": lambda entry, reading: reading.names(Facet.PLACE, reading.chronology.narrowest(entry.places)),
    "places": lambda entry, reading: reading.names(Facet.PLACE, entry.places),
    "source": _sources,
    "tags": lambda entry, _: ", ".join(entry.tags),
    "by": lambda entry, _: entry.by or "",
    "stars": _stars,
    "notes": _notes,
}
"""Every column by name. `date` is as people write it, `edtf` as it is stored; `tags` are the record's own."""

TABLE_FIELDS = ("date", "kind", "actor", "headline", "place")
CSV_FIELDS = (
    "id",
    "edtf",
    "basis",
    "kind",
    "speaker",
    "role",
    "actors",
    "places",
    "headline",
    "quote",
    "source",
    "tags",
)
NEVER_CUT = frozenset(("id", "date", "edtf", "basis", "kind"))
"""Columns that say something else when a part of them is missing."""
