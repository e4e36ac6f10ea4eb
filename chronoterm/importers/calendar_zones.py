"""The time zones that a calendar names: those of the IANA, those that it describes itself, and those of Windows.

What is none of these is not guessed.
"""

import re
import warnings
from datetime import datetime, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

from chronoterm.importers.calendar_cutting import Component

_IANA = re.compile(r"[A-Za-z0-9_+-]{1,30}(?:/[A-Za-z0-9_+-]{1,30}){0,3}")
_OF_THIS_MACHINE = frozenset(("localtime", "posixrules", "factory"))
_RULE = re.compile("RRULE[^:]*:(?P<rule>.*)", re.IGNORECASE)
_PLAIN_RULE = re.compile(
    r"FREQ=YEARLY(?:;(?:INTERVAL=1|BYMONTH=[0-9]{1,2}|BYDAY=[+-]?[0-5]?[A-Z]{2}|BYMONTHDAY=-?[0-9]{1,2}(?:,-?[0-9]{1,2}){0,6}"
    r"|WKST=[A-Z]{2}|UNTIL=[0-9TZ]{8,16}|BY(?:HOUR|MINUTE|SECOND)=[0-9]{1,2}))*;?",
    re.IGNORECASE,
)
_START = re.compile("DTSTART[^:]*:(?P<year>[0-9]{4})[0-9]{4}", re.IGNORECASE)
_FIRST_YEAR, _LAST_YEAR = 1600, 2200
"""Within these years a description is believed: its changes are counted one by one."""

_MOST_RULES = 200
_LONGEST_ZONE = 4000
"""Lines of a description that is read; one with every change since 1900 has some hundreds."""

BROKEN = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, OSError, RecursionError)
"""What the library raises for texts that are broken in ways it does not foresee."""


class Zones:
    """The zones of one file by the names that it uses."""

    def __init__(self, described: tuple[Component, ...]) -> None:
        self._described = {name: each for each in described if (name := _name_of(each)) is not None}
        self._known: dict[str, tzinfo | None] = {}

    def exact(self, local: datetime, name: str) -> datetime | None:
        """A time in the zone of this name; none where nobody knows its offset."""
        zone = self.named(name)
        if zone is None or (not isinstance(zone, ZoneInfo) and local.year > _LAST_YEAR):
            return None
        return local.replace(tzinfo=zone)

    def named(self, name: str) -> tzinfo | None:
        """The zone of this name; none for one that nobody knows."""
        name = name.strip().strip('"')
        if name not in self._known:
            self._known[name] = _iana(name) or self._own(name) or _windows(name) or _suffix(name)
        return self._known[name]

    def _own(self, name: str) -> tzinfo | None:
        """The zone as the file describes it, if that is what a zone may be."""
        described = self._described.get(name)
        if described is None or not _is_believed(described):
            return None
        from icalendar import Timezone  # noqa: PLC0415 - only who imports a calendar pays for it

        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                zone = Timezone.from_ical("\r\n".join((*described.lines, "")))
                return zone.to_tz(lookup_tzid=False) if isinstance(zone, Timezone) else None
        except BROKEN:
            return None


def _is_believed(zone: Component) -> bool:
    """Whether a description is whole, and its changes are so few that they can be counted through."""
    lines = [each.strip() for each in zone.lines]
    rules = [found["rule"] for line in lines if (found := _RULE.fullmatch(line))]
    starts = [found for line in lines if (found := _START.match(line))]
    return (
        zone.whole
        and len(lines) <= _LONGEST_ZONE
        and len(rules) <= _MOST_RULES
        and all(_PLAIN_RULE.fullmatch(each) for each in rules)
        and all(_FIRST_YEAR <= int(each["year"]) <= _LAST_YEAR for each in starts)
    )


def _name_of(zone: Component) -> str | None:
    for line in zone.lines:
        name, colon, value = line.partition(":")
        if colon and name.partition(";")[0].strip().upper() == "TZID":
            return value.strip()
    return None


@cache
def _iana(name: str) -> tzinfo | None:
    if _IANA.fullmatch(name) is None or name.lower() in _OF_THIS_MACHINE:
        return None
    try:
        return ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        return None


def _windows(name: str) -> tzinfo | None:
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON  # noqa: PLC0415

    return _iana(WINDOWS_TO_OLSON.get(name, ""))


def _suffix(name: str) -> tzinfo | None:
    """The zone of `/maker/version/Europe/Oslo`, as some calendars write it (RFC 5545, section 3.2.19)."""
    parts = name.strip("/").split("/") if name.startswith("/") else []
    return next((zone for at in range(min(len(parts), 6)) if (zone := _iana("/".join(parts[at:])))), None)
