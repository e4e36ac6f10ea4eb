"""Sorting by several columns: choosing them, and seeing the whole order over the list."""

from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widgets import OptionList

from chronoterm.cells import width
from chronoterm.ordering import CHRONOLOGICAL, Order, Sorting, SortKey, order_by
from chronoterm.screens.sort_picker import SortPicker
from chronoterm.themes import DARK
from chronoterm.widgets.column_header import ColumnHeader
from chronoterm.widgets.columns import layout
from tests.tui.driving import WIDE, app_on, list_lines, press, screen_lines, settle

SIXTY, TINY = (60, 20), (50, 12)

UP, DOWN = False, True
BY_ACTOR = Order(SortKey.ACTOR)
BY_ACTOR_AND_DATE = order_by(Sorting(SortKey.ACTOR), Sorting(SortKey.DATE, DOWN))

DATE, KIND, ACTOR, HEADLINE, PLACE, SOURCE, ABOUT, LAG, ORIGINS = range(len(SortKey))


class Host(App[None]):
    """Opens the picker in an order, and keeps what it gives."""

    def __init__(self, order: Order) -> None:
        super().__init__()
        self.register_theme(DARK)
        self.theme = DARK.name
        self.animation_level = "none"
        self._order = order
        self.given: list[Order | None] = []

    def on_mount(self) -> None:
        self.push_screen(SortPicker(self._order), self.given.append)


def shown(pilot: Pilot[None]) -> list[str]:
    """What the screen shows, line by line, white space folded."""
    strips = pilot.app.screen._compositor.render_strips(pilot.app.size)
    lines = ("".join(segment.text for segment in strip) for strip in strips)
    return [" ".join(line.strip(" │").split()) for line in lines]


def go(column: int) -> list[str]:
    """The keys that bring the cursor to a column."""
    return ["home", *["down"] * column]


async def after(
    order: Order, *keys: str, size: tuple[int, int] = WIDE
) -> tuple[list[Order | None], list[str]]:
    """What the picker gives after some keys, and what the screen shows then."""
    host = Host(order)
    async with host.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        return host.given, shown(pilot)


async def taken(order: Order, *keys: str) -> list[Order | None]:
    """What the picker gives after some keys."""
    given_back, _ = await after(order, *keys)
    return given_back


# Choosing


async def test_enter_sorts_by_the_column_alone() -> None:
    assert await taken(CHRONOLOGICAL, *go(PLACE), "enter") == [Order(SortKey.PLACE)]
    assert await taken(BY_ACTOR_AND_DATE, *go(PLACE), "enter") == [Order(SortKey.PLACE)]
    assert await taken(BY_ACTOR_AND_DATE, *go(DATE), "enter") == [Order(SortKey.DATE, DOWN)]


async def test_the_column_in_order_chosen_again_is_turned_round() -> None:
    assert await taken(CHRONOLOGICAL, "enter") == [Order(SortKey.DATE, DOWN)]
    assert await taken(Order(SortKey.DATE, DOWN), "enter") == [CHRONOLOGICAL]
    assert await taken(BY_ACTOR, "enter") == [Order(SortKey.ACTOR, DOWN)]


@pytest.mark.parametrize("key", ["space", "plus"])
async def test_a_column_is_added_as_the_next_one_and_added_again_is_turned_round(key: str) -> None:
    chosen = await taken(BY_ACTOR, *go(DATE), key, key, *go(KIND), key, "enter")
    assert chosen == [
        order_by(Sorting(SortKey.ACTOR), Sorting(SortKey.DATE, DOWN), Sorting(SortKey.KIND)),
    ]
    assert await taken(BY_ACTOR, key, *go(DATE), key, "enter") == [
        order_by(Sorting(SortKey.ACTOR, DOWN), Sorting(SortKey.DATE)),
    ]


async def test_the_first_column_that_is_added_to_time_comes_first() -> None:
    wanted = [order_by(Sorting(SortKey.ACTOR), Sorting(SortKey.HEADLINE))]
    assert await taken(CHRONOLOGICAL, *go(ACTOR), "space", *go(HEADLINE), "space", "enter") == wanted
    by_date_too = [order_by(Sorting(SortKey.DATE), Sorting(SortKey.ACTOR))]
    assert await taken(CHRONOLOGICAL, "space", *go(ACTOR), "space", "enter") == by_date_too


