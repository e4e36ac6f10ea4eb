import pytest
from hypothesis import given

from chronoterm.dates import EARLIEST, LATEST, PartialDate
from chronoterm.language.errors import QueryError
from chronoterm.language.fields import FIELDS, KNOWN_BY
from chronoterm.language.grammar import DEEPEST
from chronoterm.language.reading import LONGEST_QUERY, Reading, read_query
from chronoterm.query import ALL, Query
from chronoterm.terms import (
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
    Not,
    Period,
    Reported,
    Term,
    Words,
)
from chronoterm.text import clean
from tests.unit.language_strategies import NEAR, TODAY, Everybody, outcome, read, texts

A, B, C = (Words((each,)) for each in "abc")


def since(edtf: str, clock: Clock = Clock.DATE) -> Period:
    return Period(PartialDate.parse(edtf).start, LATEST, clock)


def until(edtf: str, clock: Clock = Clock.DATE) -> Period:
    return Period(EARLIEST, PartialDate.parse(edtf).end, clock)


def within(edtf: str, clock: Clock = Clock.DATE) -> Period:
    date = PartialDate.parse(edtf)
    return Period(date.start, date.end, clock)


EXAMPLES: dict[str, Term] = {
    # words
    "kursk": Words(("kursk",)),
    "Zürich": Words(("zurich",)),
    "11,000": Words(("11", "000")),
    "F-16": Words(("f", "16")),
    "14:30": Words(("14", "30")),
    "x-y:z": Words(("x", "y", "z")),
    '"exact phrase"': Words(("exact", "phrase"), whole=True),
    "“exact phrase”": Words(("exact", "phrase"), whole=True),
    "„exact phrase“": Words(("exact", "phrase"), whole=True),
    '"kim jong"*': Words(("kim", "jong")),
    r'"the \"wolf\" c:\dir"': Words(("the", "wolf", "c", "dir"), whole=True),
    "or": Words(("or",)),
    # names
    "actor:budanov": Condition(Facet.ACTOR, ("budanov",)),
    "ACTOR:budanov": Condition(Facet.ACTOR, ("budanov",)),
    "actor:=ukraine": Condition(Facet.ACTOR, ("ukraine",), exact=True),
    "actor:budanov,rutte": Condition(Facet.ACTOR, ("budanov", "rutte")),
    "actor:rutte,rutte": Condition(Facet.ACTOR, ("rutte",)),
    "actor:kim": Condition(Facet.ACTOR, ("kim-jong-un", "kim-yong-bok")),
    "-actor:budanov": Condition(Facet.ACTOR, ("budanov",), exclude=True),
    "NOT actor:budanov": Condition(Facet.ACTOR, ("budanov",), exclude=True),
    'place:"kursk oblast"': Condition(Facet.PLACE, ("kursk oblast",)),
    'place:"kursk oblast",ukraine': Condition(Facet.PLACE, ("kursk oblast", "ukraine")),
    'place:"a, b"': Condition(Facet.PLACE, ("a, b",)),
    "place:=RU": Condition(Facet.PLACE, ("RU",), exact=True),
    'place:"=RU"': Condition(Facet.PLACE, ("=RU",)),
    "speaker:zelenskyy": Condition(Facet.SPEAKER, ("zelenskyy",)),
    "speaker:=zelenskyy": Condition(Facet.SPEAKER, ("zelenskyy",), exact=True),
    "source:yonhap": Condition(Facet.SOURCE, ("yonhap",)),
    "source:=yonhap": Condition(Facet.SOURCE, ("yonhap",)),
    "tag:troops": Condition(Facet.TAG, ("troops",)),
    "tag:https://x.org": Condition(Facet.TAG, ("https://x.org",)),
    "by:ana": Condition(Facet.USER, ("ana",)),
    "-by:=ana,ben": Condition(Facet.USER, ("ana", "ben"), exclude=True),
    "kind:statement": Condition(Facet.KIND, ("statement",)),
    "kind:ev": Condition(Facet.KIND, ("event",)),
    "kind:E": Condition(Facet.KIND, ("event", "expected")),
    "kind:stat,exp": Condition(Facet.KIND, ("statement", "expected")),
    # marks, grades, ids
    "is:expected": Marked(Mark.EXPECTED),
    "is:starred": Marked(Mark.STARRED),
    "-is:undated": Not(Marked(Mark.UNDATED)),
    "is:star": Marked(Mark.STARRED),
    "grade:B": Grade("B"),
    "grade:b2": Grade("B", 2),
    "grade:2": Grade(None, 2),
    "grade:none": Grade(),
    "grade:=F6": Grade("F", 6),
    "grade:>=B2": Grade("B", 2, Comparison.AT_LEAST),
    "grade:≥B2": Grade("B", 2, Comparison.AT_LEAST),
    "grade:<3": Grade(None, 3, Comparison.LESS),
    "id:2024-": Named("2024-"),
    "id:=x-1": Named("x-1", exact=True),
    'id:"x y"': Named("x y"),
    # figures
    "figure:10000": Amount(10000.0),
    "figure:=10000": Amount(10000.0),
    "figure:>10000": Amount(10000.0, Comparison.MORE),
    "figure:>=10,000": Amount(10000.0, Comparison.AT_LEAST),
    'figure:<"10 000"': Amount(10000.0, Comparison.LESS),
    "figure:<=1,234,567.5": Amount(1234567.5, Comparison.AT_MOST),
    "figure:10k": Amount(10000.0),
    "figure:1.1m": Amount(1100000.0),
    "figure:2bn": Amount(2e9),
    "figure:-5": Amount(-5.0),
    "figure:3000..12000": Between(3000.0, 12000.0),
    "figure:3k..": Amount(3000.0, Comparison.AT_LEAST),
    "figure:..12k": Amount(12000.0, Comparison.AT_MOST),
    "-figure:5..5": Not(Between(5.0, 5.0)),
    # reports
    "origins:2": Reported(2),
    "origins:>=2": Reported(2, Comparison.AT_LEAST),
    "origins:≥2": Reported(2, Comparison.AT_LEAST),
    "origins:<2": Reported(2, Comparison.LESS),
    "reports:>1,000": Reported(1000, Comparison.MORE, origins=False),
    "reports:<=3": Reported(3, Comparison.AT_MOST, origins=False),
    "-origins:0": Not(Reported(0)),
    "subject:rutte": Condition(Facet.SUBJECT, ("rutte",)),
    "target:=ukraine": Condition(Facet.TARGET, ("ukraine",), exact=True),
    # series and states
    "series:soldiers": Figured("soldiers"),
    "series:=dprk-soldiers-for-russia": Figured("dprk-soldiers-for-russia", exact=True),
    "series:soldiers/planned": Figured("soldiers", "planned"),
    'series:="a/b"/"in training"': Figured("a/b", "in training", exact=True),
    "series:a/b/c": Figured("a", "b/c"),
    "series:soldiers/": Figured("soldiers", ""),
    "series:none": Figured(""),
    "series:None/planned": Figured("", "planned"),
    "series:=none": Figured("none", exact=True),
    "state:planned": Figured(None, "planned"),
    "state:=Planned": Figured(None, "Planned", exact=True),
    "state:none": Figured(None, ""),
    "state:=none": Figured(None, "none", exact=True),
    "-state:planned": Not(Figured(None, "planned")),
    # dates
    "date:2024-10": within("2024-10"),
    "date:2024-10-13/2024-10-20": within("2024-10-13/2024-10-20"),
    "date:28-30 oct 2024": within("2024-10-28/2024-10-30"),
    "date:2024-10-13/..": since("2024-10-13"),
    "date:>=2024-10": since("2024-10"),
    "date:>2024-10": since("2024-11"),
    "date:<=2024-10": until("2024-10"),
    "date:<2024-10": until("2024-09"),
    "date:=2024-10": within("2024-10"),
    "since:2024-10-13": since("2024-10-13"),
    "since:2024-10-13T14:30+03:00": since("2024-10-13T11:30Z"),
    "since:oct 2023": since("2023-10"),
    'until:"1 nov"': until("2024-11-01"),
    "until:1 nov": until("2024-11-01"),
    "until:13 oct 2023": until("2023-10-13"),
    "until:last friday": until("2024-11-01"),
    "after:2024-10": since("2024-11"),
    "after:28-30 oct 2024": since("2024-10-31"),
    "before:2024-10": until("2024-09"),
    "about:2025": within("2025", Clock.ABOUT),
    "about:>=2025": since("2025", Clock.ABOUT),
    "about:>2024": since("2025", Clock.ABOUT),
    "about:<=2025": until("2025", Clock.ABOUT),
    "about:<2026": until("2025", Clock.ABOUT),
    # how terms are joined
    "a OR b": AnyOf((A, B)),
    "a b OR c": AnyOf((AllOf((A, B)), C)),
    "a AND b OR c": AnyOf((AllOf((A, B)), C)),
    "(a OR b) OR (c OR a)": AnyOf((A, B, C)),
    "a OR figure:1..2": AnyOf((A, Between(1, 2))),
    "-(a b)": Not(AllOf((A, B))),
    "NOT (a OR b)": Not(AnyOf((A, B))),
    "–a": Not(A),
    "--a": A,
    "NOT NOT a": A,
    "NOT -a": A,
    "((a))": A,
    "a OR a": A,
}


