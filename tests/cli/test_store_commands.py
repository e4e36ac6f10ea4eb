"""`chronoterm check`, `repair`, `backup`, `log` and `new`: what they print, their exit codes, what they leave."""

import gzip
import json
import os
import pty
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from chronoterm.edits import Table
from chronoterm.store.files import Identity
from chronoterm.store.journal import journal_path
from chronoterm.store.shared import SharedStore
from tests.cli.conftest import ROOT, RunCli, assert_refused, spawn
from tests.conftest import HOSTILE, MakeStore
from tests.store.sessions import drop, journal_of, put, state_of

COMMANDS_TO_A_TERMINAL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\ud800-\udfff]")
FULL = Path("/dev/full")


@pytest.fixture
def path(make_store: MakeStore, tmp_path: Path) -> Path:
    return make_store(tmp_path, ["one", "two"], name="team.json")


@pytest.fixture
def edited(path: Path) -> Path:
    """A store with five edits by two users; the first two are in the file."""
    store = SharedStore.open(path)
    put(store, "r1", headline="first", by="ada")
    put(store, "new", headline="new one", by="ben")
    store.fold()
    put(store, "r1", headline="second", tags=["x", "y"], by="ben")
    put(store, "note-1", Table.ANNOTATIONS, record="r1", star=True, by="ada")
    drop(store, "r2", by="ada")
    return path


# check


def test_check_reads_the_journal_too(edited: Path, run_cli: RunCli) -> None:
    before = edited.read_bytes(), journal_of(edited), Identity.of(edited.stat())
    ran = run_cli("check", edited)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == f"{edited}: 2 records, nothing needs attention\n"
    assert (edited.read_bytes(), journal_of(edited), Identity.of(edited.stat())) == before


def damaged(path: Path, number: int) -> None:
    lines = journal_of(path).splitlines(keepends=True)
    lines[number] = lines[number].replace(b'"', b"'", 1)
    journal_path(path).write_bytes(b"".join(lines))


def test_check_tells_every_damaged_line_of_a_journal(edited: Path, run_cli: RunCli) -> None:
    damaged(edited, 1)
    damaged(edited, 4)
    ran = run_cli("check", edited)
    assert ran.code == 2
    told = [line for line in ran.out.splitlines() if "journal" in line]
    assert [re.sub(r"byte [\d,]+", "byte …", line) for line in told] == [
        "flawed: journal, line 2: is damaged, at byte …",
        "flawed: journal, line 5: is damaged, at byte …",
        f"{edited}: 3 records, its journal needs attention",
    ]


def appended(path: Path, text: bytes) -> None:
    with journal_path(path).open("ab") as file:
        file.write(text)


def test_half_a_line_at_the_end_of_a_journal_is_only_a_note(edited: Path, run_cli: RunCli) -> None:
    appended(edited, b'0123abcd {"ed')
    ran = run_cli("check", edited)
    assert ran.code == 0
    assert ran.out.startswith("note: journal: ends with half a line, which was never acknowledged")


def test_edits_that_do_not_follow_each_other_are_flaws(edited: Path, run_cli: RunCli) -> None:
    lines = journal_of(edited).splitlines(keepends=True)
    journal_path(edited).write_bytes(b"".join([*lines[:4], *lines[5:]]))
    ran = run_cli("check", edited)
    assert ran.code == 2
    assert "flawed: journal: edit 4 follows edit 2" in ran.out
    journal_path(edited).write_bytes(b"".join([*lines, lines[0]]))
    assert "line 8: begins the journal once more" in run_cli("check", edited).out


def test_a_journal_that_is_not_there_any_more_is_a_note(edited: Path, run_cli: RunCli) -> None:
    journal_path(edited).unlink()
    ran = run_cli("check", edited)
    assert ran.code == 0
    assert "note: journal: is not beside this file, which holds its edits up to 2" in ran.out


def test_a_journal_of_another_store_and_an_older_copy_are_told(
    edited: Path, make_store: MakeStore, tmp_path: Path, run_cli: RunCli
) -> None:
    older = edited.read_bytes()
    SharedStore.open(edited).fold()
    edited.write_bytes(older)
    assert "note: journal: is an older copy; 3 edits made since" in run_cli("check", edited).out
    other = make_store(tmp_path, ["other"], name="other.json")
    put(SharedStore.open(other), "r1", headline="x")
    journal_path(other).replace(journal_path(edited))
    ran = run_cli("check", edited)
    assert ran.code == 2
    assert "belongs to another store" in ran.out


