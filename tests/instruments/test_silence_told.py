"""How silences are told: as rows, as lines, and what is said to be counted."""

from collections.abc import Sequence

import pytest

from chronoterm.dates import PartialDate
from chronoterm.instruments.silence_lines import SilencesTold, silences_told
from chronoterm.instruments.silence_of import Whose, is_about_something, step_from, whose_silence
from chronoterm.instruments.silence_words import laid, row_text
from chronoterm.ordering import CHRONOLOGICAL
from chronoterm.query import Query
from chronoterm.records import Actor, Basis, Membership, Record
from chronoterm.terms import AllOf, Clock, Condition, Facet, Not, Period, Term, Words
from tests.instruments.records import statement
from tests.unit.chronology_model import Model


def by_ann(name: str, date: str | None, **fields: object) -> Record:
    return statement(name, date, speaker="ann", **fields)


def told(
    *records: Record, conditions: Sequence[Term] = (), least: int = 7, today: str = "2024-12-31"
) -> SilencesTold:
    ministry = Actor(id="ministry", name="Ministry of Defence")
    ann = Actor(id="ann", name="Ann", member_of=(Membership(actor="ministry"),))
    chronology = Model(records, (ministry, ann)).chronology
    view = chronology.view(Query(tuple(conditions)))
    return silences_told(chronology, view, today=PartialDate.parse(today).start, least=least)


ANN = Condition(Facet.SPEAKER, ("ann",))


def rows_of(made: SilencesTold) -> list[str]:
    return [
        row_text(made.chronology, made.view, each.silence).strip()
        for each in laid(made.view, made.evidence, made.silences)
    ]


def test_days_without_a_statement_are_told_with_whose_they_are() -> None:
    of_ministry = Condition(Facet.ACTOR, ("ministry",))
    made = told(by_ann("one", "2024-10-01"), by_ann("two", "2024-10-11"), conditions=[of_ministry])
    assert rows_of(made) == [
        "— 9 days, no statement: Ministry of Defence · 2–10 Oct 2024 —",
        "— since 11 Oct 2024 no statement, 81 days so far: Ministry of Defence —",
    ]


def test_a_month_makes_a_silence_shorter() -> None:
    made = told(
        by_ann("one", "2024-09-10"),
        by_ann("two", "2024-10"),
        by_ann("three", "2024-11-20"),
        conditions=[ANN],
    )
    assert rows_of(made)[:2] == [
        "— 20 days, no statement: Ann · 11–30 Sep 2024 —",
        "— 19 days, no statement: Ann · 1–19 Nov 2024 —",
    ]


def test_what_is_known_by_its_publication_makes_the_days_before_only_possible() -> None:
    published = by_ann("two", "2024-10-31", date_basis=Basis.PUBLICATION)
    made = told(by_ann("one", "2024-10-17"), published, by_ann("three", "2024-11-12"), conditions=[ANN])
    assert rows_of(made)[:2] == [
        "~ — 13 days, perhaps no statement: Ann · 18–30 Oct 2024 —",
        "— 11 days, no statement: Ann · 1–11 Nov 2024 —",
    ]
    assert "(~ 1 only possible, 1 dated on one side only)" in made.counted


def test_what_was_said_until_a_day_stands_on_that_day() -> None:
    made = told(
        by_ann("one", "2024-10-01"),
        by_ann("two", "../2024-10-20"),
        by_ann("three", "2024-10-31"),
        conditions=[ANN],
    )
    assert rows_of(made)[:2] == [
        "~ — 18 days, perhaps no statement: Ann · 2–19 Oct 2024 —",
        "— 10 days, no statement: Ann · 21–30 Oct 2024 —",
    ]


def test_what_was_said_from_a_day_on_makes_the_days_after_only_possible() -> None:
    made = told(
        by_ann("one", "2024-10-01"),
        by_ann("two", "2024-10-20/.."),
        by_ann("three", "2024-10-31"),
        conditions=[ANN],
    )
    assert rows_of(made) == [
        "— 18 days, no statement: Ann · 2–19 Oct 2024 —",
        "~ — 10 days, perhaps no statement: Ann · 21–30 Oct 2024 —",
        "~ — since 31 Oct 2024 perhaps no statement, 61 days so far: Ann —",
    ]


