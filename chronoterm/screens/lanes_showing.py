"""How lanes stand in their window: what is counted in a thread, and painted when something moved."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from chronoterm.chips import banner, subject
from chronoterm.chronology.view import Chronology, View
from chronoterm.commands import key_line
from chronoterm.instruments.lanes import Lanes
from chronoterm.instruments.lanes_found import FACETS, Lane
from chronoterm.instruments.lanes_lines import Chart, LanesTold
from chronoterm.instruments.lanes_pair_lines import PairTold
from chronoterm.instruments.lanes_state import LanesState
from chronoterm.instruments.told import Told
from chronoterm.records import Entry
from chronoterm.screens.instrument import COUNTING, InstrumentWindow
from chronoterm.spans import Line
from chronoterm.terms import Clock, Facet
from chronoterm.text import clean, isolate
from chronoterm.widgets.lanes_grid import SIDE, Cursor, LanesGrid
from chronoterm.widgets.told_list import ToldHead, ToldList

NO_HEAD = (Line(), Line())
"""As many lines as the head of lanes has."""


class ShownLanes(InstrumentWindow):
    """Shows lanes, or two of them beside each other, and where the cursor is."""

    def __init__(self, chronology: Chronology, view: View, at_hand: Entry | None = None) -> None:
        """`at_hand` is the record under the cursor of the list: there the cursor of the lanes begins."""
        super().__init__(chronology, view, lambda _: self._counted(FACETS[0]))
        self._at_hand = at_hand
        self._grid = LanesState()
        self._lanes: Lanes | None = None
        self._pair: PairTold | None = None
        self._cursor = Cursor()
        self._cell_told = ""
        self._fitted = 0

    def compose(self) -> ComposeResult:
        """From top to bottom: what it is and of what, the lines, the cell in words, what was counted, the keys."""
        self.tell(self._telling)
        told = self.told
        with Vertical(classes="window -instrument"):
            yield Static(Content(isolate(self._heading)), id="told-title", classes="window-title")
            yield Static(Content(isolate(clean(subject(self.chronology, self.view)))), id="told-subject")
            yield Static(Content(banner(self.view.query)), id="as-of")
            yield ToldHead(NO_HEAD if told is None else told.head(self._cells), id="told-head")
            yield LanesGrid(told, self._cursor, id="told-list")
            yield Static(Content(isolate(self._cell_in_words)), id="lanes-here")
            yield Static(Content(isolate(clean(self._to_say or COUNTING))), id="told-counted")
            yield Static(Content(key_line(self.PLACE)), classes="window-keys")

    # Telling

    def _counted(self, facet: Facet) -> LanesTold:
        """The lanes of a facet, with all counted that is seen at once; this takes its time in a thread."""
        before, cells = self._lanes, self._cells
        lanes = Lanes.of(self.chronology, self.view, facet) if before is None else before.by(facet)
        state = LanesState(time=lanes.time, window=self._grid.window)
        told = LanesTold(lanes, state.scale(Chart.of(lanes, cells).cells))
        told.count_seen(cells, self.app.size.height)
        return told

    def show(self, told: Told) -> None:
        """Show what is told: lanes, or two of them."""
        if isinstance(told, LanesTold):
            self._show_lanes(told.lanes)
        elif isinstance(told, PairTold):
            self._show_pair(told, told.pair.line_at(self._grid.minute))

    def _show_lanes(self, lanes: Lanes) -> None:
        lane, over = self._lane, self._grid.over(len(lanes.lanes), lanes.time)
        if lane is None:
            self._grid = self._begun(over, lanes)
        else:
            self._grid = over.at_lane(self._lane_of(lanes, lane.value))
        self._lanes = lanes
        self._paint()

    def _begun(self, state: LanesState, lanes: Lanes) -> LanesState:
        """The cursor where the record at hand is, as far as it is in a lane and has a time."""
        entry = self._at_hand
        if entry is None:
            return state
        when = entry.when if self.view.order.clock is Clock.DATE else None
        at = state.minute if when is None else when.start
        return state.at_lane(self._lane_of(lanes, entry.lead)).at(at)

    @staticmethod
    def _lane_of(lanes: Lanes, value: str | None) -> int:
        """The lane of a value, else the first."""
        return next((at for at, lane in enumerate(lanes.lanes) if lane.value == value), 0)

    def _show_pair(self, told: PairTold, line: int) -> None:
        self._pair = told
        self._paint_on(told, Cursor(line, told.side_cells(self._cells), SIDE))

    def _paint(self) -> None:
        """Paint the lanes as they are now."""
        lanes, state = self._lanes, self._grid
        if lanes is None:
            return
        chart = Chart.of(lanes, self._cells)
        told = LanesTold(lanes, state.scale(chart.cells), state.minute if lanes.lanes else None, state.pins)
        under = told.cursor_cells(chart)
        cells = range(0) if under is None else range(chart.before + under.start, chart.before + under.stop)
        self._paint_on(told, Cursor(state.lane, cells))

    def _paint_on(self, told: Told, cursor: Cursor) -> None:
        """Paint what changed; the first visible line stays while the same lanes are shown."""
        is_same = self.told is not None and told.title == self.told.title
        self.told, self._cursor, self._fitted = told, cursor, self._cells
        if self.is_mounted:
            self.query_one(ToldHead).show(told.head(self._cells))
            if not is_same:
                self.query_one("#told-title", Static).update(Content(isolate(self._heading)), layout=False)
                self._list.show(told, cursor.line)
            self._list.show_at(told, cursor)
        self.tell_here()

    @property
    def _heading(self) -> str:
        """What is told, clean."""
        return "" if self.told is None else clean(self.told.title)

    @property
    def _line(self) -> int:
        """The line of the cursor, also before anything has its place."""
        return self._list.cursor if self.is_mounted else self._cursor.line

    @property
    def _cell_in_words(self) -> str:
        """The cell under the cursor; nothing of two lanes."""
        told = self.told
        return (
            told.cell_in_words(self._line, self._cells) if isinstance(told, LanesTold) and told.count else ""
        )

    @on(ToldList.Moved)
    def tell_here(self) -> None:
        """Tell the cell under the cursor in words, and what was counted where something else was said."""
        words = self._cell_in_words
        if self.is_mounted and words != self._cell_told:
            self.query_one("#lanes-here", Static).update(Content(isolate(words)), layout=False)
        self._cell_told = words
        if self.told is not None:
            self.say(self.told.counted)

    def say(self, sentence: str) -> None:
        """Say something, if it is not said already: it may need another number of lines."""
        if sentence != self._to_say:
            super().say(sentence)

    def on_resize(self) -> None:
        """Divide the axis for another width, once everything has its place."""
        if self.told is not None:
            self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        if self._fitted == self._cells:
            return
        if self._pair is not None:
            self._show_pair(self._pair, self._list.cursor)
        else:
            self._go(self._standing)

    # Where the cursor is

    @property
    def _list(self) -> LanesGrid:
        return self.query_one(LanesGrid)

    @property
    def _standing(self) -> LanesState:
        """Where the cursor is among the lanes."""
        return self._grid if self._pair is not None else self._grid.at_lane(self._line)

    @property
    def _lane(self) -> Lane | None:
        """The lane under the cursor."""
        lanes = self._lanes.lanes if self._lanes is not None else ()
        return lanes[self._standing.lane] if lanes else None

    def _go(self, state: LanesState) -> None:
        self._grid = state
        self._paint()

    @property
    def _axis_cells(self) -> int:
        """The cells of the axis."""
        return 1 if self._lanes is None else Chart.of(self._lanes, self._cells).cells
