"""UCDP GED: every field of every row, against another reading of the same file; and invented rows for its codes."""

import csv
import io
from calendar import monthrange
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from chronoterm.dates import PartialDate
from chronoterm.edits import Document
from chronoterm.importers.incoming import Incoming, Refused
from tests.importers.tables.tables import items_of, names_of, records_of, refusals_of

REAL = Path(__file__).parents[4] / "shared/data/ucdp_ged_car/GEDEvent_v23_1_CAR.csv"
HEADER = (
    "id,type_of_violence,dyad_name,side_a,side_b,source_article,source_original,where_coordinates,where_description,"
    "adm_1,adm_2,country,date_prec,date_start,date_end,best,high,low,longitude,latitude\n"
)
ROW = (
    '41,3,"Guards, Northern - Civilians","Guards, Northern",Civilians,"""Gazette,2014-02-03,Two killed; one, hurt"";'
    '""Radio North ,2014-02-04,Again""",police,Dell town,Dell,Dell province,Dell region,DR Congo (Zaire),'
    "{},{},{},2,5,1,21.5,-4.25\n"
)


def dated(code: int, start: str, end: str) -> Document:
    return records_of(HEADER + ROW.format(code, start, end))[0]


def test_a_row_becomes_a_record_with_its_names() -> None:
    items = items_of(HEADER + ROW.format(1, "2014-02-02T00:00:00", "2014-02-02T00:00:00"))
    (item,) = items
    assert isinstance(item, Incoming)
    places = ["dell-town-cd-8ff3", "dell-region-cd-4ac8", "dell-province-cd", "CD"]
    for source in item.record["sources"]:
        assert len(source.pop("sha256")) == 64
    assert item.record | {"places": []} == {
        "id": "ucdp-ged-41",
        "kind": "event",
        "headline": "One-sided violence: Guards, Northern - Civilians, Dell town",
        "summary": "Dell. Deaths: best estimate 2, low 1, high 5.",
        "tags": ["One-sided violence"],
        "date": "2014-02-02",
        "actors": ["guards-northern", "civilians"],
        "targets": ["civilians"],
        "places": [],
        "figures": [
            {"series": "ucdp-ged-deaths-best", "low": 2, "high": 2, "state": "killed"},
            {"series": "ucdp-ged-deaths", "low": 1, "high": 5, "state": "killed"},
        ],
        "sources": [
            {
                "published": "2014-02-03",
                "publisher": "Gazette",
                "title": "Two killed; one, hurt",
                "via": "police",
                "row": 1,
            },
            {
                "published": "2014-02-04",
                "publisher": "Radio North",
                "title": "Again",
                "via": "police",
                "row": 1,
            },
        ],
        "ucdp-ged": {
            "dyad_name": "Guards, Northern - Civilians",
            "where_description": "Dell",
            "date_prec": "1",
        },
    }
    names = names_of(items)
    chain = [names[item.record["places"][0]]]
    while "part_of" in chain[-1]:
        chain.append(names[chain[-1]["part_of"]])
    assert [each["name"] for each in chain] == ["Dell town", "Dell region", "Dell province", "DR Congo"]
    assert [each["id"].rpartition("-")[0] for each in chain[:2]] == [
        each.rpartition("-")[0] for each in places[:2]
    ]
    assert [each["id"] for each in chain[2:]] == places[2:]
    assert (chain[0]["latitude"], chain[0]["longitude"]) == (-4.25, 21.5)