@pytest.mark.parametrize("key", ["minus", "backspace"])
async def test_the_column_that_was_added_last_is_taken_off(key: str) -> None:
    assert await taken(BY_ACTOR, *go(DATE), "space", *go(KIND), "space", key, "enter") == [
        order_by(Sorting(SortKey.ACTOR), Sorting(SortKey.DATE)),
    ]
    assert await taken(BY_ACTOR_AND_DATE, key, *go(PLACE), "enter") == [BY_ACTOR]
    assert await taken(BY_ACTOR_AND_DATE, key, key, key, *go(PLACE), "enter") == [Order(SortKey.PLACE)]
    assert await taken(CHRONOLOGICAL, *go(PLACE), "space", key, "enter") == [Order(SortKey.PLACE)]


async def test_escape_keeps_the_order_whatever_was_added() -> None:
    assert await taken(BY_ACTOR, *go(DATE), "space", "escape") == [None]


async def test_a_click_sorts_by_the_column_alone() -> None:
    host = Host(CHRONOLOGICAL)
    async with host.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.click(OptionList, offset=(4, PLACE))
        await pilot.pause()
    assert host.given == [Order(SortKey.PLACE)]


async def test_the_window_closes_once_however_often_enter_is_pressed() -> None:
    assert await taken(BY_ACTOR, "enter", "enter", "enter") == [Order(SortKey.ACTOR, DOWN)]


# What the window shows


@pytest.mark.parametrize("size", [WIDE, SIXTY, TINY])
async def test_the_columns_have_their_ranks_and_the_window_says_what_its_keys_do(
    size: tuple[int, int],
) -> None:
    _, text = await after(BY_ACTOR, *go(DATE), "space", "space", *go(KIND), size=size)
    assert "1 actor ↑, again turns it round" in text
    assert "2 date ↓, again turns it round" in text
    assert [line for line in text if line.startswith("Sort by")] == ["Sort by actor ↑, then date ↓"]
    keys = next(line for line in text if "Enter sort" in line)
    assert all(each in keys for each in ("Space ", "- ", "Esc cancel" if size[0] >= SIXTY[0] else "Esc"))


@pytest.mark.parametrize(
    ("order", "keys"),
    [
        (CHRONOLOGICAL, ()),
        (CHRONOLOGICAL, go(PLACE)),
        (CHRONOLOGICAL, (*go(PLACE), "space", *go(KIND))),
        (BY_ACTOR, ()),
        (BY_ACTOR_AND_DATE, ()),
        (BY_ACTOR_AND_DATE, (*go(KIND), "space", "up")),
        (BY_ACTOR_AND_DATE, ("minus", "minus", "down")),
    ],
)
async def test_the_window_says_beforehand_which_order_enter_gives(
    order: Order, keys: tuple[str, ...]
) -> None:
    _, text = await after(order, *keys)
    (given_back,) = await taken(order, *keys, "enter")
    assert given_back is not None
    words = [f"{key.value} {'↓' if reverse else '↑'}" for key, reverse in given_back.columns]
    told = next(line for line in text if line.startswith("Sort by "))
    assert told.removeprefix("Sort by ").replace(", then ", ", ").split(", ") == words


async def test_the_order_now_is_marked_when_the_window_opens() -> None:
    _, text = await after(CHRONOLOGICAL)
    assert "date ↑, now" in text
    _, text = await after(BY_ACTOR_AND_DATE)
    assert "1 actor ↑, again turns it round" in text and "2 date ↓, again turns it round" in text


# The columns over the list


class Header(App[None]):
    """The header alone."""

    def __init__(self) -> None:
        super().__init__()
        self.header = ColumnHeader(id="columns")

    def compose(self) -> ComposeResult:
        yield self.header


async def header(*shows: Callable[[ColumnHeader], None], cells: int = 120) -> list[Segment]:
    """The line after some calls of `show`."""
    app = Header()
    async with app.run_test(size=(130, 3)) as pilot:
        app.header.show(cells=cells)
        for show in shows:
            show(app.header)
        await pilot.pause()
        return list(app.header.render_line(0))


def text_of(line: list[Segment]) -> str:
    return "".join(segment.text for segment in line).rstrip()


