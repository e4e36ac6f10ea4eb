"""A store as it was on a day: later edits are not there, and what they took away is."""

from collections.abc import Mapping
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chronoterm.chronology.indexed import IndexedChronology
from chronoterm.dates import PartialDate
from chronoterm.edits import KEPT_BY_THE_STORE, Document, Table
from chronoterm.opening import as_stored, open_chronology
from chronoterm.query import ALL
from chronoterm.store import shared
from chronoterm.store.rewinding import rewound
from chronoterm.store.shared import SharedStore
from chronoterm.terms import AsOf, Knowledge
from tests.conftest import MakeStore
from tests.store.sessions import drop, put

STEPS = st.lists(
    st.tuples(st.sampled_from(["r1", "r2", "new"]), st.sampled_from("abc"), st.booleans()), max_size=10
)


@pytest.fixture
def day_by_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each edit is made on the day after the one before, from 1 November 2024 on."""
    days = count(1)
    monkeypatch.setattr(shared, "now_in_utc", lambda: f"2024-11-{next(days):02}T12:00:00Z")


def end_of(day: int) -> int:
    return PartialDate.parse(f"2024-11-{day:02}").end if day else PartialDate.parse("2024-10-31").end


def records_of(store: SharedStore) -> Mapping[str, Document]:
    """What a store holds, without what it keeps about records by itself."""
    return {
        each: {name: value for name, value in document.items() if name not in KEPT_BY_THE_STORE}
        for each in store.ids(Table.RECORDS)
        if (document := store.document(Table.RECORDS, each)) is not None
    }


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_after_any_edits_every_day_before_can_be_gone_back_to(
    make_store: MakeStore, tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str, bool]]
) -> None:
    days = count(1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shared, "now_in_utc", lambda: f"2024-11-{next(days):02}T12:00:00Z")
        path = make_store(tmp_path_factory.mktemp("rewound"), ["one", "two"])
        store = SharedStore.open(path)
        held = [records_of(store)]
        for id_, text, goes in steps:
            here = store.document(Table.RECORDS, id_)
            if goes and here is not None:
                drop(store, id_)
            elif here is None or here["headline"] != text:
                put(store, id_, headline=text)
            else:
                continue
            held.append(records_of(store))
    for day, then in enumerate(held):
        assert records_of(rewound(path, end_of(day), "2024-11-01T00:00:00Z")) == then


@pytest.mark.usefixtures("day_by_day")
def test_a_chronology_as_stored_shows_what_was_deleted_since_and_nothing_of_later_edits(
    make_store: MakeStore, tmp_path: Path
) -> None:
    path = make_store(tmp_path, ["one", "two"])
    store = SharedStore.open(path)
    put(store, "r1", headline="changed")
    drop(store, "r2")
    put(store, "new", headline="came last")
    _, chronology = open_chronology(path, own=())
    assert shown(chronology, 0) == {"one", "two"}
    assert shown(chronology, 1) == {"changed", "two"}
    assert shown(chronology, 2) == {"changed"}
    assert shown(chronology, 3) == {"changed", "came last"}
    then = chronology.as_known(as_of(0))
    assert then.record("r1").headline == "one"
    assert chronology.record("r1").headline == "changed"


@pytest.mark.usefixtures("day_by_day")
def test_only_the_edits_after_a_day_are_taken_back(make_store: MakeStore, tmp_path: Path) -> None:
    path = make_store(tmp_path, ["one"])
    store = SharedStore.open(path)
    put(store, "r1", headline="changed")
    put(store, "r1", headline="again")
    assert records_of(rewound(path, end_of(1), "2024-11-01T00:00:00Z"))["r1"]["headline"] == "changed"
    assert records_of(rewound(path, end_of(2), "2024-11-02T00:00:00Z"))["r1"]["headline"] == "again"


def test_what_is_too_large_to_be_taken_back_is_shown_as_it_is_and_marked(
    make_store: MakeStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chronoterm.opening.MOST_REWOUND", 0)
    path = make_store(tmp_path, ["one"])
    assert as_stored(path, end_of(0)) is None
    _, chronology = open_chronology(path, own=())
    view = chronology.view(ALL.known(as_of(0)))
    assert (view.count, view.possible) == (1, 1)


def as_of(day: int) -> AsOf:
    return AsOf(end_of(day), Knowledge.STORED)


def shown(chronology: IndexedChronology, day: int) -> set[str]:
    view = chronology.view(ALL.known(as_of(day)))
    return {each.entry.headline for each in view.window(0, view.count)}
