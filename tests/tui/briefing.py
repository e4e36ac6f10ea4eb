"""Words for tests of briefings: the window, where somebody is in it, and the records that are saved for one."""

from chronoterm.screens.briefing import BriefingWindow
from tests.tui.driving import Screen, screen_lines, screen_text
from tests.tui.editing import FIRST, SECOND

FOUR = (FIRST, SECOND, "budanov-11000-in-training-rqe4", "first-dprk-units-arrive-24mb")
"""The first records of the sample."""

UNCLEAN = "\x1b\x9b\x07\r\t\u202e\u2028\ud800"
"""What no line of a screen may have."""


def window(pilot: Screen) -> BriefingWindow:
    """The briefing, which is open."""
    shown = pilot.app.screen
    assert isinstance(shown, BriefingWindow), screen_text(pilot)
    return shown


def place(pilot: Screen) -> str:
    """Where somebody is in the briefing: `3 of 9`."""
    return screen_lines(pilot)[0].split("  ")[-1].split(" · ")[0].strip()
