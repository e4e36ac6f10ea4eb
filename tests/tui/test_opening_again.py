"""A large store whose index is kept: opened at once, whatever became of the index meanwhile."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from chronoterm.indexing.form import FORMAT
from tests.tui.driving import (
    WIDE,
    Screen,
    Standing,
    app_on,
    app_on_fresh,
    list_lines,
    main_screen,
    press,
    record,
    records_shown,
    screen_text,
    settle,
    standing,
    title,
    wait_until,
)
from tests.tui.opening import (
    TOTAL,
    Hold,
    all_done,
    all_shown,
    builds,
    first_shown,
    flip,
    forbid_builders,
    large,
    make_index,
    make_small_large,
)

Damage = Callable[[Path], None]


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    make_small_large(monkeypatch)
    return large(tmp_path)


def facets_of(store: Path) -> Path:
    return store.with_name(".large.json.index")


def words_of(store: Path) -> Path:
    return store.with_name(".large.json.words")


async def seen(pilot: Screen) -> list[Standing]:
    """What somebody sees who looks around."""
    looks = [standing(pilot)]
    for keys in (
        ("G",),
        ("g", "a", "enter"),
        ("X", "slash", *"rare", "enter"),
        ("X", "O"),
    ):
        await press(pilot, *keys)
        looks.append(standing(pilot))
    return looks


async def test_a_known_store_is_whole_in_the_first_frame_and_no_process_is_started(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_index(store)
    forbid_builders(monkeypatch)
    app = app_on(store)
    async with app.run_test(size=WIDE) as pilot:
        assert f"{TOTAL} records" in screen_text(pilot)
        assert "first" not in title(pilot)
        assert any("Headline" in line for line in list_lines(pilot))
        await press(pilot, "slash", *"word271", "enter")
        assert records_shown(pilot) == ["r0271"]
        assert "at least" not in title(pilot)
        await all_done(pilot)


async def test_a_store_looks_the_same_whether_it_is_in_memory_or_indexed_now_or_known(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def looks(*, is_large: bool = True) -> list[Standing]:
        async with app_on_fresh(store).run_test(size=WIDE) as pilot:
            await all_shown(pilot)
            await (all_done(pilot) if is_large else settle(pilot))
            return await seen(pilot)

    indexed = await looks()
    assert facets_of(store).exists()
    known = await looks()
    monkeypatch.setattr("chronoterm.reader.SMALLEST", 1 << 40)
    assert await looks(is_large=False) == known == indexed


async def test_two_sessions_that_open_a_store_at_once_make_one_index(store: Path, hold: Hold) -> None:
    held = hold(store)
    async with app_on(store).run_test(size=WIDE) as one:
        await first_shown(one)
        await wait_until(one, builds(store).exists)
        async with app_on(store).run_test(size=WIDE) as other:
            await first_shown(other)
            await wait_until(other, lambda: "another session makes the index" in screen_text(other))
            held.let_all()
            await all_shown(other)
            await all_done(other)
        await all_shown(one)
        await all_done(one)
    assert builds(store).read_text() == "x"


async def test_where_the_session_that_made_the_index_has_gone_the_other_one_makes_it(
    store: Path, hold: Hold
) -> None:
    held = hold(store)
    first = app_on(store)
    async with first.run_test(size=WIDE) as one:
        await first_shown(one)
        await wait_until(one, builds(store).exists)
        async with app_on(store).run_test(size=WIDE) as other:
            await wait_until(other, lambda: "another session makes the index" in screen_text(other))
            first.close_store()
            held.let_all()
            await all_shown(other)
            await all_done(other)
    assert builds(store).read_text() == "xx"


# Damage


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def of_another_version(path: Path) -> None:
    data = path.read_bytes()
    mark = f'"format":{FORMAT}'.encode() if b'"format":' in data and b'"format": ' not in data else b""
    mark = mark or f'"format": {FORMAT}'.encode()
    assert mark in data
    path.write_bytes(data.replace(mark, mark[:-1] + b"9"))


def of_another_store(path: Path) -> None:
    folder = path.parent / "other"
    folder.mkdir()
    other = large(folder, 17)
    make_index(other)
    shutil.copy(folder / path.name, path)


@pytest.mark.parametrize("harm", [cut_off, empty, of_another_version, of_another_store])
@pytest.mark.parametrize("which", [facets_of, words_of])
async def test_an_index_that_is_not_whole_or_not_of_this_store_is_made_anew(
    store: Path, which: Callable[[Path], Path], harm: Damage
) -> None:
    make_index(store)
    harm(which(store))
    async with app_on(store).run_test(size=WIDE) as pilot:
        await all_shown(pilot)
        await all_done(pilot)
        await press(pilot, "slash", *"rare", "enter")
        assert len(records_shown(pilot)) == TOTAL // 100
        assert title(pilot).startswith("Made for a test")


SECTIONS = (
    "rows.places",
    "table:records.starts",
    "facet:actor.named.values",
    "facet:place.named.keys",
    "words.values",
)
"""Some of every kind: a number for each row, where documents lie, what is read by pieces, and what is read whole."""


@pytest.mark.parametrize("section", SECTIONS)
async def test_what_is_damaged_within_an_index_is_found_and_made_anew_while_somebody_reads(
    store: Path, section: str
) -> None:
    async with app_on_fresh(store).run_test(size=WIDE) as pilot:
        await all_shown(pilot)
        await all_done(pilot)
        truth = await seen(pilot)
    flip(store, section)
    before = facets_of(store).stat().st_ino
    app = app_on_fresh(store)
    async with app.run_test(size=WIDE) as pilot:
        await wait_until(pilot, lambda: facets_of(store).stat().st_ino != before)
        await all_done(pilot)
        await wait_until(pilot, lambda: not main_screen(pilot)._reading)
        await press(pilot, "g")
        assert await seen(pilot) == truth
        assert record(pilot)
    assert app.failure is None
