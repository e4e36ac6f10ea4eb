"""Reading a query."""

from msgspec import Struct

from chronoterm.dates import PartialDate
from chronoterm.language.errors import QueryError
from chronoterm.language.grammar import Grammar
from chronoterm.language.named import Names
from chronoterm.language.periods import Today
from chronoterm.language.tokens import tokens_of
from chronoterm.query import Query
from chronoterm.terms import AsOf, Term

__all__ = ["LONGEST_QUERY", "Names", "Reading", "read_query"]

LONGEST_QUERY = 4_000
"""How many characters a query that somebody types may have."""


class Reading(Struct, frozen=True):
    """What a text asks: terms that must all be true, and remarks on the names in it that nobody has.

    With `certain_only`, what only may match is not wanted; with `as_of`, only what was known then.
    """

    conditions: tuple[Term, ...] = ()
    certain_only: bool = False
    remarks: tuple[str, ...] = ()
    as_of: AsOf | None = None

    @property
    def query(self) -> Query:
        """The query that the text asks."""
        return Query(self.conditions, self.certain_only, self.as_of)


def read_query(
    text: str,
    names: Names,
    *,
    today: PartialDate,
    near: PartialDate | None = None,
    longest: int = LONGEST_QUERY,
) -> Reading:
    """What a text asks; a date without a year is the one nearest to `near`, or to `today`.

    A written query may be longer than a typed one, since one typed name may stand for many values. Raises QueryError
    for whatever is no query and nothing else, on any text, in time that grows with its length.
    """
    if len(text) > longest:
        raise QueryError(f"a query has {longest:,} characters at most", longest, len(text) - longest)
    grammar = Grammar(tuple(tokens_of(text)), names, Today(today, near))
    conditions = grammar.conditions()
    return Reading(conditions, grammar.certain_only, tuple(dict.fromkeys(grammar.remarks)), grammar.as_of)
