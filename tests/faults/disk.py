"""Edits and folds on a disk that refuses: what must hold after each."""

import os
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from pathlib import Path

import pytest

from chronoterm.edits import Table
from chronoterm.store.errors import EditConflictError, StoreError
from chronoterm.store.replacing import temporary_name
from chronoterm.store.shared import SharedStore
from tests.faults.calls import calls_of, every_call
from tests.faults.failing import BROKEN, FULL, QUOTA, READ_ONLY, Extent, Refusal
from tests.faults.model import Intent, Model, demand, demand_folded, made_store

NEW = Intent(Table.RECORDS, "new", {"id": "new", "kind": "event", "headline": "new"})
CHANGED = Intent(Table.RECORDS, "r2", {"id": "r2", "kind": "event", "headline": "changed " * 800})
EVERY_REFUSAL = [(error, extent) for error in (FULL, QUOTA, READ_ONLY, BROKEN) for extent in Extent]


def prepared(folder: Path, edits: Iterable[Intent] = ()) -> tuple[SharedStore, Model]:
    """A session that has written some edits, and what the store holds."""
    folder.mkdir(exist_ok=True, parents=True)
    store = SharedStore.open(made_store(folder))
    for each in edits:
        each.written(store)
    return store, Model.of(store)


def refusal_of(work: Callable[[], object]) -> str:
    """The sentence that something ends with; empty where it does not fail."""
    told = ""
    try:
        work()
    except StoreError as error:
        told = str(error)
    assert "\n" not in told
    return told


def refuse_an_edit(folder: Path, before: Iterable[Intent], error: int, extent: Extent) -> int:
    """Refuse an edit at each of its calls; how many there are."""
    # A disk that dies at once takes back nothing: then what was refused may be there, as after a kill.
    is_dead = extent is Extent.EVERY_CALL and error in (READ_ONLY, BROKEN)
    store, _ = prepared(folder / "count", before)
    calls = calls_of(lambda: NEW.written(store))
    for at in range(len(calls)):
        store, model = prepared(folder / f"{at}", before)
        with every_call(Refusal(at, error, extent)):
            told = refusal_of(lambda each=store: NEW.written(each))  # type: ignore[misc]
        if told:
            assert os.strerror(error) in told
            found = demand(store.path, acknowledged=model, unfinished=NEW if is_dead else None)
            with pytest.raises(EditConflictError) if found != model else nullcontext():
                NEW.written(store)
        model = model.after(NEW)
        assert demand(store.path, acknowledged=model) == Model.of(store)
        demand_folded(store.path, model)
    return len(calls)


def refuse_a_fold(folder: Path, error: int, extent: Extent) -> int:
    """Refuse a fold at each of its calls; how many there are."""
    store, _ = prepared(folder / "count", (CHANGED, NEW))
    calls = calls_of(store.fold)
    for at in range(len(calls)):
        store, model = prepared(folder / f"{at}", (CHANGED, NEW))
        with every_call(Refusal(at, error, extent)):
            told = refusal_of(store.fold)
        assert os.strerror(error) in told or not told
        assert demand(store.path, acknowledged=model) == Model.of(store)
        SharedStore.open(store.path).fold()
        assert not Path(temporary_name(store.path)).exists()
        demand_folded(store.path, model)
    return len(calls)
