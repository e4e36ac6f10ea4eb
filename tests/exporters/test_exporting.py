"""Forms and their names, what is chosen, and what is counted."""

import json
import re
from collections.abc import Iterator, Sequence
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronoterm.chronology.view import Row, View
from chronoterm.exporters.choosing import WINDOW, ChosenRecords, ChosenView, WatchedRecords
from chronoterm.exporters.exporting import (
    ENDINGS,
    LABELS,
    LONGEST_NAME,
    Form,
    NoColumnError,
    columns_named,
    export,
    form_of,
    name_for,
    passes_of,
    wrote,
)
from chronoterm.exporters.fields import FIELDS, FULL_FIELDS, TABLE_FIELDS, Reading, fields_shown
from chronoterm.exporters.meta import Meta, Tally
from chronoterm.language.reading import read_query
from chronoterm.ordering import CHRONOLOGICAL, Order, SortKey
from chronoterm.query import ALL, Query
from chronoterm.terms import Mark, Marked, negated
from tests.exporters.chosen import MADE, chronology, exported, of_chosen, record
from tests.exporters.hostile import texts
from tests.unit.editing_strategies import TODAY

MANY = chronology(
    [*(record(f"r{number:03}", date="2024-10-18") for number in range(701)), record("x"), record("y")]
)
DATED = Query((negated(Marked(Mark.UNDATED)),))


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("brief.md", Form.MARKDOWN),
        ("Brief.MARKDOWN", Form.MARKDOWN),
        ("a.b.html", Form.HTML),
        ("x.timeline.json", Form.TIMELINEJS),
        ("timeline.json", Form.JSON),
        ("x.json", Form.JSON),
        ("x.jsonl", Form.JSONL),
        ("x.ics", Form.ICALENDAR),
        ("x.txt", Form.TABLE),
        ("x.csv", Form.CSV),
        ("x", None),
        ("csv", None),
        ("x.md.bak", None),
    ],
)
def test_the_end_of_a_name_says_the_form(name: str, form: Form | None) -> None:
    assert form_of(name) is form


@given(texts, st.sampled_from(Form))
def test_a_name_for_a_new_file_is_harmless_and_says_its_form(title: str, form: Form) -> None:
    name = name_for(title, form)
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]*(\.[a-z]+){1,2}", name)
    assert len(name) <= LONGEST_NAME + 20
    assert form_of(name) is form


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("DPRK troops in Russia", "dprk-troops-in-russia.md"),
        ("../../etc/passwd", "etc-passwd.md"),
        ("con", "con-chronology.md"),
        ("Київ", "chronology.md"),
        ("x" * 300, "x" * 60 + ".md"),
        ("", "chronology.md"),
    ],
)
def test_a_name_is_made_of_the_words_of_the_title(title: str, name: str) -> None:
    assert name_for(title, Form.MARKDOWN) == name


def test_every_form_has_a_name_for_people_and_an_ending() -> None:
    assert set(LABELS) == set(ENDINGS) == set(Form)


def test_columns_are_those_named_or_all() -> None:
    assert columns_named("headline, id") == ["headline", "id"]
    assert columns_named("full") == FULL_FIELDS
    assert set(FULL_FIELDS) <= set(FIELDS)
    for wrong in ("headline,nope", " , ", "full,id"):
        with pytest.raises(NoColumnError):
            columns_named(wrong)


@pytest.mark.parametrize("form", Form)
def test_every_form_is_made_while_it_is_taken_and_of_a_window_at_a_time(form: Form) -> None:
    world = chronology(record(f"r{number}", date="2024-10-18") for number in range(5 * WINDOW))
    view = world.view(ALL, CHRONOLOGICAL)
    asked: list[int] = []

    class Watched(ChosenView):
        def rows(self) -> Iterator[Row]:
            for number, row in enumerate(super().rows()):
                asked.append(number)
                yield row

    lines = export(form, Reading(world), Watched(view), Meta("t", MADE), Tally())
    for _ in islice(lines, 30):
        pass
    assert len(asked) <= 5 * WINDOW * (passes_of(form) - 1) + 31


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("number", [1, 3])
def test_an_export_tells_how_far_it_is_from_the_first_record_to_the_last(form: Form, number: int) -> None:
    world = chronology(record(f"r{each}", date="2024-10-18") for each in range(number))
    told: list[int] = []
    chosen = WatchedRecords(ChosenView(world.view(ALL, CHRONOLOGICAL)), told.append)
    lines = list(export(form, Reading(world), chosen, Meta("t", MADE), Tally()))
    assert told == list(range(1, passes_of(form) * number + 1))
    unwatched = ChosenView(world.view(ALL, CHRONOLOGICAL))
    assert lines == list(export(form, Reading(world), unwatched, Meta("t", MADE), Tally()))


def test_every_column_of_a_list_has_what_a_table_writes_of_it_and_an_unknown_one_has_nothing() -> None:
    every = fields_shown(each.value for each in SortKey)
    assert set(every) <= set(FIELDS)
    assert fields_shown(["date", "actor", "headline", "place"]) == TABLE_FIELDS
    assert fields_shown(["headline", "nobody knows it", "date", "headline"]) == ("headline", "date")
    assert fields_shown(["nobody knows it"]) == fields_shown([]) == TABLE_FIELDS