@pytest.mark.parametrize(
    ("code", "start", "end", "edtf"),
    [
        (1, "2014-02-02T00:00:00", "2014-02-02T00:00:00", "2014-02-02"),
        (1, "2014-02-02 00:00:00.000", "2014-02-02 00:00:00.000", "2014-02-02"),
        (2, "2014-02-02", "2014-02-05", "2014-02-02/2014-02-05"),
        (2, "2014-02-02", "2014-02-02", "2014-02-02~"),
        (3, "2014-02-03", "2014-02-09", "2014-02-03/2014-02-09"),
        (3, "2014-02-05", "2014-02-05", "2014-02-03/2014-02-09"),
        (4, "2014-02-01", "2014-02-28", "2014-02"),
        (4, "2014-02-10", "2014-02-20", "2014-02-10/2014-02-20"),
        (4, "2014-02-10", "2014-02-10", "2014-02"),
        (5, "2014-01-01", "2014-12-31", "2014"),
        (5, "2013-01-01", "2014-12-31", "2013/2014"),
        (5, "2014-02-01", "2014-03-31", "2014-02/2014-03"),
        (5, "2014-02-10", "2014-03-31", "2014-02-10/2014-03-31"),
        (5, "2014-02-10", "2014-02-10", "2014"),
    ],
)
def test_a_date_is_never_sharper_than_its_code(code: int, start: str, end: str, edtf: str) -> None:
    assert dated(code, start, end)["date"] == edtf


def test_what_the_code_widened_is_still_told() -> None:
    assert dated(4, "2014-02-10", "2014-02-10")["date_text"] == "2014-02-10"
    assert "date_text" not in dated(4, "2014-02-01", "2014-02-28")


@pytest.mark.parametrize(
    ("code", "start", "end", "why"),
    [
        (6, "2014-02-02", "2014-02-02", 'column date_prec: "6" is not explained by the map'),
        (1, "2014-02-05", "2014-02-02", 'columns date_start and date_end: "2014-02-05 – 2014-02-02" ends before it starts'),
        (1, "2014-02-30", "2014-02-30", 'column date_start: "2014-02-30" is no date (February 2014 has 28 days)'),
    ],
)  # fmt: skip
def test_a_date_that_cannot_be_refuses_its_row(code: int, start: str, end: str, why: str) -> None:
    assert refusals_of(HEADER + ROW.format(code, start, end)) == [f"row 1 (line 2): {why}"]


def test_a_second_row_of_one_id_is_refused() -> None:
    row = ROW.format(1, "2014-02-02", "2014-02-02")
    assert refusals_of(HEADER + row + row) == ['row 2 (line 3): has the id of row 1, "ucdp-ged-41"']


# Against the file itself


@pytest.fixture(scope="module")
def real() -> tuple[list[Incoming | Refused], list[Mapping[str, str]]]:
    """What is imported of the file, and its rows as the standard library reads them."""
    if not REAL.exists():
        pytest.skip("the data set is not here")
    data = REAL.read_bytes()
    return items_of(data, name=REAL.name), list(
        csv.DictReader(io.StringIO(data.decode(), newline=""), strict=True)
    )


Real = tuple[list[Incoming | Refused], list[Mapping[str, str]]]


def test_every_row_is_imported(real: Real) -> None:
    items, rows = real
    assert len(rows) == 1848
    assert [each.record["id"] for each in items if isinstance(each, Incoming)] == [
        f"ucdp-ged-{row['id']}" for row in rows
    ]


def test_every_date_lies_between_its_days_and_is_as_sharp_as_its_code(real: Real) -> None:
    items, rows = real
    shapes: Counter[tuple[str, str]] = Counter()
    for item, row in zip(items, rows, strict=True):
        assert isinstance(item, Incoming)
        when = PartialDate.parse(item.record["date"])
        first, last = (date.fromisoformat(row[name][:10]) for name in ("date_start", "date_end"))
        assert when.start == (first.toordinal() - 1) * 1440
        assert when.end == last.toordinal() * 1440
        assert when.edtf == naive(first, last)
        assert not when.approximate
        assert not when.uncertain
        shapes[row["date_prec"], when.precision.value] += 1
    assert shapes == {
        ("1", "day"): 1367,
        ("2", "interval"): 251,
        ("3", "interval"): 24,
        ("4", "month"): 86,
        ("4", "interval"): 77,
        ("5", "year"): 7,
        ("5", "interval"): 36,
    }


