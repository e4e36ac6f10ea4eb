"""Reviewed pictures of lanes, and of two of them beside each other."""

from pathlib import Path

import pytest

from tests.tui.driving import NARROW, WIDE, app_on
from tests.tui.test_snapshots import Compare, after

pytestmark = pytest.mark.usefixtures("the_same_user")

PINNED = ["L", "tab", "p", "j", "j", "p"]


@pytest.mark.parametrize(
    ("size", "keys"),
    [
        pytest.param(WIDE, ["j", "j", "L", "l"], id="wide"),
        pytest.param(NARROW, PINNED, id="narrow"),
        pytest.param(WIDE, [*PINNED, "P", "l", "j"], id="beside_wide"),
        pytest.param(NARROW, [*PINNED, "P"], id="beside_narrow"),
    ],
)
def test_lanes_look_as_they_were_reviewed(
    snap_compare: Compare, sample: Path, size: tuple[int, int], keys: list[str]
) -> None:
    assert snap_compare(app_on(sample), terminal_size=size, run_before=after(keys))
