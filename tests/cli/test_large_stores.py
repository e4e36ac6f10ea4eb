"""The command line on a large store: it says what it says of the same records in a small one."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from chronoterm import reader
from chronoterm.indexing.finding import found
from chronoterm.indexing.place import SMALLEST
from chronoterm.store import shared
from tests.cli.conftest import Ran, RunCli, assert_refused, spawn
from tests.tui.opening import TOTAL, forbid_builders, large, make_index

Way = Callable[[Path, pytest.MonkeyPatch], None]
"""How a store comes to be opened."""

INDEX = {".large.json.index", ".large.json.index.lock", ".large.json.words"}
"""What making an index leaves beside a store."""


def in_memory(_: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a small store."""
    forbid_builders(monkeypatch)


def known(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By an index that is there, and stays true: the file is so large that nobody waits for it to be written anew."""
    make_index(store)
    forbid_builders(monkeypatch)
    monkeypatch.setattr(reader, "SMALLEST", 0)
    monkeypatch.setattr(shared, "HUGE", 0)


def unknown(_: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By an index that has to be made first."""
    monkeypatch.setattr(reader, "SMALLEST", 0)
    monkeypatch.setattr(reader, "MOST_WHOLE", 0)


def not_worth_an_index(_: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whole, as what is read within a second or two is for a single question."""
    forbid_builders(monkeypatch)
    monkeypatch.setattr(reader, "SMALLEST", 0)


def without_words(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By an index whose words are not made yet."""
    make_index(store)
    store.with_name(".large.json.words").unlink()
    monkeypatch.setattr(reader, "SMALLEST", 0)
    monkeypatch.setattr(shared, "HUGE", 0)


WAYS = (known, unknown, not_worth_an_index, without_words)

QUESTIONS = (
    ("list",),
    ("list", "actor:a3 since:2015 rivers"),
    ("list", "rare", "--format", "jsonl"),
    ("list", '"and everywhere"', "--limit", "7", "--format", "csv"),
    ("list", "word271 OR word3*", "--format", "json"),
    ("list", "--sort", "place,-headline", "--limit", "30"),
    ("list", "--sort", "actor", "--reverse", "--limit", "30", "--columns", "id,actors,source,date"),
    ("list", "nobodysaysthis"),
    ("list", "actor:nobody"),
    ("list", "place:land tag:tag2 kind:statement until:2012-05", "--certain"),
    *(
        ("facets", each, "--format", "json")
        for each in ("actor", "speaker", "place", "source", "kind", "tag", "by")
    ),
    ("facets", "place", "rivers", "--all"),
    ("facets", "tag", "nobodysaysthis"),
    ("histogram", "--by", "month"),
    ("histogram", "rare", "--format", "json"),
    ("histogram", "nobodysaysthis"),
    ("show", "r0271"),
    ("show", "r0299"),
    ("show", "nosuch"),
    ("log",),
    ("log", "r0003"),
    ("log", "nosuch"),
    ("check",),
)

EDITS = (
    (
        "add",
        "--headline",
        "Added now",
        "--date",
        "2013-03-03",
        "--actor",
        "Actor 3",
        "--summary",
        "unheardof",
    ),
    ("add", "--headline", "Not added", "--date", "tomorrowish"),
    ("set", "rare", "tags+=seldom", "--dry-run"),
    ("set", "rare", "tags+=seldom", "--yes"),
    ("set", "actor:a3 since:2020", "date=2011-05", "--yes"),
    ("set", "nobodysaysthis", "tags+=x", "--yes"),
    ("star", "r0004"),
    ("comment", "r0005", "neverbefore"),
    ("rm", "r0100", "r0007", "--yes"),
    ("rm", "nosuch", "--yes"),
)

AFTER = (
    ("list", "--sort", "-headline"),
    ("list", "unheardof OR neverbefore OR tag:seldom", "--format", "csv"),
    ("list", "rare"),
    ("list", "date:2011-05"),
    ("facets", "tag"),
    ("facets", "by"),
    ("histogram",),
    ("show", "r0006"),
    ("show", "r0100"),
    ("log",),
    ("check",),
)


def said(run_cli: RunCli, store: Path, *commands: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Ran]]:
    """What commands say, without what is different every time: folders, times, and the random end of an id."""
    for command in commands:
        ran = run_cli(*command, *((store,) if command[0] == "check" else ("-s", store)))
        yield command, Ran(ran.code, *(_settled(each, store) for each in (ran.out, ran.err)))


def _settled(text: str, store: Path) -> str:
    text = text.replace(str(store.parent), "FOLDER")
    text = re.sub(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z?|\d\d:\d\d(:\d\d)?", "TIME", text)
    return re.sub(r"\b(added-now-|comment-|star-)\w+(-\d)?", r"\1ID", text)


def names(store: Path) -> set[str]:
    return {each.name for each in store.parent.iterdir()}


def folder(tmp_path: Path, name: str) -> Path:
    made = tmp_path / name
    made.mkdir()
    return made


@pytest.mark.parametrize("way", WAYS)
def test_every_question_has_the_answer_that_a_store_in_memory_gives(
    tmp_path: Path, run_cli: RunCli, monkeypatch: pytest.MonkeyPatch, way: Way
) -> None:
    small, store = large(folder(tmp_path, "small")), large(folder(tmp_path, "large"))
    with monkeypatch.context() as patch:
        in_memory(small, patch)
        truth = list(said(run_cli, small, *QUESTIONS))
    way(store, monkeypatch)
    for (command, expected), (_, ran) in zip(truth, said(run_cli, store, *QUESTIONS), strict=True):
        assert ran == expected, command
    assert names(store) - {"large.json"} in (INDEX, set())
    assert names(small) == {"large.json"}


@pytest.mark.parametrize("way", WAYS)
def test_every_edit_does_what_it_does_to_a_store_in_memory(
    tmp_path: Path, run_cli: RunCli, monkeypatch: pytest.MonkeyPatch, way: Way
) -> None:
    small, store = large(folder(tmp_path, "small")), large(folder(tmp_path, "large"))
    with monkeypatch.context() as patch:
        in_memory(small, patch)
        truth = list(said(run_cli, small, *EDITS, *AFTER))
    way(store, monkeypatch)
    for (command, expected), (_, ran) in zip(truth, said(run_cli, store, *EDITS, *AFTER), strict=True):
        assert ran == expected, command
    assert names(store) - names(small) in (INDEX, set())


def test_a_large_store_is_asked_by_its_index_and_nothing_else_is_written(
    tmp_path: Path, run_cli: RunCli, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = large(tmp_path)
    before = store.read_bytes()
    unknown(store, monkeypatch)
    assert run_cli("list", "rare", "-s", store).code == 0
    one = found(store)
    assert one is not None
    assert one.is_whole
    made = one.place.facets.stat().st_ino
    forbid_builders(monkeypatch)
    for command in (("list",), ("facets", "actor"), ("histogram",), ("show", "r0001")):
        assert run_cli(*command, "-s", store).code == 0
    assert one.place.facets.stat().st_ino == made
    assert names(store) == {"large.json", *INDEX}
    assert store.read_bytes() == before


def test_where_no_index_can_be_kept_the_answer_is_the_same(
    tmp_path: Path, run_cli: RunCli, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = large(folder(tmp_path, "large"))
    truth = list(said(run_cli, store, *QUESTIONS[:6]))
    unknown(store, monkeypatch)
    nowhere = tmp_path / "file"
    nowhere.write_text("no folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(nowhere))
    store.with_name(".large.json.index.lock").mkdir()
    assert list(said(run_cli, store, *QUESTIONS[:6])) == truth
    assert names(store) == {"large.json", ".large.json.index.lock"}


@pytest.mark.parametrize("harm", [b"", b"\0" * 4096, b'{"records": {"1": {'])
def test_a_large_file_that_is_no_store_is_refused_in_one_sentence(
    tmp_path: Path, run_cli: RunCli, monkeypatch: pytest.MonkeyPatch, harm: bytes
) -> None:
    store = tmp_path / "large.json"
    store.write_bytes(harm)
    unknown(store, monkeypatch)
    for command in (("list",), ("facets", "actor"), ("show", "r1"), ("set", "--all", "tags+=x", "--yes")):
        assert_refused(run_cli(*command, "-s", store), "large.json")
    assert store.read_bytes() == harm


def test_in_a_process_of_its_own_an_index_made_ahead_is_used_and_answers_the_same(tmp_path: Path) -> None:
    filling = "everywhere " * (SMALLEST // TOTAL // 10)
    store = large(tmp_path, quote=filling)
    assert store.stat().st_size > SMALLEST
    questions = (
        ("list", "word271", "--format", "csv"),
        ("facets", "actor"),
        ("histogram", "--by", "year"),
        ("show", "r0007"),
    )
    before = [spawn(*each, "-s", store) for each in questions]
    assert names(store) == {"large.json"}
    assert spawn("index", store).code == 0
    store.with_name(".large.json.index").chmod(0o400)
    assert [spawn(*each, "-s", store) for each in questions] == before
    assert [each.code for each in before] == [0] * len(questions)
    assert spawn("list", "nobodysaysthis", "-s", store).code == 1
    assert names(store) == {"large.json", *INDEX}
