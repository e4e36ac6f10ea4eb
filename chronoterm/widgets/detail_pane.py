"""The record under the cursor, told whole, with the way to its related records."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.strip import Strip

from chronoterm.cells import width, wrap
from chronoterm.chronology.view import Chronology, Related
from chronoterm.commands import Place
from chronoterm.documents import DocumentError
from chronoterm.lighting import DARKNESS, Light, Lit
from chronoterm.records import Record
from chronoterm.spans import NUMBERED, Line, Span, Tone, lit_spans
from chronoterm.terms import Term
from chronoterm.text import clean
from chronoterm.widgets.keys import bindings
from chronoterm.widgets.line_pane import LinePane
from chronoterm.widgets.messages import WidgetMessage

MARGIN = 1
CURSOR_MARK = "▸"
_LIT, _CURSOR = "detail-pane--lit", "detail-pane--cursor"


class DetailPane(LinePane, can_focus=True, inherit_bindings=False):
    """One record in lines."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.DETAIL)
    COMPONENT_CLASSES: ClassVar[set[str]] = {_LIT, _CURSOR, *(f"detail-pane--{tone.value}" for tone in Tone)}

    @dataclass
    class Followed(WidgetMessage):
        """A related record was clicked."""

        record_id: str

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._chronology: Chronology | None = None
        self._record: Record | None = None
        self._related: Sequence[Related] = ()
        self._first_number = 0
        self._notice: tuple[str, ...] = ()
        self._lines: list[Line] = []
        self._light = DARKNESS
        self._lit: list[Lit] = []
        self._cursor = 0

    # What is shown

    def show(self, chronology: Chronology, record_id: str | None, light: Light = DARKNESS) -> None:
        """Show a record from its top, with what was searched for lit; nothing for none."""
        self._chronology, self._light = chronology, light
        self._record, self._related, self._notice = None, (), ()
        if record_id is not None:
            try:
                self._record = chronology.record(record_id)
                self._related = chronology.related(record_id)
            except KeyError:  # the store is ahead of what the list shows, for a moment
                self._notice = ("This record was deleted.",)
            except DocumentError as error:
                where = f" ({clean(error.field)})" if error.field else ""
                self._notice = (f"This record cannot be read whole{where}: {clean(str(error))}.",)
        self._first_number = self._cursor = 0
        self._tell(top=0)

    @property
    def place(self) -> tuple[int, int, int]:
        """Where somebody is in the record: the first visible line, the cursor, the first related with a number."""
        return self.top, self._cursor, self._first_number

    def put_back(self, place: tuple[int, int, int]) -> None:
        """Go back to a place in the record, which may have become shorter."""
        top, cursor, self._first_number = place
        self._tell(top=top)
        self._cursor = max(0, min(cursor, len(self._lines) - 1))
        self.repaint()

    @property
    def means(self) -> Term | None:
        """What the value under the cursor can be filtered by, if by anything."""
        return self._lines[self._cursor].means if self._cursor < len(self._lines) else None

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
        first = Span(" 1 ", Tone.KEY)
        self.go_to(next((n for n, line in enumerate(self._lines) if line.spans[:1] == (first,)), self.top))
        return True

    def _tell(self, *, top: int | None = None) -> None:
        if not self.size:
            return
        cells = max(1, self.cells - 2 * MARGIN)
        if self._record is not None and self._chronology is not None:
            from chronoterm.telling import shortened, tell  # noqa: PLC0415 - not on the way to the first frame

            told = shortened(self._record)
            self._lines = tell(told, self._related, self._chronology, cells, self._first_number)
        else:
            wrapped = [each for text in self._notice for each in wrap(text, cells)]
            self._lines = [Line((Span(text, Tone.ALERT),)) for text in wrapped]
        self._lit = self._light.on_lines([line.text if line.searched else "" for line in self._lines])
        self.take(len(self._lines), top=top)

    def paint_line(self, line: int) -> Strip:
        """The strip of a line of the record."""
        base, here = self.rich_style, self.has_focus and line == self._cursor
        if here:
            base += self.part_style(_CURSOR)
        pieces = [each for each in lit_spans(self._lines[line], self._lit[line]) if each[0].text]
        pieces = pieces or [(Span(""), False)]
        # Margin and padding take the style beside them: a change of style costs more bytes than the text.
        texts = [span.text for span, _ in pieces]
        texts[0] = f"{CURSOR_MARK if here else ' ' * MARGIN}{texts[0]}"
        texts[-1] += " " * max(0, self.cells - sum(map(width, texts)))
        styles = [base + self._style(span.tone, is_lit=is_lit) for span, is_lit in pieces]
        return Strip(list(map(Segment, texts, styles))).crop(0, self.cells)

    def _style(self, tone: Tone, *, is_lit: bool) -> Style:
        name = f"detail-pane--{tone.value}"
        return self.part_style(name, _LIT) if is_lit else self.part_style(name)

    # Moving

    def action_move_down(self) -> None:
        """To the next line with something on it."""
        self._step(1)

    def action_move_up(self) -> None:
        """To the line before."""
        self._step(-1)

    def action_move_page_down(self) -> None:
        """A page on."""
        self._scroll(self.size.height - 1)

    def action_move_page_up(self) -> None:
        """A page back."""
        self._scroll(1 - self.size.height)

    def action_move_half_down(self) -> None:
        """Half a page on."""
        self._scroll(self.size.height // 2)

    def action_move_half_up(self) -> None:
        """Half a page back."""
        self._scroll(-(self.size.height // 2))

    def action_move_first(self) -> None:
        """To the top."""
        self._scroll(-len(self._lines))

    def action_move_last(self) -> None:
        """To the end."""
        self._scroll(len(self._lines))

    def _step(self, by: int) -> None:
        """Move the cursor; past the middle of the window the lines move under it, so that what comes is seen."""
        line = self._cursor + by
        while 0 < line < len(self._lines) - 1 and not self._lines[line].text.strip():
            line += by
        self._cursor = max(0, min(line, len(self._lines) - 1))
        self.go_to(self._cursor - self.size.height // 2)

    def _scroll(self, by: int) -> None:
        self._cursor = max(0, min(self._cursor + by, len(self._lines) - 1))
        self.go_to(self.top + by)

    # What happens to it

    def on_resize(self) -> None:
        """Wrap anew."""
        self._tell()

    def on_click(self, event: events.Click) -> None:
        """Follow the related record that was clicked."""
        line = event.y + self.top
        if line >= len(self._lines) or event.x >= self.cells:
            return
        self._cursor = line
        self.repaint()
        if target := self._lines[line].leads_to:
            self.post_message(self.Followed(self, target))

    def action_detail_follow(self) -> None:
        """Follow the related record under the cursor."""
        if self._cursor < len(self._lines) and (target := self._lines[self._cursor].leads_to):
            self.post_message(self.Followed(self, target))
