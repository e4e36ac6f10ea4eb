"""Two lanes beside each other: every unit of time is there once, and every record of both lanes once."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronoterm.cells import width
from chronoterm.chronology.indexed import IndexedChronology
from chronoterm.dates import EARLIEST
from chronoterm.instruments import lanes_pair
from chronoterm.instruments.lanes import Lanes
from chronoterm.instruments.lanes_found import FACETS
from chronoterm.instruments.lanes_pair import Pair
from chronoterm.instruments.lanes_pair_lines import PairTold
from chronoterm.ordering import Order
from chronoterm.query import Query
from chronoterm.records import UNREVIEWED, Basis, Kind, Record
from chronoterm.scale import Unit, begin_of, number_of
from chronoterm.terms import Condition, Facet, Period
from tests.cli.test_hostile import _assert_harmless as assert_harmless
from tests.conftest import HOSTILE
from tests.unit.chronology_model import Model
from tests.unit.chronology_questions import orders, queries
from tests.unit.chronology_stores import models

ANN, BEN = Condition(Facet.ACTOR, ("ann",)), Condition(Facet.ACTOR, ("ben",))


def said(
    record_id: str,
    date: str | None,
    *actors: str,
    headline: str = "",
    basis: Basis | None = None,
    tag: str = "",
) -> Record:
    return Record(
        id=record_id,
        kind=Kind.STATEMENT,
        headline=headline or record_id,
        date=date,
        date_basis=basis,
        actors=actors,
        tags=(tag,) if tag else (),
    )


def pair_of(*records: Record, unit: Unit | None = None, query: Query | None = None) -> Pair:
    chronology = IndexedChronology.build(records)
    lanes = Lanes.of(chronology, chronology.view(query or Query()), Facet.ACTOR)
    return Pair.of(lanes, ANN, BEN, unit)


def texts(pair: Pair, cells: int = 60) -> list[str]:
    told = PairTold(pair)
    return [told.line(number, cells).text.rstrip() for number in range(told.count)]


@given(
    models(),
    queries,
    orders,
    st.sampled_from(FACETS),
    st.sampled_from((None, Unit.YEAR, Unit.CENTURY)),
    st.data(),
)
def test_every_unit_is_there_once_and_every_record_once_where_it_begins(  # noqa: PLR0913, PLR0917
    model: Model, query: Query, order: Order, facet: Facet, unit: Unit | None, data: st.DataObject
) -> None:
    lanes = Lanes.of(model.chronology, model.chronology.view(query, order), facet)
    if not lanes.lanes:
        return
    chosen = [data.draw(st.sampled_from(lanes.lanes)) for _ in range(2)]
    pair = Pair.of(lanes, chosen[0].condition, chosen[1].condition, unit)
    for side, lane in enumerate(chosen):
        matching = model.matching(query.having(lane.condition))
        spans = {each.id: model.span_by(each, order.clock) for each in matching}
        seen = []
        for line in range(pair.count):
            row = pair.row(line, side)
            if row is None:
                continue
            seen.append(row.entry.id)
            section, span = pair.place(line).section, spans[row.entry.id]
            if span is None:
                assert section == len(pair.tops) - 2
            elif span[0] == EARLIEST:
                assert section == 0 or pair.scale is None
            else:
                assert pair.scale is not None
                first, end = pair.scale.edges[section - 1 : section + 1]
                assert first <= span[0] < end
        assert sorted(seen) == sorted(each.id for each in matching)
    begins = [
        span[0]
        for lane in chosen
        for each in model.matching(query.having(lane.condition))
        if (span := model.span_by(each, order.clock)) is not None and span[0] > EARLIEST
    ]
    if not begins:
        assert pair.scale is None
        return
    assert pair.scale is not None
    unit = pair.scale.unit
    every = range(number_of(unit, min(begins)), number_of(unit, max(begins)) + 1)
    assert list(pair.scale.edges[:-1]) == [begin_of(unit, number) for number in every]
    told = [pair.place(line) for line in range(pair.count)]
    sections = [place.section for place in told if place.offset == 0 and 0 < place.section <= len(every)]
    assert sections == list(range(1, len(every) + 1))
    assert all(here <= after for here, after in pairwise(told))


@given(models(), queries, st.integers(45, 140), st.data())
def test_lines_are_as_wide_as_they_may_be_and_lead_to_the_record_on_the_side_of_the_cursor(
    model: Model, query: Query, cells: int, data: st.DataObject
) -> None:
    lanes = Lanes.of(model.chronology, model.chronology.view(query, Order()), Facet.ACTOR)
    if not lanes.lanes:
        return
    chosen = [data.draw(st.sampled_from(lanes.lanes)).condition for _ in range(2)]
    pair = Pair.of(lanes, chosen[0], chosen[1])
    for side in (0, 1):
        told = PairTold(pair, side)
        for number in range(min(told.count, 50)):
            line = told.line(number, cells)
            row = pair.row(number, side)
            assert line.leads_to == (None if row is None else row.entry.id)
            assert line.means == chosen[side]
            assert width(line.text) <= cells


def test_statement_and_answer_stand_beside_each_other_and_empty_days_are_kept() -> None:
    pair = pair_of(
        said("one", "2024-10-28", "ann"),
        said("two", "2024-10-28", "ann"),
        said("answer", "2024-10-28", "ben"),
        said("later", "2024-10-31", "ben"),
        said("never", None, "ben"),
        said("somebody else's", "2024-11-05", "cat"),
    )
    assert texts(pair) == [
        "28 Oct 2024 “ one                  │ “ answer",
        "            “ two                  │",
        "29 Oct 2024                        │",
        "30 Oct 2024                        │",
        "31 Oct 2024                        │ “ later",
        "undated                            │ “ never",
    ]


def test_what_is_uncertain_looks_uncertain() -> None:
    period = Period(said("x", "2024-10-31").span[0], said("x", "2024-10-31").span[1])
    pair = pair_of(
        said("month", "2024-10", "ann"),
        said("known by", "2024-10-31", "ben", basis=Basis.PUBLICATION),
        said("imported", "2024-10-31", "ben", tag=UNREVIEWED),
        said("open", "../2024-10-31", "ann"),
        query=Query((period,)),
    )
    lines = texts(pair, 100)
    assert lines[0].startswith("no beginning “~ until 31 Oct 2024 · open")
    assert lines[1].startswith("1 Oct 2024   “~ Oct 2024 · month")
    assert lines[-2].endswith("│ “? imported")
    assert lines[-1].endswith("│ “~ ≤ known by")


def test_two_lanes_tell_how_much_of_each_there_is_and_what_is_empty() -> None:
    pair = pair_of(
        said("one", "2024-10-28", "ann"), said("both", "2024-10-31", "ann", "ben"), said("never", None, "ben")
    )
    assert PairTold(pair).counted == (
        "2 records of ann, 2 of ben, 1 of them in both; 2 of 4 days without any; each where its date begins; "
        "nothing left out"
    )


def test_two_lanes_without_a_date_are_shown_without_an_axis() -> None:
    pair = pair_of(said("one", None, "ann"), said("two", None, "ben"))
    assert pair.scale is None
    assert texts(pair) == ["undated “ one                    │ “ two"]
    assert pair.stepped(finer=True) is pair
    assert pair.line_at(0) == pair.minute_at(0) == 0


def test_coarser_and_finer_units_show_the_same_records() -> None:
    pair = pair_of(said("one", "2024-10-28", "ann"), said("two", "2025-02-03", "ben"))
    assert pair.scale is not None
    assert pair.scale.unit is Unit.DAY
    weeks = pair.stepped(finer=False)
    assert weeks.count == 15
    assert weeks.stepped(finer=True).count == pair.count
    assert weeks.line_at(weeks.minute_at(7)) == 7


def test_of_very_many_days_longer_units_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lanes_pair, "MOST_UNITS", 10)
    pair = pair_of(said("one", "2024-10-01", "ann"), said("two", "2024-11-20", "ben"))
    assert pair.scale is not None
    assert pair.scale.unit is Unit.WEEK
    assert pair.stepped(finer=True) is pair


def test_headlines_of_a_store_do_no_harm() -> None:
    pair = pair_of(
        *(said(f"r{n}", "2024-10-31", "ann", "ben", headline=text) for n, text in enumerate(HOSTILE))
    )
    assert_harmless(*texts(pair, 100))
