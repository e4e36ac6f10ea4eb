"""One line of the list as a strip: a record under its columns, or a heading."""

from collections.abc import Callable, Sequence
from enum import Enum
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from chronoterm.cells import cut, fit, width
from chronoterm.chronology.view import Chronology, Row, View
from chronoterm.lighting import DARKNESS, Light
from chronoterm.ordering import CHRONOLOGICAL, SortKey
from chronoterm.records import Entry
from chronoterm.spans import glyph
from chronoterm.terms import Clock, Facet
from chronoterm.text import clean
from chronoterm.widgets.columns import GLYPH_WIDTH, Column
from chronoterm.widgets.row_clocks import Spoken

CURSOR_MARK, POSSIBLE_MARK, HIT_MARK = "▶", "~", "•"
SELECTED_MARK, CURSOR_ON_SELECTED = "◆", "◈"
STAR_MARK, NOTE_MARK, UNREVIEWED_MARK = "★", "✎", "?"


class Part(Enum):
    """The parts of a list that have a style of their own; the values are component classes."""

    DATE = "chronology-list--date"
    REPEATED = "chronology-list--repeated"
    HEADING = "chronology-list--heading"
    STATEMENT = "chronology-list--statement"
    EVENT = "chronology-list--event"
    EXPECTED = "chronology-list--expected"
    POSSIBLE = "chronology-list--possible"
    LIT = "chronology-list--lit"
    AROUND = "chronology-list--around"
    CURSOR = "chronology-list--cursor"
    RESTING = "chronology-list--resting"


class Look(NamedTuple):
    """What changes how a record is painted, besides the record itself."""

    first_of_day: bool = True
    cursor: bool = False
    focused: bool = False
    whole_date: bool = False
    hit: bool | None = None
    """Whether the filters let it through, while they are suspended."""
    selected: bool = False


