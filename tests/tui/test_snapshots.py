"""A few reviewed pictures of whole screens. Look at a new one before it is kept: `pytest --snapshot-update`."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Protocol

import pytest
from textual.pilot import Pilot

from tests.tui.driving import NARROW, WIDE, app_on, press, screen_text, settle

pytestmark = pytest.mark.usefixtures("the_same_user")

STILL = 4
"""Looks at a screen between which nothing may change until it is at rest: what a key asks for comes in two frames."""


class Compare(Protocol):
    """What the plug-in's fixture does."""

    def __call__(
        self,
        app: object,
        *,
        terminal_size: tuple[int, int] = ...,
        run_before: object = ...,
    ) -> bool: ...


def after(keys: list[str]) -> Callable[[Pilot[None]], Awaitable[None]]:
    """The screen at rest after some keys: the detail has caught up with the cursor."""

    async def pressed(pilot: Pilot[None]) -> None:
        await at_rest(pilot)
        for key in keys:
            await press(pilot, key)
            await at_rest(pilot)

    return pressed


async def at_rest(pilot: Pilot[None]) -> None:
    """Wait until nothing changes any more."""
    last, same = "", 0
    while same < STILL:
        await settle(pilot)
        same, last = (same + 1 if screen_text(pilot) == last else 0), screen_text(pilot)


@pytest.mark.parametrize(
    ("size", "keys"),
    [
        pytest.param(WIDE, ["j", "j"], id="wide"),
        pytest.param(NARROW, [], id="narrow"),
        pytest.param(WIDE, ["x", "x", "O"], id="filtered"),
        pytest.param(NARROW, ["p"], id="picker"),
        pytest.param(NARROW, ["question_mark"], id="help"),
        pytest.param(NARROW, ["slash", *"since:nov", "space", "o"], id="typing"),
        pytest.param(WIDE, ["slash", *"tro", "enter", "backslash"], id="suspended"),
    ],
)
def test_a_screen_looks_as_it_was_reviewed(
    snap_compare: Compare, sample: Path, size: tuple[int, int], keys: list[str]
) -> None:
    assert snap_compare(app_on(sample), terminal_size=size, run_before=after(keys))


@pytest.mark.parametrize(
    ("size", "keys"),
    [
        pytest.param(NARROW, ["E", "tab", "tab", *" or 2"], id="form"),
        pytest.param(WIDE, ["j", "m", "space", "space"], id="selected"),
    ],
)
def test_editing_looks_as_it_was_reviewed(
    snap_compare: Compare, team: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], keys: list[str]
) -> None:
    monkeypatch.setattr("chronoterm.reader.user_name", lambda: "user")
    assert snap_compare(app_on(team), terminal_size=size, run_before=after(keys))
