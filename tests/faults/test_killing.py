import random
from pathlib import Path

import pytest

from chronoterm.edits import Table
from chronoterm.store.shared import SharedStore
from tests.faults.calls import WRITES
from tests.faults.killing import Moment, calls_to_write, killed_at, killed_at_random
from tests.faults.model import FOLD, Intent, Model, demand, demand_folded, made_store

SCRIPT = (
    Intent(Table.RECORDS, "new", {"id": "new", "kind": "event", "headline": "new"}),
    Intent(Table.RECORDS, "r2", None),
    FOLD,
    Intent(Table.RECORDS, "new", {"id": "new", "kind": "event", "headline": "changed " * 1000}),
    Intent(Table.ANNOTATIONS, "star", {"id": "star", "record": "r1", "by": "ada", "star": True}),
    FOLD,
)


@pytest.mark.parametrize("moment", list(Moment))
def test_a_writer_that_is_killed_at_any_call_loses_nothing_acknowledged(
    moment: Moment, in_memory: Path
) -> None:
    (in_memory / "whole").mkdir()
    calls = calls_to_write(made_store(in_memory / "whole"), SCRIPT)
    assert {"pwrite", "fsync", "replace", "ftruncate", "open", "write"} <= set(calls)
    for at, call in enumerate(calls):
        if moment is Moment.HALF and call not in WRITES:
            continue
        folder = in_memory / str(at)
        folder.mkdir()
        path = made_store(folder)
        before = Model.of(SharedStore.open(path))
        told = killed_at(path, SCRIPT, at, moment)
        assert len(told.acknowledged) < len(SCRIPT), f"was not killed at {call}"
        model = demand(path, acknowledged=told.model(before), unfinished=told.unfinished)
        demand_folded(path, model)


def test_writers_that_are_killed_at_any_moment_lose_nothing_acknowledged(in_memory: Path) -> None:
    count = killed_at_random(made_store(in_memory), 60, random.Random(4))
    assert count["kills"] == 60
    assert count["acknowledged"] > 0
