"""Driving the screen as a person does, and reading from it what a person reads."""

from pathlib import Path

from textual.pilot import Pilot

from chronoterm.app import Chronoterm
from chronoterm.screens.chronology import ChronologyScreen
from chronoterm.widgets.chronology_list import ChronologyList
from chronoterm.widgets.column_header import ColumnHeader
from chronoterm.widgets.detail_pane import DetailPane
from chronoterm.widgets.line_pane import LinePane
from chronoterm.widgets.value_list import ValueList

WIDE, NARROW, TINY = (120, 40), (80, 24), (50, 12)

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
    for _ in range(3):
        await app.workers.wait_for_complete()
        await pilot.pause()
    main = main_screen(pilot)
    main.catch_up()
    await pilot.pause()


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys by Textual's names."""
    await pilot.press(*keys)
    await settle(pilot)


async def type_text(pilot: Pilot[None], text: str) -> None:
    """Type a text, letter by letter."""
    await press(pilot, *(_NAMED.get(letter, letter) for letter in text))


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
    line = screen_lines(pilot)[1]
    return [chip.strip() for chip in line.split("✕")[:-1]]


def column_names(pilot: Pilot[None]) -> str:
    """The line over the list that names its columns."""
    return main_screen(pilot).query_one(ColumnHeader).render_line(0).text


def cursor_headline(pilot: Pilot[None]) -> str:
    """The line of the list that the cursor is on."""
    return next((line for line in list_lines(pilot) if line.startswith("▶")), "")


def app_on(store: Path) -> Chronoterm:
    """The program on a store."""
    return Chronoterm(store)
