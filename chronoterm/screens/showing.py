"""What the main screen shows: a view with its counts and chips, the detail, and how far reading is."""

from collections.abc import Callable
from typing import NamedTuple

from textual.message import Message

from chronoterm.chronology.view import Chronology, View
from chronoterm.dates import PartialDate
from chronoterm.keeping.remembered import Session
from chronoterm.lighting import Light, light_of
from chronoterm.modes import Rights
from chronoterm.ordering import CHRONOLOGICAL, Order
from chronoterm.query import ALL
from chronoterm.screens.editing import EditingAsked
from chronoterm.screens.instruments import InstrumentsScreen
from chronoterm.screens.notes import empty_store, empty_view, looked_into, outside, reading_on
from chronoterm.screens.surviving import survivor
from chronoterm.steps import Asked
from chronoterm.terms import Clock
from chronoterm.widgets.column_header import ColumnHeader
from chronoterm.widgets.filter_bar import FilterBar
from chronoterm.widgets.known_bar import KnownBar
from chronoterm.widgets.title_bar import TitleBar
from chronoterm.wording import needs_attention


class _Renewal(NamedTuple):
    """What another state of the chronology leaves as it was: the record of the cursor, the one told, and where in it."""

    cursor: str | None
    told: str | None
    is_followed: bool
    """Whether the one told is another than that of the cursor, as somebody followed a relation to it."""
    place: tuple[int, int, int]


