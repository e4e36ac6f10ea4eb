import csv
import fcntl
import io
import json
import os
import pty
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from chronoterm.cells import width
from tests.cli.conftest import ROOT, assert_refused, spawn
from tests.conftest import MakeStore

FULL = Path("/dev/full")


def test_without_a_terminal_the_chronology_is_printed() -> None:
    ran = spawn(shell="| cat")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("DPRK troops in Russia (sample) · 15 records\n")


def test_a_reader_that_has_gone_ends_a_command_quietly(make_store: MakeStore, tmp_path: Path) -> None:
    path = make_store(tmp_path, (f"record {number} {'x' * 200}" for number in range(2000)))
    for form in ("table", "json", "jsonl", "csv"):
        ran = spawn("list", "-s", path, "--format", form, shell="| head -1")
        assert (ran.code, ran.err, ran.out.count("\n")) == (0, "", 1)


@pytest.mark.skipif(not FULL.exists(), reason="no /dev/full here")
@pytest.mark.parametrize(
    "arguments", [("list",), ("show", "budanov-11000-in-training-rqe4"), ("check",), ("-h",)]
)
def test_a_full_disk_is_one_sentence_and_exit_code_2(arguments: tuple[str, ...]) -> None:
    assert_refused(spawn(*arguments, shell="> /dev/full"), "could not be written (No space left on device)")


@pytest.mark.parametrize("arguments", [("list",), ()])
def test_a_closed_standard_output_is_one_sentence_and_exit_code_2(arguments: tuple[str, ...]) -> None:
    assert_refused(spawn(*arguments, shell=">&-"), "standard output is closed")


def test_closed_streams_are_no_traceback(sample: Path) -> None:
    assert spawn(sample, shell="<&- 2>&-").code == 0
    assert spawn("nosuch.json", shell="2>&- >&-").code == 2
    assert spawn("nosuch.json", shell="2> /dev/full").code == 2


def test_list_show_and_check_leave_textual_alone() -> None:
    for arguments in (
        ["list"],
        ["show", "budanov-11000-in-training-rqe4"],
        ["check"],
        ["list", "--since", "18 oct"],
    ):
        script = (
            "import sys; from chronoterm.cli import run; code = run(sys.argv[1:]);"
            "raw = [name for name in sys.modules if name.partition('.')[0] in ('textual', 'asyncio')];"
            "sys.exit(f'{code} {raw}' if code or raw else 0)"
        )
        done = subprocess.run(
            [sys.executable, "-c", script, *arguments], cwd=ROOT, capture_output=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, b"")


def test_a_terminal_without_unicode_gets_ascii() -> None:
    ran = spawn("list", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0", PYTHONIOENCODING="ascii")
    assert ran.code == 0
    assert ran.out.isascii()
    assert " <=31 Oct 2024" in ran.out


def test_data_is_utf_8_whatever_the_locale(make_store: MakeStore, tmp_path: Path) -> None:
    path = make_store(tmp_path, ["Ünïcödé – Київ"])
    for encoding in ("ascii", "latin-1"):
        lines = spawn("list", "-s", path, "--format", "jsonl", PYTHONIOENCODING=encoding).out
        assert json.loads(lines)["headline"] == "Ünïcödé – Київ"
        rows = spawn(
            "list", "-s", path, "--format", "csv", "--columns", "headline", PYTHONIOENCODING=encoding
        ).out
        assert list(csv.reader(io.StringIO(rows)))[1] == ["Ünïcödé – Київ"]


def test_a_message_reaches_a_terminal_without_unicode() -> None:
    ran = spawn("show", "Київ", PYTHONIOENCODING="ascii")
    assert (ran.code, ran.err.isascii(), ran.err.count("\n")) == (2, True, 1)


def test_a_table_fits_a_narrow_terminal() -> None:
    control, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 60, 0, 0))
    environment = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
    command = [sys.executable, "-m", "chronoterm", "list", "--place", "Kursk Oblast", "--kind", "statement"]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=terminal, stderr=terminal
    ) as process:
        os.close(terminal)
        shown = b""
        while piece := _read(control):
            shown += piece
    os.close(control)
    lines = shown.decode().replace("\r\n", "\n").splitlines()
    assert process.returncode == 0
    assert "FILTERED" in " ".join(lines)
    assert len(lines) == 6
    assert max(map(width, lines)) <= 60


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except OSError:  # the other side has gone
        return b""


@pytest.mark.skipif(os.getuid() != 0, reason="only root can become somebody else")
def test_a_file_of_somebody_else_is_one_sentence(make_store: MakeStore, tmp_path: Path) -> None:
    path = make_store(tmp_path, ["x"])
    path.chmod(0o600)
    script = (
        "import os, sys; from chronoterm.cli import run; import chronoterm.cli_printing, chronoterm.narrowing; os.setgroups([]); os.setgid(65534); os.setuid(65534);"
        "sys.exit(run(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", script, "list", "--store", str(path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == f"chronoterm: {path}: may not be read by you. Ask its owner for read permission\n"
