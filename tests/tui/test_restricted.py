"""Every way out of the screen that is known, tried in a real terminal with a hostile environment."""

import shlex
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from random import Random

import pytest

from chronoterm.environment import PATH
from tests.conftest import MakeStore, read_plainly
from tests.tui.terminal import Terminal

LINUX = Path("/proc/self/environ").exists()
CTRL_Q = 0x11
EVIL = "open({marker!r}, 'a').write('ran')\n"


@pytest.fixture
def marker(tmp_path: Path) -> Path:
    """A file that is there as soon as something got out."""
    return tmp_path / "got-out"


@pytest.fixture
def team(make_store: MakeStore, tmp_path: Path, marker: Path) -> Path:
    """A store in which every text asks for something to be done."""
    folder = tmp_path / "team"
    folder.mkdir()
    actions = (
        f"[@click=app.screenshot('shot.svg', {str(marker.parent)!r})]picture[/]",
        "[@click=app.open_url('https://example.org')]page[/]",
        "[@click=app.suspend_process]shell[/]",
        "[@click=app.exit]end[/]",
        "[link=https://example.org]link[/link]",
        "\x1b]8;;https://example.org\x1b\\link\x1b]8;;\x1b\\",
    )
    url = "https://example.org/article"
    sources = [{"publisher": f"Paper {text}", "title": text, "url": url} for text in actions]
    records = [
        {
            "id": f"r{number}",
            "kind": "event",
            "headline": f"{text} {number}",
            "summary": f"{text} {url}",
            "date": f"2024-10-{number + 1:02}",
            "actors": [text],
            "tags": [text],
            "sources": sources,
        }
        for number, text in enumerate(actions)
    ]
    return make_store(folder, records, meta={"schema": 1, "title": "Team"}, name="team.json")


Open = Callable[..., Terminal]


@pytest.fixture
def open_restricted(team: Path) -> Iterator[Open]:
    """`python -I -m chronoterm --restricted STORE`, the line of an administrator, in the environment of somebody else."""

    opening = ExitStack()

    def opened(*options: str, **environment: str) -> Terminal:
        line = ["--restricted", str(team), "--state", "none", *options]
        command = ("/usr/bin/env", "-u", "LC_CTYPE", sys.executable, "-I", "-m", "chronoterm")
        terminal = Terminal(line, environment=environment, command=command)
        opening.callback(terminal.__exit__, None, None, None)
        terminal.wait_for("6 records")
        terminal.settle()
        opening.pop_all()
        return terminal

    with opening:
        yield opened


def still_works(terminal: Terminal) -> None:
    """The screen answers, and `q` ends it as always."""
    terminal.press(b"G")
    terminal.wait_for("▶6 Oct")
    assert terminal.process.poll() is None
    terminal.press(b"q")
    assert terminal.wait_for_exit() == 0
    assert b"\x1b[?1049l" in terminal.output
    assert b">>>" not in terminal.output


