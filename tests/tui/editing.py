"""Words for tests of editing: other people, what is kept, and where somebody is on the screen."""

import os
from pathlib import Path

from chronoterm.desk import Desk
from chronoterm.edits import Edit, Table, change
from chronoterm.modes import ALL_RIGHTS
from chronoterm.reader import open_desk
from chronoterm.screens.chronology import ChronologyScreen
from tests.tui.driving import (
    Screen,
    detail_text,
    press,
    settle,
    wait_until,
)

FIRST, SECOND = "zelenskyy-people-as-well-as-arms-rbzg", "zelenskyy-10000-for-the-war-jgpc"


def another(team: Path, user: str = "ben") -> Desk:
    """Somebody else's session of the same store."""
    desk = open_desk(team, ALL_RIGHTS, None)
    desk.user = user
    return desk


def write_headline(desk: Desk, record_id: str, headline: str) -> None:
    before = desk.document(Table.RECORDS, record_id)
    assert before is not None
    made = change(Table.RECORDS, record_id, before, {**before, "headline": headline})
    assert made is not None
    desk.write(Edit("edited headline", (made,)))


def bytes_of(path: Path) -> bytes:
    return path.read_bytes()


def texts_kept() -> list[str]:
    """The texts that were given to an editor and are still there."""
    return [each.read_text(encoding="utf-8") for each in Path(os.environ["XDG_STATE_HOME"]).rglob("*.toml")]


def names_beside(path: Path) -> list[str]:
    return sorted(each.name for each in path.parent.iterdir())


def moved(path: Path, to: Path) -> Path:
    return path.rename(to)


def is_on_main(pilot: Screen) -> bool:
    return isinstance(pilot.app.screen, ChronologyScreen)


async def save(pilot: Screen) -> None:
    await press(pilot, "ctrl+s")
    await wait_until(pilot, lambda: is_on_main(pilot))
    await settle(pilot)


class Nothing:
    """The terminal is nobody's in these tests, so there is nothing to give away."""

    def __init__(self, *_: object) -> None: ...

    def __enter__(self) -> None: ...

    def __exit__(self, *_: object) -> None: ...


def detail_cursor(pilot: Screen) -> str:
    return next((line for line in detail_text(pilot).splitlines() if line.startswith("▸")), "")
