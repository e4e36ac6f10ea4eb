"""How the terms of a query are joined: OR binds least, then terms side by side (or AND), then `-` and NOT."""

from collections.abc import Sequence
from itertools import islice, takewhile

from chronoterm.language.atoms import atom
from chronoterm.language.errors import QueryError, told
from chronoterm.language.named import Names
from chronoterm.language.periods import LOOK_AHEAD, Today
from chronoterm.language.tokens import Token, TokenType
from chronoterm.terms import AllOf, AnyOf, AsOf, Term, joined, negated

DEEPEST = 40
"""How many parentheses may be open at once."""

_NO_TERM = (TokenType.OR, TokenType.AND, TokenType.CLOSE)


class Grammar:
    """Goes through the tokens of one text, once; `remarks`, `certain_only` and `as_of` are found besides terms."""

    def __init__(self, tokens: Sequence[Token], names: Names, by: Today) -> None:
        self.remarks: list[str] = []
        self.certain_only = False
        self.as_of: AsOf | None = None
        self._of_whole: Token | None = None
        """The last token that says something of the whole query."""
        self._tokens = tokens
        self._at = 0
        self._names = names
        self._by = by

    def conditions(self) -> tuple[Term, ...]:
        """The terms that must all be true. Raises QueryError."""
        if self._here() is None:
            return ()
        rows = self._rows(0)
        if (left := self._here()) is not None:
            raise _fault("no parenthesis is open here", left)
        return tuple(rows[0]) if len(rows) == 1 else tuple(_side_by_side(_any_of(rows)))

    def _here(self) -> Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _taken(self, *types: TokenType) -> Token | None:
        """The token here, gone past, if it is one of these types."""
        token = self._here()
        if token is None or token.type not in types:
            return None
        self._at += 1
        return token

    def _rows(self, depth: int) -> list[list[Term]]:
        """The rows of terms that OR parts."""
        before = self._of_whole
        found = [self._row(depth)]
        while either := self._taken(TokenType.OR):
            found.append(self._row(depth))
            if self._of_whole is not before:
                raise _fault(
                    f"{_told(self._of_whole)} is said of the whole query, so it cannot stand beside OR",
                    either,
                )
        return found

    def _row(self, depth: int) -> list[Term]:
        """Terms side by side, each once."""
        self._needs_term()
        found: dict[Term, None] = {}
        while (here := self._here()) and here.type not in (TokenType.OR, TokenType.CLOSE):
            if self._taken(TokenType.AND):
                self._needs_term()
            found.update(dict.fromkeys(self._term(depth)))
        return list(found)

    def _term(self, depth: int) -> Sequence[Term]:
        """A term with all that denies it, as those it consists of; none where it is said of the whole query."""
        denials = 0
        while deny := self._taken(TokenType.DENY, TokenType.NOT):
            denials += 1
            self._needs_term()
            if deny.type is TokenType.DENY and self._tokens[self._at].start != deny.end:
                raise _fault(f"{told(deny.text)} stands alone; it goes right before what it denies", deny)
        token = self._tokens[self._at]
        self._at += 1
        if token.type is TokenType.OPEN:
            term: Term | None = self._group(token, depth)
        else:
            term = self._atom(token)
        if term is not None:
            return _side_by_side(negated(term) if denials % 2 else term)
        if denials or depth:
            raise _fault(
                f"{_told(token)} is said of the whole query, so nothing may deny or enclose it", token
            )
        self._of_whole = token
        return ()

    def _group(self, opening: Token, depth: int) -> Term:
        if depth >= DEEPEST:
            raise _fault(f"parentheses go {DEEPEST} deep at most", opening)
        rows = self._rows(depth + 1)
        if not self._taken(TokenType.CLOSE):
            raise _unclosed(opening)
        return _any_of(rows)

    def _atom(self, token: Token) -> Term | None:
        ahead = islice(self._tokens, self._at, self._at + LOOK_AHEAD)
        following = list(takewhile(lambda each: each.type is TokenType.WORD, ahead))
        found = atom(token, following, self._names, self._by)
        self._at += found.used
        self.remarks.extend(found.remarks)
        if found.as_of is not None:
            if self.as_of is not None and self.as_of != found.as_of:
                raise _fault(
                    f"{_told(token)} asks for another time than before; one chronology is as of one day",
                    token,
                )
            self.as_of = found.as_of
        elif found.term is None:
            self.certain_only = True
        return found.term

    def _needs_term(self) -> None:
        """Raise QueryError unless a term begins here."""
        here = self._here()
        if here is not None and here.type not in _NO_TERM:
            return
        before = self._tokens[self._at - 1] if self._at else None
        if before is not None and before.type is not TokenType.OPEN:
            raise _fault(f"{told(before.text)} needs a term after it", before)
        if here is None or here.type is TokenType.CLOSE:
            raise _empty(before, here)
        raise _fault(f"{told(here.text)} needs a term before it", here)


def _side_by_side(term: Term) -> Sequence[Term]:
    """The terms that a term joins by AND, apart from a range of figures, which is one thing to ask for."""
    return term.parts if isinstance(term, AllOf) else (term,)


def _any_of(rows: Sequence[Sequence[Term]]) -> Term:
    """Rows of terms as one term."""
    parts = tuple(row[0] if len(row) == 1 else AllOf(tuple(row)) for row in rows)
    either = joined(parts, AnyOf)
    return joined(tuple(dict.fromkeys(either.parts)), AnyOf) if isinstance(either, AnyOf) else either


def _empty(opening: Token | None, closing: Token | None) -> QueryError:
    """That there is nothing in parentheses, or one of them has no partner."""
    if opening is not None and closing is not None:
        width = closing.end - opening.start
        return QueryError("there is nothing between these parentheses", opening.start, width)
    if opening is not None:
        return _unclosed(opening)
    return QueryError("no parenthesis is open here", closing.start if closing else 0)


def _unclosed(opening: Token) -> QueryError:
    return _fault("this parenthesis is never closed", opening)


def _told(token: Token | None) -> str:
    """A field as it was typed, without a value that may be long."""
    name = "" if token is None else token.text
    return "“is:certain”" if name == "is" else f"“{name}:”"


def _fault(sentence: str, token: Token) -> QueryError:
    return QueryError(sentence, token.start, token.end - token.start)