class ShowingScreen(InstrumentsScreen):
    """Shows what is asked of a chronology, and the next state of it, with the cursor where it was."""

    class Ready(Message):
        """The screen stands, and has nothing to show."""

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
        self._lost: str | None = None
        """The record that the cursor was on before nothing matched."""
        self._loading = False
        self._said = ""
        self._reading = ""
        """How far reading is, while not everything is there."""
        self._left_with: Session | None = None
        self._later: Order | None = None
        self._renewal: _Renewal | None = None
        """What is to be put back beside the list, which shows another state of the chronology already."""

    def say(self, title: str, note: str, *, loading: bool = False) -> None:
        """Show a note instead of records: while a store is read, or when it was not."""
        self._title, self._loading = title, loading
        self.query_one(TitleBar).show(title, 0, None, self._who)
        self._list.say(note)

    def open(
        self,
        chronology: Chronology,
        view: View,
        session: Session | None = None,
        remark: str = "",
        later: Order | None = None,
    ) -> None:
        """Show a chronology from the first record of `view`, or as it was left in a session.

        `later` is an order that takes its time, and is asked for when the first records are shown.
        """
        self._later = later
        self._chronology, self._title, self._loading = chronology, chronology.title, False
        self._told, self._trail, self._view = session.record if session else None, [], view
        self._asked, self._left_with, self._said = Asked(view.query, view.order), session, remark
        self._attention = needs_attention(chronology.problems)
        if self.is_mounted:
            self._list.leave()
            self._begin(view)

    def begin(self, chronology: Chronology) -> None:
        """Show the first records of a chronology that is being read."""
        self.open(chronology, chronology.view(ALL, CHRONOLOGICAL))
        self._loading = True
        self.say_reading(reading_on("…", some=True))

    def say_reading(self, sentence: str) -> None:
        """Say how far reading is, beside the filters, until it is said that it is done."""
        if sentence != self._reading:
            self._reading = sentence
            self._show_filters()

    @property
    def has_said(self) -> bool:
        """Whether something is said beside the filters."""
        return bool(self._said)

    def is_saying(self, sentence: str) -> bool:
        """Whether this and nothing else is said beside the filters."""
        return self._said == sentence

    @property
    def is_untouched(self) -> bool:
        """Whether nobody has asked for anything, or moved."""
        return self._asked == Asked() and not self._list.cursor and self.is_current and self._before is None

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
        self.catch_up()
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
        if self._later is not None:
            self._ask(Asked(view.query, self._later))

    def _go_back_to(self, record_id: str | None) -> None:
        """Put the cursor on a record that may be gone."""
        if record_id is not None and self._view and self._view.position(record_id) is not None:
            self._go(record_id)

    def show(self, view: View) -> None:
        """Show the view of what is asked; the cursor stays on its record, or goes to the nearest in time.

        The list comes first, with the strip where that takes no time, and the detail, which is looked at last, at the end.
        """
        self._asked, self._hits = Asked(view.query, view.order), None
        self._show_list(view)
        self._told = self._list.record_id
        self._show_filters()
        self._follow_the_list()
        if view.order.clock is Clock.DATE:  # by another one it is counted where each record lies
            self.catch_strip_up()

    def _follow_the_list(self) -> None:
        """Show what goes with the list in the frames after it."""
        if not self._is_behind:
            self._is_behind = True
            self._list.call_after_refresh(self._follow_with_strip)  # the list paints itself first
        self._strip_is_behind = True
        if self.focused in (self._detail, self._strip):
            self.catch_up()  # the next key is for what is in there

    def show_around(self, everything: View, hits: View) -> None:
        """Show all records with the hits lit; the cursor stays on its record."""
        self._hits = hits
        self._show(everything)

    def _show(self, view: View, here: str | None = None) -> None:
        self._show_list(view, here)
        self._is_behind = self._strip_is_behind = True
        self.tell(self._list.record_id)

    def _show_list(self, view: View, here: str | None = None) -> None:
        if self._chronology is None:
            return
        self._view, self._said, self._renewal = view, "", None
        here = here or self._anchor or self._list.record_id or self._told or self._lost
        self._lost = None if view.count else here
        position = (view.nearest(here) if here else None) or 0
        between = self.rows_between(view)
        self._list.show(self._chronology, view, position, light=self._light, hits=self._hits, between=between)
        self.query_one(ColumnHeader).show(
            order=view.order, origins=view.query.asks_for_reports, heading=self._list.heading
        )
        if not view.count:
            self._list.say(self._why_empty(view))

    def _why_empty(self, view: View) -> str:
        if self._chronology is None or not self._chronology.total:
            return empty_store(self._attention)
        return empty_view(self._chronology, view, typing=self._before is not None)

    def renew(self, chronology: Chronology) -> None:
        """Show what is asked, from another state of the chronology, with the cursor's record where it was."""
        old = self._view
        self._title, self._attention = chronology.title, needs_attention(chronology.problems)
        self._loading = False
        if self._hits is not None:
            self._hits, view = chronology.view(*_of(self._hits)), chronology.view(*_of(old)) if old else None
        elif chronology.is_quick(*self._asked):
            view = chronology.view(*self._asked)
        else:
            self.post_message(self.Wanted(*self._asked))
            return
        if view is not None:
            self._renew(view, self._survivor_in(view, chronology))

    def _survivor_in(self, view: View, chronology: Chronology) -> str | None:
        """The record for the cursor in what takes the place of the view that is shown."""
        if (old := self._view) is None:
            return None
        is_same = view.query == old.query
        return survivor(
            old, self._list.cursor, view if is_same else chronology.view(old.query, CHRONOLOGICAL)
        )

    def _renew(self, view: View, here: str | None) -> None:
        said, line = self._said, self._list.line_in_window
        told, is_followed = self._told, self._told != self._list.record_id
        self._show_list(view, here)
        self._list.put_in_window(line)
        self._said = said
        self._renewal = _Renewal(self._list.record_id, told, is_followed, self._detail.place)
        self._follow_the_list()

    def _put_back(self, renewal: _Renewal) -> None:
        """Tell what was told before the chronology became another, at the same place of it."""
        is_kept = renewal.is_followed and renewal.told is not None and self._is_there(renewal.told)
        self.tell(renewal.told if is_kept else renewal.cursor)
        if self._told == renewal.told:
            self._detail.put_back(renewal.place)

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
        between = self.rows_between(self._view)
        self._list.show(
            self._chronology,
            self._view,
            position or 0,
            light=self._light,
            hits=self._hits,
            top=top,
            between=between,
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
        self._told, self._told_at, self._renewal = record_id, self._list.record_id, None
        self._stop_following()
        if self._chronology is None or self._view is None:
            return
        self._is_behind = False
        self.catch_strip_up()
        self._detail.show(self._chronology.as_known(self._view.query.as_of), record_id, self._light)
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
            some=self._loading,
        )
        self._show_known(asked)
        is_outside = self._told is not None and asked.position(self._told) is None and not suspended
        into = asked.looked_into
        remarks = filter(
            None,
            (
                self._reading,
                outside() if is_outside else "",
                "" if into is None else looked_into(into),
                self._said,
            ),
        )
        query, order = self._base if self._before else Asked(asked.query, asked.order)
        self.query_one(FilterBar).show(
            self._chronology,
            query,
            order,
            suspended=suspended,
            remark="; ".join(remarks),
            attention=self._attention,
        )

    def _show_known(self, view: View) -> None:
        """Say of which day the chronology is, where it is not of today."""
        bar = self.query_one(KnownBar)
        if view.query.as_of is None or self._chronology is None:
            bar.show("", "")
        else:
            from chronoterm.screens.notes import known  # noqa: PLC0415 - not on the way to the first frame

            bar.show(*known(self._chronology, view))

    def _follow_with_strip(self) -> None:
        """Show the strip of what is shown, if it is of something else, and the detail when that is painted."""
        if self._is_behind:
            self.catch_strip_up()
            # Later, since names that are offered may be on their way to their frame by now.
            self.call_later(self._list.call_after_refresh, self.catch_up)

    def catch_up(self) -> None:
        """Show now what follows the list: the detail of the record under the cursor, and the strip of another view."""
        self._stop_following()
        renewal, self._renewal = self._renewal, None
        if renewal is not None and renewal.cursor == self._list.record_id:
            self._put_back(renewal)
        elif self._is_behind or self._list.record_id != self._told_at:
            self._said = ""
            self.tell(self._list.record_id)


def _of(view: View) -> Asked:
    return Asked(view.query, view.order)
