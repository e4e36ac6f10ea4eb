from collections.abc import Callable
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot

from chronoterm.keeping.remembered import SavedView
from chronoterm.screens.name_prompt import LONGEST_NAME, NamePrompt
from chronoterm.screens.saved_views import Deleted, MadeDefault, Opened, SavedList, SavedViews
from chronoterm.screens.window import Window
from chronoterm.text import clean
from chronoterm.themes import DARK
from tests.conftest import HOSTILE

WIDE, NARROW, TINY = (120, 40), (80, 24), (50, 12)

KURSK = SavedView("Kursk", 'place:"kursk oblast" until:2024-10-19', "date")
RUTTE = SavedView("Rutte", "speaker:rutte", "actor,-date", default=True)
ALL = SavedView("Everything", "", "-date")
THREE = (KURSK, RUTTE, ALL)


class Host(App[None]):
    """Opens one window, and keeps what it gives."""

    def __init__(self, window: Callable[[], Window[Any]]) -> None:
        super().__init__()
        self.register_theme(DARK)
        self.theme = DARK.name
        self.animation_level = "none"
        self._window = window
        self.given: list[object] = []

    def on_mount(self) -> None:
        self.push_screen(self._window(), self.given.append)


def lines(pilot: Pilot[None]) -> list[str]:
    strips = pilot.app.screen._compositor.render_strips(pilot.app.size)
    return ["".join(segment.text for segment in strip) for strip in strips]


def shown(pilot: Pilot[None]) -> str:
    """What the window shows, white space folded."""
    return "\n".join(" ".join(line.strip(" │▐").split()) for line in lines(pilot))


async def given(
    window: Callable[[], Window[Any]], *keys: str, size: tuple[int, int] = WIDE
) -> tuple[list[object], str]:
    """What a window gives after some keys, and what the screen shows then."""
    host = Host(window)
    async with host.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        return host.given, shown(pilot)


# The list of saved views


async def test_a_saved_view_shows_its_name_query_sort_and_whether_it_is_the_default() -> None:
    _, text = await given(lambda: SavedViews(THREE))
    assert "▶ 1 Kursk\n" in text
    assert 'place:"kursk oblast" until:2024-10-19 sort date\n' in text
    assert "2 Rutte default\n" in text
    assert "speaker:rutte sort actor,-date\n" in text
    assert "all records sort -date\n" in text


@pytest.mark.parametrize(
    ("keys", "result"),
    [
        (["enter"], Opened("Kursk")),
        (["j", "enter"], Opened("Rutte")),
        (["down", "down", "k", "enter"], Opened("Rutte")),
        (["up", "enter"], Opened("Kursk")),
        (["down", "down", "down", "down", "enter"], Opened("Everything")),
        (["3"], Opened("Everything")),
        (["asterisk"], MadeDefault("Kursk")),
        (["j", "asterisk"], MadeDefault(None)),
        (["d", "d"], Deleted("Kursk")),
        (["j", "delete", "d"], Deleted("Rutte")),
        (["escape"], None),
        (["q"], None),
        (["v"], None),
    ],
)
async def test_a_key_does_what_the_window_says(keys: list[str], result: object) -> None:
    results, _ = await given(lambda: SavedViews(THREE), *keys)
    assert results == [result]


@pytest.mark.parametrize("keys", [["d"], ["d", "j", "d"], ["d", "j", "k", "d"], ["4"], ["9"]])
async def test_nothing_is_deleted_by_one_key_or_opened_by_a_number_that_nothing_has(
    keys: list[str],
) -> None:
    results, _ = await given(lambda: SavedViews(THREE), *keys)
    assert results == []


async def test_the_window_asks_before_it_deletes_and_forgets_it_at_the_next_move() -> None:
    _, asked = await given(lambda: SavedViews(THREE), "j", "d")
    assert "Press again to delete “Rutte”" in asked
    _, moved = await given(lambda: SavedViews(THREE), "j", "d", "k")
    assert "Press again" not in moved


async def test_without_any_saved_view_the_window_says_how_to_save_one() -> None:
    for key in ("enter", "d", "asterisk", "1", "j"):
        results, text = await given(lambda: SavedViews(()), key)
        assert "Nothing is saved yet. S saves" in text
        assert results == []


async def test_the_window_opens_at_the_view_it_was_left_at() -> None:
    results, _ = await given(lambda: SavedViews(THREE, at="Everything"), "enter")
    assert results == [Opened("Everything")]
    results, _ = await given(lambda: SavedViews(THREE, at="gone"), "enter")
    assert results == [Opened("Kursk")]


async def test_a_click_opens_the_view_under_it() -> None:
    host = Host(lambda: SavedViews(THREE))
    async with host.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.click(SavedList, offset=(10, 3))
        await pilot.pause()
    assert host.given == [Opened("Rutte")]


