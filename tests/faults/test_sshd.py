"""The restricted mode behind a real sshd, set up as the document says."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest

from tests.conftest import read_plainly, write_store
from tests.faults.disconnects import Cut, close_window, cut_sessions, fall_silent, kill_client
from tests.faults.loopback import Loopback, sshd

pytestmark = pytest.mark.skipif(sshd() is None, reason="no sshd that can be started here")


@pytest.fixture
def team(tmp_path: Path) -> Path:
    (tmp_path / "team").mkdir()
    return write_store(
        tmp_path / "team", ["First", "Second"], meta={"schema": 1, "title": "Team"}, name="team.json"
    )


@pytest.fixture
def server(team: Path, tmp_path: Path) -> Iterator[Loopback]:
    """A server that takes every variable that a client wants to set."""
    with Loopback(tmp_path, team, accepted="*") as loopback:
        yield loopback


def test_somebody_who_logs_in_sees_the_chronology_and_q_logs_them_out(server: Loopback) -> None:
    with server.open() as terminal:
        terminal.wait_for("2 records")
        terminal.press(b"jq")
        assert terminal.wait_for_exit() == 0
        assert terminal.modes == set()
        assert terminal.attributes == terminal.before
    assert server.sessions() == {}


@pytest.mark.parametrize(
    "words", [("cat", "/etc/passwd"), ("sh", "-i"), ("touch", "{marker}"), ("$SHELL;id",)]
)
def test_a_command_that_is_asked_for_is_not_run(
    words: tuple[str, ...], server: Loopback, tmp_path: Path
) -> None:
    marker = tmp_path / "got-out"
    asked = [each.format(marker=marker) for each in words]
    done = server.run(*asked)
    assert done.stdout.startswith("Team · 2 records\n")
    assert "root:" not in done.stdout
    assert done.stderr.startswith(f"chronoterm: “{asked[0]}")
    assert done.stderr.count("\n") == 1
    assert done.returncode == 0
    assert not marker.exists()


def test_a_command_with_a_terminal_gets_the_screen_all_the_same(server: Loopback, tmp_path: Path) -> None:
    with server.open("-o", f"RemoteCommand=touch {tmp_path}/got-out; exec sh -i") as terminal:
        terminal.wait_for("2 records")
        terminal.press(b"q")
        assert terminal.wait_for_exit() == 0
    assert not (tmp_path / "got-out").exists()


@pytest.mark.parametrize("program", ["sftp", "scp"])
def test_no_file_is_copied(program: str, server: Loopback, tmp_path: Path) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"no {program} here")
    (tmp_path / "secret").write_text("secret")
    target = tmp_path / "copied"
    command = [program, *server.options("-P"), f"127.0.0.1:{tmp_path}/secret", str(target)]
    done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, timeout=60, check=False)
    assert done.returncode != 0
    assert not target.exists()


# Forwarding


@pytest.fixture
def other() -> Iterator[socket.socket]:
    """Another server on the same machine, whom nobody should reach."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        listening.setblocking(False)
        yield listening
        with pytest.raises(BlockingIOError):
            listening.accept()


def test_nobody_is_reached_through_the_server(server: Loopback, other: socket.socket) -> None:
    port = other.getsockname()[1]
    done = server.run(more=("-W", f"127.0.0.1:{port}"))
    assert (done.returncode != 0, done.stdout) == (True, "")


