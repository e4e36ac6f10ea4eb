"""Reviewed pictures of both clocks. Look at a new one before it is kept: `pytest --snapshot-update`."""

from pathlib import Path

import pytest

from tests.tui.clocks import forecasts
from tests.tui.driving import NARROW, WIDE, app_on
from tests.tui.test_snapshots import Compare, after

pytestmark = pytest.mark.usefixtures("the_same_user")


@pytest.mark.parametrize("size", [pytest.param(WIDE, id="wide"), pytest.param(NARROW, id="narrow")])
def test_the_time_spoken_of_looks_as_it_was_reviewed(
    snap_compare: Compare, tmp_path: Path, size: tuple[int, int]
) -> None:
    keys = ["ctrl+t", "g", "j", "j"]
    assert snap_compare(app_on(forecasts(tmp_path)), terminal_size=size, run_before=after(keys))
