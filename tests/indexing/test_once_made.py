import errno
import os
import resource
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from chronoterm.indexing.finding import found
from chronoterm.indexing.making import Made, MakingError, make
from chronoterm.indexing.once import BuildLock, sweep
from chronoterm.indexing.place import Place, beside, cached, places
from chronoterm.indexing.reports import WAITING, Progress, Ready, Report, Why
from chronoterm.store.check import check
from chronoterm.store.errors import StoreError
from chronoterm.store.replacing import temporary_name
from chronoterm.store.store import Store
from tests.indexing.standing_in import about_of, build, builds, ignore, made, write_index

Forbid = Callable[[Path], None]


def left_in(folder: Path) -> list[str]:
    """What is in a folder besides the store and the marks of these tests."""
    return sorted(each.name for each in folder.iterdir() if each.suffix not in (".json", ".builds", ".gate"))


def refusal(store: Path, building: Any = build) -> MakingError:
    """Why no index is made; nothing of one is left."""
    before = {each: each.read_bytes() for place in places(store) for each in place[:2] if each.exists()}
    with pytest.raises(MakingError) as caught:
        make(store, ignore, again=True, build=building)
    after = {each: each.read_bytes() for place in places(store) for each in place[:2] if each.exists()}
    assert after == before
    assert not any(Path(temporary_name(each)).exists() for place in places(store) for each in place)
    assert str(caught.value).isprintable()
    return caught.value


def test_an_index_is_made_once(store: Path) -> None:
    assert made(store) == Made(beside(store), is_new=True)
    assert left_in(store.parent) == [".team.json.index", ".team.json.index.lock", ".team.json.words"]
    assert made(store) == Made(beside(store), is_new=False)
    assert builds(store).read_text() == "x"
    assert made(store, again=True).is_new
    assert builds(store).read_text() == "xx"


def test_the_facets_are_ready_before_the_words_are_begun(store: Path) -> None:
    told: list[Report] = []
    make(store, told.append, build=build)
    place = beside(store)
    assert told == [
        Progress("records", 0, 3),
        Ready("facets", place.facets),
        Progress("words", 0, 3),
        Ready("words", place.words),
    ]
    told.clear()
    make(store, told.append, build=build)
    assert told == [Ready("facets", place.facets), Ready("words", place.words)]


def test_when_facets_are_told_they_are_found(store: Path) -> None:
    seen: list[bool] = []

    def tell(report: Report) -> None:
        if isinstance(report, Ready):
            one = found(store)
            assert one is not None
            seen.append(one.is_whole)

    make(store, tell, build=build)
    assert seen == [False, True]


def test_words_that_are_there_are_not_those_of_the_index_that_is_made_again(store: Path) -> None:
    made(store)
    seen: list[tuple[str, bool]] = []

    def tell(report: Report) -> None:
        one = found(store)
        assert one is not None
        seen.append((type(report).__name__, one.is_whole))

    make(store, tell, again=True, build=build)
    assert seen == [("Progress", True), ("Ready", False), ("Progress", False), ("Ready", True)]


def test_facets_alone_are_no_index_yet(store: Path) -> None:
    made(store)
    beside(store).words.unlink()
    told: list[Report] = []
    assert make(store, told.append, build=build).is_new
    assert [type(each) for each in told].count(Ready) == 2
    one = found(store)
    assert one is not None and one.is_whole


def test_an_index_of_a_store_that_changed_is_made_anew(store: Path) -> None:
    made(store)
    os.utime(store, ns=(1, 1))
    assert made(store).is_new


@pytest.mark.parametrize("stop_at", range(4))
def test_who_stops_it_leaves_nothing_half_made(store: Path, stop_at: int) -> None:
    told: list[Report] = []

    def tell(report: Report) -> None:
        told.append(report)
        if len(told) > stop_at:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make(store, tell, build=build)
    ready = [each.path.name for each in told if isinstance(each, Ready)]
    assert left_in(store.parent) == sorted([".team.json.index.lock", *ready])
    assert make(store, ignore, build=build).place == beside(store)


def test_what_a_killed_builder_has_left_goes_away(store: Path) -> None:
    place = beside(store)
    for each in (place.facets, place.words):
        Path(temporary_name(each)).write_text("half of it")
    made(store)
    assert not list(store.parent.glob("*.new"))
    for each in (place.facets, place.words):
        Path(temporary_name(each)).write_text("half of it")
    sweep(store)
    assert not list(store.parent.glob(".chronoterm-*"))


