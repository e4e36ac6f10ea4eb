"""Driving the screen as a person does, and reading from it what a person reads."""

import re
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from rich.segment import Segment
from textual import events
from textual.pilot import Pilot

from chronoterm.app import Chronoterm
from chronoterm.screens.chronology import ChronologyScreen
from chronoterm.widgets.chronology_list import ChronologyList
from chronoterm.widgets.column_header import ColumnHeader
from chronoterm.widgets.detail_pane import DetailPane
from chronoterm.widgets.filter_bar import FilterBar
from chronoterm.widgets.line_pane import LinePane
from chronoterm.widgets.query_hint import QueryHint
from chronoterm.widgets.query_prompt import QueryPrompt
from chronoterm.widgets.timeline_strip import TimelineStrip
from chronoterm.widgets.title_bar import TitleBar
from chronoterm.widgets.value_list import ValueList

WIDE, NARROW, TINY = (120, 40), (80, 24), (50, 12)
SIZES = (WIDE, TINY)
Screen = Pilot[None]

PATIENCE = 30.0
"""Seconds to wait for what should come at once."""

_NAMED = {
    " ": "space",
    "-": "minus",
    "[": "left_square_bracket",
    "]": "right_square_bracket",
    "?": "question_mark",
    ":": "colon",
    "/": "slash",
    ",": "comma",
    "!": "exclamation_mark",
    "\\": "backslash",
    "~": "tilde",
    "<": "less_than_sign",
    ">": "greater_than_sign",
    '"': "quotation_mark",
    "=": "equals_sign",
    "(": "left_parenthesis",
    ")": "right_parenthesis",
    ".": "full_stop",
    "*": "asterisk",
    "+": "plus",
}


async def settle(pilot: Pilot[None]) -> None:
    """Wait until views are made, messages handled and the detail has caught up."""
    app = pilot.app
    await pilot.pause()
    while any(not worker.is_finished for worker in app.workers):
        await app.workers.wait_for_complete()
        await pilot.pause()
    main_screen(pilot).catch_up()
    await pilot.pause()


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys by Textual's names."""
    await pilot.press(*keys)
    await settle(pilot)


async def type_text(pilot: Pilot[None], text: str) -> None:
    """Type a text, letter by letter."""
    await press(pilot, *(_NAMED.get(letter, letter) for letter in text))


async def burst(pilot: Pilot[None], *keys: str) -> None:
    """Press keys by Textual's names, or letters, so fast that the last is there before the first is handled."""
    letters = {name: letter for letter, name in _NAMED.items()}
    for key in keys:
        name = _NAMED.get(key, key)
        pilot.app.post_message(events.Key(name, letters.get(name, key if len(key) == 1 else None)))
    for _ in range(3):
        await settle(pilot)


async def wait_until(pilot: Pilot[None], there: Callable[[], bool]) -> None:
    """Wait for something that comes by itself when keys have rested."""
    deadline = time.monotonic() + PATIENCE
    while not there():
        assert time.monotonic() < deadline, screen_text(pilot)
        await pilot.pause()


async def filter_by(pilot: Pilot[None], key: str, name: str) -> None:
    """Open a picker, narrow it to a name, and take the first value."""
    await press(pilot, key)
    await type_text(pilot, name)
    await press(pilot, "enter")


def main_screen(pilot: Pilot[None]) -> ChronologyScreen:
    """The screen below any window."""
    return next(screen for screen in pilot.app.screen_stack if isinstance(screen, ChronologyScreen))


def screen_lines(pilot: Pilot[None]) -> list[str]:
    """What the terminal shows, line by line."""
    app = pilot.app
    strips = app.screen._compositor.render_strips(app.size)
    return ["".join(segment.text for segment in strip).rstrip() for strip in strips]


def screen_text(pilot: Pilot[None]) -> str:
    """What the terminal shows."""
    return "\n".join(screen_lines(pilot))


def list_lines(pilot: Pilot[None]) -> list[str]:
    """The visible lines of the list."""
    return _lines_of(main_screen(pilot).query_one(ChronologyList))


