"""Memberships as lines that people read and type: `NATO 2024-10-01..`, `drivers-union 2021-03-01..2024-12`.

Whom an actor belongs to, then from when to when, both included; either side may be open.
"""

import re
from collections.abc import Callable
from typing import Any

from chronoterm.dates import DateError, PartialDate
from chronoterm.editing.faults import FieldError, as_json, demand_short
from chronoterm.editing.lists import QUOTE, Piece, quoted, single
from chronoterm.edits import Document
from chronoterm.language.errors import told
from chronoterm.text import clean

FIELDS = ("actor", "from", "to")
"""What a line tells of a membership."""

_DOTTED = re.compile(
    r'(?P<name>"(?:[^"]|"")*"|(?!")\S.*?)\s+(?P<start>(?:[^\s.]*[0-9]\S*?)?)\s*\.\.\s*(?P<end>\S*)'
)
_WORDED = re.compile(r"(?P<name>.*\S)\s+(?P<when>(?:from|since|until|till)\s.*)", re.IGNORECASE)

Resolve = Callable[[Piece], str]
ReadDate = Callable[[str], str]


def membership_line(membership: Any, name_of: Callable[[str], str]) -> str:
    """A membership as one line, with the name that `name_of` writes for an id; one that is none as its JSON."""
    if not isinstance(membership, dict) or not _is_regular(membership):
        return as_json(membership)
    name = name_of(membership["actor"])
    name = quoted(name) if _would_mislead(name) else name
    start, end = (membership.get(each) for each in ("from", "to"))
    return name if start is None and end is None else f"{name} {clean(start or '')}..{clean(end or '')}"


def read_membership(line: str, id_of: Resolve, edtf: ReadDate) -> Document:
    """The membership that a line tells; `id_of` and `edtf` read a name and a date, and raise FieldError. So does this."""
    line = line.strip()
    demand_short(line, "membership")
    name, start, end = _parts(line, edtf)
    read: Document = {"actor": id_of(single(name))}
    read |= {side: date for side, date in (("from", start), ("to", end)) if date}
    fault = membership_fault(read)
    if fault is not None:
        raise FieldError(fault)
    return read


def membership_fault(membership: Any) -> str | None:
    """What is wrong with a membership, if anything."""
    if not isinstance(membership, dict) or not _is_regular(membership):
        return f"{as_json(membership)[:60]} is no membership"
    try:
        dates = {each: membership.get(each) for each in ("from", "to")}
        start, end = (None if each is None else PartialDate.parse(each) for each in dates.values())
    except DateError as error:
        return clean(str(error))
    if start is not None and end is not None and end.end <= start.start:
        return f"{told(clean(membership['actor']))}: {end.text} lies before {start.text}"
    return None


def membership_text(membership: Document, name: str) -> str:
    """A membership in words: `NATO from 1 Oct 2024`."""
    start, end = membership.get("from"), membership.get("to")
    if start is None and end is None:
        return name
    try:
        span = PartialDate.parse(f"{start or '..'}/{end or '..'}").text
    except DateError:
        span = f"{start or ''}..{end or ''}"
    return f"{name} {clean(span)}"


def _parts(line: str, edtf: ReadDate) -> tuple[str, str, str]:
    """The name, and the dates as EDTF or nothing."""
    if found := _DOTTED.fullmatch(line):
        start, end = (edtf(side) if side else "" for side in (found["start"], found["end"]))
        return found["name"], start, end
    if not line.startswith(QUOTE) and (found := _WORDED.fullmatch(line)):
        try:
            start, slash, end = edtf(found["when"]).partition("/")
        except FieldError:
            return line, "", ""
        if slash:
            return found["name"], start.replace("..", ""), end.replace("..", "")
    return line, "", ""


def _is_regular(membership: Document) -> bool:
    dates = (membership.get(each) for each in ("from", "to"))
    return isinstance(membership.get("actor"), str) and all(
        each is None or isinstance(each, str) for each in dates
    )


def _would_mislead(name: str) -> bool:
    """Whether a name would be read as one with a time behind it."""
    if name.startswith(QUOTE):
        return False
    return ".." in name or _WORDED.fullmatch(name) is not None