@pytest.mark.parametrize("size", [WIDE, NARROW, TINY])
async def test_of_many_views_the_one_under_the_cursor_is_in_sight_with_its_query(
    size: tuple[int, int],
) -> None:
    many = [SavedView(f"view {number}", f"tag:t{number}", "date") for number in range(60)]
    _, text = await given(lambda: SavedViews(many, at="view 38"), *["j"] * 7, size=size)
    assert "▶ view 45\n" in text
    assert "tag:t45 sort date" in text
    assert "Saved filters · 60" in text
    assert "Enter open" in text
    _, text = await given(lambda: SavedViews(many, at="view 9"), *["k"] * 8, size=size)
    assert "▶ 2 view 1\n" in text
    assert "tag:t1 sort date" in text


async def test_a_smaller_terminal_keeps_the_cursor_in_sight() -> None:
    many = [SavedView(f"view {number}", f"tag:t{number}", "date") for number in range(60)]
    host = Host(lambda: SavedViews(many, at="view 45"))
    async with host.run_test(size=WIDE) as pilot:
        await pilot.pause()
        assert "▶ view 45\n" in shown(pilot)
        await pilot.resize_terminal(*TINY)
        await pilot.pause()
        assert "▶ view 45\n" in shown(pilot)
        assert "tag:t45 sort date" in shown(pilot)


async def test_hostile_text_in_a_saved_view_is_shown_cleaned_and_never_as_markup() -> None:
    views = [SavedView(f"{number} {text}", text, text, default=True) for number, text in enumerate(HOSTILE)]
    host = Host(lambda: SavedViews(views))
    async with host.run_test(size=WIDE) as pilot:
        await pilot.pause()
        for view in views:
            await pilot.press("d")
            screen = "\n".join(lines(pilot))
            assert not any(c in screen for c in "\x1b\x9b\x07\r\t\u202e\u2028\ud800")
            start = clean(view.name)[:20].strip()
            if "[" in start:
                assert screen.count(start) == 2  # in the list and in the question
                assert screen.count(clean(view.query)[:16].strip()) >= 3
            await pilot.press("j")
        await pilot.press("d", "d")
    assert host.given == [Deleted(views[-1].name)]


# The name


async def test_enter_takes_the_proposed_name_and_typing_replaces_it() -> None:
    results, text = await given(lambda: NamePrompt("Budanov, Kursk", ()))
    assert "Budanov, Kursk" in text
    results, _ = await given(lambda: NamePrompt("Budanov, Kursk", ()), "enter")
    assert results == ["Budanov, Kursk"]
    results, _ = await given(lambda: NamePrompt("Budanov, Kursk", ()), *"north", "enter")
    assert results == ["north"]


async def test_escape_saves_nothing() -> None:
    results, _ = await given(lambda: NamePrompt("a", ()), "escape")
    assert results == [None]


async def test_a_name_that_is_taken_says_what_it_replaces() -> None:
    results, text = await given(lambda: NamePrompt("Kursk", ("Kursk",)))
    assert "replaces “Kursk”" in text
    _, text = await given(lambda: NamePrompt("Kursk", ("Kursk",)), "end", "2")
    assert "replaces" not in text
    results, _ = await given(lambda: NamePrompt("Kursk", ("Kursk",)), "enter")
    assert results == ["Kursk"]


@pytest.mark.parametrize("keys", [["backspace"], ["space", "space"]])
async def test_no_name_is_refused_with_a_sentence(keys: list[str]) -> None:
    results, text = await given(lambda: NamePrompt("Kursk", ()), *keys, "enter")
    assert results == []
    assert "it needs a name" in text


async def test_a_name_that_is_too_long_is_refused_with_a_sentence() -> None:
    longest = "n" * LONGEST_NAME
    results, _ = await given(lambda: NamePrompt(longest, ()), "enter")
    assert results == [longest]
    results, text = await given(lambda: NamePrompt(longest, ()), "end", "n", "n", "enter")
    assert results == []
    assert "60 characters at most; these are 2 more" in text


async def test_a_name_is_cleaned_whatever_was_proposed() -> None:
    host = Host(lambda: NamePrompt(HOSTILE[0], HOSTILE))
    async with host.run_test(size=WIDE) as pilot:
        for text in HOSTILE[1:]:
            await pilot.pause()
            await pilot.press("enter")
            host.push_screen(NamePrompt(text, HOSTILE), host.given.append)
        await pilot.pause()
        await pilot.press("enter")
    assert len(host.given) == len(HOSTILE)
    for name in map(str, host.given):
        assert name == clean(name).strip()
        assert 0 < len(name) <= LONGEST_NAME


async def test_a_pasted_name_becomes_one_line_without_controls() -> None:
    host = Host(lambda: NamePrompt("old", ()))
    async with host.run_test(size=WIDE) as pilot:
        await pilot.pause()
        prompt = host.screen.query_one("Prompt")
        prompt.value = "  two \x1b[31m\u202e words\t "  # type: ignore[attr-defined]
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
    (name,) = host.given
    assert name == " ".join(clean("two \x1b[31m\u202e words").split())
    assert "\x1b" not in str(name)
