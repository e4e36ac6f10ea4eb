"""The claim ledger says what was claimed, and compares only what can be compared."""

from collections.abc import Sequence
from math import inf
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from chronoterm.cells import width
from chronoterm.chronology.evidence import Claimed, Evidence
from chronoterm.chronology.indexed import IndexedChronology
from chronoterm.chronology.names import Names
from chronoterm.dates import PartialDate
from chronoterm.instruments.ledger import Ledger, ledger, series_in
from chronoterm.instruments.ledger_comparing import Range, change, is_surely_later, meant_range
from chronoterm.instruments.ledger_lines import LedgerTold
from chronoterm.instruments.ledger_rows import LedgerLines, LineKind
from chronoterm.instruments.ledger_scale import Scale, bar_of, scale_of
from chronoterm.instruments.ledger_values import values_of
from chronoterm.instruments.ledger_words import amount, change_in_words, number
from chronoterm.opening import open_chronology
from chronoterm.query import ALL
from chronoterm.records import Basis, Figure, Kind, Record, Relation, RelationType, Series, Source
from chronoterm.terms import AsOf, Period
from chronoterm.text import clean, fold
from tests.conftest import HOSTILE
from tests.unit.chronology_stores import random_record

STATES = (None, "", "planned", "Planned", "present", "in place")
NUMBERS = (-5, 0, 1, 9.5, 10, 10.5, 11, 100, 1_000_000)
DATES = (
    None,
    "2024-10-17",
    "2024-10-17",
    "2024-10-18",
    "2024-10-31",
    "2024-10",
    "2024-10-18/2024-10-31",
    "2024-10-18T09:30Z",
    "2024-11-01/..",
    "2024~",
)
SOON = (None, None, "2024-11", "2024-12", "2024-11-05")
MOST = 14
NARROWEST = 43
"""Cells that a date, a speaker and a figure take; what is narrower is cut where it is painted."""


def random_claims(seed: int, size: int) -> list[Record]:
    """Records of few speakers and days, so that many of their figures meet."""
    chance = Random(seed)
    ids = [f"r{number}" for number in range(size)]
    return [_random_claim(chance, each, ids) for each in ids]


def _random_claim(chance: Random, record_id: str, ids: Sequence[str]) -> Record:
    figures = tuple(_random_figure(chance) for _ in range(chance.choice((0, 1, 1, 2, 3))))
    relations = (Relation(type=chance.choice(list(RelationType)), to=chance.choice(ids)),)
    return replace(
        random_record(chance, record_id, ids),
        date=chance.choice(DATES),
        about_date=chance.choice(SOON),
        speaker=chance.choice((None, "ann", "ben")),
        relations=relations if chance.random() < 0.3 else (),
        figures=figures,
    )


def _random_figure(chance: Random) -> Figure:
    low, high = sorted((chance.choice(NUMBERS), chance.choice(NUMBERS)))
    return Figure(
        series=chance.choice((None, "", "soldiers", "soldiers", "tanks")),
        state=chance.choice(STATES),
        low=chance.choice((None, low, low, low)),
        high=chance.choice((None, high, low, low)),
        approx=chance.random() < 0.3,
        text=chance.choice((None, "some words")),
    )


def evidence_of(records: Sequence[Record]) -> Evidence:
    return IndexedChronology.build(records).view().evidence()


def unhurried(_: int) -> None:
    """Nobody waits."""


def made_of(records: Sequence[Record], series: str | None) -> Ledger:
    return ledger(evidence_of(records), series, unhurried)


def told_of(records: Sequence[Record], series: str | None, *known: Series) -> LedgerTold:
    chronology = IndexedChronology.build(records, Names((), (), known))
    evidence = chronology.view().evidence()
    return LedgerTold(ledger(evidence, series, unhurried), series_in(evidence.claims()), evidence, chronology)


stores = st.builds(random_claims, st.integers(0, 1 << 32), st.integers(0, MOST))
of_series = st.sampled_from((None, "soldiers", "tanks"))


# The slow and obvious way


