"""How what was expected is told: its state, how late it came, and who was right."""

from collections.abc import Sequence
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from chronoterm.chronology.indexed import IndexedChronology
from chronoterm.chronology.names import Names
from chronoterm.dates import EARLIEST, LATEST, PartialDate
from chronoterm.instruments.due import State, Why
from chronoterm.instruments.due_late import Late, lateness, lateness_of
from chronoterm.instruments.due_lines import DueTold, due_told
from chronoterm.instruments.due_tally import tallies, told
from chronoterm.records import Actor, Basis, Record, Relation, RelationType
from chronoterm.terms import Condition, Facet
from tests.instruments.records import event, statement


def expectation(name: str, date: str | None, **fields: object) -> Record:
    return event(name, date, **{"expected": True, "speaker": "ann", **fields})


def told_of(*records: Record, cells: int = 140) -> list[str]:
    made = made_of(*records)
    return [" ".join(made.line(number, cells).text.split()) for number in range(made.count)]


def made_of(*records: Record, today: str = "2024-11-10") -> DueTold:
    chronology = IndexedChronology.build(records, Names((Actor(id="ann", name="Ann"),)))
    return due_told(chronology, chronology.view(), today=PartialDate.parse(today).start)


@pytest.mark.parametrize(
    ("date", "state"),
    [
        ("2024-11-01", "overdue by 9 days"),
        ("2024-10", "overdue by 10 days"),
        ("2024-11-01~", "overdue by c. 9 days"),
        ("2024-11-09T10:00Z", "overdue by 1 day"),
        ("2024-11-10T10:00Z", "open, due today"),
        ("2024-11-13", "in 3 days"),
        ("2024-11-08/2024-11-12", "open, 2 days left"),
        ("2024-11", "open, 20 days left"),
        ("2024-11-01/..", "open for 9 days"),
        ("2024-11-10/..", "open from today on"),
        ("../2024-11-08", "overdue by 2 days"),
        (None, "names no time"),
    ],
)
def test_a_time_is_over_when_its_last_day_is(date: str | None, state: str) -> None:
    assert told_of(expectation("rain", date))[1].startswith(f"{state} ")


def test_neither_the_date_of_a_statement_nor_that_of_its_publication_is_when_something_is_expected() -> None:
    said = statement("said", "2024-10-01", expected=True)
    published = expectation("published", "2024-10-01", date_basis=Basis.PUBLICATION)
    made = made_of(said, published)
    assert [each.why for each in made.cases[State.UNTOLD]] == [Why.NO_TIME, Why.NO_TIME]


def test_a_statement_is_expected_in_the_time_that_it_speaks_of() -> None:
    said = statement("said", "2024-10-01", expected=True, about_date="2024-11-03")
    assert told_of(said)[1] == "overdue by 7 days 3 Nov 2024 – said"


def test_an_outcome_that_denies_tells_that_it_did_not_come_true() -> None:
    denies = (Relation(type=RelationType.DENIES, to="rain"),)
    lines = told_of(
        expectation("rain", "2024-11-01", outcome="sun"), event("sun", "2024-11-02", relations=denies)
    )
    assert lines[:2] == ["Did not come true (1)", "did not 1 Nov 2024 Ann rain 2 Nov 2024: sun"]
    assert lines[3] == "Ann 1 settled: 1 did not (2 Nov 2024)"


def test_a_denial_without_an_outcome_settles_nothing() -> None:
    denies = (Relation(type=RelationType.DENIES, to="rain"),)
    lines = told_of(expectation("rain", "2024-11-01"), event("sun", "2024-11-02", relations=denies))
    assert lines[:2] == ["Overdue (1)", "overdue by 9 days 1 Nov 2024 Ann rain"]


def test_what_is_put_off_or_settled_by_nothing_that_is_there_cannot_be_told() -> None:
    lines = told_of(
        expectation("rain", "2024-11-01", outcome="more rain"),
        expectation("more rain", "2024-11-20"),
        expectation("snow", "2024-11-02", outcome="nowhere"),
    )
    assert [line.partition(" ")[2][:17] for line in lines if line.startswith("outcome")] == [
        "only expected 1 N",
        "not in store 2 No",
    ]


@pytest.mark.parametrize(
    ("expected", "came", "late"),
    [
        ("2024-11-01", "2024-11-06", "5 days late"),
        ("2024-11-01", "2024-10-30", "2 days early"),
        ("2024-11-01", "2024-11-01", "in time"),
        ("2024-10", "2024-10-15", "in time"),
        ("2024-10", "2024-10-15~", "c. in time"),
        ("2024-10", "2024-11-02", "2 days late"),
        ("2024-11-01", "2024-11", "in time to 29 days late"),
        ("2024-11-01", "2024-11-03/2024-11-05", "2–4 days late"),
        ("2024-11-10", "2024-11-03/2024-11-05", "5–7 days early"),
        ("2024-11-01~", "2024-11-06", "c. 5 days late"),
        ("2024-11-01", "../2024-11-06", "at most 5 days late"),
        ("2024-11-01", "2024-11-06/..", "at least 5 days late"),
        ("../2024-11-01", "../2024-11-06", "in time to 5 days late"),
        ("../2024-11-01", "2024-10-20", "in time"),
    ],
)
def test_how_late_is_counted_from_the_last_day_expected_and_how_early_from_the_first(
    expected: str, came: str, late: str
) -> None:
    made = made_of(expectation("rain", expected, outcome="rained"), event("rained", came))
    [case] = made.cases[State.TRUE]
    assert case.late is not None
    assert case.late.text == late


