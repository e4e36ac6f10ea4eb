"""Reviewed pictures of silences: as rows between the records, and in their window."""

from pathlib import Path

import pytest

from chronoterm import app as app_module
from tests.tui.driving import NARROW, PATIENCE, WIDE, app_on
from tests.tui.test_snapshots import Compare, after

KNOWN = ["at", *"2024-11-12", "enter"]
"""The pictures are of one day, whenever they are taken."""
ZELENSKYY = ["slash", *"zelens", "tab", "enter"]


@pytest.fixture(autouse=True)
def the_same_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app_module, "_who", lambda: "user@host")
    monkeypatch.setattr("chronoterm.screens.instrument.PATIENCE", PATIENCE)
    monkeypatch.setattr("chronoterm.screens.silent_rows.PATIENCE", PATIENCE)


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
