"""Who has a store open, and that nobody who is gone counts."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from chronoterm.store.presence import Presence, nobody_has, presence_path


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "team.json"
    path.write_text('{"records": {}}')
    return path


def test_the_last_to_leave_knows_it(store: Path) -> None:
    one, other = Presence(store), Presence(store)
    one.begin()
    other.begin()
    assert not nobody_has(store)
    assert not one.end()
    assert other.end()


def test_who_comes_by_a_link_is_there_as_well(store: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.json"
    link.symlink_to(store)
    there = Presence(link)
    there.begin()
    assert not nobody_has(store)


def test_a_killed_session_is_not_there_any_more(store: Path) -> None:
    code = (
        "import sys, pathlib\n"
        "from chronoterm.store.presence import Presence\n"
        f"there = Presence(pathlib.Path({str(store)!r}))\n"
        "there.begin()\nprint('there', flush=True)\nsys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        other.stdout.readline()
        assert not nobody_has(store)
        os.kill(other.pid, signal.SIGKILL)
        other.wait()
    assert nobody_has(store)


def test_where_nothing_may_be_written_nobody_can_tell_and_nothing_fails(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> int:
        raise PermissionError

    monkeypatch.setattr(os, "open", refuse)
    there = Presence(store)
    there.begin()
    assert not there.end()
    assert not presence_path(store).exists()
