"""The folder of what is kept: where it is, and that it is its owner's alone."""

import stat
from pathlib import Path

import pytest

from chronoterm.directories import make_private, state_folder
from chronoterm.failures import keep


def test_the_state_folder_is_the_one_of_the_environment_if_that_is_absolute(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for elsewhere in ("", "relative/folder"):
        monkeypatch.setenv("XDG_STATE_HOME", elsewhere)
        assert state_folder() == tmp_path / "home" / ".local" / "state" / "chronoterm"
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    assert state_folder() == tmp_path / "state" / "chronoterm"


def test_the_details_of_a_failure_go_to_the_state_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    said = keep(LookupError("x"))
    (file,) = (tmp_path / "state" / "chronoterm").iterdir()
    assert str(file) in said


def test_folders_are_made_for_their_owner_alone_and_those_that_are_there_stay_as_they_are(
    tmp_path: Path,
) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a").chmod(0o755)
    make_private(tmp_path / "a" / "b" / "c")
    make_private(tmp_path / "a" / "b" / "c")
    modes = [stat.S_IMODE((tmp_path / each).stat().st_mode) for each in ("a", "a/b", "a/b/c")]
    assert modes == [0o755, 0o700, 0o700]
