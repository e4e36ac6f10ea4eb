"""A text with one passage lit, its lines numbered, and a margin that says where other passages are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from textual import events
from textual.strip import Strip

from chronoterm.cells import cut, width
from chronoterm.instruments.source_text import SourceText
from chronoterm.text import isolate
from chronoterm.widgets.form_rows import Row, painted, place_at, row_of, rows_of
from chronoterm.widgets.line_pane import LinePane
from chronoterm.widgets.messages import WidgetMessage

BAR, GOES_ON, MORE = "▌", "┊", "+"
"""Beside rows of the lit passage; of another one that began above; and where more than one begins."""

ABOVE = 2
"""Rows that are shown above a passage that is higher than the window."""

_LIT, _REST, _BAR, _MARGIN, _NUMBER = (
    f"source-pane--{each}" for each in ("lit", "rest", "bar", "margin", "number")
)


class Laid(NamedTuple):
    """A text in rows of some cells: the rows, the cells before each, and what stands in the margin of each."""

    rows: Sequence[Row]
    gutter: int
    margin: dict[int, str]


class SourcePane(LinePane, can_focus=False):
    """Shows the text of a source; which passage is lit is told by its number, from 0."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {_LIT, _REST, _BAR, _MARGIN, _NUMBER}

    @dataclass
    class Clicked(WidgetMessage):
        """A character of what is shown was clicked."""

        place: int

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._found: SourceText | None = None
        self._laid = Laid((), 0, {})
        self._lit = (0, 0)

    def show(self, found: SourceText, lit: int | None, *, bring: bool = True) -> None:
        """Show a text, light one of its passages, and bring that into the middle of the window."""
        self._found = found
        self._lit = (0, 0) if lit is None else found.lit(found.passages[lit])
        self._lay()
        if bring:
            self._bring()
        self.repaint_all()

    def page(self, pages: int) -> None:
        """Scroll by pages."""
        self.go_to(self.top + pages * max(1, self.size.height - 1))

    def _lay(self) -> None:
        found = self._found
        if found is None or found.shown is None:
            self._laid = Laid((), 0, {})
        else:
            gutter = 1 + 1 + _digits(len(found.passages)) + 1 + len(str(len(found.starts))) + 2
            rows = rows_of(found.shown.text, max(1, self.cells - gutter))
            self._laid = Laid(rows, gutter, dict(_margin(found, rows)))
        self.total = len(self._laid.rows)

    def _bring(self) -> None:
        """Scroll so that the lit passage is in the middle, or its beginning at the top where it is too high."""
        rows, height = self._laid.rows, self.size.height
        if not rows or not height:
            return
        first, last = row_of(rows, self._lit[0]), row_of(rows, max(self._lit[0], self._lit[1] - 1))
        high = last - first + 1
        self.go_to(first - ABOVE if high > height - ABOVE else first - (height - high) // 2)

    def paint_line(self, line: int) -> Strip:
        """The strip of a row: its bar, margin and number, and its text with what is lit."""
        found, row = self._found, self._laid.rows[line]
        if found is None or found.shown is None:
            return Strip.blank(self.cells, self.rich_style)
        base, text = self.rich_style, found.shown.text
        is_lit = max(row.start, self._lit[0]) < min(max(row.end, row.start + 1), self._lit[1])
        begins = not row.start or text[row.start - 1] == "\n"
        digits = len(str(len(found.starts)))
        number = f"{found.line_of(row.start)}" if begins else ""
        segments = [
            Segment(BAR if is_lit else " ", base + self.part_style(_BAR)),
            Segment(
                f" {self._laid.margin.get(line, ''):<{_digits(len(found.passages))}} ",
                base + self.part_style(_MARGIN),
            ),
            Segment(f"{number:>{digits}}  ", base + self.part_style(_NUMBER)),
            *self._text(text, row),
        ]
        return Strip(segments).simplify().adjust_cell_length(self.cells, base)

    def _text(self, text: str, row: Row) -> Iterator[Segment]:
        room = self.cells - self._laid.gutter
        for start, end, part in _parts(row, self._lit):
            piece = painted(text[start:end])
            if width(piece) > room:  # spaces at the end of a row may reach past it
                piece = cut(piece.rstrip(" "), room)
            room -= width(piece)
            yield Segment(isolate(piece), self.rich_style + self.part_style(part))

    def on_resize(self) -> None:
        """Break the text into rows anew, and keep what is lit in the window."""
        self._lay()
        self._bring()
        self.repaint_all()

    def on_click(self, event: events.Click) -> None:
        """Say which character was clicked."""
        line = event.y + self.top
        found = self._found
        if found is not None and found.shown is not None and line < self.total and event.x < self.cells:
            cell = max(0, event.x - self._laid.gutter)
            self.post_message(self.Clicked(self, place_at(found.shown.text, self._laid.rows[line], cell)))


def _digits(number: int) -> int:
    """Cells for numbers up to this one, and a sign that there is more than one."""
    return len(str(number)) + 1


def _parts(row: Row, lit: tuple[int, int]) -> Iterator[tuple[int, int, str]]:
    """The pieces of a row, and which of them is lit."""
    first = max(row.start, min(lit[0], row.end))
    last = max(first, min(lit[1], row.end))
    for start, end, part in ((row.start, first, _REST), (first, last, _LIT), (last, row.end, _REST)):
        if start < end:
            yield start, end, part


def _margin(found: SourceText, rows: Sequence[Row]) -> Iterator[tuple[int, str]]:
    """What stands beside rows: the number of the passage that begins there, or that one from above goes on."""
    begin: dict[int, list[int]] = {}
    going: set[int] = set()
    for number, passage in enumerate(found.passages, start=1):
        start, end = found.lit(passage)
        first, last = row_of(rows, start), row_of(rows, max(start, end - 1))
        begin.setdefault(first, []).append(number)
        going |= set(range(first + 1, last + 1))
    yield from ((row, GOES_ON) for row in going)
    yield from ((row, f"{those[0]}{MORE if len(those) > 1 else ''}") for row, those in begin.items())
