import pytest
from hypothesis import given

from chronoterm.dates import PartialDate
from chronoterm.language.reading import Reading
from chronoterm.language.written import written, written_term
from chronoterm.query import ALL, Query
from chronoterm.terms import Clock, Period, Term
from tests.unit.language_strategies import outcome, queries, read, terms, token_texts


@given(queries)
def test_a_query_reads_back_as_it_was_written(query: Query) -> None:
    assert read(written(query)).query == query


@given(terms)
def test_a_term_reads_back_as_it_was_written(term: Term) -> None:
    assert written(read(written_term(term)).query) == written_term(term)


@given(token_texts)
def test_whatever_can_be_read_can_be_written_and_read_again(text: str) -> None:
    found = outcome(text)
    if isinstance(found, Reading):
        again = written(found.query)
        assert read(again).query == found.query
        assert written(read(again).query) == again


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("", ""),
        ("  Kursk  ", "kursk"),
        ("a AND b", "a b"),
        ("(a b) c", "a b c"),
        ("a OR (b OR c)", "a OR b OR c"),
        ("(a OR b) c", "(a OR b) c"),
        ("NOT (a b)", "-(a b)"),
        ("--a", "a"),
        ("a a", "a"),
        ("a is:certain", "a is:certain"),
        ("as-of:20 oct a is:certain", "a is:certain as-of:2024-10-20"),
        ("as-stored:2024-10", "as-stored:2024-10-31"),
        ("as-published:2024-10-20T12:00Z", "as-published:2024-10-20"),
        ("is:certain (a OR b)", "(a OR b) is:certain"),
        ("11,000", '"11 000"*'),
        ('"kim jong"*', '"kim jong"*'),
        ("“Kim Jong”", '"kim jong"'),
        ("-(actor:budanov)", "-actor:budanov"),
        ('place:="kursk oblast",ukraine', 'place:="kursk oblast",ukraine'),
        ("figure:3k..12k", "figure:3000..12000"),
        ("figure:>1.5m", "figure:>1500000"),
        ("series:NONE/planned", "series:none/planned"),
        ('series:"soldiers"/"in training"', 'series:soldiers/"in training"'),
        ('series:="a/b"/', 'series:="a/b"/'),
        ("state:NONE", "state:none"),
        ("grade:>=b2", "grade:>=B2"),
        ("date:2024-10-01/2024-10-31", "date:2024-10"),
        ("date:>=2024-10-13", "since:2024-10-13"),
        ("until:1 nov", "until:2024-11-01"),
        ("after:2024-10", "since:2024-11"),
        ("before:2024-10", "until:2024-09"),
        ("about:>=2025", "about:>=2025"),
        ("about:<2025", "about:<=2024"),
        ("since:2024-10-13T14:30+03:00", "since:2024-10-13T11:30Z"),
        ("after:Y999999999", "after:Y999999999"),
        ("about:<-9999-01-01T00:00+14:00", "about:<-9999-01-01T00:00+14:00"),
    ],
)
def test_a_query_has_one_canonical_text(typed: str, canonical: str) -> None:
    assert written(read(typed).query) == canonical


def test_no_query_is_no_text() -> None:
    assert written(ALL) == ""


def test_a_period_whose_ends_have_no_name_is_not_written_as_another() -> None:
    start = PartialDate.parse("Y17000").start
    with pytest.raises(ValueError, match="EDTF cannot name"):
        written_term(Period(start + 1, start + 2, Clock.DATE))
