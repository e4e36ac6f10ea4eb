"""Roles on the screen: the picker tells them and since when somebody belongs to a body; the detail at that time."""

from pathlib import Path

import pytest

from tests.conftest import MakeStore
from tests.tui.driving import (
    NARROW,
    WIDE,
    app_on_fresh,
    chips,
    detail_text,
    press,
    records_shown,
    settle,
    type_text,
    values,
)


@pytest.fixture
def store(make_store: MakeStore, tmp_path: Path) -> Path:
    said = {"kind": "statement", "headline": "said"}
    return make_store(
        tmp_path,
        [
            {"id": "june", "date": "2024-06-20", "speaker": "old", "actors": ["old"], **said},
            {"id": "july", "date": "2024-07-20", "speaker": "old", "actors": ["old"], **said},
            {
                "id": "year",
                "date": "2024",
                "speaker": "new",
                "speaker_role": "chief",
                "actors": ["new"],
                **said,
            },
            {
                "id": "raid",
                "date": "2024-08-01",
                "kind": "event",
                "headline": "a raid",
                "actors": ["guards", "old"],
                "targets": ["old"],
            },
        ],
        actors=[
            {"id": "ministry", "name": "Ministry"},
            {"id": "old", "name": "Olga", "member_of": [{"actor": "ministry", "to": "2024-06-30"}]},
            {"id": "new", "name": "Nora", "member_of": [{"actor": "ministry", "from": "2024-07-01"}]},
        ],
    )


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_the_picker_tells_roles_and_since_when_somebody_belongs(
    store: Path, size: tuple[int, int]
) -> None:
    async with app_on_fresh(store).run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "a")
        assert values(pilot) == [
            "▶ Ministry speaker 2 2",
            "Olga until 30 Jun 2024 speaker 2 · target 1 3",
            "Nora since 1 Jul 2024 speaker 1 1",
            "guards subject 1 1",
        ]


async def test_a_name_that_is_typed_for_tells_where_it_belongs(store: Path) -> None:
    async with app_on_fresh(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "a")
        await type_text(pilot, "nor")
        assert values(pilot) == ["▶ Nora Ministry since 1 Jul 2024 speaker 1 1"]


async def test_other_pickers_are_as_they_were(store: Path) -> None:
    async with app_on_fresh(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "a", "escape", "s")
        assert values(pilot) == []


async def test_a_ministry_is_filtered_by_with_those_who_speak_for_it_at_that_time(store: Path) -> None:
    async with app_on_fresh(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "a", "enter")
        assert records_shown(pilot) == ["year", "june"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("target:olga", ["raid"]),
        ("subject:guards", ["raid"]),
        ("subject:olga", []),
        ("speaker:ministry", ["year", "june"]),
        ("target:ministry", []),
    ],
)
async def test_a_role_is_a_field_of_the_query(store: Path, typed: str, found: list[str]) -> None:
    async with app_on_fresh(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "/")
        await type_text(pilot, typed)
        await press(pilot, "enter")
        assert records_shown(pilot) == found
        assert chips(pilot)[0].startswith(typed.partition(":")[0])


async def test_the_detail_tells_to_whom_a_speaker_belonged_then(store: Path) -> None:
    async with app_on_fresh(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert "Speaker Nora, chief; ~Ministry (since 1 Jul 2024)" in " ".join(detail_text(pilot).split())
        await press(pilot, "j")
        assert "Speaker Olga; Ministry (until 30 Jun 2024)" in " ".join(detail_text(pilot).split())
        await press(pilot, "j")
        assert "Ministry" not in detail_text(pilot)


async def test_the_detail_tells_targets_apart_from_other_actors(store: Path) -> None:
    async with app_on_fresh(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "G")
        assert "Actors   guards" in detail_text(pilot)
        assert "Targets  Olga" in detail_text(pilot)
