"""What is known about single characters: how each is shown, and what it may stand beside.

Terms and classes are those of the Unicode Standard (general category, combining class, bidirectional class).
"""

import re
import unicodedata
from collections.abc import Callable

ZERO_WIDTH_NON_JOINER = "\u200c"
ZERO_WIDTH_JOINER = "\u200d"
NO_BREAK_SPACE = "\u00a0"
REPLACEMENT = "\ufffd"

# A table never grows past this, so hostile text cannot fill memory.
_REMEMBERED = 65_536

# Characters with no shape of their own: hyphenation, fillers, joiners of graphemes, selectors, shaping hints.
# They are Default_Ignorable_Code_Point but not all of them are format characters, so the category is not enough.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0000-\U000e0fff]"
)
# Format characters that do have a shape: they enclose or precede digits (Prepended_Concatenation_Mark).
_VISIBLE_FORMAT = frozenset(
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
)
_SKIN_TONE = re.compile("[\U0001f3fb-\U0001f3ff]")
_REGIONAL_INDICATOR_A = 0x1F1E6
_REGIONAL_INDICATORS = range(_REGIONAL_INDICATOR_A, _REGIONAL_INDICATOR_A + 26)
_CONTROL_PICTURES = 0x2400
_DELETE = "\x7f"
_DELETE_PICTURE = "\u2421"

# Hangul vowels and finals that found no syllable to join; terminals stack them like marks.
_CONJOINING_JAMO = re.compile("[\u1160-\u11ff\ud7b0-\ud7fb]")
# Scripts whose letters change shape beside a joiner: Arabic to N'Ko, Mandaic, the Indic scripts and Sinhala,
# Myanmar, Khmer, Mongolian, Balinese, Javanese, Hanifi Rohingya, the Brahmic scripts of plane 1, Adlam.
_JOINING_SCRIPTS = re.compile(
    "[\u0600-\u077f\u07c0-\u07ff\u0840-\u0dff\u1000-\u109f\u1780-\u18af\u1b00-\u1b7f\ua840-\ua877\ua980-\ua9df"
    "\ufb50-\ufdff\ufe70-\ufefc\U00010d00-\U00010d3f\U00011000-\U00011fff\U0001e900-\U0001e95f]"
)
# Brahmic scripts build one syllable of many marks: the Burmese word for "hope" has five on its first letter.
_BRAHMIC_SCRIPTS = re.compile(
    "[\u0900-\u0dff\u0e31-\u0ecd\u0f00-\u109f\u1780-\u17d3\u1b00-\u1b7f\ua980-\ua9df\uaa60-\uaa7f\U00011000-\U00011fff]"
)


class CharacterTable(dict[int, str]):
    """What `str.translate` needs: a rule for one character, with its answers remembered."""

    def __init__(self, rule: Callable[[str], str]) -> None:
        super().__init__()
        self._rule = rule

    def __missing__(self, code: int) -> str:
        if len(self) >= _REMEMBERED:
            self.clear()
        return self.setdefault(code, self._rule(chr(code)))


def is_invisible(character: str) -> bool:
    """Whether the character has neither a shape nor a place: joiners count, marks and controls do not."""
    if _INVISIBLE.match(character):
        return True
    return unicodedata.category(character) == "Cf" and character not in _VISIBLE_FORMAT


def shown_as(character: str) -> str:
    """Name what stands for the character on a terminal: itself, a picture, a replacement or nothing.

    Line feeds and joiners stay; whether they may depends on their neighbours.
    """
    if character in {"\n", ZERO_WIDTH_JOINER, ZERO_WIDTH_NON_JOINER}:
        return character
    if character == "\t":
        return " "
    if ord(character) in _REGIONAL_INDICATORS:
        return chr(ord(character) - _REGIONAL_INDICATOR_A + ord("A"))
    return _shown_by_category(character, unicodedata.category(character))


def _shown_by_category(character: str, category: str) -> str:
    if category == "Me" or is_invisible(character) or _SKIN_TONE.match(character):
        return ""
    if category == "Cc":
        return _control_picture(character)
    if category in {"Cs", "Co", "Cn"}:
        return REPLACEMENT
    return character


def _control_picture(control: str) -> str:
    if control == _DELETE:
        return _DELETE_PICTURE
    return chr(_CONTROL_PICTURES + ord(control)) if control < " " else REPLACEMENT


def kind_of(character: str) -> str:
    """One letter for the part that the character plays in a cluster.

    `s` space, `j` joiner, `m` mark, `n` mark of a Brahmic script, `l` letter that joiners may stand beside,
    `b` any other base. A no-break space is a base: it carries marks that have no other.
    """
    if character in {ZERO_WIDTH_JOINER, ZERO_WIDTH_NON_JOINER}:
        return "j"
    category = unicodedata.category(character)
    if character == "\n" or (category == "Zs" and character != NO_BREAK_SPACE):
        return "s"
    if category[0] == "M" or _CONJOINING_JAMO.match(character):
        return "n" if _BRAHMIC_SCRIPTS.match(character) else "m"
    return "l" if category[0] == "L" and _JOINING_SCRIPTS.match(character) else "b"


def direction_of(character: str) -> str:
    """One letter for the bidirectional class: `r` right-to-left, `l` left-to-right, `m` mark, `|` break, `n` neutral.

    Arabic-Indic digits count as right-to-left, for they draw neutrals between them into their own order
    (Unicode Annex 9, rule N1).
    """
    directions = {"R": "r", "AL": "r", "AN": "r", "L": "l", "NSM": "m", "B": "|"}
    return directions.get(unicodedata.bidirectional(character), "n")
