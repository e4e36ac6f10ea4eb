import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from chronoterm.indexfile.reading import IndexFile, IndexFileError
from chronoterm.indexing.finding import damage, found, identity_in, with_words
from chronoterm.indexing.form import FORMAT
from chronoterm.indexing.place import beside, cached, places
from chronoterm.store.files import Identity
from tests.conftest import MakeStore
from tests.indexing.standing_in import ROOT, about_of, made, write_index


@pytest.fixture
def indexed(store: Path) -> Path:
    """A store with an index beside it."""
    made(store)
    return store


def put(path: Path, about: object) -> None:
    """An index file that says something about itself."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_index(file, about)


def test_an_index_that_was_made_is_found(indexed: Path) -> None:
    one = found(indexed)
    assert one is not None and one.is_whole and one.words is not None
    assert (one.store, one.place) == (indexed, beside(indexed))
    assert one.about["rows"] == one.words_about["rows"] == 3
    assert one.facets.bytes("problems") == one.words.bytes("problems") == b"[]"
    assert damage(one) == ""
    one.close()
    with pytest.raises(IndexFileError):
        one.facets.read("problems", 0, 1)


def test_without_an_index_none_is_found(store: Path) -> None:
    assert found(store) is None
    assert found(store.with_name("nosuch.json")) is None
    assert found(store / "below") is None
    assert found(Path("zero\0byte.json")) is None
    assert found(store.parent) is None


def test_an_index_names_the_state_of_a_store_as_everything_else_does(store: Path) -> None:
    assert identity_in(store.stat()) == [*Identity.of(store.stat())]


def test_an_index_of_another_state_of_the_store_is_ignored(indexed: Path) -> None:
    before = indexed.stat()
    os.utime(indexed, ns=(before.st_atime_ns, before.st_mtime_ns + 1))
    assert found(indexed) is None
    os.utime(indexed, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert found(indexed) is None, "the time of change tells it"


def test_an_index_of_a_store_that_was_replaced_is_ignored(indexed: Path) -> None:
    new = Path(shutil.copy2(indexed, indexed.with_suffix(".new")))
    new.replace(indexed)
    assert found(indexed) is None


def test_an_index_of_another_store_is_ignored(indexed: Path, make_store: MakeStore) -> None:
    other = make_store(indexed.parent, ["one", "two", "three"], name="other.json")
    for mine, others in zip(beside(indexed), beside(other), strict=True):
        shutil.copy(mine, others)
    assert found(other) is None


def test_an_index_of_another_form_is_ignored(indexed: Path) -> None:
    for other in (FORMAT + 1, FORMAT - 1, str(FORMAT), None, [FORMAT]):
        put(beside(indexed).facets, {**about_of(indexed), "format": other})
        assert found(indexed) is None


@pytest.mark.parametrize("about", [[], None, 1, "x", {}, {"format": FORMAT}])
def test_an_index_that_says_something_else_about_itself_is_ignored(indexed: Path, about: object) -> None:
    put(beside(indexed).facets, about)
    assert found(indexed) is None


def test_an_index_that_nests_without_end_is_ignored(indexed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.indexing.standing_in.json.dumps", lambda _: "[" * 200_000)
    put(beside(indexed).facets, None)
    monkeypatch.undo()
    assert found(indexed) is None


def test_an_index_that_was_cut_off_anywhere_is_ignored(indexed: Path) -> None:
    place = beside(indexed)
    for path, is_gone in ((place.words, False), (place.facets, True)):
        data = path.read_bytes()
        for length in range(len(data)):
            path.write_bytes(data[:length])
            one = found(indexed)
            assert (one is None) == is_gone
            assert one is None or not one.is_whole
        path.write_bytes(data)
    assert found(indexed) is not None


def sections(file: IndexFile | None) -> dict[str, bytes]:
    """All that an index file holds."""
    assert file is not None
    return {name: file.bytes(name) for name in file.names}


def test_no_flipped_bit_is_believed_for_long(indexed: Path) -> None:
    one = found(indexed)
    assert one is not None
    truth = (sections(one.facets), sections(one.words))
    for path in (one.place.facets, one.place.words):
        data = path.read_bytes()
        for place in range(len(data)):
            path.write_bytes(data[:place] + bytes([data[place] ^ 1 << place % 8]) + data[place + 1 :])
            other = found(indexed)
            if other is not None and other.is_whole and not damage(other):
                assert (sections(other.facets), sections(other.words)) == truth  # it was between two sections
        path.write_bytes(data)


def test_damage_names_the_file(indexed: Path) -> None:
    path = beside(indexed).words
    data = bytearray(path.read_bytes())
    data[20] ^= 1
    path.write_bytes(data)
    one = found(indexed)
    assert one is not None and one.is_whole
    assert damage(one).startswith("the index .team.json.words is damaged")


def test_what_cannot_be_used_is_left_where_it_is(indexed: Path) -> None:
    os.utime(indexed, ns=(1, 1))
    before = {each: each.read_bytes() for each in beside(indexed)}
    assert found(indexed) is None
    assert {each: each.read_bytes() for each in beside(indexed)} == before


@pytest.mark.parametrize("other", [{"rows": 4}, {"identity": [1, 2, 3, 4, 5]}, {"format": FORMAT + 1}])
def test_words_of_something_else_are_ignored(indexed: Path, other: dict[str, Any]) -> None:
    put(beside(indexed).words, {**about_of(indexed), **other})
    one = found(indexed)
    assert one is not None and not one.is_whole


def test_words_are_taken_when_they_are_ready(indexed: Path) -> None:
    words = beside(indexed).words
    away = words.rename(words.with_name("away"))
    one = found(indexed)
    assert one is not None and not one.is_whole and damage(one) == ""
    assert with_words(one) == one
    away.rename(words)
    whole = with_words(one)
    assert whole.is_whole and whole.facets is one.facets
    assert with_words(whole) is whole
    indexed.unlink()
    assert with_words(one) == one


def place_in_cache(store: Path, **other: Any) -> None:
    """An index of a store in the cache."""
    place = places(store)[1]
    put(place.facets, about_of(store, where="cache", **other))
    put(place.words, about_of(store, **other))


def test_the_cache_is_looked_at_where_there_is_nothing_beside(store: Path, cache: Path) -> None:
    place_in_cache(store)
    one = found(store)
    assert one is not None and one.is_whole and one.place == cached(store, cache)


def test_an_index_beside_the_store_goes_before_that_in_the_cache(indexed: Path) -> None:
    place_in_cache(indexed)
    one = found(indexed)
    assert one is not None and one.place == beside(indexed)
    put(beside(indexed).facets, about_of(indexed, format=FORMAT + 1))
    one = found(indexed)
    assert one is not None and one.about["where"] == "cache"


def test_an_index_with_words_goes_before_one_without(indexed: Path) -> None:
    place_in_cache(indexed)
    beside(indexed).words.unlink()
    one = found(indexed)
    assert one is not None and one.is_whole and one.about["where"] == "cache"
    places(indexed)[1].words.unlink()
    one = found(indexed)
    assert one is not None and not one.is_whole and one.place == beside(indexed)


def as_pipe(path: Path) -> None:
    os.mkfifo(path)


def as_folder(path: Path) -> None:
    path.mkdir()


def as_link_elsewhere(path: Path) -> None:
    elsewhere = path.with_name("elsewhere")
    put(elsewhere, about_of(path.with_name("team.json")))
    path.symlink_to(elsewhere)


def as_link_to_nothing(path: Path) -> None:
    path.symlink_to(path.with_name("nothing"))


@pytest.mark.parametrize("put_there", [as_pipe, as_folder, as_link_elsewhere, as_link_to_nothing])
def test_what_is_no_file_is_no_index(indexed: Path, put_there: Callable[[Path], None]) -> None:
    place = beside(indexed)
    place.words.unlink()
    put_there(place.words)
    one = found(indexed)
    assert one is not None and not one.is_whole
    place.facets.unlink()
    put_there(place.facets)
    assert found(indexed) is None


def test_a_cache_that_is_no_folder_is_ignored(indexed: Path, cache: Path) -> None:
    cache.write_text("no folder")
    assert found(indexed) is not None
    os.utime(indexed, ns=(1, 1))
    assert found(indexed) is None


def test_looking_for_an_index_imports_nothing_heavy() -> None:
    code = "import sys, chronoterm.indexing.finding; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    heavy = {"textual", "msgspec", "pyroaring", "tinydb", "subprocess", "asyncio", "logging"}
    assert not heavy & set(done.stdout.split())