@given(texts)
def test_any_text_is_a_query_or_says_where_it_is_none(text: str) -> None:
    found = outcome(text)
    if isinstance(found, QueryError):
        assert 0 <= found.column <= len(text)
        assert 1 <= found.width <= len(text) + 1 - found.column
        assert clean(str(found)) == str(found)
        assert len(str(found)) < 250


@pytest.mark.parametrize("text", EXAMPLES)
def test_every_way_to_ask_asks_for_what_it_says(text: str) -> None:
    assert read(text) == Reading((EXAMPLES[text],))


def test_every_field_has_an_example() -> None:
    used = {name for name in FIELDS for text in EXAMPLES if f"{name}:" in text}
    assert used == set(FIELDS) - set(KNOWN_BY)  # which ask nothing of a single record


@pytest.mark.parametrize("text", ["", " ", "\n\t\u3000"])
def test_no_text_asks_for_everything(text: str) -> None:
    assert read(text).query == ALL


@pytest.mark.parametrize(
    ("text", "conditions"),
    [
        ("a b c", (A, B, C)),
        ("a (b c)", (A, B, C)),
        ("(a (b AND c))", (A, B, C)),
        ("a b a", (A, B)),
        ("(a OR b) c", (AnyOf((A, B)), C)),
        ("a(b)c", (A, B, C)),
        ('a"b"c', (A, Words(("b",), whole=True), C)),
        ("(a b) OR (a b)", (A, B)),
        ("since:2024 10", (since("2024"), Words(("10",)))),
        ("until:1 nov kursk", (until("2024-11-01"), Words(("kursk",)))),
        ('until:"1 nov" 2023', (until("2024-11-01"), Words(("2023",)))),
        ("until:1 nov actor:x", (until("2024-11-01"), Condition(Facet.ACTOR, ("x",)))),
        ("figure:>=3 figure:<=5", (Amount(3, Comparison.AT_LEAST), Amount(5, Comparison.AT_MOST))),
    ],
)
def test_terms_side_by_side_are_one_condition_each(text: str, conditions: tuple[Term, ...]) -> None:
    assert read(text).conditions == conditions


