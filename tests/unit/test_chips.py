"""A term in words, as a chip shows it."""

import pytest
from hypothesis import given

from chronoterm.chips import MOST_NAMED, in_words, is_denial
from chronoterm.chronology.indexed import IndexedChronology
from chronoterm.dates import EARLIEST, LATEST, PartialDate
from chronoterm.language.reading import read_query
from chronoterm.opening import open_chronology, sample_path
from chronoterm.terms import Condition, Facet, Period, Term, negated
from chronoterm.text import clean
from tests.conftest import HOSTILE
from tests.unit.language_strategies import terms

TODAY = PartialDate.parse("2024-11-04")


@pytest.fixture(scope="module")
def sample_chronology() -> IndexedChronology:
    return open_chronology(sample_path())[1]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("budanov", "“budanov…”"),
        ('"days, not months"', "“days not months”"),
        ("actor:budanov", "actor: Kyrylo Budanov"),
        ("place:RU", "place: Russia (+3 within)"),
        ("place:kursk", "place: Kursk Oblast (+Kursk front)"),
        ("place:=RU", "place: only Russia"),
        ("-actor:nato", "not actor: NATO (+Mark Rutte)"),
        ("speaker:rutte,budanov", "speaker: Mark Rutte or Kyrylo Budanov"),
        ("place:donetsk", "place: donetsk"),
        ("kind:ex", "kind: expected"),
        ("tag:combat", "tag: combat"),
        ("by:ana,ben", "by: ana or ben"),
        ("is:undated", "undated"),
        ("-is:expected", "not expected"),
        ("grade:>=B2", "grade: B2 or better"),
        ("grade:<B", "grade: worse than B"),
        ("grade:>3", "grade: better than 3"),
        ("grade:none", "ungraded"),
        ("figure:>10k", "figure: > 10,000"),
        ("origins:>=2", "origins: ≥ 2"),
        ("reports:3", "reports: 3"),
        ("figure:10.5", "figure: 10.5"),
        ("figure:..12k", "figure: ≤ 12,000"),
        ("series:soldiers/pl", "series: soldiers…, state: pl…"),
        ("series:=dprk-soldiers-for-russia", "series: North Korean soldiers for Russia"),
        ("series:none/planned", "without a series, state: planned…"),
        ("state:=planned", "state: planned"),
        ("-state:none", "not state not told"),
        ("id:zelenskyy", "id: zelenskyy…"),
        ("id:=zelenskyy", "id: zelenskyy"),
        ("date:2024-10", "in Oct 2024"),
        ("since:2024-10-13", "since 13 Oct 2024"),
        ("until:2024-10-13", "until 13 Oct 2024"),
        ("about:2024-11", "about Nov 2024"),
        ("about:>=2024-10-13", "about since 13 Oct 2024"),
        ("-date:2024-10", "not in Oct 2024"),
        ("kursk OR nato", "“kursk…” or “nato…”"),
        ("a OR (b c)", "“a…” or (“b…” and “c…”)"),
        ("-(a OR b)", "not (“a…” or “b…”)"),
    ],
)
def test_a_filter_reads_as_a_person_would_say_it(
    text: str, words: str, sample_chronology: IndexedChronology
) -> None:
    (term,) = read_query(text, sample_chronology, today=TODAY).conditions
    assert in_words(sample_chronology, term) == words


@given(terms)
def test_every_filter_has_words_that_can_be_shown(term: Term) -> None:
    words = in_words(IndexedChronology.build(()), term)
    assert words
    assert clean(words) == words


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_name_is_shown_clean(text: str) -> None:
    words = in_words(IndexedChronology.build(()), Condition(Facet.ACTOR, (text,)))
    assert clean(words) == words


def test_of_many_names_only_the_first_are_told() -> None:
    names = tuple(f"a{number}" for number in range(1000 + MOST_NAMED))
    words = in_words(IndexedChronology.build(()), Condition(Facet.TAG, names))
    assert words == "tag: a0 or a1 or a2 or 1,000 more"


def test_all_of_time_is_any_time() -> None:
    assert in_words(IndexedChronology.build(()), Period(EARLIEST, LATEST)) == "any time"


@given(terms)
def test_a_term_or_its_opposite_is_a_denial_and_never_both(term: Term) -> None:
    assert is_denial(term) != is_denial(negated(term))
