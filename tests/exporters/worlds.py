"""Records with hostile text in every field, to export."""

from hypothesis import strategies as st

from chronoterm.chronology.indexed import IndexedChronology
from chronoterm.records import (
    UNREVIEWED,
    Actor,
    Basis,
    Figure,
    Kind,
    Place,
    QuoteKind,
    Record,
    Relation,
    RelationType,
    Series,
    Source,
)
from chronoterm.text import clean
from tests.exporters.chosen import chronology
from tests.exporters.hostile import texts
from tests.unit.date_strategies import edtf_texts

IDS = ("r1", "r2", "r3", "r4")
ACTORS = ("a1", "a2", "nobody told of")
PLACES = ("p1", "p2")
named = texts.filter(lambda text: bool(clean(text).strip()))
maybe = st.one_of(st.none(), texts)
numbers = st.one_of(st.none(), st.integers(-9, 10**7), st.floats(0, 9))

figures = st.builds(
    Figure,
    series=st.sampled_from((None, "s1", "untold")),
    low=numbers,
    high=numbers,
    approx=st.booleans(),
    state=st.one_of(st.sampled_from((None, "present", "planned")), texts),
    text=maybe,
)
sources = st.builds(
    Source,
    publisher=maybe,
    title=maybe,
    url=st.one_of(maybe, st.just("https://example.org/a?b=1&c=2#d")),
    via=maybe,
    author=maybe,
    published=st.one_of(st.none(), edtf_texts, texts),
    retrieved=st.one_of(st.none(), edtf_texts),
    reliability=st.sampled_from((None, "B")),
    credibility=st.sampled_from((None, 2)),
    span=st.sampled_from((None, (1, 2345))),
    row=st.sampled_from((None, 12)),
)
relations = st.builds(Relation, type=st.sampled_from(RelationType), to=st.sampled_from((*IDS, "not there")))


def _records(record_id: str) -> st.SearchStrategy[Record]:
    return st.builds(
        Record,
        id=st.just(record_id),
        kind=st.sampled_from(Kind),
        expected=st.booleans(),
        headline=named,
        summary=maybe,
        date=st.one_of(st.none(), edtf_texts, st.just("2024-10-31")),
        date_basis=st.one_of(st.none(), st.sampled_from(Basis)),
        date_text=maybe,
        about_date=st.one_of(st.none(), edtf_texts, texts),
        outcome=st.sampled_from((None, "r1", "not there")),
        speaker=st.sampled_from((None, *ACTORS)),
        speaker_role=maybe,
        quote=maybe,
        quote_kind=st.one_of(st.none(), st.sampled_from(QuoteKind)),
        lang=st.one_of(st.none(), st.just("en-GB"), texts),
        actors=st.lists(st.sampled_from(ACTORS), unique=True, max_size=2).map(tuple),
        places=st.lists(st.sampled_from(PLACES), unique=True, max_size=2).map(tuple),
        tags=st.lists(st.one_of(texts, st.just(UNREVIEWED)), max_size=2).map(tuple),
        figures=st.lists(figures, max_size=2).map(tuple),
        sources=st.lists(sources, max_size=2).map(tuple),
        relations=st.lists(relations, max_size=2).map(tuple),
        modified=st.sampled_from((None, "2024-11-01T10:00:00Z", "soon")),
    )


@st.composite
def worlds(draw: st.DrawFn) -> IndexedChronology:
    """A chronology of up to four records, in whose names and texts anything may stand."""
    ids = IDS[: draw(st.integers(1, len(IDS)))]
    return chronology(
        [draw(_records(each)) for each in ids],
        [Actor(id=each, name=draw(named)) for each in ACTORS[:2]],
        [Place(id="p1", name=draw(named)), Place(id="p2", name=draw(named), part_of="p1")],
        [Series(id="s1", name=draw(named))],
        title=draw(texts),
    )
