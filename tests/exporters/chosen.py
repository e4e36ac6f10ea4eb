"""Chronologies to export from, and what comes out of them."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from chronoterm.chronology.indexed import IndexedChronology
from chronoterm.chronology.names import Names
from chronoterm.exporters.choosing import Chosen, ChosenView
from chronoterm.exporters.exporting import Form, export
from chronoterm.exporters.fields import Reading
from chronoterm.exporters.meta import Meta, Tally
from chronoterm.ordering import CHRONOLOGICAL, Order
from chronoterm.query import ALL, Query
from chronoterm.records import Actor, Kind, Place, Record, Series

MADE = datetime(2026, 11, 23, 14, 5, tzinfo=UTC)


def record(record_id: str = "r1", headline: str = "Talks", **fields: Any) -> Record:
    return Record(**{"id": record_id, "kind": Kind.EVENT, "headline": headline, **fields})


def chronology(
    records: Iterable[Record],
    actors: Sequence[Actor] = (),
    places: Sequence[Place] = (),
    series: Sequence[Series] = (),
    title: str = "Made for a test",
) -> IndexedChronology:
    return IndexedChronology.build(list(records), Names(actors, places, series), title=title)


def exported(  # noqa: PLR0913
    form: Form,
    records: Iterable[Record] | IndexedChronology,
    *,
    query: Query = ALL,
    order: Order = CHRONOLOGICAL,
    title: str = "Title",
    columns: Sequence[str] | None = None,
    tally: Tally | None = None,
) -> str:
    """The whole of an export, as it stands in its file."""
    asked = records if isinstance(records, IndexedChronology) else chronology(records)
    chosen = ChosenView(asked.view(query, order))
    return of_chosen(form, asked, chosen, title=title, columns=columns, tally=tally)


def of_chosen(  # noqa: PLR0913
    form: Form,
    asked: IndexedChronology,
    chosen: Chosen,
    *,
    title: str = "Title",
    columns: Sequence[str] | None = None,
    tally: Tally | None = None,
) -> str:
    tally = Tally() if tally is None else tally
    lines = export(form, Reading(asked), chosen, Meta(title, MADE, columns), tally)
    return "".join(f"{line}\n" for line in lines)