def underlined(line: list[Segment]) -> list[str]:
    return [segment.text for segment in line if segment.style and segment.style.underline]


async def test_the_header_shows_the_whole_order() -> None:
    line = await header(lambda each: each.show(order=BY_ACTOR_AND_DATE))
    assert text_of(line).split("  ")[0].strip() == "DATE ↓2"
    assert "ACTOR ↑1" in text_of(line)
    assert text_of(line).count("↑") == text_of(line).count("↓") == 1


async def test_a_single_column_in_order_has_an_arrow_and_no_rank() -> None:
    assert "ACTOR ↑ " in text_of(await header(lambda each: each.show(order=BY_ACTOR)))
    assert text_of(await header()).split("  ")[0].strip() == "DATE ↑"


async def test_the_month_stands_over_the_dates_only_where_time_comes_first() -> None:
    by_date = order_by(Sorting(SortKey.DATE), Sorting(SortKey.ACTOR, DOWN))
    line = await header(lambda each: each.show(order=by_date, heading="October 2024"))
    assert "Oct 2024 ↑1" in text_of(line) and "ACTOR ↓2" in text_of(line)
    line = await header(lambda each: each.show(order=BY_ACTOR_AND_DATE, heading="October 2024"))
    assert "DATE ↓2" in text_of(line)


@pytest.mark.parametrize("cells", [20, 40, 62, 80, 104])
async def test_no_title_moves_or_loses_its_arrow_in_any_order(cells: int) -> None:
    app = Header()
    async with app.run_test(size=(130, 3)) as pilot:
        await pilot.pause()
        for (first, second), active in product(product(SortKey, repeat=2), (None, *SortKey)):
            order = order_by(Sorting(first), Sorting(second, DOWN))
            app.header.show(order=order, heading="September 2024", cells=cells, active=active)
            text = text_of(list(app.header.render_line(0)))
            columns = layout(cells, order)
            assert width(text) <= max(column.left + column.width for column in columns)
            for column in columns:
                title = text[column.left : column.left + column.width]
                marked = any(each.key is column.key for each in order.columns)
                assert ("↑" in title or "↓" in title) == (marked and column.width > 3), (text, column)
                assert column.left == 0 or text[column.left - 1 : column.left] in (" ", "")


async def test_the_active_column_is_underlined_and_nothing_moves() -> None:
    plain = await header(lambda each: each.show(order=BY_ACTOR_AND_DATE))
    line = await header(lambda each: each.show(order=BY_ACTOR_AND_DATE, active=SortKey.PLACE))
    assert text_of(line) == text_of(plain)
    assert (underlined(plain), underlined(line)) == ([], ["PLACE"])


async def test_the_active_column_stays_until_another_is_shown_or_none() -> None:
    def activate(header: ColumnHeader) -> None:
        header.show(active=SortKey.ACTOR)

    line = await header(activate, lambda each: each.show(heading="October 2024", order=BY_ACTOR))
    assert underlined(line) == ["ACTOR ↑"]
    line = await header(activate, lambda each: each.show(active=SortKey.DATE))
    assert underlined(line) == ["DATE ↑"]
    assert underlined(await header(activate, lambda each: each.show(active=None))) == []


# On the screen


def titles(pilot: Pilot[None]) -> str:
    """The line over the list."""
    return next(line for line in screen_lines(pilot) if "HEADLINE" in line)


async def test_the_list_stands_in_the_order_that_was_put_together(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "o", *go(KIND), "space", *go(DATE), "space", "space", "enter")
        assert "DATE ↓2" in titles(pilot)
        kinds = [next((mark for mark in "“●◌" if mark in line), "") for line in list_lines(pilot)]
        met = [mark for number, mark in enumerate(kinds) if mark and mark not in kinds[:number]]
        assert kinds == sorted(kinds, key=met.index)
        await press(pilot, "o", "escape")
        assert "DATE ↓2" in titles(pilot)


async def test_a_click_on_a_column_sorts_by_it_alone(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "o", *go(KIND), "space", *go(DATE), "space", "enter")
        assert "DATE ↑2" in titles(pilot)
        await pilot.click("#columns", offset=(30, 0))
        await settle(pilot)
        assert "HEADLINE ↑ " in titles(pilot)
        assert "DATE ↑" not in titles(pilot)
