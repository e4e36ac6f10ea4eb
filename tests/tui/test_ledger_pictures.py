"""Reviewed pictures of the claim ledger. Look at a new one before it is kept: `pytest --snapshot-update`."""

from pathlib import Path

import pytest

from tests.tui.driving import NARROW, WIDE, app_on
from tests.tui.test_snapshots import Compare, after

pytestmark = pytest.mark.usefixtures("the_same_user")


@pytest.mark.parametrize("size", [pytest.param(WIDE, id="wide"), pytest.param(NARROW, id="narrow")])
def test_the_claim_ledger_looks_as_it_was_reviewed(
    snap_compare: Compare, sample: Path, size: tuple[int, int]
) -> None:
    assert snap_compare(app_on(sample), terminal_size=size, run_before=after(["c", "j"]))


@pytest.mark.parametrize("size", [pytest.param(WIDE, id="wide"), pytest.param(NARROW, id="narrow")])
def test_linking_a_figure_looks_as_it_was_reviewed(
    snap_compare: Compare, team: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    monkeypatch.setattr("chronoterm.reader.user_name", lambda: "user")
    assert snap_compare(app_on(team), terminal_size=size, run_before=after([*"jjjjj", "F", "tab", *"north"]))
