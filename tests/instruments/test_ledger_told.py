"""How the claim ledger is told: who claimed which number, what it changes, and whom it contradicts."""

from collections.abc import Sequence
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from chronoterm.cells import width
from chronoterm.dates import PartialDate
from chronoterm.instruments.ledger import ledger, series_in
from chronoterm.instruments.ledger_comparing import is_surely_later
from chronoterm.instruments.ledger_lines import LedgerTold
from chronoterm.instruments.ledger_rows import LedgerLines, LineKind
from chronoterm.instruments.ledger_values import values_of
from chronoterm.opening import open_chronology
from chronoterm.query import ALL
from chronoterm.records import Basis, Figure, Record, Series
from chronoterm.terms import AsOf, Period
from chronoterm.text import clean
from tests.conftest import HOSTILE
from tests.instruments.claims import (
    TOLD_OF_20_OCTOBER,
    claim,
    evidence_of,
    men,
    of_series,
    stores,
    told_of,
    unhurried,
)

NARROWEST = 43
"""Cells that a date, a speaker and a figure take; what is narrower is cut where it is painted."""


@given(stores, of_series, st.integers(1, 160))
def test_no_line_is_wider_than_it_may_be(records: list[Record], series: str | None, cells: int) -> None:
    told = told_of(records, series, Series(id="soldiers", name="Soldiers of all kinds", unit="people"))
    lines = [*told.head(cells), *(told.line(each, cells) for each in range(told.count))]
    assert all(width(each.text) <= max(cells, NARROWEST) for each in lines)
    ids = {each.id for each in records}
    assert all(each.leads_to in ids for each in lines if each.leads_to)


@given(stores, of_series)
def test_the_values_for_programs_are_the_figures_of_the_lines(
    records: list[Record], series: str | None
) -> None:
    told = told_of(records, series)
    values = list(values_of(told))
    made = LedgerLines(told.ledger)
    lines = [made[each] for each in range(len(made))]
    figures = [each for each in lines if each.kind is LineKind.FIGURE]
    assert [each["record"] for each in values] == [
        told.evidence.entry(told.ledger.claims[each.place].row).id for each in figures
    ]
    changes = [each for each in lines if each.kind is LineKind.CHANGE]
    assert sum(each["change"] is not None for each in values) == len(changes)


# Examples


def told_lines(records: Sequence[Record], series: str | None = "men") -> list[str]:
    told = told_of(records, series)
    return [" ".join(told.line(each, 79).text.split()) for each in range(told.count)]


def test_a_change_without_an_end_on_either_side_is_not_told() -> None:
    def least(record_id: str, day: str) -> Record:
        return claim(record_id, day, "ann", Figure(series="men", low=5, state="present"))

    lines = told_lines(
        [least("a", "2024-10-17"), least("b", "2024-10-18"), claim("c", "2024-10-19", "ann", men(9))]
    )
    assert [each for each in lines if each.startswith("└")] == ["└ at most +4 since 18 Oct 2024 (ann)"]


def test_a_change_names_the_speaker_whose_earlier_figure_it_is_compared_with() -> None:
    lines = told_lines(
        [
            claim("a", "2024-10-17", "ann", men(1000)),
            claim("b", "2024-10-18", "ben", men(1500)),
            claim("c", "2024-10-19", "ann", men(3000)),
        ]
    )
    assert [each for each in lines if each.startswith("└")] == [
        "└ +500 since 17 Oct 2024 (another speaker: ann)",
        "└ +2,000 since 17 Oct 2024 (ann)",
    ]


def test_a_figure_without_a_speaker_is_compared_by_its_source() -> None:
    lines = told_lines([claim("a", "2024-10-17", None, men(10)), claim("b", "2024-10-18", None, men(10))])
    assert lines[-1] == "└ no change since 17 Oct 2024 (another speaker: Gazette)"


def test_states_and_series_are_never_compared() -> None:
    records = [
        claim("a", "2024-10-17", "ann", men(1000, state="planned"), Figure(series="guns", low=7, high=7)),
        claim("b", "2024-10-18", "ann", men(3000, state="present")),
        claim("c", "2024-10-19", "ann", men(3000, state=None)),
        claim("d", "2024-10-20", "ann", men(9000, state=None), Figure(low=1, high=1, state="present")),
        claim("e", "2024-10-20", "ann", men(8, state=None), Figure(low=5, high=5, state="present")),
    ]
    for series in ("men", "guns", None):
        lines = told_lines(records, series)
        assert not [each for each in lines if each.startswith(("└", "≠"))]
    assert told_lines(records)[-4] == "state not told · 3 figures · 1 speaker · not compared"


