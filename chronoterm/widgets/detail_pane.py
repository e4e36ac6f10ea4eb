"""The record under the cursor, told whole, with the way to its related records."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from chronoterm.chronology.view import Chronology, Related
from chronoterm.commands import Place
from chronoterm.documents import DocumentError
from chronoterm.records import Record
from chronoterm.telling import NUMBERED, Line, Span, Tone, tell
from chronoterm.text import clean
from chronoterm.widgets.keys import bindings

MARGIN = 1


class DetailPane(ScrollView, can_focus=True, inherit_bindings=False):
    """One record in lines; only the lines that differ from the record before are painted again."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.DETAIL)
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"detail-pane--{tone.value}" for tone in Tone}

    @dataclass
    class Followed(Message):
        """A related record was clicked."""

        detail_pane: "DetailPane"
        record_id: str

        @property
        def control(self) -> "DetailPane":
            """The pane, so that handlers can be bound to one."""
            return self.detail_pane

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._chronology: Chronology | None = None
        self._record: Record | None = None
        self._related: Sequence[Related] = ()
        self._first_number = 0
        self._notice: tuple[str, ...] = ()
        self._lines: list[Line] = []
        self._strips: list[Strip] = []

    # What is shown

    def show(self, chronology: Chronology, record_id: str | None) -> None:
        """Show a record from its top; nothing for none."""
        self._chronology = chronology
        self._record, self._related, self._notice = None, (), ()
        if record_id is not None:
            try:
                self._record = chronology.record(record_id)
                self._related = chronology.related(record_id)
            except DocumentError as error:
                where = f" ({clean(error.field)})" if error.field else ""
                self._notice = (f"This record cannot be read whole{where}: {clean(str(error))}.",)
        self._first_number = 0
        if self.scroll_offset.y:
            self.scroll_to(y=0, animate=False, force=True, immediate=True)
        self._tell()

    def numbered(self, number: int) -> Related | None:
        """The related record that has the key `number` (from 1), if any."""
        place = self._first_number + number - 1
        return (
            self._related[place] if place < min(len(self._related), self._first_number + NUMBERED) else None
        )

    def number_more(self) -> bool:
        """Give the keys to the next nine related records, from the first again after the last."""
        if len(self._related) <= NUMBERED:
            return False
        self._first_number = (
            (self._first_number + NUMBERED) if self._first_number + NUMBERED < len(self._related) else 0
        )
        self._tell()
        self._scroll_to_line(next(n for n, line in enumerate(self._lines) if line.text.startswith(" 1 ")))
        return True

    def _tell(self) -> None:
        cells = max(1, self.size.width - 2 * MARGIN)
        if self._record is not None and self._chronology is not None:
            lines = tell(self._record, self._related, self._chronology, cells, self._first_number)
        else:
            lines = [Line((Span(text, Tone.ALERT),)) for text in self._notice]
        self._put(lines)

    def _put(self, lines: list[Line]) -> None:
        """Take `lines`, and repaint those of the window that changed."""
        before, self._lines = self._strips, lines
        self._strips = [self._strip(line) for line in lines]
        self.virtual_size = Size(self.size.width, len(lines))
        top = self.scroll_offset.y
        blank: Strip = Strip.blank(self.size.width)
        for y in range(self.size.height):
            old = before[top + y] if top + y < len(before) else blank
            new = self._strips[top + y] if top + y < len(self._strips) else blank
            if old != new:
                self.refresh(Region(0, y, self.size.width, 1))

    def _strip(self, line: Line) -> Strip:
        base = self.rich_style
        segments = [Segment(" " * MARGIN, base)]
        segments += [Segment(span.text, base + self._style(span.tone)) for span in line.spans if span.text]
        return Strip(segments).adjust_cell_length(self.size.width, base)

    def _style(self, tone: Tone) -> Style:
        return self.get_component_rich_style(f"detail-pane--{tone.value}", partial=True)

    # Moving

    def action_move_down(self) -> None:
        """A line on."""
        self._scroll_to_line(self.scroll_offset.y + 1)

    def action_move_up(self) -> None:
        """A line back."""
        self._scroll_to_line(self.scroll_offset.y - 1)

    def action_move_page_down(self) -> None:
        """A page on."""
        self._scroll_to_line(self.scroll_offset.y + self.size.height - 1)

    def action_move_page_up(self) -> None:
        """A page back."""
        self._scroll_to_line(self.scroll_offset.y - self.size.height + 1)

    def action_move_half_down(self) -> None:
        """Half a page on."""
        self._scroll_to_line(self.scroll_offset.y + self.size.height // 2)

    def action_move_half_up(self) -> None:
        """Half a page back."""
        self._scroll_to_line(self.scroll_offset.y - self.size.height // 2)

    def action_move_first(self) -> None:
        """To the top."""
        self._scroll_to_line(0)

    def action_move_last(self) -> None:
        """To the end."""
        self._scroll_to_line(len(self._lines))

    def _scroll_to_line(self, line: int) -> None:
        self.scroll_to(y=line, animate=False, force=True, immediate=True)

    # Painting, and what happens to it

    def render_line(self, y: int) -> Strip:
        """The strip of a visible line."""
        line = y + self.scroll_offset.y
        return (
            self._strips[line] if line < len(self._strips) else Strip.blank(self.size.width, self.rich_style)
        )

    def on_resize(self) -> None:
        """Wrap anew."""
        self._strips = []
        self._tell()
        self.refresh()

    def notify_style_update(self) -> None:
        """Paint anew in the colours of another theme."""
        super().notify_style_update()
        if self._lines:
            self._put(self._lines)
            self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Follow the related record that was clicked."""
        line = event.y + self.scroll_offset.y
        if line < len(self._lines) and (target := self._lines[line].leads_to):
            self.post_message(self.Followed(self, target))
