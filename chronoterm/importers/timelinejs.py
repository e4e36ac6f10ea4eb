"""Slides and eras of a TimelineJS file (version 3) as records.

Source of the form: Knight Lab, "TimelineJS, JSON format", https://timeline.knightlab.com/docs/json-format.html.
"""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from chronoterm.edits import Document
from chronoterm.importers.bounded import MEGABYTE, TooLargeError, whole
from chronoterm.importers.html_text import html_block, html_line
from chronoterm.importers.identities import Distinct, record_id
from chronoterm.importers.incoming import Incoming, Origin, Reading, Refused
from chronoterm.importers.json_strictly import JsonError, decoded
from chronoterm.importers.links import web_link
from chronoterm.importers.plain import one_line, shortened
from chronoterm.importers.recognising_json import VERSION_2
from chronoterm.importers.timelinejs_dates import SlideDateError, slide_date
from chronoterm.importers.timelinejs_own import OWN, own_record
from chronoterm.records import Basis, Kind, QuoteKind

MOST_BYTES = 32 * MEGABYTE

LONGEST_HEADLINE = 120
"""Characters of a headline that is made of a longer text."""

_QUOTATION = re.compile(r"\s*<blockquote\b", re.IGNORECASE)


class TimelineError(ValueError):
    """A file is no timeline that can be read; the message goes after its name."""


def read_timeline(file: BinaryIO, origin: Origin) -> Reading:
    """The slides and eras of a file, in its order. Raises TimelineError with one sentence."""
    try:
        timeline = decoded(whole(file, MOST_BYTES))
    except (JsonError, TooLargeError) as error:
        raise TimelineError(str(error)) from error
    _demand_version_3(timeline)
    title = _title(timeline.get("title"))
    return Reading(tuple(_said(timeline, title)), _items(timeline, origin, title))


def _demand_version_3(timeline: Any) -> None:
    if not isinstance(timeline, dict):
        raise TimelineError("is no TimelineJS file (no object)")
    if isinstance(timeline.get("timeline"), dict) and "events" not in timeline:
        raise TimelineError(VERSION_2)
    for name in ("events", "eras"):
        if not isinstance(timeline.get(name, []), list | None):
            raise TimelineError(f"is no TimelineJS file (its {name} are no list)")
    if "events" not in timeline:
        raise TimelineError("is no TimelineJS file (it has no events)")


def _title(slide: Any) -> str:
    text = slide.get("text") if isinstance(slide, dict) else None
    return _line(text, "headline")


def _said(timeline: dict[str, Any], title: str) -> Iterator[str]:
    if title:
        yield f"The timeline is called “{title}”; its title slide becomes no record."
    if eras := len(timeline.get("eras") or ()):
        yield f"{eras} eras become records with the tag era."
    if any(isinstance(each, dict) and OWN in each for each in timeline.get("events") or ()):
        yield "It is an export of chronoterm; JSON Lines bring records back whole, a timeline nearly so."


def _items(timeline: dict[str, Any], origin: Origin, title: str) -> Iterator[Incoming | Refused]:
    ids = Distinct()
    for name, key in (("slide", "events"), ("era", "eras")):
        for number, slide in enumerate(timeline.get(key) or (), 1):
            where = f"{name} {number}"
            try:
                record = _record(slide, origin, title, name)
            except SlideDateError as error:
                yield Refused(where, str(error))
                continue
            id_ = ids.id_of(
                record["id"], record["headline"], record.get("date", ""), record.get("summary", "")
            )
            if id_ is None:
                yield Refused(where, "is there twice")
                continue
            yield Incoming(
                where, {**record, "id": id_, "sources": _with_row(record["sources"], origin, number)}
            )


def _record(slide: Any, origin: Origin, title: str, name: str) -> Document:
    """A slide or an era as a record. Raises SlideDateError for one that is none."""
    if not isinstance(slide, dict):
        raise SlideDateError("is no object")
    own = slide.get(OWN)
    if isinstance(own, dict):
        return own_record(own, slide.get("unique_id"), {"title": title or one_line(origin.name)})
    date = slide_date(slide.get("start_date"), slide.get("end_date"), slide.get("display_date"))
    media = slide.get("media") if isinstance(slide.get("media"), dict) else {}
    headline, summary = _headline(slide.get("text"), media)
    tag = "era" if name == "era" else _line(slide, "group")
    found: Document = {
        "id": _id(slide, title, (name, headline, date.edtf)),
        "kind": Kind.EVENT.value,
        "headline": headline,
        "summary": summary,
        "date": date.edtf,
        "date_text": date.text,
        "date_basis": Basis.EXPLICIT.value,
        **_quote(media),
        "sources": [_source(media, origin, title)],
        "tags": [tag] if tag else [],
    }
    return {field: value for field, value in found.items() if value not in (None, "", [])}


def _headline(text: Any, media: Any) -> tuple[str, str]:
    """Headline and text; without a headline it is the beginning of the text, or what stands below the picture."""
    headline, summary = _line(text, "headline"), _block(text, "text")
    if not headline:
        headline = shortened(one_line(summary), LONGEST_HEADLINE) or _line(media, "caption")
    if not headline:
        raise SlideDateError("has neither a headline nor a text")
    return headline, "" if one_line(summary) == headline else summary


def _id(slide: dict[str, Any], title: str, told_by: tuple[str, ...]) -> str:
    """The id of a record by the slide's name in its timeline, else by what it says."""
    name = slide.get("unique_id")
    if isinstance(name, str) and name.strip():
        return record_id("timeline", "unique_id", title, name)
    return record_id("timeline", *told_by)


def _quote(media: Any) -> Document:
    """The words of a slide whose picture is a quotation."""
    quoted = media.get("url")
    if not isinstance(quoted, str) or not _QUOTATION.match(quoted):
        return {}
    return {"quote": html_block(quoted), "quote_kind": QuoteKind.DIRECT.value}


def _source(media: Any, origin: Origin, title: str) -> Document:
    """Where a slide says that it is from; where it says nothing, the timeline itself."""
    credit, caption = _line(media, "credit"), _line(media, "caption")
    link = web_link(media.get("url")) or web_link(media.get("link"))
    told_of = {"publisher": credit, "title": caption, "url": link}
    if not (credit or link):
        told_of = {"title": title or one_line(origin.name)}
    return {name: value for name, value in told_of.items() if value}


def _with_row(sources: list[Document], origin: Origin, number: int) -> list[Document]:
    """The sources, the first of them with the place of the slide in its file."""
    first, *others = sources
    return [{**first, "sha256": origin.sha256, "row": number}, *others]


def _line(holder: Any, name: str) -> str:
    """A text of a slide on one line; nothing where there is none, or something else in its place."""
    found = holder.get(name) if isinstance(holder, dict) else None
    return html_line(found) if isinstance(found, str) else ""


def _block(holder: Any, name: str) -> str:
    found = holder.get(name) if isinstance(holder, dict) else None
    return html_block(found) if isinstance(found, str) else ""
