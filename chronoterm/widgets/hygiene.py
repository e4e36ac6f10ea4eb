"""The last line of defence: what reaches the terminal is text that it has, never a control."""

from collections.abc import Callable
from functools import lru_cache

from rich.color import Color as RichColour
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from chronoterm.terminal.colours import Colour, in_sixteen, stands_out
from chronoterm.text import scrub, to_ascii

_STYLES = 1024
"""Styles that are kept; the screen has some dozens."""


class TextFilter(LineFilter):
    """Changes the text of what is painted."""

    def __init__(self, change: Callable[[str], str]) -> None:
        super().__init__()
        self._change = change

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - the signature is Textual's
        """The segments with their text changed, but for those that move the cursor."""
        return [
            segment
            if segment.control or (text := self._change(segment.text)) == segment.text
            else Segment(text, segment.style)
            for segment in segments
        ]


class ScrubFilter(TextFilter):
    """Drops control characters from everything that is painted, whoever forgot to clean it."""

    def __init__(self) -> None:
        super().__init__(scrub)


class AsciiFilter(TextFilter):
    """Puts ASCII in the place of everything else, cell for cell, for terminals that show nothing else."""

    def __init__(self) -> None:
        super().__init__(to_ascii)


class FewSignsFilter(TextFilter):
    """Leaves letters, and puts ASCII in the place of signs that the font of a console has not."""

    def __init__(self) -> None:
        from chronoterm.text_ascii import with_few_signs  # noqa: PLC0415 - for few terminals alone

        super().__init__(with_few_signs)


class StyleFilter(LineFilter):
    """Changes the colours of what is painted."""

    def __init__(self, change: Callable[[Style], Style]) -> None:
        super().__init__()
        self._change = lru_cache(_STYLES)(change)

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - the signature is Textual's
        """The segments in other colours."""
        return [
            segment
            if segment.control or segment.style is None
            else Segment(segment.text, self._change(segment.style))
            for segment in segments
        ]


class SixteenFilter(StyleFilter):
    """Colours for terminals that have sixteen, chosen so that text can be read."""

    def __init__(self) -> None:
        super().__init__(_in_sixteen)


class PlainFilter(StyleFilter):
    """No colours at all; what a coloured background marks is reversed."""

    def __init__(self) -> None:
        super().__init__(_without_colour)


def _in_sixteen(style: Style) -> Style:
    colour, behind = in_sixteen(_parts(style.color), _parts(style.bgcolor))
    return style.without_color + Style.from_color(_numbered(colour), _numbered(behind))


def _without_colour(style: Style) -> Style:
    return style.without_color + Style(reverse=stands_out(_parts(style.bgcolor)) is not bool(style.reverse))


def _parts(colour: RichColour | None) -> Colour | None:
    if colour is None or colour.is_default:
        return None
    red, green, blue = colour.get_truecolor()
    return red, green, blue


def _numbered(number: int | None) -> RichColour | None:
    return None if number is None else RichColour.from_ansi(number)
