"""Maps: what somebody writes is read strictly, and what is wrong is said with line and key."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronoterm.importers.tables import KNOWN, Known, MapError, parse_map
from chronoterm.importers.tables.templates import filled
from tests.importers.tables.tables import items_of, names_of, records_of, refusals_of

FULL = """
name = "harbour"
unknown = ["NA", "-99"]

[unknown_in]
port = ["?"]

[values.type]
s = "statement"
e = "event"

[record]
id = "h-{no}"
kind = "{type}"
expected = "{plan}"
headline = "{what}[ at {port}]"
summary = "{note}"
quote = "{words}"
quote_kind = "direct"
lang = "en"
speaker = "{who}"
speaker_role = "{office}"
date_basis = "explicit"
tags = ["{topics}", "harbour"]
split = ";"
keep = ["clerk"]

[date]
column = "when"

[about]
year = "y"
month = "m"
day = "d"

[[actors]]
column = "others"
split = ";"
kind = "organisation"

[[places]]
column = "port"
kind = "port"
[[places]]
column = "land"
kind = "country"

[coordinates]
latitude = "lat"
longitude = "lon"

[[figures]]
column = "ships"
series = "ships"
name = "Ships in the harbour"
unit = "ships"
state = "present"
approx = true
[[figures]]
low = "min"
high = "max"
series = "crew"

