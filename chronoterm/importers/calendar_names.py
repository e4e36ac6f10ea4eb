"""Who takes part in a calendar entry, and where it is, as actors and places."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from chronoterm.edits import Document, Table
from chronoterm.importers.identities import name_id
from chronoterm.importers.links import web_link
from chronoterm.importers.plain import one_line

_KINDS = {"INDIVIDUAL": "person", "GROUP": "organisation"}
_THINGS = ("RESOURCE", "ROOM")
_LONGEST = 200


class Named(NamedTuple):
    """An actor or place as its table would hold it."""

    table: Table
    document: Document


def people(entry: Any) -> tuple[Named, ...]:
    """Organiser and attendees by name, or else by address; rooms and things are none."""
    found = {each["id"]: each for each in _people(entry)}
    return tuple(Named(Table.ACTORS, each) for each in found.values())


def place(entry: Any) -> tuple[Named, ...]:
    """The place of an entry, with its coordinates; none for the address of an online meeting."""
    name = one_line(_first(entry.get("LOCATION")))[:_LONGEST]
    if not name or web_link(name):
        return ()
    document: Document = {"id": name_id(name), "name": name}
    latitude, longitude = _coordinates(entry.get("GEO"))
    if latitude is not None:
        document |= {"latitude": latitude, "longitude": longitude}
    return (Named(Table.PLACES, document),)


def _people(entry: Any) -> Iterator[Document]:
    for property_ in ("ORGANIZER", "ATTENDEE"):
        found = entry.get(property_, [])
        for each in found if isinstance(found, list) else [found]:
            params = getattr(each, "params", {})
            kind = _param(params, "CUTYPE").upper()
            address = str(each).strip()
            scheme, colon, rest = address.partition(":")
            name = one_line(
                _param(params, "CN") or (rest if colon and scheme.lower() == "mailto" else address)
            )
            if name and kind not in _THINGS:
                document: Document = {"id": name_id(name[:_LONGEST]), "name": name[:_LONGEST]}
                yield document | ({"kind": _KINDS[kind]} if kind in _KINDS else {})


def _param(params: Any, name: str) -> str:
    value = params.get(name, "")
    return str(value[0] if isinstance(value, list) and value else value or "").strip().strip('"')


def _first(value: Any) -> str:
    return str(value[0] if isinstance(value, list) and value else value or "")


def _coordinates(geo: Any) -> tuple[float | None, float | None]:
    """Degrees north and east, if they are on this earth and not the 0;0 of a program that knows none."""
    from icalendar import vGeo  # noqa: PLC0415 - only who imports a calendar pays for it

    if not isinstance(geo, vGeo):
        return None, None
    latitude, longitude = geo.latitude, geo.longitude
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180) or (latitude == longitude == 0):  # noqa: PLR2004 degrees
        return None, None
    return latitude, longitude
