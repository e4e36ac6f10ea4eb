"""A small world with awkward names, and documents of every kind, odd ones included, to be edited."""

from typing import Any

from hypothesis import strategies as st

from chronoterm.chronology.indexed import IndexedChronology
from chronoterm.chronology.names import Names
from chronoterm.dates import PartialDate
from chronoterm.editing.fields import Form
from chronoterm.edits import Document
from chronoterm.records import Actor, Kind, Membership, Place, Record, Series
from tests.conftest import HOSTILE
from tests.unit.date_strategies import edtf_texts

TODAY = PartialDate.parse("2024-11-22")
CHANCE = "k3vdq8x2m4abt7rz"

ACTORS = (
    Actor(id="ada-lund", name="Ada Lund", aliases=("Lund",), member_of=(Membership(actor="drivers-union"),)),
    Actor(id="drivers-union", name="Crane Drivers' Union", aliases=("CDU",), kind="organisation"),
    Actor(id="kim-jong-un", name="Kim Jong Un", aliases=("Kim",)),
    Actor(id="kim-yo-jong", name="Kim Yo Jong"),
    Actor(id="smith-1", name="John Smith"),
    Actor(id="smith-2", name="John Smith"),
    Actor(id="firm", name="Sand; Son; Co.", aliases=('the "firm"',)),
    Actor(id="quoted", name='"Quoted"'),
    Actor(id="dotted", name="Dots .. and since 2010"),
    Actor(id="marked", name="[/x] \x1b]52;c;aGk=\x07"),
    Actor(id=" spaced ", name=" Spaced "),
    Actor(id="Ada Lund", name="Another"),
    Actor(id="zoë", name="Zoë Älv"),
)
PLACES = (
    Place(id="harbour", name="Harbour"),
    Place(id="north-quay", name="North Quay", aliases=("Quay 1",), part_of="harbour"),
    Place(id="springfield-1", name="Springfield"),
    Place(id="springfield-2", name="Springfield"),
)
UNTOLD = ("Ben Holm", "somebody; else", "kim", "", " ", "x\ny", "\u202eabc", "Springfield", "a" * 400)
"""Names that records use and no table has."""

ACTOR_IDS = (*(each.id for each in ACTORS), *UNTOLD)
PLACE_IDS = (*(each.id for each in PLACES), *UNTOLD)


def world() -> IndexedChronology:
    """A chronology in whose records every actor and place is named."""
    record = Record(
        id="talks-a7qd",
        kind=Kind.EVENT,
        headline="Talks",
        date="2024-10-31",
        actors=ACTOR_IDS,
        places=PLACE_IDS,
        tags=("pay", "strike, wild"),
    )
    other = Record(id="strike-b2xk", kind=Kind.EVENT, headline="Strike", date="2024-05-06")
    series = (Series(id="strikers", name="Crane drivers on strike"),)
    return IndexedChronology.build([record, other], Names(ACTORS, PLACES, series))


WORLD = world()

texts = st.one_of(
    st.text(st.characters(codec="utf-8"), max_size=8),
    st.sampled_from(HOSTILE).filter(lambda text: "\ud800" not in text),
    st.sampled_from(
        ("", " ", "a\nb", 'say "so"', "x; y, z", "  edge  ", "# no", "'''", '"""', "\\", "1,000")
    ),
)
json_values = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(2**63), 2**63 - 1),
        st.floats(allow_nan=False, allow_infinity=False),
        texts,
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.one_of(texts, st.just("json")), inner, max_size=3),
    ),
    max_leaves=5,
)
numbers = st.one_of(st.integers(-(2**53), 2**53), st.floats(allow_nan=False, allow_infinity=False))
dates = st.one_of(edtf_texts, st.sampled_from(("soon", "2024-13", "", "2024-10-31 ")))
lines = texts.map(lambda text: text.replace("\n", " "))


def some(*strategies: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """One of several values, or now and then anything."""
    return st.one_of(*strategies, *strategies, *strategies, json_values)


def objects(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Document]:
    """An object with any of the fields, and now and then another one."""
    known = st.fixed_dictionaries({}, optional=dict(fields))
    return st.tuples(st.dictionaries(texts, json_values, max_size=1), known).map(
        lambda two: {**two[0], **two[1]}
    )


def lists(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    return st.lists(some(strategy), max_size=4)


figures = objects(
    series=some(st.just("strikers"), texts),
    low=some(numbers),
    high=some(numbers),
    approx=some(st.booleans()),
    state=some(st.sampled_from(("planned", "to be", "5 killed")), texts),
    text=some(texts),
)
sources = objects(
    publisher=some(texts),
    title=some(texts),
    url=some(texts),
    published=some(dates),
    reliability=some(st.sampled_from("ABCDEFG")),
    credibility=some(st.integers(0, 8)),
    span=some(st.lists(st.integers(0, 99), min_size=2, max_size=2)),
)
relations = objects(type=some(st.sampled_from(("background", "odd"))), to=some(texts))
memberships = objects(actor=some(st.sampled_from(ACTOR_IDS)), **{"from": some(dates), "to": some(dates)})

_RECORD = objects(
    kind=some(st.sampled_from(("event", "statement", "claim"))),
    expected=some(st.booleans()),
    headline=some(texts),
    summary=some(texts),
    date=some(dates),
    date_text=some(texts),
    date_basis=some(st.sampled_from(("explicit", "publication", "none", "odd"))),
    about_date=some(dates),
    speaker=some(st.sampled_from(ACTOR_IDS)),
    quote=some(texts),
    quote_kind=some(st.sampled_from(("direct", "odd"))),
    actors=some(lists(st.sampled_from(ACTOR_IDS))),
    places=some(lists(st.sampled_from(PLACE_IDS))),
    tags=some(lists(texts)),
    figures=some(lists(figures)),
    sources=some(lists(sources)),
    relations=some(lists(relations)),
    outcome=some(texts),
    revision=some(st.integers(0, 9)),
    by=some(texts),
    modified=some(texts),
)
_ACTOR = objects(
    name=some(texts),
    kind=some(texts),
    aliases=some(lists(texts)),
    member_of=some(lists(memberships)),
    country=some(st.sampled_from(("NO", "no", "Norway"))),
)
_PLACE = objects(
    name=some(texts),
    aliases=some(lists(texts)),
    part_of=some(st.sampled_from(PLACE_IDS)),
    latitude=some(numbers),
    longitude=some(numbers),
)
_ALL = {Form.RECORD: _RECORD, Form.ACTOR: _ACTOR, Form.PLACE: _PLACE}


def documents(form: Form) -> st.SearchStrategy[Document]:
    """Documents of a form with an id, of any quality."""
    return _ALL[form].map(lambda document: {"id": "here", **document})


forms_with_documents = st.sampled_from(list(Form)).flatmap(
    lambda form: st.tuples(st.just(form), documents(form))
)
