"""What is sent to a terminal when the screen opens and when it closes; one undoes the other."""

from typing import NamedTuple


class Mode(NamedTuple):
    """A mode of a terminal: how it is turned on for the screen, and back off."""

    on: str
    off: str


SECOND_SCREEN = Mode("\x1b[?1049h", "\x1b[?1049l")
CLEARED = Mode("\x1b[2J", "\x1b[m\x1b[H\x1b[2J")
"""In the place of a second screen, where there is none."""

CURSOR_HIDDEN = Mode("\x1b[?25l", "\x1b[?25h")
NO_WRAP = Mode("\x1b[?7l", "\x1b[?7h")
FOCUS_TOLD = Mode("\x1b[?1004h", "\x1b[?1004l")
PASTE_BRACKETED = Mode("\x1b[?2004h", "\x1b[?2004l")
MOUSE_TOLD = Mode(
    "\x1b[?1000h\x1b[?1003h\x1b[?1015h\x1b[?1006h", "\x1b[?1006l\x1b[?1015l\x1b[?1003l\x1b[?1000l"
)
KEYS_TOLD = Mode("\x1b[>25u", "\x1b[<u")
"""Keys without two meanings: 1 (tell them apart), 8 (all as sequences), 16 (with their text); the flags are kept on
a stack (https://sw.kovidgoyal.net/kitty/keyboard-protocol/#progressive-enhancement)."""

FRAMES_ASKED = "\x1b[?2026$p"
"""Asks whether frames can be shown at once, without tearing; the answer is read as input."""


def modes(*, modern: bool, keys: bool = True) -> tuple[Mode, ...]:
    """The modes of a screen, in the order in which they are turned on.

    `modern` for what came with xterm; `keys` where a terminal may be asked to tell keys in full.
    """
    if not modern:
        return (CLEARED, NO_WRAP, CURSOR_HIDDEN)
    told = (KEYS_TOLD,) if keys else ()
    return (SECOND_SCREEN, NO_WRAP, CURSOR_HIDDEN, MOUSE_TOLD, FOCUS_TOLD, PASTE_BRACKETED, *told)


def opening(*, modern: bool, keys: bool = True, frames: bool = True) -> str:
    """What opens the screen; with `frames`, a modern terminal is asked whether it can show them at once."""
    on = "".join(mode.on for mode in modes(modern=modern, keys=keys))
    return on + FRAMES_ASKED if modern and frames else on


def closing(*, modern: bool, keys: bool = True) -> str:
    """What gives the terminal back as it was; the last mode goes first, for some belong to the second screen."""
    return "".join(mode.off for mode in reversed(modes(modern=modern, keys=keys)))
