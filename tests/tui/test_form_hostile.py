"""Hostile texts in forms do no harm."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from textual import events

from chronoterm.chronology.indexed import IndexedChronology
from chronoterm.edits import Document
from chronoterm.opening import open_chronology
from chronoterm.text import scrub
from tests.conftest import HOSTILE
from tests.tui.driving import screen_lines
from tests.tui.form_driving import (
    LARGE,
    SIZES,
    SMALL,
    WindowApp,
    burst,
    form_on,
    here,
    pane,
    press,
    settle,
    texts,
)

# Hostile


@pytest.fixture
def hostile(hostile_store: Path) -> tuple[IndexedChronology, list[dict[str, Any]]]:
    records = json.loads(hostile_store.read_text(encoding="utf-8"))["records"]
    return open_chronology(hostile_store)[1], list(records.values())


@pytest.mark.parametrize("size", [LARGE, SMALL])
async def test_hostile_texts_do_no_harm_in_a_form(
    hostile: tuple[IndexedChronology, list[dict[str, Any]]], size: tuple[int, int]
) -> None:
    chronology, records = hostile
    app = WindowApp(form_on(chronology, records[0]))
    async with app.run_test(size=size) as pilot:
        for record in records:
            if record is not records[0]:
                app.window = form_on(chronology, record)
                app.push_screen(app.window, app.results.append)
            await settle(pilot)
            assert all(scrub(line) == line for line in screen_lines(pilot))
            assert texts(pilot) == {}
            await burst(pilot, "tab", "a", "tab", "tab", "a", "shift+tab")
            assert texts(pilot)
            assert all(scrub(line) == line for line in screen_lines(pilot))
            await burst(pilot, "escape", "y")
    assert app.results == [False] * len(records)


@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                (
                    "tab",
                    "shift+tab",
                    "enter",
                    "up",
                    "down",
                    "left",
                    "right",
                    "home",
                    "end",
                    "backspace",
                    "delete",
                )
            ),
            st.sampled_from(
                (
                    "ctrl+w",
                    "ctrl+u",
                    "ctrl+k",
                    "ctrl+underscore",
                    "ctrl+home",
                    "ctrl+end",
                    "pagedown",
                    "pageup",
                )
            ),
            st.sampled_from(tuple('abkz;,"· 12-')),
            st.sampled_from(HOSTILE[:8] + HOSTILE[13:17]).map(events.Paste),
        ),
        max_size=30,
    ),
    st.sampled_from(SIZES),
)
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_no_keys_break_a_form(
    chronology: IndexedChronology, document: Document, keys: list[str | events.Paste], size: tuple[int, int]
) -> None:
    app = WindowApp(form_on(chronology, document))
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        for key in keys:
            if isinstance(key, events.Paste):
                app.post_message(events.Paste(key.text))
                await settle(pilot)
            else:
                await burst(pilot, key)
        assert app.is_running
        assert here(pilot)
        while (steps := len(pane(pilot)._steps)) > 0:
            await press(pilot, "ctrl+underscore")
            assert len(pane(pilot)._steps) < steps
        assert texts(pilot) == {}
