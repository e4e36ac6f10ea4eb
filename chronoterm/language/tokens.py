"""A query cut into tokens, which any text can be: the time grows with its length, and nothing is judged."""

import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from chronoterm.language.fields import KNOWN_BY

QUOTES = '"“”„‟«»'
"""What begins or ends a quoted text; any of them ends what any began."""

DASHES = "-‐‑‒–—−"
"""What denies the term that follows at once; an editor may have made another dash of a hyphen."""

_BARE = re.compile(rf"[^\s(){QUOTES}]+")
_END_OR_ESCAPE = re.compile(rf"\\[\\{QUOTES}]|[{QUOTES}]")
_NOT_BARE = re.compile(rf"[\s(),\\{QUOTES}]")
_SIGNS = "=<>≤≥"


class TokenType(Enum):
    """What a token does in a query."""

    OPEN = "("
    CLOSE = ")"
    DENY = "-"
    OR = "OR"
    AND = "AND"
    NOT = "NOT"
    WORD = "word"
    PHRASE = "phrase"
    FIELD = "field"


class Piece(NamedTuple):
    """A part of a text that is bare or in quotes; `text` is without them, `start` and `end` are with them."""

    text: str
    start: int
    end: int
    quoted: bool = False
    closed: bool = True


class Token(NamedTuple):
    """A token and its half-open place in the text.

    `text` is the word, the text of the phrase or the name of the field in small letters, `pieces` the value of the
    field, `closed` whether every quote in it ends, and `whole` whether no `*` follows a phrase.
    """

    type: TokenType
    start: int
    end: int
    text: str = ""
    pieces: tuple[Piece, ...] = ()
    closed: bool = True
    whole: bool = True


_SINGLE = {"(": TokenType.OPEN, ")": TokenType.CLOSE} | dict.fromkeys(DASHES, TokenType.DENY)
_KEYWORDS = {each.value: each for each in (TokenType.OR, TokenType.AND, TokenType.NOT)}


def tokens_of(text: str) -> Iterator[Token]:
    """The tokens of a text, in order; white space stands between them."""
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        token = _token(text, at)
        yield token
        at = token.end


def spelled(value: str) -> str:
    """A value as it reads back: bare where that is possible, else in quotes."""
    if value and value[0] not in _SIGNS and not _NOT_BARE.search(value):
        return value
    return in_quotes(value)


def in_quotes(text: str) -> str:
    """A text in quotes, with a backslash before each quote and backslash in it."""
    return '"' + re.sub(rf"[\\{QUOTES}]", r"\\\g<0>", text) + '"'


def _token(text: str, at: int) -> Token:
    if single := _SINGLE.get(text[at]):
        return Token(single, at, at + 1, text[at])
    if text[at] in QUOTES:
        piece = _quoted(text, at)
        starred = piece.closed and text.startswith("*", piece.end)
        end = piece.end + starred
        return Token(TokenType.PHRASE, at, end, piece.text, closed=piece.closed, whole=not starred)
    found = _BARE.match(text, at)
    run = found[0] if found else text[at]
    name, colon, _ = run.partition(":")
    if colon and (name.isalpha() or name.lower() in KNOWN_BY):
        pieces = tuple(_pieces(text, at + len(name) + 1))
        end = pieces[-1].end if pieces else at + len(name) + 1
        return Token(TokenType.FIELD, at, end, name.lower(), pieces, all(each.closed for each in pieces))
    return Token(_KEYWORDS.get(run, TokenType.WORD), at, at + len(run), run)


def _pieces(text: str, at: int) -> Iterator[Piece]:
    """What stands side by side from `at` on, up to white space or a parenthesis outside quotes."""
    while at < len(text):
        if text[at] in QUOTES:
            piece = _quoted(text, at)
        elif found := _BARE.match(text, at):
            piece = Piece(found[0], at, found.end())
        else:
            return
        yield piece
        at = piece.end


def _quoted(text: str, at: int) -> Piece:
    """The quoted text that begins at `at`; where no quote ends it, it takes all the rest."""
    parts, here = [], at + 1
    while found := _END_OR_ESCAPE.search(text, here):
        parts.append(text[here : found.start()])
        here = found.end()
        if len(found[0]) == 1:
            return Piece("".join(parts), at, here, quoted=True)
        parts.append(found[0][1])
    return Piece("".join((*parts, text[here:])), at, len(text), quoted=True, closed=False)
