"""Cutting text into the words it is found by."""

import re
from collections.abc import Iterator

from chronoterm.text import fold

_SINGLE = (
    "\u3005\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
)
"""Kana and Han: scripts without spaces, of which every character is a word."""

_ASCII_WORD = re.compile("[a-z0-9_]+")
_WORD = re.compile(rf"[{_SINGLE}]|[^\W{_SINGLE}]+")


def words_of(text: str) -> list[str]:
    """The folded words of a text, in order: runs of letters and digits."""
    folded = fold(text)
    found: list[str] = (_ASCII_WORD if folded.isascii() else _WORD).findall(folded)
    return found


def placed_words(text: str) -> Iterator[tuple[str, int, int]]:
    """The words of a text as it stands, each folded, with the half-open place of its characters."""
    for found in re.finditer(r"\w+", text):
        if found[0].isascii():
            yield found[0].lower(), found.start(), found.end()
        else:
            yield from _placed_parts(found[0], found.start())


def _placed_parts(run: str, start: int) -> Iterator[tuple[str, int, int]]:
    """A run of letters, cut where every character is a word."""
    for part in re.finditer(rf"[{_SINGLE}]|[^{_SINGLE}]+", run):
        folded = "".join(words_of(part[0]))
        if folded:
            yield folded, start + part.start(), start + part.end()
