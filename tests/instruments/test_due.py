"""What was expected is told as it stands: overdue only when its time is over, come true only by its outcome."""

from collections.abc import Sequence
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from chronoterm.cells import width
from chronoterm.dates import DAY, EARLIEST, LATEST, DateError, PartialDate
from chronoterm.instruments.due import Case, State, cases
from chronoterm.instruments.due_lines import due_told
from chronoterm.instruments.due_tally import tallies
from chronoterm.query import ALL, Query
from chronoterm.records import Basis, Kind, Record, Relation, RelationType
from chronoterm.terms import Condition, Facet
from tests.instruments.records import seeds
from tests.unit.chronology_model import Model
from tests.unit.chronology_stores import UNTOLD, random_record

TODAY = PartialDate.parse("2024-11-10")
DATES = (
    *(
        "2024-10-31",
        "2024-11-01",
        "2024-11-09",
        "2024-11-10",
        "2024-11-11",
        "2024-11-12T14:30Z",
        "2024-11-09T23:30-05:00",
    ),
    *("2024-10", "2024-11", "2024-11-05~", "2024-11-08?", "2024-11-01/2024-11-09", "2024-11-01~/2024-11-20~"),
    *("2024-11-01/..", "../2024-11-09", "../2024-11-20", "2024-12-01/..", None),
)
queries = st.sampled_from(
    [ALL, Query((Condition(Facet.SPEAKER, ("ann",)),)), Query((Condition(Facet.PLACE, ("city",)),))]
)


@st.composite
def stores(draw: st.DrawFn) -> Model:
    """Records that expect and records that settle, linked at random."""
    ids, chance = draw(seeds())
    return Model(tuple(_record(chance, each, ids) for each in ids))


def _record(chance: Random, record_id: str, ids: Sequence[str]) -> Record:
    types = (RelationType.ASSERTS, RelationType.ASSERTS, RelationType.DENIES, RelationType.UPDATES)
    relations = tuple(
        Relation(type=chance.choice(types), to=chance.choice((*ids, "gone")))
        for _ in range(chance.randint(0, 4))
    )
    return replace(
        random_record(chance, record_id, ids),
        expected=chance.random() < 0.6,
        kind=chance.choice((Kind.EVENT, Kind.EVENT, Kind.STATEMENT)),
        date=chance.choice(DATES),
        date_basis=chance.choice((None, None, Basis.PUBLICATION)),
        about_date=chance.choice((None, None, *DATES, "soon")),
        speaker=chance.choice((None, None, "ann", "ben", UNTOLD)),
        relations=relations,
        outcome=chance.choice((None, None, *ids, *ids, "gone")),
    )


# The same, case by case


def date_of(text: str | None) -> PartialDate | None:
    try:
        return None if text is None else PartialDate.parse(text)
    except DateError:
        return None


def expected_in(record: Record) -> PartialDate | None:
    about = date_of(record.about_date)
    if about is not None:
        return about
    return None if record.kind is Kind.STATEMENT or record.at_the_latest else record.when


def day(minute: int) -> int:
    return minute // DAY


def naive_state(record: Record, records: dict[str, Record]) -> State:
    time, outcome = expected_in(record), record.outcome
    if outcome is not None:
        settled = records.get(outcome)
        if settled is None or settled.expected:
            return State.UNTOLD
        denied = Relation(type=RelationType.DENIES, to=record.id) in settled.relations
        return State.FALSE if denied else State.TRUE
    if time is None:
        return State.UNTOLD
    return State.OVERDUE if time.end <= TODAY.start else State.OPEN


def naive_late(record: Record, settled: Record) -> tuple[set[int], bool] | None:
    """How many days late it was for each day on which it may have come, and whether that is only about right."""
    time = expected_in(record)
    about = date_of(settled.about_date) if settled.kind is Kind.STATEMENT else None
    start, end = (about.start, about.end) if about else settled.span
    if about is None and settled.kind is Kind.STATEMENT:
        start = EARLIEST
    if time is None or time.end == LATEST or (start, end) == (EARLIEST, LATEST):
        return None
    near, far = TODAY.start - 200 * DAY, TODAY.start + 200 * DAY
    in_time = range(day(max(time.start, near - 400 * DAY)), day(time.end - 1) + 1)
    came = range(day(max(start, near)), day(min(end, far) - 1) + 1)
    late = {each - in_time[-1] if each > in_time[-1] else min(0, each - in_time[0]) for each in came}
    when = about or settled.when
    marks = [each for each in (time, when) if each is not None]
    return late, any(each.approximate or each.uncertain for each in marks)


