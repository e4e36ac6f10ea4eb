"""The claim ledger has every figure once, and compares only what can be compared."""

from collections.abc import Sequence
from math import inf

from hypothesis import given
from msgspec.structs import replace

from chronoterm.dates import PartialDate
from chronoterm.instruments.ledger import Ledger, ledger, series_in
from chronoterm.instruments.ledger_comparing import change, meant_range
from chronoterm.records import Figure, Record, Relation, RelationType
from chronoterm.text import fold
from tests.instruments.claims import claim, evidence_of, made_of, men, of_series, stores, unhurried

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


# Examples


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
