"""A large store that nobody has opened: its index is begun before there is a screen."""

from pathlib import Path

import pytest

from chronoterm.reader import begin_ahead
from tests.tui.driving import WIDE, app_on
from tests.tui.opening import (
    Hold,
    all_done,
    all_shown,
    builds,
    first_shown,
    forbid_builders,
    large,
    make_index,
    make_small_large,
)


async def test_an_index_that_was_begun_before_the_screen_is_made_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hold: Hold
) -> None:
    make_small_large(monkeypatch)
    store = large(tmp_path)
    held = hold(store)
    builder = begin_ahead(store)
    assert builder is not None
    app = app_on(store)
    app.go_on_with(builder)
    async with app.run_test(size=WIDE) as pilot:
        await first_shown(pilot)
        held.let_all()
        await all_shown(pilot)
        await all_done(pilot)
    assert builds(store).read_text() == "x"


def test_nothing_is_begun_where_no_index_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    forbid_builders(monkeypatch)
    small = large(tmp_path)
    assert begin_ahead(small) is None
    assert begin_ahead(tmp_path / "nowhere.json") is None
    make_small_large(monkeypatch)
    make_index(small)
    assert begin_ahead(small) is None
