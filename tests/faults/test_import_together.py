"""The same table imported by two at once, and an import that is interrupted: each record once, no process left."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from chronoterm.cli_editing_desk import desk_to_edit
from chronoterm.desk import Desk
from chronoterm.edits import Table
from chronoterm.store.errors import StoreChangedError, StoreError
from chronoterm.store.shared import SharedStore
from tests.conftest import ROOT
from tests.faults.forking import Say, all_forked, said
from tests.faults.importing import AFTER, Import, held_by, held_plainly, new_import, records_of, revisions
from tests.faults.model import Intent

BACK = Intent(Table.RECORDS, "r2", {"id": "r2", "kind": "event", "headline": "changed back"})
SIZES = [pytest.param(False, id="small"), pytest.param(True, id="large")]
PATIENCE = 60.0
"""Seconds."""


@contextmanager
def waiting_to_write(ready: int, go: int) -> Iterator[None]:
    """Say that all is read, and write once somebody says so."""

    def held(write: Any) -> Any:
        def written(*arguments: Any, **named: Any) -> Any:
            os.write(ready, b".")
            os.read(go, 1)
            return write(*arguments, **named)

        return written

    with (
        patch.object(Desk, "write", held(Desk.write)),
        patch.object(Desk, "put_in", held(Desk.put_in)),
    ):
        yield


def imported_at_once(work: Import, number: int) -> list[int]:
    """Import in so many processes, each of which has read all before any of them writes; their exit codes."""
    (ready, tell), (go, start) = os.pipe(), os.pipe()

    def one(say: Say) -> None:
        with waiting_to_write(tell, go):
            say(b"%d" % work.done())

    with all_forked([one] * number) as children:
        for _ in range(number):
            assert os.read(ready, 1) == b"."
        os.write(start, b"." * number)
        codes = [int(each) for each in said(children)]
    for each in (ready, tell, go, start):
        os.close(each)
    return codes


@pytest.mark.parametrize("is_large", SIZES)
def test_what_several_import_at_once_comes_in_once(
    is_large: bool, in_memory: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    whole = new_import(in_memory / "whole", is_large=is_large)
    assert whole.done() == 0
    for run in range(4):
        work = new_import(in_memory / f"{run}", is_large=is_large)
        capfd.readouterr()
        codes = imported_at_once(work, 3)
        told = capfd.readouterr().err
        assert sorted(codes) == [0, 2, 2]
        assert told.count("\n") == 2
        assert told.count(" again\n") == 2
        assert held_by(work.store) == held_by(whole.store)
        assert work.done() == 0
        assert held_by(work.store) == held_by(whole.store)
        assert set(revisions(work.store).values()) <= {0, 1}
        desk = desk_to_edit(work.store)
        desk.write(AFTER.edit(desk.store))
        desk.store.fold()
        assert held_plainly(work.store) == records_of(held_by(whole.store)) | {AFTER.id}


def test_a_store_that_others_write_anew_during_a_large_import_keeps_what_both_wrote(in_memory: Path) -> None:
    work = new_import(in_memory / "one", is_large=True)
    before = held_by(work.store)
    other = SharedStore.open(work.store)
    rewrite = SharedStore.rewrite

    def meanwhile(self: SharedStore, edit: Any, remade: Any, **named: Any) -> Any:
        tables = remade.tables

        def slowly(*arguments: Any) -> Any:
            AFTER.written(other)
            other.fold()
            return tables(*arguments)

        return rewrite(self, edit, remade._replace(tables=slowly), **named)

    with patch.object(SharedStore, "rewrite", meanwhile):
        code = work.done()
    found = held_by(work.store)
    assert (AFTER.table, AFTER.id) in found
    assert (len(found) > len(before) + 1) is (code == 0)
    assert work.done() == 0
    assert len(records_of(held_by(work.store))) == len(records_of(before)) + 41


READING = """
import sys, threading
from chronoterm import cli_import_rows
from chronoterm.importers.tables import reading
from chronoterm.cli import run

items = reading._items

def endless(*arguments):
    for number, each in enumerate(items(*arguments)):
        yield each
        if number == 20:
            sys.stdout.write("reading\\n")
            sys.stdout.flush()
            {then}

reading._items = endless
cli_import_rows.LARGE = {large}
sys.exit(run(sys.argv[1:]))
"""
WAITS = "threading.Event().wait()"
GOES_ON = "while True: yield each"


@pytest.mark.parametrize("apart", [True, False], ids=["read apart", "read here"])
@pytest.mark.parametrize("then", [WAITS, GOES_ON], ids=["waits", "goes on"])
def test_ctrl_c_while_a_table_is_read_ends_the_import_with_nothing_written_and_no_process_left(
    apart: bool, then: str, in_memory: Path
) -> None:
    work = new_import(in_memory / "one", is_large=False)
    before = held_by(work.store)
    with reading(work, then, apart=apart) as process:
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=PATIENCE)  # which ends when nobody is left who could write
    assert (process.returncode, out, err.strip()) == (130, "", "")
    assert held_by(work.store) == before


def test_an_import_that_is_killed_while_its_table_is_read_apart_leaves_no_process(in_memory: Path) -> None:
    work = new_import(in_memory / "one", is_large=False)
    before = held_by(work.store)
    with reading(work, GOES_ON, apart=True) as process:
        process.kill()
        _, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, err) == (-signal.SIGKILL, "")
    assert held_by(work.store) == before


@contextmanager
def reading(work: Import, then: str, *, apart: bool) -> Iterator[subprocess.Popen[str]]:
    """An import in a session of its own, at its twentieth row."""
    code = READING.format(then=then, large=0 if apart else 1 << 60)
    with subprocess.Popen(
        [sys.executable, "-c", code, *work.arguments],
        cwd=ROOT,
        start_new_session=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "reading\n"
            yield process
        finally:
            process.kill()


def test_who_has_the_store_open_never_writes_over_a_large_import(in_memory: Path) -> None:
    work = new_import(in_memory / "one", is_large=True)
    other = SharedStore.open(work.store)
    assert work.done() == 0
    third = desk_to_edit(work.store)
    third.write(AFTER.edit(third.store))
    third.store.fold()
    whole = held_by(work.store)
    assert other.catch_up().elsewhere
    with pytest.raises(StoreChangedError):
        BACK.written(other)
    with suppress(StoreError):
        other.fold()
    assert held_by(work.store) == whole
