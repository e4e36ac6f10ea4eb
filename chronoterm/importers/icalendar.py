"""The events, to-dos and journal entries of an iCalendar file (RFC 5545) as records."""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from chronoterm.dates import DateError, PartialDate
from chronoterm.edits import Document
from chronoterm.importers import calendar_properties as properties
from chronoterm.importers.bounded import MEGABYTE, TooLargeError, whole
from chronoterm.importers.calendar_cutting import Calendar, CalendarError, Component, cut
from chronoterm.importers.calendar_dates import EntryDate, EntryDateError, entry_date
from chronoterm.importers.calendar_names import Named, people, place
from chronoterm.importers.calendar_zones import Zones
from chronoterm.importers.identities import Distinct, record_id
from chronoterm.importers.incoming import Incoming, Origin, Reading, Refused
from chronoterm.importers.links import web_link
from chronoterm.importers.plain import one_line
from chronoterm.records import Basis, Kind

MOST_BYTES = 32 * MEGABYTE

OWN_DATE, OWN_BASIS, OWN_KIND = "X-CHRONOTERM-DATE", "X-CHRONOTERM-BASIS", "X-CHRONOTERM-KIND"
"""What an export of ours adds: the date as EDTF, how it was found, and whether it is an event, a statement or expected."""

_BASES: frozenset[str] = frozenset(each.value for each in Basis)

_WHAT = {"VEVENT": "event", "VTODO": "to-do", "VJOURNAL": "journal entry"}
_DATE_OF = {"VEVENT": ("DTSTART",), "VTODO": ("COMPLETED", "DUE", "DTSTART"), "VJOURNAL": ("DTSTART",)}
_TZID = re.compile(r"(?:DTSTART|DUE)\b[^:]*?;TZID=(?P<zone>\"[^\"]*\"|[^;:\"]*)", re.IGNORECASE)
_FLOATING = re.compile(r"(?:DTSTART|DUE)(?:;VALUE=DATE-TIME)?:[0-9]{8}T[0-9]{6}", re.IGNORECASE)

__all__ = ["CalendarError", "read_calendar"]


def read_calendar(file: BinaryIO, origin: Origin) -> Reading:
    """The entries of a calendar, in its order. Raises CalendarError with one sentence."""
    try:
        calendar = cut(whole(file, MOST_BYTES))
    except TooLargeError as error:
        raise CalendarError(str(error)) from error
    zones = Zones(calendar.zones)
    return Reading(tuple(_said(calendar, zones)), _items(calendar, zones, origin))


def _said(calendar: Calendar, zones: Zones) -> Iterator[str]:
    if calendar.title:
        yield f"The calendar is called “{one_line(calendar.title)}”."
    if not calendar.components:
        yield "It has no events."
    lines = [line for each in calendar.components for line in each.lines]
    if any(line.upper().startswith(OWN_DATE) for line in lines):
        yield "It is an export of chronoterm; JSON Lines bring records back whole, a calendar does not."
    repeated = sum(line.upper().startswith("RRULE") for line in lines)
    if repeated:
        yield f"What repeats is taken once, at its first time ({repeated} of {len(calendar.components)} entries)."
    names = dict.fromkeys(found["zone"].strip('"') for line in lines if (found := _TZID.match(line)))
    unknown = [one_line(name)[:60] for name in names if zones.named(name) is None]
    if unknown:
        more = f" and {len(unknown) - 1} more" if len(unknown) > 1 else ""
        yield f"The time zone “{unknown[0]}”{more} cannot be told; of such times the day alone is taken."
    if any(_FLOATING.fullmatch(line.strip()) for line in lines):
        yield "Some times have no time zone; of these the day alone is taken."


