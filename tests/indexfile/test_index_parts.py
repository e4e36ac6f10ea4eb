"""Numbers and dictionaries in index files answer as lists and dicts do, with a read for what is asked."""

import io
from array import array
from bisect import bisect_left
from collections.abc import Callable
from pathlib import Path
from struct import pack

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chronoterm.indexfile import dictionary
from chronoterm.indexfile.dictionary import Dictionary, write_dictionary
from chronoterm.indexfile.numbers import Numbers
from chronoterm.indexfile.reading import IndexFile, IndexFileError
from chronoterm.indexfile.writing import IndexWriter

ON_DISK = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
Write = Callable[[IndexWriter], None]
Opened = Callable[[Write], IndexFile]
KEYS = st.text(st.characters() | st.sampled_from("aab\ud800\udfff\uffff\U00010000"), max_size=4)
DICTIONARIES = st.dictionaries(KEYS, st.binary(max_size=5), max_size=20)
U32, I64 = st.integers(0, 2**32 - 1), st.integers(-(2**63), 2**63 - 1)


@pytest.fixture(params=[dictionary.LARGE, 0], ids=["keys in memory", "keys in the file"], autouse=True)
def large(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dictionary, "LARGE", request.param)
    if not request.param:
        monkeypatch.setattr(dictionary, "STEP", 3)
        monkeypatch.setattr(dictionary, "PIECE", 4)


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    def open_(write: Write) -> IndexFile:
        stream = io.BytesIO()
        writer = IndexWriter(stream)
        writer.add("before", b"...")
        write(writer)
        writer.finish(b"")
        path = tmp_path / "index"
        path.write_bytes(stream.getvalue())
        return IndexFile.open(path)

    return open_


@ON_DISK
@given(st.lists(I64, max_size=12), st.data())
def test_numbers_answer_as_a_list_does(opened: Opened, numbers: list[int], data: st.DataObject) -> None:
    kept = Numbers(opened(lambda writer: writer.add("n", array("q", numbers))), "n", "q")
    assert list(kept) == numbers
    assert len(kept) == len(numbers)
    assert kept.whole().tolist() == numbers
    wanted = data.draw(st.slices(len(numbers)))
    assert kept[wanted].tolist() == numbers[wanted]
    for at in range(-len(numbers), len(numbers)):
        assert kept[at] == numbers[at]
    for at in (len(numbers), -len(numbers) - 1):
        with pytest.raises(IndexError):
            kept[at]


@ON_DISK
@given(st.lists(U32).map(sorted), U32)
def test_sorted_numbers_can_be_searched(opened: Opened, numbers: list[int], wanted: int) -> None:
    kept = Numbers(opened(lambda writer: writer.add("n", array("I", numbers))), "n", "I")
    assert bisect_left(kept, wanted) == bisect_left(numbers, wanted)


@ON_DISK
@given(st.lists(st.floats(allow_nan=False)))
def test_floats_read_back_with_their_infinities(opened: Opened, numbers: list[float]) -> None:
    kept = Numbers(opened(lambda writer: writer.add("n", array("d", numbers))), "n", "d")
    assert list(kept) == kept.whole().tolist() == numbers


def test_numbers_are_little_endian_on_every_machine(opened: Opened) -> None:
    file = opened(lambda writer: writer.add("n", array("Q", [1, 258])))
    assert file.bytes("n") == pack("<QQ", 1, 258)


def test_numbers_that_do_not_fill_their_section_are_refused(opened: Opened) -> None:
    file = opened(lambda writer: writer.add("n", b"12345"))
    with pytest.raises(IndexFileError, match="no whole numbers"):
        Numbers(file, "n", "I")


@ON_DISK
@given(DICTIONARIES, KEYS)
def test_a_dictionary_answers_as_a_dict_does(opened: Opened, items: dict[str, bytes], other: str) -> None:
    kept = Dictionary(opened(lambda writer: write_dictionary(writer, "d", items.items())), "d")
    assert dict(kept) == items
    assert list(kept) == sorted(items)
    assert [kept.key_at(each) for each in range(len(kept))] == sorted(items)
    for position, key in enumerate(sorted(items)):
        assert kept.position(key) == position
        assert kept.value_at(position) == items[key]
    assert kept.get(other) == items.get(other)
    assert (other in kept) is (other in items)
    assert (kept.position(other) is None) is (other not in items)


