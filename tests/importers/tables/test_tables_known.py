"""Data sets that are known by their columns: ACLED and GDELT, in invented rows."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chronoterm.importers.incoming import Incoming, Refused
from chronoterm.importers.tables import KNOWN, DateOrderNeededError, known_by
from chronoterm.importers.tables.gdelt import VERSION_1, VERSION_2
from tests.importers.tables.tables import items_of, names_of, records_of, refusals_of

ACLED = (
    *(
        "event_id_cnty",
        "event_date",
        "year",
        "time_precision",
        "disorder_type",
        "event_type",
        "sub_event_type",
    ),
    *("actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction"),
    *("civilian_targeting", "iso", "region", "country", "admin1", "admin2", "admin3", "location"),
    *(
        "latitude",
        "longitude",
        "geo_precision",
        "source",
        "source_scale",
        "notes",
        "fatalities",
        "tags",
        "timestamp",
    ),
)
ACLED_ROW = {
    "event_id_cnty": "DRC123",
    "event_date": "2023-05-17",
    "year": "2023",
    "time_precision": "1",
    "disorder_type": "Political violence",
    "event_type": "Battles",
    "sub_event_type": "Armed clash",
    "actor1": "Military Forces of the Democratic Republic of Congo (2019-)",
    "assoc_actor_1": "Police Forces of Chad (2021-); Hunters",
    "inter1": "State forces",
    "actor2": "Northern Guards",
    "interaction": "State forces-Rebel group",
    "iso": "180",
    "region": "Middle Africa",
    "country": "Democratic Republic of Congo",
    "admin1": "Ituri",
    "admin2": "Irumu",
    "location": "Boga",
    "latitude": "1.0333",
    "longitude": "29.9333",
    "geo_precision": "2",
    "source": "Radio North; Gazette",
    "source_scale": "National",
    "notes": "On 17 May 2023, they clashed.",
    "fatalities": "3",
    "tags": "crowd size=no report; local administrators",
    "timestamp": "1684880000",
}


def acled(*changes: dict[str, str], header: tuple[str, ...] = ACLED, delimiter: str = ",") -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter)
    writer.writerow(header)
    writer.writerows([(ACLED_ROW | each).get(name.lower(), "") for name in header] for each in changes)
    return buffer.getvalue()


def test_an_event_of_acled_becomes_a_record_with_its_names() -> None:
    items = items_of(acled({}))
    (item,) = items
    assert isinstance(item, Incoming)
    sha256 = item.record["sources"][0]["sha256"]
    boga, irumu = item.record["places"][0], names_of(items)[item.record["places"][0]]["part_of"]
    assert item.record == {
        "id": "acled-DRC123",
        "kind": "event",
        "headline": "Battles: Military Forces of the Democratic Republic of Congo (2019-) / Northern Guards, Boga",
        "summary": "On 17 May 2023, they clashed.",
        "tags": ["Battles", "Armed clash", "crowd size=no report", "local administrators"],
        "date": "2023-05-17",
        "actors": [
            "military-forces-of-the-democratic-republic-of-congo-2019",
            "police-forces-of-chad-2021",
            "hunters",
            "northern-guards",
        ],
        "places": [boga],
        "figures": [{"series": "acled-fatalities", "low": 3, "high": 3, "state": "killed"}],
        "sources": [
            {"publisher": "Radio North", "sha256": sha256, "row": 1},
            {"publisher": "Gazette", "sha256": sha256, "row": 1},
        ],
        "acled": {
            "time_precision": "1",
            "geo_precision": "2",
            "disorder_type": "Political violence",
            "region": "Middle Africa",
            "source_scale": "National",
            "timestamp": "1684880000",
        },
    }
    names = names_of(items)
    assert names[boga] == {
        "id": boga,
        "name": "Boga",
        "part_of": irumu,
        "latitude": 1.0333,
        "longitude": 29.9333,
    }
    assert names[irumu]["part_of"] == "ituri-cd"
    assert names["ituri-cd"] == {"id": "ituri-cd", "name": "Ituri", "kind": "region", "part_of": "CD"}
    assert names["military-forces-of-the-democratic-republic-of-congo-2019"]["country"] == "CD"
    assert names["police-forces-of-chad-2021"]["country"] == "TD"


@pytest.mark.parametrize(
    ("code", "edtf", "kept"),
    [("1", "2023-05-17", None), ("2", "2023-05-15/2023-05-21", "2023-05-17"), ("3", "2023-05", "2023-05-17")],
)
def test_the_time_precision_of_acled_is_that_of_the_date(code: str, edtf: str, kept: str | None) -> None:
    (record,) = records_of(acled({"time_precision": code}))
    assert (record["date"], record.get("date_text")) == (edtf, kept)


def test_another_time_precision_refuses_its_row() -> None:
    assert refusals_of(acled({"time_precision": "4"}))[0].endswith('"4" is not explained by the map')


def test_the_dates_of_acled_may_be_in_words() -> None:
    assert records_of(acled({"event_date": "17 May 2023"}))[0]["date"] == "2023-05-17"


def test_the_dates_of_acled_saved_by_a_spreadsheet_are_asked_about() -> None:
    with pytest.raises(DateOrderNeededError):
        items_of(acled({"event_date": "05/04/2023"}))
    assert records_of(acled({"event_date": "17/05/2023"}))[0]["date"] == "2023-05-17"


def test_acled_is_known_with_columns_of_other_years_and_in_capitals() -> None:
    header = (
        "DATA_ID",
        *(name.upper() for name in ACLED if name not in ("disorder_type", "tags", "civilian_targeting")),
    )
    (record,) = records_of(acled({}, header=header, delimiter=";"))
    assert record["tags"] == ["Battles", "Armed clash"]
    assert record["acled"]["GEO_PRECISION"] == "2"


def test_what_acled_leaves_empty_is_left_out() -> None:
    empty = (
        "actor2",
        "assoc_actor_1",
        "admin1",
        "admin2",
        "location",
        "notes",
        "source",
        "latitude",
        "longitude",
        "tags",
    )
    items = items_of(acled(dict.fromkeys(empty, "")))
    (item,) = items
    assert isinstance(item, Incoming)
    assert item.record["headline"].endswith("(2019-)")
    assert item.record["places"] == ["CD"]
    assert item.record["sources"][0]["title"] == "table.csv"
    assert "summary" not in item.record


# GDELT

GDELT_ROW = {
    "GLOBALEVENTID": "530123456",
    "SQLDATE": "20240229",
    "MonthYear": "202402",
    "Year": "2024",
    "FractionDate": "2024.1616",
    "Actor1Code": "FRAGOV",
    "Actor1Name": "PRESIDENT",
    "Actor1CountryCode": "FRA",
    "Actor1Type1Code": "GOV",
    "Actor2Code": "UKR",
    "Actor2Name": "KYIV",
    "Actor2CountryCode": "UKR",
    "IsRootEvent": "1",
    "EventCode": "130",
    "EventBaseCode": "130",
    "EventRootCode": "13",
    "QuadClass": "3",
    "GoldsteinScale": "-4.4",
    "NumMentions": "10",
    "NumSources": "1",
    "NumArticles": "10",
    "AvgTone": "-2.5",
    "ActionGeo_Type": "4",
    "ActionGeo_FullName": "Lviv, L'vivs'ka Oblast', Ukraine",
    "ActionGeo_Lat": "49.8383",
    "ActionGeo_Long": "24.0232",
    "DATEADDED": "20240229",
    "SOURCEURL": 'https://www.gazette.example/a?b="c"',
}


def gdelt(columns: tuple[str, ...], *changes: dict[str, str], header: bool = False) -> str:
    rows = ["\t".join((GDELT_ROW | each).get(name, "") for name in columns) for each in changes]
    return "\n".join((["\t".join(columns)] if header else []) + rows) + "\n"


LAYOUTS = pytest.mark.parametrize(
    ("columns", "header"),
    [(VERSION_1, False), (VERSION_1, True), (VERSION_1[:-1], False), (VERSION_2, False), (VERSION_2, True)],
    ids=["1", "1 with header", "1 without addresses", "2", "2 with header"],
)


def test_the_columns_of_gdelt_are_as_many_as_its_codebooks_say() -> None:
    assert (len(VERSION_1), len(VERSION_2)) == (58, 61)


@LAYOUTS
def test_an_event_of_gdelt_becomes_a_record(columns: tuple[str, ...], *, header: bool) -> None:
    items = items_of(gdelt(columns, {}, header=header))
    (item,) = items
    assert isinstance(item, Incoming)
    record = item.record
    assert {name: record[name] for name in ("id", "kind", "headline", "speaker", "date", "actors")} == {
        "id": "gdelt-530123456",
        "kind": "statement",
        "headline": "Threatens Ukraine",
        "speaker": "president-france",
        "date": "2024-02-29",
        "actors": ["president-france", "UA"],
    }
    assert record["gdelt"]["AvgTone"] == "-2.5"
    names = names_of(items)
    assert names["president-france"] == {
        "id": "president-france",
        "name": "President (France)",
        "country": "FR",
    }
    assert names["UA"]["name"] == "Ukraine"
    assert names[record["places"][0]]["name"] == "Lviv"
    assert names[record["places"][0]]["latitude"] == 49.8383
    source = record["sources"][0]
    if "SOURCEURL" in columns:
        assert (source["publisher"], source["url"]) == ("gazette.example", GDELT_ROW["SOURCEURL"])
    else:
        assert source["title"] == "table.csv"


@pytest.mark.parametrize(
    ("change", "kind", "headline"),
    [
        ({"EventRootCode": "19"}, "event", "President (France) fights Ukraine"),
        ({"EventRootCode": "04"}, "event", "President (France) consults with Ukraine"),
        ({"EventRootCode": "1"}, "statement", "Makes a statement to Ukraine"),
        ({"EventRootCode": "14", "Actor2Code": "", "Actor2Name": ""}, "event", "President (France) protests"),
        (
            {"Actor1Code": "", "Actor1Name": "", "Actor1CountryCode": ""},
            "event",
            "Somebody threatens Ukraine",
        ),
        ({"EventRootCode": "99"}, "event", "President (France) does something to Ukraine (CAMEO 99)"),
        (
            {"Actor2Code": "GOVNOBODY", "Actor2CountryCode": "XYZ", "Actor2Name": ""},
            "statement",
            "Threatens Govnobody",
        ),
    ],
)
def test_the_root_of_the_event_code_makes_the_headline(
    change: dict[str, str], kind: str, headline: str
) -> None:
    (record,) = records_of(gdelt(VERSION_2, change))
    assert (record["kind"], record["headline"]) == (kind, headline)
    assert ("speaker" in record) == (kind == "statement")


def test_places_of_gdelt_lie_in_their_region_and_country() -> None:
    items = items_of(
        gdelt(
            VERSION_1,
            {"GLOBALEVENTID": "1"},
            {"GLOBALEVENTID": "2", "ActionGeo_FullName": "Texas, United States"},
            {"GLOBALEVENTID": "3", "ActionGeo_FullName": "France"},
            {"GLOBALEVENTID": "4", "ActionGeo_FullName": "", "ActionGeo_Lat": "", "ActionGeo_Long": ""},
        )
    )
    names = names_of(items)
    found = [each.record.get("places") for each in items if isinstance(each, Incoming)]
    assert found[1:] == [["texas-us"], ["FR"], None]
    assert names["texas-us"]["part_of"] == "US"
    region = names[names[(found[0] or [""])[0]]["part_of"]]
    assert (region["name"], region["part_of"]) == ("L'vivs'ka Oblast'", "UA")


def test_a_row_of_gdelt_with_other_cells_is_refused() -> None:
    rows = gdelt(VERSION_2, {}, {"GLOBALEVENTID": "2"}) + gdelt(VERSION_1, {"GLOBALEVENTID": "3"})
    assert refusals_of(rows) == ["row 3 (line 3): has 58 cells where the header has 61"]


def test_other_tables_without_a_header_are_not_taken_for_gdelt() -> None:
    with pytest.raises(Exception, match="not known"):
        items_of("\t".join(["x"] * 58) + "\n")


@given(
    st.sampled_from((ACLED, VERSION_1, VERSION_2)),
    st.lists(
        st.lists(st.text(max_size=6) | st.sampled_from(("1", "20240101", "2024-01-01", "-99")), max_size=61),
        max_size=4,
    ),
)
@settings(max_examples=60)
def test_whatever_the_cells_hold_every_row_comes_in_or_is_refused(
    columns: tuple[str, ...], rows: list[list[str]]
) -> None:
    buffer = io.StringIO()
    writer = csv.writer(buffer, quoting=csv.QUOTE_ALL)
    writer.writerow(columns)
    writer.writerows([*row, *[""] * len(columns)][: len(columns)] for row in rows)
    items = items_of(buffer.getvalue().encode("utf-8", "replace"))
    assert len(items) == len(rows)


def test_each_kind_of_table_is_known_by_its_own_columns() -> None:
    for each in KNOWN:
        assert known_by(tuple(name.upper() for name in each.needed)) == each


def test_the_same_table_gives_the_same_ids_each_time() -> None:
    def ids(items: list[Incoming | Refused]) -> list[str]:
        return [str(each.record["id"]) for each in items if isinstance(each, Incoming)]

    table = acled({}, {"event_id_cnty": "DRC124"})
    assert ids(items_of(table)) == ids(items_of(table)) == ["acled-DRC123", "acled-DRC124"]
    assert names_of(items_of(table)) == names_of(items_of(table))
