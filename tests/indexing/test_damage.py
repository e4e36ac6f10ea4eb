"""One damaged byte anywhere in an index is found."""

from pathlib import Path

import pytest

from chronoterm.indexfile.reading import IndexFile
from chronoterm.indexing.finding import damage, found
from chronoterm.indexing.place import Place, beside
from tests.tui.opening import large, make_index


@pytest.fixture
def place(tmp_path: Path) -> Place:
    store = large(tmp_path, 40)
    make_index(store)
    return beside(store)


def damaged_at(store: Path) -> bool:
    """Whether an index is refused, or its damage told in a sentence."""
    one = found(store)
    if one is None or one.words is None:
        return True
    try:
        told = damage(one)
    finally:
        one.close()
    return told.startswith("the index .large.json.")


def flipped(path: Path, data: bytes, place: int) -> None:
    """Write a file again with one bit of one byte turned."""
    path.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])


@pytest.mark.parametrize("which", ["facets", "words"])
def test_a_byte_that_is_damaged_in_any_section_is_told(place: Place, tmp_path: Path, which: str) -> None:
    store, path = tmp_path / "large.json", getattr(place, which)
    data = path.read_bytes()
    assert not damaged_at(store)
    sections = IndexFile.open(path)._sections
    assert len(sections) > 10
    for name, (offset, length, _) in sections.items():
        for byte in {offset, offset + length // 2, offset + length - 1} if length else ():
            flipped(path, data, byte)
            assert damaged_at(store), (name, byte - offset)
    path.write_bytes(data)
    assert not damaged_at(store)


@pytest.mark.parametrize("which", ["facets", "words"])
def test_a_byte_that_is_damaged_outside_of_all_sections_is_told(
    place: Place, tmp_path: Path, which: str
) -> None:
    store, path = tmp_path / "large.json", getattr(place, which)
    data = path.read_bytes()
    sections = IndexFile.open(path)._sections.values()
    end = max(offset + length for offset, length, _ in sections)
    for byte in range(end, len(data)):
        flipped(path, data, byte)
        assert damaged_at(store), byte - end


@pytest.mark.parametrize("which", ["facets", "words"])
def test_an_index_that_is_cut_off_anywhere_is_told(place: Place, tmp_path: Path, which: str) -> None:
    store, path = tmp_path / "large.json", getattr(place, which)
    data = path.read_bytes()
    for length in (*range(0, len(data), len(data) // 100), len(data) - 1):
        path.write_bytes(data[:length])
        assert damaged_at(store), length
