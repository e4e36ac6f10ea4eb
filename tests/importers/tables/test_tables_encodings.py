"""Encodings: found by their marks or by what is in the file, told, and never half right."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronoterm.importers.incoming import Incoming, Refused
from chronoterm.importers.tables import parse_map, read_table
from chronoterm.importers.tables.decoding import encoding_of, text_lines
from tests.importers.tables.tables import PLAIN, items_of, origin_of, records_of

TABLE = "what,n\nKaga-Bandoro à l’aube,1\nŁódź,2\n"


def said_of(data: bytes) -> tuple[str, ...]:
    return read_table(io.BytesIO(data), origin_of(data), map=parse_map(PLAIN)).said


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32", "UTF-32"),
    ],
)
def test_an_encoding_is_found_and_said(codec: str, name: str) -> None:
    data = TABLE.encode(codec)
    assert [each["headline"] for each in records_of(data, PLAIN)] == ["Kaga-Bandoro à l’aube", "Łódź"]
    assert said_of(data) == (f"Read as {name}, cells parted by commas.",)


def test_what_is_no_utf_8_is_windows_1252() -> None:
    data = "what,n\nOuham-Pendé,1\n“quoted” – 3 €,2\n".encode("cp1252")
    assert [each["headline"] for each in records_of(data, PLAIN)] == ["Ouham-Pendé", "“quoted” – 3 €"]
    assert "windows-1252" in said_of(data)[0]


def test_one_broken_byte_refuses_its_row_and_does_not_garble_the_others() -> None:
    items = items_of("what,n\nOuham-Pendé,1\nHaute-Kottó,2\nx".encode() + b"\xe9,3\nend,4\n", PLAIN)
    assert [each.record["headline"] for each in items if isinstance(each, Incoming)] == [
        "Ouham-Pendé",
        "Haute-Kottó",
        "end",
    ]
    assert [each for each in items if isinstance(each, Refused)] == [
        Refused("row 3 (line 4)", "bytes that are no text in cell 1 (what)")
    ]


def test_a_byte_that_windows_1252_has_not_refuses_its_row() -> None:
    items = items_of(b"what,n\nOuham-Pend\xe9,1\n\x81,2\n", PLAIN)
    assert [type(each) for each in items] == [Incoming, Refused]


def test_half_a_character_at_the_end_refuses_its_row() -> None:
    items = items_of("what,n\na,é\nb,é".encode()[:-1], PLAIN)
    assert [type(each) for each in items] == [Incoming, Refused]


def test_utf_16_that_is_cut_off_refuses_its_last_row() -> None:
    items = items_of("what,n\na,1\nb,2".encode("utf-16")[:-1], PLAIN)
    assert [type(each) for each in items] == [Incoming, Refused]


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
def test_utf_8_is_read_as_it_was_written(text: str) -> None:
    file = io.BytesIO(text.encode())
    if text[:1] not in ("\x1f", "P", "%", "\ufeff") and "\0" not in text:
        assert "".join(text_lines(file, encoding_of(file))) == text


def test_the_file_stays_open_and_may_be_read_again() -> None:
    file = io.BytesIO(TABLE.encode())
    origin = origin_of(TABLE.encode())
    map_ = parse_map(PLAIN)
    once = list(read_table(file, origin, map=map_).items)
    assert list(read_table(file, origin, map=map_).items) == once
    assert not file.closed
