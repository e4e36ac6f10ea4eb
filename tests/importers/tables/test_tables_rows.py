"""Rows: every one is there or refused, whatever is in them."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronoterm.importers.incoming import Incoming, Refused
from chronoterm.importers.tables import TableError, tally
from chronoterm.importers.tables.decoding import LONGEST_LINE
from chronoterm.importers.tables.rows import MOST_LINES, Layout, Lines, Row, table_rows
from chronoterm.importers.tables.splitting import Stray, split_row
from tests.importers.tables.tables import PLAIN, items_of, records_of, refusals_of

CELLS = st.text(
    st.characters(exclude_characters="\0", exclude_categories=["Cs"]) | st.sampled_from(',;"\n\r\t ')
)


def written(rows: list[list[str]], delimiter: str = ",") -> str:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(rows)
    return buffer.getvalue()


def read_rows(text: str, width: int, delimiter: str = ",") -> list[Row | Refused]:
    lines = io.StringIO(text, newline="")
    return list(table_rows(Lines(iter(lines)), Layout(delimiter, [f"c{n}" for n in range(1, width + 1)])))


@given(
    st.lists(CELLS, min_size=1), st.sampled_from(",;\t|"), st.sampled_from((csv.QUOTE_MINIMAL, csv.QUOTE_ALL))
)
def test_a_row_reads_back_as_it_was_written(cells: list[str], delimiter: str, quoting: int) -> None:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter, lineterminator="", quoting=quoting).writerow(cells)  # type: ignore[arg-type]
    assert split_row(buffer.getvalue(), delimiter) == cells


@given(st.text('ab,"'))
def test_a_row_is_read_as_the_standard_library_reads_it_or_is_refused(text: str) -> None:
    found = split_row(text, ",")
    if isinstance(found, Stray):
        return
    assert (found or [""]) == (next(csv.reader([text], strict=True), None) or [""])


@given(st.lists(st.tuples(CELLS, CELLS), max_size=8))
def test_cells_of_any_text_make_as_many_rows(rows: list[tuple[str, str]]) -> None:
    found = read_rows(written([list(each) for each in rows]), 2)
    assert [each.cells for each in found if isinstance(each, Row)] == [list(each) for each in rows]
    assert [each.number for each in found if isinstance(each, Row)] == list(range(1, len(rows) + 1))


@given(st.text(st.sampled_from('ab,"\n\r'), max_size=60))
def test_no_text_is_swallowed(text: str) -> None:
    """Every letter of every line is in a row, or its line is refused."""
    found = read_rows(text, 2)
    kept = sum(cell.count("a") for each in found if isinstance(each, Row) for cell in each.cells)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    refused = [int(each.where.split("line ")[1].rstrip(")")) for each in found if isinstance(each, Refused)]
    assert kept + sum(lines[line - 1].count("a") for line in refused) == text.count("a")


@pytest.mark.parametrize("stray", ['x,"y', 'x,y"', 'x,"y"z', 'x,"y""', '"x,y', 'x"y,z'])
def test_a_stray_quote_refuses_its_row_and_no_other(stray: str) -> None:
    lines = [f'{number},"text, {number}"' for number in range(1, 3001)]
    lines[99] = stray
    found = read_rows("\n".join(lines), 2)
    refused = [each for each in found if isinstance(each, Refused)]
    assert len(found) == 3000
    assert [each.where for each in refused] == ["row 100 (line 100)"]
    assert "quote in cell" in refused[0].why
    assert "(c" in refused[0].why
    assert [each.cells[0] for each in found if isinstance(each, Row)] == [
        str(n) for n in range(1, 3001) if n != 100
    ]


def test_a_quote_that_is_never_closed_is_given_up_after_some_lines() -> None:
    found = read_rows('1,"x\n' + "2,y\n" * (MOST_LINES + 50), 2)
    assert isinstance(found[0], Refused)
    assert len(found) == MOST_LINES + 51
    assert all(isinstance(each, Row) for each in found[1:])


def test_a_cell_may_have_lines() -> None:
    found = read_rows('1,"a\nb\r\n\nc"\n2,d\n', 2)
    assert [each.cells for each in found if isinstance(each, Row)] == [["1", "a\nb\r\n\nc"], ["2", "d"]]
    assert [each.line for each in found if isinstance(each, Row)] == [1, 5]


def test_two_stray_quotes_that_make_one_row_of_several_are_noticed() -> None:
    found = read_rows('1,"a\n2,b\n3,c",d,e\n4,f\n', 2)
    assert [type(each) for each in found] == [Refused, Row, Refused, Row]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("x", "row 1 (line 2): has 1 cells where the header has 2"),
        ("x,y,z", "row 1 (line 2): has 3 cells where the header has 2"),
        ("x,y\0", "row 1 (line 2): a NUL in cell 2 (n)"),
        ('x,"y\0"', "row 1 (line 2): a NUL in cell 2 (n)"),
        (",1", "row 1 (line 2): has no headline; the cells that make it are empty"),
        (f"x,{'y' * LONGEST_LINE}", "row 1 (line 2): is longer than 1,000,000 characters"),
    ],
)
def test_what_is_no_row_is_refused_with_its_reason(row: str, why: str) -> None:
    assert refusals_of(f"what,n\n{row}\n", PLAIN) == [why]
    assert len(items_of(f"what,n\n{row}\na,b\n", PLAIN)) == 2


def test_cells_beyond_the_header_do_not_matter_when_they_are_empty() -> None:
    assert [each["headline"] for each in records_of("what,n\na,1,,\n", PLAIN)] == ["a"]


def test_a_cell_of_more_than_128_kilobytes_is_read() -> None:
    (record,) = records_of(f"what,n\n{'x' * 200_000},1\n", PLAIN)
    assert len(record["headline"]) == 200_000


def test_empty_lines_are_no_rows() -> None:
    assert len(records_of("\n\nwhat,n\n\na,1\n\r\n   \nb,2\n\n", PLAIN)) == 2


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_header_tells_what_parts_the_cells(delimiter: str) -> None:
    head = delimiter.join(("what", "n", '"a, b; c"'))
    (record,) = records_of(f"{head}\nx{delimiter}1{delimiter}\n", PLAIN)
    assert record["headline"] == "x"


def test_a_spreadsheet_may_say_that_tabs_part_the_cells() -> None:
    assert records_of("sep=\t\nwhat\tn\nx\t1\n", PLAIN)[0]["headline"] == "x"


def test_a_spreadsheet_may_say_what_parts_the_cells() -> None:
    (record,) = records_of("sep=;\r\nwhat;n, m\r\nx;1\r\n", PLAIN)
    assert record["headline"] == "x"
    assert record["sources"][0]["row"] == 1


def test_rows_that_end_as_on_an_old_macintosh_are_read() -> None:
    assert len(records_of("what,n\rx,1\ry,2\r", PLAIN)) == 2


@pytest.mark.parametrize(
    ("table", "why"),
    [
        (b"", "is empty"),
        (b"\n \n", "is empty"),
        (b"PK\x03\x04zip", "is a workbook or an archive; save the sheet as CSV and import that"),
        (b"\x1f\x8bgz", "is compressed; unpack it first"),
        (b'wh"at,n\nx,1\n', "has a stray quote in cell 1 of its header"),
        (b'what,"n\nx,1\n', "has a stray quote in cell 2 of its header"),
        (b"what,n\0\nx,1\n", "has something that is no text in cell 2 of its header"),
    ],
)
def test_what_is_no_table_is_said_in_one_sentence(table: bytes, why: str) -> None:
    with pytest.raises(TableError) as told:
        items_of(table, PLAIN)
    assert str(told.value) == why


def test_columns_of_one_name_may_be_there_unless_they_are_wanted() -> None:
    assert len(records_of("what,n,n\nx,1,2\n", PLAIN)) == 1
    with pytest.raises(TableError, match='2 columns named "what"'):
        items_of("what,What\nx,y\n", PLAIN)


@given(st.binary(max_size=300))
def test_no_bytes_make_it_fail(data: bytes) -> None:
    try:
        items = items_of(b"what,n\n" + data, PLAIN)
    except TableError:
        return
    counted = tally(items)
    assert (
        counted.rows
        == len(items)
        == counted.imported + counted.refused
        == sum(counted.reasons.values()) + counted.imported
    )


def test_a_tally_tells_how_many_rows_are_refused_for_which_reason() -> None:
    counted = tally(items_of("what,n\na,1\nb\nc\nd,1,2,3\n,1\n", PLAIN))
    assert (counted.rows, counted.imported, counted.refused) == (5, 1, 4)
    assert counted.reasons == {
        "has … cells where the header has …": 3,
        "has no headline; the cells that make it are empty": 1,
    }
    assert counted.examples["has … cells where the header has …"].where == "row 2 (line 3)"


def test_where_a_row_stood_is_with_its_record() -> None:
    items = items_of("what,n\na,1\nb\nc,2\n", PLAIN)
    assert [each.where for each in items] == ["row 1", "row 2 (line 3)", "row 3"]
    assert [each.record["sources"][0]["row"] for each in items if isinstance(each, Incoming)] == [1, 3]
