import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from chronoterm.edits import Table
from chronoterm.store.errors import StoreLockedError
from chronoterm.store.lock import locked
from chronoterm.store.shared import SharedStore
from chronoterm.users import user_name
from tests.faults.disk import CHANGED, NEW, prepared
from tests.faults.forking import Child, Say, forked
from tests.faults.model import Model, demand_folded


@contextmanager
def holding(path: Path) -> Iterator[Child]:
    """Another process that holds the lock and is stopped."""

    def hold(say: Say) -> None:
        with locked(path):
            say(b"held")
            os.kill(os.getpid(), signal.SIGSTOP)
            say(b"goes on")

    with forked(hold) as child:
        os.waitpid(child.pid, os.WUNTRACED)
        yield child


def test_who_waits_for_one_who_is_stopped_hears_who_it_is_and_loses_nothing(in_memory: Path) -> None:
    store, model = prepared(in_memory, (CHANGED,))
    edit = NEW.edit(store)
    with holding(store.path) as holder:
        before = time.monotonic()
        with pytest.raises(StoreLockedError, match=rf"{user_name()}, process {holder.pid}\b"):
            store.write(edit, by="ada", wait=0.1)
        with pytest.raises(StoreLockedError):
            store.fold(wait=0.1)
        assert time.monotonic() - before < 5
        assert Model.of(SharedStore.open(store.path)) == model
        os.kill(holder.pid, signal.SIGCONT)
        store.write(edit, by="ada", wait=60)
    demand_folded(store.path, model.after(NEW))


def test_the_lock_of_one_who_dies_while_stopped_is_free_at_once(in_memory: Path) -> None:
    store, model = prepared(in_memory, (CHANGED,))
    with holding(store.path):
        pass
    store.write(NEW.edit(store), by="ada", wait=0)
    demand_folded(store.path, model.after(NEW))


def test_a_program_that_is_started_while_the_lock_is_held_does_not_keep_it(in_memory: Path) -> None:
    store, _ = prepared(in_memory)
    script = "import sys; print('started', flush=True); sys.stdin.read()"
    with locked(store.path):
        program = subprocess.Popen(
            [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, close_fds=False
        )
        assert program.stdout is not None
        program.stdout.readline()
    with program, locked(store.path, wait=0):
        assert program.poll() is None


def open_files() -> set[str]:
    return {each.name for each in Path("/proc/self/fd").iterdir()}


def test_no_file_stays_open_between_two_edits(in_memory: Path) -> None:
    store, _ = prepared(in_memory)
    before = open_files()
    for each in (CHANGED, NEW):
        each.written(store)
        store.fold()
        store.catch_up()
    assert open_files() == before


def test_the_lock_is_not_held_while_a_large_store_is_looked_through(
    in_memory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = prepared(in_memory)[0].path
    store = SharedStore.open(path)
    looked = []

    def look(*_: object) -> str:
        with locked(path, wait=0):
            looked.append(True)
        return ""

    monkeypatch.setattr("chronoterm.store.shared.obstacle_within", look)
    NEW.written(store)
    assert looked == [True]
    assert store.document(Table.RECORDS, "new")
