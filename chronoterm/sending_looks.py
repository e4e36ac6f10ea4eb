"""How cells look, and the fewest bytes that bring a terminal from one look to the next."""

import re
from itertools import count
from typing import NamedTuple

from rich.color import ColorSystem
from rich.style import Style
from textual.strip import Strip

NOT_KNOWN, PLAIN = "\0", "\1"
"""The looks of a cell of which nobody knows what it shows, and of one without colours and attributes."""

RESET = "\x1b[m"

MOST_STYLES = 4096
"""Styles that are kept; many of them differ only in what the mouse finds there."""

_CODES = re.compile(r"[34]8;(?:2;\d+;\d+;\d+|5;\d+)|\d+")
_COLOUR, _BEHIND = re.compile(r"3[0-8]|9\d"), re.compile(r"4[0-8]|10\d")
_OFF = {"1": "22", "2": "22", "3": "23", "4": "24", "21": "24", "7": "27", "9": "29"}
"""What turns an attribute off again (ECMA-48, 8.3.117); bold and dim only together, and both lines under a text."""

_SEEN_ON_BLANKS = frozenset(("4", "7", "9", "21", "51", "52", "53"))
"""Lines under, through, above and around, and a colour behind that is the one of the letters."""


class Look(NamedTuple):
    """Attributes, the colour of letters, and the colour behind them, each as its parameters of SGR; "" for none."""

    attributes: tuple[str, ...]
    colour: str
    behind: str

    @property
    def of_blank(self) -> "Look":
        """What of it can be seen where no letter stands."""
        return self if _SEEN_ON_BLANKS.intersection(self.attributes) else Look((), "", self.behind)


class Looks:
    """The looks that have been met, each known by one character, so that a line of cells has a string of them.

    What it keeps grows with the looks of a program, which are some dozens, and not with what is shown.
    """

    def __init__(self, system: ColorSystem) -> None:
        self._system = system
        self._names: dict[Look, str] = {Look((), "", ""): PLAIN}
        self._looks = dict(zip(self._names.values(), self._names, strict=True))
        self._blanks = {PLAIN: PLAIN}
        self._free = map(chr, count(ord(PLAIN) + 1))
        self._of: dict[Style, str] = {}
        self._ways: dict[str, str] = {}

    def of(self, style: Style | None) -> str:
        """The look of letters of a style."""
        if style is None:
            return PLAIN
        if (known := self._of.get(style)) is not None:
            return known
        if len(self._of) >= MOST_STYLES:
            self._of.clear()
        name = self._of[style] = self._name(_look(Strip.render_ansi(style, self._system)))
        return name

    def of_blank(self, look: str) -> str:
        """How a blank looks that was written with a look."""
        return self._blanks[look]

    def way(self, before: str, after: str) -> str:
        """What brings the terminal from one look to another."""
        key = before + after
        if (known := self._ways.get(key)) is None:
            known = self._ways[key] = _way(self._looks[before], self._looks[after])
        return known

    def _name(self, look: Look) -> str:
        if (known := self._names.get(look)) is not None:
            return known
        name = self._names[look] = next(self._free)
        self._looks[name] = look
        self._blanks[name] = self._name(look.of_blank)
        return name


def _look(codes: str) -> Look:
    """The look that parameters of SGR make of a plain one."""
    attributes, colour, behind = list[str](), "", ""
    for code in _CODES.findall(codes):
        number = code.partition(";")[0]
        if _COLOUR.fullmatch(number):
            colour = code
        elif _BEHIND.fullmatch(number):
            behind = code
        elif number not in ("39", "49"):
            attributes.append(code)
    return Look(tuple(attributes), colour, behind)


def _way(before: Look, after: Look) -> str:
    """The shorter of two ways: what differs, or all anew from a plain look."""
    if before == after:
        return ""
    anew = [*after.attributes, *filter(None, (after.colour, after.behind))]
    if not anew:
        return RESET
    ways = [["0", *anew]]
    gone = set(before.attributes) - set(after.attributes)
    if gone <= _OFF.keys():
        off = {_OFF[each] for each in gone}
        kept = {each for each in before.attributes if _OFF.get(each) not in off}
        ways.append([*sorted(off), *(each for each in after.attributes if each not in kept)])
        ways[-1] += [after.colour or "39"] * (before.colour != after.colour)
        ways[-1] += [after.behind or "49"] * (before.behind != after.behind)
    return min((f"\x1b[{';'.join(way)}m" for way in ways), key=len)
