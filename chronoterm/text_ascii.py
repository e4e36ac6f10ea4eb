"""ASCII stand-ins for terminals that cannot show more, cell for cell so that columns stay aligned."""

import re
import unicodedata

from chronoterm.text_fold import PLAIN_LETTERS
from chronoterm.text_scripts import CharacterTable, is_invisible, kind_of

# Rich counts a joiner and the character after it as part of what stands before.
_JOINED = re.compile("\u200d.?", re.DOTALL)
# Wide since Unicode 16; older character databases still call these narrow.
_NEWLY_WIDE = re.compile("[\u2630-\u2637\u268a-\u268f\u4dc0-\u4dff\U0001d300-\U0001d376]")
_IDEOGRAPHIC_SPACE = "\u3000"

_STAND_INS = {
    "'": "‘’‚‛′‹›ʹʻʼʽˈ´",
    '"': "“”„‟″«»¨▀",
    "-": "‐‑‒–—―−¯־▂",
    "~": "…≈",
    "*": "●◉◆★☆•▆",
    "o": "◌○◦°",
    ">": "▶▸►≥→⇒⟶",
    "<": "◀◂◄≤←⇐⟵",
    "^": "↑▲△▴⇑",
    "v": "↓▼▽▾⇓✓✔",
    "x": "✕✖✗✘×",
    "|": "▌▐▎▍▏▕▊▉▋¦",
    ".": "·⋅∙░",
    ":": "∶▃▒",
    "=": "▄",
    "+": "†‡±▅",
    "%": "▇",
    "#": "█▓■",
    "_": "▁",
    ",": "¸",
    "/": "⁄∕╱",
    "\\": "╲",
    "X": "╳",
    "!": "¡",
    "E": "€",
    "L": "£",
    "Y": "¥",
    "c": "©",
    "r": "®",
}
_HORIZONTAL_LINES = "─━┄┅┈┉╌╍═╴╶╸╺╼╾"
_VERTICAL_LINES = "│┃┆┇┊┋╎╏║╵╷╹╻╽╿"
_BOX_DRAWING = "".join(map(chr, range(0x2500, 0x2580)))

_ASCII_OF = (
    dict.fromkeys(_BOX_DRAWING, "+")
    | dict.fromkeys(_HORIZONTAL_LINES, "-")
    | dict.fromkeys(_VERTICAL_LINES, "|")
    | {symbol: ascii_character for ascii_character, symbols in _STAND_INS.items() for symbol in symbols}
    | {letter: plain[0] for letter, plain in PLAIN_LETTERS.items()}
    | {letter.upper(): plain[0].upper() for letter, plain in PLAIN_LETTERS.items()}
    | {"ß": "s", "ẞ": "S", "ı": "i"}
)


def to_ascii(text: str) -> str:
    """Write cleaned text in ASCII, one character for each cell that it took; `?` where nothing comes near.

    Line feeds stay, so a block keeps its lines.
    """
    if text.isascii():
        return text
    # "<" alone would say "before" of a date that is "by" that day.
    whole = _JOINED.sub("", text).replace("≤ ", "<=").replace("≥ ", ">=")
    return whole.translate(_IN_ASCII)


def with_few_signs(text: str) -> str:
    """Write cleaned text with letters, quotation marks and simple lines alone, one character for each cell.

    For consoles whose font has a few hundred characters: Latin, Greek and Cyrillic letters stay, other signs become
    ASCII, and what is two cells wide becomes question marks.
    """
    return text if text.isascii() else _JOINED.sub("", text).translate(_IN_FEW_SIGNS)


def _in_few_signs(character: str) -> str:
    return character if _IN_FONTS.match(character) else _in_ascii(character)


def _in_ascii(character: str) -> str:
    if character.isascii():
        return character
    if kind_of(character) in {"m", "n", "j"} or is_invisible(character):
        return ""
    if _is_wide(character):
        return "  " if character == _IDEOGRAPHIC_SPACE else "??"
    return _ASCII_OF.get(character) or _base_letter(character)


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in {"W", "F"} or bool(_NEWLY_WIDE.match(character))


def _base_letter(character: str) -> str:
    parts = [part for part in unicodedata.normalize("NFKD", character) if not unicodedata.combining(part)]
    return parts[0] if len(parts) == 1 and parts[0].isascii() else "?"


_IN_FONTS = re.compile(
    "[\u00a1-\u017e\u0386-\u03ce\u0401-\u045f\u2013\u2014\u2018-\u201e\u2022\u2026─│┌┐└┘├┤┬┴┼]"
)
"""What every font for consoles with letters of its own has besides ASCII (the sets of console-setup)."""

_IN_ASCII = CharacterTable(_in_ascii)
_IN_FEW_SIGNS = CharacterTable(_in_few_signs)
