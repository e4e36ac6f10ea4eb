"""A store whose documents stay in its file gives the answers of one that was read whole."""

import json
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chronoterm.documents import DocumentError, read_body
from chronoterm.edits import Edit, Table, change
from chronoterm.records import Body, Entry
from chronoterm.store.errors import StoreError
from chronoterm.store.kept_store import KeptStore
from chronoterm.store.marks import FIELD
from chronoterm.store.shape import RECORDS
from chronoterm.store.shared import SharedStore
from tests.store.indexed import index_of, kept
from tests.store.sessions import state

IDS = ["r1", "r2", "r3", "r4", "nobody", "Ω"]
DATES = ["2024", "2024-05-03", "2024-13", "../2024", None, "2023-10/2024-02", 5]
NAMES = ["ada", "ben", "quay"]
TABLES = ["records", "actors", "places", "series", "annotations", "mine"]

Documents = dict[str, Any]


def _some(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Documents]:
    return st.fixed_dictionaries({}, optional=fields)


RELATION = st.fixed_dictionaries(
    {"type": st.sampled_from(["background", "denies", "no type"]), "to": st.sampled_from(IDS)}
)
RECORD = st.builds(
    lambda needed, more: {**needed, **more},
    st.fixed_dictionaries(
        {
            "id": st.sampled_from(IDS),
            "kind": st.sampled_from(["event", "statement"]),
            "headline": st.sampled_from(["one", "zwei – “drei”", "\x1b[31m", "x\ny"]),
        }
    ),
    _some(
        date=st.sampled_from(DATES),
        expected=st.booleans(),
        outcome=st.sampled_from([*IDS, "", None, 4]),
        relations=st.lists(RELATION, max_size=3),
        summary=st.sampled_from(["", "some words", None, 7, "\\u0061"]),
        actors=st.lists(st.sampled_from(NAMES), max_size=2),
        headline=st.sampled_from(["", " ", "again"]),
        revision=st.integers(0, 3),
        theirs=st.just({"a": [1, {"b": None}]}),
    ),
)
NAME = _some(
    id=st.sampled_from(NAMES),
    name=st.sampled_from(["Ada", "", "B"]),
    aliases=st.just(["C"]),
    other=st.just(1),
)
NOTE = _some(
    id=st.sampled_from(["n1", "n2", "#1", "#2"]),
    record=st.sampled_from(IDS),
    by=st.just("ben"),
    at=st.sampled_from(["2024-01-01T00:00:00Z", "2023-01-01T00:00:00Z"]),
    star=st.booleans(),
    comment=st.sampled_from(["a comment", None]),
)
DOCUMENTS = {"records": RECORD, "actors": NAME, "places": NAME, "series": NAME, "annotations": NOTE}


@st.composite
def stores(draw: st.DrawFn) -> bytes:
    """The text of a store: tables in any order, numbers with gaps and in any order, laid out in some way."""
    names = draw(st.permutations(TABLES))
    tables: dict[str, Documents] = {"meta": {"1": {"schema": 1, "title": "Drawn"}}}
    for name in names[: draw(st.integers(0, 6))] + ([] if RECORDS in names[:0] else [RECORDS]):
        numbers = draw(st.lists(st.integers(1, 40), unique=True, max_size=8))
        tables[name] = {str(each): draw(DOCUMENTS.get(name, RECORD)) for each in numbers}
    indent = draw(st.sampled_from([None, 0, 2]))
    return json.dumps(tables, indent=indent, ensure_ascii=draw(st.booleans())).encode()


ODD = st.sampled_from(
    [
        (b'"headline": "again"', b'"headline": "half \\ud800"'),
        (b'"headline": "one"', b'"headline": "one", "headline": "two"'),
        (b'"records": {', b'"records": {"007": {"id": "r9", "kind": "event", "headline": "odd"}, '),
        (b'"records": {', b'"records": {"41": 5, '),
        (
            b'"records": {',
            b'"records": {"42": {"id": "deep", "kind": "event", "headline": "x", "date": "9999999"}, ',
        ),
    ]
)


