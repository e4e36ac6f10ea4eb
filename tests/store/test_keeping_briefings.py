"""Saved briefings and the times of briefings: kept in their order, each record once, and read back as they were."""

import json
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronoterm.keeping.form import VERSION
from chronoterm.keeping.keeper import Keeper
from chronoterm.keeping.remembered import (
    MOST_BRIEFED,
    NOTHING,
    ONE_BRIEFING,
    Remembered,
    SavedBriefing,
    moment,
)
from tests.store.keeping import KURSK, SESSION, keeper_in, names, texts

records = st.sampled_from("abcdefgh")
briefings = st.builds(SavedBriefing, names, st.lists(texts, max_size=6, unique=True).map(tuple))
orders = st.lists(records, max_size=8, unique=True).map(lambda ids: SavedBriefing("x", tuple(ids)))
edits = st.one_of(
    st.tuples(records, records).map(lambda pair: lambda kept: kept.moved(*pair)),
    records.map(lambda record: lambda kept: kept.without(record)),
    st.tuples(records, st.none() | records).map(lambda pair: lambda kept: kept.put_back(*pair)),
)


@given(st.lists(briefings, max_size=4), st.lists(st.datetimes(), max_size=4))
def test_a_saved_briefing_reads_back_from_its_file_as_it_was(
    several: list[SavedBriefing], times: list[datetime]
) -> None:
    kept = NOTHING
    for each in several:
        kept = kept.with_briefing(each)
    for when in times:
        kept = kept.with_briefed(f"{when:%Y-%m-%dT%H:%M:%S}Z")
    with tempfile.TemporaryDirectory() as folder:
        assert keeper_in(Path(folder)).change(lambda _: kept) == kept
        again = keeper_in(Path(folder))
        assert (again.read(), again.remark) == (kept, "")


@given(orders, st.lists(edits, max_size=8))
def test_order_edits_keep_each_record_exactly_once(
    briefing: SavedBriefing, several: list[Callable[[SavedBriefing], SavedBriefing]]
) -> None:
    for edit in several:
        changed = edit(briefing)
        assert len(set(changed.records)) == len(changed.records)
        assert abs(len(changed.records) - len(briefing.records)) <= 1
        briefing = changed


@given(orders, records, records)
def test_a_record_that_is_moved_stands_beside_the_other_one_and_all_others_keep_their_order(
    briefing: SavedBriefing, record: str, past: str
) -> None:
    moved = briefing.moved(record, past).records
    assert sorted(moved) == sorted(briefing.records)
    assert [each for each in moved if each != record] == [each for each in briefing.records if each != record]
    if record != past and {record, past} <= set(moved):
        assert (record, past) in pairwise(moved) or (past, record) in pairwise(moved)
        was_first = briefing.records.index(record) < briefing.records.index(past)
        assert was_first == (moved.index(record) > moved.index(past))


@given(orders, records)
def test_a_record_that_is_taken_out_and_put_back_stands_where_it_was(
    briefing: SavedBriefing, record: str
) -> None:
    after = dict(pairwise(briefing.records)).get(record)
    if record in briefing.records:
        assert record not in briefing.without(record).records
        assert briefing.without(record).put_back(record, after) == briefing


def test_a_briefing_saved_again_keeps_its_place_and_holds_no_record_twice() -> None:
    kept = NOTHING.with_briefing(SavedBriefing("a", ("r1",))).with_briefing(SavedBriefing("b"))
    again = kept.with_briefing(SavedBriefing("a", ("r2", "r1", "r2")))
    assert again.briefings == (SavedBriefing("a", ("r2", "r1")), SavedBriefing("b"))
    assert again.without_briefing("a").briefings == (SavedBriefing("b"),)


def test_a_briefing_opened_again_within_the_hour_is_still_the_same_one() -> None:
    kept = NOTHING.with_briefed("2026-11-20T09:00:00Z")
    assert kept.with_briefed("2026-11-20T09:59:59Z") == kept
    assert kept.with_briefed("2026-11-20T08:00:00Z") == kept
    assert kept.with_briefed("2026-11-20T10:00:00Z").briefed[-1] == "2026-11-20T10:00:00Z"


@pytest.mark.parametrize("at", ["", "yesterday", "2026-11-20T09:00:00", "2026-11-20"])
def test_what_is_no_time_is_not_taken_for_a_briefing(at: str) -> None:
    assert moment(at) is None
    assert NOTHING.with_briefed(at) == NOTHING


def test_a_damaged_time_among_those_of_briefings_is_in_nobodys_way() -> None:
    kept = Remembered(briefed=("yesterday",)).with_briefed("2026-11-20T09:00:00Z")
    assert kept.briefed == ("yesterday", "2026-11-20T09:00:00Z")


def test_only_the_last_times_of_briefings_are_kept() -> None:
    kept, first = NOTHING, datetime(2026, 11, 1, tzinfo=UTC)
    times = [f"{first + number * ONE_BRIEFING + timedelta(0):%Y-%m-%dT%H:%M:%SZ}" for number in range(30)]
    for each in times:
        kept = kept.with_briefed(each)
    assert kept.briefed == tuple(times[-MOST_BRIEFED:])


def test_what_an_older_program_kept_is_read_and_written_anew_with_briefings(tmp_path: Path) -> None:
    keeper: Keeper = keeper_in(tmp_path)
    keeper.change(lambda kept: kept.with_saved(KURSK).with_session(SESSION))
    document = json.loads(keeper.path.read_bytes())
    assert document["version"] == VERSION
    older = {name: value for name, value in document.items() if not name.startswith("brief")}
    keeper.path.write_text(json.dumps({**older, "version": 1}))
    assert keeper.read() == Remembered((KURSK,), (), SESSION)
    assert keeper.remark == ""
    kept = keeper.change(lambda kept: kept.with_briefing(SavedBriefing("morning", ("r1",))))
    assert kept.saved == (KURSK,)
    assert json.loads(keeper.path.read_bytes())["version"] == VERSION
    assert keeper.read() == kept
