"""Index files: what is written reads back, and what is damaged is noticed, never believed."""

import io
import os
from array import array
from collections.abc import Callable
from pathlib import Path
from zlib import crc32

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chronoterm.indexfile.layout import ENTRY, FOOTER, MAGIC, MOST_CONTENTS, TAIL
from chronoterm.indexfile.reading import IndexFile, IndexFileError
from chronoterm.indexfile.writing import IndexWriter

Sections = dict[str, bytes]
SECTIONS = st.dictionaries(st.text(max_size=12), st.binary(max_size=40), max_size=6)
ON_DISK = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
FEW: Sections = {"rows": bytes(range(21)), "nothing": b"", "facet:actor.named": b"\xff" * 9}


def written(sections: Sections, about: bytes = b"{}") -> bytes:
    file = io.BytesIO()
    writer = IndexWriter(file)
    for name, data in sections.items():
        writer.add(name, data)
    writer.finish(about)
    return file.getvalue()


@pytest.fixture
def opened(tmp_path: Path) -> Callable[[bytes], IndexFile]:
    def open_(data: bytes) -> IndexFile:
        path = tmp_path / "index"
        path.write_bytes(data)
        return IndexFile.open(path)

    return open_


def everything(file: IndexFile) -> Sections:
    file.verify()
    return {name: file.bytes(name) for name in file.names}


@ON_DISK
@given(SECTIONS, st.binary(max_size=30))
def test_what_is_written_reads_back(
    opened: Callable[[bytes], IndexFile], sections: Sections, about: bytes
) -> None:
    file = opened(written(sections, about))
    assert everything(file) == sections
    assert file.about == about
    assert {name: file.size(name) for name in sections} == {
        name: len(data) for name, data in sections.items()
    }


@ON_DISK
@given(st.binary(min_size=1, max_size=60), st.data())
def test_a_piece_is_that_piece_of_the_whole(
    opened: Callable[[bytes], IndexFile], whole: bytes, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(whole)))
    length = data.draw(st.integers(0, len(whole) - start))
    assert (
        opened(written({"a": b"before", "b": whole})).read("b", start, length)
        == whole[start : start + length]
    )


@pytest.mark.parametrize(
    ("start", "length"), [(-1, 1), (0, 22), (21, 1), (5, -1), (1 << 70, 1), (0, 1 << 70)]
)
def test_a_piece_that_is_not_there_is_refused(
    opened: Callable[[bytes], IndexFile], start: int, length: int
) -> None:
    file = opened(written(FEW))
    with pytest.raises(IndexFileError, match="has no bytes"):
        file.read("rows", start, length)


def test_sections_may_be_written_in_parts_and_as_numbers(opened: Callable[[bytes], IndexFile]) -> None:
    stream = io.BytesIO()
    writer = IndexWriter(stream)
    writer.add_parts("parts", (each for each in (b"one", b"", memoryview(b"two"))))
    writer.add("numbers", array("I", [1, 2**32 - 1]))
    writer.finish(b"")
    file = opened(stream.getvalue())
    assert everything(file) == {"parts": b"onetwo", "numbers": b"\1\0\0\0\xff\xff\xff\xff"}
    numbers = array("I", [7])
    file.into("numbers", numbers)
    assert numbers.tolist() == [7, 1, 2**32 - 1]


def test_no_flipped_byte_is_believed(opened: Callable[[bytes], IndexFile]) -> None:
    good = written(FEW)
    for place in range(len(good)):
        for bits in (0x01, 0x80, 0xFF):
            bad = bytearray(good)
            bad[place] ^= bits
            try:
                assert everything(opened(bytes(bad))) == FEW, f"byte {place}"
            except IndexFileError:
                continue


def test_a_flipped_byte_is_found_in_the_section_that_it_is_in(opened: Callable[[bytes], IndexFile]) -> None:
    bad = bytearray(written({"a": b"good", "b": b"damaged"}))
    bad[bad.index(b"maged")] ^= 1
    file = opened(bytes(bad))
    assert file.bytes("a") == b"good"
    with pytest.raises(IndexFileError, match="section b"):
        file.bytes("b")
    with pytest.raises(IndexFileError, match="section b"):
        file.verify()


@pytest.mark.parametrize("cut", range(1, len(written(FEW)) + 1))
def test_no_truncated_file_opens(opened: Callable[[bytes], IndexFile], cut: int) -> None:
    with pytest.raises(IndexFileError):
        opened(written(FEW)[:-cut])


@ON_DISK
@given(st.binary(max_size=200))
def test_no_other_file_opens(opened: Callable[[bytes], IndexFile], other: bytes) -> None:
    with pytest.raises(IndexFileError):
        opened(other)
    with pytest.raises(IndexFileError):
        opened(written(FEW) + other + b"x")


