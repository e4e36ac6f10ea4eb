"""For who speaks in a briefing: notes that a key hides, and a clock that tells the minute and how long it lasts."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronoterm.screens import briefing_records as briefing_module
from chronoterm.screens.briefing_records import elapsed, to_next_minute
from tests.tui.briefing import window
from tests.tui.driving import (
    NARROW,
    app_on,
    press,
    screen_lines,
    screen_text,
    settle,
    type_text,
)


class Clock:
    """A clock that somebody else turns."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 14, 5, 40, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(briefing_module, "utc_now", made)
    return made


async def test_notes_are_there_for_the_speaker_and_n_hides_them(team: Path) -> None:
    async with app_on(team).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "C")
        await type_text(pilot, "ask whom")
        await press(pilot, "ctrl+s")
        await press(pilot, "b")
        assert "ask whom" in screen_text(pilot)
        await press(pilot, "n")
        assert "ask whom" not in screen_text(pilot)
        assert "1 note not shown" in screen_text(pilot)
        await press(pilot, "n")
        assert "ask whom" in screen_text(pilot)


async def test_the_clock_shows_the_minute_and_the_minutes_since_the_beginning(
    sample: Path, clock: Clock
) -> None:
    async with app_on(sample).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "b")
        assert "14:05 UTC · 0 min" in screen_lines(pilot)[0]
        clock.now += timedelta(minutes=64)
        window(pilot)._tick()
        await settle(pilot)
        assert "15:09 UTC · 1 h 04 min" in screen_lines(pilot)[0]
        await press(pilot, "z")
        assert "15:09 UTC · 0 min" in screen_lines(pilot)[0]


async def test_between_two_minutes_nothing_is_painted(sample: Path, clock: Clock) -> None:
    async with app_on(sample).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "b")
        painted = screen_lines(pilot)
        clock.now += timedelta(seconds=19)
        window(pilot)._tick()
        await settle(pilot)
        assert screen_lines(pilot) == painted


@given(st.datetimes(timezones=st.just(UTC), max_value=datetime(2900, 1, 1)))  # noqa: DTZ001 - hypothesis wants it so
def test_the_clock_is_shown_anew_when_the_minute_is_another_and_not_before(now: datetime) -> None:
    seconds = to_next_minute(now)
    assert 0 < seconds <= 60
    then = now + timedelta(seconds=seconds)
    assert abs(then.second + then.microsecond / 1e6) < 0.001 or then.second == 59


@pytest.mark.parametrize(
    ("minutes", "told"), [(-5, "0 min"), (0, "0 min"), (0.99, "0 min"), (59.5, "59 min"), (125, "2 h 05 min")]
)
def test_only_whole_minutes_are_told(minutes: float, told: str) -> None:
    began = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)
    assert elapsed(began, began + timedelta(minutes=minutes)) == told