[[sources]]
publisher = "{paper}"
title = "{article}"
published = "{day_of_paper}"
url = "{url}"
"""
HEADER = (
    "no,type,plan,what,note,words,who,office,topics,clerk,when,y,m,d,others,port,land,lat,lon,ships,min,max,"
    "paper,article,day_of_paper,url\n"
)
ROW = (
    "7,s,yes,Strike,A note,We stop.,Ada  Lund,speaker,pay;strike; pay,J.,2024-05-03,2024,5,0,Union;Port Company,"
    "Oslo,Norway,59.9,10.7,12,400,450,Gazette,Strike!,3 May 2024,https://g.example/1\n"
)


def test_every_part_of_a_map_finds_its_place() -> None:
    (record,) = records_of(HEADER + ROW, FULL)
    source = record["sources"][0]
    assert len(source.pop("sha256")) == 64
    assert record == {
        "id": "h-7",
        "kind": "statement",
        "headline": "Strike at Oslo",
        "expected": True,
        "summary": "A note",
        "quote": "We stop.",
        "quote_kind": "direct",
        "lang": "en",
        "speaker_role": "speaker",
        "date_basis": "explicit",
        "tags": ["pay", "strike", "harbour"],
        "date": "2024-05-03",
        "about_date": "2024-05",
        "speaker": "ada-lund",
        "actors": ["ada-lund", "union", "port-company"],
        "places": ["oslo-no"],
        "figures": [
            {"series": "ships", "low": 12, "high": 12, "state": "present", "approx": True},
            {"series": "crew", "low": 400, "high": 450},
        ],
        "sources": [
            {
                "publisher": "Gazette",
                "title": "Strike!",
                "published": "2024-05-03",
                "url": "https://g.example/1",
                "row": 1,
            }
        ],
        "harbour": {"clerk": "J."},
    }


def test_names_come_along_once_and_in_full() -> None:
    items = items_of(HEADER + ROW + ROW.replace("7,s", "8,s"), FULL)
    assert names_of(items) == {
        "ada-lund": {"id": "ada-lund", "name": "Ada Lund"},
        "union": {"id": "union", "name": "Union", "kind": "organisation"},
        "port-company": {"id": "port-company", "name": "Port Company", "kind": "organisation"},
        "oslo-no": {
            "id": "oslo-no",
            "name": "Oslo",
            "kind": "port",
            "part_of": "NO",
            "latitude": 59.9,
            "longitude": 10.7,
        },
        "NO": {"id": "NO", "name": "Norway", "kind": "country"},
        "ships": {"id": "ships", "name": "Ships in the harbour", "unit": "ships"},
        "crew": {"id": "crew", "name": "crew"},
    }


def test_codes_for_unknown_say_nothing() -> None:
    row = "8,e,,Calm,NA,-99,,,,,,NA,,,,?,Norway,NA,-99,NA,,-99,,,,\n"
    (record,) = records_of(HEADER + row, FULL)
    assert sorted(record) == [
        "date_basis",
        "headline",
        "id",
        "kind",
        "lang",
        "places",
        "quote_kind",
        "sources",
        "tags",
    ]
    assert record["headline"] == "Calm"
    assert record["places"] == ["NO"]
    assert record["sources"][0]["title"] == "table.csv"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (("7,s", "7,x"), '"x" is neither an event nor a statement'),
        ((",yes,", ",perhaps,"), '"perhaps" is neither yes nor no'),
        (("7,s", ",s"), "has no id; the cells that make it are empty"),
        ((",12,400", ",a dozen,400"), 'column ships: "a dozen" is no number'),
        ((",59.9,", ",north,"), 'column lat: "north" is no number'),
        ((",59.9,", ",95,"), "column lat: 95 is not between -90 and 90"),
        ((",59.9,", ",,"), "column lat is empty, but the other coordinate is there"),
        (("2024-05-03", "2024-13-03"), 'column when: "2024-13-03" is no date (month 13)'),
        (("3 May 2024", "soon"), 'the day of publication: "soon" is no date'),
        (("2024,5,0", "2024,15,0"), 'columns y to d: "2024-15" is no date (month 15)'),
        (("2024,5,0", ",5,0"), "column y is empty, but there is a month or a day"),
        (("2024,5,0", "MMXX,5,0"), 'column y: "MMXX" is no whole number'),
    ],
)
def test_a_cell_that_cannot_be_meant_refuses_its_row(change: tuple[str, str], why: str) -> None:
    assert refusals_of(HEADER + ROW.replace(*change, 1), FULL) == [f"row 1 (line 2): {why}"]


@pytest.mark.parametrize(
    ("papers", "titles", "sources"),
    [
        ("A;B", "x;y", [("A", "x"), ("B", "y")]),
        ("A;B", "x", [("A", "x"), ("B", "x")]),
        ("A;B;C", "x;y", [("A;B;C", "x;y")]),
        ("A;A", "x;x", [("A", "x")]),
    ],
)
def test_sources_are_parted_only_where_their_parts_belong_together(
    papers: str, titles: str, sources: list[tuple[str, str]]
) -> None:
    map_ = '[record]\nheadline = "x"\n[[sources]]\npublisher = "{p}"\ntitle = "{t}"\nsplit = ";"'
    (record,) = records_of(f"p,t\n{papers},{titles}\n", map_)
    assert [(each["publisher"], each["title"]) for each in record["sources"]] == sources


@pytest.mark.parametrize("code", ["NA", "nan", "-99", "-999", "?", ""])
def test_a_code_for_unknown_is_no_figure_and_no_degree(code: str) -> None:
    map_ = FULL.replace('unknown = ["NA", "-99"]', "")
    row = ROW.replace(",12,400,450,", f",{code},{code},{code},")
    (record,) = records_of(
        HEADER + (row if "9" in code else row.replace("59.9,10.7", f"{code},{code}")), map_
    )
    assert "figures" not in record


def test_bounds_the_wrong_way_round_are_put_right_and_told() -> None:
    (record,) = records_of(HEADER + ROW.replace("400,450", "450,400"), FULL)
    assert record["figures"][1] == {"series": "crew", "low": 400, "high": 450, "text": "min 450, max 400"}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("name = ", "the map is no TOML: Invalid value (at end of document)"),
        ("[record]\nheadline = 3", "the map, line 2, record.headline: expected str, got int"),
        ("name = 'x'", "the map, record: has no record"),
        ("[record]\n", "the map, line 1, record: has no headline"),
        ("[record]\nheadline = 'x'\nsumary = 'y'", "the map, line 3, record.sumary: is no key of a map; is summary meant?"),
        ("[record]\nheadline = 'x'\n[dates]\ncolumn = 'd'", "the map, line 3, dates: is no key of a map; is date meant?"),
        ("[record]\nheadline = '{x'", "the map, line 2, record.headline: has a brace without its pair; a brace that is meant is written twice"),
        ("[record]\nheadline = '{x}[ a'", "the map, line 2, record.headline: has a square bracket without its pair; a bracket that is meant is written twice"),
        ("[record]\nheadline = '{}'", "the map, line 2, record.headline: has braces without the name of a column"),
        ("[record]\nheadline = 'x'\nkind = 'fact'", "the map, line 3, record.kind: “fact” is none of event, statement, expected"),
        ("[record]\nheadline = 'x'\n[date]\norder = 'dmy'", "the map, line 3, date: needs one of column, start and end, or year"),
        ("[record]\nheadline = 'x'\n[date]\ncolumn = 'd'\norder = 'american'", "the map, line 5, date.order: invalid enum value 'american'"),
        ("[record]\nheadline = 'x'\n[date]\nyear = 'y'\nday = 'd'", "the map, line 5, date.day: needs a month"),
        ("[record]\nheadline = 'x'\n[date]\ncolumn = 'd'\nprecision = 'p'", "the map, line 5, date.precision: and precisions need each other"),
        ("[record]\nheadline = 'x'\n[date]\ncolumn = 'd'\nprecision = 'p'\n[date.precisions]\n1 = 'sharp'", "the map, line 6, date.precisions: “1” cannot mean “sharp”"),
        ("[record]\nheadline = 'x'\n[date]\ncolumn = 'd'\nzone = 'CET'", "the map, line 5, date.zone: is written like Z or +02:00"),
        ("[record]\nheadline = 'x'\n[[figures]]\nseries = 's'", "the map, line 3, figures[0]: needs either a column, or low and high"),
        ("[record]\nheadline = 'x'\n[[places]]\ncolumn = 'a'\nsplit = ';'\n[[places]]\ncolumn = 'b'", "the map, line 3, places: a column of several places has none around it"),
        ("name = 'Mine!'\n[record]\nheadline = 'x'", "the map, line 1, name: is small letters, digits, hyphens and underscores, 40 at most"),
        ("name = 'summary'\n[record]\nheadline = 'x'", "the map, line 1, name: is a field of records"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_map_is_said_with_its_line(text: str, why: str) -> None:
    with pytest.raises(MapError) as told:
        parse_map(text)
    assert str(told.value) == why


@given(
    st.text(
        st.characters(exclude_categories=["Cs"]) | st.sampled_from('[]{}="\n.record headline'), max_size=120
    )
)
def test_no_text_makes_the_reading_of_a_map_fail(text: str) -> None:
    with suppress(MapError):
        parse_map(text)


def test_a_column_that_is_not_there_is_said_with_the_one_that_may_be_meant() -> None:
    with pytest.raises(MapError) as told:
        items_of("whta,n\nx,1\n", "[record]\nheadline = '{what}'")
    assert str(told.value) == 'the table has no column "what"; is "whta" meant?'


def test_columns_are_found_whatever_their_case() -> None:
    (record,) = records_of("WHAT ,n\nx,1\n", "[record]\nheadline = '{what}'")
    assert record["headline"] == "x"


def test_a_table_that_nobody_knows_needs_a_map() -> None:
    with pytest.raises(MapError) as told:
        items_of("what,n\nx,1\n")
    assert str(told.value) == 'its columns are not known; say with --map what they mean: "what", "n"'


@pytest.mark.parametrize("known", KNOWN, ids=lambda each: each.title)
def test_the_maps_that_come_along_are_right(known: Known) -> None:
    assert known.map.name


@pytest.mark.parametrize(
    ("template", "cells", "text"),
    [
        ("{a}", ("x", ""), "x"),
        ("{a}: {b}", ("x", ""), "x: "),
        ("{a}[: {b}]", ("x", ""), "x"),
        ("{a}[: {b}]", ("x", "y"), "x: y"),
        ("[{a}, ]{b}", ("", "y"), "y"),
        ("[{a} and {b}, ]both", ("x", ""), "both"),
        ("{a}[: {b}]", ("", ""), ""),
        ("100 % {{of}} [[{a}]]", ("x", ""), "100 % {of} [x]"),
        ("nothing", ("", ""), "nothing"),
    ],
)
def test_a_template_takes_cells_and_leaves_out_what_says_nothing(
    template: str, cells: tuple[str, str], text: str
) -> None:
    assert filled(template, lambda name: lambda row: row["ab".index(name)])(cells) == text


@given(st.lists(st.text(max_size=5), min_size=2, max_size=2))
def test_no_cell_is_taken_for_a_part_of_a_template(cells: list[str]) -> None:
    text = filled("{a}|%s{b}", lambda name: lambda row: row["ab".index(name)])(cells)
    assert text == (f"{cells[0]}|%s{cells[1]}" if any(cells) else "")
