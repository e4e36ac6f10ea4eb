"""Moving along time, hits and relations, and filtering by what the cursor is on."""

from gc import collect
from time import monotonic

from textual import on
from textual.timer import Timer

from chronoterm.chronology.view import Direction
from chronoterm.dates import PartialDate
from chronoterm.ordering import SortKey
from chronoterm.records import Entry
from chronoterm.screens.following import Following
from chronoterm.screens.kept_views import KeptScreen
from chronoterm.terms import Clock, Term, negated
from chronoterm.widgets.chronology_list import ChronologyList
from chronoterm.widgets.detail_pane import DetailPane


class MovingScreen(KeptScreen):
    """Has a cursor, a detail, and the way of followed records."""

    def __init__(self, today: PartialDate) -> None:
        super().__init__(today)
        self._told: str | None = None
        self._told_at: str | None = None
        """The record that the cursor was on when the detail was last told."""
        self._is_behind = False
        """Whether another view is shown than the strip and the detail are of."""
        self._following = Following()
        self._rest: Timer | None = None
        self._trail: list[str] = []

    @property
    def _detail(self) -> DetailPane:
        return self.query_one(DetailPane)

    def tell(self, record_id: str | None) -> None:
        """Show a record in the detail."""
        raise NotImplementedError

    def catch_up(self) -> None:
        """Show the detail of the record under the cursor, if it shows another."""
        raise NotImplementedError

    @on(ChronologyList.Highlighted)
    def follow_cursor(self) -> None:
        """Show the detail when the cursor rests; while it moves, ten times a second at the most."""
        if self._list.record_id != self._told_at:
            self._following.move(monotonic())
            if self._rest is None:
                self._follow_later()

    def _follow_later(self) -> None:
        """Catch up when that is due; a move meanwhile may have put it off."""
        left = self._following.due - monotonic()
        if left > 0:
            self._rest = self.set_timer(left, self._follow_later)
        else:
            self.catch_up()
            # What a detail leaves behind is old by then, and only a whole collection finds it. That takes some
            # milliseconds, as what stays is frozen.
            self.call_after_refresh(collect)

    def _stop_following(self) -> None:
        self._following.catch_up()
        if self._rest is not None:
            self._rest.stop()
            self._rest = None

    # The value under the cursor, and hits

    def action_filter_by(self) -> None:
        """Filter by the value under the cursor."""
        term = self._value_here()
        if term is not None:
            self._add(term)

    def action_filter_by_not(self) -> None:
        """Leave out the records with the value under the cursor."""
        term = self._value_here()
        if term is not None:
            self._add(negated(term))

    def _value_of(self, entry: Entry, column: SortKey) -> Term | None:
        from chronoterm.meaning import as_independent, value_in  # noqa: PLC0415 - not on the way to the first frame

        if self._chronology is None or self._view is None:
            return None
        if column is SortKey.ORIGINS:
            return as_independent(entry, self._view)
        return value_in(entry, column, self._chronology)

    def _value_here(self) -> Term | None:
        entry = self._list.entry
        if self._chronology is None or entry is None:
            return None
        if self._detail.has_focus:
            term, what = self._detail.means, "this line"
        else:
            term = self._value_of(entry, self._list.column)
            what = f"the {self._list.column.value} of this record"
        if term is None:
            self.remark(f"{what} is nothing to filter by")
        return term

    def action_hit_next(self) -> None:
        """To the next record that the filters let through."""
        self._step_hit(1)

    def action_hit_previous(self) -> None:
        """To the one before."""
        self._step_hit(-1)

    def _step_hit(self, by: int) -> None:
        if self._hits is None:
            self._list.cursor += by
        elif self._view is not None:
            from chronoterm.screens.hits import neighbour  # noqa: PLC0415 - as above

            position = neighbour(self._view, self._hits, self._list.cursor, by)
            if position is None:
                self.remark("no more hits that way")
            else:
                self._list.cursor = position

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
        from chronoterm.narrowing import day_in  # noqa: PLC0415 - as above
        from chronoterm.screens.date_prompt import DatePrompt  # noqa: PLC0415 - as above

        def go(date: PartialDate | None) -> None:
            if date and self._view and (position := self._view.find(date.start)) is not None:
                self._list.cursor = position

        near = self.time_here
        is_about = self.clock is Clock.ABOUT
        title = "Go to a date that is spoken of" if is_about else "Go to a date"
        self.app.push_screen(DatePrompt(self._today, None if near is None else day_in(near), title), go)

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
        self.tell(record_id)