class Slow:
    """A figure with its record."""

    def __init__(self, record: Record, at: int) -> None:
        self.record, self.at = record, at
        self.figure = record.figures[at]
        self.state = fold(self.figure.state or "")
        self.date = None if record.date is None else PartialDate.parse(record.date)
        self.about = None if record.about_date is None else PartialDate.parse(record.about_date)

    @property
    def key(self) -> tuple[str, int]:
        return self.record.id, self.at

    @property
    def ends(self) -> tuple[float, float]:
        low = -inf if self.figure.low is None else float(self.figure.low)
        high = inf if self.figure.high is None else float(self.figure.high)
        return (low - abs(low) / 10, high + abs(high) / 10) if self.figure.approx else (low, high)


def slowly(records: Sequence[Record], series: str | None) -> list[Slow]:
    """The figures of a series in order of time."""
    dated = [each for each in records if each.date is not None]
    dated.sort(
        key=lambda each: (
            PartialDate.parse(each.date or "").start,
            PartialDate.parse(each.date or "").end,
            each.id,
        )
    )
    undated = sorted((each for each in records if each.date is None), key=lambda each: each.id)
    return [
        Slow(record, at)
        for record in (*dated, *undated)
        for at, figure in enumerate(record.figures)
        if (figure.low is not None or figure.high is not None) and (figure.series or None) == series
    ]


def slow_earlier(figures: Sequence[Slow], here: Slow) -> Slow | None:
    before = [
        each
        for each in figures
        if each.state == here.state and each.date and here.date and each.date.end <= here.date.start
    ]
    same = [each for each in before if each.record.speaker and each.record.speaker == here.record.speaker]
    found = next(reversed(same or before), None)
    if found is None or (here.ends[0] - found.ends[1], here.ends[1] - found.ends[0]) == (-inf, inf):
        return None
    return found


def slow_against(figures: Sequence[Slow], here: Slow) -> list[Slow]:
    return [each for each in figures if each.state == here.state and slow_disagree(each, here)]


def slow_disagree(one: Slow, other: Slow) -> bool:
    updates = any(
        relation.type is RelationType.UPDATES and relation.to == b.record.id
        for a, b in ((one, other), (other, one))
        for relation in a.record.relations
    )
    if one.record.id == other.record.id or updates or one.date is None or other.date is None:
        return False
    at_one_time = one.date.start < other.date.end and other.date.start < one.date.end
    of_one_time = (
        one.about is None
        or other.about is None
        or (one.about.start < other.about.end and other.about.start < one.about.end)
    )
    apart = one.ends[1] < other.ends[0] or other.ends[1] < one.ends[0]
    return at_one_time and of_one_time and apart


def keys_of(made: Ledger, records: Sequence[Record]) -> list[tuple[str, int]]:
    evidence = evidence_of(records)
    return [(evidence.entry(each.row).id, each.at) for each in made.claims]


# Properties


@given(stores, of_series)
def test_each_figure_stands_once_under_its_state_in_order_of_time(
    records: list[Record], series: str | None
) -> None:
    made = made_of(records, series)
    keys, wanted = keys_of(made, records), slowly(records, series)
    assert sorted(keys) == sorted(each.key for each in wanted)
    for group in made.groups:
        state = fold(group.state or "")
        assert keys[group.first : group.end] == [each.key for each in wanted if each.state == state]
        assert bool(state) == (group.state is not None)
    told = [group.figures for group in made.groups if group.state is not None]
    assert told == sorted(told, reverse=True)
    assert all(group.state is not None for group in made.groups[:-1])


@given(stores, of_series)
def test_a_figure_changes_the_latest_earlier_one_of_its_state_and_speaker(
    records: list[Record], series: str | None
) -> None:
    made, wanted = made_of(records, series), {each.key: each for each in slowly(records, series)}
    keys = keys_of(made, records)
    for place, key in enumerate(keys):
        here = wanted[key]
        earlier = slow_earlier(list(wanted.values()), here) if series and here.state else None
        found = made.earlier.get(place)
        assert (None if found is None else keys[found]) == (earlier and earlier.key)