def naive(first: date, last: date) -> str:
    """The days as EDTF, put together by hand."""
    if first == last:
        return str(first)
    if first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
        if (first.month, last.month) == (1, 12):
            return str(first.year) if first.year == last.year else f"{first.year}/{last.year}"
        months = [f"{each:%Y-%m}" for each in (first, last)]
        return months[0] if months[0] == months[1] else "/".join(months)
    return f"{first}/{last}"


def test_every_field_is_that_of_its_row(real: Real) -> None:
    items, rows = real
    names = names_of(items)
    violence = {"1": "State-based conflict", "2": "Non-state conflict", "3": "One-sided violence"}
    for number, (item, row) in enumerate(zip(items, rows, strict=True), 1):
        assert isinstance(item, Incoming)
        record = item.record
        sort = violence[row["type_of_violence"]]
        assert record["kind"] == "event"
        assert (
            record["headline"]
            == f"{sort}: {' '.join(row['dyad_name'].split())}, {row['where_coordinates'].strip()}"
        )
        assert record["tags"] == [sort]
        assert [names[each]["name"] for each in record["actors"]] == [
            row["side_a"].strip(),
            row["side_b"].strip(),
        ]
        best, low, high = (int(row[name]) for name in ("best", "low", "high"))
        figures = record["figures"]
        assert [(each["series"], each["low"], each["high"]) for each in figures] == [
            ("ucdp-ged-deaths-best", best, best),
            ("ucdp-ged-deaths", min(low, high), max(low, high)),
        ]
        assert ("text" in figures[1]) == (low > high)
        assert record["ucdp-ged"]["date_prec"] == row["date_prec"]
        assert record["ucdp-ged"]["where_prec"] == row["where_prec"]
        assert all(each["row"] == number for each in record["sources"])


def test_every_place_lies_where_its_row_says(real: Real) -> None:
    items, rows = real
    names = names_of(items)
    located: dict[str, tuple[float, float] | None] = {}
    for item, row in zip(items, rows, strict=True):
        assert isinstance(item, Incoming)
        (place,) = item.record["places"]
        chain = [names[place]]
        while "part_of" in chain[-1]:
            chain.append(names[chain[-1]["part_of"]])
        told = [
            row[name].strip()
            for name in ("where_coordinates", "adm_2", "adm_1", "country")
            if row[name].strip()
        ]
        assert [each["name"] for each in chain] == [
            name
            for n, name in enumerate(told)
            if name.casefold() not in (each.casefold() for each in told[n + 1 :])
        ]
        degrees = float(row["latitude"]), float(row["longitude"])
        kept = item.record["ucdp-ged"]
        if located.setdefault(place, degrees) == degrees:
            assert (names[place]["latitude"], names[place]["longitude"]) == degrees
            assert "latitude" not in kept
        else:  # the place was named without its degrees before, or with others
            assert (kept["latitude"], kept["longitude"]) == degrees
        for wider in chain[1:]:
            located.setdefault(wider["id"], None)


def test_every_source_is_named(real: Real) -> None:
    items, rows = real
    for item, row in zip(items, rows, strict=True):
        assert isinstance(item, Incoming)
        sources = item.record["sources"]
        if row["source_date"]:
            assert [each.get("published") for each in sources] == row["source_date"].split(";")
            assert [each.get("publisher", "").split() for each in sources] == [
                each.split() for each in row["source_office"].split(";")
            ]
            assert [each.get("title", "").strip() for each in sources] == [
                each.strip() for each in headlines(row, len(sources))
            ]
        else:
            assert [each["title"] for each in sources] == [row["source_article"].strip()]
        assert {each.get("via", "") for each in sources} == {row["source_original"].strip()}


def headlines(row: Mapping[str, str], count: int) -> list[str]:
    """The headlines of a row; where they have semicolons of their own, as the articles have them."""
    parts = row["source_headline"].split(";")
    if len(parts) == count:
        return parts
    return [each.split(",", 2)[2] for each in row["source_article"].strip()[1:-1].split('";"')]
