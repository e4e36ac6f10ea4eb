"""Write what the documents take from the program: the key tables of the README, and the screenshot.

Run it as `make docs` after a change to the table of commands or to what the screen shows. The same program gives the
same files on every machine.
"""
# ruff: noqa: INP001

import asyncio
from pathlib import Path

from textual.screen import Screen

import chronoterm
from chronoterm.app import Chronoterm
from chronoterm.commands import key_table
from chronoterm.dates import PartialDate
from chronoterm.language.reading import read_query
from chronoterm.modes import ALL_RIGHTS
from chronoterm.opening import open_chronology, sample_path
from chronoterm.ordering import CHRONOLOGICAL
from chronoterm.screens.chronology import ChronologyScreen
from chronoterm.widgets.chronology_list import ChronologyList
from chronoterm.widgets.timeline_strip import TimelineStrip

HERE = Path(__file__).parent
README = HERE.parent / "README.md"
SCREENSHOT = HERE / "screenshot.svg"

BEGIN, END = "<!-- keys: written by `make docs` -->", "<!-- end of keys -->"
"""The comments in the README that the key tables stand between."""

SIZE = (120, 34)
"""Columns and rows of the screenshot."""

TODAY = PartialDate.parse("2024-11-01")
"""The day on which the screenshot is taken."""

ASKED = "speaker:zelenskyy -tag:mobilisation troops"
"""The filter of the screenshot: a field, something left out, and a word that is lit."""

SHOWN = "zelenskyy-dprk-troops-soon-uqsa"
"""The record under the cursor: one with a quote, a source chain and a related record."""


class Exhibit(Chronoterm):
    """The program on its sample, with a day and a user that are the same everywhere."""

    CSS_PATH = str(Path(chronoterm.__file__).with_name("chronoterm.tcss"))

    def get_default_screen(self) -> Screen[None]:
        """The chronology as somebody called analyst sees it, with a filter."""
        _, chronology = open_chronology(sample_path())
        screen = ChronologyScreen(TODAY, "analyst@desk", ALL_RIGHTS, self.carry_out)
        asked = read_query(ASKED, chronology, today=TODAY).query
        screen.open(chronology, chronology.view(asked, CHRONOLOGICAL))
        return screen


def with_keys(readme: str) -> str:
    """A README with today's key tables between its two comments. Raises ValueError where they are missing."""
    before, begin, rest = readme.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"the README must hold {BEGIN} and {END}")
    return f"{before}{begin}\n\n{key_table()}\n{end}{after}"


async def screenshot() -> str:
    """The main screen as SVG, with the cursor on the record to show. Raises LookupError where it has none such."""
    app = Exhibit(sample_path(), fresh=True)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        screen = app.screen
        while not screen.query(TimelineStrip):
            await pilot.pause()
        records = screen.query_one(ChronologyList)
        for _ in range(records.total):
            if records.record_id == SHOWN:
                break
            await pilot.press("j")
        else:
            raise LookupError(f"the sample has no record {SHOWN}")
        if isinstance(screen, ChronologyScreen):
            screen.catch_up()
        await pilot.pause()
        return app.export_screenshot(title="chronoterm", simplify=True)


def main() -> None:
    """Write both."""
    README.write_text(with_keys(README.read_text(encoding="utf-8")), encoding="utf-8")
    SCREENSHOT.write_text(f"{asyncio.run(screenshot()).rstrip()}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