@pytest.mark.parametrize("how", ["L", "D"])
def test_a_forwarded_port_leads_nowhere(
    how: str, server: Loopback, other: socket.socket, tmp_path: Path
) -> None:
    target = f"127.0.0.1:{other.getsockname()[1]}"
    local = tmp_path / "socket"
    where = (f"{local}:{target}",) if how == "L" else (f"{_free_port()}",)
    more = ("-N", f"-{how}", *where, "-o", "ControlMaster=no")
    with subprocess.Popen(
        [*server.client(*more)], stdin=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as client:
        with closing(_connected(local if how == "L" else int(where[0]))) as connection:
            if how == "D":
                connection.sendall(b"\x04\x01" + other.getsockname()[1].to_bytes(2) + b"\x7f\0\0\x01\0")
            assert connection.recv(1) == b""
        client.terminate()


def test_no_port_of_the_server_is_opened_for_somebody_else(server: Loopback, other: socket.socket) -> None:
    target = f"127.0.0.1:{other.getsockname()[1]}"
    more = ("-N", "-R", f"{_free_port()}:{target}", "-o", "ExitOnForwardFailure=yes")
    assert server.run(more=more).returncode == 255


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def _connected(where: Path | int) -> socket.socket:
    """A connection to what a client listens on, as soon as it does."""
    while True:
        connection = socket.socket(socket.AF_INET if isinstance(where, int) else socket.AF_UNIX)
        connection.settimeout(20)
        try:
            connection.connect(("127.0.0.1", where) if isinstance(where, int) else str(where))
        except (ConnectionRefusedError, FileNotFoundError):
            connection.close()
            Event().wait(0.02)
        else:
            return connection


# The environment


def test_nothing_that_a_client_sets_is_obeyed(server: Loopback, tmp_path: Path) -> None:
    """Not even on a server that takes every variable, as this one does."""
    marker = tmp_path / "got-out"
    module = tmp_path / "sitecustomize.py"
    module.write_text(f"open({str(marker)!r}, 'w')", encoding="utf-8")
    shutil.copy(module, tmp_path / "evil.py")
    hostile = {
        "PYTHONPATH": tmp_path,
        "PYTHONSTARTUP": module,
        "PYTHONINSPECT": 1,
        "TEXTUAL_DRIVER": "evil:Driver",
        "TEXTUAL_LOG": marker,
        "TEXTUAL_PRESS": "q",
        "TEXTUAL_SCREENSHOT": 1,
        "TEXTUAL_SCREENSHOT_LOCATION": tmp_path,
        "TEXTUAL_SCREENSHOT_FILENAME": marker.name,
        "TEXTUAL_ALLOW_SIGNALS": 1,
        "CHRONOTERM_STORE": "/etc/passwd",
        "XDG_STATE_HOME": marker,
        "EDITOR": f"touch {marker}",
        "BROWSER": f"touch {marker}",
        "COLUMNS": 100000,
        "ENV": module,
        "BASH_ENV": module,
        "LC_ALL": "/tmp/locale",
        "TZ": ":/etc/passwd",
    }
    with server.open(
        "-o", " ".join(["SetEnv", *(f'{name}="{each}"' for name, each in hostile.items())])
    ) as terminal:
        terminal.wait_for("2 records")
        terminal.settle()
        [pid] = server.sessions()
        environment = Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
        assert {each.partition(b"=")[0] for each in environment if each} <= {
            *(
                b"TERM",
                b"LANG",
                b"LC_CTYPE",
                b"HOME",
                b"USER",
                b"LOGNAME",
                b"PATH",
                b"SSH_CONNECTION",
                b"SSH_TTY",
            )
        }
        for key in (b"\x03", b"\x1a", b"\x1c"):
            terminal.press(key)
            terminal.settle()
        terminal.press(b"\x1b")
        terminal.settle()
        terminal.press(b"q")
        assert terminal.wait_for_exit() == 0
        assert b">>>" not in terminal.output
    assert not marker.exists()


def test_options_beside_a_key_change_nothing(server: Loopback, tmp_path: Path) -> None:
    marker = tmp_path / "got-out"
    server.allow(
        f'command="touch {marker}",environment="XDG_STATE_HOME={marker}",environment="PYTHONINSPECT=1"'
    )
    done = server.run()
    assert done.stdout.startswith("Team · 2 records\n")
    assert not marker.exists()


# Two who edit, and one who goes


def test_what_one_session_writes_is_seen_in_the_other(server: Loopback, team: Path) -> None:
    with server.open() as first, server.open() as second:
        for each in (first, second):
            each.wait_for("2 records")
        first.press(b"m")
        second.wait_for("★")
        second.press(b"D")
        second.wait_for("Delete “")
        second.press(b"y")
        first.wait_for("1 record")
        for each in (first, second):
            each.press(b"q")
            assert each.wait_for_exit() == 0
    assert len(read_plainly(team)) == 1
    assert {each.name for each in team.parent.iterdir()} <= {
        *("team.json", "team.json.journal", ".team.json.lock", ".team.json.open")
    }


def test_who_only_reads_has_no_keys_to_edit(team: Path, tmp_path: Path) -> None:
    with Loopback(tmp_path, team, "--read-only") as server, server.open() as terminal:
        terminal.wait_for("2 records")
        terminal.press(b"D")
        terminal.settle()
        assert "Delete" not in terminal.text
        terminal.press(b"m")
        terminal.wait_for("★")
        terminal.press(b"q")
        assert terminal.wait_for_exit() == 0
    assert read_plainly(team, "annotations") == []
    assert [each.stat().st_uid for each in (tmp_path / "state").rglob("*.notes.json")] == [os.getuid()]


@pytest.mark.parametrize("cut", [kill_client, close_window, fall_silent])
def test_a_session_that_is_cut_leaves_no_process_and_loses_no_edit(cut: Cut, tmp_path: Path) -> None:
    figures = cut_sessions(tmp_path, 1, (cut,))
    assert (figures.stayed, figures.busy) == (0, 0)
    assert figures.kept == figures.acknowledged == 1
