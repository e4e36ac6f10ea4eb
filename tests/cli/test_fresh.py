"""A store opens as it was left, or with --fresh as if for the first time."""

from pathlib import Path

from tests.cli.conftest import RunCli
from tests.tui.terminal import Terminal


def opened(*arguments: str | Path, keys: bytes = b"", until: str = "") -> str:
    """What a store shows when it is opened, some keys are pressed, and it is left with q."""
    with Terminal([str(each) for each in arguments]) as terminal:
        terminal.wait_for("15 ")
        terminal.settle()
        shown = terminal.text
        if keys:
            terminal.press(keys)
            terminal.wait_for(until)
            terminal.settle()
        terminal.press(b"q")
        assert terminal.wait_for_exit() == 0
    return shown


def test_a_fresh_start_is_without_the_filters_of_last_time(sample: Path) -> None:
    assert "FILTERED" not in opened(sample, keys=b"x", until="FILTERED")
    for fresh in ((sample, "--fresh"), ("--fresh", sample), ("open", "--fresh", sample)):
        assert "FILTERED" not in opened(*fresh, keys=b"x", until="FILTERED")
    assert "FILTERED" in opened(sample)


def test_where_there_is_no_screen_fresh_changes_nothing(sample: Path, run_cli: RunCli) -> None:
    assert run_cli(sample, "--fresh") == run_cli(sample)
    assert run_cli("--fresh").code == 0
