"""The screen on stores other than the sample: empty, faulty, hostile, large."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from chronoterm import app as app_module
from chronoterm import reader
from chronoterm.problems import ChronotermError
from tests.conftest import HOSTILE
from tests.tui.driving import (
    NARROW,
    TINY,
    WIDE,
    app_on,
    cursor_headline,
    detail_text,
    list_lines,
    press,
    screen_lines,
    screen_text,
    settle,
    wait_until,
)

MakeStore = Callable[..., Path]
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\ud800-\udfff]")


async def test_an_empty_store_opens_on_a_screen_that_says_how_to_get_records(
    make_store: MakeStore, tmp_path: Path
) -> None:
    for size in (WIDE, NARROW, TINY):
        async with app_on(make_store(tmp_path, [])).run_test(size=size) as pilot:
            await settle(pilot)
            assert "has no records yet" in screen_text(pilot)
            assert "0 records" in screen_lines(pilot)[0]
            await press(
                pilot,
                "j",
                "k",
                "G",
                "g",
                "pagedown",
                "ctrl+u",
                "right_square_bracket",
                "x",
                "O",
                "1",
                "tab",
                "enter",
            )
            await press(pilot, "escape", "escape")
            assert pilot.app.is_running


async def test_good_records_open_and_the_others_are_counted_and_told(
    make_store: MakeStore, tmp_path: Path
) -> None:
    records = [
        {"id": "good", "kind": "event", "headline": "A good one", "date": "2024-10-18"},
        {"id": "bad", "kind": "event", "headline": "No such month", "date": "2024-13-45"},
        {"kind": "event", "headline": "No id"},
        {
            "id": "loose",
            "kind": "event",
            "headline": "Points to nothing",
            "relations": [{"type": "updates", "to": "x"}],
        },
    ]
    async with app_on(make_store(tmp_path, records)).run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert "3 records need attention" in screen_lines(pilot)[1]
        assert "2 records" in screen_lines(pilot)[0]
        await press(pilot, "G")
        assert "no record “x”" in detail_text(pilot)
        await pilot.click("#filters", offset=(22, 0))
        await settle(pilot)
        text = screen_text(pilot)
        assert "document 2, date" in text
        assert "month 13" in text
        assert "document 3" in text


@pytest.mark.parametrize("size", [WIDE, NARROW, TINY])
async def test_hostile_text_is_harmless_and_in_line_on_every_screen(
    hostile_store: Path, size: tuple[int, int]
) -> None:
    async with app_on(hostile_store).run_test(size=size) as pilot:
        await settle(pilot)
        keys = [
            "tab",
            "G",
            "tab",
            *["a", "b", "escape"],
            "p",
            "escape",
            "s",
            "escape",
            "t",
            "space",
            "enter",
            "X",
        ]
        for key in [*keys, *["j"] * len(HOSTILE), "enter", "escape", "1", "backspace", "o", "escape", "O"]:
            await press(pilot, key)
            lines = screen_lines(pilot)
            assert not CONTROL.search("\n".join(lines).replace("\n", ""))
            assert len(lines) == size[1]


async def test_columns_stand_in_line_whatever_a_record_holds(hostile_store: Path) -> None:
    async with app_on(hostile_store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        strips = pilot.app.screen._compositor.render_strips(pilot.app.size)
        assert {strip.cell_length for strip in strips} == {WIDE[0]}
        rows = [line for line in list_lines(pilot) if " Oct " in line[:8]]
        assert len(rows) == len(HOSTILE)


async def test_markup_in_a_name_stays_text(hostile_store: Path) -> None:
    async with app_on(hostile_store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        text = screen_text(pilot)
        for markup in ("[sic]", "[/x]", "[@click=app.quit]quit[/]", "[bold red]loud[/bold red]", ":bomb:"):
            assert f"{markup} headline" in text


async def test_a_large_store_opens_behind_a_note_and_takes_the_keys_then(
    make_store: MakeStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "SMALLEST", 0)
    store = make_store(tmp_path, [f"Record {number}" for number in range(5000)])
    async with app_on(store).run_test(size=WIDE) as pilot:
        assert "Reading store.json" in screen_text(pilot)
        await settle(pilot)
        assert "5,000 records" in screen_lines(pilot)[0]
        await press(pilot, "G")
        assert cursor_headline(pilot)


async def test_a_large_store_that_is_damaged_ends_with_one_sentence_and_exit_code_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "SMALLEST", 0)
    store = tmp_path / "broken.json"
    store.write_text('{"records": {"1": ', encoding="utf-8")
    app = app_on(store)
    async with app.run_test(size=WIDE) as pilot:
        await wait_until(pilot, lambda: app.failure is not None)
    assert app.return_code == 2
    assert app.failure is not None
    assert "broken.json: is not JSON, line 1" in app.failure


def test_a_small_store_that_is_damaged_is_refused_before_the_screen_opens(tmp_path: Path) -> None:
    store = tmp_path / "broken.json"
    store.write_text("", encoding="utf-8")
    with pytest.raises(ChronotermError, match="is empty"):
        app_on(store)


async def test_escape_stops_reading_a_large_store(
    make_store: MakeStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "SMALLEST", 0)
    monkeypatch.setattr(app_module.Chronoterm, "read", lambda _: None)
    store = make_store(tmp_path, ["One"])
    async with app_on(store).run_test(size=WIDE) as pilot:
        await pilot.pause()
        assert "Esc stops" in screen_text(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert "Reading was stopped" in screen_text(pilot)


async def test_an_error_of_our_own_is_kept_in_a_file_without_values_and_said_in_a_sentence(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    app = app_on(sample)

    def fail() -> None:
        secret = "a value nobody else should see"
        raise RuntimeError(len(secret))

    async def use() -> None:
        async with app.run_test(size=WIDE) as pilot:
            await settle(pilot)
            app.call_later(fail)
            await pilot.pause()

    with pytest.raises(RuntimeError):
        await use()
    assert app.return_code == 70
    assert app.failure is not None
    kept = next((tmp_path / "chronoterm").glob("error-*.txt"))
    assert str(kept) in app.failure
    assert "RuntimeError" in kept.read_text(encoding="utf-8")
    assert kept.stat().st_mode & 0o077 == 0
