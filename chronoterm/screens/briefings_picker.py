"""What is to be briefed: what is shown, or one of the briefings that somebody saved."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from rich.segment import Segment
from rich.style import Style
from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.strip import Strip
from textual.widgets import Static

from chronoterm.cells import cut, fit, fit_right, width
from chronoterm.commands import Place, key_line
from chronoterm.keeping.remembered import SavedBriefing
from chronoterm.screens.name_prompt import NamePrompt
from chronoterm.screens.window import Window
from chronoterm.text import clean, isolate
from chronoterm.widgets.keys import bindings
from chronoterm.widgets.line_pane import LinePane
from chronoterm.widgets.messages import WidgetMessage
from chronoterm.wording import records_in_words

DIGITS = 9
NAMED = 40
"""Cells of a name in the note."""

MOST_LINES = 16
"""Lines of the list."""


class ShownChosen:
    """What is shown should be briefed."""


@dataclass(frozen=True)
class SavedChosen:
    """A saved briefing should be opened."""

    name: str


@dataclass(frozen=True)
class SavedDeleted:
    """A saved briefing should go; it was asked for twice."""

    name: str


BriefingChoice: TypeAlias = ShownChosen | SavedChosen | SavedDeleted


class BriefingName(NamePrompt):
    """Asks for the name of a briefing."""

    def __init__(self, proposed: str, taken: Sequence[str], number: int) -> None:
        """`number` is how many records it has."""
        super().__init__(proposed, taken)
        self._number = number

    def on_mount(self) -> None:
        """Say what the name is for."""
        super().on_mount()
        what = f"Save a briefing of {records_in_words(self._number)} as"
        self.query_one(".window-title", Static).update(Content(what))


class BriefingList(LinePane, can_focus=False):
    """What is shown, then the saved briefings, with a cursor; the keys come from the window."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"value-list--cursor", "value-list--count"}

    cursor: reactive[int] = reactive(0, repaint=False, init=False)

    class Clicked(WidgetMessage):
        """A line was clicked."""

    def __init__(self, shown: int, briefings: Sequence[SavedBriefing], *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._lines = (
            ("What is shown", shown),
            *((clean(each.name), len(each.records)) for each in briefings),
        )
        self.total = len(self._lines)

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a line."""
        return max(0, min(cursor, self.total - 1))

    def watch_cursor(self, cursor: int) -> None:
        """Keep it in the window, and repaint what changed."""
        past = cursor + 1 - self.top - self.size.height
        self.go_to(min(cursor, self.top + max(0, past)))

    def paint_line(self, line: int) -> Strip:
        """The strip of a name and the number of its records."""
        name, number = self._lines[line]
        base, faint = self.rich_style, self.rich_style + self._part("count")
        if line == self.cursor:
            base, faint = base + self._part("cursor"), faint + self._part("cursor")
        digit = str(line + 1) if line < DIGITS else " "
        end = f" {records_in_words(number)} "
        text = fit(f"{'▶' if line == self.cursor else ' '} {digit} {name}", max(0, self.cells - width(end)))
        return Strip([Segment(text, base), Segment(fit_right(end, width(end)), faint)], self.cells)

    def _part(self, name: str) -> Style:
        return self.get_component_rich_style(f"value-list--{name}", partial=True)

    def on_click(self, event: events.Click) -> None:
        """Move to the line that was clicked, and say so."""
        line = event.y + self.top
        if line < self.total and event.x < self.cells:
            self.cursor = line
            self.post_message(self.Clicked(self))


class BriefingsPicker(Window[BriefingChoice | None]):
    """Lists what can be briefed and announces what was chosen; it changes nothing itself."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.BRIEFINGS)

    def __init__(self, shown: int, briefings: Sequence[SavedBriefing]) -> None:
        """`shown` is how many records are shown."""
        super().__init__()
        self._shown = shown
        self._briefings = briefings
        self._doomed: str | None = None

    def compose(self) -> ComposeResult:
        """The list over what is to be said about it."""
        with Vertical(classes="window"):
            yield Static(Content("Brief"), classes="window-title")
            yield BriefingList(self._shown, self._briefings, id="briefings")
            yield Static(Content(""), id="reading")
            yield Static(Content(key_line(Place.BRIEFINGS)), classes="window-keys")

    def on_mount(self) -> None:
        """Let the keys come to the window."""
        super().on_mount()
        self.set_focus(None)
        self._list.styles.height = min(len(self._briefings) + 1, MOST_LINES)

    @property
    def _list(self) -> BriefingList:
        return self.query_one(BriefingList)

    def _say(self, note: str) -> None:
        reading = self.query_one("#reading", Static)
        reading.set_class(bool(note), "-refused")
        reading.update(Content(note))

    def _move(self, lines: int) -> None:
        self._doomed = None
        self._say("")
        self._list.cursor += lines

    def action_briefings_down(self) -> None:
        """To the next line."""
        self._move(1)

    def action_briefings_up(self) -> None:
        """To the line before."""
        self._move(-1)

    def action_briefings_open(self) -> None:
        """Give what the cursor is on."""
        self.action_briefings_pick(self._list.cursor + 1)

    @on(BriefingList.Clicked)
    def open_click(self) -> None:
        """A click opens the line under it."""
        self.action_briefings_open()

    def action_briefings_pick(self, number: int) -> None:
        """Give what has a number."""
        if number == 1:
            self.close(ShownChosen())
        elif number <= len(self._briefings) + 1:
            self.close(SavedChosen(self._briefings[number - 2].name))

    def action_briefings_delete(self) -> None:
        """Ask whether to delete the briefing under the cursor; the second time, do."""
        if not self._list.cursor:
            self._say("only saved briefings can be deleted")
            return
        name = self._briefings[self._list.cursor - 1].name
        if name == self._doomed:
            self.close(SavedDeleted(name))
        else:
            self._doomed = name
            self._say(f"Press again to delete “{isolate(cut(clean(name), NAMED))}”")

    def action_briefings_cancel(self) -> None:
        """Open nothing."""
        self.close(None)
