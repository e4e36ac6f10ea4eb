"""`chronoterm log` and `chronoterm new`."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from chronoterm.store.journal import journal_path
from chronoterm.store.shared import SharedStore
from tests.cli.conftest import ROOT, RunCli, assert_refused, spawn
from tests.cli.damaging import COMMANDS_TO_A_TERMINAL, damaged
from tests.conftest import HOSTILE, MakeStore
from tests.store.sessions import put

# log


def heads(out: str) -> list[tuple[str, str]]:
    """Who did what, from the lines of a log."""
    return [
        (found[1], found[2])
        for found in re.finditer(r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC  (\S+)  (.*)$", out, re.MULTILINE)
    ]


def test_the_log_tells_who_changed_what_and_how_it_was_before_the_newest_first(
    edited: Path, run_cli: RunCli
) -> None:
    ran = run_cli("log", "-s", edited)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[0] == "Made for a test · 5 edits"
    assert heads(ran.out) == [
        ("ada", "drop r2  (edit 5)"),
        ("ada", "put note-1  (edit 4)"),
        ("ben", "put r1  (edit 3)"),
        ("ben", "put new  (edit 2)"),
        ("ada", "put r1  (edit 1)"),
    ]
    assert "  changed record r1\n    headline: first → second\n    tags: – → x, y\n" in ran.out
    assert "  deleted record r2\n    id: r2\n" in ran.out
    assert "  new note on r1\n" in ran.out


def test_the_log_of_a_record_tells_what_was_noted_on_it_and_nothing_else(
    edited: Path, run_cli: RunCli
) -> None:
    out = run_cli("log", "r1", "-s", edited).out
    assert out.splitlines()[0] == "Made for a test · 3 of 5 edits · r1"
    assert [what for _, what in heads(out)] == [
        "put note-1  (edit 4)",
        "put r1  (edit 3)",
        "put r1  (edit 1)",
    ]


def test_a_deleted_record_has_a_history_and_an_unknown_one_has_none(edited: Path, run_cli: RunCli) -> None:
    SharedStore.open(edited).fold()
    assert len(heads(run_cli("log", "r2", "-s", edited).out)) == 1
    for record_id in ("nobody", "note-1", *HOSTILE):
        assert_refused(run_cli("log", "-s", edited, "--", record_id), "nothing has the id")


def test_a_record_that_nobody_edited_has_an_empty_history(run_cli: RunCli, sample: Path) -> None:
    ran = run_cli("log", "budanov-11000-in-training-rqe4")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == ["DPRK troops in Russia · 0 edits · budanov-11000-in-training-rqe4"]


def test_the_log_is_narrowed_by_user_time_and_number(edited: Path, run_cli: RunCli) -> None:
    assert {who for who, _ in heads(run_cli("log", "-s", edited, "--by", "ben").out)} == {"ben"}
    ran = run_cli("log", "-s", edited, "--by", "ada", "--limit", "1")
    assert ran.out.splitlines()[0] == "Made for a test · 3 of 5 edits · newest 1 · by ada"
    assert heads(ran.out) == [("ada", "drop r2  (edit 5)")]
    assert len(heads(run_cli("log", "-s", edited, "--since", "2024").out)) == 5
    assert heads(run_cli("log", "-s", edited, "--since", "2124-01-01").out) == []
    assert_refused(run_cli("log", "-s", edited, "--since", "soon"), "soon")


def test_the_log_as_json_is_one_edit_a_line(edited: Path, run_cli: RunCli) -> None:
    found = [
        json.loads(line) for line in run_cli("log", "r1", "-s", edited, "--format", "json").out.splitlines()
    ]
    assert [each["number"] for each in found] == [4, 3, 1]
    assert found[1]["changes"] == [
        {
            "table": "records",
            "id": "r1",
            "was": {"headline": "first"},
            "now": {"headline": "second", "tags": ["x", "y"]},
        }
    ]
    assert run_cli("log", "-s", edited, "--by", "nobody", "--format", "json").out == ""


def test_the_log_of_a_damaged_journal_tells_what_can_be_read_and_that_it_is_not_all(
    edited: Path, run_cli: RunCli
) -> None:
    damaged(edited, 4)
    ran = run_cli("log", "-s", edited)
    assert ran.code == 0
    assert len(heads(ran.out)) == 4
    assert "one line of the journal cannot be read" in ran.err


def test_the_history_of_another_store_is_not_told(
    edited: Path, make_store: MakeStore, tmp_path: Path, run_cli: RunCli
) -> None:
    other = make_store(tmp_path, ["other"], name="other.json")
    put(SharedStore.open(other), "r1", headline="x")
    journal_path(other).replace(journal_path(edited))
    assert_refused(run_cli("log", "-s", edited), "belongs to another store")


def test_hostile_edits_are_told_harmlessly(path: Path, run_cli: RunCli) -> None:
    store = SharedStore.open(path)
    for number, text in enumerate(each for each in HOSTILE if "\ud800" not in each):
        fields: dict[str, Any] = {"summary": text, "tags": [text], f"field {text}": [{"x": text}]}
        put(store, f"{text}-{number}", headline=text, by=text, **fields)
    for form in ("text", "json"):
        ran = run_cli("log", "-s", path, "--format", form)
        assert ran.code == 0
        assert COMMANDS_TO_A_TERMINAL.search(ran.out) is None
    assert COMMANDS_TO_A_TERMINAL.search(run_cli("check", path).out) is None


def test_a_reader_that_has_gone_ends_a_log_quietly(path: Path) -> None:
    store = SharedStore.open(path)
    for number in range(300):
        put(store, "r1", headline=f"{number} " * 50)
    ran = spawn("log", "-s", path, shell="| head -1")
    assert (ran.code, ran.err) == (0, "")


# new


def test_new_makes_a_store_that_can_be_edited(tmp_path: Path, run_cli: RunCli) -> None:
    path = tmp_path / "strike.json"
    ran = run_cli("new", path, "--title", "Harbour strike")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"{path}: a store without records")
    put(SharedStore.open(path), "first")
    assert run_cli("list", "-s", path).out.startswith("Harbour strike · 1 record")


def test_new_refuses_where_something_stands_and_makes_nothing(path: Path, run_cli: RunCli) -> None:
    before = path.read_bytes()
    assert_refused(run_cli("new", path), "is there already")
    assert_refused(run_cli("new", path, "-s", path), "Two stores are named")
    assert_refused(run_cli("new"), "Name the file")
    assert_refused(run_cli("new", path.parent / "none" / "x.json"), "its folder is not there")
    assert path.read_bytes() == before


def test_a_name_full_of_commands_is_told_harmlessly(tmp_path: Path, run_cli: RunCli) -> None:
    name = tmp_path / "\x1b]0;title\x07\u202e[x].json"
    for arguments in (("new", name), ("backup", name), ("check", name), ("log", "-s", name)):
        ran = run_cli(*arguments)
        assert COMMANDS_TO_A_TERMINAL.search(ran.out + ran.err) is None
        assert ran.code == 0
    assert_refused(run_cli("new", name), "is there already")


def test_none_of_these_commands_loads_what_it_does_not_need(edited: Path, tmp_path: Path) -> None:
    for number, arguments in enumerate((["check"], ["log", "-s"], ["backup"])):
        script = (
            "import sys; from chronoterm.cli import run; code = run(sys.argv[1:]);"
            "raw = [name for name in sys.modules if name.partition('.')[0] in ('textual', 'asyncio')];"
            "sys.exit(f'{code} {raw}' if code or raw else 0)"
        )
        words = [sys.executable, "-c", script, *arguments, str(edited)]
        extra = [str(tmp_path / f"copy-{number}.json")] if arguments == ["backup"] else []
        done = subprocess.run(
            [*words, *extra], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
        )
        assert done.returncode == 0, done.stderr
