import json
import os
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronoterm.directories import make_private, state_folder
from chronoterm.failures import keep
from chronoterm.keeping.form import LARGEST, VERSION
from chronoterm.keeping.keeper import Keeper, KeepingError, file_name
from chronoterm.keeping.remembered import (
    LONGEST_QUERY,
    MOST_QUERIES,
    NOTHING,
    Remembered,
    SavedView,
    Session,
)
from chronoterm.store.lock import locked

names = st.sampled_from(("a", "b", "c", "d"))
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
views = st.builds(SavedView, names, texts, texts, st.booleans())
minutes = st.integers(-(10**15), 10**15)
sessions = st.builds(
    Session,
    texts,
    texts,
    st.none() | texts,
    st.booleans(),
    st.sampled_from(("list", "detail")),
    st.none() | st.tuples(minutes, minutes),
    st.none() | texts,
)
changes = st.one_of(
    views.map(lambda view: lambda kept: kept.with_saved(view)),
    names.map(lambda name: lambda kept: kept.without_saved(name)),
    st.none() | names.map(lambda name: lambda kept: kept.with_default(name)),
    texts.map(lambda text: lambda kept: kept.with_history(text)),
    (st.none() | sessions).map(lambda session: lambda kept: kept.with_session(session)),
)

Change = Callable[[Remembered], Remembered]

KURSK = SavedView("Kursk", 'place:"kursk oblast"', "actor,-date")
RUTTE = SavedView("Rutte", "speaker:rutte", "date")
SESSION = Session("speaker:rutte", "date", "r7", suspended=True, focus="detail", zoom=(-5, 12), theme="x")


def saving(name: str) -> Change:
    return lambda kept: kept.with_saved(SavedView(name, "", "date"))


@pytest.fixture
def keeper(tmp_path: Path) -> Keeper:
    return keeper_in(tmp_path)


def keeper_in(folder: Path) -> Keeper:
    return Keeper(folder / "team.json", folder / "state", wait=0.1)


# The values


@given(st.lists(changes.filter(bool), max_size=30))
def test_names_stay_unique_one_view_at_most_is_the_default_and_no_query_stands_twice(
    several: list[Change],
) -> None:
    kept = NOTHING
    for change in several:
        kept = change(kept)
        assert len({each.name for each in kept.saved}) == len(kept.saved)
        assert sum(each.default for each in kept.saved) <= 1
        assert len(set(kept.history)) == len(kept.history)


@given(st.lists(views, max_size=8), views)
def test_a_view_is_found_again_as_it_was_saved(before: list[SavedView], view: SavedView) -> None:
    kept = NOTHING
    for each in before:
        kept = kept.with_saved(each)
    found = kept.with_saved(view).named(view.name)
    assert found is not None
    assert (found.query, found.sort) == (view.query, view.sort)
    assert found.default or not view.default
    assert kept.with_saved(view).without_saved(view.name).named(view.name) is None


def test_a_view_saved_again_keeps_its_place_and_stays_the_default() -> None:
    kept = NOTHING.with_saved(KURSK).with_saved(RUTTE).with_default("Kursk")
    again = kept.with_saved(SavedView("Kursk", "place:kursk", "date"))
    assert again.saved == (SavedView("Kursk", "place:kursk", "date", default=True), RUTTE)


def test_the_default_is_the_one_asked_for_last_or_none() -> None:
    kept = NOTHING.with_saved(KURSK).with_saved(RUTTE)
    assert kept.default is None
    kept = kept.with_default("Kursk").with_default("Rutte")
    assert kept.default == msgspec.structs.replace(RUTTE, default=True)
    assert kept.with_default("gone") == kept
    assert kept.with_default(None).default is None


def test_a_query_typed_again_becomes_the_newest() -> None:
    kept = NOTHING.with_history("a").with_history("b").with_history(" a ")
    assert kept.history == ("b", "a")


def test_the_history_holds_the_newest_queries_and_none_that_is_blank_or_cut() -> None:
    kept = NOTHING
    for number in range(MOST_QUERIES + 5):
        kept = kept.with_history(f"q{number}")
    assert kept.history == tuple(f"q{number}" for number in range(5, MOST_QUERIES + 5))
    assert kept.with_history(" \n") == kept
    assert kept.with_history("x" * (LONGEST_QUERY + 1)) == kept
    assert kept.with_history("x" * LONGEST_QUERY).history[-1] == "x" * LONGEST_QUERY


# The file


@given(st.lists(views, max_size=4), st.lists(texts, max_size=4), st.none() | sessions, st.booleans())
def test_what_is_kept_reads_back_as_it_was(
    saved: list[SavedView], history: list[str], session: Session | None, durable: bool
) -> None:
    kept = NOTHING.with_session(session)
    for view in saved:
        kept = kept.with_saved(view)
    for text in history:
        kept = kept.with_history(text)
    with tempfile.TemporaryDirectory() as folder:
        assert keeper_in(Path(folder)).change(lambda _: kept, durable=durable) == kept
        again = keeper_in(Path(folder))
        assert again.read() == kept
        assert again.remark == ""


