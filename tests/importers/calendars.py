"""Words to make calendars with, and to read one event of them."""

from typing import Any

from chronoterm.importers.icalendar import read_calendar
from tests.importers.read_in import documents, refused


def event(*lines: str, what: str = "VEVENT") -> str:
    return "\r\n".join((f"BEGIN:{what}", *lines, f"END:{what}"))


def calendar(*parts: str) -> str:
    return "\r\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", *parts, "END:VCALENDAR", ""))


def dated(*lines: str, zone: str = "") -> dict[str, Any]:
    (found,) = documents(read_calendar, calendar(*filter(None, [zone]), event("SUMMARY:Talks", *lines)))
    return found


def why(*lines: str, what: str = "VEVENT") -> str:
    (only,) = refused(read_calendar, calendar(event(*lines, what=what)))
    return only.why
