"""What was typed and not saved: kept, found again, and never in the way."""

from pathlib import Path

import pytest

from chronoterm.keeping.drafts import LARGEST, Drafts


@pytest.fixture
def drafts(tmp_path: Path) -> Drafts:
    return Drafts(tmp_path / "team.json", tmp_path / "state")


def test_a_draft_is_found_again_under_its_key_alone(drafts: Drafts) -> None:
    drafts.keep("records r1", {"headline": "half a sent"})
    found = drafts.read("records r1")
    assert found is not None
    assert found.texts == {"headline": "half a sent"}
    assert drafts.read("records r2") is None


def test_the_newest_draft_takes_the_place_of_the_one_before(drafts: Drafts) -> None:
    drafts.keep("records r1", {"headline": "a"})
    drafts.keep("records r1", {"headline": "ab"})
    found = drafts.read("records r1")
    assert found is not None
    assert found.texts == {"headline": "ab"}


def test_a_dropped_draft_is_gone(drafts: Drafts) -> None:
    drafts.keep("new records", {"headline": "a"})
    drafts.drop("new records")
    drafts.drop("new records")
    assert drafts.read("new records") is None


def test_a_draft_is_nobody_elses_to_read(drafts: Drafts, tmp_path: Path) -> None:
    drafts.keep("new records", {"headline": "a"})
    (kept,) = (each for each in (tmp_path / "state").rglob("*.json"))
    assert kept.stat().st_mode & 0o077 == 0
    assert kept.parent.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b"\xff\xfe", b'{"key": "x", "when": "", "texts": {}}'])
def test_a_damaged_draft_is_none(drafts: Drafts, tmp_path: Path, damage: bytes) -> None:
    drafts.keep("records r1", {"headline": "a"})
    (kept,) = (each for each in (tmp_path / "state").rglob("*.json"))
    kept.write_bytes(damage)
    assert drafts.read("records r1") is None


def test_without_a_folder_or_room_nothing_is_kept_and_nothing_fails(tmp_path: Path) -> None:
    nowhere = Drafts(tmp_path / "team.json", None)
    nowhere.keep("records r1", {"headline": "a"})
    assert nowhere.read("records r1") is None
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    Drafts(tmp_path / "team.json", blocked).keep("records r1", {"headline": "a"})
    too_long = Drafts(tmp_path / "team.json", tmp_path / "state")
    too_long.keep("records r1", {"summary": "x" * LARGEST})
    assert too_long.read("records r1") is None
