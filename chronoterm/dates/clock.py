"""A time of day with its offset, at the end of a text: `14:30 UTC`, `14:30 +03:00`."""

from __future__ import annotations

import re

from chronoterm.dates.edtf import checked_clock, checked_offset
from chronoterm.dates.errors import PhraseError
from chronoterm.dates.parts import clock_text, offset_text

CLOCK = r"[0-9]{1,2}:[0-9]{2}"
"""The pattern of a time of day on the 24-hour clock."""

_ZONE = r"(?:z|utc|gmt|(?:utc|gmt)?(?P<sign>[+-])(?P<hours>[0-9]{1,2})(?::?(?P<minutes>[0-9]{2}))?)"
_AT_THE_END = re.compile(
    rf"(?P<date>.+?)(?: at|t)? ?(?<![0-9:+-])(?P<hour>[0-9]{{1,2}}):(?P<minute>[0-9]{{2}})(?P<seconds>:[0-9.]+)?(?: ?{_ZONE})?"
)
_ZONE_ALONE = re.compile(_ZONE)
_ZONE_AT_THE_END = re.compile(rf"(?P<rest>.*?)(?:(?<=[0-9m]) ?| )(?P<zone>{_ZONE})")


def split_clock(text: str) -> tuple[str, str] | None:
    """The text before a time of day, and the time in EDTF (`T14:30+03:00`); None if there is no time.

    Raises PhraseError for a time with seconds or without an offset.
    """
    found = _AT_THE_END.fullmatch(text)
    if found is None:
        return None
    shown = f"{found['hour']}:{found['minute']}"
    if found["seconds"]:
        raise PhraseError(f"has seconds; write {shown} UTC or {shown} +03:00")
    if found.end("minute") == len(text):
        raise PhraseError(no_offset(shown))
    return found["date"], edtf_time(int(found["hour"]), int(found["minute"]), _offset(found))


def split_zone(text: str) -> tuple[str, str]:
    """The text before an offset at its end, and the offset as written; nothing if there is none."""
    found = _ZONE_AT_THE_END.fullmatch(text)
    return (text, "") if found is None else (found["rest"], found["zone"])


def zone_offset(zone: str) -> int:
    """Minutes east of UTC of an offset as written; raises PhraseError if it is too wide."""
    found = _ZONE_ALONE.fullmatch(zone)
    assert found is not None
    return _offset(found)


def _offset(found: re.Match[str]) -> int:
    return checked_offset(found["sign"], found["hours"], found["minutes"])


def edtf_time(hour: int, minute: int, offset: int) -> str:
    """A time of day in EDTF, with the `T` before it; raises PhraseError if there is no such minute."""
    checked_clock(hour, minute)
    return f"T{clock_text(60 * hour + minute)}{offset_text(offset)}"


def no_offset(clock: str) -> str:
    """What is said of a time of day without its offset."""
    return f"has no offset from UTC; write {clock} UTC or {clock} +03:00"
