"""The main screen: the list, the detail beside it, the filters above, and what the keys mean here."""

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.timer import Timer

from chronoterm.chronology.view import Chronology, Direction, View
from chronoterm.commands import Place
from chronoterm.dates import PartialDate
from chronoterm.narrowing import first_day
from chronoterm.screens.asking import AskingScreen
from chronoterm.screens.notes import empty_store, empty_view, outside
from chronoterm.widgets.chronology_list import ChronologyList
from chronoterm.widgets.column_header import ColumnHeader
from chronoterm.widgets.detail_pane import DetailPane
from chronoterm.widgets.filter_bar import FilterBar
from chronoterm.widgets.key_bar import KeyBar
from chronoterm.widgets.keys import bindings
from chronoterm.widgets.title_bar import TitleBar
from chronoterm.wording import needs_attention

REST = 0.1
"""Seconds between two details while the cursor moves: a held key must not flood the link."""

NARROW = 100
"""Columns below which the detail goes under the list."""

TINY = (60, 15)
"""Columns and rows below which only the list shows, and Enter opens the detail."""


class ChronologyScreen(AskingScreen):
    """Holds what is shown and the way of followed records."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.CHRONOLOGY)

    class Ready(Message):
        """The screen stands, and has nothing to show."""

    class Stopped(Message):
        """Reading the store should stop."""

    class Left(Message):
        """There is nothing more to go back from."""

    class ThemeAsked(Message):
        """Somebody wants the other theme."""

    def __init__(self, today: PartialDate, who: str) -> None:
        """`today` is the UTC day, for dates typed without a year; `who` the user and host."""
        super().__init__()
        self._today = today
        self._who = who
        self._title = ""
        self._attention = ""
        self._told: str | None = None
        self._told_at: str | None = None
        self._trail: list[str] = []
        self._rest: Timer | None = None
        self._loading = False

    def compose(self) -> ComposeResult:
        """From top to bottom, with the body side by side where there is room."""
        yield TitleBar(id="title")
        yield FilterBar(id="filters")
        yield ColumnHeader(id="columns")
        yield ChronologyList(id="list")
        yield DetailPane(id="detail")
        yield KeyBar(id="keys")

    # What is shown

    def say(self, title: str, note: str, *, loading: bool = False) -> None:
        """Show a note instead of records: while a store is read, or when it was not."""
        self._title, self._loading = title, loading
        self.query_one(TitleBar).show(title, 0, None, self._who)
        self._list.say(note)

    def open(self, chronology: Chronology, view: View) -> None:
        """Show a chronology from the first record of `view`."""
        self._chronology, self._title, self._loading = chronology, chronology.title, False
        self._told, self._trail, self._view = None, [], view
        self._attention = needs_attention(chronology.problems)
        if self.is_mounted:
            self.show(view)

    def on_mount(self) -> None:
        """Show what is there already, or ask for it."""
        if self._view is not None:
            self.show(self._view)
        else:
            self.post_message(self.Ready())

    def show(self, view: View) -> None:
        """Show a view; the cursor stays on its record, or goes to the nearest in time."""
        if self._chronology is None:
            return
        self._view, self._asked, self._sorting = view, view.query, view.order
        here = self._list.record_id or self._told
        position = (view.nearest(here) if here else None) or 0
        self.query_one(ColumnHeader).show(order=view.order)
        self._list.show(self._chronology, view, position)
        if not view.count:
            self._list.say(empty_view(view) if self._chronology.total else empty_store(self._attention))
        self._tell(self._list.record_id)

    @property
    def _list(self) -> ChronologyList:
        return self.query_one(ChronologyList)

    @property
    def _detail(self) -> DetailPane:
        return self.query_one(DetailPane)

    def _tell(self, record_id: str | None) -> None:
        """Show a record in the detail, and what the first lines say about it."""
        self._told, self._told_at = record_id, self._list.record_id
        if self._rest is not None:
            self._rest.stop()
            self._rest = None
        if self._chronology is None or self._view is None:
            return
        self._detail.show(self._chronology, record_id)
        self.query_one(TitleBar).show(self._title, self._chronology.total, self._view, self._who)
        is_outside = record_id is not None and self._view.position(record_id) is None
        self.query_one(FilterBar).show(
            self._chronology,
            self._view.query,
            self._view.order,
            remark=outside() if is_outside else "",
            attention=self._attention,
        )

    @on(ChronologyList.Highlighted)
    def follow_cursor(self) -> None:
        """Show the detail when the cursor rests; while it moves, ten times a second at the most."""
        if self._rest is None and self._list.record_id != self._told_at:
            self._rest = self.set_timer(REST, self.catch_up)

    def catch_up(self) -> None:
        """Show the detail of the record under the cursor now, if the cursor has moved since the last one."""
        self._rest = None
        if self._list.record_id != self._told_at:
            self._tell(self._list.record_id)

    @on(ChronologyList.Resized)
    def lay_columns_out(self, event: ChronologyList.Resized) -> None:
        """Put the names of the columns over the columns."""
        self.query_one(ColumnHeader).show(cells=event.cells)

    @on(ChronologyList.HeadingChanged)
    def show_heading(self, event: ChronologyList.HeadingChanged) -> None:
        """Complete the dates by the month they lie in."""
        self.query_one(ColumnHeader).show(heading=event.title)

    def on_resize(self, event: events.Resize) -> None:
        """Put the detail beside the list, under it, or away."""
        width, height = event.size
        tiny = width < TINY[0] or height < TINY[1]
        self.set_class(tiny, "-tiny")
        self.set_class(width < NARROW and not tiny, "-narrow")
        if tiny:
            self.set_class(self._detail.has_focus, "-reading")

    # Moving in time and along relations

    def action_day_next(self) -> None:
        """To the next day with records."""
        self._step_day(Direction.LATER)

    def action_day_previous(self) -> None:
        """To the day before with records."""
        self._step_day(Direction.EARLIER)

    def _step_day(self, direction: Direction) -> None:
        if self._view and (position := self._view.step_day(self._list.cursor, direction)) is not None:
            self._list.cursor = position

    def action_date_go(self) -> None:
        """Ask for a date and go there."""
        from chronoterm.screens.date_prompt import DatePrompt  # noqa: PLC0415 - not on the way to the first frame

        def go(date: PartialDate | None) -> None:
            if date and self._view and (position := self._view.find(date.start)) is not None:
                self._list.cursor = position

        rows = self._view.window(self._list.cursor, 1) if self._view else ()
        self.app.push_screen(DatePrompt(self._today, first_day(rows[0].entry) if rows else None), go)

    def action_read_related(self, number: int) -> None:
        """Follow the related record of a number, and remember the way."""
        self.catch_up()
        related = self._detail.numbered(number)
        if related is not None and related.entry is not None:
            self._follow(related.id)

    @on(DetailPane.Followed)
    def follow_click(self, event: DetailPane.Followed) -> None:
        """Follow the related record that was clicked."""
        self._follow(event.record_id)

    def action_read_more(self) -> None:
        """Number the next nine related records."""
        self._detail.number_more()

    def action_read_return(self) -> None:
        """Back along the way."""
        if self._trail:
            self._go(self._trail.pop())

    def _follow(self, record_id: str) -> None:
        if self._told is not None:
            self._trail.append(self._told)
        self._go(record_id)

    def _go(self, record_id: str) -> None:
        """Show a record, with the cursor on it where it is in the view."""
        position = self._view.position(record_id) if self._view else None
        if position is not None:
            self._list.cursor = position
        self._tell(record_id)

    # Panes and program

    def action_view_back(self) -> None:
        """Back to the list; in the list, take back the newest filter; never quit."""
        if self._loading:
            self.post_message(self.Stopped())
        elif self._detail.has_focus:
            self._to_list()
        elif self._asked.conditions:
            self._want(self._asked.without(-1))

    @on(ChronologyList.Chosen)
    def to_detail(self) -> None:
        """To the detail, which a small window shows alone."""
        self.catch_up()
        self.add_class("-reading")
        self._detail.focus()

    def _to_list(self) -> None:
        self.remove_class("-reading")
        self._list.focus()

    def action_read_other(self) -> None:
        """From the list to the detail, or back."""
        if self._detail.has_focus:
            self._to_list()
        else:
            self.to_detail()

    def action_program_leave(self) -> None:
        """Back from the detail; from the list, out of the program."""
        if self._detail.has_focus:
            self._to_list()
        else:
            self.post_message(self.Left())

    def action_program_help(self) -> None:
        """Show every key."""
        from chronoterm.screens.reading_window import ReadingWindow, help_text  # noqa: PLC0415 - as above

        self.app.push_screen(ReadingWindow("Keys", help_text()))

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