def test_actors_and_places_within_themselves_are_flaws(
    make_store: MakeStore, tmp_path: Path, run_cli: RunCli
) -> None:
    path = make_store(
        tmp_path,
        ["one"],
        actors=[
            {"id": "a", "name": "A", "member_of": [{"actor": "b", "to": "2020"}]},
            {"id": "b", "name": "B", "member_of": [{"actor": "c"}]},
            {"id": "c", "name": "C", "member_of": [{"actor": "a", "from": "2019"}, {"actor": "d"}]},
            {"id": "d", "name": "D", "member_of": [{"actor": "d"}]},
            {"id": "e", "name": "E", "member_of": [{"actor": "f", "to": "2020"}]},
            {"id": "f", "name": "F", "member_of": [{"actor": "e", "from": "2021"}]},
        ],
        places=[{"id": "p", "name": "P", "part_of": "q"}, {"id": "q", "name": "Q", "part_of": "p"}],
    )
    ran = run_cli("check", path)
    assert ran.code == 2
    assert ran.out.splitlines()[:-1] == [
        "flawed: table actors, document 1, member_of: is a member of itself, by way of “b”, “c”",
        "flawed: table actors, document 4, member_of: is a member of itself",
        "flawed: table places, document 1, part_of: is part of itself, by way of “q”",
    ]


def test_notes_on_records_that_are_gone_are_notes(edited: Path, run_cli: RunCli) -> None:
    drop(SharedStore.open(edited), "r1")
    ran = run_cli("check", edited)
    assert ran.code == 0
    assert "note: table annotations, document 1, record: is “r1”, which is no record" in ran.out


def test_what_a_killed_writer_left_is_told_and_left(path: Path, run_cli: RunCli) -> None:
    (path.parent / ".chronoterm-0123456789abcdef.new").write_bytes(b"half")
    ran = run_cli("check", path)
    assert ran.code == 0
    assert "note: folder: .chronoterm-0123456789abcdef.new beside it was left by a writer" in ran.out
    assert (path.parent / ".chronoterm-0123456789abcdef.new").exists()


def run_on_a_terminal(*arguments: str | Path, interrupt_at: bytes = b"") -> tuple[int, bytes]:
    """The exit code of a command whose standard error is a terminal, and what it sent there."""
    main, side = pty.openpty()
    words = [sys.executable, "-m", "chronoterm", *map(str, arguments)]
    process = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=side)
    os.close(side)
    seen, is_interrupted = b"", False
    while True:
        try:
            seen += os.read(main, 4096)
        except OSError:  # the other end is closed
            break
        if interrupt_at and interrupt_at in seen and not is_interrupted:
            process.send_signal(signal.SIGINT)
            is_interrupted = True
    os.close(main)
    return process.wait(30), seen


@pytest.fixture
def large(make_store: MakeStore, tmp_path: Path) -> Path:
    text = "x" * 300
    return make_store(
        tmp_path,
        [{"id": f"r{n}", "kind": "event", "headline": text, "summary": text} for n in range(20_000)],
        name="large.json",
    )


def test_on_a_terminal_check_shows_how_far_it_is_and_takes_it_away(large: Path) -> None:
    code, seen = run_on_a_terminal("check", large)
    assert code == 0
    assert b" %" in seen
    assert seen.rpartition(b"\r")[2] == b""
    assert b"\x1b" not in seen
    assert seen.split(b"\r")[-2].strip() == b"", "blanks stand where it stood"


def test_an_interrupted_check_ends_quietly(large: Path) -> None:
    code, seen = run_on_a_terminal("check", large, interrupt_at=b" %")
    assert code == 130
    assert b"Traceback" not in seen
    assert b"chronoterm:" not in seen


# repair


def test_repair_writes_a_new_store_and_says_what_is_not_as_it_was(edited: Path, run_cli: RunCli) -> None:
    whole = edited.read_bytes()
    edited.write_bytes(whole[: whole.index(b'"new"') - 5])
    wanted = edited.read_bytes(), journal_of(edited)
    new = edited.with_name("saved.json")
    ran = run_cli("repair", edited, new)
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[-1].startswith(f"{new}: 2 records, 1 annotation, 1 unread saved; ")
    assert len(lines) > 1
    assert (edited.read_bytes(), journal_of(edited)) == wanted
    assert {each["headline"] for each in state_of(new)[Table.RECORDS].values()} == {"second", "new one"}


