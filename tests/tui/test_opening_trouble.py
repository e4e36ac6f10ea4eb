"""Large stores where no index can be kept or where it is damaged, and stores that are large in an odd way."""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from chronoterm import reader
from chronoterm.indexfile.reading import IndexFile
from chronoterm.indexing import process
from chronoterm.indexing.place import beside
from tests.conftest import ROOT
from tests.tui.driving import (
    NARROW,
    WIDE,
    Screen,
    Standing,
    app_on_fresh,
    detail_text,
    filters,
    main_screen,
    press,
    record,
    records_shown,
    screen_text,
    settle,
    standing,
    title,
    values,
    wait_until,
)
from tests.tui.opening import TOTAL, all_done, all_shown, large, make_index, make_small_large, tables_of

FULL = f"""
import resource, signal, sys
sys.path.insert(0, {str(ROOT)!r})
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (%d, %d))
from chronoterm.indexing.child import run
sys.exit(run(sys.argv[1:]))
"""
"""Makes an index where no file may become longer than so many bytes."""


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    make_small_large(monkeypatch)
    return large(tmp_path)


def changed(store: Path, change: Callable[[dict[str, Any]], None]) -> Path:
    """Write a store with other records."""
    tables = dict(tables_of(store))
    change(tables)
    store.write_text(json.dumps(tables), encoding="utf-8")
    return store


async def rare_ones(pilot: Screen) -> list[str]:
    """The records that a word in few of them finds."""
    await press(pilot, "slash", *"rare", "enter")
    return records_shown(pilot)


# Where no index can be kept


