"""The long way of making text safe: for what is not plainly ordinary, and for text that runs right to left.

Kept apart from `text` because most programs that only list plain records never come here.
"""

import re
import unicodedata
from collections.abc import Iterable

from chronoterm.text_scripts import NO_BREAK_SPACE, CharacterTable, direction_of, kind_of, shown_as

_LINE_BREAK = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")

_SHOWN_AS = CharacterTable(shown_as)
_KINDS = CharacterTable(kind_of)
_DIRECTIONS = CharacterTable(direction_of)

# These read the kinds of `text_scripts.kind_of`, one letter a character, never the text itself.
_JOINER_BEFORE_NO_LETTER = re.compile("(?P<edit>j)(?!l)")
_FLOOD = re.compile("(?<=[mn]{30})(?P<edit>[mn]+)")
_TOO_MANY_MARKS = re.compile("[mn]{3}n{0,3}+(?P<edit>[mn]+)")
_JOINER_AFTER_NO_LETTER = re.compile("l[mn]*+j|(?P<edit>j)")
_MARK_WITHOUT_BASE = re.compile(r"(?P<edit>(?:\A|(?<=s))(?=[mn]))")
# Composition sorts marks in quadratic time, so floods are cut before it; and it makes and moves marks, so they are
# counted after it.
_BEFORE_COMPOSITION = ((_JOINER_BEFORE_NO_LETTER, ""), (_FLOOD, ""))
_AFTER_COMPOSITION = (
    (_TOO_MANY_MARKS, ""),
    (_JOINER_AFTER_NO_LETTER, ""),
    (_MARK_WITHOUT_BASE, NO_BREAK_SPACE),
)
_RIGHT_TO_LEFT_RUN = re.compile("r(?:[mn]*+r)*+m*")
_WITHOUT_ISOLATES = dict.fromkeys(range(0x2066, 0x206A))


def settled(text: str) -> str:
    """What `clean_block` makes of a text that is not plainly ordinary."""
    shown = _LINE_BREAK.sub("\n", text).translate(_SHOWN_AS)
    composed = unicodedata.normalize("NFC", _edited(shown, _BEFORE_COMPOSITION))
    return _edited(composed, _AFTER_COMPOSITION)


def isolated(text: str) -> str:
    """What `isolate` makes of a text with right-to-left letters."""
    text = text.translate(_WITHOUT_ISOLATES)
    pieces, end = [], 0
    for run in _RIGHT_TO_LEFT_RUN.finditer(text.translate(_DIRECTIONS)):
        pieces += [text[end : run.start()], "\u2068", text[run.start() : run.end()], "\u2069"]
        end = run.end()
    return "".join([*pieces, text[end:]])


def _edited(text: str, edits: Iterable[tuple[re.Pattern[str], str]]) -> str:
    kinds = text.translate(_KINDS)
    for pattern, replacement in edits:
        places = [found.span("edit") for found in pattern.finditer(kinds)]
        if places:
            text = _replaced(text, places, replacement)
            kinds = text.translate(_KINDS)
    return text


def _replaced(text: str, places: Iterable[tuple[int, int]], replacement: str) -> str:
    """Replace each place of the text; the place (-1, -1) is none."""
    pieces, end = [], 0
    for start, stop in places:
        if start >= 0:
            pieces += [text[end:start], replacement]
            end = stop
    return "".join([*pieces, text[end:]])