def forged(
    contents: bytes, offset: int = 8, before: bytes = b"", length: int | None = None, form: int = 1
) -> bytes:
    """A file whose checksums all fit, as somebody would make it who wants to deceive."""
    size = len(contents) if length is None else length
    footer = FOOTER.pack(offset, size, crc32(contents), form, 0, MAGIC)
    return MAGIC + before + contents + footer + TAIL.pack(crc32(footer))


def entry(name: bytes, offset: int, size: int) -> bytes:
    return ENTRY.pack(len(name), offset, size, 0) + name


@pytest.mark.parametrize(
    "data",
    [
        forged(b""),
        forged(bytes(8), length=1 << 31),
        forged(bytes(8), offset=0),
        forged(bytes(8), offset=1 << 62),
        forged(bytes(8), form=2),
        forged(b"\xff\xff\xff\xff\0\0\0\0"),
        forged(b"\0\0\0\0\xff\xff\xff\xff"),
        forged(bytes(9)),
        forged(b"\0\0\0\0\1\0\0\0" + entry(b"a", 8, 1 << 60)),
        forged(b"\0\0\0\0\1\0\0\0" + entry(b"a", 1 << 63, 1 << 63)),
        forged(b"\0\0\0\0\1\0\0\0" + entry(b"a", 0, 8)),
        forged(b"\0\0\0\0\1\0\0\0" + entry(b"a", 8, 1)),
        forged(b"\0\0\0\0\1\0\0\0" + entry(b"\xff", 8, 0)),
        forged(b"\0\0\0\0\1\0\0\0" + entry(b"abc", 8, 0)[:-1]),
        forged(b"\0\0\0\0\2\0\0\0" + 2 * entry(b"a", 8, 0)),
    ],
)
def test_a_table_of_contents_that_was_made_to_deceive_is_refused(
    opened: Callable[[bytes], IndexFile], data: bytes
) -> None:
    with pytest.raises(IndexFileError):
        opened(data)


def test_a_footer_cannot_make_us_read_gigabytes(tmp_path: Path) -> None:
    path, length = tmp_path / "index", 3 << 30
    footer = FOOTER.pack(8, length, 0, 1, 0, MAGIC)
    with path.open("wb") as file:  # with a hole in it, so that it takes no room
        file.write(MAGIC)
        file.seek(8 + length)
        file.write(footer + TAIL.pack(crc32(footer)))
    with pytest.raises(IndexFileError, match="no table of contents"):
        IndexFile.open(path)


def test_a_file_that_shrinks_while_it_is_open_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "index"
    path.write_bytes(written({"a": bytes(100)}))
    file = IndexFile.open(path)
    os.truncate(path, 50)
    for read in (lambda: file.bytes("a"), lambda: file.read("a", 60, 5), file.verify):
        with pytest.raises(IndexFileError, match="shorter"):
            read()


def test_a_closed_file_reads_nothing_not_even_what_took_its_number(tmp_path: Path) -> None:
    path = tmp_path / "index"
    path.write_bytes(written({"a": b"secret"}))
    file = IndexFile.open(path)
    file.close()
    with path.open("rb"), pytest.raises(IndexFileError):
        file.bytes("a")
    file.close()


def test_what_is_no_file_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for each in (tmp_path, tmp_path / "pipe"):
        with pytest.raises(IndexFileError, match="no regular file"):
            IndexFile.open(each)
    with pytest.raises(FileNotFoundError):
        IndexFile.open(tmp_path / "gone")


def test_a_section_that_is_not_there_is_told(opened: Callable[[bytes], IndexFile]) -> None:
    file = opened(written(FEW))
    assert file.has("rows")
    assert not file.has("words")
    for read in (file.size, file.bytes):
        with pytest.raises(IndexFileError, match="no section words"):
            read("words")


def test_a_writer_refuses_what_could_not_be_read_back() -> None:
    writer = IndexWriter(io.BytesIO())
    writer.add("a", b"")
    with pytest.raises(ValueError, match="already"):
        writer.add("a", b"")
    with pytest.raises(ValueError, match="too long"):
        writer.finish(bytes(MOST_CONTENTS))


def test_bytes_that_are_no_whole_numbers_are_refused(opened: Callable[[bytes], IndexFile]) -> None:
    with pytest.raises(IndexFileError, match="no whole numbers"):
        opened(written(FEW)).into("rows", array("Q"))


def test_nothing_of_a_damaged_section_comes_among_numbers(opened: Callable[[bytes], IndexFile]) -> None:
    bad = bytearray(written({"numbers": array("I", [1, 2]).tobytes()}))
    bad[bad.index(b"\2\0\0\0")] ^= 1
    for before in ([], [7]):
        numbers = array("I", before)
        with pytest.raises(IndexFileError, match="section numbers"):
            opened(bytes(bad)).into("numbers", numbers)
        assert numbers.tolist() == before
