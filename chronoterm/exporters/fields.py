"""What of a record goes into a column of a table or a CSV file."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import Enum

from chronoterm.chronology.evidence import Reports
from chronoterm.chronology.view import Chronology
from chronoterm.documents import DocumentError, write
from chronoterm.exporters.json_safely import json_line
from chronoterm.exporters.words import figure_in_words, series_name
from chronoterm.lag import Lag, lag_in
from chronoterm.ordering import Order, SortKey
from chronoterm.records import Annotation, Entry, Record
from chronoterm.terms import Clock, Facet


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
        value = getattr(record, name, None)
        return value.value if isinstance(value, Enum) else value or ""

    return text


def _lag(entry: Entry, reading: Reading) -> Lag | None:
    record = reading.record(entry)
    return None if record is None else lag_in(record)


def _lag_in_days(entry: Entry, reading: Reading) -> str:
    lag = _lag(entry, reading)
    return "" if lag is None else lag.in_days


def _lag_in_words(entry: Entry, reading: Reading) -> str:
    lag = _lag(entry, reading)
    return "" if lag is None else lag.text


def _about_in_words(entry: Entry, reading: Reading) -> str:
    """The time that is spoken of as people write it; as it is stored where that is no date."""
    record = reading.record(entry)
    if record is None or record.about is None:
        return _of_the_record("about_date")(entry, reading)
    return record.about.text


def _reports(entry: Entry, reading: Reading) -> Reports | None:
    from chronoterm.chronology.origins import reports_of  # noqa: PLC0415 - most tables count none

    try:
        return reports_of(reading.chronology.reports(entry.id))
    except (KeyError, DocumentError):  # what cannot be read is told once, for all of its columns
        return None


def _number_of(name: str) -> Column:
    def text(entry: Entry, reading: Reading) -> str:
        reports = _reports(entry, reading)
        return "" if reports is None else str(getattr(reports, name))

    return text


def _reports_in_words(entry: Entry, reading: Reading) -> str:
    reports = _reports(entry, reading)
    return "" if reports is None else reports.text


def _figures(entry: Entry, reading: Reading) -> str:
    """What is claimed, with the state and the series that alone it may be compared in."""
    record = reading.record(entry)
    claims = (
        (figure_in_words(each), each.state, series_name(each, reading.chronology))
        for each in (record.figures if record else ())
    )
    return "; ".join(" · ".join(part for part in claim if part) for claim in claims)


def _as_stored(name: str) -> Column:
    """A list of the record as JSON, so that nothing of it is lost; nothing where it is empty."""

    def text(entry: Entry, reading: Reading) -> str:
        record = reading.record(entry)
        found = None if record is None else write(record).get(name)
        return json_line(found) if found else ""

    return text


LISTS = ("actors", "targets", "places", "figures", "sources", "relations", "tags")
AS_STORED = "_json"
"""The end of the names of columns that have a list as it is stored."""

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
    "targets": lambda entry, reading: reading.names(Facet.TARGET, entry.targets),
    "headline": lambda entry, _: entry.headline,
    "summary": _of_the_record("summary"),
    "quote": _of_the_record("quote"),
    "place": lambda entry, reading: reading.names(Facet.PLACE, reading.chronology.narrowest(entry.places)),
    "places": lambda entry, reading: reading.names(Facet.PLACE, entry.places),
    "source": _sources,
    "tags": lambda entry, _: ", ".join(entry.tags),
    "figures": _figures,
    "about": _of_the_record("about_date"),
    "said": lambda entry, _: entry.date_label,
    "lag": _lag_in_days,
    "reports": _number_of("reports"),
    "origins": _number_of("origins"),
    "by": lambda entry, _: entry.by or "",
    "stars": _stars,
    "notes": _notes,
    "record_kind": lambda entry, _: entry.kind.value,
    "expected": lambda entry, _: "yes" if entry.expected else "",
    "outcome": _of_the_record("outcome"),
    "date_text": _of_the_record("date_text"),
    "quote_kind": _of_the_record("quote_kind"),
    "lang": _of_the_record("lang"),
    "speaker_id": lambda entry, _: entry.speaker or "",
    **{f"{name}{AS_STORED}": _as_stored(name) for name in LISTS},
}
"""Every column by name. `date` is as people write it, `edtf` as it is stored; `tags` are the record's own."""

IN_WORDS: Mapping[str, Column] = {
    **FIELDS,
    "about": _about_in_words,
    "lag": _lag_in_words,
    "origins": _reports_in_words,
}
"""The same as people read them, in a table."""

TABLE_FIELDS = ("date", "kind", "actor", "headline", "place")
"""The columns of a table where nobody says which."""

ABOUT_FIELDS = ("said", "about", "lag", "kind", "actor", "headline")
"""The same where the order goes by the time spoken of."""

_SHOWN_AS = {"actor": ("kind", "actor")}
"""What the columns of a list become that a table has otherwise: the list tells the kind by a glyph."""

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
FULL_FIELDS = (
    *("id", "edtf", "basis", "date_text", "about", "kind", "record_kind", "expected", "outcome"),
    *(
        "speaker",
        "speaker_id",
        "role",
        "actors",
        "actors_json",
        "targets",
        "targets_json",
        "places",
        "places_json",
    ),
    *("headline", "summary", "quote", "quote_kind", "lang", "figures", "figures_json"),
    *("source", "sources_json", "relations_json", "tags", "tags_json"),
)
"""What a record can be made from again, besides its revision and the fields of other tools."""

FULL = "full"
"""What is written in the place of columns to have all of FULL_FIELDS."""

NEVER_CUT = frozenset(("id", "date", "edtf", "basis", "kind", "said", "about", "lag", "reports", "origins"))
"""Columns that say something else when a part of them is missing."""


def table_fields(order: Order) -> Sequence[str]:
    """The columns of a table of records in an order, where nobody says which."""
    fields = ABOUT_FIELDS if order.clock is Clock.ABOUT else TABLE_FIELDS
    if order.leaves_out((SortKey.ORIGINS,)):
        return fields
    at = fields.index("headline")
    return (*fields[:at], "origins", *fields[at:])


def fields_shown(columns: Iterable[str]) -> Sequence[str]:
    """The columns of a table that has what a list shows in `columns`, as the sort keys name them.

    What no table has is left out; the usual ones where nothing is left.
    """
    fields = (field for column in columns for field in _SHOWN_AS.get(column, (column,)))
    return tuple(dict.fromkeys(field for field in fields if field in FIELDS)) or TABLE_FIELDS
