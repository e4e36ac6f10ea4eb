"""The user's own editor: which it is, what it gets, and what comes back."""

import os
from pathlib import Path

import pytest

from chronoterm.editor import EditorError, TextFile, editor_of


def test_visual_comes_before_editor_and_may_have_options() -> None:
    assert editor_of({"VISUAL": "code --wait", "EDITOR": "ed"}) == ["code", "--wait"]
    assert editor_of({"VISUAL": " ", "EDITOR": "ed"}) == ["ed"]


def test_an_editor_that_cannot_be_understood_is_told() -> None:
    with pytest.raises(EditorError, match=r"\$EDITOR cannot be understood"):
        editor_of({"EDITOR": "'half"})


def test_where_no_editor_is_known_the_user_is_asked_to_name_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    with pytest.raises(EditorError, match=r"name yours in \$EDITOR"):
        editor_of({})


def test_what_the_editor_leaves_comes_back(tmp_path: Path) -> None:
    file = TextFile(tmp_path, "strike-call-a7qd")
    file.write("before\n")
    assert file.edit({"EDITOR": "sed -i s/before/after/"}) == "after\n"
    file.drop()
    assert not file.path.exists()


def test_the_text_is_nobody_elses_to_read_and_its_name_walks_nowhere(tmp_path: Path) -> None:
    file = TextFile(tmp_path / "state", "../../etc/\x1b]0;passwd")
    file.write("secret")
    assert file.path.parent == tmp_path / "state" / "texts"
    assert file.path.stat().st_mode & 0o077 == 0


def test_a_link_in_the_way_is_not_followed(tmp_path: Path) -> None:
    file = TextFile(tmp_path, "r1")
    file.path.parent.mkdir()
    victim = tmp_path / "victim"
    victim.write_text("mine")
    file.path.symlink_to(victim)
    with pytest.raises(EditorError, match="cannot be written"):
        file.write("text")
    assert victim.read_text() == "mine"


@pytest.mark.parametrize(
    ("command", "why"), [("no-such-editor-here", "cannot be started"), ("false", "ended with an error")]
)
def test_an_editor_that_fails_saves_nothing(tmp_path: Path, command: str, why: str) -> None:
    file = TextFile(tmp_path, "r1")
    file.write("text")
    with pytest.raises(EditorError, match=why):
        file.edit({"EDITOR": command, "PATH": os.environ["PATH"]})
    assert file.path.exists()


def test_bytes_that_are_no_text_do_no_harm(tmp_path: Path) -> None:
    file = TextFile(tmp_path, "r1")
    file.write("text")
    script = tmp_path / "editor"
    script.write_text("#!/bin/sh\nprintf '\\377\\376x' > \"$1\"\n")
    script.chmod(0o755)
    assert "x" in file.edit({"EDITOR": str(script)})
