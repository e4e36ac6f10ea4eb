"""A kept file that is damaged, newer or half written: it is told of, and nothing in it is lost."""

import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronoterm.directories import make_private
from chronoterm.keeping.form import LARGEST, VERSION
from chronoterm.keeping.keeper import Keeper, KeepingError
from chronoterm.keeping.remembered import NOTHING
from tests.store.keeping import KURSK, SESSION, keeper_in, saving

WHOLE = {"version": VERSION, "store": "/team.json", "saved": [], "history": [], "session": None}

DAMAGE = {
    "empty": b"",
    "cut short": json.dumps(WHOLE).encode()[:-9],
    "no JSON": b"\x1b]0;title\x07",
    "no UTF-8": b'{"version": 1, "\xff": 1}',
    "a list": b"[]",
    "no version": b'{"saved": [], "history": [], "session": null}',
    "version of another kind": json.dumps({**WHOLE, "version": "1"}).encode(),
    "version that never was": json.dumps({**WHOLE, "version": 0}).encode(),
    "a view that is none": json.dumps({**WHOLE, "saved": [{"name": 1}]}).encode(),
    "a pane that is none": json.dumps(
        {**WHOLE, "session": {"query": "", "sort": "", "focus": "elsewhere" * 1000}}
    ).encode(),
    "too deep": b'{"version": 1, "deep": ' + b"[" * 100_000,
    "too large": json.dumps(WHOLE).encode() + b" " * LARGEST,
}


@pytest.mark.parametrize("raw", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_file_is_told_of_and_set_aside_as_it_is_before_the_first_write(
    keeper: Keeper, raw: bytes
) -> None:
    keeper.change(saving("a"))
    keeper.path.write_bytes(raw)
    assert keeper.read() == NOTHING
    assert keeper.remark.startswith("What you kept for this store is damaged")
    assert len(keeper.remark) < 400
    assert "\x1b" not in keeper.remark
    assert keeper.path.read_bytes() == raw
    assert [each.name for each in keeper.change(saving("b")).saved] == ["b"]
    aside = keeper.path.with_name(f"{keeper.path.name}.damaged")
    assert aside.name in keeper.remark
    assert aside.read_bytes() == raw
    assert [each.name for each in keeper.read().saved] == ["b"]
    assert keeper.remark == ""


@given(
    st.binary(max_size=60) | st.just(json.dumps(WHOLE).encode()), st.integers(0, 100), st.binary(max_size=2)
)
def test_no_bytes_are_lost_that_were_not_understood(whole: bytes, at: int, between: bytes) -> None:
    raw = whole[:at] + between + whole[at:]
    with tempfile.TemporaryDirectory() as folder:
        keeper = keeper_in(Path(folder))
        make_private(keeper.path.parent)
        keeper.path.write_bytes(raw)
        keeper.read()
        told = keeper.remark
        try:
            keeper.change(saving("b"))
        except KeepingError:
            assert "newer" in told
        kept = [each.read_bytes() for each in keeper.path.parent.glob("*.json*")]
        assert raw in kept or not told


def test_what_was_set_aside_is_never_overwritten(keeper: Keeper) -> None:
    make_private(keeper.path.parent)
    for raw in (b"one", b"two", b"three"):
        keeper.path.write_bytes(raw)
        keeper.change(saving("a"))
    kept = sorted(each.read_bytes() for each in keeper.path.parent.glob("*.damaged*"))
    assert kept == [b"one", b"three", b"two"]


@pytest.mark.parametrize("make", [os.mkdir, os.mkfifo])
def test_what_is_no_file_is_set_aside_too_and_nobody_waits_for_it(
    keeper: Keeper, make: Callable[[Path], None]
) -> None:
    make_private(keeper.path.parent)
    make(keeper.path)
    assert keeper.read() == NOTHING
    assert "no regular file" in keeper.remark
    keeper.change(saving("a"))
    assert keeper.read().named("a")


def test_a_file_of_a_newer_version_is_read_and_never_written(keeper: Keeper) -> None:
    keeper.change(lambda kept: kept.with_saved(KURSK).with_session(SESSION))
    document = json.loads(keeper.path.read_bytes())
    newer = json.dumps({**document, "version": VERSION + 1, "more": {"a": 1}}).encode()
    keeper.path.write_bytes(newer)
    kept = keeper.read()
    assert (kept.saved, kept.session) == ((KURSK,), SESSION)
    assert "was written by a newer chronoterm" in keeper.remark
    with pytest.raises(KeepingError, match="newer"):
        keeper.change(saving("a"))
    assert keeper.path.read_bytes() == newer
    keeper.path.write_bytes(json.dumps({"version": VERSION + 1, "saved": "elsewhere"}).encode())
    assert keeper.read() == NOTHING
    assert "newer" in keeper.remark


def test_what_is_left_of_a_write_that_was_killed_is_in_nobodys_way(keeper: Keeper) -> None:
    keeper.change(saving("a"))
    left = keeper.path.with_name(f".{keeper.path.name}.new")
    left.write_bytes(b'{"half')
    keeper.change(saving("b"))
    assert [each.name for each in keeper.read().saved] == ["a", "b"]
    assert not left.exists()
