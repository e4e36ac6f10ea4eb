"""What is stored comes back whole, and what is wrong with a document is said with the field it stands in."""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronoterm.documents import Document, DocumentError, Read, decode, read, read_entry, write
from chronoterm.records import (
    Actor,
    Basis,
    Entry,
    Figure,
    Kind,
    Membership,
    Place,
    QuoteKind,
    Record,
    Relation,
    RelationType,
    Series,
    Source,
)

texts = st.text(st.characters(codec="utf-8"), max_size=6)
names = texts.filter(lambda text: text.strip() != "")
numbers = st.one_of(st.integers(-(2**53), 2**53), st.floats(allow_nan=False, allow_infinity=False))
dates = st.sampled_from(("2024", "2024-10-31", "../2024-10", "2024-11-01/.."))
anything = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-9, 9), texts),
    lambda inner: st.one_of(st.lists(inner, max_size=2), st.dictionaries(texts, inner, max_size=2)),
    max_leaves=4,
)
unknown = st.one_of(st.just({}), st.dictionaries(texts.map(lambda text: f"x{text}"), anything, max_size=2))


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), strategy)


def several(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, max_size=2).map(tuple)


relations = st.builds(Relation, type=st.sampled_from(RelationType), to=texts, unknown=unknown)
sources = st.builds(
    Source,
    publisher=maybe(texts),
    title=maybe(texts),
    url=maybe(texts),
    via=maybe(texts),
    author=maybe(texts),
    reliability=maybe(texts),
    credibility=maybe(st.integers(0, 9)),
    span=maybe(st.tuples(st.integers(0, 99), st.integers(0, 99))),
    unknown=unknown,
)
figures = st.builds(
    Figure,
    series=maybe(texts),
    low=maybe(numbers),
    high=maybe(numbers),
    approx=st.booleans(),
    unknown=unknown,
)
records = st.builds(
    Record,
    id=names,
    kind=st.sampled_from(Kind),
    headline=names,
    expected=st.booleans(),
    date=maybe(texts),
    date_basis=maybe(st.sampled_from(Basis)),
    speaker=maybe(texts),
    actors=several(texts),
    places=several(texts),
    tags=several(texts),
    sources=several(sources),
    relations=several(relations),
    summary=maybe(texts),
    quote=maybe(texts),
    quote_kind=maybe(st.sampled_from(QuoteKind)),
    figures=several(figures),
    revision=st.integers(0, 9),
    unknown=unknown,
)
memberships = st.builds(Membership, actor=texts, start=maybe(dates), end=maybe(dates), unknown=unknown)
actors = st.builds(
    Actor, id=names, name=names, aliases=several(texts), member_of=several(memberships), unknown=unknown
)
places = st.builds(
    Place,
    id=names,
    name=names,
    part_of=maybe(texts),
    latitude=maybe(st.floats(-90, 90)),
    aliases=several(texts),
    unknown=unknown,
)
series = st.builds(Series, id=names, name=names, unit=maybe(texts), unknown=unknown)
values = st.one_of(records, actors, places, series)

RECORD = {"id": "a", "kind": "event", "headline": "h"}
EXAMPLES: Mapping[type, Document] = {
    Record: {
        **RECORD,
        "kind": "statement",
        "sources": [{"publisher": "p"}],
        "figures": [{"low": 1, "state": "planned"}],
        "relations": [{"type": "background", "to": "b"}],
    },
    Actor: {"id": "a", "name": "A", "member_of": [{"actor": "b", "from": "2024"}]},
    Place: {"id": "a", "name": "A"},
    Series: {"id": "a", "name": "A"},
}


def stored(document: Document) -> bytes:
    return msgspec.json.encode(document)


def refusal(document: Document, kind: type[Read]) -> tuple[str, str]:
    with pytest.raises(DocumentError) as refused:
        read(document, kind)
    return refused.value.field, str(refused.value)


# There and back


@given(values)
def test_what_is_written_reads_back_the_same(value: Any) -> None:
    assert read(write(value), type(value)) == value


@given(values)
def test_what_is_written_survives_as_json(value: Any) -> None:
    document = decode(stored(write(value)))
    assert read(document, type(value)) == value
    assert write(read(document, type(value))) == document


@given(values, unknown)
def test_a_field_of_another_tool_stays_where_it_was(value: Any, more: Document) -> None:
    document = {**write(value), **more}
    assert write(read(document, type(value))) == document


@pytest.mark.parametrize("kind", EXAMPLES)
def test_a_field_of_another_tool_survives_at_every_level(kind: type[Read]) -> None:
    def with_more(value: Any) -> Any:
        if isinstance(value, list):
            return [with_more(each) for each in value]
        if isinstance(value, dict):
            inside = {key: with_more(each) for key, each in value.items()}
            return {**inside, "x-note": {"id": None, "of": [1]}, "x-null": None, " unknown": 5}
        return value

    document = with_more(EXAMPLES[kind])
    assert write(read(document, kind)) == document


@given(values)
def test_reading_leaves_the_document_as_it_was(value: Any) -> None:
    document = write(value)
    before = stored(document)
    read(document, type(value))
    assert stored(document) == before


@given(records)
def test_null_means_absent(record: Record) -> None:
    def filled(value: Any, kind: type[msgspec.Struct]) -> Any:
        absent = dict.fromkeys(
            each.encode_name for each in msgspec.structs.fields(kind) if each.name != "unknown"
        )
        return {**absent, **value}

    document: Document = write(record)
    for name, kind in (("sources", Source), ("figures", Figure), ("relations", Relation)):
        document[name] = [filled(each, kind) for each in document.get(name, [])]
    document = filled(document, Record)
    assert read(document, Record) == record
    assert entry_of(read_entry(stored(document))) == entry_of(record)