def _items(calendar: Calendar, zones: Zones, origin: Origin) -> Iterator[Incoming | Refused]:
    ids = Distinct()
    told: set[str] = set()
    title = one_line(calendar.title)
    place_of_birth = {"publisher": title} if title else {"title": one_line(origin.name)}
    for row, component in enumerate(calendar.components, 1):
        where = f"{_WHAT[component.name]} {row}"
        try:
            record, named = _entry(component, zones)
        except EntryDateError as error:
            yield Refused(where, str(error))
            continue
        id_ = ids.id_of(record["id"], record["headline"], record.get("date", ""))
        if id_ is None:
            yield Refused(where, "is there twice")
            continue
        new = tuple((each.table, each.document) for each in named if each.document["id"] not in told)
        told.update(document["id"] for _, document in new)
        source = {**place_of_birth, **record.pop("source"), "sha256": origin.sha256, "row": row}
        yield Incoming(where, {**record, "id": id_, "sources": [source]}, new)


def _entry(component: Component, zones: Zones) -> tuple[Document, tuple[Named, ...]]:
    """What a component says as a record, with its source apart. Raises EntryDateError for one that is no entry."""
    entry = properties.parsed(component)
    headline, summary = properties.texts(entry)
    date = _date(entry, component.name, zones)
    actors, where = people(entry), place(entry)
    link = web_link(properties.text(entry, "URL")) or web_link(properties.text(entry, "LOCATION"))
    record: Document = {
        "id": _id(entry, headline, date),
        "headline": headline,
        "summary": summary,
        **_state(entry, component.name),
        "date": date and date.edtf,
        "date_text": date and date.text,
        "date_basis": _basis(entry, date),
        "actors": [each.document["id"] for each in actors],
        "places": [each.document["id"] for each in where],
    }
    kept = {name: value for name, value in record.items() if value not in (None, "", [], False)}
    return {**kept, "source": {"url": link} if link else {}}, (*actors, *where)


def _state(entry: Any, name: str) -> Document:
    """Kind, tags, and whether it is only expected: a plan that may change, or a task that is not done."""
    status = properties.text(entry, "STATUS").upper()
    kind = properties.text(entry, OWN_KIND).lower()
    done = status in ("COMPLETED", "CANCELLED") or "COMPLETED" in entry
    cancelled = ["cancelled"] if status == "CANCELLED" else []
    return {
        "kind": Kind.STATEMENT.value if kind == Kind.STATEMENT.value else Kind.EVENT.value,
        "expected": kind == "expected" or status == "TENTATIVE" or (name == "VTODO" and not done),
        "tags": list(dict.fromkeys((*properties.categories(entry), *cancelled))),
    }


def _basis(entry: Any, date: EntryDate | None) -> str | None:
    """How the date was found; of an export of ours only what it says itself."""
    told = properties.text(entry, OWN_BASIS)
    if told or properties.text(entry, OWN_DATE):
        return told if told in _BASES else None
    return Basis.EXPLICIT.value if date else Basis.NONE.value


def _date(entry: Any, name: str, zones: Zones) -> EntryDate | None:
    """When it is: the exact date of an export of ours, else its times; none for a to-do or note without any."""
    own = properties.text(entry, OWN_DATE)
    if own:
        try:
            return EntryDate(PartialDate.parse(own).edtf, None)
        except DateError as error:
            raise EntryDateError(f"has an {OWN_DATE} that is none: {error}") from error
    start = next(
        (found for each in _DATE_OF[name] if (found := properties.time(entry, each)) is not None), None
    )
    if start is None and name == "VEVENT":
        raise EntryDateError("has no start (DTSTART)")
    if start is None:
        return None
    if name != "VEVENT":
        return entry_date(start, None, None, zones)
    return entry_date(start, properties.end(entry), properties.duration(entry), zones)


def _id(entry: Any, headline: str, date: EntryDate | None) -> str:
    """The id by the name of the entry, and by which time it is of one that repeats; its own in an export of ours."""
    name = properties.text(entry, "UID")
    if name and properties.text(entry, OWN_DATE):
        return name.removesuffix("@chronoterm") or name
    if name:
        return record_id("ics", name, *properties.which_time(entry))
    return record_id("ics", "text", headline, date.edtf if date else "")