@pytest.mark.parametrize("cells", [None, 80])
def test_a_table_marks_what_nobody_has_reviewed_and_what_only_may_match(cells: int | None) -> None:
    world = chronology(
        [
            record("a", date="2024-10-18"),
            record("b", date="2024-10-19", tags=("unreviewed",)),
            record("c", date="2024", tags=("unreviewed",)),
        ]
    )
    query = read_query("since:2024-06", world, today=TODAY, near=None).query
    chosen = ChosenView(world.view(query, CHRONOLOGICAL))
    meta = Meta("t", MADE, ("id",), cells)
    lines = list(export(Form.TABLE, Reading(world), chosen, meta, Tally()))
    assert lines[lines.index(" ID") + 1 :] == ["~c", " a", "?b"]
    assert "What is marked ? nobody has reviewed." in lines


def test_a_table_without_marks_explains_none() -> None:
    text = exported(Form.TABLE, [record("a", date="2024-10-18")])
    assert "What is marked" not in text


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("number", [0, 1])
def test_no_record_and_one_record_are_well_formed(form: Form, number: int) -> None:
    tally = Tally()
    text = exported(form, [record(date="2024-10-18")][:number], tally=tally)
    assert tally.written == number
    if form in (Form.JSON, Form.TIMELINEJS):
        json.loads(text)


@pytest.mark.parametrize("form", Form)
def test_every_record_is_written_or_counted(form: Form) -> None:
    world = chronology([record("a", date="2024-10-18"), record("b"), record("c", date="-0043-03-15")])
    query = read_query("until:2024-12 -tag:x", world, today=TODAY, near=None).query
    tally = Tally()
    exported(form, world, query=query, tally=tally)
    assert tally.written + sum(tally.left_out.values()) == 3
    left_out = {
        Form.TIMELINEJS: {"undated": 1},
        Form.ICALENDAR: {"undated": 1, "outside the years 1 to 9999": 1},
    }
    assert tally.left_out == left_out.get(form, {})
    assert tally.possible == (0 if tally.left_out else 1)


def test_what_was_written_is_said_in_a_line() -> None:
    assert wrote(Tally(1), "x.md") == "wrote 1 record to x.md"
    assert wrote(Tally(9_000, 3, {"undated": 1}), "x.ics") == (
        "wrote 9,000 records to x.ics · 3 only may match · 1 undated left out"
    )


def test_chosen_records_stand_as_in_the_view_and_others_after_them() -> None:
    world = chronology([record(each, each, date=f"2024-10-{each}") for each in ("11", "12", "13", "14")])
    query = read_query("since:2024-10-12", world, today=TODAY, near=None).query
    view = world.view(query, Order(reverse=True))
    chosen = ChosenRecords(world, ["11", "12", "gone", "14", "12"], view)
    assert [row.entry.id for row in chosen.rows()] == ["14", "12", "11"]
    assert chosen.missing == ["gone"]
    assert [chosen.number_of(each) for each in ("14", "11", "13", "gone")] == [1, 3, None, None]
    lines = of_chosen(Form.JSONL, world, chosen).splitlines()
    assert [json.loads(each)["id"] for each in lines] == ["14", "12", "11"]


@given(st.sets(st.integers(0, 700)), st.lists(st.sampled_from(("x", "y", "gone")), max_size=3))
def test_any_selection_is_gone_through_in_order_and_numbered(places: set[int], others: list[str]) -> None:
    view = MANY.view(DATED, CHRONOLOGICAL)
    ids = [*others, *(f"r{each:03}" for each in sorted(places, reverse=True))]
    chosen = ChosenRecords(MANY, ids, view)
    found = [row.entry.id for row in chosen.rows()]
    known = [each for each in dict.fromkeys(others) if each != "gone"]
    assert found == [*(f"r{each:03}" for each in sorted(places)), *known]
    assert chosen.number == len(found)
    assert [chosen.number_of(each) for each in found] == list(range(1, len(found) + 1))
    assert chosen.number_of("gone") is None


def test_a_selection_of_all_is_in_memory_a_window_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    view = MANY.view(ALL, CHRONOLOGICAL)
    asked: list[int] = []
    window = type(view).window

    def watched(self: View, first: int, number: int) -> Sequence[Row]:
        asked.append(number)
        return window(view, first, number)

    monkeypatch.setattr(type(view), "window", watched)
    chosen = ChosenRecords(MANY, [f"r{number:03}" for number in range(701)], view)
    assert len(list(chosen.rows())) == 701
    assert max(asked) == WINDOW


def test_the_first_of_a_view_are_chosen_by_a_limit() -> None:
    world = chronology([record(each, date=f"2024-10-{each}") for each in ("11", "12", "13")])
    chosen = ChosenView(world.view(ALL, CHRONOLOGICAL), 2)
    assert [row.entry.id for row in chosen.rows()] == ["11", "12"]
    assert (chosen.number, chosen.number_of("12"), chosen.number_of("13")) == (2, 2, None)
