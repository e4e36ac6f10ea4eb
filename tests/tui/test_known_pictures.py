"""Reviewed pictures of a chronology as of a day. Look at a new one before it is kept: `pytest --snapshot-update`."""

from pathlib import Path

import pytest

from tests.tui.driving import NARROW, WIDE, app_on
from tests.tui.test_snapshots import Compare, after

pytestmark = pytest.mark.usefixtures("the_same_user")


@pytest.mark.parametrize("size", [pytest.param(WIDE, id="wide"), pytest.param(NARROW, id="narrow")])
def test_a_chronology_as_of_a_day_looks_as_it_was_reviewed(
    snap_compare: Compare, sample: Path, size: tuple[int, int]
) -> None:
    keys = ["at", *"20", "space", *"oct", "enter", "j", "j"]
    assert snap_compare(app_on(sample), terminal_size=size, run_before=after(keys))
