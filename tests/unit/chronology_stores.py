"""Random stores to compare a chronology with its model."""

from collections.abc import Sequence
from random import Random

from hypothesis import strategies as st

from chronoterm.records import (
    Actor,
    Annotation,
    Basis,
    Figure,
    Kind,
    Membership,
    Place,
    Record,
    Relation,
    RelationType,
    Source,
)
from tests.unit.chronology_model import Model

ACTORS = ("ann", "ben", "unit", "army", "state")
PLACES = ("square", "city", "region", "country", "world")
TAGS = ("alpha", "beta", "gamma")
USERS = ("ana", "Ben", "Ánna")
UNTOLD = "nobody told of"
IDS = tuple(first + last for first in "abcdé" for last in "xyz")
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


UNREADABLE = ("soon", "2024-13", "")
HEADLINES = ("Zulu", "alpha", "Álpha", "“beta”", "\u0301")
VOCABULARY = (
    *("north", "northern", "korea", "korean", "koreans", "troops", "to", "Álpha", "ALPHA", "al"),
    *("10,000", "B-2", "don’t", "it's", "naïve", "café", "cafe\u0301", "Straße", "strasse", "ﬁre"),
    *("_x", "№5", "٣", "Київ", "İzmir", "서울", "北京", "東京都", "北", "北korea京", "二〇〇八年", "𡈽𠮷"),
    *("キム・ジョンウン", "ｷﾑ", "ひらがな"),
)
"""Words that begin others, differ only by accents, are cut where no space is, or are written without spaces."""

BETWEEN = (" ", " ", "  ", ", ", " — ", "-", "\n", "/", "… ", "")
STAMPS = ("2024-10-29T08:00:00Z", "2024-10-31T23:59:59Z", "2024-11-02T12:00:00Z")
SERIES = ("soldiers", "soldiers", "old-tanks")
STATES = ("present", "planned", "Planned", "in place")
NUMBERS = (-5, 0, 1, 9.5, 10, 10.5, 100, 1_000_000)


@st.composite
def models(draw: st.DrawFn, most: int = 12) -> Model:
    """A store with records of every kind, few enough names to meet often, hierarchies and circles of them.

    It is made from a seed: to draw every field one by one takes a fifth of a second.
    """
    size, chance = draw(st.integers(0, most)), Random(draw(st.integers(0, 1 << 32)))
    return random_model(chance, size)


def random_model(chance: Random, size: int) -> Model:
    """A store of `size` records."""
    ids = chance.sample(IDS, size) if size <= len(IDS) else [f"{chance.choice(IDS)}{n}" for n in range(size)]
    return Model(
        tuple(random_record(chance, each, ids) for each in ids),
        tuple(random_actor(chance, each) for each in _some(chance, ACTORS, len(ACTORS))),
        tuple(random_place(chance, each) for each in _some(chance, PLACES, len(PLACES))),
        tuple(
            random_annotation(chance, chance.choice((*ids, "gone"))) for _ in range(chance.randint(0, size))
        ),
    )


def _some(chance: Random, values: Sequence[str], most: int) -> list[str]:
    return chance.sample(values, chance.randint(0, most))


def _date(chance: Random) -> str:
    if chance.random() < 0.5:
        return chance.choice(DATES)
    return f"{chance.choice((2023, 2024))}-{chance.randint(9, 11):02}-{chance.choice((1, 2, 15, 29, 30)):02}"


def random_text(chance: Random) -> str:
    """Up to five words, told apart in different ways or not at all."""
    return "".join(chance.choice(VOCABULARY) + chance.choice(BETWEEN) for _ in range(chance.randint(0, 5)))


