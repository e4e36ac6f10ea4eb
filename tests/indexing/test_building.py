"""A kept index says what is made of the same store file in memory, whatever is wrong with the file."""

import json
import math
import re
from collections.abc import Callable
from pathlib import Path
from random import Random
from zlib import crc32

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pyroaring import BitMap

from chronoterm.indexfile.reading import IndexFile
from chronoterm.indexing import building_cuts, building_reading, building_words
from chronoterm.indexing.building import build
from chronoterm.indexing.building_posting import hash_of
from chronoterm.indexing.form import FORMAT
from chronoterm.ordering import SortKey
from chronoterm.store.errors import StoreError
from chronoterm.store.files import Identity
from chronoterm.store.store import Store
from chronoterm.terms import Facet
from chronoterm.text import fold
from tests.indexing.building_memory import COLUMNS, Memory, bitmaps, jsons, numbers, places
from tests.indexing.building_stores import made_odd, random_tables, written

ON_DISK = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
SEEDS = st.integers(0, 1 << 32)
Collate = Callable[[str], str]

pytestmark = pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")


class Built:
    """Both files of the index of a store."""

    def __init__(self, store: Path, *, collate: Collate = fold, large: int = 1 << 24) -> None:
        names = [store.with_name(f"{store.name}.{kind}") for kind in ("index", "words")]
        with names[0].open("wb") as facets, names[1].open("wb") as words:
            build(store, facets, words, collate=collate, collation="as told", large=large)
        self.facets, self.words = map(IndexFile.open, names)
        self.facets.verify()
        self.words.verify()


