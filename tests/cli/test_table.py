from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronoterm.cells import width
from chronoterm.chronology.indexed import IndexedChronology
from chronoterm.exporters.fields import FIELDS, TABLE_FIELDS, Reading
from chronoterm.exporters.table import table
from chronoterm.opening import open_chronology
from chronoterm.ordering import CHRONOLOGICAL
from chronoterm.query import ALL
from chronoterm.records import Annotation, Kind, Record

columns = st.lists(st.sampled_from(sorted(FIELDS)), min_size=1, max_size=16, unique=True)


@pytest.fixture(scope="module")
def chronology() -> IndexedChronology:
    return open_chronology(Path(__file__).resolve().parents[2] / "data" / "chronology.json")[1]


def _lines(
    chronology: IndexedChronology, fields: list[str] | tuple[str, ...], cells: int | None
) -> list[str]:
    rows = chronology.view(ALL, CHRONOLOGICAL).window(0, 15)
    return list(table(Reading(chronology), rows, fields, cells))


@given(fields=columns, cells=st.integers(20, 200))
def test_a_table_fits_the_terminal_and_stays_aligned(
    chronology: IndexedChronology, fields: list[str], cells: int
) -> None:
    lines = _lines(chronology, fields, cells)
    assert len(lines) == 16
    assert all(width(line) <= cells for line in lines)


@given(fields=columns)
def test_a_table_in_a_pipe_holds_every_text_whole(chronology: IndexedChronology, fields: list[str]) -> None:
    lines = _lines(chronology, fields, None)
    assert "…" not in "\n".join(lines)
    whole = _lines(chronology, fields, 100_000)
    assert [line.split() for line in lines] == [line.split() for line in whole]


def test_one_long_text_does_not_pad_every_line_of_a_pipe() -> None:
    records = [Record(id=f"r{n}", kind=Kind.EVENT, headline="x" * (10_000 if n else 3)) for n in range(2)]
    lines = _lines(IndexedChronology.build(records), ["headline", "id"], None)
    assert len(lines[1]) < 100
    assert "x" * 10_000 in lines[2]


def test_dates_are_whole_where_there_is_little_room(chronology: IndexedChronology) -> None:
    for cells in (60, 72, 80, 100):
        lines = _lines(chronology, TABLE_FIELDS, cells)
        assert sum(line.startswith(" ≤ 31 Oct 2024 ") for line in lines) == 7
        assert sum(line.startswith(" c. 31 Oct – 7 Nov 2024 ") for line in lines) == 1


def test_names_are_still_known_on_eighty_columns(chronology: IndexedChronology) -> None:
    text = "\n".join(_lines(chronology, TABLE_FIELDS, 80))
    assert text.count(" Zelenskyy ") == 10
    assert "About 3,000 now, 12" in text


def test_what_only_may_match_is_marked_without_moving_the_columns(chronology: IndexedChronology) -> None:
    rows = chronology.view(ALL, CHRONOLOGICAL).window(0, 2)
    lines = list(table(Reading(chronology), [rows[0], rows[1]._replace(possible=True)], ["id", "kind"], None))
    assert [line[0] for line in lines] == [" ", " ", "~"]
    assert (
        len({line.index(word) for line, word in zip(lines, ("KIND", "statement", "statement"), strict=True)})
        == 1
    )


def test_what_users_noted_can_be_printed_beside_a_record() -> None:
    records = [Record(id=each, kind=Kind.EVENT, headline=each, tags=("own",), by="eve") for each in "ab"]
    notes = [
        Annotation(record="a", by="ben", at="2024-11-02", star=True, comment="Who says so?"),
        Annotation(record="a", by="ana", at="2024-11-01", star=True, tag="check"),
        Annotation(record="a", star=True),
    ]
    reading = Reading(IndexedChronology.build(records, annotations=notes))
    a, b = (
        [FIELDS[column](entry, reading) for column in ("by", "tags", "stars", "notes")] for entry in records
    )
    assert a == ["eve", "own", "somebody, ana, ben", "ana: #check; ben: Who says so?"]
    assert b == ["eve", "own", "", ""]
