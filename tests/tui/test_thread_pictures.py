"""Reviewed pictures of a thread. Look at a new one before it is kept: `pytest --snapshot-update`."""

from pathlib import Path

import pytest

from tests.tui.driving import NARROW, WIDE, app_on_fresh
from tests.tui.test_snapshots import Compare, after

pytestmark = pytest.mark.usefixtures("the_same_user")


@pytest.mark.parametrize("size", [pytest.param(WIDE, id="wide"), pytest.param(NARROW, id="narrow")])
def test_a_thread_of_which_the_filters_leave_half_out(
    size: tuple[int, int], sample: Path, snap_compare: Compare
) -> None:
    keys = ["slash", *"budanov", "enter", "r"]
    assert snap_compare(app_on_fresh(sample), terminal_size=size, run_before=after(keys))