def test_what_is_undated_may_break_every_silence_and_is_counted() -> None:
    made = told(
        by_ann("one", "2024-10-01"),
        by_ann("two", "2024-10-20"),
        by_ann("three", None),
        conditions=[ANN],
    )
    found, lasting = made.silences.found, made.silences.lasting
    assert [*(each.possible for each in found), *(each.possible for each in lasting)] == [True, True]
    assert (
        "1 undated, which may lie in any, all before the first statement and after the last" in made.counted
    )


def test_under_other_filters_it_is_silence_about_this() -> None:
    words = Words(("one",))
    made = told(
        by_ann("one of them", "2024-10-01"),
        by_ann("other", "2024-10-05"),
        by_ann("one more", "2024-10-20"),
        conditions=[ANN, words],
    )
    assert rows_of(made)[0] == "— 18 days, no statement about this: Ann · 2–19 Oct 2024 —"
    assert made.title == "Silences about this of Ann · 7 days or more"
    assert "left out: what was said beside the filters, all before the first" in made.counted


@pytest.mark.parametrize(
    ("more", "about"),
    [
        ((), False),
        ((Period(0, 10),), False),
        ((Condition(Facet.KIND, ("statement",)),), False),
        ((Condition(Facet.KIND, ("event",), exclude=True),), False),
        ((Period(0, 10, Clock.ABOUT),), True),
        ((Condition(Facet.ACTOR, ("ben",)),), True),
        ((Not(Words(("a",))),), True),
        ((Condition(Facet.KIND, ("expected",)),), True),
    ],
)
def test_a_filter_by_time_or_for_statements_leaves_all_that_was_said(
    more: tuple[Term, ...], about: bool
) -> None:
    assert is_about_something(Query((ANN, *more))) is about


def test_the_newest_filter_by_speaker_says_whose_silence_it_is() -> None:
    ben, army = Condition(Facet.SPEAKER, ("ben",), exact=True), Condition(Facet.ACTOR, ("army",))
    assert whose_silence(Query((ANN, ben, army))) == Whose(("ben",), exact=True)
    assert whose_silence(Query((army,))) == Whose(("army",))
    assert whose_silence(Query((Condition(Facet.ACTOR, ("army",), exclude=True), Words(("a",))))) is None


def test_a_line_opens_what_ended_the_silence_and_filters_by_its_time_and_speaker() -> None:
    made = told(by_ann("one", "2024-10-01"), by_ann("two", "2024-10-20"))
    lines = [made.line(number, 120) for number in range(made.count)]
    assert [each.leads_to for each in lines] == [None, "two", None, "two"]
    assert isinstance(lines[1].means, AllOf)
    around = made.chronology.view(Query(lines[1].means.parts), CHRONOLOGICAL)
    assert [row.entry.id for row in around.window(0, 9)] == ["one", "two"]
    assert around.possible == 0


@pytest.mark.parametrize("cells", [1, 20, 60, 80, 120, 200])
def test_a_line_fits_into_any_width(cells: int) -> None:
    made = told(by_ann("one", "2024-10-01"), by_ann("two" * 50, "2024-10-20"))
    lines = [*made.head(cells), *(made.line(number, cells) for number in range(made.count))]
    assert all(len(each.text) <= max(cells, 49) for each in lines)


def test_without_anything_said_there_is_nothing_to_tell() -> None:
    assert told().count == 1
    assert told().counted == "0 silences of 7 days or more between 0 statements; left out: nothing"
    alone = told(by_ann("one", "2024-10-01"))
    assert not alone.silences.found
    assert [each.days for each in alone.silences.lasting] == [91]


def test_before_the_day_of_the_last_statement_nothing_lasts() -> None:
    assert not told(by_ann("one", "2024-10-01"), today="2024-10-01").silences.lasting
    assert [each.days for each in told(by_ann("one", "2024-10-01"), today="2024-10-02").silences.lasting] == [
        1
    ]


def test_the_number_of_days_goes_up_and_down_by_steps() -> None:
    assert [step_from(7, 1), step_from(7, -1), step_from(8, 1), step_from(1, -1), step_from(365, 1)] == [
        10,
        5,
        10,
        1,
        365,
    ]
