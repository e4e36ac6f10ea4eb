"""The text of an article under review, with what the proposal is made of lit."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textual import events

from chronoterm.cells import cut, width
from chronoterm.importers.proposals import Span
from chronoterm.reviewing.lights import Lit
from chronoterm.reviewing.showing import Shown
from chronoterm.text import isolate
from chronoterm.widgets.form_rows import Row, painted, place_at, row_of, rows_of
from chronoterm.widgets.line_widget import Piece
from chronoterm.widgets.messages import WidgetMessage
from chronoterm.widgets.review_pane import ReviewPane

REST = "rest"
"""The part of what no proposal was made of."""

MARGIN = 1
ABOVE = 2
"""Lines that are shown above what is brought into the window."""


class ReviewText(ReviewPane, can_focus=False):
    """Shows a text in rows; places are those of the text as it was read."""

    @dataclass
    class Clicked(WidgetMessage):
        """A place of the text was clicked."""

        place: int

    def __init__(self, text: Shown, *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._text = text
        self._rows: Sequence[Row] = ()
        self._rows_for = -1
        self._lit: Sequence[Lit] = ()
        self._mark: Span | None = None
        self._in_view: Span | None = None

    def show(self, lit: Sequence[Lit], *, in_view: Span | None, mark: int | None = None) -> None:
        """Light pieces of the text, bring a span of it into the window, and mark the word at a place."""
        at = self._text.at
        self._lit = [Lit(at(each.start), at(each.end), each.light) for each in lit]
        self._mark = None if mark is None else self._word_at(at(mark))
        self._in_view = None if in_view is None else (at(in_view[0]), at(in_view[1]))
        self._lay()
        self._bring()

    def page(self, pages: int) -> None:
        """Scroll by pages, without moving anything else."""
        self.go_to(self.top + pages * max(1, self.size.height - 1))

    def _word_at(self, start: int) -> Span:
        end = start
        while end < len(self._text.text) and not self._text.text[end].isspace():
            end += 1
        return start, end

    def _lay(self) -> None:
        cells = max(1, self.cells - 2 * MARGIN)
        if cells != self._rows_for:
            self._rows_for, self._rows = cells, rows_of(self._text.text, cells)
        self.total = len(self._rows)

    def _bring(self) -> None:
        """Scroll so that the span can be seen, or its beginning where it is too long."""
        wanted = self._mark or self._in_view
        if wanted is None or not self._rows or not self.size.height:
            self.repaint()
            return
        first, last = (row_of(self._rows, each) for each in (wanted[0], max(wanted[0], wanted[1] - 1)))
        height = self.size.height
        if self.top <= first and last < self.top + height:
            self.go_to(self.top)
        else:
            self.go_to(first - min(ABOVE, max(0, height - (last - first + 1))))

    def pieces_of(self, line: int) -> Sequence[Piece]:
        """The lit and unlit pieces of a row."""
        row = self._rows[line]
        room = self.cells - 2 * MARGIN
        pieces = [Piece(" " * MARGIN)]
        for start, end, part in self._parts(row):
            text = painted(self._text.text[start:end])
            if width(text) > room:  # spaces at the end of a row may reach past it
                text = cut(text.rstrip(" "), room)
            room -= width(text)
            pieces.append(Piece(isolate(text), part))
        return pieces

    def _parts(self, row: Row) -> Iterator[tuple[int, int, str]]:
        here = row.start
        first = bisect_left(self._lit, row.start, key=lambda each: each.end)
        for start, end, light in self._lit[first:]:
            if start >= row.end:
                break
            if max(start, here) > here:
                yield from self._marked(here, start, REST)
            yield from self._marked(max(start, here), min(end, row.end), light.value)
            here = max(here, min(end, row.end))
        if here < row.end:
            yield from self._marked(here, row.end, REST)

    def _marked(self, start: int, end: int, part: str) -> Iterator[tuple[int, int, str]]:
        """A piece, with the marked word in it apart."""
        if self._mark is None or self._mark[1] <= start or end <= self._mark[0]:
            if start < end:
                yield start, end, part
            return
        first, last = max(start, self._mark[0]), min(end, self._mark[1])
        pieces = ((start, first, part), (first, last, "cut"), (last, end, part))
        yield from (each for each in pieces if each[0] < each[1])

    def on_resize(self) -> None:
        """Break the text into rows anew, and keep what is looked at in the window."""
        self._lay()
        self._bring()

    def on_click(self, event: events.Click) -> None:
        """Say which place was clicked."""
        if at := self.clicked_at(event):
            place = place_at(self._text.text, self._rows[at[0]], max(0, at[1] - MARGIN))
            self.post_message(self.Clicked(self, self._text.place(place)))
