"""An iCalendar file cut into its events, to-dos, journal entries and time zones, so that a broken one spoils no other.

Source: RFC 5545, sections 3.1 (folding) and 3.6 (components).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

TAKEN = ("VEVENT", "VTODO", "VJOURNAL")
"""The components that become records."""

ZONE = "VTIMEZONE"

_FOLD = re.compile(rb"(?:\r\n|\r|\n)[ \t]")
_LINE_BREAK = re.compile("\r\n|\r|\n")
_BORDER = re.compile(r"(?P<which>BEGIN|END)[ \t]*:[ \t]*(?P<name>[A-Za-z0-9-]{1,60})[ \t]*", re.IGNORECASE)
_PROPERTY = re.compile(r'(?P<name>[A-Za-z0-9-]{1,60})[^:"]*:(?P<value>.*)', re.DOTALL)
_NAMES = ("NAME", "X-WR-CALNAME")


class CalendarError(ValueError):
    """A file is no calendar that can be read; the message goes after its name."""


class Component(NamedTuple):
    """The lines of a component, unfolded, with its first and last; parts of it are left out, save those of a zone.

    It is not `whole` if its last line is missing.
    """

    name: str
    lines: tuple[str, ...]
    whole: bool


class Calendar(NamedTuple):
    """What a file holds; `title` is what the calendar calls itself, if it does."""

    title: str
    components: tuple[Component, ...]
    zones: tuple[Component, ...]


def cut(data: bytes) -> Calendar:
    """The components of a file in their order. Raises CalendarError."""
    try:
        text = _FOLD.sub(b"", data).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CalendarError("is not in UTF-8, as a calendar must be; save it so") from error
    lines = [line for line in _LINE_BREAK.split(text.replace("\0", "")) if line.strip()]
    if not lines:
        raise CalendarError("is empty")
    if _BORDER.fullmatch(lines[0].strip()) is None:
        raise CalendarError("is no iCalendar file (it does not begin with BEGIN:VCALENDAR)")
    found = tuple(_components(lines))
    zones = tuple(each for each in found if each.name == ZONE)
    return Calendar(_title(lines), tuple(each for each in found if each.name != ZONE), zones)


def _components(lines: list[str]) -> Iterator[Component]:
    """The components of interest; one that begins within another of its kind shows that this was never closed."""
    inside, depth = "", 0
    held: list[str] = []
    for line in lines:
        border = _BORDER.fullmatch(line.strip())
        name = border["name"].upper() if border else ""
        begins = border is not None and border["which"].upper() == "BEGIN"
        if begins and name in (*TAKEN, ZONE):
            if inside:
                yield Component(inside, tuple(held), whole=False)
            inside, depth, held = name, 1, [line.strip()]
        elif border is not None and inside and not begins and name in (inside, "VCALENDAR"):
            yield Component(inside, (*held, line.strip()), whole=name == inside)
            inside, held = "", []
        elif inside:
            if border is not None:
                depth = depth + 1 if begins else max(1, depth - 1)
            if inside == ZONE or (border is None and depth == 1):
                held.append(line)
    if inside:
        yield Component(inside, tuple(held), whole=False)


def _title(lines: list[str]) -> str:
    """What a calendar calls itself, before its first component."""
    for line in lines:
        border = _BORDER.fullmatch(line.strip())
        if border is not None and border["name"].upper() != "VCALENDAR":
            return ""
        found = _PROPERTY.fullmatch(line)
        if found is not None and found["name"].upper() in _NAMES:
            return _unescaped(found["value"])
    return ""


def _unescaped(text: str) -> str:
    r"""A text without the escapes of section 3.3.11: `\n`, `\,`, `\;` and `\\`."""
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], text)
