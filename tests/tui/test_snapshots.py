"""A few reviewed pictures of whole screens. Look at a new one before it is kept: `pytest --snapshot-update`."""

from pathlib import Path
from typing import Protocol

import pytest
from textual.pilot import Pilot

from chronoterm import app as app_module
from tests.tui.driving import NARROW, WIDE, app_on, settle


class Compare(Protocol):
    """What the plug-in's fixture does."""

    def __call__(
        self,
        app: object,
        *,
        press: list[str] = ...,
        terminal_size: tuple[int, int] = ...,
        run_before: object = ...,
    ) -> bool: ...


@pytest.fixture(autouse=True)
def the_same_user(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs the tests, the pictures name one user."""
    monkeypatch.setattr(app_module, "_who", lambda: "user@host")


async def _settled(pilot: Pilot[None]) -> None:
    await settle(pilot)


@pytest.mark.parametrize(
    ("size", "keys"),
    [
        pytest.param(WIDE, ["j", "j"], id="wide"),
        pytest.param(NARROW, [], id="narrow"),
        pytest.param(WIDE, ["x", "x", "O"], id="filtered"),
        pytest.param(NARROW, ["p"], id="picker"),
        pytest.param(WIDE, ["question_mark"], id="help"),
    ],
)
def test_a_screen_looks_as_it_was_reviewed(
    snap_compare: Compare, sample: Path, size: tuple[int, int], keys: list[str]
) -> None:
    assert snap_compare(app_on(sample), press=keys, terminal_size=size, run_before=_settled)