class RowPainter:
    """Paints lines of one width. `styles` gives every part its style over `base`."""

    def __init__(  # noqa: PLR0913, PLR0917 - the list knows them all, and nobody else makes one
        self,
        chronology: Chronology,
        columns: Sequence[Column],
        cells: int,
        base: Style,
        styles: dict[Part, Style],
        light: Light = DARKNESS,
        view: View | None = None,
    ) -> None:
        """`view` is what the rows are of: in its order they are told, and what it knows of reports."""
        self._chronology = chronology
        self._view = view
        self._order = CHRONOLOGICAL if view is None else view.order
        self._spoken = Spoken(chronology if view is None else chronology.as_known(view.query.as_of))
        self._columns = columns
        self._cells = cells
        self._base = base
        self._styles = styles
        self._light = light

    def heading(self, title: str, size: int) -> Strip:
        """A heading with the number of records under it, over the whole width."""
        tail = f" {size:,} "
        text = f" {cut(clean(title), max(0, self._cells - width(tail) - 1))} "
        rule = "─" * max(0, self._cells - width(text) - width(tail))
        return self._strip([(f"{text}{rule}{tail}", self._base + self._styles[Part.HEADING])])

    def between(self, text: str) -> Strip:
        """A row that is no record, over the whole width."""
        return self._strip([(cut(clean(text), self._cells), self._base + self._styles[Part.REPEATED])])

    def row(self, row: Row, look: Look) -> Strip:
        """A record; neighbouring cells of one style become one segment, to spare the link."""
        entry = row.entry
        date_style = self._style(Part.DATE if look.first_of_day else Part.REPEATED, row, look)
        kind_style = self._style(Part(f"chronology-list--{entry.sort_of}"), row, look)
        text_style = self._style(None, row, look)
        parts: list[tuple[str, Style]] = [(_mark(row, look), date_style)]
        for column in self._columns:
            if column.key in _TIMES:
                parts.append((fit(self._time(entry, column, look), column.width) + " ", date_style))
            elif column.key is SortKey.ACTOR:
                parts.append((fit(glyph(entry).text, GLYPH_WIDTH), kind_style))
                text = fit(self._actor(entry), column.width - GLYPH_WIDTH) + " "
                parts += self._lit(text, text_style, look)
            elif column.key is SortKey.HEADLINE:
                text = fit(f"{_notes(row)}{_headline(entry)}", column.width) + " "
                parts += self._lit(text, text_style, look)
            elif column.key is SortKey.ORIGINS:
                parts.append((fit(self._reports(entry), column.width) + " ", text_style))
            else:
                text = fit(_TEXTS[column.key](entry, self._chronology), column.width) + " "
                parts += self._lit(text, text_style, look)
        return self._strip(parts)

    def _lit(self, text: str, style: Style, look: Look) -> list[tuple[str, Style]]:
        """A text with what was searched for in another style, where the record is a hit."""
        places = self._light.on(text) if self._light and look.hit is not False else []
        if not places:
            return [(text, style)]
        lit = style + self._styles[Part.LIT]
        parts: list[tuple[str, Style]] = []
        end = 0
        for first, last in places:
            parts += [(text[end:first], style), (text[first:last], lit)]
            end = last
        return [each for each in (*parts, (text[end:], style)) if each[0]]

    def _style(self, part: Part | None, row: Row, look: Look) -> Style:
        style = self._base
        if part:
            style += self._styles[part]
        if row.possible:
            style += self._styles[Part.POSSIBLE]
        if look.hit is False:
            style += self._styles[Part.AROUND]
        if look.cursor:
            style += self._styles[Part.CURSOR if look.focused else Part.RESTING]
        return style

    def begins_day(self, rows: Sequence[Row]) -> bool:
        """Whether the last of two rows has another date than the one before it, by the clock that they stand by."""
        if len(rows) == 1 or not self._order.by_time:
            return True
        first, second = (self._day(each.entry) for each in rows)
        return first != second

    def _day(self, entry: Entry) -> str:
        return self._spoken.of(entry).about if self._order.clock is Clock.ABOUT else entry.date_label

    def _time(self, entry: Entry, column: Column, look: Look) -> str:
        """The date under a month that completes it, else whole; beside the time spoken of always whole."""
        if self._order.clock is Clock.DATE:
            return entry.date_label if look.whole_date else entry.short_date_label
        if column.key is SortKey.DATE:
            return entry.date_label
        spoken = self._spoken.of(entry)
        if column.key is SortKey.LAG:
            return "–" if spoken.lag is None else spoken.lag.fitted(column.width)
        return spoken.about if look.whole_date else spoken.short_about

    def _reports(self, entry: Entry) -> str:
        if self._view is None:
            return "–"
        evidence = self._view.evidence()
        row = evidence.row_of(entry.id)
        return "–" if row is None else evidence.reports(row).text

    def _actor(self, entry: Entry) -> str:
        return clean(self._chronology.label(Facet.ACTOR, entry.lead, short=True)) if entry.lead else "–"

    def _strip(self, parts: Sequence[tuple[str, Style]]) -> Strip:
        segments: list[Segment] = []
        for text, style in parts:
            if segments and segments[-1].style == style:
                segments[-1] = Segment(segments[-1].text + text, style)
            else:
                segments.append(Segment(text, style))
        missing = self._cells - sum(width(segment.text) for segment in segments)
        if missing > 0:
            segments[-1] = Segment(f"{segments[-1].text}{' ' * missing}", segments[-1].style)
        return Strip(segments).crop(0, self._cells)


def _mark(row: Row, look: Look) -> str:
    """What stands before a record: what it is to the keys first, then what it is to the filters."""
    if look.cursor:
        return CURSOR_ON_SELECTED if look.selected else CURSOR_MARK
    if look.selected:
        return SELECTED_MARK
    return POSSIBLE_MARK if row.possible else HIT_MARK if look.hit else " "


def _notes(row: Row) -> str:
    """What users noted, and that nobody has looked at what was imported, before the headline."""
    marks = ((row.entry.is_unreviewed, UNREVIEWED_MARK), (row.starred, STAR_MARK), (row.noted, NOTE_MARK))
    shown = "".join(mark for is_so, mark in marks if is_so)
    return f"{shown} " if shown else ""


def _headline(entry: Entry) -> str:
    return clean(entry.headline)


def _place(entry: Entry, chronology: Chronology) -> str:
    names = (chronology.label(Facet.PLACE, each, short=True) for each in chronology.narrowest(entry.places))
    return clean(", ".join(names)) or "–"


def _source(entry: Entry, _: Chronology) -> str:
    return clean(entry.lead_source or "–")


_TIMES = (SortKey.DATE, SortKey.ABOUT, SortKey.LAG)

_TEXTS: dict[SortKey, Callable[[Entry, Chronology], str]] = {
    SortKey.PLACE: _place,
    SortKey.SOURCE: _source,
}
