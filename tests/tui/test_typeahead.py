"""Keys typed faster than the screen answers do the same as keys typed one by one."""

from pathlib import Path

import pytest

from tests.tui.driving import (
    SIZES,
    WIDE,
    app_on_fresh,
    burst,
    chips,
    press,
    prompt,
    record,
    settle,
    standing,
    title,
    type_text,
)
from tests.tui.terminal import Terminal

SLASH, COMMA, BACKSLASH = "slash", "comma", "backslash"

HASTE = [
    ("/", *"bud", "enter", "j"),
    ("a", *"zel", "enter"),
    ("a", *"zel", "enter", "j", "j"),
    ("/", *"bud", "escape", "j"),
    ("/", *"bud", "enter", "\\", "j"),
    ("/", *"bud", "enter", "n", "N", "G"),
    ("/", *"actor:z", "tab", "enter", "j", "j"),
    ("/", *"ku", "tab", "enter", "G"),
    ("/", *"bud", "enter", "/", *"tra", "enter", "j"),
    ("/", *"bud", "enter", "/", "backspace", "backspace", "enter"),
    ("/", *"bud", "enter", "/", "up", "enter", "u"),
    ("j", "j", ",", "G", "!", "k"),
    ("x", "/", *"kursk", "enter", "u", "u", "ctrl+r"),
    ("d", *"18 oct", "enter", "j"),
    ("o", "down", "down", "enter", "x"),
    ("p", *"russia", "enter", "a", *"zel", "enter", "escape", "j"),
    ("j", "<", "G", "k", "k", ">", "g"),
    ("H", "right", "right", "space", "right", "enter", "H"),
    ("tab", "j", "escape", "j"),
    ("?", "q", "j"),
    ("v", "escape", "j"),
    ("/", *'bud "', "enter", "backspace", "backspace", "enter", "j"),
    ("/", *"zzz", "enter", "escape", "j", "j"),
    ("/", *"qqq", "escape", "/", *"Xxu,!~", "escape", "O"),
]


@pytest.mark.parametrize("keys", HASTE, ids="".join)
async def test_a_burst_of_keys_does_what_the_keys_do_one_by_one(sample: Path, keys: tuple[str, ...]) -> None:
    async with app_on_fresh(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        for key in keys:
            if len(key) == 1:
                await type_text(pilot, key)
            else:
                await press(pilot, key)
        slowly = standing(pilot)
    async with app_on_fresh(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await burst(pilot, *keys)
        assert standing(pilot) == slowly


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_typed_in_haste_is_kept_whole_and_the_next_key_goes_to_the_list(
    sample: Path, size: tuple[int, int]
) -> None:
    async with app_on_fresh(sample).run_test(size=size) as pilot:
        await settle(pilot)
        await burst(pilot, "/", *"bud", "enter", "j")
        assert chips(pilot) == ["“bud…”"]
        assert record(pilot) == "dprk-infantry-ready-jglp"
        assert not prompt(pilot).display


async def test_the_last_of_many_keys_decides_what_is_seen(sample: Path) -> None:
    async with app_on_fresh(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await burst(pilot, "/", *"budanov", *["backspace"] * 7, *"kursk")
        assert title(pilot).endswith("3 of 15 · FILTERED")
        assert prompt(pilot).value == "kursk"


@pytest.mark.parametrize(
    ("keys", "seen"),
    [
        (b"/bud\rj", ("“bud…” ✕", "2 of 15", "▶from 1 Nov")),
        (b"azel\r", ("actor: Volodymyr Zelenskyy", "10 of 15")),
        (b"/zzz\x7f\x7f\x7frutte\r,", ("“rutte…” ✕", "actor: Mark Rutte", "1 of 15")),
        (b"/ku\t\rxO", ("place: Kursk Oblast", "kind: statement", "2 of 15", "sorted by date")),
        (b"x/kursk\ruu\x12", ("kind: statement ✕", "12 of 15")),
        (b"/bud\r\\n", ("15 records · 2 lit", "▶from 1 Nov", "SUSPENDED")),
        (b"d18 oct\rj", ("15 records", "▶23 Oct")),
    ],
)
def test_a_burst_of_keys_on_a_real_terminal_is_understood(
    sample: Path, keys: bytes, seen: tuple[str, ...]
) -> None:
    with Terminal([str(sample), "--fresh"]) as terminal:
        terminal.wait_for("15 records")
        terminal.settle()
        terminal.press(keys)
        for text in seen:
            terminal.wait_for(text)
        terminal.settle()
        for text in seen:
            assert text in terminal.text


def test_keys_typed_before_the_first_screen_are_not_lost(sample: Path) -> None:
    with Terminal([str(sample), "--fresh"]) as terminal:
        terminal.press(b"/bud")
        terminal.wait_for("2 of 15")
        terminal.press(b"\r")
        terminal.wait_for("“bud…” ✕")


def test_escape_followed_at_once_by_a_letter_is_two_keys(sample: Path) -> None:
    with Terminal([str(sample), "--fresh"]) as terminal:
        terminal.wait_for("15 records")
        terminal.settle()
        terminal.press(b"/bud")
        terminal.wait_for("2 of 15")
        terminal.press(b"\x1b")
        terminal.wait_for("15 records")
        terminal.press(b"j")
        terminal.wait_for("▶17 Oct")
