"""The smallest parts of a query: words, phrases and the values of fields, each read into a term."""

from collections.abc import Sequence
from typing import NamedTuple

from chronoterm.language.errors import QueryError, told
from chronoterm.language.fields import FIELDS, Takes, nearest_field
from chronoterm.language.figured import figured
from chronoterm.language.named import Names, condition, identified, kinds, marked
from chronoterm.language.numbers import amount, grade, reported
from chronoterm.language.periods import Today, known, period
from chronoterm.language.tokens import Token, TokenType
from chronoterm.language.values import Value, value_of
from chronoterm.terms import AsOf, Term, Words
from chronoterm.text_words import words_of

_WANTED = {
    Takes.NAMES: "a name",
    Takes.KINDS: "a kind of record",
    Takes.MARK: "expected, starred, undated or certain",
    Takes.GRADE: "a grade like B2",
    Takes.NUMBER: "a number",
    Takes.SERIES: "a series",
    Takes.STATE: "a state",
    Takes.COUNT: "a whole number",
    Takes.DATE: "a date",
    Takes.DAY: "a day",
    Takes.ID: "an id",
}


class Atom(NamedTuple):
    """What was read: a term, or none where it says something of the whole query.

    That is that it wants what is certain, or what was known `as_of` a time. `used` is how many of the words that
    follow belong to it, `remarks` what it names but nobody knows.
    """

    term: Term | None
    used: int = 0
    remarks: Sequence[str] = ()
    as_of: AsOf | None = None


def atom(token: Token, following: Sequence[Token], names: Names, by: Today) -> Atom:
    """What a word, a phrase or a field asks; the words in `following` may belong to its date. Raises QueryError."""
    if not token.closed:
        start = next((each.start for each in token.pieces if not each.closed), token.start)
        raise QueryError("this quote is never closed", start)
    if token.type is TokenType.FIELD:
        return _field(token, following, names, by)
    words = tuple(words_of(token.text))
    if not words:
        raise QueryError(
            f"{told(token.text)} holds nothing to search for", token.start, token.end - token.start
        )
    return Atom(Words(words, whole=token.type is TokenType.PHRASE and token.whole))


def _field(token: Token, following: Sequence[Token], names: Names, by: Today) -> Atom:
    field = FIELDS.get(token.text)
    if field is None:
        raise _unknown(token)
    value = value_of(field, token)
    if not value.text:
        raise QueryError(f"“{field.name}:” needs {_WANTED[field.takes]} right after it", value.end)
    if field.takes is Takes.DATE:
        term, used = period(value, following, by)
        return Atom(term, used)
    if field.takes is Takes.DAY:
        as_of, used = known(value, following, by)
        return Atom(None, used, as_of=as_of)
    if field.takes is Takes.NAMES and field.facet is not None:
        narrowed, remarks = condition(value, field.facet, names)
        return Atom(narrowed, remarks=remarks)
    return Atom(_asked(value))


def _asked(value: Value) -> Term | None:  # noqa: PLR0911 - one for each kind of value
    match value.field.takes:
        case Takes.KINDS:
            return kinds(value)
        case Takes.MARK:
            return marked(value)
        case Takes.GRADE:
            return grade(value)
        case Takes.NUMBER:
            return amount(value)
        case Takes.COUNT:
            return reported(value)
        case Takes.SERIES | Takes.STATE:
            return figured(value)
        case _:
            return identified(value)


def _unknown(token: Token) -> QueryError:
    nearest = nearest_field(token.text)
    advice = f"did you mean {nearest}?" if nearest else "text with a colon in it goes in quotes"
    return QueryError(f"no field is called {told(token.text)}; {advice}", token.start, len(token.text))