def test_before_anything_is_kept_there_is_nothing_and_no_file(keeper: Keeper, tmp_path: Path) -> None:
    assert keeper.read() == NOTHING
    assert keeper.remark == ""
    assert list(tmp_path.iterdir()) == []


def test_nobody_else_may_look_into_the_file_or_its_folders(keeper: Keeper, tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        keeper.change(saving("a"))
    finally:
        os.umask(before)
    assert stat.S_IMODE(keeper.path.stat().st_mode) == 0o600
    for folder in (tmp_path / "state" / "stores", tmp_path / "state"):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_store_has_one_file_by_whatever_link_and_none_shares_it(tmp_path: Path) -> None:
    (tmp_path / "link.json").symlink_to(tmp_path / "team.json")
    (tmp_path / "other").mkdir()
    paths = [Keeper(tmp_path / name, tmp_path).path for name in ("team.json", "link.json", "other/team.json")]
    assert paths[0] == paths[1] != paths[2]
    assert paths[0].parent == tmp_path / "stores"
    assert paths[0].name.startswith("team-")


@given(st.text(st.characters(exclude_characters="\0/"), min_size=1, max_size=300))
def test_the_name_of_the_file_is_harmless_and_short(store: str) -> None:
    name = file_name(f"/folder/{store}")
    assert name.isascii()
    assert name.replace("-", "").replace("_", "").removesuffix(".json").isalnum()
    assert not name.startswith("-")
    assert len(name) <= 70


def test_half_a_character_is_no_reason_to_lose_the_rest(keeper: Keeper) -> None:
    keeper.change(lambda kept: kept.with_saved(KURSK).with_history("half \ud800"))
    assert keeper.read() == Remembered((KURSK,), ("half ?",))


def test_a_history_that_grows_too_large_loses_its_oldest_queries_and_nothing_else(keeper: Keeper) -> None:
    def much(kept: Remembered) -> Remembered:
        for number in range(MOST_QUERIES):
            kept = kept.with_history(f"{number} {'全' * (LONGEST_QUERY - 10)}")
        return kept.with_saved(KURSK).with_session(SESSION)

    kept = keeper.change(much)
    assert keeper.path.stat().st_size <= LARGEST
    assert keeper.read() == kept
    assert (kept.saved, kept.session) == ((KURSK,), SESSION)
    assert kept.history == much(NOTHING).history[-len(kept.history) :]


def test_what_can_never_be_read_back_is_not_written(keeper: Keeper) -> None:
    keeper.change(saving("a"))
    before = keeper.path.read_bytes()
    with pytest.raises(KeepingError, match="too much"):
        keeper.change(lambda kept: kept.with_saved(SavedView("b", "x" * LARGEST, "date")))
    assert keeper.path.read_bytes() == before


def test_a_change_that_changes_nothing_writes_nothing(keeper: Keeper) -> None:
    keeper.change(saving("a"))
    before = keeper.path.stat()
    assert keeper.change(saving("a")).named("a")
    assert keeper.path.stat().st_mtime_ns == before.st_mtime_ns
    assert keeper.path.stat().st_ino == before.st_ino


def test_a_change_that_fails_leaves_the_file_and_frees_the_lock(keeper: Keeper) -> None:
    keeper.change(saving("a"))

    def fail(_: Remembered) -> Remembered:
        raise LookupError

    with pytest.raises(LookupError):
        keeper.change(fail)
    assert [each.name for each in keeper.change(saving("b")).saved] == ["a", "b"]


# Damage


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


# A file system that does not let us


def refuse(*_: object, **__: object) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.replace", "os.open"])
def test_a_full_disk_is_told_in_one_sentence_and_what_was_kept_stays(
    keeper: Keeper, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    keeper.change(saving("a"))
    before = keeper.path.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(step, refuse)
        with pytest.raises(KeepingError, match=r"cannot be kept for the next time.*No space left") as error:
            keeper.change(saving("b"))
    assert "\n" not in str(error.value)
    assert keeper.path.read_bytes() == before
    assert not keeper.path.with_name(f".{keeper.path.name}.new").exists()
    assert [each.name for each in keeper.change(saving("c")).saved] == ["a", "c"]


def test_a_folder_that_cannot_be_made_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("in the way")
    keeper = keeper_in(tmp_path)
    assert keeper.read() == NOTHING
    with pytest.raises(KeepingError, match="cannot be kept for the next time"):
        keeper.change(saving("a"))


def test_a_circle_of_links_is_told_in_one_sentence(keeper: Keeper) -> None:
    make_private(keeper.path.parent)
    keeper.path.symlink_to(keeper.path)
    assert keeper.read() == NOTHING
    assert "cannot be read" in keeper.remark
    with pytest.raises(KeepingError):
        keeper.change(saving("a"))
    assert keeper.path.is_symlink()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may do everything")
def test_a_home_that_may_not_be_written_is_told_in_one_sentence(keeper: Keeper, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(KeepingError, match="Permission denied"):
            keeper.change(saving("a"))
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may do everything")
def test_a_file_that_may_not_be_read_is_left_alone(keeper: Keeper) -> None:
    keeper.change(saving("a"))
    keeper.path.chmod(0)
    assert keeper.read() == NOTHING
    assert "cannot be read (Permission denied)" in keeper.remark
    with pytest.raises(KeepingError):
        keeper.change(saving("b"))
    keeper.path.chmod(0o600)
    assert [each.name for each in keeper.read().saved] == ["a"]


def test_saved_views_are_on_the_disk_before_their_file_has_its_name(
    keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def flushed(descriptor: int) -> None:
        steps.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        fsync(descriptor)

    def named(self: Path, target: Path) -> Path:
        steps.append("name")
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", flushed)
    monkeypatch.setattr(Path, "replace", named)
    keeper.change(lambda kept: kept.with_history("a"), durable=False)
    assert steps == ["name"]
    keeper.change(saving("a"))
    assert steps == ["name", "file", "name", "folder"]
    keeper.change(lambda kept: kept.with_history("b"), durable=False)
    assert steps == ["name", "file", "name", "folder", "file", "name"]


# Several terminals


SAVE = """
import sys
from pathlib import Path
from chronoterm.keeping.keeper import Keeper
from chronoterm.keeping.remembered import SavedView
keeper = Keeper(Path(sys.argv[1]), Path(sys.argv[2]), wait=30)
for number in range(int(sys.argv[4])):
    name = f"{sys.argv[3]}-{number}"
    keeper.change(lambda kept: kept.with_saved(SavedView(name, "", "date")))
    print(name, flush=True)
"""


def saver(folder: Path, who: str, views: int) -> subprocess.Popen[str]:
    """Another process that saves some views and prints the name of each when it is saved."""
    command = [sys.executable, "-c", SAVE, str(folder / "team.json"), str(folder / "state"), who, str(views)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_terminals_that_save_at_once_all_keep_their_views(tmp_path: Path) -> None:
    running = [saver(tmp_path, who, 25) for who in ("a", "b", "c")]
    said = {name for each in running for name in each.communicate()[0].split()}
    assert len(said) == 75
    assert {each.name for each in keeper_in(tmp_path).read().saved} == said


def test_what_was_saved_before_a_kill_is_there_after_it(tmp_path: Path) -> None:
    saved: set[str] = set()
    for after in (1, 2, 5, 9):
        with saver(tmp_path, f"k{after}", 100_000) as process:
            assert process.stdout is not None
            saved |= {process.stdout.readline().strip() for _ in range(after)}
            process.send_signal(signal.SIGKILL)
            saved |= set(process.stdout.read().split("\n")[:-1])
        keeper = keeper_in(tmp_path)
        assert saved <= {each.name for each in keeper.read().saved}
        assert keeper.remark == ""
    assert keeper_in(tmp_path).change(saving("after")).named("after")


def test_of_two_sessions_the_last_to_leave_is_remembered_and_no_view_is_lost(tmp_path: Path) -> None:
    one, two = keeper_in(tmp_path), keeper_in(tmp_path)
    one.change(lambda kept: kept.with_saved(KURSK))
    two.change(lambda kept: kept.with_saved(RUTTE))
    one.change(lambda kept: kept.with_session(Session("one", "date")), durable=False)
    two.change(lambda kept: kept.with_session(SESSION), durable=False)
    assert one.read() == Remembered((KURSK, RUTTE), (), SESSION)


def test_who_waits_too_long_for_another_terminal_hears_of_it(keeper: Keeper) -> None:
    keeper.change(saving("a"))
    with locked(keeper.path), pytest.raises(KeepingError, match=f"process {os.getpid()}"):
        keeper.change(saving("b"))
    assert [each.name for each in keeper.change(saving("c")).saved] == ["a", "c"]


# The folder


def test_the_state_folder_is_the_one_of_the_environment_if_that_is_absolute(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for elsewhere in ("", "relative/folder"):
        monkeypatch.setenv("XDG_STATE_HOME", elsewhere)
        assert state_folder() == tmp_path / "home" / ".local" / "state" / "chronoterm"
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    assert state_folder() == tmp_path / "state" / "chronoterm"


def test_the_details_of_a_failure_go_to_the_state_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    said = keep(LookupError("x"))
    (file,) = (tmp_path / "state" / "chronoterm").iterdir()
    assert str(file) in said


def test_folders_are_made_for_their_owner_alone_and_those_that_are_there_stay_as_they_are(
    tmp_path: Path,
) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a").chmod(0o755)
    make_private(tmp_path / "a" / "b" / "c")
    make_private(tmp_path / "a" / "b" / "c")
    modes = [stat.S_IMODE((tmp_path / each).stat().st_mode) for each in ("a", "a/b", "a/b/c")]
    assert modes == [0o755, 0o700, 0o700]
