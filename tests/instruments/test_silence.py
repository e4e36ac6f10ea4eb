"""A silence is told only where somebody said nothing, and is never longer than the records allow."""

from collections.abc import Sequence
from random import Random
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from chronoterm.dates import DAY, EARLIEST, LATEST, PartialDate
from chronoterm.instruments.silence import Silence, Silences
from chronoterm.instruments.silence_finding import silences
from chronoterm.instruments.silence_of import Whose, whose_silence
from chronoterm.instruments.silence_words import laid
from chronoterm.ordering import CHRONOLOGICAL
from chronoterm.query import ALL, Query
from chronoterm.records import Basis, Kind, Record
from chronoterm.terms import Condition, Facet, Mark, Marked, Not
from tests.instruments.records import seeds
from tests.unit.chronology_model import Model
from tests.unit.chronology_stores import ACTORS, UNTOLD, random_actor, random_record

TODAY = PartialDate.parse("2024-12-31")
SHAPES = ("{0}", "{0}", "{0}", "{0}~", "{0}?", "{0}/{1}", "{0}/..", "../{0}", "{0}T14:30Z", "{0}T23:30-05:00")
ROUGH = ("2024-10", "2024-11~", "2024-11-XX", "2024")


def some_date(chance: Random, span: int, roughness: float) -> str | None:
    """A date in the first `span` days of an autumn."""
    first = chance.randrange(span)
    days = [f"2024-{10 + each // 30:02}-{each % 30 + 1:02}" for each in (first, min(89, first + 4))]
    if chance.random() >= roughness:
        return days[0]
    shape = chance.choice((*SHAPES, *ROUGH, None))
    return shape and shape.format(*days)


@st.composite
def stores(draw: st.DrawFn) -> Model:
    """Statements and events of one autumn, with dates of every shape, by a few who belong to each other."""
    ids, chance = draw(seeds())
    span, roughness, published = (
        chance.choice((10, 30, 90)),
        chance.choice((0, 0.1, 0.2, 0.7)),
        chance.choice((0, 0.2)),
    )
    records = [
        replace(
            random_record(chance, each, ids),
            date=some_date(chance, span, roughness),
            date_basis=Basis.PUBLICATION if chance.random() < published else None,
            kind=chance.choice((Kind.STATEMENT, Kind.STATEMENT, Kind.STATEMENT, Kind.EVENT)),
            speaker=chance.choice(("ann", "ann", "ben", "army", UNTOLD, None)),
        )
        for each in ids
    ]
    return Model(tuple(records), tuple(random_actor(chance, each) for each in ACTORS))


queries = st.sampled_from(
    [
        Query((Condition(facet, values, exact=exact), *more), certain_only=certain)
        for facet in (Facet.SPEAKER, Facet.ACTOR)
        for values in (("ann",), ("army",), ("ann", "ben", UNTOLD))
        for exact in (False, True)
        for more in ((), (Condition(Facet.PLACE, ("city", "region", "world")),), (Not(Marked(Mark.UNDATED)),))
        for certain in (False, True)
    ]
)


# The same day by day


def is_open(record: Record) -> bool:
    start, end = record.span
    return start == EARLIEST or end == LATEST