def program_that_marks(path: Path, marker: Path) -> str:
    """A program that leaves its mark when it is started."""
    path.write_text(f"#!/bin/sh\ntouch {shlex.quote(str(marker))}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def module_in(folder: Path, name: str, marker: Path) -> str:
    """A folder with a module that leaves its mark when it is imported."""
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.py").write_text(EVIL.format(marker=str(marker)), encoding="utf-8")
    return str(folder)


# The environment


@pytest.mark.parametrize("name", ["sitecustomize", "usercustomize", "chronoterm", "textual", "evil"])
def test_no_module_of_the_users_is_run(
    name: str, open_restricted: Open, tmp_path: Path, marker: Path
) -> None:
    folder = module_in(tmp_path / "modules", name, marker)
    startup = {"PYTHONSTARTUP": f"{folder}/{name}.py", "PYTHONUSERBASE": folder, "PYTHONBREAKPOINT": "evil"}
    with open_restricted(PYTHONPATH=folder, TEXTUAL_DRIVER="evil:Driver", **startup) as terminal:
        still_works(terminal)
    assert not marker.exists()


def test_no_prompt_of_the_interpreter_is_left_behind(open_restricted: Open) -> None:
    with open_restricted(PYTHONINSPECT="1", PYTHONDEBUG="1", PYTHONVERBOSE="1") as terminal:
        still_works(terminal)
        assert b"import " not in terminal.output


def test_no_log_and_no_picture_is_written(open_restricted: Open, tmp_path: Path, marker: Path) -> None:
    switches = {
        "TEXTUAL": "debug,devtools",
        "TEXTUAL_LOG": str(marker),
        "TEXTUAL_SCREENSHOT": "1",
        "TEXTUAL_SCREENSHOT_LOCATION": str(tmp_path),
        "TEXTUAL_SCREENSHOT_FILENAME": marker.name,
    }
    with open_restricted(**switches) as terminal:
        still_works(terminal)
    assert not marker.exists()


def test_no_keys_are_pressed_by_the_environment(open_restricted: Open) -> None:
    with open_restricted(TEXTUAL_PRESS="down,q") as terminal:
        assert "▶1 Oct" in terminal.text
        still_works(terminal)


def test_ctrl_c_and_ctrl_z_are_keys_whatever_the_environment_says(open_restricted: Open) -> None:
    with open_restricted(TEXTUAL_ALLOW_SIGNALS="1") as terminal:
        for key in (b"\x03", b"\x1a", b"\x1c"):
            terminal.press(key)
            terminal.settle()
        still_works(terminal)


def test_nobody_is_called_for_developing(open_restricted: Open) -> None:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        listening.setblocking(False)
        host, port = listening.getsockname()
        with open_restricted(
            TEXTUAL="devtools", TEXTUAL_DEVTOOLS_HOST=host, TEXTUAL_DEVTOOLS_PORT=str(port)
        ) as terminal:
            still_works(terminal)
        with pytest.raises(BlockingIOError):
            listening.accept()


@pytest.mark.parametrize(
    "environment",
    [
        {"COLUMNS": "100000", "LINES": "100000"},
        {"TEXTUAL_COLOR_SYSTEM": "nonesuch"},
        {"TEXTUAL_DRIVER": "nonesuch"},
        {"LC_ALL": "/tmp/locale", "LANG": "../../C", "LOCPATH": "/tmp"},
        {"TERMINFO": "/tmp", "TERMCAP": "/tmp/termcap"},
        {"TZ": ":/etc/passwd"},
        {"CHRONOTERM_STORE": "/etc/passwd"},
        {"HOME": "/nonexistent", "USER": "root\x1b[31m", "LOGNAME": "[/x]"},
        {"PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii", "PYTHONCOERCECLOCALE": "0"},
    ],
)
def test_an_odd_environment_changes_nothing(environment: dict[str, str], open_restricted: Open) -> None:
    with open_restricted(**environment) as terminal:
        assert max(map(len, terminal.text.splitlines())) <= 120
        still_works(terminal)


@pytest.mark.skipif(not LINUX, reason="only Linux tells the environment of a process")
def test_the_process_itself_has_next_to_no_environment(open_restricted: Open, tmp_path: Path) -> None:
    hostile = {"LD_LIBRARY_PATH": str(tmp_path), "EDITOR": "vi", "HOME": str(tmp_path), "PATH": str(tmp_path)}
    with open_restricted(**hostile, SSH_TTY="/dev/pts/7", SSH_ORIGINAL_COMMAND="sh") as terminal:
        process = Path(f"/proc/{terminal.process.pid}")
        environment = dict(
            line.split("=", 1) for line in (process / "environ").read_text().split("\0") if line
        )
        assert {"TERM", "COLORTERM", "LANG", "SSH_TTY"} <= set(environment)
        assert set(environment) <= {"TERM", "COLORTERM", "LANG", "SSH_TTY", "HOME", "USER", "LOGNAME", "PATH"}
        assert environment["PATH"] == PATH
        assert environment.get("HOME") != str(tmp_path)
        assert (process / "cwd").readlink() == Path("/")
        assert (process / "cmdline").read_bytes().split(b"\0")[1:4] == [b"-I", b"-B", b"-X"]
        still_works(terminal)
        assert b"\xe2\x80\x9csh\xe2\x80\x9d is not run" in terminal.output


@pytest.mark.parametrize("locale", [{"LANG": "C"}, {"LANG": "C.UTF-8", "LC_ALL": "POSIX"}])
def test_a_terminal_without_unicode_gets_ascii(locale: dict[str, str], open_restricted: Open) -> None:
    with open_restricted(**locale) as terminal:
        assert terminal.output.isascii()


# What stands in the store, and what is typed


def click(terminal: Terminal, column: int, row: int) -> None:
    """A click with the mouse, as terminals tell it; cells count from 1."""
    terminal.press(f"\x1b[<0;{column};{row}M\x1b[<0;{column};{row}m".encode())


def test_no_text_of_a_store_does_anything_when_it_is_clicked(
    open_restricted: Open, tmp_path: Path, marker: Path
) -> None:
    browser = program_that_marks(tmp_path / "browser", marker)
    before = sorted(tmp_path.rglob("*"))
    with open_restricted(BROWSER=f"{browser} %s", DISPLAY=":0") as terminal:
        for row in range(6, 40):
            for column in range(3, 120, 9):
                click(terminal, column, row)
            if row % 6 == 0:
                terminal.settle()
        terminal.press(b"\x1b")
        terminal.settle()
        still_works(terminal)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("words", [b"screenshot", b"suspend", b"editor", b"export"])
def test_the_palette_has_no_command_that_leads_out(
    words: bytes, open_restricted: Open, tmp_path: Path
) -> None:
    before = sorted(tmp_path.rglob("*"))
    with open_restricted() as terminal:
        terminal.press(b":")
        terminal.wait_for("what to do")
        terminal.press(words + b"\r")
        terminal.settle()
        for _ in range(2):
            terminal.press(b"\x1b")
            terminal.settle()
        still_works(terminal)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("seed", range(3))
def test_a_walk_over_the_keyboard_leads_nowhere(seed: int, open_restricted: Open, tmp_path: Path) -> None:
    """All keys but those that end the program, in any order."""
    keys = [each for each in range(1, 128) if each not in (ord("q"), CTRL_Q)]
    Random(seed).shuffle(keys)
    with open_restricted("--read-only") as terminal:
        before = sorted(tmp_path.rglob("*"))
        for start in range(0, len(keys), 16):
            terminal.press(bytes(keys[start : start + 16]))
            terminal.settle()
        assert terminal.process.poll() is None
        terminal.press(bytes([CTRL_Q]))
        assert terminal.wait_for_exit() == 0
    assert sorted(tmp_path.rglob("*")) == before


# Editing, and not


def beside(team: Path) -> set[str]:
    return {each.name for each in team.parent.iterdir()}


BELONGING = {"team.json", "team.json.journal", ".team.json.lock", ".team.json.open"}


def test_a_restricted_user_edits_the_store_and_leaves_nothing_else(open_restricted: Open, team: Path) -> None:
    with open_restricted() as terminal:
        terminal.press(b"m")
        terminal.wait_for("★")
        terminal.press(b"D")
        terminal.wait_for("Delete “")
        terminal.press(b"y")
        terminal.wait_for("5 records")
        terminal.press(b"u")
        terminal.wait_for("6 records")
        still_works(terminal)
    assert beside(team) <= BELONGING
    assert len(read_plainly(team)) == 6
    assert [each["star"] for each in read_plainly(team, "annotations")] == [True]


def test_a_restricted_user_has_no_editor(open_restricted: Open, tmp_path: Path, marker: Path) -> None:
    editor = program_that_marks(tmp_path / "editor", marker)
    with open_restricted(EDITOR=editor, VISUAL=editor) as terminal:
        terminal.press(b"\x05")
        terminal.settle()
        assert "▶1 Oct" in terminal.text
        still_works(terminal)
    assert not marker.exists()


def in_help(terminal: Terminal) -> str:
    """All that the help says."""
    terminal.press(b"?")
    terminal.settle()
    told = terminal.text
    for _ in range(8):
        terminal.press(b"\x1b[6~")
        terminal.settle()
        told += terminal.text
    terminal.press(b"\x1b")
    terminal.settle()
    return told


@pytest.mark.parametrize(
    ("options", "names", "lacks"),
    [
        ((), ("A new record.", "Your star"), ("$EDITOR",)),
        (("--read-only",), (), ("A new record.", "Delete the record", "$EDITOR", "Your star")),
    ],
)
def test_the_help_tells_no_command_that_is_not_there(
    options: tuple[str, ...], names: tuple[str, ...], lacks: tuple[str, ...], open_restricted: Open
) -> None:
    with open_restricted(*options) as terminal:
        told = in_help(terminal)
        assert "Next record" in told
        assert [each for each in names if each not in told] == []
        assert [each for each in lacks if each in told] == []


def test_who_only_reads_finds_no_keys_to_edit_and_notes_in_a_file_of_their_own(
    team: Path, tmp_path: Path
) -> None:
    state = tmp_path / "state"
    with Terminal([str(team), "--read-only"], environment={"XDG_STATE_HOME": str(state)}) as terminal:
        terminal.wait_for("6 records")
        for key in (b"+", b"E", b"D", b"R", b"\x05"):
            terminal.press(key)
            terminal.settle()
            assert "▶1 Oct" in terminal.text
        told = in_help(terminal)
        assert "Your star" in told
        assert "A new record." not in told
        terminal.press(b"m")
        terminal.wait_for("★")
        still_works(terminal)
    assert beside(team) <= {"team.json", ".team.json.lock", ".team.json.open"}
    assert read_plainly(team, "annotations") == []
    assert [each.suffixes for each in state.rglob("*.notes.json")] == [[".notes", ".json"]]
