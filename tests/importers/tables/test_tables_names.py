"""Ids in tables: the same each time, another for each thing, and each name given once."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chronoterm.importers.incoming import Incoming, Refused
from chronoterm.importers.tables.countries import country_coded, country_named
from chronoterm.importers.tables.naming import LONGEST_SLUG, Level, actor, places, slug
from chronoterm.importers.tables.seen import FirstRows
from chronoterm.text import fold
from tests.importers.tables.tables import PLAIN, items_of, names_of, records_of, refusals_of

PLACED = """
[record]
headline = "x"
[[places]]
column = "town"
[[places]]
column = "state"
[[places]]
column = "land"
kind = "country"
[coordinates]
latitude = "lat"
longitude = "lon"
"""


@given(st.text())
def test_an_id_of_a_name_is_plain_and_short(name: str) -> None:
    assert re.fullmatch(rf"[a-z0-9][a-z0-9-]{{0,{LONGEST_SLUG + 9}}}", slug(name))


@given(st.text(), st.text())
@example("Сирский", "Залужный")
@example("General Сирский", "General Залужный")
@example("x" * 70, "x" * 71)
@example(
    "Force 1 of the Northern Army, second and third brigades, A",
    "Force 1 of the Northern Army, second and third brigades, B",
)
def test_names_that_differ_in_letters_have_other_ids(one: str, other: str) -> None:
    def letters(name: str) -> str:
        return "".join(each for each in fold(name) if each.isalnum())

    if slug(one) == slug(other):
        assert letters(one) == letters(other)


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Volodymyr Zelenskyy", "volodymyr-zelenskyy"),
        ("Government of Mali", "government-of-mali"),
        ("Séléka", "seleka"),
        ("Al-Shabaab", "al-shabaab"),
        ("Ansar'ullah", "ansarullah"),
    ],
)
def test_an_id_can_be_read(name: str, id_: str) -> None:
    assert slug(name) == id_


@pytest.mark.parametrize(
    ("name", "kind", "document"),
    [
        (
            "Russia (Soviet Union)",
            None,
            {"id": "RU", "name": "Russia", "kind": "government", "country": "RU"},
        ),
        ("Chad", "person", {"id": "chad", "name": "Chad", "kind": "person"}),
        (
            "Government of Yemen (North Yemen)",
            None,
            {
                "id": "government-of-yemen-north-yemen",
                "name": "Government of Yemen (North Yemen)",
                "kind": "government",
                "country": "YE",
            },
        ),
        (
            "Civilians (Ukraine)",
            None,
            {"id": "civilians-ukraine", "name": "Civilians (Ukraine)", "country": "UA"},
        ),
        ("Christians (CAR)", None, {"id": "christians-car", "name": "Christians (CAR)"}),
    ],
)
def test_an_actor_has_a_country_where_its_name_tells_one(
    name: str, kind: str | None, document: dict[str, str]
) -> None:
    assert actor(name, kind) == document


def test_the_longest_name_takes_no_time() -> None:
    assert actor("forces of (" * 90_000, None)["id"].startswith("forces-of")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("DR Congo (Zaire)", "CD"),
        ("Congo", "CG"),
        ("Bosnia-Herzegovina", "BA"),
        ("Côte d’Ivoire", "CI"),
        ("Kingdom of eSwatini (Swaziland)", "SZ"),
        ("TÜRKIYE", "TR"),
        ("United States of America", "US"),
        ("Kosovo", "XK"),
    ],
)
def test_countries_are_found_by_the_names_of_data_sets(name: str, code: str) -> None:
    country = country_named(name)
    assert country is not None
    assert country.id == code


def test_countries_are_found_by_their_codes() -> None:
    for code, id_ in (("RUS", "RU"), ("PRK", "KP"), ("UA", "UA")):
        country = country_coded(code)
        assert country is not None
        assert country.id == id_
    assert country_coded("XYZ") is None
    assert country_named("Atlantis") is None


def test_places_of_one_name_in_other_places_are_others() -> None:
    table = "town,state,land,lat,lon\nParis,Texas,United States,,\nParis,,France,,\nParis,Ontario,Canada,,\n"
    ids = [each["places"][0] for each in records_of(table, PLACED)]
    assert ids[1] == "paris-fr"
    assert len(set(ids)) == 3
    assert all(re.fullmatch("paris-(us|fr|ca)(-[0-9a-f]{4})?", each) for each in ids)


def test_a_place_is_given_once_with_all_that_it_lies_in() -> None:
    rows = "town,state,land,lat,lon,n\nDell,North,Chad,1,2,1\nDell,North,Chad,1,2,2\nHill,North,Chad,3,4,3\n"
    items = [each for each in items_of(rows, PLACED) if isinstance(each, Incoming)]
    assert [[document["name"] for _, document in each.names] for each in items] == [
        ["Dell", "North", "Chad"],
        [],
        ["Hill"],
    ]
    assert items[0].names[1][1] == {"id": "north-td", "name": "North", "part_of": "TD"}


def test_degrees_that_are_not_those_of_the_place_stay_with_their_record() -> None:
    rows = "town,state,land,lat,lon,n\nDell,,Chad,1,2,1\nDell,,Chad,1.5,2,2\nDell,,Chad,1.0,2.00,3\n,,Chad,7,8,4\n,,,9,9,5\n"
    items = items_of(rows, PLACED)
    records = [each.record for each in items if isinstance(each, Incoming)]
    assert [each.get("table") for each in records] == [
        None,
        {"latitude": 1.5, "longitude": 2},
        None,
        {"latitude": 7, "longitude": 8},
        {"latitude": 9, "longitude": 9},
    ]
    assert names_of(items)["dell-td"]["latitude"] == 1


def test_degrees_of_a_refused_row_are_no_place_s() -> None:
    map_ = PLACED.replace('headline = "x"', 'headline = "x"\nid = "{n}"')
    rows = "town,state,land,lat,lon,n\nHill,,Chad,1,1,1\nDell,,Chad,1,2,1\nDell,,Chad,3,4,2\n"
    items = items_of(rows, map_)
    assert [type(each) for each in items] == [Incoming, Refused, Incoming]
    assert names_of(items)["dell-td"] == {
        "id": "dell-td",
        "name": "Dell",
        "part_of": "TD",
        "latitude": 3,
        "longitude": 4,
    }


@given(st.lists(st.sampled_from(("A", "a", "B", "C")), max_size=5))
def test_no_place_lies_in_itself(names: list[str]) -> None:
    documents = places([Level(each) for each in names])
    ids = [each["id"] for each in documents]
    assert len(set(ids)) == len(ids) == len({each.casefold() for each in names})
    assert [each.get("part_of") for each in documents] == [*ids[1:], None][: len(ids)]


# Ids of records


def test_without_a_column_of_ids_the_row_itself_makes_the_id() -> None:
    table = "what,n\nx,1\nx,2\ny,1\n"
    ids = [each["id"] for each in records_of(table, PLAIN)]
    assert len(set(ids)) == 3
    assert all(re.fullmatch("plain-[0-9a-f]{12}", each) for each in ids)
    assert [each["id"] for each in records_of("what,n\ny,1\nx,1\n", PLAIN)] == [ids[2], ids[0]]


def test_a_map_without_a_name_leaves_ids_to_the_name_of_the_file() -> None:
    (item,) = items_of("what\nx\n", '[record]\nheadline = "{what}"', name="Harbour log (2024).csv")
    assert isinstance(item, Incoming)
    assert item.record["id"].startswith("harbour-log-2024-")


def test_the_same_row_twice_is_there_once() -> None:
    (refused,) = refusals_of("what,n\nx,1\ny,1\nx,1\n", PLAIN)
    assert refused.startswith('row 3 (line 4): has the id of row 1, "plain-')


@pytest.mark.parametrize(("cell", "id_"), [("A-7", "A-7"), ("a/b c", "a-b-c-facd05e8"), ("..", "..")])
def test_ids_of_the_table_are_kept_if_they_can_be(cell: str, id_: str) -> None:
    (record,) = records_of(f"what,n\nx,{cell}\n", PLAIN.replace("headline", 'id = "{n}"\nheadline'))
    assert record["id"] == id_


@given(st.text(min_size=1, max_size=40), st.text(min_size=1, max_size=40))
def test_other_ids_of_the_table_stay_others(one: str, other: str) -> None:
    map_ = PLAIN.replace("headline", 'id = "{n}"\nheadline')
    cells = [each.replace('"', '""') for each in (one, other)]
    items = items_of(f'what,n\nx,"{cells[0]}"\nx,"{cells[1]}"\n'.encode("utf-8", "replace"), map_)
    if one.strip() == other.strip():
        assert not all(isinstance(each, Incoming) for each in items)
    ids = [each.record["id"] for each in items if isinstance(each, Incoming)]
    assert len(set(ids)) == len(ids)


# What came before


@given(st.lists(st.text(max_size=3)))
def test_the_first_row_of_a_text_is_remembered(texts: list[str]) -> None:
    seen = FirstRows()
    for row, text in enumerate(texts, 1):
        assert (text in seen) == (text in texts[: row - 1])
        assert seen.first(text, row) == texts.index(text) + 1
    assert len(seen) == len(set(texts))


def test_many_texts_are_remembered() -> None:
    seen = FirstRows()
    texts = [f"text {number}" for number in range(50_000)]
    assert all(seen.first(text, row) == row for row, text in enumerate(texts, 1))
    assert all(seen.first(text, 0) == row for row, text in enumerate(texts, 1))
    assert "text 50000" not in seen
