"""Records as events of a calendar (RFC 5545).

Days are all-day events, whose end is the day after the last; times of day are in UTC. A calendar knows no uncertain
dates: what is uncertain is said in the title of the event, and `X-CHRONOTERM-DATE` has the date as EDTF.
Properties whose names begin so are for who reads the calendar back.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from chronoterm.chronology.view import Chronology
from chronoterm.dates import DAY, EARLIEST, LATEST, PartialDate, Precision, day_of, day_start
from chronoterm.exporters import words
from chronoterm.exporters.briefing import MAY_MATCH, NOT_REVIEWED, marked_quote, quote_by
from chronoterm.exporters.choosing import Chosen
from chronoterm.exporters.fields import Reading
from chronoterm.exporters.meta import DAMAGED, Meta, Tally
from chronoterm.records import Record, Source
from chronoterm.terms import Facet
from chronoterm.text import clean, clean_block, isolate

OCTETS = 75
"""The longest line (RFC 5545, § 3.1); a longer one is folded before a space."""

_TEXT = re.compile(r"[\\;,\n]")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[!-~]+")
_FIRST_YEAR, _LAST_YEAR = 1, 9999


def icalendar_lines(reading: Reading, chosen: Chosen, meta: Meta, tally: Tally) -> Iterator[str]:
    """Lines of a calendar, each with the carriage return that belongs before its line feed.

    Undated records, and those of years that a calendar has no digits for, are left out.
    """
    yield from _folded("BEGIN", "VCALENDAR")
    yield from _folded("VERSION", "2.0")
    yield from _folded("PRODID", "-//chronoterm//chronoterm//EN")
    yield from _folded("CALSCALE", "GREGORIAN")
    yield from _folded("X-WR-CALNAME", _text(meta.title))
    stamp = f"{meta.made:%Y%m%dT%H%M%SZ}"
    for row in chosen.rows():
        when = row.entry.when
        days = None if when is None else _days(when)
        if when is None or days is None:
            tally.leave_out("undated" if when is None else "outside the years 1 to 9999")
            continue
        record = reading.record(row.entry)
        if record is None:
            tally.leave_out(DAMAGED)
            continue
        yield from _event(record, when, days, reading.chronology, stamp, possible=row.possible)
        tally.note(row)
    yield from _folded("END", "VCALENDAR")


def _event(  # noqa: PLR0913 - what an event is made of
    record: Record,
    when: PartialDate,
    days: tuple[int, int],
    chronology: Chronology,
    stamp: str,
    *,
    possible: bool,
) -> Iterator[str]:
    yield from _folded("BEGIN", "VEVENT")
    yield from _folded("UID", _text(record.id))
    yield from _folded("DTSTAMP", _changed(record) or stamp)
    yield from _when(when, days)
    yield from _folded("SUMMARY", _text(_summary(record, chronology, possible=possible)))
    yield from _folded("DESCRIPTION", _text("\n\n".join(_description(record, chronology)), block=True))
    if record.expected:
        yield from _folded("STATUS", "TENTATIVE")
    if record.places:
        names = chronology.narrowest(record.places)
        yield from _folded(
            "LOCATION", _text(", ".join(chronology.label(Facet.PLACE, each) for each in names))
        )
    if record.tags:
        yield from _folded("CATEGORIES", ",".join(_text(each) for each in record.tags))
    if url := next((each.url for each in record.sources if each.url and _ADDRESS.fullmatch(each.url)), None):
        yield from _folded("URL", url)
    yield from _folded("TRANSP", "TRANSPARENT")
    yield from _folded("X-CHRONOTERM-KIND", record.sort_of)
    yield from _folded("X-CHRONOTERM-DATE", when.edtf)
    if record.date_basis:
        yield from _folded("X-CHRONOTERM-BASIS", record.date_basis.value)
    yield from _folded("END", "VEVENT")


def _days(when: PartialDate) -> tuple[int, int] | None:
    """The half-open minutes that an event takes, one day of an open side; none where a calendar cannot name them."""
    start = when.start if when.start != EARLIEST else day_start(when.end - 1)
    end = when.end if when.end != LATEST else day_start(when.start) + DAY
    first, last = day_of(start)[0], day_of(end)[0]
    return (start, end) if first >= _FIRST_YEAR and last <= _LAST_YEAR else None


def _when(when: PartialDate, days: tuple[int, int]) -> Iterator[str]:
    start, end = days
    if when.precision is Precision.MINUTE:
        yield from _folded("DTSTART", _instant(start))
        return
    if start % DAY or end % DAY:  # an interval of times of day
        yield from _folded("DTSTART", _instant(start))
        yield from _folded("DTEND", _instant(end))
        return
    yield from _folded("DTSTART;VALUE=DATE", _day(start))
    yield from _folded("DTEND;VALUE=DATE", _day(end))


def _day(minute: int) -> str:
    year, month, day = day_of(minute)
    return f"{year:04}{month:02}{day:02}"


def _instant(minute: int) -> str:
    return f"{_day(minute)}T{minute % DAY // 60:02}{minute % 60:02}00Z"


def _changed(record: Record) -> str:
    """When the record was last changed, in UTC; empty where that is not known."""
    try:
        changed = datetime.fromisoformat(record.modified or "").astimezone(UTC)
    except (ValueError, OverflowError):
        return ""
    return f"{changed.year:04}{changed:%m%dT%H%M%SZ}"


def _summary(record: Record, chronology: Chronology, *, possible: bool) -> str:
    remarks = [] if words.is_sharp(record) else [words.date_in_words(record)]
    remarks += ["expected"] if record.expected else []
    remarks += [MAY_MATCH] if possible else []
    remarks += [NOT_REVIEWED] if record.is_unreviewed else []
    said = f"[{', '.join(remarks)}] " if remarks else ""
    return f"{said}{words.headline(record, chronology)}"


def _description(record: Record, chronology: Chronology) -> Iterator[str]:
    if record.quote:
        speaker = words.speaker_in_words(record, chronology)
        yield f"{marked_quote(record)}\n— {quote_by(record, speaker)}"
    if record.summary:
        yield record.summary
    yield f"{words.kind_in_words(record)}: {words.date_in_words(record)}"
    if sources := "; ".join(_source(each) for each in record.sources):
        yield f"Source: {sources}"


def _source(source: Source) -> str:
    return ", ".join(each for each in (words.source_in_words(source), source.url) if each)


def _text(text: str, *, block: bool = False) -> str:
    """A value of type TEXT (RFC 5545, § 3.3.11)."""
    shown = isolate(clean_block(text) if block else clean(text))
    return _TEXT.sub(lambda found: "\\n" if found[0] == "\n" else f"\\{found[0]}", shown)


def _folded(name: str, value: str) -> Iterator[str]:
    """A content line, folded so that no line is longer than OCTETS, and none is broken within a character."""
    line, room = "", OCTETS
    for character in f"{name}:{value}":
        size = len(character.encode())
        if size > room:
            yield f"{line}\r"
            line, room = " ", OCTETS - 1
        line += character
        room -= size
    yield f"{line}\r"