async def test_where_nothing_may_be_written_a_store_opens_in_memory_and_says_why(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = tmp_path / "file"
    nowhere.write_text("no folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(nowhere))
    beside(store).lock.mkdir()
    async with app_on_fresh(store).run_test(size=WIDE) as pilot:
        await all_shown(pilot)
        await all_done(pilot)
        assert "no index can be kept in" in filters(pilot)
        assert len(await rare_ones(pilot)) == TOTAL // 100
        await press(pilot, "X", "m")
        assert "★" in screen_text(pilot)
    assert not list(store.parent.glob(".chronoterm-*"))
    assert not beside(store).facets.exists()


def with_words_of_their_own(store: dict[str, Any]) -> None:
    for number, each in store["records"].items():
        each["summary"] = " ".join(f"w{number}x{more}" for more in range(40))


def fullness(store: Path) -> dict[str, int]:
    """File sizes at which the disk becomes full: at once, within the first file, and behind it."""
    make_index(store)
    sizes = [each.stat().st_size for each in beside(store)[:2]]
    for each in beside(store)[:2]:
        each.unlink()
    return {"nothing": 100, "facets": sizes[0] - 100, "words": sizes[0]}


@pytest.mark.parametrize("full", ["nothing", "facets", "words"])
async def test_where_the_disk_becomes_full_a_store_opens_in_memory_and_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, full: str
) -> None:
    make_small_large(monkeypatch)
    store = changed(large(tmp_path), with_words_of_their_own)  # so that the second file is the longer one
    size = fullness(store)[full]
    script = store.with_suffix(".py")
    script.write_text(FULL % (size, size), encoding="utf-8")
    monkeypatch.setattr(process, "Builder", partial(process.Builder, script=script))
    async with app_on_fresh(store).run_test(size=WIDE) as pilot:
        await all_shown(pilot)
        await all_done(pilot)
        await wait_until(pilot, lambda: "there is no room for the index in" in filters(pilot))
        await press(pilot, "slash", *"w151x17", "enter")
        assert records_shown(pilot) == ["r0150"]
    assert not list(store.parent.glob(".chronoterm-*"))
    assert not beside(store).words.exists()
    assert beside(store).facets.exists() == (full == "words")


# Where it is damaged


def flip_some(store: Path, part: int, parts: int) -> None:
    """Turn every bit of the byte in the middle of some sections."""
    for path in beside(store)[:2]:
        data = bytearray(path.read_bytes())
        sections = sorted(IndexFile.open(path)._sections.items())
        for _, (offset, length, _) in sections[part::parts]:
            if length:
                data[offset + length // 2] ^= 0xFF
        path.write_bytes(data)


PARTS = 6


@pytest.mark.parametrize("part", range(PARTS))
async def test_no_damage_within_an_index_ends_the_program_or_stays(store: Path, part: int) -> None:
    make_index(store)
    flip_some(store, part, PARTS)
    before = beside(store).facets.stat().st_mtime_ns
    app = app_on_fresh(store)
    async with app.run_test(size=WIDE) as pilot:
        for key in (
            "j",
            "G",
            "a",
            "escape",
            "g",
            "slash",
            *"rare",
            "enter",
            "X",
            "t",
            "enter",
            "X",
            "O",
            "O",
        ):
            await pilot.press(key)
        await wait_until(pilot, lambda: beside(store).facets.stat().st_mtime_ns != before)
        await all_done(pilot)
        await wait_until(pilot, lambda: not main_screen(pilot)._reading)
        await press(pilot, "escape", "X", "g")
        assert record(pilot) == "r0000"
        await press(pilot, "slash", *"rare", "enter")
        await wait_until(pilot, lambda: len(records_shown(pilot)) == TOTAL // 100)
        assert "at least" not in title(pilot)
    assert app.failure is None


# Large in an odd way


def on_one_date(store: dict[str, Any]) -> None:
    for each in store["records"].values():
        each["date"] = "2024-10-18"


def undated(store: dict[str, Any]) -> None:
    for each in store["records"].values():
        del each["date"]


def with_a_long_one(store: dict[str, Any]) -> None:
    store["records"]["151"]["summary"] = "unheardof word " * 350_000


def with_a_long_word(store: dict[str, Any]) -> None:
    store["records"]["151"]["headline"] = "unheardof" * 30_000


def with_many_tags(store: dict[str, Any]) -> None:
    for number, each in enumerate(store["records"].values()):
        each["tags"] = [f"tag {number * 70 + more:05}" for more in range(70)]


def with_many_tags_on_one(store: dict[str, Any]) -> None:
    store["records"]["151"]["tags"] = [f"tag {number:05}" for number in range(20_000)]


ODD = (
    (on_one_date, WIDE),
    (on_one_date, NARROW),
    (undated, WIDE),
    (undated, NARROW),
    (with_a_long_one, WIDE),
    (with_a_long_word, NARROW),
    (with_many_tags, WIDE),
    (with_many_tags_on_one, NARROW),
)


async def looks(store: Path, size: tuple[int, int], *, is_large: bool = True) -> list[Standing | list[str]]:
    """What somebody sees who uses pickers, filters and orders."""
    async with app_on_fresh(store).run_test(size=size) as pilot:
        await all_shown(pilot)
        await (all_done(pilot) if is_large else settle(pilot))
        seen: list[Standing | list[str]] = []
        for keys in (
            ("j",),
            ("G",),
            ("right_square_bracket", "left_square_bracket"),
            ("g", "less_than_sign"),
            ("X", "slash", *"r0150", "enter"),
            ("X", "slash", *"word150", "enter", "tab", "G", "tab"),
            ("X", "slash", *"unheardof", "enter"),
            ("X", "O", "G"),
            ("O", "o", *"headline", "enter", "g"),
            ("G", "X"),
        ):
            await press(pilot, *keys)
            seen.append(standing(pilot))
        for key in "atp":
            await press(pilot, key)
            seen.append(values(pilot))
            await press(pilot, "1", "enter")
            seen.append(standing(pilot))
            await press(pilot, "X")
        return seen


@pytest.mark.parametrize(("odd", "size"), ODD)
async def test_a_store_that_is_large_in_an_odd_way_looks_as_it_does_in_memory(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    odd: Callable[[dict[str, Any]], None],
    size: tuple[int, int],
) -> None:
    make_small_large(monkeypatch)
    store = changed(large(tmp_path), odd)
    indexed = await looks(store, size)
    assert beside(store).words.exists()
    monkeypatch.setattr(reader, "SMALLEST", 1 << 40)
    assert await looks(store, size, is_large=False) == indexed


async def test_a_text_that_nobody_reads_to_its_end_is_shown_by_its_beginning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_small_large(monkeypatch)
    store = changed(large(tmp_path), with_a_long_one)
    async with app_on_fresh(store).run_test(size=WIDE) as pilot:
        await all_shown(pilot)
        await all_done(pilot)
        await press(pilot, "slash", *"unheardof", "enter", "tab", "G")
        assert title(pilot).startswith("Made for a test 1 of")
        assert "5,150,000 more characters" in " ".join(detail_text(pilot).split())
