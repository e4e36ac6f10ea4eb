"""Queries to try: terms that a text can ask for, texts made of the language's own tokens, and names that resolve."""

from collections.abc import Sequence
from datetime import date

from hypothesis import strategies as st

from chronoterm.dates import EARLIEST, LATEST, PartialDate
from chronoterm.language.errors import QueryError
from chronoterm.language.reading import Reading, read_query
from chronoterm.query import Query
from chronoterm.terms import (
    ACTORS,
    KINDS,
    AllOf,
    Amount,
    AnyOf,
    AsOf,
    Between,
    Clock,
    Comparison,
    Condition,
    Facet,
    Figured,
    Grade,
    Knowledge,
    Mark,
    Marked,
    Named,
    Period,
    Reported,
    Term,
    Words,
    negated,
)
from chronoterm.text_words import words_of
from tests.unit.date_strategies import partial_dates

TODAY = PartialDate.parse("2024-11-05")
NEAR = PartialDate.parse("2024-10-31")


class Everybody:
    """Knows every name there is, as itself, but `nobody`; `kim` is the name of two people."""

    def resolve(self, facet: Facet, typed: str) -> Sequence[str]:
        if typed == "nobody":
            return []
        people = facet in ACTORS
        return ["kim-jong-un", "kim-yong-bok"] if people and typed == "kim" else [typed]


def read(text: str) -> Reading:
    return read_query(text, Everybody(), today=TODAY, near=NEAR)


def outcome(text: str) -> Reading | QueryError:
    """What a text asks, or why it asks nothing."""
    try:
        return read(text)
    except QueryError as error:
        return error


def _condition(facet: Facet, values: list[str], exclude: bool, exact: bool) -> Condition:
    return Condition(facet, tuple(dict.fromkeys(values)), exclude=exclude, exact=exact)


NAMED = (*ACTORS, Facet.PLACE)
ids = st.one_of(
    st.sampled_from(
        ["ukraine", "kursk oblast", "a,b", "=x", 'the "wolf"', "back\\slash", "“q”", "(", "-", "OR", "a:b"]
    ),
    st.text(min_size=1, max_size=8),
).filter(lambda text: text not in ("nobody", "kim"))
some_ids = st.lists(ids, min_size=1, max_size=3)
conditions = st.one_of(
    st.builds(_condition, st.sampled_from(NAMED), some_ids, st.booleans(), st.booleans()),
    st.builds(
        _condition,
        st.sampled_from([Facet.SOURCE, Facet.TAG, Facet.USER]),
        some_ids,
        st.booleans(),
        st.just(False),
    ),
    st.builds(
        _condition,
        st.just(Facet.KIND),
        st.lists(st.sampled_from(KINDS), min_size=1, max_size=3),
        st.booleans(),
        st.just(False),
    ),
)


def _period(date: PartialDate, side: str, clock: Clock) -> Period:
    since, until = {
        "in": (date.start, date.end),
        "since": (date.start, LATEST),
        "until": (EARLIEST, date.end),
        "after": (date.end, LATEST),
        "before": (EARLIEST, date.start),
    }[side]
    return Period(since, until, clock)


def _has_an_end(period: Period) -> bool:
    whole = (period.since, period.until) == (EARLIEST, LATEST)
    return not whole and period.since != LATEST and period.until != EARLIEST


