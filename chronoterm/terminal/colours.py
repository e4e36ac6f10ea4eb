"""Colours on terminals that have few: which of sixteen comes near, and that text can be read on its background.

Numbers are those of the sixteen colours of ECMA-48 terminals: 0 black, 1 red, 2 green, 3 yellow, 4 blue, 5 magenta,
6 cyan, 7 white, and the same eight again, brighter.
"""

from functools import cache

Colour = tuple[int, int, int]
"""Red, green and blue, from 0 to 255."""

BLACK, BLUE, CYAN, WHITE, BRIGHT = 0, 4, 6, 7, 8

PALETTE: tuple[Colour, ...] = (
    *((0, 0, 0), (170, 0, 0), (0, 170, 0), (170, 85, 0), (0, 0, 170), (170, 0, 170), (0, 170, 170)),
    *((170, 170, 170), (85, 85, 85), (255, 85, 85), (85, 255, 85), (255, 255, 85), (85, 85, 255)),
    *((255, 85, 255), (85, 255, 255), (255, 255, 255)),
)
"""The sixteen as the Linux console has them; others differ, and nobody can ask them."""

LEAST_CONTRAST = 3.0
"""As WCAG 2.1 has it for large text, which bold text on a terminal comes near."""

_GREY = 30
"""Largest difference between the parts of a colour that still looks grey."""

_HUES = ((20, 1), (70, 3), (150, 2), (200, 6), (265, 4), (330, 5), (360, 1))
"""Degrees on the circle of colours up to which a number goes."""


@cache
def in_sixteen(foreground: Colour | None, background: Colour | None) -> tuple[int | None, int | None]:
    """The numbers that come near a text and its background; where it could not be read, it is black or white.

    A background is one of the first eight: older terminals have no others.
    """
    behind = None if background is None else _background(background)
    if foreground is None:
        return None, behind
    number = _foreground(foreground)
    if behind is not None and contrast(PALETTE[number], PALETTE[behind]) < LEAST_CONTRAST:
        number = max(BLACK, BRIGHT + WHITE, key=lambda each: contrast(PALETTE[each], PALETTE[behind]))
    return number, behind


def stands_out(background: Colour | None) -> bool:
    """Whether a background has a colour, so that it means something."""
    return background is not None and _background(background) not in (BLACK, WHITE)


def contrast(one: Colour, other: Colour) -> float:
    """How well two colours can be told apart, from 1 to 21 (WCAG 2.1, contrast ratio)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: Colour) -> float:
    """How bright a colour looks, from 0 to 1 (WCAG 2.1, relative luminance)."""
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - the formula's own


def _background(colour: Colour) -> int:
    if max(colour) - min(colour) < _GREY:
        return BLACK if luminance(colour) < 0.2 else WHITE  # noqa: PLR2004 - as bright as a middle grey looks
    return _hue(colour)


def _foreground(colour: Colour) -> int:
    if max(colour) - min(colour) < _GREY:
        return min(
            (BLACK, BRIGHT, WHITE, BRIGHT + WHITE),
            key=lambda each: abs(luminance(PALETTE[each]) - luminance(colour)),
        )
    number, is_bright = _hue(colour), max(colour) > PALETTE[WHITE][0]
    if is_bright and number == BLUE:  # which is too dark on black, however bright
        number = CYAN
    return number + BRIGHT if is_bright else number


def _hue(colour: Colour) -> int:
    red, green, blue = colour
    most, spread = max(colour), max(colour) - min(colour)
    if most == red:
        degrees = 60 * (green - blue) / spread % 360
    elif most == green:
        degrees = 60 * (blue - red) / spread + 120
    else:
        degrees = 60 * (red - green) / spread + 240
    return next(number for end, number in _HUES if degrees <= end)
