"""Arithmetic of terminal cells: how wide text is, and how it is cut, padded and wrapped to a width.

All widths are those of `rich.cells`, which Textual uses too. Callers pass text that `chronoterm.text` has cleaned.
"""

import re
from collections.abc import Iterator

from rich.cells import cell_len, get_character_cell_size

from chronoterm.text import isolate

_ELLIPSIS = "…"
# Rich counts no cells for the character after a joiner, and terminals do; isolates are set anew at the end.
_DISPUTED = re.compile("[\u200d\ufe0f\u2066-\u2069]")


def width(text: str) -> int:
    """Count the cells that the text takes on one line."""
    return cell_len(text)


def cut(text: str, cells: int) -> str:
    """Shorten the text to at most that many cells, ending with an ellipsis when something was left out."""
    text = _settled(text)
    if _reach(text, cells) == len(text):
        return text
    return text[: _reach(text, cells - 1)].rstrip(" ") + _ELLIPSIS if cells > 0 else ""


def fit(text: str, cells: int) -> str:
    """Cut the text, or pad it on the right, to exactly that many cells; right-to-left runs are isolated."""
    shown = cut(text, cells)
    return isolate(shown) + " " * (cells - width(shown))


def fit_right(text: str, cells: int) -> str:
    """Cut the text, or pad it on the left, to exactly that many cells; right-to-left runs are isolated."""
    shown = cut(text, cells)
    return " " * (cells - width(shown)) + isolate(shown)


def wrap(text: str, cells: int) -> list[str]:
    """Break a block into lines of at most that many cells, between words where possible.

    Line breaks stay, indentation too where it leaves room for the first word; spaces at a break go. A word longer than
    a line is broken anywhere; a wide character in a single column becomes an ellipsis. No text gives no line; no room
    gives empty lines.
    """
    if not text:
        return []
    text = _settled(text)
    if cells == 1:
        text = "".join(
            _ELLIPSIS if get_character_cell_size(character) > 1 else character for character in text
        )
    return [
        isolate(line) for paragraph in text.split("\n") for line in _wrapped(paragraph.rstrip(" "), cells)
    ]


def _wrapped(paragraph: str, cells: int) -> Iterator[str]:
    if cells < 1:
        yield ""
        return
    start = 0
    while (end := _reach(paragraph, cells, start)) < len(paragraph):
        space = paragraph.rfind(" ", start, end + 1)
        if space < 0:
            yield paragraph[start:end]
            start = end
            continue
        if line := paragraph[start:space].rstrip(" "):
            yield line
        start = _word_after(paragraph, space)
    yield paragraph[start:]


def _word_after(paragraph: str, space: int) -> int:
    while paragraph[space] == " ":
        space += 1
    return space


def _settled(text: str) -> str:
    return text if text.isascii() else _DISPUTED.sub("", text)


def _reach(text: str, cells: int, start: int = 0) -> int:
    """Up to where the text fits into the cells when it begins at `start`; marks stay with their base."""
    if text.isascii():
        return min(len(text), start + max(cells, 0))
    left = cells
    for index in range(start, len(text)):
        left -= get_character_cell_size(text[index])
        if left < 0:
            return index
    return len(text)
