"""Several names or tags on one line, parted by `;`: written, and read back the same.

A part that would be read otherwise stands in straight double quotes, in which a quote is written twice, as in CSV.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

QUOTE = '"'
NAMES = ";"
TAGS = ",;"
"""What parts names, and what parts tags; the first of them is what is written."""

_BLANK = re.compile(r"\s*")


class Piece(NamedTuple):
    """A part of a list; `exact` when it was written in quotes."""

    text: str
    exact: bool = False


def in_list(text: str, marks: str = NAMES) -> str:
    """A text as a part of a list, in quotes where it must be; `marks` are what would part it."""
    plain = text and text == text.strip() and not text.startswith(QUOTE)
    return text if plain and not any(each in text for each in marks) else quoted(text)


def quoted(text: str) -> str:
    """A text in straight quotes."""
    return f"{QUOTE}{text.replace(QUOTE, QUOTE * 2)}{QUOTE}"


def joined(texts: Iterable[str], marks: str = NAMES) -> str:
    """Texts as a list, the first of `marks` between them."""
    return f"{marks[0]} ".join(in_list(each, marks) for each in texts)


def split(text: str, marks: str = NAMES) -> tuple[Piece, ...]:
    """The parts of a list, parted by any of `marks`; empty ones are none unless they stand in quotes."""
    pieces: list[Piece] = []
    start = 0
    while start < len(text):
        piece, start = _piece_from(text, start, marks)
        if piece.text or piece.exact:
            pieces.append(piece)
    return tuple(pieces)


def single(text: str) -> Piece:
    """The whole text as one part."""
    return next(iter(split(text, "")), Piece(""))


def closing(text: str, opening: int) -> int | None:
    """Where the quote that opens at a place closes; none where it does not."""
    at = text.find(QUOTE, opening + 1)
    while at >= 0 and text[at : at + 2] == QUOTE * 2:
        at = text.find(QUOTE, at + 2)
    return at if at >= 0 else None


def _piece_from(text: str, start: int, marks: str) -> tuple[Piece, int]:
    """The part that begins at `start`, and where the next one does."""
    begin = _after_blank(text, start)
    end = closing(text, begin) if text[begin : begin + 1] == QUOTE else None
    if end is not None:
        stop = _after_blank(text, end + 1)
        if stop == len(text) or text[stop] in marks:
            return Piece(text[begin + 1 : end].replace(QUOTE * 2, QUOTE), exact=True), stop + 1
    stop = min((at for each in marks if (at := text.find(each, start)) >= 0), default=len(text))
    return Piece(text[start:stop].strip()), stop + 1


def _after_blank(text: str, start: int) -> int:
    found = _BLANK.match(text, start)
    return found.end() if found else start
