"""Records as TimelineJS JSON, version 3 (timeline.knightlab.com/docs/json-format.html).

A slide has a beginning and an end of year, month, day, hour and minute, and nothing between certain and unknown. What
is uncertain about a date is therefore said in `display_date`, as it is with us. Times of day are given in UTC. There
is no year 0: 1 BC is -1, as TimelineJS shows it.
"""

from collections.abc import Iterator
from html import escape
from typing import Any

from chronoterm.chronology.view import Chronology
from chronoterm.dates import DAY, EARLIEST, LATEST, PartialDate, Precision, day_of
from chronoterm.documents import write
from chronoterm.exporters import words
from chronoterm.exporters.briefing import MAY_MATCH, NOT_REVIEWED, as_of, marked_quote, quote_by
from chronoterm.exporters.choosing import Chosen
from chronoterm.exporters.fields import Reading
from chronoterm.exporters.json_safely import json_line
from chronoterm.exporters.meta import DAMAGED, Meta, Tally
from chronoterm.records import Record, Source
from chronoterm.text import clean, clean_block, isolate

OURS = "chronoterm"
"""What TimelineJS does not look at: fields of the record as they are stored, for whoever reads the slide back."""

KEPT = (
    *("kind", "headline", "summary", "expected", "date", "date_basis", "date_text", "about_date"),
    *("speaker", "speaker_role", "quote", "quote_kind", "lang", "actors", "targets", "places", "tags"),
)
KEPT_OF_SOURCES = (
    *("publisher", "title", "author", "url", "via"),
    *("published", "retrieved", "reliability", "credibility"),
)
"""What the slide tells too. Who wrote a record and from which file it was taken stays at home."""

_YEARS = (Precision.YEAR, Precision.DECADE, Precision.CENTURY)
_MONTHS = (Precision.MONTH, Precision.SEASON)


def timelinejs_lines(reading: Reading, chosen: Chosen, meta: Meta, tally: Tally) -> Iterator[str]:
    """Lines of one JSON document, a slide a line. Undated records have no place in it and are left out."""
    title = {"text": {"headline": _inline(meta.title), "text": f"<p>{_inline(as_of(meta.made))}</p>"}}
    yield f'{{"title": {json_line(title)}, "events": ['
    held = ""
    for row in chosen.rows():
        if row.entry.when is None:
            tally.leave_out("undated")
            continue
        record = reading.record(row.entry)
        if record is None:
            tally.leave_out(DAMAGED)
            continue
        if held:
            yield f"{held},"
        held = json_line(_slide(record, row.entry.when, reading.chronology, possible=row.possible))
        tally.note(row)
    if held:
        yield held
    yield "]}"


def _slide(record: Record, when: PartialDate, chronology: Chronology, *, possible: bool) -> dict[str, Any]:
    return {
        "unique_id": record.id,
        "group": record.sort_of,
        **_dates(when),
        "display_date": _inline(words.date_in_words(record)),
        "text": {
            "headline": _inline(words.headline(record, chronology)),
            "text": "".join(_paragraphs(record, chronology, possible=possible)),
        },
        OURS: _stored(record),
    }


def _stored(record: Record) -> dict[str, Any]:
    document = write(record)
    kept = {name: document[name] for name in KEPT if name in document}
    sources = [
        {name: each[name] for name in KEPT_OF_SOURCES if name in each} for each in document.get("sources", ())
    ]
    return {**kept, "sources": sources} if sources else kept


def _dates(when: PartialDate) -> dict[str, Any]:
    """The beginning of a date and, where it lasts longer than its beginning says, the end, both included."""
    left, slash, right = when.edtf.partition("/")
    begin: dict[str, int] | None
    if not slash:
        begin = _part(when.start, when.precision)
        # A decade, a century or a season goes on after the year or month that it begins with.
        goes_on = when.precision in (Precision.DECADE, Precision.CENTURY, Precision.SEASON)
        end = _part(when.end - 1, when.precision) if goes_on else None
    else:
        begin = None if when.start == EARLIEST else _part(when.start, PartialDate.parse(left).precision)
        end = None if when.end == LATEST else _part(when.end - 1, PartialDate.parse(right).precision)
    if begin is None:
        return {"start_date": end}
    return {"start_date": begin, "end_date": end} if end else {"start_date": begin}


def _part(minute: int, precision: Precision) -> dict[str, int]:
    year, month, day = day_of(minute)
    date = {"year": year if year > 0 else year - 1}
    if precision in _YEARS:
        return date
    date["month"] = month
    if precision in _MONTHS:
        return date
    date["day"] = day
    if precision is Precision.MINUTE:
        date["hour"], date["minute"] = divmod(minute % DAY, 60)
    return date


def _paragraphs(record: Record, chronology: Chronology, *, possible: bool) -> Iterator[str]:
    remarks = [words.kind_in_words(record)] if record.expected else []
    remarks += [MAY_MATCH] if possible else []
    remarks += [NOT_REVIEWED] if record.is_unreviewed else []
    if remarks:
        yield f"<p><em>{_inline(', '.join(remarks))}</em></p>"
    speaker = words.speaker_in_words(record, chronology)
    if record.quote:
        yield f"<blockquote>{_block(marked_quote(record))}</blockquote><p>— {_inline(quote_by(record, speaker))}</p>"
    if record.summary:
        yield _block(record.summary)
    if sources := "; ".join(_credit(each) for each in record.sources):
        yield f"<p><small>{_inline(sources)}</small></p>"


def _credit(source: Source) -> str:
    return ", ".join(each for each in (words.source_in_words(source), source.url) if each)


def _inline(text: str) -> str:
    return escape(isolate(clean(text)).strip())


def _block(text: str) -> str:
    lines = "\n".join(each.strip() for each in isolate(clean_block(text)).strip().split("\n"))
    shown = (escape(each.strip()).replace("\n", "<br>") for each in lines.split("\n\n"))
    return "".join(f"<p>{each}</p>" for each in shown if each)
