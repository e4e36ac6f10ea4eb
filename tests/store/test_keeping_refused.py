"""A file system that refuses: nothing kept is lost, and one sentence says what happened."""

import os
import stat
from pathlib import Path

import pytest

from chronoterm.directories import make_private
from chronoterm.keeping.keeper import Keeper, KeepingError
from chronoterm.keeping.remembered import NOTHING
from tests.store.keeping import keeper_in, saving


def refuse(*_: object, **__: object) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.replace", "os.open"])
def test_a_full_disk_is_told_in_one_sentence_and_what_was_kept_stays(
    keeper: Keeper, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    keeper.change(saving("a"))
    before = keeper.path.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(step, refuse)
        with pytest.raises(KeepingError, match=r"cannot be kept for the next time.*No space left") as error:
            keeper.change(saving("b"))
    assert "\n" not in str(error.value)
    assert keeper.path.read_bytes() == before
    assert not keeper.path.with_name(f".{keeper.path.name}.new").exists()
    assert [each.name for each in keeper.change(saving("c")).saved] == ["a", "c"]


def test_a_folder_that_cannot_be_made_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("in the way")
    keeper = keeper_in(tmp_path)
    assert keeper.read() == NOTHING
    with pytest.raises(KeepingError, match="cannot be kept for the next time"):
        keeper.change(saving("a"))


def test_a_circle_of_links_is_told_in_one_sentence(keeper: Keeper) -> None:
    make_private(keeper.path.parent)
    keeper.path.symlink_to(keeper.path)
    assert keeper.read() == NOTHING
    assert "cannot be read" in keeper.remark
    with pytest.raises(KeepingError):
        keeper.change(saving("a"))
    assert keeper.path.is_symlink()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may do everything")
def test_a_home_that_may_not_be_written_is_told_in_one_sentence(keeper: Keeper, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(KeepingError, match="Permission denied"):
            keeper.change(saving("a"))
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may do everything")
def test_a_file_that_may_not_be_read_is_left_alone(keeper: Keeper) -> None:
    keeper.change(saving("a"))
    keeper.path.chmod(0)
    assert keeper.read() == NOTHING
    assert "cannot be read (Permission denied)" in keeper.remark
    with pytest.raises(KeepingError):
        keeper.change(saving("b"))
    keeper.path.chmod(0o600)
    assert [each.name for each in keeper.read().saved] == ["a"]


def test_saved_views_are_on_the_disk_before_their_file_has_its_name(
    keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def flushed(descriptor: int) -> None:
        steps.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        fsync(descriptor)

    def named(self: Path, target: Path) -> Path:
        steps.append("name")
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", flushed)
    monkeypatch.setattr(Path, "replace", named)
    keeper.change(lambda kept: kept.with_history("a"), durable=False)
    assert steps == ["name"]
    keeper.change(saving("a"))
    assert steps == ["name", "file", "name", "folder"]
    keeper.change(lambda kept: kept.with_history("b"), durable=False)
    assert steps == ["name", "file", "name", "folder", "file", "name"]
