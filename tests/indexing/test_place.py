import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronoterm.confined import Allowed
from chronoterm.indexing.place import LONGEST_NAME, beside, cached, may_be_believed, may_be_made, places
from chronoterm.store.lock import lock_path
from chronoterm.store.presence import presence_path

NAMES = st.text(
    st.characters(blacklist_characters="/\0", blacklist_categories=["Cs"]), min_size=1, max_size=255
).filter(lambda name: name not in (".", "..") and len(name.encode()) <= LONGEST_NAME)


@given(NAMES)
def test_an_index_lies_beside_a_store_of_any_name(name: str) -> None:
    store = Path("/nowhere", name)
    place = beside(store)
    assert {each.parent for each in place} == {store.parent}
    assert all(len(os.fsencode(each.name)) <= LONGEST_NAME and each.name.startswith(".") for each in place)
    assert len({*place, store, lock_path(store), presence_path(store)}) == 6


@given(NAMES, NAMES)
def test_stores_of_other_names_have_other_places(one: str, other: str) -> None:
    of_one = {*beside(Path("/nowhere", one)), *cached(Path("/nowhere", one), Path("/cache"))}
    of_other = {*beside(Path("/nowhere", other)), *cached(Path("/nowhere", other), Path("/cache"))}
    assert (of_one == of_other) == (one == other)
    assert one == other or not of_one & of_other


def test_a_cache_tells_stores_of_one_name_apart(cache: Path) -> None:
    names = {cached(Path(folder, "team.json"), cache).facets.name for folder in ("/a", "/b")}
    assert len(names) == 2
    assert all(name.startswith("team-") and name.endswith(".index") for name in names)


def test_links_to_a_store_lead_to_one_place(store: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.json"
    link.symlink_to(store)
    assert places(link) == places(store)
    assert beside(link).facets == store.with_name(".team.json.index")


def test_without_a_home_there_is_only_the_place_beside_the_store(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME")

    def no_home() -> Path:
        raise RuntimeError("no home")

    monkeypatch.setattr(Path, "home", no_home)
    assert places(store) == (beside(store),)


def test_a_cache_that_is_named_by_no_absolute_path_is_the_usual_one(
    store: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "some/where")
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert places(store)[1].folder == tmp_path / ".cache" / "chronoterm"


def test_nothing_is_made_where_nothing_may_be_written(store: Path, forbid: Callable[[Path], None]) -> None:
    assert may_be_made(beside(store))
    forbid(store.parent)
    assert not may_be_made(beside(store))
    assert not may_be_made(beside(store.parent / "nowhere" / "team.json"))


def test_in_a_folder_like_tmp_nobody_replaces_or_believes_what_is_somebody_elses(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = beside(store)
    place.facets.touch()
    us = os.geteuid()
    assert may_be_believed(place.facets, store.stat())
    store.parent.chmod(0o1777)
    monkeypatch.setattr("os.geteuid", lambda: us + 1)
    # It is of the owner of the store: to be believed, but not to be replaced.
    assert may_be_believed(place.facets, store.stat())
    assert may_be_made(place) == (store.parent.stat().st_uid == us + 1)
    if us == 0:
        os.chown(place.facets, 4711, -1)
        assert not may_be_believed(place.facets, store.stat())
        store.parent.chmod(0o777)
        assert may_be_believed(place.facets, store.stat())
        assert may_be_made(place)


def test_a_link_is_not_believed(store: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.touch()
    file = beside(store).facets
    file.symlink_to(elsewhere)
    assert not may_be_believed(file, store.stat())


def test_a_restricted_session_reads_the_index_of_its_store_and_nothing_else_in_the_cache(
    store: Path, cache: Path, tmp_path: Path
) -> None:
    allowed = Allowed.around(store, tmp_path / "state")
    for place in places(store):
        assert allowed.may_read(str(place.facets))
        assert allowed.may_read(str(place.words))
        assert not any(allowed.may_write(str(each)) for each in place)
    assert not allowed.may_read(str(cache))
    assert not allowed.may_read(str(cached(tmp_path / "other.json", cache).facets))
    assert not allowed.may_read(str(beside(store.with_name("other.json")).facets))
