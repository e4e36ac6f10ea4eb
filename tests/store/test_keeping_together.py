"""Several terminals keep for one store: no view is lost, not even when one of them is killed."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from chronoterm.keeping.keeper import Keeper, KeepingError
from chronoterm.keeping.remembered import Remembered, Session
from chronoterm.store.lock import locked
from tests.store.keeping import KURSK, RUTTE, SESSION, keeper_in, saving

SAVE = """
import sys
from pathlib import Path
from chronoterm.keeping.keeper import Keeper
from chronoterm.keeping.remembered import SavedView
keeper = Keeper(Path(sys.argv[1]), Path(sys.argv[2]), wait=30)
for number in range(int(sys.argv[4])):
    name = f"{sys.argv[3]}-{number}"
    keeper.change(lambda kept: kept.with_saved(SavedView(name, "", "date")))
    print(name, flush=True)
"""


def saver(folder: Path, who: str, views: int) -> subprocess.Popen[str]:
    """Another process that saves some views and prints the name of each when it is saved."""
    command = [sys.executable, "-c", SAVE, str(folder / "team.json"), str(folder / "state"), who, str(views)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_terminals_that_save_at_once_all_keep_their_views(tmp_path: Path) -> None:
    running = [saver(tmp_path, who, 25) for who in ("a", "b", "c")]
    said = {name for each in running for name in each.communicate()[0].split()}
    assert len(said) == 75
    assert {each.name for each in keeper_in(tmp_path).read().saved} == said


def test_what_was_saved_before_a_kill_is_there_after_it(tmp_path: Path) -> None:
    saved: set[str] = set()
    for after in (1, 2, 5, 9):
        with saver(tmp_path, f"k{after}", 100_000) as process:
            assert process.stdout is not None
            saved |= {process.stdout.readline().strip() for _ in range(after)}
            process.send_signal(signal.SIGKILL)
            saved |= set(process.stdout.read().split("\n")[:-1])
        keeper = keeper_in(tmp_path)
        assert saved <= {each.name for each in keeper.read().saved}
        assert keeper.remark == ""
    assert keeper_in(tmp_path).change(saving("after")).named("after")


def test_of_two_sessions_the_last_to_leave_is_remembered_and_no_view_is_lost(tmp_path: Path) -> None:
    one, two = keeper_in(tmp_path), keeper_in(tmp_path)
    one.change(lambda kept: kept.with_saved(KURSK))
    two.change(lambda kept: kept.with_saved(RUTTE))
    one.change(lambda kept: kept.with_session(Session("one", "date")), durable=False)
    two.change(lambda kept: kept.with_session(SESSION), durable=False)
    assert one.read() == Remembered((KURSK, RUTTE), (), SESSION)


def test_who_waits_too_long_for_another_terminal_hears_of_it(keeper: Keeper) -> None:
    keeper.change(saving("a"))
    with locked(keeper.path), pytest.raises(KeepingError, match=f"process {os.getpid()}"):
        keeper.change(saving("b"))
    assert [each.name for each in keeper.change(saving("c")).saved] == ["a", "c"]
