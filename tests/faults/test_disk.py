import errno
import os
import resource
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from chronoterm.edits import Table
from chronoterm.store.journal import journal_path
from chronoterm.store.shared import SharedStore
from tests.faults.disk import CHANGED, NEW, prepared, refusal_of, refuse_a_fold, refuse_an_edit
from tests.faults.failing import BROKEN, FULL, QUOTA, READ_ONLY, Extent
from tests.faults.model import Intent, Model, demand, demand_folded

REFUSALS = (
    (FULL, Extent.ONE_CALL_HALF_DONE),
    (QUOTA, Extent.EVERY_CALL),
    (READ_ONLY, Extent.EVERY_CALL),
    (BROKEN, Extent.ONE_CALL),
)


@pytest.mark.parametrize(("error", "extent"), REFUSALS)
@pytest.mark.parametrize("before", [(), (CHANGED,)], ids=["first edit", "later edit"])
def test_an_edit_that_the_disk_refuses_is_told_and_can_be_tried_again(
    before: tuple[Intent, ...], error: int, extent: Extent, in_memory: Path
) -> None:
    assert refuse_an_edit(in_memory, before, error, extent) >= 8


@pytest.mark.parametrize(("error", "extent"), REFUSALS)
def test_a_fold_that_the_disk_refuses_loses_nothing_and_can_be_tried_again(
    error: int, extent: Extent, in_memory: Path
) -> None:
    assert refuse_a_fold(in_memory, error, extent) >= 16


def test_a_file_that_may_not_grow_any_more_refuses_edits_and_keeps_what_is_there(in_memory: Path) -> None:
    store, model = prepared(in_memory, (CHANGED,))
    size = journal_path(store.path).stat().st_size
    for more in range(0, 200, 40):
        with growing_to(size + more):
            told = refusal_of(lambda: NEW.written(store))
        assert os.strerror(errno.EFBIG) in told
        assert demand(store.path, acknowledged=model) == Model.of(store)
    NEW.written(store)
    model = model.after(NEW)
    for most in (100, 3000, 6000):
        with growing_to(most):
            assert os.strerror(errno.EFBIG) in refusal_of(store.fold)
        demand(store.path, acknowledged=model)
    store.fold()
    demand_folded(store.path, model)


@contextmanager
def growing_to(size: int) -> Iterator[None]:
    """Let no file of this process grow beyond so many bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture
def small_disk(in_memory: Path) -> Iterator[Path]:
    """A disk of 64 KB."""
    disk = in_memory / "disk"
    disk.mkdir()
    if os.getuid() != 0 or not _mounted("-t", "tmpfs", "-o", "size=64k,mode=755", "none", str(disk)):
        pytest.skip("only root can mount a disk, and not everywhere")
    try:
        yield disk
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def _mounted(*arguments: str) -> bool:
    mount = shutil.which("mount")
    return (
        mount is not None
        and subprocess.run([mount, *arguments], check=False, capture_output=True).returncode == 0
    )


def test_a_disk_without_room_refuses_edits_until_there_is_room_again(small_disk: Path) -> None:
    store, model = prepared(small_disk)
    filler = small_disk / "filler"
    refused = 0
    for size in range(0, 64, 4):
        with suppress(OSError):
            filler.write_bytes(b"x" * 1024 * size)
        intent = Intent(Table.RECORDS, "r1", {"id": "r1", "kind": "event", "headline": f"{size} " * 1500})
        told = refusal_of(lambda each=intent: each.written(store))  # type: ignore[misc]
        refused += bool(told)
        assert {os.strerror(errno.ENOSPC) in each for each in (told, refusal_of(store.fold)) if each} <= {
            True
        }
        model = model if told else model.after(intent)
        demand(store.path, acknowledged=model)
        filler.unlink()
    assert 0 < refused < 16


def test_a_disk_that_becomes_read_only_refuses_edits_until_it_can_be_written_again(small_disk: Path) -> None:
    store, model = prepared(small_disk, (CHANGED,))
    assert _mounted("-o", "remount,ro", str(small_disk))
    assert "its file system is read-only" in refusal_of(lambda: NEW.written(store))
    assert "Read-only file system" in refusal_of(store.fold)
    assert Model.of(SharedStore.open(store.path)) == model
    assert "read-only" in SharedStore.open(store.path).obstacle
    assert _mounted("-o", "remount,rw", str(small_disk))
    NEW.written(store)
    demand_folded(store.path, model.after(NEW))
