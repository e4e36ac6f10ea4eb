"""Lanes: each has the records of its value and no others, and none of them is lost between its cells."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronoterm.cells import width
from chronoterm.chronology.indexed import IndexedChronology
from chronoterm.chronology.names import Names
from chronoterm.dates import EARLIEST, LATEST, PartialDate
from chronoterm.instruments import lanes as lanes_module
from chronoterm.instruments.lanes import Lanes
from chronoterm.instruments.lanes_found import FACETS, Lane, Minutes
from chronoterm.instruments.lanes_lines import BLOCKS, SHARE, Chart, LanesTold, block, buckets_under
from chronoterm.instruments.lanes_state import scale_of
from chronoterm.ordering import CHRONOLOGICAL, Order
from chronoterm.query import ALL, Query
from chronoterm.records import Actor, Kind, Membership, Record
from chronoterm.scale import Scale, Unit, edges
from chronoterm.terms import AllOf, Clock, Condition, Facet, Period
from tests.cli.test_hostile import _assert_harmless as assert_harmless
from tests.conftest import HOSTILE
from tests.unit.chronology_model import Model
from tests.unit.chronology_questions import orders, queries
from tests.unit.chronology_stores import models

HAIR = 1e-6
facets = st.sampled_from(FACETS)
axis_cells = st.integers(1, 90)


def lanes_of(model: Model, query: Query, order: Order, facet: Facet) -> Lanes:
    return Lanes.of(model.chronology, model.chronology.view(query, order), facet)


def of(*records: Record, facet: Facet = Facet.ACTOR, names: Names | None = None) -> Lanes:
    chronology = IndexedChronology.build(records, names)
    return Lanes.of(chronology, chronology.view(), facet)


def statement(number: int, date: str | None, *actors: str) -> Record:
    return Record(id=f"r{number}", kind=Kind.STATEMENT, headline="h", date=date, actors=actors)


def day(text: str) -> Minutes:
    date = PartialDate.parse(text)
    return date.start, date.end


# Which lanes there are


@given(models(), queries, orders, facets)
def test_a_lane_has_every_record_of_the_view_with_its_value_or_something_within_it(
    model: Model, query: Query, order: Order, facet: Facet
) -> None:
    found = lanes_of(model, query, order, facet)
    matching = model.matching(query)
    counted = {
        value: sum(value in model.values(each, facet) for each in matching)
        for value in model.all_values(facet)
    }
    assert {lane.value: lane.count for lane in found.lanes} == {
        value: count for value, count in counted.items() if count
    }
    assert len({lane.value for lane in found.lanes}) == len(found.lanes)


@given(models(), queries, orders, facets)
def test_a_lane_stands_below_one_that_it_belongs_to(
    model: Model, query: Query, order: Order, facet: Facet
) -> None:
    above: list[Lane] = []
    for lane in lanes_of(model, query, order, facet).lanes:
        assert lane.depth <= len(above)
        del above[lane.depth :]
        if above:
            assert above[-1].value in _bodies(model, facet, lane.value)
        above.append(lane)


def _bodies(model: Model, facet: Facet, value: str) -> set[str]:
    """All that a value was ever said to belong to, whether at one time or not."""
    found: set[str] = set()
    waiting = [value]
    while waiting:
        for each in model.direct_parents(facet, waiting.pop()):
            if each not in found:
                found.add(each)
                waiting.append(each)
    return found


@given(models(), queries, orders, facets)
def test_what_is_in_no_lane_is_counted(model: Model, query: Query, order: Order, facet: Facet) -> None:
    found = lanes_of(model, query, order, facet)
    assert found.without == sum(not model.values(each, facet) for each in model.matching(query))
    assert found.unreviewed == sum("unreviewed" in each.tags for each in model.matching(query))


def test_members_whose_body_has_no_record_at_the_time_stand_where_it_would() -> None:
    names = Names((Actor(id="ann", name="Ann", member_of=(Membership(actor="state", start="2024"),)),))
    found = of(statement(1, "2020", "ann"), statement(2, "2021", "state"), names=names)
    assert [(lane.value, lane.depth) for lane in found.lanes] == [("state", 0), ("ann", 1)]
    found = Lanes.of(
        found.chronology,
        found.chronology.view(Query((Period(until=day("2020")[1]),)), CHRONOLOGICAL),
        Facet.ACTOR,
    )
    assert [(lane.value, lane.depth) for lane in found.lanes] == [("ann", 0)]


# Their cells


@given(models(), queries, orders, facets, axis_cells, st.data())
def test_cells_are_what_spreading_every_record_of_the_lane_by_hand_gives(  # noqa: PLR0913, PLR0917
    model: Model, query: Query, order: Order, facet: Facet, cells: int, data: st.DataObject
) -> None:
    found = lanes_of(model, query, order, facet)
    if found.time is None:
        return
    window = data.draw(st.none() | windows_in(found.time))
    scale = scale_of(found.time, window, cells)
    for lane in found.lanes:
        counted = found.cells(lane, scale)
        naive = model.histogram(query.having(lane.condition), scale.edges, order.clock)
        assert list(counted) == pytest.approx(naive)
        in_lane = model.matching(query.having(lane.condition))
        timed = model.in_time_by(in_lane, order.clock)
        assert found.undated_in(lane) == len(in_lane) - len(timed)
        beside = [EARLIEST, scale.start], [scale.end, LATEST]
        outside = sum(
            sum(model.histogram(query.having(lane.condition), each, order.clock)) for each in beside
        )
        assert sum(counted) + outside + found.undated_in(lane) == pytest.approx(lane.count)
    assert found.undated == len(model.matching(query)) - len(
        model.in_time_by(model.matching(query), order.clock)
    )


def windows_in(time: Minutes) -> st.SearchStrategy[Minutes]:
    minutes = st.integers(time[0], time[1] - 1)
    return st.tuples(minutes, minutes).map(lambda two: (min(two), max(two) + 1))


@given(models(), orders, facets)
def test_the_axis_holds_all_that_has_a_time(model: Model, order: Order, facet: Facet) -> None:
    found = lanes_of(model, ALL, order, facet)
    timed = model.in_time_by(model.matching(ALL), order.clock)
    if found.time is None:
        assert timed == []
    else:
        inside = model.histogram(ALL, list(found.time), order.clock)
        assert sum(inside) == pytest.approx(len(timed))


def test_the_axis_is_that_of_the_view_and_of_the_time_asked_for() -> None:
    chronology = of(
        statement(1, "1990-05-05", "ann"),
        statement(2, "2024-10-31", "ben"),
        statement(3, "2024-11-03", "ben"),
    ).chronology

    def time(*terms: Condition | Period | AllOf) -> Minutes | None:
        return Lanes.of(chronology, chronology.view(ALL.having(*terms), CHRONOLOGICAL), Facet.ACTOR).time

    ben = Condition(Facet.ACTOR, ("ben",))
    assert time(ben) == (day("2024-10-31")[0], day("2024-11-03")[1])
    assert time(ben, Period(until=day("2024-11-01")[0])) == day("2024-10-31")
    assert time(AllOf((ben, Period(*day("2024-11-03"))))) == day("2024-11-03")
    assert time(Condition(Facet.ACTOR, ("nobody",))) is None


@given(models(), queries, orders, facets, axis_cells)
def test_no_cell_is_fuller_than_the_fullest(
    model: Model, query: Query, order: Order, facet: Facet, cells: int
) -> None:
    found = lanes_of(model, query, order, facet)
    if found.time is None or not found.lanes:
        return
    scale = scale_of(found.time, None, cells)
    highest = found.highest(scale)
    assert highest.is_sure
    assert highest.records == max(max(found.cells(lane, scale)) for lane in found.lanes)


def test_of_very_many_lanes_the_fullest_cell_may_be_fuller_and_that_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(lanes_module, "MOST_MEASURED", 1)
    found = of(
        *(statement(number, f"2024-10-{number:02}", "ann") for number in range(1, 4)),
        *(statement(number, "2024-10-03", "ben") for number in range(4, 6)),
    )
    scale = scale_of(found.time or (0, 0), None, 80)
    assert found.highest(scale) == (1, False)
    assert "█ = 1 or more" in LanesTold(found, scale).head(100)[0].text
    assert "█" in LanesTold(found, scale).line(1, 100).text


@given(models(), queries, orders, facets, st.data())
def test_the_numbers_of_a_cell_are_those_of_the_filter_that_it_gives(
    model: Model, query: Query, order: Order, facet: Facet, data: st.DataObject
) -> None:
    found = lanes_of(model, query, order, facet)
    if found.time is None or not found.lanes:
        return
    lane = data.draw(st.sampled_from(found.lanes))
    span = data.draw(windows_in(found.time))
    filtered = query.having(AllOf((lane.condition, Period(*span, order.clock))))
    inside = found.inside(lane, span)
    assert inside.records == len(model.matching(filtered))
    assert inside.possible == inside.records - len(model.certain(filtered))


# What is painted


@given(st.floats(0, 50), st.floats(0, 50), st.floats(1, 50))
def test_a_fuller_cell_never_looks_emptier(one: float, other: float, highest: float) -> None:
    signs = f" {SHARE}{BLOCKS}"
    less, more = sorted((one, other))
    assert signs.index(block(less, highest)) <= signs.index(block(more, highest))
    assert block(highest, highest) == BLOCKS[-1]
    assert (block(one, highest) == " ") == (one <= HAIR)
    assert (block(one, highest) == SHARE) == (HAIR < one < 1 - HAIR)


@given(st.integers(1, 400), st.integers(1, 120))
def test_every_bucket_is_under_a_cell_and_every_cell_over_one(days: int, cells: int) -> None:
    start = day("2024-10-31")[0]
    scale = Scale(Unit.DAY, edges(Unit.DAY, start, start + days * 1440))
    under = buckets_under(scale, cells)
    assert len(under) == cells
    assert all(under)
    assert {bucket for each in under for bucket in each} == set(range(days))


@given(models(), queries, orders, facets, st.integers(20, 150))
def test_lines_are_as_wide_as_they_may_be_and_the_cells_stand_below_the_axis(
    model: Model, query: Query, order: Order, facet: Facet, cells: int
) -> None:
    found = lanes_of(model, query, order, facet)
    chart = Chart.of(found, cells)
    scale = None if found.time is None else scale_of(found.time, None, chart.cells)
    told = LanesTold(found, scale, None if scale is None else scale.start)
    assert all(width(line.text) <= cells for line in told.head(cells))
    for number in range(told.count):
        line = told.line(number, cells)
        assert width(line.text) == (cells if scale else chart.before)
        assert line.means == found.lanes[number].condition


def test_the_mark_of_the_cursor_is_over_its_cell_and_no_date_is_cut_by_it() -> None:
    found = of(*(statement(number, f"2024-10-{number:02}", "ann") for number in range(1, 29)))
    chart = Chart.of(found, 100)
    scale = scale_of(found.time or (0, 0), None, chart.cells)
    for number in range(1, 29):
        told = LanesTold(found, scale, day(f"2024-10-{number:02}")[0])
        axis = told.head(100)[1].text
        assert axis.index("▼") - chart.before in scale.cells_of(number - 1, chart.cells)
        days = [word for word in axis[chart.before :].replace("▼", " ").split() if word.isdecimal()]
        assert {int(word) for word in days} <= {*range(1, 32), 2024}


def test_a_record_of_a_month_is_a_dot_in_each_day_and_a_day_is_a_block() -> None:
    found = of(statement(1, "2024-10", "ann"), statement(2, "2024-10-31", "ben"))
    cells = 31 + Chart.of(found, 60).before
    told = LanesTold(found, scale_of(found.time or (0, 0), None, 31))
    cells_of = {lane.value: told.line(at, cells).text[-31:] for at, lane in enumerate(found.lanes)}
    assert set(cells_of["ann"]) == {SHARE}
    assert cells_of["ben"].strip() == BLOCKS[-1]


def test_names_of_a_store_do_no_harm() -> None:
    found = of(*(statement(number, "2024-10-31", text) for number, text in enumerate(HOSTILE)))
    told = LanesTold(found, scale_of(found.time or (0, 0), None, 60), (found.time or (0, 0))[0])
    lines = [told.line(number, 100).text for number in range(told.count)]
    lines += [told.cell_in_words(number, 400) for number in range(told.count)]
    assert_harmless(*lines)


def test_what_was_counted_tells_what_is_in_no_cell() -> None:
    found = of(
        statement(1, "2024-10-31", "ann", "ben"), statement(2, None, "ann"), statement(3, "2024-10-30")
    )
    told = LanesTold(found, scale_of(found.time or (0, 0), None, 60))
    assert told.counted == (
        "3 records in 2 lanes; each in every lane it belongs to; left out: 1 without an actor, 1 undated"
    )


def test_what_a_window_leaves_out_is_told() -> None:
    found = of(*(statement(number, f"2024-10-{number:02}", "ann") for number in range(1, 11)))
    window = (day("2024-10-01")[0], day("2024-10-04")[1])
    told = LanesTold(found, scale_of(found.time or (0, 0), window, 60))
    assert told.counted.endswith("left out: 6 outside of the time shown")


@pytest.mark.parametrize(
    ("records", "lines", "counted"),
    [
        ((), 0, "0 records in 0 lanes; each in every lane it belongs to; nothing left out"),
        (
            (statement(1, None, "ann"),),
            1,
            "1 record in 1 lane; each in every lane it belongs to; left out: 1 undated",
        ),
        (
            (statement(1, "2024", "ann"),),
            1,
            "1 record in 1 lane; each in every lane it belongs to; nothing left out",
        ),
    ],
)
def test_few_records_are_told_too(records: tuple[Record, ...], lines: int, counted: str) -> None:
    found = of(*records)
    scale = None if found.time is None else scale_of(found.time, None, 40)
    told = LanesTold(found, scale)
    assert told.count == lines
    assert told.counted == counted
    assert ("no record has a time" in told.head(100)[0].text) == (scale is None)


def test_few_days_are_cells_of_a_day_until_somebody_zooms_in() -> None:
    time = day("2024-10-31")
    assert scale_of(time, None, 60).unit is Unit.DAY
    assert scale_of(time, (time[0], time[0] + 720), 60).unit is Unit.HOUR


def test_by_the_other_clock_a_lane_lies_where_its_records_speak_of() -> None:
    record = Record(
        id="r",
        kind=Kind.STATEMENT,
        headline="h",
        date="2024-10-31",
        about_date="2025-01-01",
        actors=("ann",),
    )
    chronology = IndexedChronology.build((record, statement(2, "2024-10-30", "ann")))
    view = chronology.view(ALL, CHRONOLOGICAL.by_clock(Clock.ABOUT))
    found = Lanes.of(chronology, view, Facet.ACTOR)
    assert found.time == day("2025-01-01")
    told = LanesTold(found, scale_of(day("2025-01-01"), None, 40))
    assert told.title == "Lanes of actors, by the time spoken of"
    assert told.counted.endswith("left out: 1 that speak of no time")
    assert list(pairwise(scale_of(day("2025-01-01"), None, 40).edges)) == [day("2025-01-01")]