def test_what_has_no_end_is_never_late() -> None:
    [case] = made_of(expectation("rain", "2024-11-01/..", outcome="it"), event("it", "2024-12-01")).cases[
        State.TRUE
    ]
    assert case.late is None


def test_what_somebody_said_had_come_came_at_the_latest_then() -> None:
    said = statement("said", "2024-11-06")
    [case] = made_of(expectation("rain", "2024-11-01", outcome="said"), said).cases[State.TRUE]
    assert case.late == Late(None, 5)
    [case] = made_of(
        expectation("rain", "2024-11-01", outcome="said"), replace(said, about_date="2024-11-03")
    ).cases[State.TRUE]
    assert case.late == Late(2, 2)


def many(true: int, false: int, *, late: Sequence[int] = ()) -> list[Record]:
    records = []
    for number in range(true + false):
        name, days = f"e{number}", late[number] if number < len(late) else 0
        denies = (Relation(type=RelationType.DENIES, to=name),) if number >= true else ()
        came = f"2024-10-{10 + days:02}"
        records += [
            expectation(name, "2024-10-10", outcome=f"o{number}"),
            event(f"o{number}", came, relations=denies),
        ]
    return records


def test_of_five_settled_cases_the_share_and_the_median_are_told() -> None:
    waiting = [expectation("one", "2024-12-01"), expectation("two", "2024-12-02")]
    line = told_of(*many(7, 3, late=(5, 5, 5, 1, 9, 4, 6)), *waiting)[-1]
    assert line == "Ann 7 of 10 came true, median 5 days late; 2 open"


def test_of_fewer_the_cases_are_told() -> None:
    lines = told_of(*many(1, 1, late=(2,)), expectation("one", "2024-11-01"))
    assert (
        lines[-1]
        == "Ann 2 settled: 1 came true (12 Oct 2024, 2 days late), 1 did not (10 Oct 2024); 1 overdue"
    )


def test_of_fewer_than_five_known_to_the_day_there_is_no_median() -> None:
    line = told_of(*many(3, 3, late=(5, 0, 2)))[-1]
    assert line == "Ann 3 of 6 came true, known to the day: in time, 2 days late, 5 days late"


@given(
    st.lists(st.integers(-9, 9), min_size=5),
    st.lists(st.sampled_from((None, Late(None, 3), Late(1, 2), Late(4, 4, rough=True)))),
)
def test_a_median_is_of_what_is_known_to_the_day(sharp: list[int], others: list[Late | None]) -> None:
    days = median(sharp)
    word = (
        "in time"
        if not days
        else f"{abs(days):g} {'day' if abs(days) == 1 else 'days'} {'late' if days > 0 else 'early'}"
    )
    assert lateness_of([*others, *(Late(each, each) for each in sharp)]) == (
        f"median of {len(sharp)}: {word}" if others else f"median {word}"
    )


def test_nothing_known_to_the_day_has_no_median() -> None:
    assert not lateness_of([None, Late(1, 2), Late(3, 3, rough=True)])


def test_nobody_knows_how_late_something_undated_came() -> None:
    when = PartialDate.parse("2024-11-01")
    assert lateness((when.start, when.end), (EARLIEST, LATEST)) is None


def test_what_nobody_is_named_for_is_told_last() -> None:
    lines = told_of(expectation("rain", "2024-11-01"), expectation("sun", "2024-11-01", speaker=None))
    assert lines[-2:] == ["Ann none settled; 1 overdue", "nobody named none settled; 1 overdue"]


def test_the_counted_line_says_what_a_median_leaves_out() -> None:
    made = made_of(
        expectation("rain", "2024-11-01", outcome="rained"),
        event("rained", "2024-11"),
        expectation("snow", "2024-11-01/..", outcome="snowed"),
        event("snowed", "2024-11-03"),
        expectation("new", "2024-11-30", tags=("unreviewed",)),
    )
    assert made.counted == (
        "3 expected records: 1 open, 2 came true (? 1 not reviewed); left out: "
        "1 of the medians (a date is not sharp), 1 of the medians (no time that ends)"
    )


def test_a_line_opens_what_was_expected_and_filters_by_who_expected_it() -> None:
    made = made_of(expectation("rain", "2024-11-01"))
    lines = [made.line(number, 100) for number in range(made.count)]
    ann = Condition(Facet.SPEAKER, ("ann",))
    assert [(each.leads_to, each.means) for each in lines] == [
        (None, None),
        ("rain", ann),
        (None, None),
        (None, ann),
    ]


def test_without_anything_expected_there_is_nothing_to_tell() -> None:
    made = made_of(event("rain", "2024-11-01"))
    assert [made.line(each, 80).text for each in range(made.count)] == ["nothing is expected"]
    assert made.counted == "0 expected records; nothing left out"


def test_a_tally_names_what_is_open_in_words() -> None:
    made = made_of(expectation("rain", "2024-12-01"))
    assert told(tallies(made.cases)[0], lambda _: "") == "none settled; 1 open"
