"""Reviewed pictures of silences: as rows between the records, and in their window."""

from pathlib import Path

import pytest

from tests.tui.driving import NARROW, WIDE, app_on
from tests.tui.instruments import KNOWN
from tests.tui.test_snapshots import Compare, after

pytestmark = pytest.mark.usefixtures("the_same_user", "counted_at_once")

ZELENSKYY = ["slash", *"zelens", "tab", "enter"]


@pytest.mark.parametrize(
    ("size", "keys"),
    [
        pytest.param(WIDE, [*KNOWN, *ZELENSKYY, "underscore"], id="rows_wide"),
        pytest.param(NARROW, [*KNOWN, *ZELENSKYY, "underscore"], id="rows_narrow"),
        pytest.param(WIDE, [*KNOWN, "underscore", "-", "-"], id="window_wide"),
        pytest.param(NARROW, [*KNOWN, "underscore", "j"], id="window_narrow"),
    ],
)
def test_silences_look_as_they_were_reviewed(
    snap_compare: Compare, sample: Path, size: tuple[int, int], keys: list[str]
) -> None:
    assert snap_compare(app_on(sample), terminal_size=size, run_before=after(keys))