@given(stores, of_series)
def test_figures_of_one_time_with_no_number_in_common_disagree(
    records: list[Record], series: str | None
) -> None:
    made, wanted = made_of(records, series), {each.key: each for each in slowly(records, series)}
    keys = keys_of(made, records)
    for place, key in enumerate(keys):
        here = wanted[key]
        against = slow_against(list(wanted.values()), here) if series and here.state else []
        first = made.disagreeing.get(place)
        assert (None if first is None else keys[first]) == (against[0].key if against else None)
        if first is not None:
            assert made.against(place, 1000) == len(against)
            assert made.against(place, 1) == 1


@given(stores, of_series)
def test_a_change_holds_the_difference_of_any_numbers_that_may_be_meant(
    records: list[Record], series: str | None
) -> None:
    made = made_of(records, series)
    for place, earlier in made.earlier.items():
        before, now = (meant_range(made.claims[each]) for each in (earlier, place))
        by = change(before, now)
        for old in before:
            for new in now:
                if abs(old) != inf and abs(new) != inf:
                    assert by.low <= new - old <= by.high


@given(stores)
def test_all_figures_are_counted_in_one_series_or_in_none(records: list[Record]) -> None:
    evidence = evidence_of(records)
    every = series_in(evidence.claims())
    assert sum(each.figures for each in every) == len(evidence.claims())
    assert [each.figures for each in every if each.series] == sorted(
        (each.figures for each in every if each.series), reverse=True
    )
    assert None not in [each.series for each in every[:-1]]
    for each in every:
        assert len(ledger(evidence, each.series, unhurried).claims) == each.figures


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


# The scale

numbers = st.floats(allow_nan=False, allow_infinity=False)


@given(st.lists(numbers, min_size=2, max_size=12), st.integers(1, 200))
def test_a_greater_number_never_lies_before_a_smaller_one(values: list[float], cells: int) -> None:
    scale = scale_of([Claimed(0, 0, "s", None, each, each) for each in values])
    placed = [scale.cell(each, cells) for each in sorted(values)]
    assert placed == sorted(placed)
    assert all(0 <= each < cells for each in placed)


@given(st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=12), st.integers(2, 200))
def test_a_number_lies_where_its_part_of_the_scale_says(values: list[int], cells: int) -> None:
    scale = scale_of([Claimed(0, 0, "s", None, each, each) for each in values])
    assert scale.low <= 0 <= scale.high
    for each in values:
        part = (each - scale.low) / (scale.high - scale.low)
        assert abs(scale.cell(each, cells) - part * (cells - 1)) <= 0.5 + 1e-6


@given(st.tuples(st.none() | numbers, st.none() | numbers), st.booleans(), st.integers(1, 60))
def test_a_bar_is_as_wide_as_it_should_be_and_ends_where_its_numbers_lie(
    ends: tuple[float | None, float | None], approx: bool, cells: int
) -> None:
    low, high = ends
    if low is not None and high is not None:
        low, high = min(low, high), max(low, high)
    claim = Claimed(0, 0, "s", None, low, high, approx)
    scale = scale_of([claim])
    bar = bar_of(claim, scale, cells)
    assert len("".join(bar)) == cells
    assert len(bar.before) == (0 if low is None else scale.cell(low, cells))
    assert len(bar.after) == (0 if high is None else cells - 1 - scale.cell(high, cells))


@pytest.mark.parametrize(
    ("claim", "drawn"),
    [
        (Claimed(0, 0, "s", None, 5, 5), "·····●·····"),
        (Claimed(0, 0, "s", None, 5, 5, approx=True), "·····○·····"),
        (Claimed(0, 0, "s", None, 2, 8), "··├─────┤··"),
        (Claimed(0, 0, "s", None, 2, 8, approx=True), "··├╌╌╌╌╌┤··"),
        (Claimed(0, 0, "s", None, 4, None), "····├─────→"),
        (Claimed(0, 0, "s", None, None, 4), "←───┤······"),
        (Claimed(0, 0, "s", None, 10, None), "··········→"),
    ],
)
def test_a_figure_is_drawn_as_what_it_is(claim: Claimed, drawn: str) -> None:
    assert "".join(bar_of(claim, Scale(0, 10), 11)) == drawn