def test_nothing_is_swept_away_under_somebody_who_builds(store: Path) -> None:
    place = beside(store)
    half = Path(temporary_name(place.facets))
    half.touch()
    sweep(store)
    assert half.exists(), "nobody has ever built here"
    with BuildLock.at(place, store) as lock:
        assert lock.try_to_hold()
        sweep(store)
        assert half.exists()
    sweep(store)
    assert not half.exists()


def test_who_waited_takes_what_the_other_has_made(store: Path) -> None:
    told: list[Report] = []
    with BuildLock.at(beside(store), store) as lock:
        assert lock.try_to_hold()

        def tell(report: Report) -> None:
            told.append(report)
            if isinstance(report, Progress) and len(told) == 3:
                for each in beside(store)[:2]:
                    with each.open("wb") as file:
                        write_index(file, about_of(store))

        assert make(store, tell, build=build) == Made(beside(store), is_new=False)
    assert told[0] == Progress(WAITING, 0, 0)
    assert [each for each in told if isinstance(each, Ready)] == [
        Ready("facets", beside(store).facets),
        Ready("words", beside(store).words),
    ]
    assert not builds(store).exists()


def test_who_waited_for_somebody_who_gave_up_builds(store: Path) -> None:
    lock = BuildLock.at(beside(store), store)
    assert lock.try_to_hold()

    def tell(report: Report) -> None:
        lock.close()

    assert make(store, tell, build=build).is_new


def test_a_damaged_index_is_not_taken_by_who_makes_it_again(store: Path) -> None:
    made(store)
    with BuildLock.at(beside(store), store) as lock:
        assert lock.try_to_hold()
        told: list[Report] = []

        def tell(report: Report) -> None:
            told.append(report)
            if len(told) == 2:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            make(store, tell, again=True, build=build)
    assert not any(isinstance(each, Ready) for each in told)


# Where it lies, and who may read it


def test_where_nothing_may_be_written_it_goes_into_the_cache(
    store: Path, cache: Path, forbid: Forbid
) -> None:
    forbid(store.parent)
    assert made(store) == Made(cached(store, cache), is_new=True)
    assert left_in(store.parent) == []
    assert made(store) == Made(cached(store, cache), is_new=False)
    assert stat.S_IMODE(cache.stat().st_mode) == 0o700
    assert {stat.S_IMODE(each.stat().st_mode) for each in cached(store, cache)[:2]} == {0o600}


def test_where_there_is_no_place_at_all_one_sentence_says_so(
    store: Path, cache: Path, forbid: Forbid
) -> None:
    forbid(store.parent)
    cache.write_text("no folder")
    error = refusal(store)
    assert error.why is Why.NO_PLACE
    assert str(store.parent) in str(error)
    assert str(cache) in str(error)
    assert not builds(store).exists()


def test_a_lock_that_is_no_file_is_passed_by(store: Path, cache: Path) -> None:
    os.mkfifo(beside(store).lock)
    assert made(store).place == cached(store, cache)


def test_a_link_in_the_place_of_the_lock_is_not_followed(store: Path, cache: Path, tmp_path: Path) -> None:
    beside(store).lock.symlink_to(tmp_path / "elsewhere")
    assert made(store).place == cached(store, cache)
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644, 0o664])
def test_who_may_read_the_store_may_read_its_index_and_nobody_else(store: Path, mode: int) -> None:
    store.chmod(mode)
    made(store)
    status = store.stat()
    for each in beside(store)[:2]:
        assert stat.S_IMODE(each.stat().st_mode) == mode
        assert (each.stat().st_uid, each.stat().st_gid) == (status.st_uid, status.st_gid)
    assert stat.S_IMODE(beside(store).lock.stat().st_mode) == mode


def no_gift(*arguments: object) -> None:
    """What the system says to who gives a file to a group that they are not in."""
    raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))


@pytest.mark.parametrize(("mode", "is_beside"), [(0o640, False), (0o644, True)])
def test_where_the_group_cannot_be_kept_the_index_is_nobodys_who_may_not_read_the_store(
    store: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, mode: int, is_beside: bool
) -> None:
    store.chmod(mode)
    monkeypatch.setattr("chronoterm.indexing.new_file.keep_access", no_gift)
    place = made(store).place
    assert place == (beside(store) if is_beside else cached(store, cache))
    assert stat.S_IMODE(place.facets.stat().st_mode) == (0o644 if is_beside else 0o600)
    assert not list(store.parent.glob("*.new"))


