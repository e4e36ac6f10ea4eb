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
    record = {"kind": "event", "headline": "x" * 200}
    path = make_store(
        tmp_path,
        [
            {
                **record,
                "id": f"r{number}",
                "date": f"{2000 + number % 20}",
                "sources": [{"publisher": f"p{number}"}],
            }
            for number in range(2000)
        ],
    )
    commands = [("list", "--format", form) for form in ("table", "json", "jsonl", "csv")]
    for command in (*commands, ("facets", "source"), ("histogram", "--by", "day")):
        ran = spawn(*command, "-s", path, shell="| head -1")
        assert (ran.code, ran.err, ran.out.count("\n")) == (0, "", 1)


@pytest.mark.skipif(not FULL.exists(), reason="no /dev/full here")
@pytest.mark.parametrize(
    "arguments",
    [
        ("list",),
        ("facets", "actor"),
        ("histogram", "-is:undated"),
        ("show", "budanov-11000-in-training-rqe4"),
        ("check",),
        ("-h",),
    ],
)
def test_a_full_disk_is_one_sentence_and_exit_code_2(arguments: tuple[str, ...]) -> None:
    assert_refused(spawn(*arguments, shell="> /dev/full"), "could not be written (No space left on device)")


@pytest.mark.parametrize("arguments", [("list",), ("facets", "kind"), ("histogram",), ()])
def test_a_closed_standard_output_is_one_sentence_and_exit_code_2(arguments: tuple[str, ...]) -> None:
    assert_refused(spawn(*arguments, shell=">&-"), "standard output is closed")


def test_closed_streams_are_no_traceback(sample: Path) -> None:
    assert spawn(sample, shell="<&- 2>&-").code == 0
    assert spawn("nosuch.json", shell="2>&- >&-").code == 2
    assert spawn("nosuch.json", shell="2> /dev/full").code == 2


def test_no_command_but_the_screen_loads_textual() -> None:
    for arguments in (
        ["list"],
        ["show", "budanov-11000-in-training-rqe4"],
        ["check"],
        ["list", "--since", "18 oct"],
        ["list", "soldiers -place:UA figure:>1000"],
        ["facets", "actor", "since:2024-10-18"],
        ["histogram", "kind:event -is:expected", "--by", "week", "--format", "plot"],
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


def on_terminal(columns: int, *arguments: str, **environment: str) -> tuple[int, list[str]]:
    """The exit code of a command on a terminal of so many columns, and the lines it shows there."""
    control, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    inherited = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
    with subprocess.Popen(
        [sys.executable, "-m", "chronoterm", *arguments],
        cwd=ROOT,
        env={**inherited, **environment},
        stdin=subprocess.DEVNULL,
        stdout=terminal,
        stderr=terminal,
    ) as process:
        os.close(terminal)
        shown = b""
        while piece := _read(control):
            shown += piece
    os.close(control)
    return process.returncode, shown.decode().replace("\r\n", "\n").splitlines()


def test_a_table_fits_a_narrow_terminal() -> None:
    code, lines = on_terminal(60, "list", "--place", "Kursk Oblast", "--kind", "statement")
    assert code == 0
    assert "FILTERED" in " ".join(lines)
    assert len(lines) == 6
    assert max(map(width, lines)) <= 60


@pytest.mark.parametrize("columns", [30, 60, 100])
def test_on_a_terminal_a_histogram_is_a_plot_as_wide_as_it(columns: int) -> None:
    code, lines = on_terminal(columns, "histogram", "-is:undated", "--by", "week", "--certain")
    bars = [line for line in lines if line.startswith("week of ")]
    assert code == 0
    assert len(bars) == 5
    assert max(map(width, bars)) == columns
    assert all(set(line) & set("▏▎▍▌▋▊▉█") for line in bars)
    assert "…" not in "".join(bars)


def test_on_a_terminal_without_unicode_a_plot_is_of_ascii() -> None:
    ascii_only = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}
    code, lines = on_terminal(60, "histogram", "--by", "month", **ascii_only)
    assert code == 0
    assert "\n".join(lines).isascii()
    assert any("####" in line for line in lines)


def test_on_a_terminal_values_stand_below_what_they_belong_to() -> None:
    code, lines = on_terminal(70, "facets", "place", "--all")
    assert code == 0
    named = {line.split()[0]: line for line in lines[3:]}
    columns = [
        named[value].index(name, len(value) + 1)
        for value, name in (("RU", "Russia"), ("kursk-oblast", "Kursk"), ("kursk-front", "Kursk"))
    ]
    assert columns == [columns[0], columns[0] + 2, columns[0] + 4]
    assert max(map(width, lines)) <= 70


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
        "import os, sys; from chronoterm.cli import run; import chronoterm.cli_asking, chronoterm.cli_printing, chronoterm.language.orders; os.setgroups([]); os.setgid(65534); os.setuid(65534);"
        "sys.exit(run(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", script, "list", "--store", str(path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == f"chronoterm: {path}: may not be read by you. Ask its owner for read permission\n"