# Words


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        (Claimed(0, 0, None, None, 3000, 3000, approx=True), "c. 3,000"),
        (Claimed(0, 0, None, None, 10000, 12000), "10,000–12,000"),
        (Claimed(0, 0, None, None, 500, None), "≥ 500"),
        (Claimed(0, 0, None, None, None, 500, approx=True), "c. ≤ 500"),
        (Claimed(0, 0, None, None, -5, 3), "-5 to 3"),
        (Claimed(0, 0, None, None, 9.5, 9.5), "9.5"),
        (Claimed(0, 0, None, None, 1e20, 1e20), "1e+20"),
    ],
)
def test_a_figure_is_told_as_people_write_it(claim: Claimed, said: str) -> None:
    assert amount(claim) == said


@pytest.mark.parametrize(
    ("by", "said"),
    [
        (Range(1000, 1000), "+1,000"),
        (Range(-500, -500), "−500"),
        (Range(0, 0), "no change"),
        (Range(-500, 1000), "−500 to +1,000"),
        (Range(0, 1000), "0 to +1,000"),
        (Range(250, inf), "at least +250"),
        (Range(-inf, -250), "at most −250"),
        (Range(0.1 + 0.2, 0.1 + 0.2), "+0.3"),
    ],
)
def test_a_change_is_told_with_its_sign(by: Range, said: str) -> None:
    assert change_in_words(by) == said


@given(st.integers(-(10**14), 10**14))
def test_a_whole_number_is_told_whole(value: int) -> None:
    assert number(float(value)) == f"{value:,}"


# Examples


def claim(record_id: str, day: str | None, speaker: str | None, *figures: Figure, **others: object) -> Record:
    return Record(
        id=record_id,
        kind=Kind.STATEMENT,
        headline=record_id,
        date=day,
        speaker=speaker,
        figures=figures,
        sources=(Source(publisher="Gazette"),),
        **others,  # type: ignore[arg-type]
    )


def men(
    low: float, high: float | None = None, state: str | None = "present", *, approx: bool = False
) -> Figure:
    return Figure(series="men", low=low, high=low if high is None else high, state=state, approx=approx)


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


def test_an_approximate_figure_does_not_disagree_within_a_tenth() -> None:
    def disagreeing(one: Figure, other: Figure) -> bool:
        records = [claim("a", "2024-10-17", "ann", one), claim("b", "2024-10-17", "ben", other)]
        return bool(made_of(records, "men").disagreeing)

    assert not disagreeing(men(1000, approx=True), men(1100))
    assert disagreeing(men(1000, approx=True), men(1101))
    assert not disagreeing(men(1000, approx=True), men(1200, approx=True))
    assert disagreeing(men(1000), men(1001))
    assert not disagreeing(men(1000, 2000), men(1500))
    assert not disagreeing(men(1000), Figure(series="men", low=None, high=1000, state="present"))


def test_a_later_figure_and_an_update_of_the_same_day_are_no_disagreement() -> None:
    first = claim("a", "2024-10-17", "ann", men(1000))
    update = Relation(type=RelationType.UPDATES, to="a")
    assert made_of([first, claim("b", "2024-10-17", "ben", men(2000))], "men").disagreeing
    assert not made_of([first, claim("b", "2024-10-18", "ben", men(2000))], "men").disagreeing
    assert not made_of(
        [first, claim("b", "2024-10-17", "ben", men(2000), relations=(update,))], "men"
    ).disagreeing
    assert not made_of([first, claim("b", None, "ben", men(2000))], "men").disagreeing


def test_figures_of_different_times_are_no_disagreement() -> None:
    may = claim("a", "2024-10-17", "ann", men(1000), about_date="2025-05")
    june = claim("b", "2024-10-17", "ben", men(2000), about_date="2025-06")
    assert not made_of([may, june], "men").disagreeing
    assert made_of([may, replace(june, about_date="2025")], "men").disagreeing


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
    assert lines == [
        "planned 1 figure 1 speaker c. 10,000",
        "“ 17 Oct 2024 Zelenskyy c. 10,000 ○ News article",
        "training 1 figure 1 speaker c. 11,000",
        "“ 18 Oct 2024 Budanov c. 11,000 ○ News article",
    ]
