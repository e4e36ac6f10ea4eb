"""The main screen: the list, the detail beside it, the filters above, and what the keys mean here."""

from collections.abc import Callable
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget

from chronoterm.chronology.view import Chronology, View
from chronoterm.commands import Place
from chronoterm.dates import PartialDate
from chronoterm.keeping.remembered import Session
from chronoterm.lighting import Light, light_of
from chronoterm.modes import Rights
from chronoterm.screens.editing import EditingAsked, EditingScreen
from chronoterm.screens.notes import empty_store, empty_view, outside
from chronoterm.screens.surviving import survivor
from chronoterm.steps import Asked
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


TALL = 30
"""Rows from which the strip of time has an axis below it."""


class ChronologyScreen(EditingScreen):
    """Holds what is shown and the way of followed records."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.CHRONOLOGY)
    AUTO_FOCUS = "#list"

    class Ready(Message):
        """The screen stands, and has nothing to show."""

    class Stopped(Message):
        """Reading the store should stop."""

    class Left(Message):
        """There is nothing more to go back from."""

    class ThemeAsked(Message):
        """Somebody wants the other theme."""

    def __init__(
        self,
        today: PartialDate,
        who: str,
        rights: Rights,
        carry_out: Callable[[EditingAsked], object],
    ) -> None:
        """`today` is the UTC day, for dates typed without a year; `who` the user and host.

        `carry_out` does what has to do with editing.
        """
        super().__init__(today, rights, carry_out)
        self._who = who
        self._title = ""
        self._attention = ""
        self._told_at: str | None = None
        self._lost: str | None = None
        """The record that the cursor was on before nothing matched."""
        self._rest: Timer | None = None
        self._loading = False
        self._said = ""
        self._left_with: Session | None = None

    def compose(self) -> ComposeResult:
        """From top to bottom, with the body side by side where there is room."""
        yield TitleBar(id="title")
        yield Widget(FilterBar(id="filters"), id="asking")
        yield Widget(id="time")
        # Side by side with nothing else: what is shown or hidden moves all after it, which would be sent anew.
        yield Widget(ColumnHeader(id="columns"), id="head")
        yield ChronologyList(id="list")
        yield DetailPane(id="detail")
        yield KeyBar(id="keys", rights=self.rights)

    def go_to_record(self, record_id: str) -> None:
        """Put the cursor on a record, or say that the filters leave it out."""
        if self._view is not None and self._view.position(record_id) is None:
            self.remark("saved; it lies outside the filters")
        else:
            self._go(record_id)

    # What is shown

    def say(self, title: str, note: str, *, loading: bool = False) -> None:
        """Show a note instead of records: while a store is read, or when it was not."""
        self._title, self._loading = title, loading
        self.query_one(TitleBar).show(title, 0, None, self._who)
        self._list.say(note)

    def open(
        self, chronology: Chronology, view: View, session: Session | None = None, remark: str = ""
    ) -> None:
        """Show a chronology from the first record of `view`, or as it was left in a session."""
        self._chronology, self._title, self._loading = chronology, chronology.title, False
        self._told, self._trail, self._view = session.record if session else None, [], view
        self._asked, self._left_with, self._said = Asked(view.query, view.order), session, remark
        self._attention = needs_attention(chronology.problems)
        if self.is_mounted:
            self._begin(view)

    def on_mount(self) -> None:
        """Show what is there already, or ask for it."""
        self.call_after_refresh(self.prepare_strip)
        if self._view is not None:
            self._begin(self._view)
        else:
            self.post_message(self.Ready())

    def _begin(self, view: View) -> None:
        """Show the first view, and put back what was left besides it."""
        said, session = self._said, self._left_with
        self.show(view)
        if session is not None:
            self._zoom = session.zoom
            if self._strip is not None:
                self._strip.window = session.zoom
            if session.suspended:
                self.action_filter_suspend()
                self._go_back_to(session.record)
            if session.focus == "detail":
                self.to_detail()
        if said:
            self.remark(said)

    def _go_back_to(self, record_id: str | None) -> None:
        """Put the cursor on a record that may be gone."""
        if record_id is not None and self._view and self._view.position(record_id) is not None:
            self._go(record_id)

    def show(self, view: View) -> None:
        """Show the view of what is asked; the cursor stays on its record, or goes to the nearest in time."""
        self._asked, self._hits = Asked(view.query, view.order), None
        self._show(view)

    def show_around(self, everything: View, hits: View) -> None:
        """Show all records with the hits lit; the cursor stays on its record."""
        self._hits = hits
        self._show(everything)

    def _show(self, view: View, here: str | None = None) -> None:
        if self._chronology is None:
            return
        self._view, self._said = view, ""
        here = here or self._anchor or self._list.record_id or self._told or self._lost
        self._lost = None if view.count else here
        position = (view.nearest(here) if here else None) or 0
        self.query_one(ColumnHeader).show(order=view.order)
        self._list.show(self._chronology, view, position, light=self._light, hits=self._hits)
        if not view.count:
            self._list.say(self._why_empty(view))
        self._show_strip(self._hits or view)
        self.tell(self._list.record_id)

    def _why_empty(self, view: View) -> str:
        if self._chronology is None or not self._chronology.total:
            return empty_store(self._attention)
        return empty_view(self._chronology, view, typing=self._before is not None)

    def renew(self, chronology: Chronology) -> None:
        """Show what is asked, from another state of the chronology, with the cursor's record where it was."""
        old, shown = self._view, self._list
        here = survivor(old, shown.cursor, chronology.view(*_of(old))) if old else None
        line = shown.line_in_window
        self._title, self._attention = chronology.title, needs_attention(chronology.problems)
        if self._hits is not None:
            self._hits, view = chronology.view(*_of(self._hits)), chronology.view(*_of(old)) if old else None
        elif chronology.is_quick(*self._asked):
            view = chronology.view(*self._asked)
        else:
            self.post_message(self.Wanted(*self._asked))
            return
        if view is not None:
            self._renew(view, here, line)

    def _renew(self, view: View, here: str | None, line: int) -> None:
        told, said, place = self._told, self._said, self._detail.place
        followed = told != self._list.record_id
        self._show(view, here)
        self._list.put_in_window(line)
        if followed and told is not None and told != self._told and self._is_there(told):
            self.tell(told)
        if told == self._told:
            self._detail.put_back(place)
        if said:
            self.remark(said)

    def _is_there(self, record_id: str) -> bool:
        try:
            return self._chronology is not None and bool(self._chronology.record(record_id))
        except (KeyError, ValueError):
            return False

    def put_back(self, record_id: str | None, top: int) -> None:
        """Put the cursor on a record, with the window as it was."""
        if self._chronology is None or self._view is None:
            return
        position = self._view.position(record_id) if record_id else None
        self._list.show(
            self._chronology, self._view, position or 0, light=self._light, hits=self._hits, top=top
        )
        self.tell(self._list.record_id)

    @property
    def _light(self) -> Light:
        return light_of(self._asked.query)

    def remark(self, sentence: str) -> None:
        """Say something beside the filters until the next record or filter."""
        self.catch_up()
        self._said = sentence
        self._show_filters()

    def tell(self, record_id: str | None) -> None:
        """Show a record in the detail, and what the first lines say about it."""
        self._told, self._told_at = record_id, self._list.record_id
        if self._rest is not None:
            self._rest.stop()
            self._rest = None
        if self._chronology is None or self._view is None:
            return
        self._detail.show(self._chronology, record_id, self._light)
        self._point_strip()
        self._show_filters()

    def _show_filters(self) -> None:
        """Show the counts, the chips, and what there is to say."""
        if self._chronology is None or self._view is None:
            return
        asked, suspended = self._hits or self._view, self._hits is not None
        total = self._chronology.total
        self.query_one(TitleBar).show(
            self._title,
            total,
            asked,
            self._who,
            suspended=suspended,
            selected=len(self._list.selected),
            read_only=not self.rights.edits,
        )
        is_outside = self._told is not None and asked.position(self._told) is None and not suspended
        remarks = [*([outside()] if is_outside else []), *([self._said] if self._said else [])]
        query, order = self._base if self._before else Asked(asked.query, asked.order)
        self.query_one(FilterBar).show(
            self._chronology,
            query,
            order,
            suspended=suspended,
            remark="; ".join(remarks),
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
            self._said = ""
            self.tell(self._list.record_id)

    @on(ChronologyList.Resized)
    def lay_columns_out(self, event: ChronologyList.Resized) -> None:
        """Put the names of the columns over the columns."""
        self.query_one(ColumnHeader).show(cells=event.cells)

    @on(ChronologyList.HeadingChanged)
    def show_heading(self, event: ChronologyList.HeadingChanged) -> None:
        """Complete the dates by the month they lie in."""
        self.query_one(ColumnHeader).show(heading=event.title)

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
        if self._loading:
            self.post_message(self.Stopped())
        elif not self._list.has_focus:
            self._to_list()
        elif self._list.selected:
            self._list.select(frozenset())
        elif self._hits is not None:
            self.show(self._hits)
        elif self._asked.query.conditions:
            self._want(self._asked.query.without(-1))

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


def _of(view: View) -> Asked:
    return Asked(view.query, view.order)
