"""The properties of a calendar entry, read by the library `icalendar`, as plain values.

Single lines that cannot be read are passed over, unless the time of the entry stands in them.
"""

import re
import warnings
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from chronoterm.importers.calendar_cutting import Component
from chronoterm.importers.calendar_dates import ZONE, EntryDateError
from chronoterm.importers.calendar_zones import BROKEN
from chronoterm.importers.html_text import html_block
from chronoterm.importers.plain import block, one_line, shortened

LONGEST_HEADLINE = 120
"""Characters of a headline that is made of a longer text."""

_READ = frozenset(
    (
        *(
            "SUMMARY",
            "DESCRIPTION",
            "LOCATION",
            "GEO",
            "ORGANIZER",
            "ATTENDEE",
            "CATEGORIES",
            "STATUS",
            "URL",
            "UID",
        ),
        *("DTSTART", "DTEND", "DURATION", "DUE", "COMPLETED", "RECURRENCE-ID"),
        *("X-CHRONOTERM-DATE", "X-CHRONOTERM-BASIS", "X-CHRONOTERM-KIND"),
    )
)
"""The properties that are looked at."""

_NAME = re.compile(r"\s*(?P<name>[A-Za-z0-9-]+)\s*[;:]")
_ZONE_OF = re.compile(r"\A([A-Za-z0-9-]+(?:;[^:]*?)?);\s*TZID\s*=", re.IGNORECASE)
_HTML = re.compile("<(?:/|br|p|a|b|i|u|ul|ol|li|div|span|html)[^<>]*>", re.IGNORECASE)


def parsed(component: Component) -> Any:
    """The component as the library has it. Raises EntryDateError for one that it cannot read at all."""
    from icalendar import Event, Journal, Todo  # noqa: PLC0415 - only who imports a calendar pays for it

    if not component.whole:
        raise EntryDateError("is cut off (it has no end)")
    kind = {"VEVENT": Event, "VTODO": Todo, "VJOURNAL": Journal}[component.name]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return kind.from_ical("\r\n".join((*_lines(component), "")))
    except BROKEN as error:
        raise EntryDateError(f"cannot be read ({shortened(one_line(str(error)), 80)})") from error


def _lines(component: Component) -> Iterator[str]:
    """The lines that say something to a record, between the first and the last; pictures and alarms are not read."""
    first, *others, last = component.lines
    yield first
    for each in others:
        found = _NAME.match(each)
        if found is not None and found["name"].upper() in _READ:
            yield _ZONE_OF.sub(rf"\1;{ZONE}=", each)
    yield last


def text(entry: Any, name: str) -> str:
    """A text of an entry, the first if there are several; nothing where there is none."""
    value = entry.get(name, "")
    return str(value[0] if isinstance(value, list) and value else value).strip()


def texts(entry: Any) -> tuple[str, str]:
    """Headline and summary; without a headline it is the beginning of the description."""
    headline = one_line(text(entry, "SUMMARY"))
    told = text(entry, "DESCRIPTION")
    summary = html_block(told) if _HTML.search(told) else block(told)
    headline = headline or shortened(one_line(summary), LONGEST_HEADLINE)
    if not headline:
        raise EntryDateError("has neither a summary nor a description")
    return headline, "" if one_line(summary) == headline else summary


def time(entry: Any, name: str) -> Any | None:
    """A property that holds a time; none where there is none. Raises EntryDateError where it is broken."""
    from icalendar import vDDDTypes  # noqa: PLC0415

    value = entry.get(name)
    if isinstance(value, list):
        raise EntryDateError(f"has more than one {name}")
    if value is None and any(broken == name for broken, _ in entry.errors):
        raise EntryDateError(f"has a {name} that cannot be read")
    if value is not None and not isinstance(value, vDDDTypes):
        raise EntryDateError(f"has a {name} that cannot be read")
    return value


def which_time(entry: Any) -> tuple[str, ...]:
    """Of an event that repeats, the time that this one stands for, as it is written; else nothing."""
    value = entry.get("RECURRENCE-ID")
    value = value[0] if isinstance(value, list) and value else value
    return () if value is None else (value.to_ical().decode("utf-8", "replace"),)


def end(entry: Any) -> Any | None:
    """The end of an event; none where there is none that can be read."""
    try:
        return time(entry, "DTEND")
    except EntryDateError:
        return None


def duration(entry: Any) -> timedelta | None:
    """How long an event lasts; none where that is not told, or cannot be read."""
    from icalendar import vDDDTypes, vDuration  # noqa: PLC0415

    value = entry.get("DURATION")
    lasts = value.td if isinstance(value, vDuration) else value.dt if isinstance(value, vDDDTypes) else None
    return lasts if isinstance(lasts, timedelta) else None


def categories(entry: Any) -> list[str]:
    """The categories of an entry, each once."""
    from icalendar.prop import vCategory  # noqa: PLC0415

    lists = entry.get("CATEGORIES", [])
    found = [each for each in (lists if isinstance(lists, list) else [lists]) if isinstance(each, vCategory)]
    names = (one_line(str(name)) for each in found for name in each.cats)
    return list(dict.fromkeys(filter(None, names)))