# What can go wrong


def test_a_disk_that_fills_up_leaves_things_as_they_were(store: Path) -> None:
    made(store)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)

    def large(store: Path, facets_to: Any, words_to: Any, **other: Any) -> None:
        write_index(facets_to, about_of(store), size=100_000)

    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, hard))
    try:
        error = refusal(store, large)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert error.why is Why.NO_ROOM
    assert os.strerror(errno.EFBIG) in str(error)
    one = found(store)
    assert one is not None and one.is_whole


def test_the_last_of_a_disk_is_left_to_others(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    full = os.statvfs(store.parent)

    class Full:
        f_blocks, f_bavail, f_frsize = full.f_blocks, 1, 10

    monkeypatch.setattr("os.statvfs", lambda _: Full)
    error = refusal(store)
    assert error.why is Why.NO_ROOM
    assert "left" in str(error)
    assert not builds(store).exists()


def test_a_store_that_is_written_meanwhile_has_no_index_of_what_it_was(store: Path) -> None:
    def slow(store: Path, facets_to: Any, words_to: Any, **other: Any) -> None:
        about = about_of(store)
        os.utime(store, ns=(1, 1))
        write_index(facets_to, about)
        write_index(words_to, about)

    error = refusal(store, slow)
    assert error.why is Why.STORE_CHANGED
    assert "team.json" in str(error)


def test_words_of_what_a_store_was_are_not_kept(store: Path) -> None:
    def slow(store: Path, facets_to: Any, words_to: Any, **other: Any) -> None:
        about = about_of(store)
        write_index(facets_to, about)
        other["progress"]("words", 0, 0)
        os.utime(store, ns=(1, 1))
        write_index(words_to, about)

    with pytest.raises(MakingError) as caught:
        make(store, ignore, build=slow)
    assert caught.value.why is Why.STORE_CHANGED
    assert not beside(store).words.exists()
    assert found(store) is None


def test_what_cannot_be_indexed_is_told_in_the_words_of_who_found_out(store: Path) -> None:
    def refusing(store: Path, *to: Any, **other: Any) -> None:
        raise StoreError(store, "has no table of records")

    error = refusal(store, refusing)
    assert error.why is Why.NOT_INDEXABLE
    assert str(error) == "team.json: has no table of records"


def test_half_a_store_that_somebody_is_writing_is_a_store_that_changed(store: Path) -> None:
    def refusing(store: Path, *to: Any, **other: Any) -> None:
        os.utime(store, ns=(1, 1))
        raise StoreError(store, "ends in the middle")

    assert refusal(store, refusing).why is Why.STORE_CHANGED


@pytest.mark.parametrize(
    ("raised", "why"),
    [
        (MemoryError(), Why.MEMORY),
        (OSError(errno.ENOSPC, "full"), Why.NO_ROOM),
        (OSError(errno.EDQUOT, "quota"), Why.NO_ROOM),
        (OSError(errno.EROFS, "read only"), Why.NO_PLACE),
        (OSError(errno.EIO, "broken"), Why.FAULT),
    ],
)
def test_whatever_stops_it_is_one_sentence(store: Path, raised: Exception, why: Why) -> None:
    def failing(store: Path, *to: Any, **other: Any) -> None:
        raise raised

    assert refusal(store, failing).why is why


def test_a_store_that_is_gone_is_one_sentence(store: Path) -> None:
    place: Place = beside(store)
    store.unlink()
    with pytest.raises(MakingError):
        make(store, ignore, build=build)
    assert not place.facets.exists()


# Beside the store


def test_check_has_nothing_against_an_index(store: Path) -> None:
    made(store)
    assert check(Store.open(store)) == []


def test_check_names_what_a_killed_builder_has_left_and_nothing_that_is_being_written(store: Path) -> None:
    half = Path(temporary_name(beside(store).facets))
    told: list[str] = []

    def looking(store: Path, facets_to: Any, words_to: Any, **other: Any) -> None:
        assert half.exists()
        told.extend(str(each) for each in check(Store.open(store)))
        build(store, facets_to, words_to, **other)

    make(store, ignore, build=looking)
    assert told == []
    half.touch()
    (problem,) = check(Store.open(store))
    assert half.name in str(problem)
    assert "may be deleted" in str(problem)