def due(model: Model, query: Query = ALL) -> dict[str, Case]:
    evidence = model.chronology.view(query).evidence()
    found = cases(model.chronology, evidence, today=TODAY.start)
    assert all(case.state is state for state, each in found.items() for case in each)
    return {evidence.entry(case.row).id: case for each in found.values() for case in each}


@given(stores(), queries)
def test_each_expected_record_of_a_view_is_told_in_one_state(model: Model, query: Query) -> None:
    records = {each.id: each for each in model.records}
    expected = {each.id: naive_state(each, records) for each in model.matching(query) if each.expected}
    assert {name: case.state for name, case in due(model, query).items()} == expected


@given(stores())
def test_what_is_overdue_is_so_since_the_last_day_that_it_was_expected_on(model: Model) -> None:
    records = {each.id: each for each in model.records}
    for name, case in due(model).items():
        time = expected_in(records[name])
        over = case.state is State.OVERDUE and time is not None
        assert case.days == (day(TODAY.start) - day(time.end - 1) if over and time else 0)
        assert not over or case.days > 0


@given(stores())
def test_how_late_something_came_is_what_each_day_tells_that_it_may_have_come_on(model: Model) -> None:
    records = {each.id: each for each in model.records}
    for name, case in due(model).items():
        settled = records.get(records[name].outcome or "")
        expected = naive_late(records[name], settled) if settled and case.state is State.TRUE else None
        assert (case.late is None) is (expected is None)
        if case.late is not None and expected is not None:
            late, rough = expected
            assert case.late.rough is rough
            assert case.late.low in {min(late), None}
            assert case.late.high in {max(late), None}
            assert (case.late.low is None) <= (min(late) < -150)
            assert (case.late.high is None) <= (max(late) > 150)


@given(stores())
def test_who_expects_it_is_its_speaker_else_whoever_asserts_it(model: Model) -> None:
    records = {each.id: each for each in model.records}
    for name, case in due(model).items():
        asserting = {
            each.speaker
            for each in model.records
            if each.speaker and Relation(type=RelationType.ASSERTS, to=name) in each.relations
        }
        speaker = records[name].speaker
        assert set(case.speakers) == ({speaker} if speaker else asserting)


@given(stores())
def test_what_waits_longest_or_ends_soonest_stands_first(model: Model) -> None:
    evidence = model.chronology.view(ALL).evidence()
    found = cases(model.chronology, evidence, today=TODAY.start)
    assert [each.days for each in found[State.OVERDUE]] == sorted(
        (each.days for each in found[State.OVERDUE]), reverse=True
    )
    ends = [each.time[1] for each in found[State.OPEN] if each.time]
    assert ends == sorted(ends)


@given(stores())
def test_each_speaker_is_measured_by_all_that_they_expected(model: Model) -> None:
    evidence = model.chronology.view(ALL).evidence()
    found = cases(model.chronology, evidence, today=TODAY.start)
    every = [case for each in found.values() for case in each]
    for tally in tallies(found):
        mine = [
            each
            for each in every
            if tally.speaker in each.speakers or (tally.speaker is None and not each.speakers)
        ]
        assert {state: list(each) for state, each in tally.of.items()} == {
            state: [each for each in found[state] if each in mine] for state in State
        }


@given(stores(), st.sampled_from((1, 40, 80, 110, 200)))
def test_every_line_can_be_told_in_any_width(model: Model, cells: int) -> None:
    made = due_told(model.chronology, model.chronology.view(ALL), today=TODAY.start)
    lines = [*made.head(cells), *(made.line(number, cells) for number in range(made.count))]
    assert all(width(each.text) <= max(cells, 60) for each in lines)
    assert made.counted.startswith(f"{sum(map(len, made.cases.values()))} expected record")
