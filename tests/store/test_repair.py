"""Repair: whatever became of a store, all that can be saved is saved, and all that cannot is told."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from chronoterm.problems import Severity
from chronoterm.store.errors import StoreError
from chronoterm.store.numbering import with_unread
from chronoterm.store.repair import saved
from chronoterm.store.salvage import salvaged
from chronoterm.store.scanning import walk
from chronoterm.store.store import Store
from tests.store.mended import NO_JOURNAL, mended, mended_or_refused

# One part of the bytes is lost

nasty = st.text(st.sampled_from('ab{}[]":,\\\n é🌍1'), min_size=1, max_size=8).map(lambda text: f"x{text}")
extras = st.fixed_dictionaries(
    {},
    optional={
        "notes": st.dictionaries(st.sampled_from(["7", "8", "n"]), st.fixed_dictionaries({"t": nasty})),
        "7": st.fixed_dictionaries({"id": nasty, "headline": nasty}),
        "count": st.floats(-1e9, 1e9) | st.integers() | st.none(),
    },
)


@st.composite
def stores(draw: st.DrawFn) -> bytes:
    """A sound store, laid out in one of the ways that programs have."""

    def table(kind: str, fields: dict[str, Any], most: int) -> dict[str, Any]:
        return {
            str(n): {
                "id": f"{kind}{n}",
                **{name: draw(each) for name, each in fields.items()},
                **draw(extras),
            }
            for n in range(1, draw(st.integers(0, most)) + 1)
        }

    tables = {
        "meta": {"1": {"schema": 1, "title": draw(nasty)}},
        "records": table("r", {"kind": st.just("event"), "headline": nasty}, 6),
        "actors": table("a", {"name": nasty, "member_of": st.just([])}, 4),
        "places": table("p", {"name": nasty, "latitude": st.just(1.5)}, 4),
    }
    return json.dumps(
        tables, indent=draw(st.sampled_from([None, 1])), ensure_ascii=draw(st.booleans())
    ).encode()


@st.composite
def struck(draw: st.DrawFn) -> tuple[bytes, int, int, bytes]:
    """A store, a part of it, and what stands there now."""
    data = draw(stores())
    start = draw(st.integers(0, len(data) - 1))
    end = min(len(data), start + draw(st.integers(0, 3) | st.integers(0, len(data))))
    part = data[start:end]
    flips = st.integers(0, 7).map(lambda bit: bytes(each ^ 1 << bit for each in part))
    noise = st.text(st.sampled_from('{}[]",:1a\\'), max_size=6).map(str.encode)
    return data, start, end, draw(st.just(b"") | flips | st.just(bytes(len(part))) | noise)


def untouched(data: bytes, start: int, end: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """The documents that a damaged part does not touch, their numbers included."""
    for each in walk(data).found:
        number = data.rindex(f'"{each.number}"'.encode(), 0, each.start)
        if each.table not in (None, "meta") and (each.end <= start or number >= end):
            yield str(each.table), json.loads(data[each.start : each.end])


def within(value: Any) -> Iterator[Any]:
    """A value and all values in it."""
    yield value
    if isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from within(each)


@settings(max_examples=400)
@given(struck())
def test_every_document_that_the_damage_does_not_touch_is_saved(hit: tuple[bytes, int, int, bytes]) -> None:
    data, start, end, put_there = hit
    wanted = list(untouched(data, start, end))
    found, losses, refusal = mended_or_refused(data[:start] + put_there + data[end:])
    if refusal:
        assert not wanted or "newer chronoterm" in refusal
        return
    everywhere = [each for table in found.values() for each in table]
    # What was struck may have come to have the id or the number of another document, or to hold others.
    renamed = {
        each["id"] for _, each in wanted if any(f"has the id “{each['id']}”" in told for told in losses)
    }
    for _, document in wanted:
        assert document in everywhere or document["id"] in renamed or document in list(within(everywhere))


@settings(max_examples=200)
@given(struck())
def test_what_is_saved_is_a_store_of_which_nothing_is_left_out_and_that_can_be_edited(
    hit: tuple[bytes, int, int, bytes],
) -> None:
    data, start, end, put_there = hit
    try:
        tables, losses = saved(Path("store.json"), data[:start] + put_there + data[end:], NO_JOURNAL)
    except StoreError:
        return
    store = Store(Path("store.json"), with_unread(tables, losses))
    assert [each for each in store.problems if each.severity is Severity.LEFT_OUT] == []
    for name, table in tables.items():
        assert all(number.isdigit() for number in table), name


@settings(max_examples=100)
@given(stores())
def test_a_sound_store_is_saved_as_it_is(data: bytes) -> None:
    found, losses = mended(data)
    assert losses == []
    assert {name: table for name, table in found.items() if table} == {
        name: list(table.values()) for name, table in json.loads(data).items() if table
    }


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=200) | st.text(st.sampled_from('{}[]",:1a\\ ')).map(str.encode))
@example(b"")
@example(b'{"records": {"1": ' + b"[" * 5000 + b"]" * 5000 + b"}}")
@example(b'{"records": {' + b'"1": {"a": ' * 3000)
def test_bytes_of_any_kind_are_no_traceback(data: bytes) -> None:
    _, losses, refusal = mended_or_refused(data)
    assert all("\n" not in each for each in (*losses, refusal))


def test_damage_costs_time_in_proportion_to_the_size() -> None:
    # Counted in steps of the interpreter's own profiler a quadratic search would be a hundred times as many.
    import sys

    def steps(times: int) -> int:
        count = 0

        def counted(*_: object) -> None:
            nonlocal count
            count += 1

        lost = b"".join(
            b'"%d": {"id": "r%d", "kind": "event", "headline": "x"\n' % (n, n) for n in range(times)
        )
        sys.setprofile(counted)
        try:
            salvaged(b'{"records": {' + lost)
        finally:
            sys.setprofile(None)
        return count

    assert steps(400) < 14 * steps(40)