class Step(NamedTuple):
    """Who does what to which document."""

    who: int
    what: str
    table: Table
    id: str
    fields: Documents


def _step(table: Table, ids: Sequence[str], fields: st.SearchStrategy[Documents]) -> st.SearchStrategy[Step]:
    what = st.sampled_from(["put", "put", "drop", "fold", "open"])
    return st.builds(Step, st.integers(0, 1), what, st.just(table), st.sampled_from(ids), fields)


STEPS = st.lists(
    st.one_of(
        _step(Table.RECORDS, [*IDS, "new"], RECORD),
        _step(Table.RECORDS, [*IDS, "new"], RECORD),
        _step(Table.ACTORS, NAMES, NAME),
        _step(Table.ANNOTATIONS, ["n1", "n3", "#1", "#7"], NOTE),
    ),
    max_size=8,
)


def answers(store: SharedStore) -> Mapping[str, Any]:
    """All that somebody can ask a store."""
    store.look_through()
    everything = [*IDS, "new", "r9"]
    return {
        "state": state(store),
        "about": (store.title, {name: value for name, value in store.meta.items() if name != FIELD}),
        "entries": sorted(store.entries, key=lambda each: each.id),
        "size": store.size,
        "names": [dict(each) for each in (store.actors_by_id, store.places_by_id, store.series_by_id)],
        "listed": [
            sorted(each, key=str) for each in (store.actors, store.places, store.series, store.annotations)
        ],
        "problems": sorted(
            (each.severity.value, each.table, each.field, each.why) for each in store.problems
        ),
        "pointing": {each: sorted(those) for each, those in store.pointing_to(everything).items()},
        "notes": [store.annotations_on((each,)) for each in everything],
        "all notes": store.annotations_on(everything),
        "one by one": [(store.has(each), store.entry(each)) for each in everything],
        "records": [_tried(partial(store.record, each)) for each in everything],
        "bodies": list(store.bodies([each for each in everything if store.has(each)])),
        "obstacle": store.obstacle,
    }


def _tried(what: Callable[[], Any]) -> object:
    try:
        return what()
    except (KeyError, DocumentError) as error:
        return str(error)


def do(store: SharedStore, step: Step) -> str:
    """Carry out a step; what the store says where it does not take it."""
    before = store.document(step.table, step.id)
    after = None if step.what == "drop" else {**(before or {"id": step.id}), **step.fields, "id": step.id}
    made = change(step.table, step.id, before, after)
    if made is None:
        return "nothing would change"
    try:
        store.write(Edit(step.what, (made,)), by="ada")
    except StoreError as error:
        return str(error)
    return ""


@settings(max_examples=150)
@given(stores())
def test_a_kept_store_answers_as_one_that_was_read_whole(
    tmp_path_factory: pytest.TempPathFactory, text: bytes
) -> None:
    path = tmp_path_factory.mktemp("kept") / "store.json"
    path.write_bytes(text)
    for told in (True, False):
        one, other = kept(path, outcomes=told), SharedStore.open(path)
        assert answers(one) == answers(other)
        assert one.problems == sorted(other.problems, key=one.problems.index), "each with its document"
        assert [one.ids(table) for table in Table] == [other.ids(table) for table in Table], (
            "in the same order"
        )
        assert list(map(one.place_of, one.problems)) == list(map(other.place_of, one.problems))
        for name, table in other.tables.items():
            assert {number: bytes(raw) for number, raw in one.tables[name].items()} == {
                number: bytes(raw) for number, raw in table.items()
            }
            assert list(one.tables[name]) == list(table)


@settings(max_examples=60)
@given(stores(), ODD)
def test_a_store_that_cannot_be_edited_is_read_as_well_and_says_the_same_about_it(
    tmp_path_factory: pytest.TempPathFactory, text: bytes, odd: tuple[bytes, bytes]
) -> None:
    path = tmp_path_factory.mktemp("odd") / "store.json"
    path.write_bytes(text.replace(*odd, 1).replace(b", }", b"}"))
    one, other = kept(path), SharedStore.open(path)
    assert answers(one) == answers(other)
    step = Step(0, "put", Table.RECORDS, "new", {"kind": "event", "headline": "x"})
    assert do(one, step) == do(other, step) or not one.obstacle


