"""The program stops and goes on as any other program of a shell, and every time the screen is whole."""

import os
import select
import signal
import sys
import termios
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.tui.terminal import CLOSED, OPENED, Terminal

SUSPEND, QUIT, EDIT = b"\x1a", b"\x11", b"\x05"


@contextmanager
def in_a_shell(store: Path, command: str = "", **environment: str) -> Iterator[Terminal]:
    """The program as the job of a shell, with its screen open."""
    given = {"PS1": "ready> ", "ENV": None, **environment}
    with Terminal(["-i"], command=("sh",), environment=given) as terminal:
        terminal.wait_for("ready>")
        line = command or f"{sys.executable} -m chronoterm {store}"
        terminal.press(f"{line}\n".encode())
        terminal.wait_for("15 records")
        terminal.settle()
        yield terminal


def go_on(terminal: Terminal, with_command: bytes = b"fg\n") -> None:
    """Let the program go on, and wait until its screen stands again."""
    opened = terminal.output.count(OPENED)
    terminal.screen.reset()
    terminal.press(with_command)
    terminal.wait_for_output(OPENED, opened + 1)
    terminal.wait_for("15 records")
    terminal.settle()


def assert_stopped(terminal: Terminal, times: int = 1) -> None:
    """That the shell has the terminal, as it was, and says that the job has stopped."""
    terminal.wait_for_output(CLOSED, times)
    terminal.wait_for_output(b"Stopped", times)
    terminal.settle()
    assert terminal.modes == set()
    assert terminal.attributes == terminal.before


def test_control_z_gives_the_terminal_to_the_shell_and_fg_shows_all_as_it_was(sample: Path) -> None:
    with in_a_shell(sample) as terminal:
        terminal.press(b"jj")
        terminal.settle()
        shown = terminal.text
        for times in (1, 2):
            terminal.press(SUSPEND)
            assert_stopped(terminal, times)
            go_on(terminal)
            assert terminal.text == shown
        terminal.press(b"q")
        terminal.wait_for_output(CLOSED, 3)
        terminal.settle()
        terminal.press(b"echo code $?\n")
        terminal.wait_for("code 0")


def test_control_z_stops_the_programs_that_started_it_too(sample: Path) -> None:
    wrapped = f"""{sys.executable} -c 'import subprocess; subprocess.run("{sys.executable} -m chronoterm {sample}".split())'"""
    with in_a_shell(sample, wrapped) as terminal:
        terminal.press(SUSPEND)
        assert_stopped(terminal)
        go_on(terminal)
        terminal.press(b"q")
        terminal.wait_for_output(CLOSED, 2)


def test_a_stop_signal_from_elsewhere_does_the_same(sample: Path) -> None:
    with in_a_shell(sample) as terminal:
        os.kill(program_of(terminal), signal.SIGTSTP)
        assert_stopped(terminal)
        go_on(terminal)
        terminal.press(b"q")
        terminal.wait_for_output(CLOSED, 2)


def test_a_window_that_was_resized_meanwhile_is_filled(sample: Path) -> None:
    with in_a_shell(sample) as terminal:
        terminal.press(SUSPEND)
        assert_stopped(terminal)
        terminal.resize(80, 20)
        go_on(terminal)
        lines = terminal.text.split("\n")
        assert len(lines) == 20
        assert lines[-1].startswith(" a actor")
        assert f"@{os.uname().nodename.partition('.')[0]}" in lines[0]


def test_bg_does_not_let_it_write_on_the_terminal_of_the_shell(sample: Path) -> None:
    with in_a_shell(sample) as terminal:
        terminal.press(SUSPEND)
        assert_stopped(terminal)
        opened = terminal.output.count(OPENED)
        terminal.press(b"bg\n")
        while b"Stopped (tty output)" not in terminal.output:  # which this shell says before a prompt only
            prompts = terminal.output.count(b"ready>")
            terminal.press(b"\n")
            terminal.wait_for_output(b"ready>", prompts + 1)
        assert terminal.output.count(OPENED) == opened
        go_on(terminal)
        terminal.press(b"q")
        terminal.wait_for_output(CLOSED, 2)


def test_after_a_stop_that_nobody_can_handle_the_screen_is_opened_anew(sample: Path) -> None:
    with Terminal([str(sample)]) as terminal:
        terminal.wait_for("15 records")
        terminal.settle()
        shown = terminal.text
        terminal.send(signal.SIGSTOP)
        terminal.screen.reset()
        termios.tcsetattr(terminal._slave, termios.TCSANOW, terminal.before)  # as a shell does
        terminal.send(signal.SIGCONT)
        terminal.wait_for_output(OPENED, 2)
        terminal.settle()
        assert terminal.text == shown
        terminal.press(b"q")
        assert terminal.wait_for_exit() == 0
        assert terminal.modes == set()


