"""The main screen: the list, the detail beside it, the filters above, and what the keys mean here."""

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.message import Message

from chronoterm.commands import Place
from chronoterm.screens.showing import ShowingScreen
from chronoterm.widgets.chronology_list import ChronologyList
from chronoterm.widgets.column_header import ColumnHeader
from chronoterm.widgets.detail_pane import DetailPane
from chronoterm.widgets.filter_bar import FilterBar
from chronoterm.widgets.key_bar import KeyBar
from chronoterm.widgets.keys import bindings
from chronoterm.widgets.known_bar import KnownBar
from chronoterm.widgets.styled_widget import KeptLines
from chronoterm.widgets.title_bar import TitleBar

NARROW = 100
"""Columns below which the detail goes under the list."""

TINY = (60, 15)
"""Columns and rows below which only the list shows, and Enter opens the detail."""

TALL = 30
"""Rows from which the strip of time has an axis below it."""


class ChronologyScreen(ShowingScreen):
    """The parts of the screen, and what its keys do."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.CHRONOLOGY)
    AUTO_FOCUS = "#list"

    class Stopped(Message):
        """Reading the store should stop."""

    class Left(Message):
        """There is nothing more to go back from."""

    class ThemeAsked(Message):
        """Somebody wants the other theme."""

    def compose(self) -> ComposeResult:
        """From top to bottom, with the body side by side where there is room."""
        yield Vertical(TitleBar(id="title"), KnownBar(id="known"), id="top")
        yield KeptLines(FilterBar(id="filters"), id="asking")
        yield KeptLines(id="time")
        # Side by side with nothing else: what is shown or hidden moves all after it, which would be sent anew.
        yield KeptLines(ColumnHeader(id="columns"), id="head")
        yield ChronologyList(id="list")
        yield DetailPane(id="detail")
        yield KeyBar(id="keys", rights=self.rights)

    def go_to_record(self, record_id: str) -> None:
        """Put the cursor on a record, or say that the filters leave it out."""
        if self._view is not None and self._view.position(record_id) is None:
            self.remark("saved; it lies outside the filters")
        else:
            self._go(record_id)

    # What happens to the list

    @on(ChronologyList.Resized)
    def lay_columns_out(self, event: ChronologyList.Resized) -> None:
        """Put the names of the columns over the columns."""
        self.query_one(ColumnHeader).show(cells=event.cells)

    def on_mount(self) -> None:
        """Let the heading follow the list in the same frame."""
        self.watch(self._list, "heading", self.show_heading)

    def show_heading(self, title: str) -> None:
        """Complete the dates by the month they lie in."""
        self.query_one(ColumnHeader).show(heading=title)

    @on(ChronologyList.SelectionChanged)
    def show_selection(self) -> None:
        """Say how many records are selected."""
        self._show_filters()

    @on(ChronologyList.ColumnChanged)
    def show_column(self, event: ChronologyList.ColumnChanged) -> None:
        """Mark the column that records are filtered by."""
        self.query_one(ColumnHeader).show(active=event.column)

    def on_resize(self, event: events.Resize) -> None:
        """Put the detail beside the list, under it, or away."""
        width, height = event.size
        tiny = width < TINY[0] or height < TINY[1]
        self.set_class(tiny, "-tiny")
        self.set_class(width < NARROW and not tiny, "-narrow")
        self.set_class(height >= TALL and not tiny, "-tall")
        if tiny:
            self.set_class(self._detail.has_focus, "-reading")
            if self._strip is not None and self.focused is self._strip:
                self.set_focus(self._list)

    # Panes and program

    def action_view_back(self) -> None:
        """Back to the list; in the list, take back the newest filter; never quit."""
        if self.stops_exporting():
            return
        if self._loading and self._view is None:
            self.post_message(self.Stopped())
        elif not self._list.has_focus:
            self._to_list()
        elif self._list.selected:
            self._list.select(frozenset())
        elif self._hits is not None:
            self.show(self._hits)
        elif self._asked.query.conditions:
            self._want(self._asked.query.without(-1))
        elif self._loading:
            self.post_message(self.Stopped())

    @on(ChronologyList.Chosen)
    def to_detail(self) -> None:
        """To the detail, which a small window shows alone."""
        self.catch_up()
        self.add_class("-reading")
        self.set_focus(self._detail)

    def _to_list(self) -> None:
        self.remove_class("-reading")
        self.set_focus(self._list)

    def action_read_other(self) -> None:
        """From the list to the detail, or back; in the prompt, take what is offered."""
        if self._before is not None:
            self.complete()
        elif self._detail.has_focus:
            self._to_list()
        else:
            self.to_detail()

    def action_program_leave(self) -> None:
        """Back from the detail; from the list, out of the program."""
        if not self._list.has_focus:
            self._to_list()
        else:
            self.post_message(self.Left())

    def action_program_help(self) -> None:
        """Show every key."""
        from chronoterm.screens.reading_window import ReadingWindow, help_text  # noqa: PLC0415 - as above

        self.app.push_screen(ReadingWindow("Keys", help_text(self.rights)))

    @on(FilterBar.ProblemsAsked)
    def action_program_problems(self) -> None:
        """Show what needs attention."""
        from chronoterm.screens.reading_window import ReadingWindow, problem_text  # noqa: PLC0415 - as above

        problems = self._chronology.problems if self._chronology else ()
        self.app.push_screen(ReadingWindow("Needs attention", problem_text(problems)))

    def action_program_theme(self) -> None:
        """Change the theme."""
        self.post_message(self.ThemeAsked())

    @on(KeyBar.Pressed)
    async def press(self, event: KeyBar.Pressed) -> None:
        """Do what was clicked in the last line."""
        owner = self if hasattr(self, f"action_{event.action}") else self.app
        await self.app.run_action(event.action, owner)