@settings(max_examples=150)
@given(stores(), STEPS)
def test_a_kept_store_answers_as_one_read_whole_whoever_edits_and_writes_it_anew(
    tmp_path_factory: pytest.TempPathFactory, text: bytes, steps: list[Step]
) -> None:
    path = tmp_path_factory.mktemp("edited") / "store.json"
    path.write_bytes(text)
    sessions = [kept(path), SharedStore.open(path)]
    for step in steps:
        here, there = sessions[step.who], sessions[1 - step.who]
        if step.what == "open":
            sessions[step.who] = kept(path) if step.who == 0 else SharedStore.open(path)
        elif step.what == "fold":
            here.fold()
        else:
            do(here, step)
        assert not there.catch_up().elsewhere
        assert answers(sessions[0]) == answers(sessions[1])
    assert answers(sessions[0]) == answers(SharedStore.open(path))
    assert answers(kept(path)) == answers(SharedStore.open(path))


@settings(max_examples=60)
@given(stores(), STEPS)
def test_the_file_that_a_kept_store_writes_is_the_one_that_another_would_write(
    tmp_path_factory: pytest.TempPathFactory, text: bytes, steps: list[Step]
) -> None:
    written = []
    for opened in (kept, SharedStore.open):
        path = tmp_path_factory.mktemp("folded") / "store.json"
        path.write_bytes(text)
        store = opened(path)
        said = [do(store, each) for each in steps]
        said = [each.replace(str(path), "") for each in said]
        store.fold()
        tables = json.loads(path.read_bytes(), object_pairs_hook=list)
        written.append((said, _without_times(tables)))
        assert answers(SharedStore.open(path)) == answers(store)
    assert written[0] == written[1]


def _without_times(value: Any) -> Any:
    """JSON as pairs, in their order, without what differs from one second or journal to the next."""
    if isinstance(value, list):
        kept_here = (each for each in value if not _is_time(each))
        return [_without_times(each) for each in kept_here]
    return tuple(map(_without_times, value)) if isinstance(value, tuple) else value


def _is_time(pair: Any) -> bool:
    return isinstance(pair, tuple) and pair[0] in ("created", "modified", "journal", "end")


@settings(max_examples=60)
@given(stores(), STEPS)
def test_the_rows_of_an_index_stay_those_of_the_file_whatever_is_edited(
    tmp_path_factory: pytest.TempPathFactory, text: bytes, steps: list[Step]
) -> None:
    path = tmp_path_factory.mktemp("rows") / "store.json"
    path.write_bytes(text)
    before = SharedStore.open(path)
    store = KeptStore.of(path, index_of(path))
    for step in steps:
        do(store, step)
    rows = {each: store.row_of(each) for each in (*IDS, "new")}
    held = {each: row for each, row in rows.items() if row is not None}
    assert sorted(held.values()) == list(range(before.size))
    assert {each: store.entry_in(row) for each, row in held.items()} == _entries(before)
    every = range(before.size)
    assert store.entries_in(every) == store.entries_in(list(every)) == [store.entry_in(row) for row in every]
    assert list(store.bodies_in(every)) == [_body(before, store.entry_in(row).id) for row in every]


def _entries(store: SharedStore) -> dict[str, Entry]:
    return {each.id: each for each in store.entries}


def _body(store: SharedStore, record_id: str) -> Body:
    return read_body(store.tables[RECORDS][store.document_of(record_id)])


@settings(max_examples=60)
@given(stores(), STEPS)
def test_notes_on_a_record_are_those_that_a_store_read_whole_tells(
    tmp_path_factory: pytest.TempPathFactory, text: bytes, steps: list[Step]
) -> None:
    path = tmp_path_factory.mktemp("notes") / "store.json"
    path.write_bytes(text)
    store = KeptStore.of(path, index_of(path))
    for step in steps:
        do(store, step)
    for record in IDS:
        assert store.annotations_on((record,)) == SharedStore.open(path).annotations_on((record,))