def test_where_no_shell_could_let_it_go_on_control_z_does_no_harm(sample: Path) -> None:
    with Terminal([str(sample)]) as terminal:
        terminal.wait_for("15 records")
        terminal.press(SUSPEND)
        terminal.wait_for_output(OPENED, 2)
        terminal.settle()
        terminal.press(b"j")
        terminal.wait_for("▶17 Oct")
        terminal.press(b"q")
        assert terminal.wait_for_exit() == 0


def test_a_terminal_that_vanishes_while_it_is_stopped_leaves_no_process(sample: Path) -> None:
    with in_a_shell(sample) as terminal:
        program = program_of(terminal)
        terminal.press(SUSPEND)
        assert_stopped(terminal)
        terminal.vanish()
        terminal.process.wait(5)
        assert ends(program)


def ends(process: int) -> bool:
    """Whether a process ends soon that is not a child of ours."""
    try:
        descriptor = os.pidfd_open(process)
    except ProcessLookupError:
        return True
    ended, _, _ = select.select([descriptor], [], [], 5)
    os.close(descriptor)
    return bool(ended)


def program_of(terminal: Terminal) -> int:
    """The process that the shell has started."""
    return int(Path(f"/proc/{terminal.process.pid}/task/{terminal.process.pid}/children").read_text())


@pytest.fixture
def editor(tmp_path: Path) -> str:
    """An editor that changes nothing, and waits for a line."""
    path = tmp_path / "editor"
    path.write_text("#!/bin/sh\necho editing >/dev/tty\nread line </dev/tty\n")
    path.chmod(0o700)
    return str(path)


def test_an_editor_can_be_stopped_and_goes_on_with_the_program_around_it(team: Path, editor: str) -> None:
    with in_a_shell(team, EDITOR=editor, VISUAL=editor) as terminal:
        terminal.press(EDIT)
        terminal.wait_for("editing")
        terminal.settle()
        assert terminal.modes == set()
        assert terminal.attributes == terminal.before
        terminal.press(SUSPEND)
        terminal.wait_for_output(b"Stopped")
        terminal.settle()
        terminal.press(b"fg\n")
        terminal.settle()
        terminal.screen.reset()
        terminal.press(b"\n")
        terminal.wait_for("nothing was changed")
        terminal.press(b"q")
        terminal.wait_for_output(CLOSED, 2)


def test_what_is_typed_to_interrupt_an_editor_does_not_end_the_program_around_it(
    team: Path, editor: str
) -> None:
    with in_a_shell(team, EDITOR=editor, VISUAL=editor) as terminal:
        for interrupt in (b"\x03", b"\x1c"):
            terminal.press(EDIT)
            terminal.wait_for_output(b"editing", 1 + (interrupt == b"\x1c"))
            terminal.settle()
            terminal.screen.reset()
            terminal.press(interrupt)
            terminal.wait_for("15 records")
            terminal.settle()
        terminal.press(b"q")
        terminal.wait_for_output(CLOSED, 3)


def test_a_terminal_that_vanishes_while_an_editor_has_it_leaves_no_process(team: Path, editor: str) -> None:
    with in_a_shell(team, EDITOR=editor, VISUAL=editor) as terminal:
        program = program_of(terminal)
        terminal.press(EDIT)
        terminal.wait_for("editing")
        terminal.vanish()
        assert ends(program)


@pytest.mark.parametrize("before", [b"", b"\x13"], ids=["flowing", "stopped before"])
def test_flow_control_does_no_harm(sample: Path, before: bytes) -> None:
    """Control-S is a key like others, also where it has stopped the output before the start; control-Q quits."""
    with Terminal(["-i"], command=("sh",), environment={"PS1": "ready> ", "ENV": None}) as terminal:
        terminal.wait_for("ready>")
        terminal.press(f"{sys.executable} -m chronoterm {sample}\n".encode() + before)
        terminal.wait_for("15 records")
        terminal.settle()
        assert not terminal.attributes[0] & termios.IXON
        terminal.press(b"\x13j")
        terminal.wait_for("▶17 Oct")
        terminal.press(QUIT)
        terminal.wait_for_output(CLOSED)
        terminal.settle()
        assert terminal.attributes == terminal.before
