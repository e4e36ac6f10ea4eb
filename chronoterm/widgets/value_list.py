"""The values of a facet to choose from, each with its count, painted only where visible."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from chronoterm.cells import fit, fit_right
from chronoterm.chronology.view import FacetValue
from chronoterm.text import clean

COUNT_WIDTH = 9
INDENT = 2


class Choice(Enum):
    """What is wanted of a value."""

    NONE = " "
    WITH = "+"
    WITHOUT = "-"


class ValueList(ScrollView, can_focus=False):
    """A list with a cursor and a mark on each value; the keys come from the prompt above it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "value-list--cursor",
        "value-list--none",
        "value-list--with",
        "value-list--without",
        "value-list--count",
    }

    cursor: reactive[int] = reactive(0, repaint=False, init=False)

    @dataclass
    class Clicked(Message):
        """A value was clicked."""

        value_list: "ValueList"

        @property
        def control(self) -> "ValueList":
            """The list, so that handlers can be bound to one."""
            return self.value_list

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.values: Sequence[FacetValue] = ()
        self.choices: dict[str, Choice] = {}

    def show(self, values: Sequence[FacetValue]) -> None:
        """Show other values, from the first."""
        self.values = values
        self.virtual_size = Size(self.size.width, len(values))
        self.cursor = 0
        self.scroll_to(y=0, animate=False, force=True, immediate=True)
        self.refresh()

    @property
    def here(self) -> FacetValue | None:
        """The value under the cursor."""
        return self.values[self.cursor] if self.values else None

    def choose(self, choice: Choice) -> None:
        """Mark the value under the cursor, or take the mark away again, and go on to the next."""
        if self.here is not None:
            value = self.here.value
            self.choices[value] = Choice.NONE if self.choices.get(value) is choice else choice
            self.cursor += 1
            self.refresh()

    def chosen(self, choice: Choice) -> tuple[str, ...]:
        """The values with a mark, in the order in which they were marked first."""
        return tuple(value for value, mark in self.choices.items() if mark is choice)

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a value."""
        return max(0, min(cursor, len(self.values) - 1))

    def watch_cursor(self, before: int, now: int) -> None:
        """Repaint the two lines and keep the cursor in the window."""
        self.refresh_lines(before - self.scroll_offset.y)
        height, top = self.size.height, self.scroll_offset.y
        if height and not top <= now < top + height:
            wanted = now if now < top else now - height + 1
            self.scroll_to(y=wanted, animate=False, force=True, immediate=True)
        self.refresh_lines(now - self.scroll_offset.y)

    def render_line(self, y: int) -> Strip:
        """The strip of a visible value."""
        line, base, cells = y + self.scroll_offset.y, self.rich_style, self.size.width
        if line >= len(self.values):
            return Strip.blank(cells, base)
        value = self.values[line]
        choice = self.choices.get(value.value, Choice.NONE)
        part = (
            f"value-list--{choice.name.lower()}"
            if value.count or choice is not Choice.NONE
            else "value-list--count"
        )
        style = base + self.get_component_rich_style(part, partial=True)
        count = base + self.get_component_rich_style("value-list--count", partial=True)
        if line == self.cursor:
            marked = self.get_component_rich_style("value-list--cursor", partial=True)
            style, count = style + marked, count + marked
        text = f"{'▶' if line == self.cursor else ' '}{choice.value} {' ' * INDENT * value.depth}{clean(value.label)}"
        room = max(0, cells - COUNT_WIDTH)
        return Strip(
            [Segment(fit(text, room), style), Segment(fit_right(f"{value.count:,} ", cells - room), count)]
        )

    def on_resize(self) -> None:
        """Take the new width."""
        self.virtual_size = Size(self.size.width, len(self.values))
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Move to the value that was clicked, and say so."""
        line = event.y + self.scroll_offset.y
        if line < len(self.values):
            self.cursor = line
            self.post_message(self.Clicked(self))
