"""The value of a field, parted from the sign before it and cut at its commas."""

from typing import NamedTuple

from chronoterm.language.errors import QueryError
from chronoterm.language.fields import Field
from chronoterm.language.tokens import Piece, Token
from chronoterm.terms import Comparison

_COMPARISONS = {"≥": Comparison.AT_LEAST, "≤": Comparison.AT_MOST, "=": Comparison.SAME}


class Item(NamedTuple):
    """One of the values between commas and its half-open place in the text, quotes included."""

    text: str
    start: int
    end: int


class Value(NamedTuple):
    """The value of a field, from `start` (after its sign, if it has one) up to `end`."""

    field: Field
    sign: str
    pieces: tuple[Piece, ...]
    start: int
    end: int

    @property
    def text(self) -> str:
        """The whole value without its quotes."""
        return "".join(each.text for each in self.pieces)

    @property
    def comparison(self) -> Comparison:
        """How the sign compares; without one, sameness."""
        return _COMPARISONS.get(self.sign) or Comparison(self.sign)

    @property
    def items(self) -> list[Item]:
        """The values between the commas that are not in quotes."""
        return _items(self)

    def refused(self, sentence: str) -> QueryError:
        """That this value will not do."""
        return QueryError(sentence, self.start, self.end - self.start)


def value_of(field: Field, token: Token) -> Value:
    """The value that a token gives to its field."""
    start = token.start + len(token.text) + 1
    if not token.pieces:
        return Value(field, "", (), start, token.end)
    first, *others = token.pieces
    start = first.start
    sign = "" if first.quoted else next((each for each in field.signs if first.text.startswith(each)), "")
    if sign:
        start += len(sign)
        first = Piece(first.text[len(sign) :], start, first.end)
    return Value(field, sign, (first, *others), start, token.end)


def _items(value: Value) -> list[Item]:
    found: list[Item] = []
    parts: list[str] = []
    start = value.start
    for piece in value.pieces:
        if piece.quoted:
            parts.append(piece.text)
            continue
        at = piece.start
        first, *others = piece.text.split(",")
        parts.append(first)
        at += len(first)
        for each in others:
            found.append(Item("".join(parts), start, at))
            parts, start = [each], at + 1
            at = start + len(each)
    return [*found, Item("".join(parts), start, value.end)]
