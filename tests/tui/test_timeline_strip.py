"""The strip of time: what it shows of a chronology, and how the cursor and a range are moved in it."""

from collections.abc import Callable, Sequence
from random import Random
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.pilot import Pilot
from textual.widget import Widget

from chronoterm.chronology.indexed import IndexedChronology
from chronoterm.chronology.view import View
from chronoterm.dates import DAY, EARLIEST, PartialDate
from chronoterm.ordering import CHRONOLOGICAL, Order
from chronoterm.query import ALL, Query
from chronoterm.records import Kind, Record
from chronoterm.scale import Scale
from chronoterm.terms import Condition, Facet
from chronoterm.widgets.strip_outlook import SHORTEST, Outlook
from chronoterm.widgets.strip_painter import Densities, Marks, StripPainter, chart_width, count_text
from chronoterm.widgets.timeline_strip import TimelineStrip

Strips = Pilot[None]
PICKED = Query((Condition(Facet.TAG, ("picked",)),))
WIDE, NARROW = 120, 80


class Strip(TimelineStrip):
    """The strip with keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("left", "strip_left"),
        ("right", "strip_right"),
        ("shift+left", "strip_extend_left"),
        ("shift+right", "strip_extend_right"),
        ("home", "strip_first"),
        ("end", "strip_last"),
        ("space", "strip_mark"),
        ("enter", "strip_take"),
    ]


class Other(Widget, can_focus=True):
    """Something else to focus."""


class StripApp(App[None]):
    """A strip and little else; what it announces is kept."""

    CSS = """
    Strip { height: 2; }
    Other { height: 1; }
    Strip > .timeline-strip--cursor { text-style: reverse; }
    Strip > .timeline-strip--whole { background: blue; }
    Strip > .timeline-strip--range { text-style: underline; }
    Strip:focus > .timeline-strip--label { text-style: bold; }
    """
    AUTO_FOCUS = None

    def __init__(self, lines: int = 2) -> None:
        super().__init__()
        self._lines = lines
        self.moved: list[int] = []
        self.selected: list[tuple[int, int]] = []

    def compose(self) -> ComposeResult:
        strip = Strip(id="strip")
        strip.styles.height = self._lines
        yield strip
        yield Other()

    def on_timeline_strip_moved(self, event: TimelineStrip.Moved) -> None:
        assert isinstance(event.control, Strip)
        self.moved.append(event.minute)

    def on_timeline_strip_selected(self, event: TimelineStrip.Selected) -> None:
        self.selected.append((event.since, event.until))

    @property
    def strip(self) -> Strip:
        return self.query_one(Strip)


def minute(date: str) -> int:
    return PartialDate.parse(date).start


def chronology(*dates: str | None, picked: Sequence[str] = ()) -> IndexedChronology:
    """Events on dates; those on a date that is `picked` have that tag."""
    return IndexedChronology.build(
        Record(
            id=f"r{number}",
            kind=Kind.EVENT,
            headline="h",
            date=date,
            tags=("picked",) if date in picked else (),
        )
        for number, date in enumerate(dates)
    )


OCTOBER = chronology(
    "2024-10-01", "2024-10-02", "2024-10-02", "2024-10-10", "2024-10-20", picked=["2024-10-02"]
)


def shown(app: StripApp) -> list[str]:
    """The lines of the strip as a terminal shows them."""
    strips = app.screen._compositor.render_strips(app.size)
    return ["".join(segment.text for segment in strip) for strip in strips][: app.strip.size.height]


def days(app: StripApp, first: int, last: int) -> list[int]:
    """The cells of the chart that belong to some days of the twenty of October, both included."""
    cells = app.strip._cells
    return list(range((first - 1) * cells // 20, last * cells // 20))


def chart(app: StripApp, line: int = 0) -> str:
    return shown(app)[line][1 : 1 + app.strip._cells]


def reversed_cells(app: StripApp) -> list[int]:
    """The columns of the chart that the cursor marks."""
    return _styled(app, "reverse")


def _styled(app: StripApp, attribute: str) -> list[int]:
    return _cells_where(app, lambda style: bool(getattr(style, attribute)))


def tinted_cells(app: StripApp) -> list[int]:
    """The columns of the chart with another background, which is blue here."""
    return _cells_where(app, lambda style: style.bgcolor is not None and style.bgcolor.name == "#0000ff")


def _cells_where(app: StripApp, is_meant: Callable[[Style], bool]) -> list[int]:
    found: list[int] = []
    x = -1
    for segment in app.screen._compositor.render_strips(app.size)[0]:
        if segment.style is not None and is_meant(segment.style):
            found += range(x, x + len(segment.text))
        x += len(segment.text)
    return found


async def show(
    pilot: Strips,
    whole: IndexedChronology = OCTOBER,
    query: Query = ALL,
    *,
    period: tuple[int, int] | None = None,
    undated: int = 0,
) -> StripApp:
    app = pilot.app
    assert isinstance(app, StripApp)
    app.strip.show(whole, whole.view(query, CHRONOLOGICAL), period=period, undated=undated)
    await pilot.pause()
    return app


# What is shown


async def test_bars_stand_to_scale_and_gaps_stay_gaps() -> None:
    async with StripApp().run_test(size=(WIDE, 6)) as pilot:
        app = await show(pilot)
        bars = {1: "▄", 2: "█", 10: "▄", 20: "▄"}
        assert chart(app) == "".join(bars.get(day, " ") * len(days(app, day, day)) for day in range(1, 21))


async def test_the_axis_names_the_time_below_the_bars() -> None:
    async with StripApp().run_test(size=(WIDE, 6)) as pilot:
        app = await show(pilot)
        axis = chart(app, 1)
        assert axis.split() == ["7", "Oct", "2024", "14", "Oct"]
        assert [axis.index("7 Oct"), axis.index("14 Oct")] == [days(app, 7, 7)[0], days(app, 14, 14)[0]]


async def test_the_view_stands_against_the_whole_by_sign_and_by_tint() -> None:
    async with StripApp().run_test(size=(WIDE, 6)) as pilot:
        app = await show(pilot, query=PICKED)
        others = [*days(app, 1, 1), *days(app, 10, 10), *days(app, 20, 20)]
        assert [x for x, sign in enumerate(chart(app)) if sign == "·"] == tinted_cells(app) == others
        assert [x for x, sign in enumerate(chart(app)) if sign == "█"] == days(app, 2, 2)


async def test_without_a_filter_nothing_is_tinted_or_dotted() -> None:
    async with StripApp().run_test(size=(WIDE, 6)) as pilot:
        app = await show(pilot)
        assert tinted_cells(app) == []
        assert "·" not in chart(app)


async def test_an_uncertain_date_is_spread_and_not_piled_up() -> None:
    async with StripApp().run_test(size=(WIDE, 6)) as pilot:
        app = await show(pilot, chronology("2024-10"))
        assert chart(app) == "█" * len(chart(app))
        app.strip.point(minute("2024-10-10"))
        await pilot.pause()
        assert shown(app)[0][1 + app.strip._cells :].startswith(" 10 Oct 2024 · <1 record · by day")


async def test_the_cursor_is_marked_in_the_bars_below_them_and_in_words() -> None:
    async with StripApp().run_test(size=(WIDE, 6)) as pilot:
        app = await show(pilot, query=PICKED, undated=3)
        app.strip.point(minute("2024-10-02"))
        await pilot.pause()
        assert reversed_cells(app) == days(app, 2, 2)
        assert chart(app, 1).index("▲") in reversed_cells(app)
        assert " 2 Oct 2024 · 2 of 2 · by day · 3 undated " in shown(app)[0]


async def test_a_record_without_a_date_takes_the_cursor_off_the_strip() -> None:
    async with StripApp().run_test(size=(WIDE, 6)) as pilot:
        app = await show(pilot)
        app.strip.point(minute("2024-10-02"))
        app.strip.point(None)
        await pilot.pause()
        assert reversed_cells(app) == []
        assert "▲" not in "".join(shown(app))


async def test_a_period_stands_between_brackets() -> None:
    async with StripApp().run_test(size=(WIDE, 6)) as pilot:
        app = await show(pilot, period=(minute("2024-10-03"), minute("2024-10-11")))
        axis, inside = chart(app, 1), days(app, 3, 10)
        assert (axis.index("["), axis.index("]")) == (inside[0] - 1, inside[-1] + 1)


async def test_a_period_that_goes_on_outside_says_so() -> None:
    async with StripApp().run_test(size=(WIDE, 6)) as pilot:
        app = await show(pilot, period=(EARLIEST, minute("2024-10-11")))
        assert shown(app)[1][0] == "◂"
        assert "[" not in shown(app)[1]
        assert "]" in shown(app)[1]


async def test_one_line_shows_bars_cursor_period_and_label() -> None:
    async with StripApp(lines=1).run_test(size=(NARROW, 6)) as pilot:
        app = await show(pilot, period=(minute("2024-10-03"), minute("2024-10-11")))
        app.strip.point(minute("2024-10-02"))
        await pilot.pause()
        assert _styled(app, "underline") == days(app, 3, 10)
        assert shown(app)[0].rstrip().endswith(" 2 Oct 2024 · 2 records · by day")


async def test_the_axis_stands_still_whatever_the_label_says() -> None:
    async with StripApp().run_test(size=(NARROW, 6)) as pilot:
        app = await show(pilot)
        before = chart(app)
        app = await show(pilot, undated=1_000_000)
        app.strip.point(minute("2024-10-20"))
        await pilot.pause()
        assert chart(app) == before


async def test_a_chronology_without_dates_leaves_the_strip_empty() -> None:
    async with StripApp().run_test(size=(WIDE, 6)) as pilot:
        app = await show(pilot, chronology(None, None))
        app.strip.focus()
        app.strip.point(None)
        app.strip.zoom_in()
        await pilot.press("right", "home", "end", "space", "enter")
        await pilot.click(Strip, offset=(20, 0))
        assert "".join(shown(app)).strip() == ""
        assert (app.moved, app.selected) == ([], [])


@pytest.mark.parametrize("width", [1, 2, 3, 5, 13, 23, 24, 30, 79, 300])
async def test_any_width_shows_the_strip(width: int) -> None:
    async with StripApp().run_test(size=(width, 6)) as pilot:
        app = await show(pilot, query=PICKED, period=(EARLIEST, minute("2024-10-11")), undated=1)
        app.strip.point(minute("2024-10-20"))
        await pilot.resize_terminal(width + 1, 6)
        while app.strip.size.width != width + 1:
            await pilot.pause()
        await pilot.pause()
        assert [len(line) for line in shown(app)] == [width + 1] * 2
        assert width < 5 or "█" in shown(app)[0]


# What is painted


class Sent:
    """The cells that are painted again, by line."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.cells = 0
        original = Strip.refresh

        def refresh(strip: Strip, *regions: object, **options: object) -> Strip:
            self.cells += sum(region.width for region in regions) if regions else 1000  # type: ignore[attr-defined]
            return original(strip, *regions, **options)  # type: ignore[arg-type]

        monkeypatch.setattr(Strip, "refresh", refresh)


