"""The views that somebody saved for this store: to open one, to delete one, to make one the default."""

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
from chronoterm.commands import COMMANDS, Place, key_line, shown_keys
from chronoterm.keeping.remembered import SavedView
from chronoterm.screens.window import Window
from chronoterm.text import clean, isolate
from chronoterm.widgets.keys import bindings
from chronoterm.widgets.line_pane import LinePane
from chronoterm.widgets.messages import WidgetMessage

LINES = 2
"""Lines of a view: its name, and under it the query and the sort."""

MOST_LINES = 24
"""Lines of views in the window."""

AROUND = 5
"""Lines of the window that the frame, the title, the note and the keys take."""

WIDTH = 84
"""Columns of the window, where there are as many."""

NAMED = 40
"""Cells of a name in the note."""

INDENT = 4
DIGITS = 9
EVERYTHING = "all records"
SAVE = next(shown_keys(each) for each in COMMANDS if each.id == "view.save")
EMPTY = f"Nothing is saved yet. {SAVE} saves the filters and their sort under a name."


@dataclass(frozen=True)
class Opened:
    """A saved view should be shown."""

    name: str


@dataclass(frozen=True)
class Deleted:
    """A saved view should go; it was asked for twice."""

    name: str


@dataclass(frozen=True)
class MadeDefault:
    """The store should open with a view of this name, or with none."""

    name: str | None


SavedResult: TypeAlias = Opened | Deleted | MadeDefault


class SavedList(LinePane, can_focus=False):
    """The saved views with a cursor, two lines each; the keys come from the window."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"value-list--cursor", "value-list--count"}

    cursor: reactive[int] = reactive(0, repaint=False, init=False)

    class Clicked(WidgetMessage):
        """A view was clicked."""

    def __init__(self, views: Sequence[SavedView], *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._views = views
        self.total = LINES * len(views)

    @property
    def here(self) -> SavedView | None:
        """The view under the cursor."""
        return self._views[self.cursor] if self._views else None

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a view."""
        return max(0, min(cursor, len(self._views) - 1))

    def watch_cursor(self) -> None:
        """Keep both lines of the view in the window, and repaint what changed."""
        self._keep_in_window()

    def on_resize(self) -> None:
        """Keep the view under the cursor in the window."""
        self._keep_in_window()

    def _keep_in_window(self) -> None:
        first = LINES * self.cursor
        past = first + LINES - self.top - self.size.height
        self.go_to(min(first, self.top + max(0, past)))

    def paint_line(self, line: int) -> Strip:
        """The strip of a view's name, or of its query and sort."""
        number, second = divmod(line, LINES)
        view, base = self._views[number], self.rich_style
        faint = base + self._part("count")
        if number == self.cursor:
            base, faint = base + self._part("cursor"), faint + self._part("cursor")
        if second:
            query = f"{' ' * INDENT}{clean(view.query) or EVERYTHING}"
            return self._with_right(query, f"sort {clean(view.sort)}", faint, faint)
        digit = str(number + 1) if number < DIGITS else " "
        name = f"{'▶' if number == self.cursor else ' '} {digit} {clean(view.name)}"
        return self._with_right(name, "default" if view.default else "", base, faint)

    def _with_right(self, text: str, right: str, style: Style, right_style: Style) -> Strip:
        """A line with something at its right end, which gets half the line at most."""
        room = min(width(right), self.cells // 2 - 2)
        end = f" {fit_right(right, max(0, room))} " if right else ""
        return Strip(
            [Segment(fit(text, self.cells - width(end)), style), Segment(end, right_style)], self.cells
        )

    def _part(self, name: str) -> Style:
        return self.get_component_rich_style(f"value-list--{name}", partial=True)

    def on_click(self, event: events.Click) -> None:
        """Move to the view that was clicked, and say so."""
        line = event.y + self.top
        if line < self.total and event.x < self.cells:
            self.cursor = line // LINES
            self.post_message(self.Clicked(self))


class SavedViews(Window[SavedResult | None]):
    """Lists the saved views and announces what was chosen; it changes nothing itself."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.SAVED)

    def __init__(self, views: Sequence[SavedView], at: str | None = None) -> None:
        """The cursor starts on the view named `at`, else on the first."""
        super().__init__()
        self._views = views
        self._at = at
        self._doomed: str | None = None

    def compose(self) -> ComposeResult:
        """The views over what is to be said about them."""
        with Vertical(classes="window"):
            yield Static(Content(self._heading), classes="window-title")
            yield SavedList(self._views, id="saved")
            yield Static(Content("" if self._views else EMPTY), id="reading")
            yield Static(Content(key_line(Place.SAVED)), classes="window-keys")

    @property
    def _heading(self) -> str:
        return f"Saved filters · {len(self._views)}" if self._views else "Saved filters"

    def on_mount(self) -> None:
        """Let the keys come to the window, and start where it was asked for."""
        self.set_focus(None)
        self.query_one(".window").styles.width = WIDTH
        names = [each.name for each in self._views]
        if self._at in names:
            self._list.cursor = names.index(self._at)

    def on_resize(self, event: events.Resize) -> None:
        """Leave the title, the note and the keys their lines in a small terminal."""
        room = event.size.height * 9 // 10 - AROUND  # the style sheet gives a window 90 %
        views = min(len(self._views), MOST_LINES // LINES, max(1, room // LINES))
        self._list.styles.height = LINES * views

    @property
    def _list(self) -> SavedList:
        return self.query_one(SavedList)

    def _say(self, note: str) -> None:
        reading = self.query_one("#reading", Static)
        reading.set_class(bool(note), "-refused")
        reading.update(Content(note))

    def action_saved_down(self) -> None:
        """To the next view."""
        self._move(1)

    def action_saved_up(self) -> None:
        """To the view before."""
        self._move(-1)

    def _move(self, views: int) -> None:
        self._spare()
        self._list.cursor += views

    def _spare(self) -> None:
        """Forget that a view was about to be deleted."""
        if self._doomed is not None:
            self._doomed = None
            self._say("")

    def action_saved_open(self) -> None:
        """Give the view under the cursor."""
        if self._list.here is not None:
            self.close(Opened(self._list.here.name))

    def action_saved_pick(self, number: int) -> None:
        """Give the view of a number."""
        if number <= len(self._views):
            self.close(Opened(self._views[number - 1].name))

    @on(SavedList.Clicked)
    def open_click(self) -> None:
        """A click opens the view under it."""
        self.action_saved_open()

    def action_saved_default(self) -> None:
        """Make the view under the cursor the default, or take that away again."""
        here = self._list.here
        if here is not None:
            self.close(MadeDefault(None if here.default else here.name))

    def action_saved_delete(self) -> None:
        """Ask whether to delete the view under the cursor; the second time, do."""
        here = self._list.here
        if here is not None and here.name == self._doomed:
            self.close(Deleted(here.name))
        elif here is not None:
            self._doomed = here.name
            self._say(f"Press again to delete “{isolate(cut(clean(here.name), NAMED))}”")

    def action_saved_cancel(self) -> None:
        """Change nothing."""
        self.close(None)
