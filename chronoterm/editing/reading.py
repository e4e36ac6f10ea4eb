"""From what stands in a field of a form to the value that a document holds."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from chronoterm.dates import PartialDate
from chronoterm.editing import figures, memberships
from chronoterm.editing.faults import ABSENT, FieldError, edtf_of
from chronoterm.editing.fields import FormField, Shape
from chronoterm.editing.lists import Piece, single, split
from chronoterm.editing.naming import Naming
from chronoterm.editing.written import MARKS
from chronoterm.edits import Document
from chronoterm.language.errors import told
from chronoterm.terms import Facet
from chronoterm.text import clean, clean_block

_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,20})?")
_YES = frozenset({"yes", "y", "true", "1", "x"})
_NO = frozenset({"", "no", "n", "false", "0"})


class Reader(NamedTuple):
    """What texts are read with: the names that there are, the day it is, and a date that a missing year is near to."""

    naming: Naming
    today: PartialDate
    near: PartialDate | None = None

    def value(self, field: FormField, text: str) -> Any:
        """The value of a text that is typed into a field of one value; `ABSENT` for nothing. Raises FieldError."""
        if field.is_list:
            raise TypeError(f"{field.name} holds several values")
        return _READERS[field.shape](self, field, text)

    def values(self, field: FormField, text: str, before: "Sequence[Kept]" = ()) -> Any:
        """The values of a text, those of `before` that stand there as they did kept as they were. Raises FieldError."""
        typed = typed_pieces(field, text)
        left = list(before)
        taken = [_taken(left, each) for each in typed]
        rewritten = iter(left if len(left) == taken.count(ABSENT) else ())
        found = [each for each in taken if each is not ABSENT]
        place = 0
        for piece, each in zip(typed, taken, strict=True):
            if each is ABSENT:
                was = next(rewritten, None)
                fresh = self.item(field, piece, None if was is None else was.value)
                if fresh in found and isinstance(fresh, str):
                    continue
                found.insert(place, fresh)
            place += 1
        return found or ABSENT

    def item(self, field: FormField, piece: Piece, was: Any = None) -> Any:
        """One of several values; `was` is what stood there before, whose other fields are kept. Raises FieldError."""
        match field.shape:
            case Shape.FIGURES:
                return self._figure(piece.text, was)
            case Shape.MEMBERSHIPS:
                read = memberships.read_membership(
                    piece.text, lambda name: self.id_of(field, name), self.edtf
                )
                return _merged(was, read, memberships.FIELDS)
            case Shape.NAMES:
                return self.id_of(field, piece)
            case _:
                return clean(piece.text).strip() if not piece.exact else clean(piece.text)

    def edtf(self, text: str) -> str:
        """The EDTF of a date as people type it. Raises FieldError."""
        return edtf_of(text, self.today, self.near)

    def id_of(self, field: FormField, piece: Piece) -> str:
        """The id that a name means, of a new actor or place where nobody has it. Raises FieldError."""
        return self.naming.id_of(field.facet or Facet.ACTOR, piece)

    def _figure(self, line: str, was: Any) -> Any:
        read = figures.read_figure(line)
        fault = figures.figure_fault(read)
        if fault is not None:
            raise FieldError(fault)
        return _merged(was, read, figures.FIELDS)


class Kept(NamedTuple):
    """One of several values that a document holds, and what was written for it."""

    piece: Piece
    value: Any


def typed_pieces(field: FormField, text: str) -> tuple[Piece, ...]:
    """The texts of several values, apart."""
    if field.several_lines:
        return tuple(Piece(line.strip()) for line in clean_block(text).split("\n") if line.strip())
    return split(text, MARKS[field.shape])


def kept(field: FormField, values: Any, text: str) -> tuple[Kept, ...]:
    """The values of a document with what was written for each; none where the two do not go together."""
    pieces = typed_pieces(field, text)
    if not isinstance(values, list) or len(pieces) != len(values):
        return ()
    return tuple(map(Kept, pieces, values))


def _taken(left: list[Kept], piece: Piece) -> Any:
    """The first of the values left that was written so; it is taken from them."""
    for number, each in enumerate(left):
        if each.piece == piece:
            return left.pop(number).value
    return ABSENT


def _merged(was: Any, read: Document, told_by_line: Sequence[str]) -> Document:
    """What was read, with the fields of what stood there before that a line does not tell."""
    if not isinstance(was, dict):
        return read
    rest = {name: value for name, value in was.items() if name not in told_by_line or name in read}
    return {**rest, **read}


def _text(_reader: Reader, _field: FormField, text: str) -> Any:
    return clean(text).strip() or ABSENT


def _block(_reader: Reader, _field: FormField, text: str) -> Any:
    return clean_block(text).strip() or ABSENT


def _line(reader: Reader, field: FormField, text: str) -> Any:
    value = _text(reader, field, text)
    if field.key != "country" or value is ABSENT:
        return value
    if not (len(value) == 2 and value.isascii() and value.isalpha()):  # noqa: PLR2004 - as ISO 3166-1 has it
        raise FieldError(f"{told(value)} is no country code of two letters, as in NO or UA")
    return value.upper()


def _choice(_reader: Reader, field: FormField, text: str) -> Any:
    typed = text.strip().casefold()
    if not typed:
        return ABSENT
    exact = [each for each in field.choices if each.casefold() == typed]
    found = exact or [each for each in field.choices if each.casefold().startswith(typed)]
    if len(found) != 1:
        raise FieldError(f"{told(text.strip())} is not one of {', '.join(field.choices)}")
    return int(found[0]) if field.key == "credibility" else found[0]


def _yes_no(_reader: Reader, _field: FormField, text: str) -> Any:
    typed = text.strip().casefold()
    if typed in _NO:
        return ABSENT
    if typed in _YES:
        return True
    raise FieldError(f"{told(text.strip())} is neither yes nor no")


def _date(reader: Reader, _field: FormField, text: str) -> Any:
    return reader.edtf(text) if text.strip() else ABSENT


def _name(reader: Reader, field: FormField, text: str) -> Any:
    piece = single(text)
    return reader.id_of(field, piece) if piece.text or piece.exact else ABSENT


def _number(_reader: Reader, _field: FormField, text: str) -> Any:
    typed = text.strip().replace("−", "-")
    if not typed:
        return ABSENT
    if not _NUMBER.fullmatch(typed):
        raise FieldError(f"{told(typed)} is no number; write it like 60.4 or -12.05")
    return float(typed) if "." in typed else int(typed)


_READERS: Mapping[Shape, Callable[[Reader, FormField, str], Any]] = {
    Shape.LINE: _line,
    Shape.BLOCK: _block,
    Shape.CHOICE: _choice,
    Shape.YES_NO: _yes_no,
    Shape.DATE: _date,
    Shape.NAME: _name,
    Shape.NUMBER: _number,
}
