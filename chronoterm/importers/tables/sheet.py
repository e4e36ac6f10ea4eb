"""The spreadsheet of TimelineJS, saved as CSV: one slide a row.

Columns are those of Knight Lab's template, https://timeline.knightlab.com/#make.
"""

from collections.abc import Callable, Sequence

from chronoterm.importers.html_text import html_block, html_line
from chronoterm.importers.links import web_link
from chronoterm.importers.tables.cells import CellError
from chronoterm.importers.timelinejs_dates import SlideDateError, slide_date

NEEDED = ("year", "month", "day", "end year", "display date", "headline", "text", "media", "type")

MORE = ("edtf", "date words", "headline line", "text block", "link", "tag", "credit", "caption")
"""Columns that `mending` adds to a row."""

MAP = """
name = "timeline-sheet"

[record]
headline = "{headline line}"
summary = "{text block}"
date_basis = "explicit"
tags = ["{tag}", "{group}"]

[date]
column = "edtf"
order = "ymd"
words = "date words"

[[sources]]
publisher = "{credit}"
title = "{caption}"
url = "{link}"
"""

_PARTS = ("year", "month", "day")
_CLOCK = ("hour", "minute", "second")
_TITLE, _ERA = "title", "era"


def mending(header: Sequence[str]) -> Callable[[list[str]], list[str]]:
    """How the columns of `MORE` are worked out for tables with this header; raises CellError for what is no slide."""
    places = {name.strip().casefold(): place for place, name in enumerate(header)}

    def mend(cells: list[str]) -> list[str]:
        said = {name: cells[place].strip() for name, place in places.items()}
        if said["type"].casefold() == _TITLE:
            raise CellError("is the title of the timeline, which is no record")
        if not said["year"]:
            raise CellError("has no year")
        try:
            date = slide_date(_date(said, ""), _date(said, "end "), said["display date"])
        except SlideDateError as error:
            raise CellError(str(error)) from None
        texts = html_line(said["headline"]), html_block(said["text"])
        link = web_link(said["media"]) or ""
        tag = _ERA if said["type"].casefold() == _ERA else ""
        credit, caption = (html_line(said.get(f"media {each}", "")) for each in ("credit", "caption"))
        known = (credit, caption) if credit or link else ("", "")
        return [*cells, date.edtf, date.text or "", texts[0] or texts[1], texts[1], link, tag, *known]

    return mend


def _date(said: dict[str, str], start: str) -> dict[str, str]:
    """A date in the form that TimelineJS has for it in JSON."""
    clock = zip(_CLOCK, said.get(f"{start}time", "").split(":"), strict=False)
    return {**{each: said.get(f"{start}{each}", "") for each in _PARTS}, **dict(clock)}
