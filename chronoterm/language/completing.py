"""Completing names in a query while it is typed."""

from typing import NamedTuple

from chronoterm.language.fields import FIELDS, Takes
from chronoterm.language.figured import STATE, parts_of
from chronoterm.language.tokens import QUOTES, Token, TokenType, spelled, tokens_of
from chronoterm.language.values import Item, value_of
from chronoterm.terms import Facet

_COMPLETED = (Takes.NAMES, Takes.KINDS, Takes.MARK, Takes.SERIES, Takes.STATE)
_WHOLE = (Takes.MARK, Takes.STATE)
"""What takes one value, with its commas."""


class Completing(NamedTuple):
    """What stands under the cursor: a value of a field, or with an empty `field` a bare word.

    `typed` is what stands before the cursor, without quotes; `start` and `end` are the half-open range to replace.
    `facet` is None for a bare word, and for a field whose values are no facet's. Behind the slash of a series `field` is
    that of states.
    """

    facet: Facet | None
    field: str
    typed: str
    start: int
    end: int


def completing(text: str, cursor: int) -> Completing | None:
    """What may be completed at a cursor (0 is before the first character); nothing typed yet between words.

    None in phrases, in the names of fields, and in values that are no names. The text may be unfinished.
    """
    cursor = min(max(cursor, 0), len(text))
    token = _under(text, cursor)
    if token is None or token.type in (TokenType.OPEN, TokenType.CLOSE, TokenType.DENY):
        return Completing(None, "", "", cursor, cursor)
    if token.type is TokenType.PHRASE:
        return None if cursor < token.end or not token.closed else Completing(None, "", "", cursor, cursor)
    if token.type is TokenType.FIELD:
        return _in_value(text, cursor, token)
    return Completing(None, "", text[token.start : cursor], token.start, token.end)


def replaced(text: str, where: Completing, field: str, name: str) -> tuple[str, int]:
    """The text with a name in place of what stood under the cursor, and where the cursor goes.

    In place of a bare word goes the field too; without a name the field alone, for its value to be typed. A space
    follows, unless a comma or a parenthesis does.
    """
    head = "" if where.field else f"{field}:"
    put = head + (spelled(name) if name else "")
    before, after = text[: where.start] + put, text[where.end :]
    if not name or after.startswith((",", ")")):
        return before + after, len(before)
    return f"{before} {after[after[:1].isspace() :]}", len(before) + 1


def _under(text: str, cursor: int) -> Token | None:
    """The token that the cursor stands in or right behind; behind one and before another it is the one before."""
    for token in tokens_of(text):
        if token.start < cursor <= token.end:
            return token
        if token.start >= cursor:
            break
    return None


def _in_value(text: str, cursor: int, token: Token) -> Completing | None:
    field = FIELDS.get(token.text)
    if field is None or field.takes not in _COMPLETED:
        return None
    value = value_of(field, token)
    if field.takes is Takes.SERIES:
        items = parts_of(value)
    else:
        items = [Item(value.text, value.start, value.end)] if field.takes in _WHOLE else value.items
    item = next((each for each in items if each.start <= cursor <= each.end), None)
    if item is None:
        return None
    typed = "".join(letter for letter in text[item.start : cursor] if letter not in QUOTES)
    is_state = field.takes is Takes.SERIES and item is not items[0]
    name = STATE if is_state else field.name
    return Completing(field.facet, name, typed, item.start, item.end if token.closed else cursor)