@pytest.fixture(params=["whole", "in small pieces", "with a helper"])
def large(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """From which size on a helper helps; a store of a few records is read as a large one is."""
    if request.param != "whole":
        for module in (building_cuts, building_reading, building_words):
            if hasattr(module, "STEP"):
                monkeypatch.setattr(module, "STEP", 700)
        monkeypatch.setattr(building_words, "MOST_KEPT", 50)
    return 0 if request.param == "with a helper" else 1 << 24


def reversed_fold(text: str) -> str:
    return fold(text)[::-1]


@ON_DISK
@given(SEEDS, st.integers(0, 25), st.sampled_from([fold, reversed_fold]))
@example(0, 0, fold)
def test_an_index_says_what_the_store_says_in_memory(
    tmp_path: Path, large: int, seed: int, size: int, collate: Collate
) -> None:
    chance = Random(seed)
    store = tmp_path / "store.json"
    store.write_bytes(written(chance, random_tables(chance, size)))
    demand_same(store, large, collate)


@ON_DISK
@given(SEEDS, st.integers(1, 25))
def test_so_does_the_index_of_an_odd_store(tmp_path: Path, large: int, seed: int, size: int) -> None:
    chance = Random(seed)
    store = tmp_path / "store.json"
    store.write_bytes(written(chance, made_odd(chance, random_tables(chance, size))))
    try:
        Store.open(store)
    except StoreError as error:
        with pytest.raises(StoreError, match=re.escape(str(error))):
            Built(store, large=large)
    else:
        demand_same(store, large, fold)


def demand_same(store: Path, large: int, collate: Collate) -> None:
    built, memory = Built(store, collate=collate, large=large), Memory(store, collate)
    demand_about(built, memory)
    demand_tables(built.facets, memory)
    demand_rows(built.facets, memory)
    demand_facets(built.facets, memory)
    demand_links(built.facets, memory)
    demand_orders(built.facets, memory)
    demand_words(built.words, memory)


def demand_about(built: Built, memory: Memory) -> None:
    identity = list(Identity.of(memory.path.stat()))
    facets, words = json.loads(built.facets.about), json.loads(built.words.about)
    extent = memory.index.rows.extent
    assert facets == {
        "format": FORMAT,
        "program": facets["program"],
        "identity": identity,
        "crc32": crc32(memory.data),
        "rows": len(memory.entries),
        "extent": None if extent is None else list(extent),
        "collation": "as told",
        "tables": [[name, len(each[0])] for name, each in memory.documents().items()],
        "obstacle": memory.obstacle(),
    }
    assert words == {
        "format": FORMAT,
        "program": facets["program"],
        "identity": identity,
        "rows": len(memory.entries),
        "obstacle": memory.obstacle_of_all(),
    }


def demand_tables(file: IndexFile, memory: Memory) -> None:
    for name, (wanted, documents, by_number) in memory.documents().items():
        assert file.has(f"table:{name}.numbers") is (wanted != list(range(1, len(wanted) + 1)))
        if file.has(f"table:{name}.numbers"):
            assert numbers(file, f"table:{name}.numbers", "Q") == wanted
        starts, lengths = (
            numbers(file, f"table:{name}.starts", "Q"),
            numbers(file, f"table:{name}.lengths", "I"),
        )
        assert [memory.data[at : at + size] for at, size in zip(starts, lengths, strict=True)] == documents
        assert file.has(f"table:{name}.by_number") is (by_number is not None)
        if by_number is not None:
            assert numbers(file, f"table:{name}.by_number", "I") == by_number
    for name in ("actors", "places", "series", "annotations"):
        assert places(file, name) == {id_: [place] for id_, place in memory.ids(name).items()}
    assert json.loads(file.bytes("problems")) == memory.problems()


def demand_rows(file: IndexFile, memory: Memory) -> None:
    rows = memory.index.rows
    assert numbers(file, "rows.places", "I") == memory.row_places()
    assert numbers(file, "rows.since", "q") == list(rows.starts)
    assert numbers(file, "rows.until", "q") == list(rows.ends)
    assert bitmap_of(file, "rows.open_start") == rows.open_start
    assert bitmap_of(file, "rows.wide") == rows.wide
    wide = sorted(rows.wide, key=rows.ends.__getitem__)
    assert numbers(file, "rows.wide_rows", "I") == wide
    assert numbers(file, "rows.wide_ends", "q") == [rows.ends[row] for row in wide]
    hashes = sorted(
        (int.from_bytes(hash_of(each.id), "little"), row) for row, each in enumerate(memory.entries)
    )
    assert numbers(file, "ids.hashes", "Q") == [each for each, _ in hashes]
    assert numbers(file, "ids.rows", "I") == [row for _, row in hashes]


def demand_facets(file: IndexFile, memory: Memory) -> None:
    for facet in Facet:
        named, closed = memory.facet(facet)
        assert bitmaps(file, f"facet:{facet.value}.named") == named
        assert bitmaps(file, f"facet:{facet.value}.closed") == closed
    assert bitmap_of(file, "starred") == memory.index.starred
    assert bitmap_of(file, "noted") == memory.index.noted


def demand_links(file: IndexFile, memory: Memory) -> None:
    assert jsons(file, "incoming") == {to: list(those) for to, those in memory.index.incoming.items()}
    assert jsons(file, "loose") == memory.loose()
    assert jsons(file, "outcomes") == memory.outcomes()
    assert places(file, "annotated") == memory.annotated()


def demand_orders(file: IndexFile, memory: Memory) -> None:
    for key in COLUMNS:
        assert numbers(file, f"order:{key.value}.ranks", "I") == memory.ranks(key)
    assert numbers(file, f"order:{SortKey.DATE.value}.ranks", "I") == memory.date_ranks()


def demand_words(file: IndexFile, memory: Memory) -> None:
    inside = memory.inside()
    words = bitmaps(file, "words")
    assert words == dict(inside.words.postings)
    for prefix, rows in bitmaps(file, "prefixes").items():
        assert rows == inside.words.beginning(prefix)
    claims = (
        numbers(file, f"claims.{name}", code) for name, code in (("rows", "I"), ("low", "d"), ("high", "d"))
    )
    assert list(zip(*claims, strict=True)) == [
        (row, as_float(low), as_float(high)) for row, low, high in inside.claims
    ]
    assert {tuple(json.loads(key)): rows for key, rows in bitmaps(file, "grades").items()} == inside.grades
    abouts = (
        numbers(file, f"abouts.{name}", code)
        for name, code in (("rows", "I"), ("since", "q"), ("until", "q"))
    )
    assert [(row, (since, until)) for row, since, until in zip(*abouts, strict=True)] == list(inside.abouts)


def as_float(number: float) -> float:
    try:
        return float(number)
    except OverflowError:
        return math.inf


def bitmap_of(file: IndexFile, name: str) -> object:
    return BitMap.deserialize(file.bytes(name))
