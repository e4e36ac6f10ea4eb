"""To whom something is done: told of a table where that says so, and of no other."""

import pytest

from chronoterm.importers.tables.gdelt import VERSION_2
from chronoterm.importers.tables.map_reading import parse_map
from tests.importers.tables.tables import items_of, names_of, records_of
from tests.importers.tables.test_tables_known import acled, gdelt

VIOLENCE = {
    "event_type": "Violence against civilians",
    "actor2": "Civilians (Chad)",
    "assoc_actor_2": "Farmers",
}


def test_the_civilians_of_violence_against_civilians_are_targets() -> None:
    (record,) = records_of(acled(VIOLENCE))
    assert record["targets"] == ["civilians-chad", "farmers"]
    assert set(record["targets"]) < set(record["actors"])


@pytest.mark.parametrize("event_type", ["Battles", "Protests", "Riots", "Explosions/Remote violence", ""])
def test_the_second_side_of_any_other_event_is_none(event_type: str) -> None:
    assert all("targets" not in each for each in records_of(acled(VIOLENCE | {"event_type": event_type})))


def test_rows_with_the_same_actors_keep_their_own_roles() -> None:
    records = records_of(
        acled(
            VIOLENCE | {"event_id_cnty": "A1"},
            VIOLENCE | {"event_id_cnty": "A2", "event_type": "Battles"},
            VIOLENCE | {"event_id_cnty": "A3"},
        )
    )
    assert ["targets" in each for each in records] == [True, False, True]


TABLE = "id,who,whom,deed\n1,Ann,Ben,hit\n2,Ann,Ben,met\n3,Ann,,hit\n"
MAP = """
[record]
headline = "{who} {deed}[ {whom}]"
[[actors]]
column = "who"
[[actors]]
column = "whom"
"""


@pytest.mark.parametrize(
    ("more", "targets"),
    [
        ("", [None, None, None]),
        ("target = true", [["ben"], ["ben"], None]),
        ('target_if = { deed = ["hit", "shot"] }', [["ben"], None, None]),
        ('target_if = { deed = ["hit"], who = ["Bo"] }', [None, None, None]),
        ('target_if = { deed = ["hit"], who = ["Ann"] }', [["ben"], None, None]),
    ],
)
def test_a_map_says_whose_column_is_that_of_targets(more: str, targets: list[list[str] | None]) -> None:
    records = records_of(TABLE, map_=parse_map(MAP + more))
    assert [each.get("targets") for each in records] == targets


def test_targets_are_among_the_names_of_a_table() -> None:
    assert {"ben", "ann"} <= names_of(items_of(TABLE, map_=parse_map(f"{MAP}target = true"))).keys()


def test_the_second_actor_of_gdelt_is_the_target() -> None:
    (record,) = records_of(gdelt(VERSION_2, {"Actor1Name": "ANN", "Actor2Name": "BEN", "Actor2Code": "BEN"}))
    assert len(record["targets"]) == 1
    assert record["targets"] == record["actors"][-1:]
