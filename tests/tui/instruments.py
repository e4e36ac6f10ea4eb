"""Words for tests of instruments: opening one, reading its lines, and the day that pictures are of."""

from chronoterm.screens.instrument import InstrumentWindow
from chronoterm.widgets.told_list import ToldList
from tests.tui.driving import Screen, press, wait_until

KNOWN = ["at", *"2024-11-12", "enter"]
"""The pictures are of one day, whenever they are taken."""


async def open_told(pilot: Screen, key: str, window: type[InstrumentWindow]) -> None:
    """Press a key that opens a window, and wait for what it tells."""

    def is_told() -> bool:
        shown = pilot.app.screen
        return isinstance(shown, window) and shown.told is not None

    await press(pilot, key)
    await wait_until(pilot, is_told)


def told_lines(pilot: Screen) -> list[str]:
    """All lines that the open instrument tells, white space folded."""
    shown = pilot.app.screen.query_one(ToldList)
    return [" ".join(shown.render_line(y).text.strip(" ▶▐").split()) for y in range(shown.total)]
