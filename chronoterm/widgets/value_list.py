"""The values of a facet to choose from, each with its count, painted only where visible."""

from collections.abc import Callable, Sequence
from enum import Enum
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.reactive import reactive
from textual.strip import Strip

from chronoterm.cells import cut, fit, fit_right, width
from chronoterm.chronology.view import FacetValue
from chronoterm.text import clean, isolate
from chronoterm.widgets.line_pane import LinePane
from chronoterm.widgets.messages import WidgetMessage

COUNT_WIDTH = 9
INDENT = 2


class Choice(Enum):
    """What is wanted of a value."""

    NONE = " "
    WITH = "+"
    WITHOUT = "-"


class Note(NamedTuple):
    """What stands beside a value: what belongs to its name, and what belongs to its count."""

    beside: str = ""
    before_count: str = ""


Notes = Callable[[FacetValue, FacetValue | None], Note]
"""The note on a value that stands below another, or by itself."""


class ValueList(LinePane, can_focus=False):
    """A list with a cursor and a mark on each value; the keys come from the prompt above it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "value-list--cursor",
        "value-list--none",
        "value-list--with",
        "value-list--without",
        "value-list--count",
    }

    cursor: reactive[int] = reactive(0, repaint=False, init=False)

    class Clicked(WidgetMessage):
        """A value was clicked."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.values: Sequence[FacetValue] = ()
        self._is_flat = False
        self._notes: Notes | None = None
        self.choices: dict[str, Choice] = {}

    def show(self, values: Sequence[FacetValue], *, flat: bool = False, notes: Notes | None = None) -> None:
        """Show other values, from the first; `flat` where they do not stand below what they belong to."""
        self.values, self._is_flat, self._notes = values, flat, notes
        self.set_reactive(ValueList.cursor, 0)
        self.take(len(values), top=0)

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
            self.repaint()

    def chosen(self, choice: Choice) -> tuple[str, ...]:
        """The values with a mark, in the order in which they were marked first."""
        return tuple(value for value, mark in self.choices.items() if mark is choice)

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a value."""
        return max(0, min(cursor, len(self.values) - 1))

    def watch_cursor(self, cursor: int) -> None:
        """Keep the cursor in the window, and repaint what changed."""
        last = self.top + self.size.height - 1
        self.go_to(cursor if cursor < self.top else self.top + max(0, cursor - last))

    def paint_line(self, line: int) -> Strip:
        """The strip of a value."""
        value, base = self.values[line], self.rich_style
        choice = self.choices.get(value.value, Choice.NONE)
        part = choice.name.lower() if value.count or choice is not Choice.NONE else "count"
        style, count = base + self._part(part), base + self._part("count")
        if line == self.cursor:
            style, count = style + self._part("cursor"), count + self._part("cursor")
        depth = 0 if self._is_flat else value.depth
        text = (
            f"{'▶' if line == self.cursor else ' '}{choice.value} {' ' * INDENT * depth}{clean(value.label)}"
        )
        room = max(0, self.cells - COUNT_WIDTH)
        text = cut(text, room)
        number = fit_right(f"{value.count:,} ", self.cells - room)
        note = self._notes(value, self._above(line)) if self._notes is not None else Note()
        beside, before = _fitting(note, room - width(text))
        if not beside and not before:
            return Strip([Segment(fit(text, room), style), Segment(number, count)])
        gap = " " * (room - width(text) - width(beside) - width(before))
        rest = Segment(f"{isolate(beside)}{gap}{before}{number}", count)
        return Strip([Segment(isolate(text), style), rest])

    def _above(self, line: int) -> FacetValue | None:
        """What the value of a line stands below."""
        depth = 0 if self._is_flat else self.values[line].depth
        above = (each for each in reversed(self.values[:line]) if each.depth == depth - 1)
        return next(above, None) if depth else None

    def _part(self, name: str) -> Style:
        return self.part_style(f"value-list--{name}")

    def on_click(self, event: events.Click) -> None:
        """Move to the value that was clicked, and say so."""
        line = event.y + self.top
        if line < len(self.values) and event.x < self.cells:
            self.cursor = line
            self.post_message(self.Clicked(self))


def _fitting(note: Note, room: int) -> tuple[str, str]:
    """What of a note there is room for beside a name: where it is from first, then what goes with the count."""
    beside = f"  {note.beside}" if note.beside else ""
    if width(beside) > room:
        return "", ""
    before = f"  {note.before_count}" if note.before_count else ""
    return beside, before if width(beside) + width(before) <= room else ""