@ON_DISK
@given(DICTIONARIES, KEYS, st.data())
def test_the_keys_that_begin_so_stand_together(
    opened: Opened, items: dict[str, bytes], prefix: str, data: st.DataObject
) -> None:
    kept = Dictionary(opened(lambda writer: write_dictionary(writer, "d", items.items())), "d")
    found = kept.beginning(prefix)
    assert [kept.key_at(each) for each in found] == sorted(key for key in items if key.startswith(prefix))
    some = found[data.draw(st.slices(len(found)).filter(lambda each: (each.step or 1) == 1))]
    assert kept.values_of(some) == list(kept.each_of(some)) == [items[kept.key_at(each)] for each in some]


def test_a_dictionary_that_nobody_wrote_is_empty(opened: Opened) -> None:
    kept = Dictionary(opened(lambda writer: writer.add("other", b"")), "d")
    assert len(kept) == 0
    assert list(kept) == []
    assert kept.get("a") is None
    assert "a" not in kept
    assert 1 not in kept  # type: ignore[comparison-overlap]
    assert kept.values_of(kept.beginning("")) == []
    for ask in (kept.key_at, kept.value_at):
        with pytest.raises(IndexError):
            ask(0)


def test_a_key_cannot_be_written_twice() -> None:
    writer = IndexWriter(io.BytesIO())
    with pytest.raises(ValueError, match="twice"):
        write_dictionary(writer, "d", [("a", b"1"), ("b", b""), ("a", b"2")])


@pytest.mark.parametrize(
    ("keys", "key_ends", "value_ends"),
    [
        (b"ab", [1], [0, 1]),
        (b"\xff\xfe", [1, 2], [1, 1]),
        (b"ab", [1, 2], [1 << 63, 1]),
        (b"ab", [1, 2], [5, 9]),
        (b"ab", [1, 2], [1, 0]),
    ],
)
def test_a_dictionary_that_was_made_to_deceive_is_refused(
    opened: Opened, keys: bytes, key_ends: list[int], value_ends: list[int]
) -> None:
    def write(writer: IndexWriter) -> None:
        writer.add("d.keys", keys)
        writer.add("d.key_ends", array("Q", key_ends))
        writer.add("d.values", b"x")
        writer.add("d.value_ends", array("Q", value_ends))

    kept = Dictionary(opened(write), "d")
    with pytest.raises(IndexFileError):
        list(kept.items())


def test_a_dictionary_without_its_other_sections_is_refused(opened: Opened) -> None:
    kept = Dictionary(opened(lambda writer: writer.add("d.keys", b"a")), "d")
    with pytest.raises(IndexFileError, match="no section"):
        kept.get("a")


@ON_DISK
@given(DICTIONARIES.filter(bool), st.sampled_from(["keys", "key_ends", "value_ends"]), st.data())
def test_a_damaged_dictionary_is_refused_or_answers_with_nothing_where_it_is_to_be_forgiving(
    opened: Opened, items: dict[str, bytes], section: str, data: st.DataObject
) -> None:
    def write(writer: IndexWriter) -> None:
        writer.add("d.keys", b"" if section == "keys" else "".join(sorted(items)).encode("utf-8", "replace"))
        for name in ("key_ends", "value_ends"):
            ends = data.draw(st.lists(st.integers(0, 2**64 - 1), min_size=len(items), max_size=len(items)))
            writer.add(f"d.{name}", array("Q", ends))
        writer.add("d.values", b"".join(items.values()))

    file = opened(write)
    file.is_forgiving = True
    kept = Dictionary(file, "d")
    for key in items:
        assert kept.position(key) in (None, *range(len(items)))
        assert isinstance(kept.get(key, b""), bytes)
        assert set(kept.beginning(key)) <= set(range(len(items)))
    assert all(isinstance(each, bytes) for each in kept.each_of(range(len(items))))