def test_defaults_are_not_written() -> None:
    document: Document = {**RECORD, "expected": False, "actors": [], "revision": 0, "summary": None}
    assert write(read(document, Record)) == RECORD


def test_what_was_read_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        read(RECORD, Record).headline = "other"  # type: ignore[misc]


# The short way that an index reads


def entry_of(entry: Entry) -> list[object]:
    """What an index needs of a record, whether it was read whole or not."""
    plain = (
        "id",
        "kind",
        "headline",
        "expected",
        "date",
        "date_basis",
        "speaker",
        "actors",
        "places",
        "tags",
    )
    return [
        *(getattr(entry, each) for each in plain),
        *((each.publisher, each.title, each.url, each.via) for each in entry.sources),
        *((each.type, each.to) for each in entry.relations),
    ]


@given(records)
def test_an_entry_tells_the_same_as_its_record(record: Record) -> None:
    assert entry_of(read_entry(stored(write(record)))) == entry_of(record)


ENTRY_FIELDS = (
    *("id", "kind", "headline", "expected", "date", "date_basis", "speaker", "actors", "places", "tags"),
    *("sources", "relations"),
)


@given(st.dictionaries(st.sampled_from(ENTRY_FIELDS), anything, min_size=1, max_size=2))
def test_an_entry_is_refused_exactly_when_its_record_is(wrong: Document) -> None:
    document = {**RECORD, **wrong}
    assert outcome(lambda: entry_of(read(document, Record))) == outcome(
        lambda: entry_of(read_entry(stored(document)))
    )


def outcome(told: Callable[[], object]) -> object:
    """What a reader gives, or what it refuses with."""
    try:
        return told()
    except DocumentError as error:
        return error.field, str(error)


# What is refused, and how it is said


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        (Record, "id"),
        (Record, "kind"),
        (Record, "headline"),
        (Actor, "name"),
        (Place, "id"),
        (Series, "name"),
    ],
)
@pytest.mark.parametrize("missing", ["absent", "null"])
def test_what_must_be_there_is_named_when_it_is_not(kind: type[Read], field: str, missing: str) -> None:
    document = {key: value for key, value in EXAMPLES[kind].items() if key != field}
    if missing == "null":
        document[field] = None
    assert refusal(document, kind) == (field, f"has no {field}")


@pytest.mark.parametrize("blank", ["", " ", "\t\n", "\u00a0"])
@pytest.mark.parametrize("field", ["id", "headline"])
def test_a_blank_is_no_id_and_no_headline(field: str, blank: str) -> None:
    document = {**RECORD, field: blank}
    assert refusal(document, Record) == (field, f"has no {field}")
    with pytest.raises(DocumentError, match=f"has no {field}"):
        read_entry(stored(document))


@pytest.mark.parametrize(
    ("wrong", "field", "why"),
    [
        ({"headline": 5}, "headline", "expected str, got int"),
        ({"expected": 1}, "expected", "expected bool, got int"),
        ({"kind": "rumour"}, "kind", "invalid enum value 'rumour'"),
        ({"actors": "ann"}, "actors", "expected array, got str"),
        ({"actors": ["ann", None]}, "actors[1]", "expected str, got null"),
        ({"figures": [{"low": "many"}]}, "figures[0].low", "expected int | float | null, got str"),
        ({"sources": [{}, {"publisher": 3}]}, "sources[1].publisher", "expected str | null, got int"),
        ({"sources": [{"span": [1]}]}, "sources[0].span", "expected array of length 2, got 1"),
        ({"relations": [{"type": "background"}]}, "relations[0].to", "has no to"),
        ({"relations": [{"to": "b", "type": None}]}, "relations[0].type", "has no type"),
        ({"relations": ["b"]}, "relations[0]", "expected object, got str"),
    ],
)
def test_a_wrong_value_is_told_with_its_place(wrong: Document, field: str, why: str) -> None:
    assert refusal({**RECORD, **wrong}, Record) == (field, why)


@pytest.mark.parametrize("text", ["` - at `$.id`", "Object missing required field `id`", "\n"])
def test_a_value_that_looks_like_an_error_does_not_shift_the_blame(text: str) -> None:
    field, why = refusal({**RECORD, "kind": text}, Record)
    assert field == "kind"
    assert why.startswith("invalid enum value")


@pytest.mark.parametrize("date", ["2024-13", "yesterday", ""])
def test_a_membership_with_an_impossible_date_is_refused(date: str) -> None:
    document = {"id": "a", "name": "A", "member_of": [{"actor": "b"}, {"actor": "c", "to": date}]}
    field, why = refusal(document, Actor)
    assert field == "member_of[1]"
    assert "is no date" in why


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"[]",
        b"5",
        b"null",
        b'{"id": "a", "kind": "event", "headline": "\\ud800"}',
        b'{"id": "a", "kind": "event", "headline": "\xff"}',
        b'{"id": "a", "kind": "event", "headline": "h", "tags": ' + b"[" * 100_000,
        b'{"id": "a", "kind": "event", "headline": "h", "x": ' + b"[" * 100_000,
    ],
)
def test_what_is_no_json_object_is_refused_in_a_sentence(raw: bytes) -> None:
    for reader in (read_entry, decode):
        with pytest.raises(DocumentError, match=r"is no JSON object|cannot be read") as refused:
            reader(raw)
        assert refused.value.field == ""


def test_a_number_too_large_for_any_computer_is_refused_when_its_document_is_looked_at() -> None:
    with pytest.raises(DocumentError, match=r"cannot be read \(number out of range\)"):
        decode(b'{"id": "a", "kind": "event", "headline": "h", "x": 1e400}')
