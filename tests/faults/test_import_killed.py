"""An import that ends half way, or is done twice at once: all of it is in the store, or nothing."""

from pathlib import Path

import pytest

from chronoterm.cli import run
from chronoterm.cli_editing_desk import desk_to_edit
from chronoterm.store.lock import locked
from tests.faults.calls import WRITES, calls_of, every_call
from tests.faults.forking import forked, said
from tests.faults.importing import (
    AFTER,
    Documents,
    Import,
    held_by,
    held_plainly,
    new_import,
    records_of,
    revisions,
)
from tests.faults.killing import DeathAt, Moment

SIZES = [pytest.param(False, id="small"), pytest.param(True, id="large")]
DEADLY = ("write", "pwrite", "ftruncate", "fsync", "replace", "unlink")


def died(work: Import, at: int, moment: Moment) -> None:
    """Import in a process that is killed at the n-th call."""

    def imported(_: object) -> None:
        with every_call(DeathAt(at, moment)):
            work.done()

    with forked(imported) as child:
        said([child])


def moments(folder: Path, *, is_large: bool, edited: bool) -> list[tuple[int, Moment]]:
    """When an import can be killed so that it makes a difference."""
    folder.mkdir()
    calls = calls_of(new_import(folder, is_large=is_large, edited=edited).done)
    before = [(at, Moment.BEFORE) for at, call in enumerate(calls) if call in DEADLY]
    return [*before, *((at, Moment.HALF) for at, call in enumerate(calls) if call in WRITES)]


@pytest.mark.parametrize("edited", [False, True], ids=["first edit", "later edit"])
@pytest.mark.parametrize("is_large", SIZES)
def test_an_import_that_is_killed_at_any_moment_is_there_whole_or_not_at_all(
    is_large: bool, edited: bool, in_memory: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ends = set()
    whole = imported_whole(in_memory / "whole", is_large=is_large, edited=edited)
    when = moments(in_memory / "count", is_large=is_large, edited=edited)
    for at, moment in when:
        work = new_import(in_memory / f"{at}-{moment.value}", is_large=is_large, edited=edited)
        before, other = held_by(work.store), desk_to_edit(work.store)
        died(work, at, moment)
        found = demand_whole(work, before, whole)
        ends.add(found == whole)
        other.write(AFTER.edit(other.store))
        demand_mended(work, {**whole, (AFTER.table, AFTER.id): AFTER.document or {}}, capsys)
    assert ends == {False, True}


def imported_whole(folder: Path, *, is_large: bool, edited: bool) -> Documents:
    """What a store holds after an import that nobody kills."""
    folder.mkdir()
    work = new_import(folder, is_large=is_large, edited=edited)
    assert work.done() == 0
    return held_by(work.store)


def demand_whole(work: Import, before: Documents, whole: Documents) -> Documents:
    """What the store holds: as it was, or with all of the import; and no more of it for those who read plainly."""
    with locked(work.store, wait=0):
        pass
    found = held_by(work.store)
    assert found in (before, whole)
    assert held_plainly(work.store) in (records_of(before), records_of(whole))
    assert set(revisions(work.store).values()) <= {0, 1}
    return found


def demand_mended(work: Import, whole: Documents, capsys: pytest.CaptureFixture[str]) -> None:
    """That another import brings what is missing and nothing twice, and that what lies about is told of."""
    assert work.done() == 0
    assert work.done() == 0
    assert held_by(work.store) == whole
    assert set(revisions(work.store).values()) <= {0, 1}
    left = [each.name for each in work.store.parent.glob(".chronoterm-*")]
    capsys.readouterr()
    run(["check", str(work.store)])
    told = capsys.readouterr().out
    assert all(f"{each} beside it was left by a writer that was killed" in told for each in left)
