"""A store that is kept with the index that the program itself builds."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings

from chronoterm.indexfile.reading import IndexFile
from chronoterm.indexing.building import build
from chronoterm.indexing.building_errors import NotIndexableError
from chronoterm.store.kept_store import KeptStore
from chronoterm.store.shared import SharedStore
from tests.store.test_kept_store import ODD, STEPS, Step, answers, do, stores


def built(path: Path) -> KeptStore:
    """A store with both files of an index that was built just now, as far as a store needs them."""
    facets, words = (path.with_name(f".{path.name}.{each}") for each in ("index", "words"))
    with facets.open("wb") as facets_to, words.open("wb") as words_to:
        build(path, facets_to, words_to)
    store = KeptStore.of(path, IndexFile.open(facets))
    store.words_about(json.loads(IndexFile.open(words).about)["obstacle"])
    return store


@settings(max_examples=100)
@given(stores(), STEPS)
def test_a_store_with_a_built_index_answers_as_one_read_whole_through_all_edits(
    tmp_path_factory: pytest.TempPathFactory, text: bytes, steps: list[Step]
) -> None:
    path = tmp_path_factory.mktemp("built") / "store.json"
    path.write_bytes(text)
    store, whole = built(path), SharedStore.open(path)
    assert answers(store) == answers(whole)
    for step in steps:
        if step.what == "fold":
            store.fold()
            store = built(path)
        else:
            do(store, step)
    assert answers(store) == answers(SharedStore.open(path))


@settings(max_examples=100)
@given(stores(), ODD)
def test_a_store_that_cannot_be_edited_says_the_same_with_a_built_index(
    tmp_path_factory: pytest.TempPathFactory, text: bytes, odd: tuple[bytes, bytes]
) -> None:
    path = tmp_path_factory.mktemp("odd") / "store.json"
    path.write_bytes(text.replace(*odd, 1).replace(b", }", b"}"))
    try:
        store = built(path)
    except NotIndexableError:
        return
    assert answers(store) == answers(SharedStore.open(path))