def test_what_was_dated_by_its_publication_may_have_come_before() -> None:
    late = claim("b", "2024-10-31", "ann", men(12000), date_basis=Basis.PUBLICATION)
    records = [claim("a", "2024-10-17", "ann", men(10000, approx=True)), late]
    assert told_lines(records)[-1] == "~ └ +1,000 to +3,000 since 17 Oct 2024 (ann)"
    evidence = evidence_of(records)
    assert not is_surely_later(evidence.lies(0), evidence.lies(1))


def test_a_disagreement_says_with_whom_and_whether_the_day_is_known() -> None:
    records = [
        claim("a", "2024-10-17", "ann", men(1000)),
        claim("b", "2024-10-17", "ben", men(2000)),
        claim("c", "2024-10", "cia", men(9000)),
    ]
    flags = [each for each in told_lines(records) if "≠" in each]
    assert flags == [
        "~ ≠ 1,000, 17 Oct 2024 (ann) and another one",
        "~ ≠ 9,000, Oct 2024 (cia) and another one",
        "~ ≠ 9,000, Oct 2024 (cia) and another one",
    ]
    assert [each for each in told_lines(records[:2]) if "≠" in each] == [
        "≠ 2,000, 17 Oct 2024 (ben)",
        "≠ 1,000, 17 Oct 2024 (ann)",
    ]
    assert told_lines(records[:2])[0] == "present · 2 figures · 2 speakers · 1,000–2,000 · 2 disagree"


def test_undated_figures_stand_last_and_are_said_to_be_compared_with_none() -> None:
    told = told_of([claim("b", None, "ann", men(5)), claim("a", "2024-10-17", "ann", men(3))], "men")
    assert [told.line(each, 79).leads_to for each in range(told.count)] == [None, "a", "b"]
    assert told.counted == "2 figures of 2 records; left out: 1 undated from comparing"


def test_what_is_expected_and_unreviewed_is_marked_and_counted() -> None:
    records = [
        claim("a", "2024-10-17", "ann", men(3), expected=True),
        claim("b", "2024-10-18", "ann", men(4), tags=("unreviewed",)),
    ]
    told = told_of(records, "men")
    assert told.line(1, 79).text.startswith("  ◌ 17 Oct")
    assert told.line(2, 79).text.startswith(" ?“ 18 Oct")
    assert told.counted == "2 figures of 2 records (1 expected, 1 unreviewed); nothing left out"


def test_a_figure_that_only_may_match_is_marked(sample: Path) -> None:
    chronology = open_chronology(sample)[1]
    view = chronology.view(ALL.having(Period(until=PartialDate.parse("2024-10-17").start)))
    evidence = view.evidence()
    told = LedgerTold(
        ledger(evidence, "dprk-soldiers-for-russia", unhurried),
        series_in(evidence.claims()),
        evidence,
        chronology,
    )
    figures = [told.line(each, 79).text for each in range(told.count)]
    assert [each[0] for each in figures if "31 Oct" in each] == ["~", "~"]
    assert "1 only possible" in told.counted


def test_nothing_has_no_figures() -> None:
    told = told_of([], None)
    assert told.count == 0
    assert told.title == "Claim ledger · no figures"
    assert told.counted == "0 figures of 0 records; nothing left out"


def test_hostile_texts_are_shown_clean() -> None:
    records = [
        claim(
            f"{number}{text}", "2024-10-17", text, replace(men(number), series="men", state=text, text=text)
        )
        for number, text in enumerate(HOSTILE)
    ]
    records += [
        replace(each, id=f"again{each.id}", figures=(replace(each.figures[0], low=99, high=99),))
        for each in records
    ]
    told = told_of(records, "men", Series(id="men", name=HOSTILE[0], unit=HOSTILE[1]))
    for cells in (40, 79, 119):
        lines = [*told.head(cells), *(told.line(each, cells) for each in range(told.count))]
        for each in lines:
            assert clean(each.text.replace("\u2068", "").replace("\u2069", "")) == each.text.replace(
                "\u2068", ""
            ).replace("\u2069", "")


def test_the_sample_as_known_on_20_october_answers_at_a_glance(sample: Path) -> None:
    chronology = open_chronology(sample)[1]
    view = chronology.view(ALL.known(AsOf(PartialDate.parse("2024-10-20").end)))
    evidence = view.evidence()
    every = series_in(evidence.claims())
    told = LedgerTold(ledger(evidence, every[0].series, unhurried), every, evidence, chronology)
    lines = [" ".join(told.line(each, 79).text.replace("·", " ").split()) for each in range(told.count)]
    assert lines == TOLD_OF_20_OCTOBER
