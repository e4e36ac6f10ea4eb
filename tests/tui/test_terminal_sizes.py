"""Windows of every size, many of them in a row, and what the environment claims about them."""

from pathlib import Path

from chronoterm.terminal.driver_size import MOST, USUAL, size_of
from tests.tui.terminal import Terminal, timed

STORM = 500


def memory(terminal: Terminal) -> int:
    """Kilobytes that the program has in memory."""
    status = Path(f"/proc/{terminal.process.pid}/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))


def test_500_changes_of_the_size_cost_what_a_few_do(sample: Path) -> None:
    with Terminal([str(sample)]) as terminal:
        terminal.wait_for("15 records")
        terminal.settle()
        used, kept, sent = terminal.used, memory(terminal), len(terminal.output)
        for number in range(STORM):
            terminal.resize(60 + number % 100, 16 + number % 40)
            terminal.press(b"")
        terminal.resize(100, 30)
        assert timed(lambda: terminal.wait_for(" a actor")) <= 5
        terminal.settle()
        assert terminal.text.split("\n")[29].startswith(" a actor")
        assert terminal.used.seconds - used.seconds <= 1.5
        assert memory(terminal) - kept <= 8 * 1024
        assert len(terminal.output) - sent <= 400_000
        terminal.press(b"j")
        terminal.wait_for("▶17 Oct")


def test_a_window_that_is_too_small_says_so_and_is_whole_again_when_it_grows(sample: Path) -> None:
    with Terminal([str(sample)]) as terminal:
        terminal.wait_for("15 records")
        terminal.settle()
        shown = terminal.text
        for columns, rows in ((20, 5), (2, 2), (1, 1), (29, 40), (200, 5)):
            terminal.resize(columns, rows)
            terminal.settle()
            told = f"too small: {columns}x{rows}"[:columns].rstrip()
            assert terminal.text.split("\n")[0] == told
            terminal.press(b"jk")
            terminal.settle()
            assert terminal.text.split("\n")[0] == told
        terminal.resize(120, 40)
        terminal.wait_for("▶13 Oct")
        terminal.settle()
        assert terminal.text == shown


def test_a_program_that_starts_too_small_opens_when_the_window_grows(sample: Path) -> None:
    with Terminal([str(sample)], columns=20, rows=5) as terminal:
        terminal.wait_for("too small: 20x5")
        terminal.resize(80, 24)
        terminal.wait_for("▶13 Oct")


def test_a_window_shrinks_and_grows_while_a_prompt_is_open(sample: Path) -> None:
    with Terminal([str(sample)]) as terminal:
        terminal.wait_for("15 records")
        terminal.press(b"/bud")
        terminal.wait_for("bud")
        terminal.resize(2, 2)
        terminal.settle()
        terminal.press(b"a")
        terminal.resize(100, 30)
        terminal.wait_for("buda")


def test_a_terminal_that_does_not_know_its_size_gets_the_usual_one(sample: Path) -> None:
    with Terminal([str(sample)]) as terminal:
        terminal.wait_for("15 records")
        terminal.settle()
        terminal.resize(0, 0)
        terminal.screen.resize(USUAL[1], USUAL[0])
        terminal.wait_for(" a actor")
        terminal.settle()
        assert terminal.text.split("\n")[USUAL[1] - 1].startswith(" a actor")


def test_a_size_is_never_larger_than_a_screen_can_be() -> None:
    with Terminal([], command=("true",)) as terminal:
        terminal.resize(65535, 65535)
        assert size_of(terminal._slave) == MOST


def test_a_terminal_that_is_gone_has_the_usual_size(tmp_path: Path) -> None:
    with (tmp_path / "no terminal").open("w") as file:
        assert size_of(file.fileno()) == USUAL


def test_the_size_that_the_environment_claims_is_not_believed(sample: Path) -> None:
    claimed = {"COLUMNS": "100000", "LINES": "100000"}
    with Terminal([str(sample)], columns=80, rows=24, environment=claimed) as terminal:
        terminal.wait_for(" a actor")
        assert terminal.text.split("\n")[23].startswith(" a actor")


def test_a_window_of_the_same_size_is_drawn_again_after_it_was_another(sample: Path) -> None:
    with Terminal([str(sample)]) as terminal:
        terminal.wait_for("15 records")
        terminal.settle()
        shown = terminal.text
        terminal.resize(119, 40)
        terminal.resize(120, 40)
        terminal.screen.reset()  # what a terminal does that does not keep what it cut off
        terminal.settle()
        assert terminal.text == shown