def detail_text(pilot: Pilot[None]) -> str:
    """The visible lines of the detail."""
    return "\n".join(_lines_of(main_screen(pilot).query_one(DetailPane)))


def values(pilot: Pilot[None]) -> list[str]:
    """The visible values of the open picker, white space folded."""
    return [" ".join(line.split()) for line in _lines_of(pilot.app.screen.query_one(ValueList))]


def _lines_of(pane: LinePane) -> list[str]:
    lines = (pane.render_line(y).text.rstrip() for y in range(pane.size.height))
    return [line for line in lines if line]


def chips(pilot: Pilot[None]) -> list[str]:
    """The filters that stand above the list."""
    line = main_screen(pilot).query_one(FilterBar).render_line(0).text
    return [chip.strip() for chip in re.split("[✕‖]", line)[:-1]]


def column_names(pilot: Pilot[None]) -> str:
    """The line over the list that names its columns."""
    return main_screen(pilot).query_one(ColumnHeader).render_line(0).text


def cursor_headline(pilot: Pilot[None]) -> str:
    """The line of the list that the cursor is on."""
    return next((line for line in list_lines(pilot) if line.startswith("▶")), "")


def app_on(store: Path) -> Chronoterm:
    """The program on a store."""
    return Chronoterm(store)


def app_on_fresh(store: Path) -> Chronoterm:
    """The program on a store, without what was left on the screen the last time."""
    return Chronoterm(store, fresh=True)


class Standing(NamedTuple):
    """Where somebody is: what is filtered and how it is sorted, what is shown of it, and the record in hand."""

    title: str
    filters: str
    columns: str
    record: str | None
    top: int
    lines: list[str]


def standing(pilot: Pilot[None]) -> Standing:
    """All that going back must put back."""
    shown = main_screen(pilot).query_one(ChronologyList)
    return Standing(
        title(pilot), filters(pilot), column_names(pilot), record(pilot), shown.top, list_lines(pilot)
    )


def title(pilot: Pilot[None]) -> str:
    """The first line, white space folded, without who is looking."""
    line = main_screen(pilot).query_one(TitleBar).render_line(0).text
    return " ".join(line.partition("UTC ·")[0].split())


def filters(pilot: Pilot[None]) -> str:
    """The line of the filters, with what is said beside them."""
    return main_screen(pilot).query_one(FilterBar).render_line(0).text.strip()


def record(pilot: Pilot[None]) -> str | None:
    """The id of the record under the cursor."""
    return main_screen(pilot).query_one(ChronologyList).record_id


def records_shown(pilot: Pilot[None]) -> list[str]:
    """The ids of all records that the list has, in its order."""
    view = main_screen(pilot)._view
    return [row.entry.id for row in view.window(0, view.count)] if view else []


def prompt(pilot: Pilot[None]) -> QueryPrompt:
    """Where a filter is typed."""
    return main_screen(pilot).query_one(QueryPrompt)


def hint(pilot: Pilot[None]) -> str:
    """The line below the prompt, white space folded."""
    return " ".join(main_screen(pilot).query_one(QueryHint).render_line(0).text.split())


def strip_lines(pilot: Pilot[None]) -> list[str]:
    """The strip of time."""
    strip = main_screen(pilot).query_one(TimelineStrip)
    return [strip.render_line(y).text for y in range(strip.size.height)]


def lit_in_list(pilot: Pilot[None]) -> list[str]:
    """The parts of the visible lines of the list that are lit."""
    return _lit_on(main_screen(pilot).query_one(ChronologyList))


def lit_in_detail(pilot: Pilot[None]) -> list[str]:
    """The parts of the visible lines of the detail that are lit."""
    return _lit_on(main_screen(pilot).query_one(DetailPane))


def _lit_on(pane: LinePane) -> list[str]:
    segments: Iterable[Segment] = (each for y in range(pane.size.height) for each in pane.render_line(y))
    return [each.text.strip() for each in segments if each.style and each.style.underline and each.style.bold]
