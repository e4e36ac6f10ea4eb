"""What a builder refuses, what it does when it is stopped, and what it never leaves behind."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronoterm.indexfile.reading import IndexFile, IndexFileError
from chronoterm.indexing import building, building_cuts, building_hands, building_reading
from chronoterm.indexing.building import NotIndexableError, build
from chronoterm.indexing.building_checksums import joined
from chronoterm.indexing.building_doubled import has_double
from chronoterm.store.errors import StoreChangedError, StoreError
from chronoterm.store.hidden import TWICE, faults_within
from chronoterm.terms import Facet

pytestmark = pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")

ALONE, HELPED = 1 << 60, 0
GOOD = {"id": "a", "kind": "event", "headline": "First"}


def descriptors() -> int:
    """How many descriptors this process has open, where the system tells."""
    folder = Path("/proc/self/fd")
    return len(list(folder.iterdir())) if folder.exists() else 0


def records(number: int) -> dict[str, Any]:
    return {"records": {str(each): {**GOOD, "id": f"r{each}"} for each in range(1, number + 1)}}


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "store.json"
    path.write_text(json.dumps(records(200)))
    return path


def built(
    store: Path, *, large: int = ALONE, progress: Callable[[str, int, int], None] | None = None
) -> tuple[Path, Path]:
    paths = store.with_name("facets"), store.with_name("words")
    with paths[0].open("wb") as facets, paths[1].open("wb") as words:
        build(store, facets, words, large=large, progress=progress)
    return paths


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b'{"records": {"1": {}, "2": {"id": "x"}, "1": {}}}', "twice"),
        (b'{"records": {"1": {}}, "actors": {}, "records": {"2": {}}}', "twice"),
        (b'{"records": {"one": {}, "one": {}}}', "twice"),
        (b'{"records": {"1": {"id": "\\ud800"}}}', "halves of characters"),
        (b'{"records": {"1": {"id": "a", "x": "\\uD83D"}}}', "halves of characters"),
    ],
)
@pytest.mark.parametrize("large", [ALONE, HELPED])
def test_a_store_that_must_be_read_whole_is_refused_with_the_reason(
    tmp_path: Path, data: bytes, why: str, large: int
) -> None:
    path = tmp_path / "store.json"
    path.write_bytes(data)
    with pytest.raises(NotIndexableError, match=why):
        built(path, large=large)


@pytest.mark.parametrize("places", [(10, 190), (10, 11), (150, 190)])
@pytest.mark.parametrize("large", [ALONE, HELPED])
def test_a_document_that_stands_there_twice_is_found_however_far_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, places: tuple[int, int], large: int
) -> None:
    for module in (building_cuts, building_reading):
        monkeypatch.setattr(module, "STEP", 700)
    first, second = places
    path = tmp_path / "store.json"
    path.write_text(json.dumps(records(200)).replace(f'"{second}": {{', f'"{first}": {{'))
    with pytest.raises(NotIndexableError, match="twice"):
        built(path, large=large)


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b'{"records": 5}', b'{"actors": {}}', b"\xef\xbb\xbf{}", b'{"records": {}} x']
)
@pytest.mark.parametrize("large", [ALONE, HELPED])
def test_what_is_no_store_is_refused_as_always(tmp_path: Path, data: bytes, large: int) -> None:
    path = tmp_path / "store.json"
    path.write_bytes(data)
    with pytest.raises(StoreError):
        built(path, large=large)


def children() -> set[str]:
    """The processes that this one has begun, dead ones that nobody has looked after included."""
    tasks = Path("/proc/self/task").iterdir()
    return {each for task in tasks for each in (task / "children").read_text(encoding="ascii").split()}


@pytest.mark.parametrize("large", [ALONE, HELPED])
@pytest.mark.parametrize("phase", ["facets", "facets-ready", "words", "words-ready"])
def test_a_builder_that_is_stopped_leaves_no_process_and_no_whole_file(
    store: Path, large: int, phase: str
) -> None:
    def stop(now: str, _done: int, _total: int) -> None:
        if now == phase:
            raise KeyboardInterrupt

    open_before, begun_before = descriptors(), children()
    with pytest.raises(KeyboardInterrupt):
        built(store, large=large, progress=stop)
    assert children() <= begun_before
    assert descriptors() == open_before
    if phase == "facets":
        with pytest.raises(IndexFileError):
            IndexFile.open(store.with_name("facets"))
    else:
        IndexFile.open(store.with_name("facets")).verify()


@pytest.mark.parametrize("large", [ALONE, HELPED])
def test_the_first_file_is_whole_before_anything_is_said_of_the_second(store: Path, large: int) -> None:
    told: list[str] = []

    def look(phase: str, done: int, total: int) -> None:
        assert 0 <= done <= total
        if phase != (told or [""])[-1]:
            told.append(phase)
        if phase != "facets":
            IndexFile.open(store.with_name("facets")).verify()

    built(store, large=large, progress=look)
    assert told == ["facets", "facets-ready", "words", "words-ready"]


@pytest.mark.parametrize("large", [ALONE, HELPED])
@pytest.mark.parametrize("phase", ["facets", "words"])
def test_a_store_that_is_written_meanwhile_gets_no_index(store: Path, large: int, phase: str) -> None:
    def write(now: str, _done: int, _total: int) -> None:
        if now == phase:
            os.utime(store, ns=(1, 1))

    with pytest.raises(StoreChangedError, match="was written while"):
        built(store, large=large, progress=write)


def test_a_helper_that_is_lost_is_done_without(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = [each.read_bytes() for each in built(store)]
    parent, calls = os.getpid(), building_hands.Alone.__dict__
    for name in ("keys", "coded", "in_order", "stand", "posted", "linked", "inner"):
        right = calls[name]

        def die(self: building_hands.Alone, *arguments: Any, right: Any = right) -> Any:
            if os.getpid() != parent:
                os._exit(1)
            return right(self, *arguments)

        with monkeypatch.context() as patched:
            patched.setattr(building_hands.Alone, name, die)
            assert [each.read_bytes() for each in built(store, large=HELPED)] == alone, name


def test_a_helper_helps(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = [each.read_bytes() for each in built(store)]

    def never(_source: object) -> object:
        raise AssertionError

    monkeypatch.setattr(building, "alone", never)
    assert [each.read_bytes() for each in built(store, large=HELPED)] == alone


def test_a_key_twice_within_a_document_is_told_unless_we_wrote_the_store(tmp_path: Path) -> None:
    path = tmp_path / "store.json"
    text = json.dumps(records(20)).replace('"id": "r7"', '"id": "r7", "x": {"y": 1, "y": 2}')
    path.write_text(text)
    assert json.loads(IndexFile.open(built(path)[1]).about)["obstacle"] == (
        "table records, document 7, x.y: stands there twice, and only the last one counts"
    )
    mark = '{"meta": {"1": {"folded": {"journal": "j", "edit": 1, "end": 5}}}, '
    path.write_text(mark + text.removeprefix("{"))
    assert json.loads(IndexFile.open(built(path)[1]).about)["obstacle"] == ""


KEYS = st.sampled_from(['"a"', '"b"', '"\\u0061"', '"\\""', '"a\\\\"', '":"'])
GAPS = st.sampled_from(["", " ", "\n", "\t"])
VALUES = st.recursive(
    st.sampled_from(
        [
            "1",
            "null",
            '"x"',
            '"\\": "',
            '"\\u0022:"',
            '"\\"\\u003a"',
            '" :"',
            "1e999",
            "123456789012345678901234567890",
        ]
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: f"[{','.join(items)}]"),
        st.lists(st.tuples(KEYS, GAPS, GAPS, inner), max_size=4).map(
            lambda pairs: (
                "{" + ",".join(f"{key}{one}:{other}{value}" for key, one, other, value in pairs) + "}"
            )
        ),
    ),
    max_leaves=12,
)


@given(st.lists(VALUES.map(str.encode), min_size=1, max_size=4))
def test_every_document_with_a_key_twice_is_found(documents: list[bytes]) -> None:
    twice = [
        number for number, raw in enumerate(documents) if any(why == TWICE for _, why in faults_within(raw))
    ]
    assert has_double(documents) == next(iter(twice), None)


@given(st.binary(max_size=60), st.binary(max_size=60))
def test_the_checksum_of_two_parts_is_that_of_both(first: bytes, second: bytes) -> None:
    assert joined(crc32(first), crc32(second), len(second)) == crc32(first + second)


def test_every_facet_is_there_in_an_empty_store(tmp_path: Path) -> None:
    path = tmp_path / "store.json"
    path.write_text('{"records": {}}')
    file = IndexFile.open(built(path)[0])
    assert all(file.has(f"facet:{facet.value}.named.keys") for facet in Facet)