def standing_days(record: Record) -> set[int]:
    """The days that a statement stands on; none for one that may be at any time."""
    when = record.when
    if when is None:
        return set()
    start, end = when.start, when.end
    if start == EARLIEST and end == LATEST:
        return set()
    if start == EARLIEST:
        start = end - 1
    if end == LATEST:
        end = start + 1
    return {minute // DAY for minute in (*range(start, end, DAY), end - 1)}


class Naive(NamedTuple):
    found: set[tuple[int, int, bool]]
    lasting: tuple[int, bool] | None


def naive(said: Sequence[Record]) -> Naive:
    taken = {day for each in said for day in standing_days(each)}
    if not taken:
        return Naive(set(), None)
    found = set()
    day = min(taken)
    while day < max(taken):
        first = day
        while day not in taken:
            day += 1
        if day > first:
            found.add((first, day, may_be_broken(said, first * DAY, day * DAY)))
        day += 1
    today = TODAY.start // DAY
    last = max(taken)
    broken = may_be_broken(said, (last + 1) * DAY, LATEST)
    return Naive(found, (today - last, broken) if last < today else None)


def may_be_broken(said: Sequence[Record], since: int, until: int) -> bool:
    """Whether a statement without one of its ends, or without any, may lie in some minutes."""
    return any(is_open(each) and each.span[0] < until and since < each.span[1] for each in said)


def said_by(model: Model, query: Query, whose: Whose) -> list[Record]:
    facets = [
        model.named(each, Facet.SPEAKER) if whose.exact else model.values(each, Facet.SPEAKER)
        for each in model.matching(query)
    ]
    return [
        each
        for each, values in zip(model.matching(query), facets, strict=True)
        if each.kind is Kind.STATEMENT and set(whose.values) & values
    ]


def told_days(found: Sequence[Silence]) -> set[tuple[int, int, bool]]:
    return {(each.since // DAY, each.until // DAY, each.possible) for each in found}


def silences_in(model: Model, query: Query, whose: Whose | None, least: int = 1) -> Silences:
    evidence = model.chronology.view(query).evidence()
    return silences(evidence, whose, today=TODAY.start, least=least)


@given(stores(), queries)
def test_silences_are_the_days_on_which_nothing_of_somebody_may_lie(model: Model, query: Query) -> None:
    whose = whose_silence(query)
    assert whose is not None
    made, said = silences_in(model, query, whose), said_by(model, query, whose)
    expected = naive(said)
    assert told_days(made.found) == expected.found
    assert len(made.found) == len(expected.found)
    assert [(each.days, each.possible) for each in made.lasting] == (
        [] if expected.lasting is None else [expected.lasting]
    )
    assert made.statements + made.undated == len(said)


@given(stores(), queries)
def test_a_silence_lies_between_the_statements_next_to_it(model: Model, query: Query) -> None:
    whose = whose_silence(query)
    records = {each.id: each for each in model.records}
    evidence = model.chronology.view(query).evidence()
    for each in silences(evidence, whose, today=TODAY.start, least=1).found:
        before, after = (records[evidence.entry(row).id] for row in (each.before, each.after))
        assert each.since // DAY - 1 in standing_days(before)
        assert each.until // DAY in standing_days(after)


@given(stores(), st.integers(1, 40))
def test_silences_that_are_too_short_are_counted_and_not_told(model: Model, least: int) -> None:
    every, long = (silences_in(model, ALL, None, each) for each in (1, least))
    assert list(long.found) == [each for each in every.found if each.days >= least]
    assert long.shorter == len(every.found) - len(long.found)
    assert list(long.lasting) == list(every.lasting)


@given(stores())
def test_without_a_filter_the_silences_of_each_speaker_are_told(model: Model) -> None:
    speakers = {each.speaker for each in model.records if each.speaker}
    alone = [silences_in(model, ALL, Whose((each,), exact=True), 3) for each in speakers]
    every = silences_in(model, ALL, None, 3)
    assert set(every.found) == {each for made in alone for each in made.found}
    assert set(every.lasting) == {each for made in alone for each in made.lasting}
    assert every.statements == sum(made.statements for made in alone)
    assert every.possible == sum(made.possible for made in alone)
    assert [each.days for each in every.found] == sorted((each.days for each in every.found), reverse=True)


@given(stores(), st.randoms(use_true_random=False))
def test_a_date_that_is_less_sharp_never_makes_a_silence(model: Model, chance: Random) -> None:
    if not model.records:
        return
    blurred = chance.choice(model.records)
    if blurred.date is None or len(blurred.date) < 7 or "/" in blurred.date or blurred.date[0] != "2":
        return
    month = Model(
        tuple(
            replace(each, date=each.date[:7]) if each.id == blurred.id and each.date else each
            for each in model.records
        ),
        model.actors,
    )
    sharp, rough = (silences_in(each, ALL, Whose(ACTORS, exact=True)) for each in (model, month))
    silent = {day for each in sharp.found for day in range(each.since // DAY, each.until // DAY)}
    outside = _outside(model)
    assert all(
        day in silent or day in outside
        for each in rough.found
        for day in range(each.since // DAY, each.until // DAY)
    )


def _outside(model: Model) -> set[int]:
    """The days before the first and after the last statement, where a blurred one may reach to."""
    said = said_by(model, ALL, Whose(ACTORS, exact=True))
    days = {day for each in said for day in standing_days(each)}
    whole = range(PartialDate.parse("2024").start // DAY, PartialDate.parse("2024").end // DAY)
    return {day for day in whole if not days or not min(days) <= day <= max(days)}


# As rows of the list


@given(stores(), queries, st.booleans())
def test_a_row_stands_where_its_first_day_begins(model: Model, query: Query, reverse: bool) -> None:
    order = CHRONOLOGICAL.reversed() if reverse else CHRONOLOGICAL
    view = model.chronology.view(query, order)
    evidence = view.evidence()
    rows = laid(view, evidence, silences(evidence, whose_silence(query), today=TODAY.start, least=1))
    entries = [each.entry for each in view.window(0, view.count)]
    assert [each.first for each in rows] == sorted(each.first for each in rows)
    for first, silence in rows:
        later = [each.when is not None and each.when.start >= silence.since for each in entries]
        undated = [each.when is None for each in entries]
        above, below = (True, False) if reverse else (False, True)
        assert all(
            is_later is above and not bare for is_later, bare in zip(later[:first], undated, strict=False)
        )
        assert all(
            is_later is below or bare for is_later, bare in zip(later[first:], undated[first:], strict=True)
        )
