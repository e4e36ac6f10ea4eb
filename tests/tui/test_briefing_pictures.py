"""Reviewed pictures of a briefing and of what is new. Look at a new one before it is kept: `pytest --snapshot-update`."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from chronoterm.screens import briefing_records as briefing_module
from tests.tui.driving import NARROW, WIDE, app_on
from tests.tui.test_snapshots import Compare, after

pytestmark = pytest.mark.usefixtures("the_same_user")


@pytest.fixture(autouse=True)
def the_same_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whenever the tests run, the pictures name one time."""
    monkeypatch.setattr(briefing_module, "utc_now", lambda: datetime(2026, 11, 23, 14, 5, tzinfo=UTC))


@pytest.mark.parametrize(
    ("size", "keys"),
    [
        pytest.param(WIDE, ["a", *"zelenskyy", "enter", "b", "9", "enter"], id="wide"),
        pytest.param(NARROW, ["b", "6", "enter"], id="narrow"),
    ],
)
def test_a_briefing_looks_as_it_was_reviewed(
    snap_compare: Compare, sample: Path, size: tuple[int, int], keys: list[str]
) -> None:
    assert snap_compare(app_on(sample), terminal_size=size, run_before=after(keys))


@pytest.mark.parametrize("size", [pytest.param(WIDE, id="wide"), pytest.param(NARROW, id="narrow")])
def test_what_is_new_looks_as_it_was_reviewed(
    snap_compare: Compare, sample: Path, size: tuple[int, int]
) -> None:
    day = [*"20", "space", *"oct", "space", *"2024"]
    keys = ["B", *day, "enter", "s", "j"]
    assert snap_compare(app_on(sample), terminal_size=size, run_before=after(keys))