def test_a_sound_store_is_repaired_without_a_word_of_loss(edited: Path, run_cli: RunCli) -> None:
    new = edited.with_name("saved.json")
    ran = run_cli("-s", edited, "repair", new)
    assert ran.code == 0
    assert ran.out == f"{new}: 2 records, 1 annotation saved; everything is as it was\n"
    assert state_of(new) == state_of(edited)


def test_the_report_of_a_repair_can_go_into_a_file(path: Path, run_cli: RunCli) -> None:
    path.write_bytes(path.read_bytes() + b"\x1b]0;junk\x07")
    new, report = path.with_name("saved.json"), path.with_name("report.txt")
    ran = run_cli("repair", path, new, "--report", report)
    assert ran.out.splitlines() == [f"{new}: 2 records, 1 unread saved; 1 thing is not as it was"]
    told = report.read_text(encoding="utf-8")
    assert "junk" in told
    assert COMMANDS_TO_A_TERMINAL.search(told) is None


def test_repair_refuses_in_one_sentence_and_makes_nothing(path: Path, run_cli: RunCli) -> None:
    here = sorted(path.parent.iterdir())
    new = path.with_name("saved.json")
    assert_refused(run_cli("repair", path), "Name two files")
    assert_refused(run_cli("repair", path, path), "is there already")
    assert_refused(run_cli("repair", path.with_name("none.json"), new), "no such file")
    assert_refused(run_cli("repair", path.parent, new), "is a folder")
    assert_refused(run_cli("repair", path, new, "--report", path), "is there already")
    assert_refused(run_cli("repair", path, new, "--report", new), "is there already")
    path.write_bytes(b"hello")
    assert_refused(run_cli("repair", path, new), "nothing of a store could be found")
    assert sorted(path.parent.iterdir()) == here


# backup


def test_backup_prints_the_name_of_a_file_that_holds_all_edits(edited: Path, run_cli: RunCli) -> None:
    ran = run_cli("backup", edited)
    assert (ran.code, ran.err) == (0, "")
    copy = Path(ran.out.rstrip("\n"))
    assert re.fullmatch(r"team-\d{8}-\d{6}\.json", copy.name)
    assert copy.parent == edited.parent
    assert state_of(copy) == state_of(edited)


def test_a_backup_goes_where_it_is_sent(edited: Path, run_cli: RunCli, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    assert Path(run_cli("backup", edited, folder).out.strip()).parent == folder
    named = tmp_path / "monday.json"
    assert run_cli("backup", "-s", edited, named).out == f"{named}\n"
    packed = tmp_path / "monday.json.gz"
    ran = spawn("backup", edited, "-", shell=f"| gzip > '{packed}'")
    assert (ran.code, ran.err) == (0, "")
    assert gzip.decompress(packed.read_bytes()) == named.read_bytes()


def test_a_backup_of_the_sample_can_be_edited(run_cli: RunCli, tmp_path: Path) -> None:
    ran = spawn("backup", "-", shell=f"> '{tmp_path}/mine.json'")
    assert (ran.code, ran.err) == (0, "")
    put(SharedStore.open(tmp_path / "mine.json"), "new")


def test_a_backup_is_never_written_over_anything(edited: Path, run_cli: RunCli) -> None:
    before = edited.read_bytes()
    assert_refused(run_cli("backup", edited, edited), "is there already")
    assert_refused(run_cli("backup", edited, edited.parent / "none" / "x.json"), "its folder is not there")
    assert_refused(run_cli("backup", edited, "a", "b"), "one store and one file")
    assert_refused(run_cli("backup", edited.with_name("none.json")), "no such file")
    assert edited.read_bytes() == before


def test_a_backup_is_not_poured_into_a_terminal(edited: Path) -> None:
    main, side = pty.openpty()
    words = [sys.executable, "-m", "chronoterm", "backup", str(edited), "-"]
    done = subprocess.run(words, cwd=ROOT, stdout=side, stderr=subprocess.PIPE, check=False, timeout=60)
    os.close(side)
    os.close(main)
    assert done.returncode == 2
    assert b"nothing for a terminal" in done.stderr


def test_the_reader_of_a_backup_may_leave(large: Path) -> None:
    ran = spawn("backup", large, "-", shell="| head -c 1")
    assert (ran.code, ran.err, len(ran.out)) == (0, "", 1)


@pytest.mark.skipif(not FULL.exists(), reason="no /dev/full here")
def test_a_backup_that_does_not_fit_is_told(edited: Path) -> None:
    assert_refused(spawn("backup", edited, "-", shell="> /dev/full"), "could not be written (No space left")


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
