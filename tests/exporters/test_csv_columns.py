"""CSV with all columns holds a whole record, and no cell of it runs in a spreadsheet."""

import csv
import io
import json
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from chronoterm.chronology.indexed import IndexedChronology
from chronoterm.documents import read, write
from chronoterm.exporters.csv import csv_line, harmless
from chronoterm.exporters.exporting import Form
from chronoterm.exporters.fields import AS_STORED, FIELDS, FULL_FIELDS, LISTS
from chronoterm.language.reading import read_query
from chronoterm.records import Record
from chronoterm.text import clean, clean_block
from tests.exporters.chosen import chronology, exported, record
from tests.exporters.hostile import texts
from tests.exporters.worlds import worlds
from tests.unit.editing_strategies import TODAY

PLAIN = {
    "id": "id",
    "edtf": "date",
    "basis": "date_basis",
    "date_text": "date_text",
    "about": "about_date",
    "record_kind": "kind",
    "outcome": "outcome",
    "speaker_id": "speaker",
    "role": "speaker_role",
    "headline": "headline",
    "summary": "summary",
    "quote": "quote",
    "quote_kind": "quote_kind",
    "lang": "lang",
}
"""The columns that hold a field as it is, and the field."""

NOTHING = "–"
"""What stands for a headline of which nothing is to be seen."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def without_apostrophe(cell: str) -> str:
    """What a cell is read back as: one apostrophe before a formula goes."""
    return cell[1:] if cell.lstrip("'").startswith(FORMULA) and cell.startswith("'") else cell


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def record_of(row: dict[str, str]) -> Record:
    document: dict[str, Any] = {
        field: without_apostrophe(row[column]) for column, field in PLAIN.items() if row[column]
    }
    document |= {name: json.loads(row[f"{name}{AS_STORED}"]) for name in LISTS if row[f"{name}{AS_STORED}"]}
    return read({"headline": NOTHING, **document, "expected": row["expected"] == "yes"}, Record)


def cleaned(found: Record) -> dict[str, Any]:
    """The document of a record with its texts as they are shown, and without what no column holds."""
    document = {
        name: value for name, value in write(found).items() if name not in ("modified", "revision", "by")
    }
    for name in PLAIN.values():
        if isinstance(document.get(name), str):
            tidy = clean_block if name in ("summary", "quote") else clean
            document[name] = tidy(document[name])
    document["headline"] = document["headline"] or NOTHING
    return {name: value for name, value in document.items() if value != ""}


@settings(max_examples=30)
@given(worlds())
def test_every_column_together_holds_the_whole_record(world: IndexedChronology) -> None:
    rows = rows_of(exported(Form.CSV, world, columns=FULL_FIELDS))
    assert len(rows) == world.total
    for row in rows:
        assert cleaned(record_of(row)) == cleaned(world.record(row["id"]))


@settings(max_examples=30)
@given(worlds())
def test_no_cell_runs_as_a_formula(world: IndexedChronology) -> None:
    for row in rows_of(exported(Form.CSV, world, columns=tuple(FIELDS))):
        for column, cell in row.items():
            assert not cell.startswith(FORMULA) or column in {"edtf", "lag"}, column


@given(st.one_of(texts, texts.map(lambda text: f"'{text}"), st.sampled_from(("'=1", "''=1", "'", "''"))))
@example("'\t=1")
def test_one_apostrophe_less_is_what_was_there(text: str) -> None:
    assert without_apostrophe(harmless(text)) == clean(text)
    assert next(csv.reader([csv_line([harmless(text), "x"])], strict=True)) == [harmless(text), "x"]


def test_figures_and_expectations_are_told_to_people_and_to_programs() -> None:
    world = chronology(
        [
            read(
                {
                    "id": "a",
                    "kind": "statement",
                    "headline": "Soon",
                    "expected": True,
                    "figures": [
                        {"series": "s", "low": 3000, "high": 3000, "approx": True, "state": "present"}
                    ],
                    "relations": [{"type": "updates", "to": "b"}],
                },
                Record,
            )
        ]
    )
    (row,) = rows_of(exported(Form.CSV, world, columns=FULL_FIELDS))
    assert (row["kind"], row["record_kind"], row["expected"]) == ("expected", "statement", "yes")
    assert row["figures"] == "about 3,000 · present · s"
    assert json.loads(row["relations_json"]) == [{"type": "updates", "to": "b"}]
    assert row["sources_json"] == ""


def test_a_text_keeps_its_line_breaks_within_its_cell() -> None:
    (row,) = rows_of(
        exported(Form.CSV, [record(quote="one\n\ntwo", summary="a\r\nb")], columns=("quote", "summary"))
    )
    assert row == {"quote": "one\n\ntwo", "summary": "a\nb"}


def test_what_only_may_match_is_told_where_it_can_be() -> None:
    world = chronology([record("a", date="2024-10-18"), record("b")])
    query = read_query("since:2024", world, today=TODAY, near=None).query
    rows = rows_of(exported(Form.CSV, world, query=query, columns=("id",)))
    assert rows == [{"id": "a", "match": "certain"}, {"id": "b", "match": "possible"}]