async def test_a_move_of_the_cursor_paints_its_lines_and_one_within_a_bucket_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with StripApp().run_test(size=(WIDE, 6)) as pilot:
        app = await show(pilot)
        app.strip.point(minute("2024-10-09"))
        await pilot.pause()
        sent = Sent(monkeypatch)
        app.strip.point(minute("2024-10-10"))
        assert 0 < sent.cells <= 2 * WIDE
        sent.cells = 0
        app.strip.point(minute("2024-10-10") + 60)
        assert sent.cells == 0


async def test_the_same_view_again_paints_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    async with StripApp().run_test(size=(WIDE, 6)) as pilot:
        await show(pilot, query=PICKED)
        sent = Sent(monkeypatch)
        await show(pilot, query=PICKED)
        assert sent.cells == 0


async def test_the_whole_is_counted_once_for_all_views(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = chronology("2024-10-01", "2024-10-20", "2024-10-02", picked=["2024-10-02"])
    asked: list[Query] = []
    original = whole.view

    def view(query: Query, order: Order) -> View:
        asked.append(query)
        return original(query, order)

    monkeypatch.setattr(whole, "view", view)
    async with StripApp().run_test(size=(WIDE, 6)) as pilot:
        await show(pilot, whole, PICKED)
        await show(pilot, whole)
        await show(pilot, whole, PICKED)
        # One for each of the three views shown, and one for the whole against which they stand.
        assert sorted(asked.count(each) for each in (ALL, PICKED)) == [2, 2]


# The keys


async def focused(pilot: Strips, day: str | None = "2024-10-10") -> StripApp:
    app = await show(pilot)
    app.strip.focus()
    app.strip.point(None if day is None else minute(day))
    await pilot.pause()
    return app


@pytest.mark.parametrize(
    ("keys", "day"),
    [
        (["right"], "2024-10-11"),
        (["left"], "2024-10-09"),
        (["right", "right", "left"], "2024-10-11"),
        (["home"], "2024-10-01"),
        (["end"], "2024-10-20"),
    ],
)
async def test_keys_move_the_cursor_by_buckets_and_announce_it(keys: list[str], day: str) -> None:
    async with StripApp().run_test(size=(WIDE, 6)) as pilot:
        app = await focused(pilot)
        await pilot.press(*keys)
        assert app.moved[-1] == minute(day)
        assert len(app.moved) == len(keys)


async def test_at_the_ends_nothing_moves_and_nothing_is_announced() -> None:
    async with StripApp().run_test(size=(WIDE, 6)) as pilot:
        app = await focused(pilot, "2024-10-20")
        await pilot.press("right", "right", "end")
        assert app.moved == []


async def test_from_an_undated_record_the_keys_begin_at_an_end() -> None:
    async with StripApp().run_test(size=(WIDE, 6)) as pilot:
        app = await focused(pilot, None)
        await pilot.press("left")
        assert app.moved == [minute("2024-10-20")]


async def test_the_cursor_crosses_a_gap_though_the_list_is_already_beyond() -> None:
    async with StripApp().run_test(size=(WIDE, 6)) as pilot:
        app = await focused(pilot)
        for _ in range(3):
            await pilot.press("left")
            app.strip.point(minute("2024-10-10"))  # what the list finds for each of these days
        assert app.moved == [minute("2024-10-09"), minute("2024-10-08"), minute("2024-10-07")]


async def test_a_record_that_was_reached_otherwise_takes_the_cursor_along() -> None:
    async with StripApp().run_test(size=(WIDE, 6)) as pilot:
        app = await focused(pilot)
        app.strip.point(minute("2024-10-02"))
        await pilot.press("right")
        assert app.moved == [minute("2024-10-03")]


async def test_enter_takes_the_bucket_of_the_cursor() -> None:
    async with StripApp().run_test(size=(WIDE, 6)) as pilot:
        app = await focused(pilot)
        await pilot.press("enter")
        assert app.selected == [(minute("2024-10-10"), minute("2024-10-11"))]


@pytest.mark.parametrize(
    ("keys", "since", "until"),
    [
        (["shift+right", "shift+right", "enter"], "2024-10-10", "2024-10-13"),
        (["shift+left", "enter"], "2024-10-09", "2024-10-11"),
        (["space", "right", "right", "enter"], "2024-10-10", "2024-10-13"),
        (["space", "home", "enter"], "2024-10-01", "2024-10-11"),
        (["shift+right", "space", "right", "enter"], "2024-10-12", "2024-10-13"),
    ],
)
async def test_a_selection_goes_from_where_it_was_begun_to_the_cursor(
    keys: list[str], since: str, until: str
) -> None:
    async with StripApp().run_test(size=(WIDE, 6)) as pilot:
        app = await focused(pilot)
        await pilot.press(*keys)
        assert app.selected == [(minute(since), minute(until))]


async def test_a_selection_is_seen_while_it_grows() -> None:
    async with StripApp().run_test(size=(WIDE, 6)) as pilot:
        app = await focused(pilot)
        await pilot.press("shift+left", "shift+left")
        chosen = days(app, 8, 10)
        assert _styled(app, "underline") == chosen
        assert (chart(app, 1)[chosen[0] - 1], chart(app, 1)[chosen[-1] + 1]) == ("[", "]")
        assert " 8 – 10 Oct 2024 · 1 record" in shown(app)[0]


async def test_a_selection_ends_with_the_focus() -> None:
    async with StripApp().run_test(size=(WIDE, 6)) as pilot:
        app = await focused(pilot)
        await pilot.press("shift+right")
        app.query_one(Other).focus()
        await pilot.pause()
        app.strip.focus()
        await pilot.press("enter")
        assert app.selected == [(minute("2024-10-11"), minute("2024-10-12"))]


async def test_the_strip_shows_that_the_keys_go_there() -> None:
    async with StripApp().run_test(size=(WIDE, 6)) as pilot:
        app = await focused(pilot)
        assert _styled(app, "bold") != []
        app.query_one(Other).focus()
        await pilot.pause()
        assert _styled(app, "bold") == []


# The mouse


def column(app: StripApp, day: int) -> int:
    """A column of the window in which a day of the month is drawn."""
    return 1 + days(app, day, day)[0]


async def test_a_click_announces_the_bucket_under_it() -> None:
    async with StripApp().run_test(size=(WIDE, 6)) as pilot:
        app = await show(pilot)
        await pilot.click(offset=(column(app, 10), 1))
        assert app.moved == [minute("2024-10-10")]
        assert app.selected == []
        assert column(app, 10) - 1 in reversed_cells(app)


@pytest.mark.parametrize(("first", "last"), [(3, 12), (12, 3)])
async def test_dragging_selects_in_either_direction(first: int, last: int) -> None:
    async with StripApp().run_test(size=(WIDE, 6)) as pilot:
        app = await show(pilot)
        await pilot.mouse_down(offset=(column(app, first), 0))
        await pilot.hover(offset=(column(app, 7), 0))
        await pilot.hover(offset=(column(app, last), 3))
        await pilot.mouse_up(offset=(column(app, last), 3))
        assert app.selected == [(minute("2024-10-03"), minute("2024-10-13"))]
        assert app.moved == []


async def test_a_click_on_the_label_does_nothing() -> None:
    async with StripApp().run_test(size=(WIDE, 6)) as pilot:
        app = await show(pilot)
        await pilot.click(offset=(WIDE - 3, 0))
        assert (app.moved, app.selected) == ([], [])


# The window


async def test_zooming_in_halves_what_is_shown_around_the_cursor_and_refines_the_unit() -> None:
    async with StripApp().run_test(size=(WIDE, 6)) as pilot:
        app = await focused(pilot)
        app.strip.zoom_in()
        since, until = app.strip.window or (0, 0)
        assert until - since == 10 * DAY
        assert since <= minute("2024-10-10") < until
        for _ in range(2):
            app.strip.zoom_in()
        await pilot.pause()
        assert "by hour" in "".join(shown(app))


async def test_zooming_out_again_shows_all() -> None:
    async with StripApp().run_test(size=(WIDE, 6)) as pilot:
        app = await focused(pilot)
        before = shown(app)
        app.strip.zoom_in()
        app.strip.zoom_in()
        app.strip.zoom_out()
        app.strip.zoom_out()
        await pilot.pause()
        assert app.strip.window is None
        assert shown(app) == before


async def test_the_window_is_kept_under_another_filter_and_can_be_set_before_there_is_a_view() -> None:
    async with StripApp().run_test(size=(WIDE, 6)) as pilot:
        window = minute("2024-10-05"), minute("2024-10-12")
        assert isinstance(pilot.app, StripApp)
        pilot.app.strip.window = window
        app = await show(pilot)
        assert app.strip.window == window
        app = await show(pilot, query=PICKED)
        assert app.strip.window == window
        assert "Oct" in chart(app, 1)


async def test_the_window_follows_a_cursor_that_leaves_it() -> None:
    async with StripApp().run_test(size=(WIDE, 6)) as pilot:
        app = await focused(pilot, "2024-10-02")
        app.strip.zoom_in()
        app.strip.zoom_in()
        app.strip.point(minute("2024-10-20"))
        await pilot.pause()
        since, until = app.strip.window or (0, 0)
        assert (until - since, since <= minute("2024-10-20") < until) == (5 * DAY, True)
        assert "▲" in chart(app, 1)


async def test_the_keys_go_on_beyond_the_window() -> None:
    async with StripApp().run_test(size=(WIDE, 6)) as pilot:
        app = await focused(pilot, "2024-10-02")
        app.strip.zoom_in()
        app.strip.zoom_in()
        await pilot.press("end")
        assert minute("2024-10-20") <= app.moved[-1] < minute("2024-10-21")


moments = st.integers(-(10**9), 10**9)
extents = st.builds(lambda start, length: (start, start + length), moments, st.integers(1, 10**9))


@given(extents, st.lists(st.one_of(st.booleans(), moments), max_size=12), st.integers(1, 150))
def test_no_zooming_and_moving_leaves_the_chronology(
    extent: tuple[int, int], steps: list[bool | int], cells: int
) -> None:
    outlook = Outlook().over(extent)
    for step in steps:
        outlook = outlook.zoomed(nearer=step) if isinstance(step, bool) else outlook.at(step, cells)
        start, end = outlook.shown
        assert extent[0] <= start < end <= extent[1]
        assert end - start >= min(SHORTEST, extent[1] - extent[0])
        scale = outlook.scale(cells)
        assert scale is not None
        assert outlook.cursor is None or isinstance(step, bool) or scale.start <= outlook.cursor < scale.end


# Painting, whatever there is


@given(extents, st.integers(0, 1 << 32), st.integers(1, 200), st.integers(1, 2), st.data())
def test_every_bucket_of_a_view_has_a_sign_and_every_line_its_width(
    extent: tuple[int, int], seed: int, cells: int, height: int, data: st.DataObject
) -> None:
    scale, chance = Scale.of(*extent, cells), Random(seed)
    view = [chance.choice((0.0, 1.0, chance.random(), chance.random() * 1000)) for _ in range(scale.count)]
    whole = [count + chance.choice((0.0, 1.0)) for count in view]
    cursor = data.draw(st.none() | st.integers(0, scale.count - 1))
    period = data.draw(st.none() | extents)
    painter = StripPainter(
        Densities(scale, view, whole, False), Marks(cursor, None, period, 1), cells, height
    )
    lines = painter.lines()
    assert len(lines) == height
    assert all(len(line) == cells for line in lines[: cells > 23])
    assert all(len(cell.text) == 1 for line in lines for cell in line)
    chart_cells = [cell.text for cell in lines[0]][1:]
    for bucket, count in enumerate(view):
        drawn = {chart_cells[x] for x in scale.cells_of(bucket, chart_width(cells))}
        assert not count or drawn & set("▁▂▃▄▅▆▇█")
    assert not any(view) or "█" in chart_cells


@pytest.mark.parametrize(
    ("count", "text"),
    [(0, "0"), (3, "3"), (2.9999999999, "3"), (2.6, "~3"), (0.1, "<1"), (0.7, "~1"), (1234.5, "~1,234")],
)
def test_a_count_that_is_not_whole_says_so(count: float, text: str) -> None:
    assert count_text(count) == text
