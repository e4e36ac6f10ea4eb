"""Texts with cells in them: `{event_type}: {actor1}[ / {actor2}]`."""

import re
from collections.abc import Callable, Iterator, Sequence

from chronoterm.importers.tables.errors import MapError

Cell = Callable[[Sequence[str]], str]
"""What a column says in a row; empty where it says nothing."""

_PART = re.compile(r"\{\{|\}\}|\[\[|\]\]|\{(?P<column>[^{}]*)\}|[\[\]{}]|[^\[\]{}]+")


class Piece:
    """A part of a template: text between columns, columns, and whether it may be left out as a whole."""

    def __init__(self, *, optional: bool) -> None:
        self.optional = optional
        self.texts: list[str] = [""]
        self.columns: list[str] = []

    def add_text(self, text: str) -> None:
        """Go on with text."""
        self.texts[-1] += text

    def add_column(self, name: str) -> None:
        """Go on with the cell of a column."""
        self.columns.append(name)
        self.texts.append("")


def read_template(template: str) -> list[Piece]:
    """The parts of a template. Raises MapError for brackets that do not pair."""
    pieces = [Piece(optional=False)]
    for found in _PART.finditer(template):
        part = found[0]
        if found["column"] is not None:
            if not found["column"].strip():
                raise MapError("has braces without the name of a column")
            pieces[-1].add_column(found["column"].strip())
        elif part in ("{{", "}}", "[[", "]]"):
            pieces[-1].add_text(part[0])
        elif part in ("{", "}"):
            raise MapError("has a brace without its pair; a brace that is meant is written twice")
        elif part in ("[", "]"):
            if (part == "]") != pieces[-1].optional:
                raise MapError(
                    "has a square bracket without its pair; a bracket that is meant is written twice"
                )
            pieces.append(Piece(optional=part == "["))
        else:
            pieces[-1].add_text(part)
    if pieces[-1].optional:
        raise MapError("has a square bracket without its pair; a bracket that is meant is written twice")
    return pieces


def columns_of(template: str) -> Iterator[str]:
    """The columns that a template takes cells from."""
    for piece in read_template(template):
        yield from piece.columns


def filled(template: str, cell_of: Callable[[str], Cell]) -> Cell:
    """What a template says of a row; empty if it has columns and all of them are empty."""
    pieces = [each for each in read_template(template) if each.columns or each.texts != [""]]
    columns = [name for each in pieces for name in each.columns]
    if not columns:
        text = "".join(each.texts[0] for each in pieces)
        return lambda _: text
    if len(pieces) == 1 and pieces[0].texts == ["", ""]:
        return cell_of(columns[0])
    return _joined([cell_of(each) for each in columns], pieces)


def _joined(cells: Sequence[Cell], pieces: Sequence[Piece]) -> Cell:
    # The text of all pieces with %s for cells, once for each choice of optional pieces that say nothing.
    kept: dict[tuple[bool, ...], str] = {}
    spans = []
    at = 0
    for piece in pieces:
        spans.append((piece, slice(at, at + len(piece.columns))))
        at += len(piece.columns)
    optional = [span for piece, span in spans if piece.optional]

    def form(present: tuple[bool, ...]) -> str:
        waiting = iter(present)
        # What is left out takes its cells, and shows nothing of them.
        return "".join(
            "%.0s" * len(piece.columns)
            if piece.optional and not next(waiting)
            else "%s".join(text.replace("%", "%%") for text in piece.texts)
            for piece, _ in spans
        )

    whole = form((True,) * len(optional))

    def text_of(row: Sequence[str]) -> str:
        said = [cell(row) for cell in cells]
        if all(said):
            return whole % tuple(said)
        if not any(said):
            return ""
        present = tuple([all(said[span]) for span in optional])
        try:
            return kept[present] % tuple(said)
        except KeyError:
            kept[present] = form(present)
            return kept[present] % tuple(said)

    return text_of
