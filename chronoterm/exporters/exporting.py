"""Every form that records are exported in: what it is called, what a file name says, and the lines of each."""

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum

from chronoterm.exporters.choosing import Chosen
from chronoterm.exporters.fields import (
    CSV_FIELDS,
    FIELDS,
    FULL,
    FULL_FIELDS,
    TABLE_FIELDS,
    Reading,
    table_fields,
)
from chronoterm.exporters.meta import Meta, Tally
from chronoterm.text import fold

UNNAMED = "chronology"
LONGEST_NAME = 60
"""Letters of a file name before its ending."""


class Form(Enum):
    """A form that records are exported in."""

    MARKDOWN = "markdown"
    HTML = "html"
    CSV = "csv"
    JSONL = "jsonl"
    JSON = "json"
    TIMELINEJS = "timelinejs"
    ICALENDAR = "icalendar"
    TABLE = "table"


LABELS: Mapping[Form, str] = {
    Form.MARKDOWN: "Markdown briefing",
    Form.HTML: "HTML briefing",
    Form.CSV: "CSV",
    Form.JSONL: "JSON Lines, a whole record each",
    Form.JSON: "JSON, all records whole",
    Form.TIMELINEJS: "TimelineJS",
    Form.ICALENDAR: "iCalendar",
    Form.TABLE: "plain table",
}
"""What the forms are called, in the order in which they are offered."""

ENDINGS: Mapping[Form, tuple[str, ...]] = {
    Form.MARKDOWN: (".md", ".markdown"),
    Form.HTML: (".html", ".htm"),
    Form.CSV: (".csv",),
    Form.JSONL: (".jsonl", ".ndjson"),
    Form.TIMELINEJS: (".timeline.json", ".timelinejs.json"),
    Form.JSON: (".json",),
    Form.ICALENDAR: (".ics", ".ical"),
    Form.TABLE: (".txt",),
}
"""How the names of files of a form end; the first is the one that is given to new ones. Longer ones come first."""

WITH_COLUMNS: Mapping[Form, Sequence[str]] = {Form.CSV: CSV_FIELDS, Form.TABLE: TABLE_FIELDS}
"""The forms that have columns, with the usual ones."""

_PASSES: Mapping[Form, int] = {Form.HTML: 3, Form.TABLE: 3}

_WORD = re.compile("[a-z0-9]+")
_RESERVED = re.compile("con|prn|aux|nul|com[0-9]|lpt[0-9]")
"""Names that Windows keeps for devices."""


class NoColumnError(ValueError):
    """Somebody asked for columns that there are not; the message is a sentence for people."""


def form_of(file_name: str) -> Form | None:
    """The form that the ending of a file name says; none where it says none."""
    name = file_name.lower()
    return next((form for form, endings in ENDINGS.items() if name.endswith(endings)), None)


def name_for(title: str, form: Form) -> str:
    """A name for a new file: words of the title in small ASCII letters, and the ending of the form."""
    words = "-".join(_WORD.findall(fold(title[:1000]).replace("'", "")))[:LONGEST_NAME].strip("-")
    safe = f"{words}-{UNNAMED}" if _RESERVED.fullmatch(words) else words
    return f"{safe or UNNAMED}{ENDINGS[form][0]}"


def columns_named(text: str) -> Sequence[str]:
    """The columns that somebody named with commas between them, or all with `full`. Raises NoColumnError."""
    if text.strip() == FULL:
        return FULL_FIELDS
    names = [each.strip() for each in text.split(",") if each.strip()]
    known = ", ".join((*FIELDS, FULL))
    if unknown := [each for each in names if each not in FIELDS]:
        raise NoColumnError(f"no column is called “{', '.join(unknown)}”; there are {known}")
    if not names:
        raise NoColumnError(f"no column is named; there are {known}")
    return names


def passes_of(form: Form) -> int:
    """How often the records are gone through, at most: for the scale or the widths of columns first, then to be written."""
    return _PASSES.get(form, 1)


def export(form: Form, reading: Reading, chosen: Chosen, meta: Meta, tally: Tally) -> Iterator[str]:
    """Lines of an export without their line feeds, made while they are taken; `tally` is whole after the last.

    Only some hundred records are in memory at a time. What stays is a line for each source and each figure of a
    briefing.
    """
    match form:
        case Form.MARKDOWN:
            from chronoterm.exporters.markdown import markdown_lines  # noqa: PLC0415 - one form of eight

            return markdown_lines(reading, chosen, meta, tally)
        case Form.HTML:
            from chronoterm.exporters.html import html_lines  # noqa: PLC0415 - as above

            return html_lines(reading, chosen, meta, tally)
        case Form.TIMELINEJS:
            from chronoterm.exporters.timelinejs import timelinejs_lines  # noqa: PLC0415 - as above

            return timelinejs_lines(reading, chosen, meta, tally)
        case Form.ICALENDAR:
            from chronoterm.exporters.icalendar import icalendar_lines  # noqa: PLC0415 - as above

            return icalendar_lines(reading, chosen, meta, tally)
        case _:
            from chronoterm.exporters.plain import plain_lines  # noqa: PLC0415 - as above

            usual = table_fields(chosen.order) if form is Form.TABLE else WITH_COLUMNS.get(form, ())
            fields = meta.columns or usual
            return plain_lines(form.value, reading, chosen, meta, fields, tally)


def wrote(tally: Tally, name: str) -> str:
    """What was written, in a line: `wrote 9 records to brief.md · 3 only may match · 1 undated left out`."""
    records = "1 record" if tally.written == 1 else f"{tally.written:,} records"
    parts = [f"wrote {records} to {name}"]
    parts += [f"{tally.possible:,} only may match"] if tally.possible else []
    parts += [f"{number:,} {why} left out" for why, number in tally.left_out.items()]
    return " · ".join(parts)
