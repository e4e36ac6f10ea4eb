"""Ctrl-C at the very moment when a reader begins, and a folder for temporary files that is full."""

import errno
import os
import signal
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from chronoterm.importers.incoming import Reading
from chronoterm.intake import spool
from chronoterm.intake.ahead import read_ahead
from chronoterm.problems import ChronotermError
from tests.intake.coming import gathered_for, incoming, new_desk


@pytest.fixture
def interrupted(monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], None]:
    """`interrupted(True)` has Ctrl-C come to the child as soon as it is there; with False to the parent."""

    def interrupt(is_child: bool) -> None:
        fork = os.fork

        def forked() -> int:
            child = fork()
            if (child == 0) is is_child:
                # To this thread, as in a program that has no other; a tester may have more.
                signal.pthread_kill(threading.get_ident(), signal.SIGINT)
            return child

        monkeypatch.setattr(os, "fork", forked)

    return interrupt


def test_a_reader_leaves_it_to_its_parent_to_heed_ctrl_c(interrupted: Callable[[bool], None]) -> None:
    interrupted(True)
    with read_ahead(Reading((), map(incoming, range(1, 5)))) as reading:
        assert list(reading.items) == list(map(incoming, range(1, 5)))


def test_ctrl_c_between_beginning_and_reading_leaves_no_process(
    children: list[int], interrupted: Callable[[bool], None]
) -> None:
    interrupted(False)
    with pytest.raises(KeyboardInterrupt), read_ahead(Reading((), map(incoming, range(1, 5)))):
        pytest.fail("went on reading")
    (child,) = children
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())


def test_a_full_folder_for_temporary_files_is_named_and_nothing_comes_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full() -> object:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(spool, "IN_MEMORY", 1000)
    monkeypatch.setattr(spool, "TemporaryFile", full)
    desk = new_desk(tmp_path)
    with pytest.raises(ChronotermError, match=r"folder for temporary files \(No space left on device\)"):
        gathered_for(desk, map(incoming, range(1, 41)))
