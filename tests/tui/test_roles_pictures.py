"""Reviewed pictures of actors with their roles. Look at a new one before it is kept: `pytest --snapshot-update`."""

from pathlib import Path

import pytest

from tests.tui.driving import NARROW, WIDE, app_on_fresh
from tests.tui.test_snapshots import Compare, after

pytestmark = pytest.mark.usefixtures("the_same_user")


@pytest.mark.parametrize("size", [pytest.param(WIDE, id="wide"), pytest.param(NARROW, id="narrow")])
def test_actors_with_their_roles(size: tuple[int, int], sample: Path, snap_compare: Compare) -> None:
    assert snap_compare(app_on_fresh(sample), terminal_size=size, run_before=after(["a"]))
