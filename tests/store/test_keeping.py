"""What is kept for the next time reads back as it was, from one private file for each store."""

import os
import stat
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronoterm.keeping.form import LARGEST
from chronoterm.keeping.keeper import Keeper, KeepingError, file_name
from chronoterm.keeping.remembered import LONGEST_QUERY, MOST_QUERIES, NOTHING, Remembered, SavedView, Session
from tests.store.keeping import KURSK, SESSION, keeper_in, saving, sessions, texts, views


@given(st.lists(views, max_size=4), st.lists(texts, max_size=4), st.none() | sessions, st.booleans())
def test_what_is_kept_reads_back_as_it_was(
    saved: list[SavedView], history: list[str], session: Session | None, durable: bool
) -> None:
    kept = NOTHING.with_session(session)
    for view in saved:
        kept = kept.with_saved(view)
    for text in history:
        kept = kept.with_history(text)
    with tempfile.TemporaryDirectory() as folder:
        assert keeper_in(Path(folder)).change(lambda _: kept, durable=durable) == kept
        again = keeper_in(Path(folder))
        assert again.read() == kept
        assert again.remark == ""


def test_before_anything_is_kept_there_is_nothing_and_no_file(keeper: Keeper, tmp_path: Path) -> None:
    assert keeper.read() == NOTHING
    assert keeper.remark == ""
    assert list(tmp_path.iterdir()) == []


def test_nobody_else_may_look_into_the_file_or_its_folders(keeper: Keeper, tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        keeper.change(saving("a"))
    finally:
        os.umask(before)
    assert stat.S_IMODE(keeper.path.stat().st_mode) == 0o600
    for folder in (tmp_path / "state" / "stores", tmp_path / "state"):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_store_has_one_file_by_whatever_link_and_none_shares_it(tmp_path: Path) -> None:
    (tmp_path / "link.json").symlink_to(tmp_path / "team.json")
    (tmp_path / "other").mkdir()
    paths = [Keeper(tmp_path / name, tmp_path).path for name in ("team.json", "link.json", "other/team.json")]
    assert paths[0] == paths[1] != paths[2]
    assert paths[0].parent == tmp_path / "stores"
    assert paths[0].name.startswith("team-")


@given(st.text(st.characters(exclude_characters="\0/"), min_size=1, max_size=300))
def test_the_name_of_the_file_is_harmless_and_short(store: str) -> None:
    name = file_name(f"/folder/{store}")
    assert name.isascii()
    assert name.replace("-", "").replace("_", "").removesuffix(".json").isalnum()
    assert not name.startswith("-")
    assert len(name) <= 70


def test_half_a_character_is_no_reason_to_lose_the_rest(keeper: Keeper) -> None:
    keeper.change(lambda kept: kept.with_saved(KURSK).with_history("half \ud800"))
    assert keeper.read() == Remembered((KURSK,), ("half ?",))


def test_a_history_that_grows_too_large_loses_its_oldest_queries_and_nothing_else(keeper: Keeper) -> None:
    def much(kept: Remembered) -> Remembered:
        for number in range(MOST_QUERIES):
            kept = kept.with_history(f"{number} {'全' * (LONGEST_QUERY - 10)}")
        return kept.with_saved(KURSK).with_session(SESSION)

    kept = keeper.change(much)
    assert keeper.path.stat().st_size <= LARGEST
    assert keeper.read() == kept
    assert (kept.saved, kept.session) == ((KURSK,), SESSION)
    assert kept.history == much(NOTHING).history[-len(kept.history) :]


def test_what_can_never_be_read_back_is_not_written(keeper: Keeper) -> None:
    keeper.change(saving("a"))
    before = keeper.path.read_bytes()
    with pytest.raises(KeepingError, match="too much"):
        keeper.change(lambda kept: kept.with_saved(SavedView("b", "x" * LARGEST, "date")))
    assert keeper.path.read_bytes() == before


def test_a_change_that_changes_nothing_writes_nothing(keeper: Keeper) -> None:
    keeper.change(saving("a"))
    before = keeper.path.stat()
    assert keeper.change(saving("a")).named("a")
    assert keeper.path.stat().st_mtime_ns == before.st_mtime_ns
    assert keeper.path.stat().st_ino == before.st_ino


def test_a_change_that_fails_leaves_the_file_and_frees_the_lock(keeper: Keeper) -> None:
    keeper.change(saving("a"))

    def fail(_: Remembered) -> Remembered:
        raise LookupError

    with pytest.raises(LookupError):
        keeper.change(fail)
    assert [each.name for each in keeper.change(saving("b")).saved] == ["a", "b"]
