"""Reviews that are under way are kept, whatever happens to the program."""

import os
import stat
from pathlib import Path

import pytest

from chronoterm.keeping.keeper import KeepingError
from chronoterm.keeping.reviews import Reviews
from chronoterm.reviewing.deciding import accept, accept_all_unflagged, reject, stored
from chronoterm.reviewing.review import Review, begun
from chronoterm.store.lock import locked
from tests.review_examples import FILE, SHA256, TEXT, extraction


def reviews_in(folder: Path, store: str = "team.json") -> Reviews:
    return Reviews(folder / store, folder / "state", wait=0.1)


@pytest.fixture
def reviews(tmp_path: Path) -> Reviews:
    return reviews_in(tmp_path)


def only_file(folder: Path) -> Path:
    [path] = folder.rglob("*.json")
    return path


def read(reviews: Reviews) -> Review:
    found = reviews.read(SHA256)
    assert found is not None
    return found


def test_a_review_goes_on_where_it_was_left(tmp_path: Path, reviews: Reviews) -> None:
    review = reviews.begin(extraction(), TEXT)
    for decided in (accept(review, "r01"), reject(accept(review, "r01"), "r04")):
        reviews.keep(decided)
        assert read(reviews_in(tmp_path)) == decided


def test_a_second_import_goes_on_with_the_review_and_proposes_nothing_twice(
    tmp_path: Path, reviews: Reviews
) -> None:
    rejected = reject(reviews.begin(extraction(), TEXT), "r04")
    reviews.keep(rejected)
    assert reviews_in(tmp_path).begin(extraction(), TEXT) == rejected


def test_what_waits_is_told_with_how_many_and_what_is_done_is_not(tmp_path: Path, reviews: Reviews) -> None:
    review = accept_all_unflagged(reviews.begin(extraction(), TEXT))
    reviews.keep(review)
    [head] = reviews_in(tmp_path).waiting().heads
    assert (head.file, head.waiting, head.accepted) == (FILE, 2, 3)
    assert head.when.endswith("UTC")
    done = stored(reject(reject(review, "r01"), "r02"), {"r03": "a", "r04": "b", "r05": "c"})
    reviews.keep(done)
    assert reviews_in(tmp_path).waiting() == ((), ())
    assert read(reviews_in(tmp_path)) == done


def test_each_store_has_reviews_of_its_own(tmp_path: Path, reviews: Reviews) -> None:
    reviews.begin(extraction(), TEXT)
    assert reviews_in(tmp_path, "other.json").read(SHA256) is None


def test_a_review_is_for_its_owner_alone(tmp_path: Path, reviews: Reviews) -> None:
    reviews.begin(extraction(), TEXT)
    path = only_file(tmp_path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"version": 1, "number": 1}', b"\xff" * 40])
def test_a_damaged_review_is_told_and_set_aside_not_lost(
    tmp_path: Path, reviews: Reviews, damage: bytes
) -> None:
    reviews.begin(extraction(), TEXT)
    path = only_file(tmp_path)
    path.write_bytes(damage)
    again = reviews_in(tmp_path)
    found = again.waiting()
    assert found.heads == () and path.name in found.remarks[0]
    with pytest.raises(KeepingError, match="cannot be read"):
        again.read(SHA256)
    assert again.begin(extraction(), TEXT) == begun(extraction(), TEXT)
    assert path.with_name(f"{path.name}.damaged").read_bytes() == damage


def test_a_review_of_a_newer_program_is_left_as_it_is(tmp_path: Path, reviews: Reviews) -> None:
    reviews.begin(extraction(), TEXT)
    path = only_file(tmp_path)
    newer = path.read_bytes().replace(b'"version":1', b'"version":9')
    path.write_bytes(newer)
    with pytest.raises(KeepingError, match="newer chronoterm"):
        reviews_in(tmp_path).begin(extraction(), TEXT)
    with pytest.raises(KeepingError, match="newer chronoterm"):
        reviews.keep(begun(extraction(), TEXT))
    assert path.read_bytes() == newer


def test_of_two_terminals_the_second_to_decide_is_told_and_overwrites_nothing(
    tmp_path: Path, reviews: Reviews
) -> None:
    review = reviews.begin(extraction(), TEXT)
    other = reviews_in(tmp_path)
    accepted = accept(read(other), "r01")
    other.keep(accepted)
    with pytest.raises(KeepingError, match="another terminal"):
        reviews.keep(reject(review, "r01"))
    assert read(reviews_in(tmp_path)) == accepted


def test_a_lock_that_somebody_holds_is_waited_for_and_told(tmp_path: Path, reviews: Reviews) -> None:
    review = reviews.begin(extraction(), TEXT)
    with locked(only_file(tmp_path).parent / "reviews"), pytest.raises(KeepingError, match="being written"):
        reviews.keep(accept(review, "r01"))


@pytest.mark.parametrize("mark", ["", "../../etc/passwd", "a" * 63, "A" * 64, f"{'a' * 64}\n"])
def test_no_other_file_is_reached_by_the_mark_of_an_article(reviews: Reviews, mark: str) -> None:
    with pytest.raises(KeepingError, match="64 hexadecimal digits"):
        reviews.read(mark)


def test_neither_pipes_nor_links_are_followed(tmp_path: Path, reviews: Reviews) -> None:
    reviews.begin(extraction(), TEXT)
    path = only_file(tmp_path)
    moved = path.rename(tmp_path / "elsewhere")
    os.mkfifo(path)
    assert "no regular file" in reviews_in(tmp_path).waiting().remarks[0]
    path.unlink()
    path.symlink_to(moved)
    assert reviews_in(tmp_path).waiting().heads == ()


def test_without_a_folder_nothing_is_kept_and_that_is_said(tmp_path: Path) -> None:
    nowhere = Reviews(tmp_path / "team.json", None)
    assert nowhere.waiting() == ((), ())
    assert nowhere.read(SHA256) is None
    with pytest.raises(KeepingError, match="no folder"):
        nowhere.begin(extraction(), TEXT)