sides = st.sampled_from(["in", "since", "until", "after", "before"])
periods = st.builds(_period, partial_dates, sides, st.sampled_from(Clock)).filter(_has_an_end)
words = st.builds(
    lambda text, whole: Words(tuple(words_of(text)), whole=whole),
    st.one_of(
        st.sampled_from(["kursk", "or", "11,000", "kim jong", "北京", "F-16", "ﬁn_al"]), st.text(max_size=12)
    ),
    st.booleans(),
).filter(lambda term: term.words)
numbers = st.one_of(st.integers(0, 10**6).map(float), st.floats(allow_nan=False, allow_infinity=False)).map(
    lambda number: number + 0.0
)
amounts = st.builds(Amount, numbers, st.sampled_from(Comparison))
ranges = st.tuples(numbers, numbers).map(lambda ends: Between(min(ends), max(ends)))
grades = st.one_of(
    st.just(Grade()),
    st.builds(Grade, st.sampled_from("ABCDEF"), st.sampled_from([None, 1, 2, 3, 4, 5, 6])),
    st.builds(Grade, st.none(), st.integers(1, 6)),
    st.builds(Grade, st.sampled_from("ABCDE"), st.sampled_from([None, 1, 5]), st.sampled_from(Comparison)),
)
named = st.builds(Named, ids, st.booleans())
counts = st.builds(Reported, st.integers(0, 10**6), st.sampled_from(Comparison), st.booleans())
marks = st.builds(Marked, st.sampled_from(Mark))
series_ids = ids.filter(lambda text: text.lower() != "none")
figured = st.one_of(
    st.builds(Figured, st.none(), st.one_of(st.just(""), series_ids)),
    st.builds(Figured, st.none(), ids, st.just(True)),
    st.builds(
        Figured, st.one_of(st.just(""), series_ids, st.just("a/b")), st.one_of(st.none(), st.just(""), ids)
    ),
    st.builds(Figured, ids, st.one_of(st.none(), st.just(""), ids), st.just(True)),
)
atoms: st.SearchStrategy[Term] = st.one_of(
    figured, conditions, periods, words, amounts, ranges, grades, counts, named, marks
)


def _joined(parts: list[Term], how: type[AnyOf] | type[AllOf]) -> Term:
    """As reading joins: each part once, flat, a range of figures in one piece."""
    flat: dict[Term, None] = {}
    for each in parts:
        inside = each.parts if isinstance(each, how) else (each,)
        flat.update(dict.fromkeys(inside))
    return next(iter(flat)) if len(flat) == 1 else how(tuple(flat))


def _more(parts: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
    several = st.lists(parts, min_size=2, max_size=3)
    return st.one_of(
        st.builds(_joined, several, st.sampled_from([AnyOf, AllOf])),
        parts.map(negated),
    )


terms = st.recursive(atoms, _more, max_leaves=6)
"""Terms that a text can ask for."""


def _query(parts: list[Term], certain_only: bool, as_of: AsOf | None) -> Query:
    flat: dict[Term, None] = {}
    for each in parts:
        split = isinstance(each, AllOf)
        flat.update(dict.fromkeys(each.parts if isinstance(each, AllOf) and split else (each,)))
    return Query(tuple(flat), certain_only, as_of)


days = st.dates(min_value=date(1000, 1, 1)).map(lambda day: PartialDate.parse(day.isoformat()).end)
as_ofs = st.none() | st.builds(AsOf, days, st.sampled_from(Knowledge))
queries = st.builds(_query, st.lists(terms, max_size=3), st.booleans(), as_ofs)
"""Queries that a text can ask for."""

_TOKENS = (
    *(
        "(",
        ")",
        "-",
        "–",
        "OR",
        "AND",
        "NOT",
        '"',
        "“",
        "”",
        "\\",
        "*",
        ":",
        ",",
        "=",
        ">=",
        "<",
        ".",
        "..",
        "/",
        " ",
    ),
    *(
        "actor:",
        "place:=",
        "kind:",
        "is:",
        "is:certain",
        "by:",
        "grade:",
        "figure:",
        "series:",
        "state:",
        "date:",
        "since:",
        "about:",
        "as-of:",
        "as-stored:2024-10-20",
        "id:",
    ),
    *(
        "acto:",
        "14:30",
        "kursk",
        "nobody",
        "B2",
        "10k",
        "10,000",
        "1e999",
        "2024-10",
        "3/2/2022",
        "1",
        "nov",
        "31",
    ),
    *("2024-10-13/2024-10-20", "../2024", "11,000", "!", "é", "北", "\ud800", "\u202e", "\n", "\x00"),
)
token_texts = st.lists(st.sampled_from(_TOKENS), max_size=16).flatmap(
    lambda tokens: st.sampled_from(["", " "]).map(lambda gap: gap.join(tokens))
)
"""Texts of the language's own tokens in any order."""

texts = st.one_of(st.text(max_size=40), token_texts)
"""Any text, and texts that are nearly queries."""
