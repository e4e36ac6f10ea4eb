"""The strip of time: how little of it is painted again, and that every bucket has its sign."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronoterm.chronology.view import View
from chronoterm.ordering import Order
from chronoterm.query import ALL, Query
from chronoterm.scale import Scale
from chronoterm.widgets.strip_painter import Densities, Marks, StripPainter, chart_width, count_text
from tests.tui.strip_driving import PICKED, WIDE, Strip, StripApp, chronology, extents, minute, show

# What is painted again


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


# Whatever there is


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
