"""`chronoterm check`, `repair` and `backup`."""

import gzip
import os
import pty
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from chronoterm.edits import Table
from chronoterm.store.files import Identity
from chronoterm.store.journal import journal_path
from chronoterm.store.shared import SharedStore
from tests.cli.conftest import ROOT, RunCli, assert_refused, spawn
from tests.cli.damaging import COMMANDS_TO_A_TERMINAL, damaged
from tests.conftest import MakeStore
from tests.store.sessions import drop, journal_of, put, state_of

FULL = Path("/dev/full")


# check


def test_check_reads_the_journal_too(edited: Path, run_cli: RunCli) -> None:
    before = edited.read_bytes(), journal_of(edited), Identity.of(edited.stat())
    ran = run_cli("check", edited)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == f"{edited}: 2 records, nothing needs attention\n"
    assert (edited.read_bytes(), journal_of(edited), Identity.of(edited.stat())) == before


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
