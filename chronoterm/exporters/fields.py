"""What of a record goes into a column of a table or a CSV file."""

from collections.abc import Callable, Iterable, Mapping

from chronoterm.chronology.view import Chronology
from chronoterm.query import Facet
from chronoterm.records import Record

Reader = Callable[[Record, Chronology], str]


def _names(chronology: Chronology, facet: Facet, values: Iterable[str], *, short: bool = False) -> str:
    return ", ".join(chronology.label(facet, value, short=short) for value in values)


def _actor(record: Record, chronology: Chronology) -> str:
    return _names(chronology, Facet.ACTOR, [record.lead] if record.lead else (), short=True)


def _speaker(record: Record, chronology: Chronology) -> str:
    return _names(chronology, Facet.SPEAKER, [record.speaker] if record.speaker else ())


def _sources(record: Record, _: Chronology) -> str:
    return ", ".join(
        f"{source.via}, {source.name}" if source.via else source.name for source in record.sources
    )


FIELDS: Mapping[str, Reader] = {
    "id": lambda record, _: record.id,
    "date": lambda record, _: record.date_label,
    "edtf": lambda record, _: record.date or "",
    "basis": lambda record, _: record.date_basis.value if record.date_basis else "",
    "kind": lambda record, _: record.sort_of,
    "actor": _actor,
    "speaker": _speaker,
    "role": lambda record, _: record.speaker_role or "",
    "actors": lambda record, chronology: _names(chronology, Facet.ACTOR, record.actors),
    "headline": lambda record, _: record.headline,
    "summary": lambda record, _: record.summary or "",
    "quote": lambda record, _: record.quote or "",
    "place": lambda record, chronology: _names(chronology, Facet.PLACE, record.places[:1]),
    "places": lambda record, chronology: _names(chronology, Facet.PLACE, record.places),
    "source": _sources,
    "tags": lambda record, _: ", ".join(record.tags),
}
"""Every column by name. `date` is as people write it, `edtf` as it is stored."""

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