@pytest.mark.parametrize("text", ["is:certain a", "a is:certain", "a is:CERT", "is:certain a is:certain"])
def test_what_only_may_match_can_be_left_out(text: str) -> None:
    assert read(text) == Reading((A,), certain_only=True)


def test_a_name_nobody_has_is_told_and_stands_for_itself() -> None:
    reading = read("actor:nobody,budanov -(place:nobody) actor:nobody")
    assert reading.conditions[0] == Condition(Facet.ACTOR, ("nobody", "budanov"))
    assert reading.remarks == ("no actor is called “nobody”", "no place is called “nobody”")


def test_a_remark_is_safe_to_show() -> None:
    class Nobody:
        def resolve(self, facet: Facet, typed: str) -> list[str]:
            return [] if facet is Facet.TAG else [typed]

    (remark,) = read_query(f'tag:"\x1b[31m{"x" * 300}"', Nobody(), today=TODAY).remarks
    assert clean(remark) == remark
    assert len(remark) < 80


def test_a_date_without_a_year_is_near_to_the_chronology() -> None:
    near = PartialDate.parse("2022-03-01")
    assert read_query("until:1 nov", Everybody(), today=TODAY, near=near).conditions == (until("2021-11-01"),)
    assert read_query("until:1 nov", Everybody(), today=TODAY, near=None).conditions == (until("2024-11-01"),)


@pytest.mark.parametrize(
    "unit",
    [
        "(",
        ")",
        "-",
        '"',
        "a:",
        "a ",
        "-a ",
        "a OR ",
        "NOT ",
        "(a) ",
        "\\",
        '"\\',
        "a,",
        "actor:a,",
        "since:1 ",
        "is:",
        "“",
    ],
)
def test_a_text_of_the_greatest_length_is_read_or_refused(unit: str) -> None:
    text = (unit * LONGEST_QUERY)[:LONGEST_QUERY]
    found = outcome(text)
    if isinstance(found, Reading):
        assert found.conditions
    else:
        assert found.column <= len(text)


def test_a_longer_text_is_refused_unless_it_was_written_by_the_program() -> None:
    text = "actor:" + "a" * LONGEST_QUERY
    with pytest.raises(QueryError, match="a query has 4,000 characters at most") as caught:
        read(text)
    assert (caught.value.column, caught.value.width) == (LONGEST_QUERY, 6)
    assert read_query(text, Everybody(), today=TODAY, near=NEAR, longest=len(text)).conditions


def test_parentheses_go_as_deep_as_they_may_and_no_deeper() -> None:
    assert read("(" * DEEPEST + "a" + ")" * DEEPEST).conditions == (A,)
    with pytest.raises(QueryError, match="40 deep at most") as caught:
        read("(" * (DEEPEST + 1) + "a" + ")" * (DEEPEST + 1))
    assert caught.value.column == DEEPEST


def test_as_of_a_day_is_to_its_end_and_said_of_the_whole_query() -> None:
    until = PartialDate.parse("2024-10-20").end
    assert read("a as-of:2024-10-20").query == Query((A,), as_of=AsOf(until))
    assert read("as-published:2024-10-20 a").query == Query((A,), as_of=AsOf(until, Knowledge.PUBLISHED))


def test_one_chronology_is_as_of_one_day() -> None:
    with pytest.raises(QueryError, match="asks for another time than before"):
        read("as-of:2024-10-20 as-of:2024-10-21")