def random_record(chance: Random, record_id: str, ids: Sequence[str]) -> Record:
    """A record with something, or nothing, in every field; its relations point to `ids` or to nothing."""
    return Record(
        id=record_id,
        kind=chance.choice(list(Kind)),
        headline=chance.choice(HEADLINES) if chance.random() < 0.5 else random_text(chance),
        summary=chance.choice((None, random_text(chance))),
        quote=chance.choice((None, random_text(chance))),
        expected=chance.random() < 0.3,
        date=_date(chance) if chance.random() < 0.8 else None,
        date_basis=chance.choice((None, Basis.EXPLICIT, Basis.PUBLICATION)),
        about_date=chance.choice((None, _date(chance), _date(chance), chance.choice(UNREADABLE))),
        speaker=chance.choice((None, *ACTORS, UNTOLD)),
        actors=tuple(chance.choices((*ACTORS, UNTOLD), k=chance.randint(0, 3))),
        targets=tuple(chance.choices((*ACTORS, UNTOLD), k=chance.choice((0, 0, 1, 2)))),
        places=tuple(chance.choices((*PLACES, UNTOLD), k=chance.randint(0, 2))),
        tags=tuple(chance.choices(TAGS, k=chance.randint(0, 2))),
        sources=tuple(_source(chance) for _ in range(chance.randint(0, 2))),
        figures=tuple(_figure(chance) for _ in range(chance.randint(0, 2))),
        relations=tuple(
            Relation(type=chance.choice(list(RelationType)), to=chance.choice((*ids, "gone", "lost")))
            for _ in range(chance.randint(0, 3))
        ),
        by=chance.choice((None, *USERS)),
        outcome=chance.choice((None, None, *ids[:3], "gone")),
        revision=chance.randint(0, 3),
        created=chance.choice((None, *STAMPS, "once")),
        modified=chance.choice((None, *STAMPS)),
    )


def random_annotation(chance: Random, record_id: str) -> Annotation:
    """A star, a tag, a comment, several of them or nothing."""
    return Annotation(
        record=record_id,
        id=f"n{chance.randrange(1 << 32)}",
        by=chance.choice((None, *USERS)),
        at=chance.choice((None, f"2024-11-0{chance.randint(1, 9)}T12:00:00Z")),
        star=chance.random() < 0.4,
        tag=chance.choice((None, "", *TAGS, "delta")),
        comment=chance.choice((None, "", random_text(chance))),
    )


def _source(chance: Random) -> Source:
    return Source(
        publisher=chance.choice((None, "Gazette", "Herald")),
        title=chance.choice((None, "Gazette", "A title")),
        url=chance.choice((None, "https://a.example")),
        via=chance.choice((None, "Herald", "an interview")),
        published=chance.choice((None, _date(chance), _date(chance), chance.choice(UNREADABLE))),
        sha256=chance.choice((None, None, "0" * 64)),
        row=chance.choice((None, None, 1)),
        reliability=chance.choice((None, *"AABBCDEFZ")),
        credibility=chance.choice((None, None, 1, 2, 2, 3, 4, 5, 6, 7)),
    )


def _figure(chance: Random) -> Figure:
    low, high = sorted((chance.choice(NUMBERS), chance.choice(NUMBERS)))
    return Figure(
        low=chance.choice((None, low, low)),
        high=chance.choice((None, low, high)),
        approx=chance.random() < 0.5,
        series=chance.choice((None, "", *SERIES)),
        state=chance.choice((None, "", *STATES)),
    )


def random_actor(chance: Random, actor: str) -> Actor:
    """Somebody who may belong to anybody."""
    return Actor(
        id=actor,
        name=chance.choice((f"The {actor.capitalize()} of Old", actor.upper(), "Same Name")),
        aliases=chance.choice(((), (actor.capitalize(),), ("elsewhere", "Name"), (random_text(chance),))),
        member_of=tuple(_membership(chance) for _ in range(chance.randint(0, 2))),
    )


def _membership(chance: Random) -> Membership:
    start, end = (_date(chance) if chance.random() < 0.3 else None for _ in range(2))
    return Membership(actor=chance.choice((*ACTORS, UNTOLD)), start=start, end=end)


def random_place(chance: Random, place: str) -> Place:
    """Somewhere that may lie within any place."""
    return Place(
        id=place,
        name=chance.choice((f"{place} Oblast", "Élan", "elan")),
        part_of=chance.choice((None, *PLACES, UNTOLD)),
    )
