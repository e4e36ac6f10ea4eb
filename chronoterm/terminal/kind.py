"""What a terminal can show, told from what its environment says of it; a table and pure functions.

Nothing is asked of the terminal itself: an answer may take longer than the first frame, or never come.
"""

import re
from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple

from chronoterm.text import clean

TRUE_COLOUR, MANY, SIXTEEN, NONE = 1 << 24, 256, 16, 0
"""How many colours there are."""


class Signs(Enum):
    """Which characters a terminal has."""

    ALL = "all"
    FEW = "few"
    """Letters, quotation marks and simple lines, no more: the font of a console holds 256 or 512 characters."""

    ASCII = "ascii"


class Kind(NamedTuple):
    """What a terminal can do.

    `is_modern`: it has a mouse, a second screen, bracketed paste and the like; `scrolls`: it is known to move the lines
    of a region of its screen.
    """

    name: str
    has_screen: bool = True
    colours: int = TRUE_COLOUR
    signs: Signs = Signs.ALL
    is_modern: bool = True
    scrolls: bool = False


NO_SCREEN = ("", "dumb", "unknown", "network", "dialup", "emacs", "vt52")
"""Terminals on which nothing can be drawn, and what is said of one that nobody knows."""

CONSOLES = ("linux", "ansi", "cons25", "cygwin", "hurd", "mach", "pcansi", "sun", "wsvt25")
"""Sixteen colours and a font of few characters; nothing of what came with xterm."""

SCROLLING = (
    *("alacritty", "contour", "foot", "ghostty", "gnome", "iterm", "iterm2", "kitty", "konsole", "linux"),
    *("mintty", "mlterm", "ms", "nsterm", "putty", "rio", "rxvt", "screen", "st", "tmux", "vte"),
    *("wezterm", "xterm"),
)
"""Terminals that have regions which scroll, as their entries in terminfo say (csr, ind, ri)."""

_TEXT_ONLY = re.compile(r"vt[1-5]\d\d")
_COLOURLESS = re.compile(r"-(m|mono)$")
_COLOURS_SET = {"standard": SIXTEEN, "256": MANY, "truecolor": TRUE_COLOUR}


def kind_of(environment: Mapping[str, str]) -> Kind:
    """The kind of terminal that an environment speaks of; one that nobody knows is taken for an xterm."""
    name = environment.get("TERM", "").strip().lower()
    signs = Signs.ALL if _speaks_utf8(environment) else Signs.ASCII
    family = name.partition("-")[0]
    if name in NO_SCREEN or family in NO_SCREEN:
        return Kind(name, has_screen=False, colours=NONE, signs=signs, is_modern=False)
    if _TEXT_ONLY.match(name):
        return Kind(name, colours=NONE, signs=Signs.ASCII, is_modern=False, scrolls=True)
    scrolls, colours = family in SCROLLING, _colours(environment, name)
    if family in CONSOLES:
        few = Signs.FEW if signs is Signs.ALL else signs
        return Kind(name, colours=colours, signs=few, is_modern=False, scrolls=scrolls)
    return Kind(name, colours=colours, signs=signs, scrolls=scrolls)


def _colours(environment: Mapping[str, str], name: str) -> int:
    """How many colours: as somebody chose, else as COLORTERM says, else as the name ends."""
    if chosen := _COLOURS_SET.get(environment.get("TEXTUAL_COLOR_SYSTEM", "").lower()):
        return chosen
    if _COLOURLESS.search(name):
        return NONE
    if environment.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return TRUE_COLOUR
    return MANY if name.endswith(("-256color", "-kitty")) else SIXTEEN


def _speaks_utf8(environment: Mapping[str, str]) -> bool:
    """Whether the locale is one of UTF-8; an unset one says nothing (POSIX, Base Definitions, 8.2)."""
    names = (environment.get(each) for each in ("LC_ALL", "LC_CTYPE", "LANG"))
    locale = next(filter(None, names), "UTF-8")
    encoding = environment.get("PYTHONIOENCODING", "").partition(":")[0] or "UTF-8"
    return all("UTF" in each.upper() for each in (locale, encoding))


def lacks(environment: Mapping[str, str]) -> tuple[str, ...]:
    """What a terminal has not, in words; nothing for one that has all. What somebody turned off is no lack."""
    kind = kind_of(environment)
    if not kind.has_screen:
        return ("no screen",)
    colours = {NONE: "no colour", SIXTEEN: "16 colours"}.get(kind.colours, "")
    signs = {Signs.ASCII: "ASCII only", Signs.FEW: "few signs"}.get(kind.signs, "")
    rest = () if kind.is_modern else ("no mouse", "no second screen")
    return (*filter(None, ("" if "NO_COLOR" in environment else colours, signs)), *rest)


def lacking(environment: Mapping[str, str]) -> str:
    """The same in one line; empty for a terminal that has all."""
    missing = lacks(environment)
    return f"{_named(environment)}: {', '.join(missing)}" if missing else ""


def printed_because(environment: Mapping[str, str]) -> str:
    """Why the chronology is printed on a terminal; empty where a screen can be drawn."""
    if kind_of(environment).has_screen:
        return ""
    return f"no screen can be drawn on this terminal ({_named(environment)}), so the chronology is printed"


def _named(environment: Mapping[str, str]) -> str:
    name = clean(environment.get("TERM", ""))[:40]
    return f"TERM={name}" if name else "TERM is not set"
