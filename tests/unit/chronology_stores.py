"""Random stores to compare a chronology with its model, and random questions to ask of them."""

from collections.abc import Sequence
from random import Random

from hypothesis import strategies as st

from chronoterm.dates import EARLIEST, LATEST, PartialDate
from chronoterm.query import Condition, Facet, Order, Period, Query, SortKey
from chronoterm.records import Actor, Basis, Kind, Membership, Place, Record, Relation, RelationType, Source
from tests.unit.chronology_model import Model
from tests.unit.date_strategies import edtf_texts

ACTORS = ("ann", "ben", "unit", "army", "state")
PLACES = ("square", "city", "region", "country", "world")
TAGS = ("alpha", "beta", "gamma")
UNTOLD = "nobody told of"
DATES = (
    "2024-10-31",
    "2024-10-31",
    "2024-10-30",
    "2024-11-01",
    "2024-10",
    "2024-10~",
    "2024-10-XX",
    "2024-10-31?",
    "2024-10-28/2024-10-30",
    "2024-10-31~/2024-11-07~",
    "2024-11-01/..",
    "../2024-10-31",
    "2024-10-31T14:30Z",
    "2024-10-31T23:30-05:00",
    "2024",
    "2023-12-31",
    "202X",
    "-0044-03-15",
    "Y17000",
)


@st.composite
def models(draw: st.DrawFn, most: int = 12) -> Model:
    """A store with records of every kind, few enough names to meet often, hierarchies and circles of them.

    It is made from a seed: to draw every field one by one takes a fifth of a second.
    """
    size, chance = draw(st.integers(0, most)), Random(draw(st.integers(0, 1 << 32)))
    ids = chance.sample([first + last for first in "abcdé" for last in "xyz"], size)
    return Model(
        tuple(_record(chance, each, ids) for each in ids),
        tuple(_actor(chance, each) for each in _some(chance, ACTORS, len(ACTORS))),
        tuple(_place(chance, each) for each in _some(chance, PLACES, len(PLACES))),
    )


def _some(chance: Random, values: Sequence[str], most: int) -> list[str]:
    return chance.sample(values, chance.randint(0, most))


def _date(chance: Random) -> str:
    if chance.random() < 0.5:
        return chance.choice(DATES)
    return f"{chance.choice((2023, 2024))}-{chance.randint(9, 11):02}-{chance.choice((1, 2, 15, 29, 30)):02}"


def _record(chance: Random, record_id: str, ids: Sequence[str]) -> Record:
    return Record(
        id=record_id,
        kind=chance.choice(list(Kind)),
        headline=chance.choice(("Zulu", "alpha", "Álpha", "“beta”", "\u0301")),
        expected=chance.random() < 0.3,
        date=_date(chance) if chance.random() < 0.8 else None,
        date_basis=chance.choice((None, Basis.EXPLICIT, Basis.PUBLICATION)),
        speaker=chance.choice((None, *ACTORS, UNTOLD)),
        actors=tuple(chance.choices((*ACTORS, UNTOLD), k=chance.randint(0, 3))),
        places=tuple(chance.choices((*PLACES, UNTOLD), k=chance.randint(0, 2))),
        tags=tuple(chance.choices(TAGS, k=chance.randint(0, 2))),
        sources=tuple(_source(chance) for _ in range(chance.randint(0, 2))),
        relations=tuple(
            Relation(type=chance.choice(list(RelationType)), to=chance.choice((*ids, "gone", "lost")))
            for _ in range(chance.randint(0, 3))
        ),
    )


def _source(chance: Random) -> Source:
    return Source(
        publisher=chance.choice((None, "Gazette", "Herald")),
        title=chance.choice((None, "Gazette", "A title")),
        url=chance.choice((None, "https://a.example")),
        via=chance.choice((None, "Herald", "an interview")),
    )


def _actor(chance: Random, actor: str) -> Actor:
    return Actor(
        id=actor,
        name=chance.choice((f"The {actor.capitalize()} of Old", actor.upper(), "Same Name")),
        aliases=chance.choice(((), (actor.capitalize(),), ("elsewhere", "Name"))),
        member_of=tuple(_membership(chance) for _ in range(chance.randint(0, 2))),
    )


def _membership(chance: Random) -> Membership:
    start, end = (_date(chance) if chance.random() < 0.3 else None for _ in range(2))
    return Membership(actor=chance.choice((*ACTORS, UNTOLD)), start=start, end=end)


def _place(chance: Random, place: str) -> Place:
    return Place(
        id=place,
        name=chance.choice((f"{place} Oblast", "Élan", "elan")),
        part_of=chance.choice((None, *PLACES, UNTOLD)),
    )


_POOLS = {
    Facet.ACTOR: ACTORS,
    Facet.SPEAKER: ACTORS,
    Facet.PLACE: PLACES,
    Facet.TAG: TAGS,
    Facet.KIND: ("event", "statement", "expected"),
    Facet.SOURCE: ("Gazette", "Herald", "unnamed source", "an interview"),
}

minutes = st.one_of(
    st.sampled_from(DATES).map(lambda text: PartialDate.parse(text).start),
    st.sampled_from(DATES).map(lambda text: PartialDate.parse(text).end),
    st.sampled_from((EARLIEST, LATEST)),
    edtf_texts.map(lambda text: PartialDate.parse(text).start + 1),
)


@st.composite
def facet_conditions(draw: st.DrawFn) -> Condition:
    facet = draw(st.sampled_from(Facet))
    values = draw(st.lists(st.sampled_from((*_POOLS[facet], UNTOLD)), max_size=3))
    return Condition(facet, tuple(values), exclude=draw(st.booleans()))


@st.composite
def periods(draw: st.DrawFn) -> Period:
    since, until = sorted(draw(st.lists(minutes, min_size=2, max_size=2, unique=True)))
    return draw(st.sampled_from((Period(since, until), Period(since=since), Period(until=until))))


queries = st.lists(st.one_of(facet_conditions(), periods()), max_size=3).map(tuple).map(Query)
orders = st.builds(Order, st.sampled_from(SortKey), st.booleans())
