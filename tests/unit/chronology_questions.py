"""Random questions to ask of random stores: every kind of term, joined in every way, in every order."""

from collections.abc import Callable, Mapping
from random import Random

from hypothesis import strategies as st

from chronoterm.dates import EARLIEST, LATEST, PartialDate
from chronoterm.ordering import Order, Sorting, SortKey, order_by
from chronoterm.query import Query
from chronoterm.terms import ACTORS as OF_ACTORS
from chronoterm.terms import (
    AllOf,
    Amount,
    AnyOf,
    Between,
    Clock,
    Comparison,
    Condition,
    Facet,
    Figured,
    Grade,
    Mark,
    Marked,
    Named,
    Period,
    Reported,
    Term,
    Words,
    joined,
    negated,
)
from tests.unit.chronology_stores import (
    ACTORS,
    DATES,
    IDS,
    NUMBERS,
    PLACES,
    SERIES,
    STATES,
    TAGS,
    UNTOLD,
    USERS,
    random_text,
)
from tests.unit.chronology_truth import words_in
from tests.unit.date_strategies import edtf_texts

DEEPEST = 3
MOST_CONDITIONS = 4
_POOLS = {
    **dict.fromkeys(OF_ACTORS, ACTORS),
    Facet.PLACE: PLACES,
    Facet.TAG: (*TAGS, "delta"),
    Facet.USER: USERS,
    Facet.KIND: ("event", "statement", "expected"),
    Facet.SOURCE: ("Gazette", "Herald", "unnamed source", "an interview"),
}
_NAMES = (
    "Zulu",
    "“beta”",
    "The Ann of Old",
    "Same Name",
    "ann",
    "city Oblast",
    "Élan",
    UNTOLD,
    "an interview",
)
_MOMENTS = tuple(
    sorted(
        {bound for each in map(PartialDate.parse, DATES) for bound in (each.start, each.end)}
        - {EARLIEST, LATEST}
    )
)
_LAST_OF_FOUR_DIGITS = PartialDate.parse("9999").end


# One random term of each kind


def random_condition(chance: Random) -> Condition:
    """On any facet; now and then on no value at all."""
    facet = chance.choice(list(Facet))
    values = chance.choices((*_POOLS[facet], UNTOLD), k=chance.choice((0, 1, 1, 1, 2, 3)))
    return Condition(facet, tuple(values), exclude=chance.random() < 0.4, exact=chance.random() < 0.3)


def random_period(chance: Random, clock: Clock = Clock.DATE) -> Period:
    """Its ends are those of dates in the stores, or a minute beside them."""
    first, last = sorted(chance.sample(_MOMENTS, 2))
    since = _beside(chance, first)
    until = max(_beside(chance, last), since + 1)
    return chance.choice(
        (Period(since, until, clock), Period(since=since, clock=clock), Period(until=until, clock=clock))
    )


def _beside(chance: Random, minute: int) -> int:
    """A minute or the next; of years beyond these EDTF has no minutes."""
    return minute + (minute < _LAST_OF_FOUR_DIGITS and chance.random() < 0.3)


def random_about(chance: Random) -> Period:
    return random_period(chance, Clock.ABOUT)


def random_words(chance: Random) -> Words:
    """Words that stand side by side in some text of the stores' vocabulary; the last perhaps only begun."""
    text = chance.choice(_NAMES) if chance.random() < 0.3 else random_text(chance)
    words = words_in(text) or ("north",)
    first = chance.randrange(len(words))
    *before, last = words[first : first + chance.choice((1, 1, 2, 3))]
    return Words((*before, last[: chance.randint(1, len(last))]), chance.random() < 0.4)


def random_mark(chance: Random) -> Marked:
    return Marked(chance.choice(list(Mark)))


def random_grade(chance: Random) -> Grade:
    """Either part or both; now and then that there is none."""
    comparison = chance.choice(list(Comparison))
    letter, number = chance.choice("ABCDEF"), chance.randint(1, 6)
    return chance.choice(
        (
            Grade(letter, number, comparison),
            Grade(letter, None, comparison),
            Grade(None, number, comparison),
            Grade(),
        )
    )


def random_amount(chance: Random) -> Amount:
    number = chance.choice(NUMBERS) + chance.choice((0, 0, 0.5, -1))
    return Amount(float(number), chance.choice(list(Comparison)))


def random_between(chance: Random) -> Between:
    low, high = sorted(float(chance.choice(NUMBERS)) for _ in range(2))
    return Between(low, high)


def random_figured(chance: Random) -> Figured:
    """A series, a state or both; told in part, whole, or as what is not told."""
    state = chance.choice((None, "", *STATES, "pl"))
    if chance.random() < 0.3:
        return Figured(None, state or "", exact=bool(state) and chance.random() < 0.5)
    series = chance.choice(("", *SERIES, "sold", "tanks"))
    return Figured(series, state, exact=bool(series) and chance.random() < 0.4)


def random_reported(chance: Random) -> Reported:
    return Reported(chance.randint(0, 4), chance.choice(list(Comparison)), chance.random() < 0.6)


def random_named(chance: Random) -> Named:
    name = chance.choice(IDS)
    return Named(name[: chance.randint(1, len(name))], chance.random() < 0.5)


LEAVES: Mapping[str, Callable[[Random], Term]] = {
    "condition": random_condition,
    "period": random_period,
    "about": random_about,
    "words": random_words,
    "mark": random_mark,
    "grade": random_grade,
    "amount": random_amount,
    "between": random_between,
    "figured": random_figured,
    "reported": random_reported,
    "named": random_named,
}


# Joined


def random_term(chance: Random, depth: int = DEEPEST) -> Term:
    """A term in which up to `depth` are nested."""
    turn = chance.random()
    if depth <= 1 or turn < 0.5:
        return chance.choice(list(LEAVES.values()))(chance)
    if turn < 0.65:
        return negated(random_term(chance, depth - 1))
    parts = tuple(random_term(chance, depth - 1) for _ in range(chance.randint(2, 3)))
    return joined(parts, chance.choice((AnyOf, AllOf)))


def random_query(chance: Random) -> Query:
    """Mostly of one or two conditions, since more leave little."""
    number = min(chance.choice((0, 1, 1, 1, 2, 2, 3, 4)), MOST_CONDITIONS)
    return Query(tuple(random_term(chance) for _ in range(number)), chance.random() < 0.25)


def random_order(chance: Random) -> Order:
    """Of one column or several."""
    keys = chance.sample(list(SortKey), chance.choice((1, 1, 2, 3, len(SortKey))))
    return order_by(*(Sorting(key, chance.random() < 0.5) for key in keys))


# As hypothesis wants them: it draws what they ask of chance, and so can make a failing one smaller

_chances = st.randoms(use_true_random=False)

minutes = st.one_of(
    st.sampled_from(DATES).map(lambda text: PartialDate.parse(text).start),
    st.sampled_from(DATES).map(lambda text: PartialDate.parse(text).end),
    st.sampled_from((EARLIEST, LATEST)),
    edtf_texts.map(lambda text: PartialDate.parse(text).start + 1),
)
facet_conditions = _chances.map(random_condition)
periods = _chances.map(random_period)
terms = _chances.map(random_term)
queries = _chances.map(random_query)
orders = _chances.map(random_order)
