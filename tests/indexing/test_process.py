import fcntl
import os
import select
import signal
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronoterm.indexing.finding import found
from chronoterm.indexing.place import beside
from chronoterm.indexing.process import Builder
from chronoterm.indexing.reports import WAITING, Failed, Progress, Ready, Report, Why, as_line, from_line
from tests.indexing.standing_in import ROOT, builds, gate, made, script

TEXT = st.text(st.characters(blacklist_characters="\0"))
REPORTS = st.one_of(
    st.builds(Progress, TEXT, st.integers(), st.integers()),
    st.builds(Ready, st.sampled_from(["facets", "words"]), st.builds(Path, TEXT)),
    st.builds(Failed, st.sampled_from(Why), TEXT),
)

SESSION = """
import sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from chronoterm.indexing.process import Builder
from chronoterm.indexing.reports import Ready
for report in Builder(Path(sys.argv[2]), script=Path(sys.argv[3])).steps():
    print(report, flush=True)
"""


@pytest.fixture
def held(store: Path, tmp_path: Path) -> Path:
    """The script of a builder that waits between facets and words."""
    os.mkfifo(gate(store))
    return script(tmp_path, "build_held")


def without_progress(reports: list[Report]) -> list[Report]:
    """What is ready and what failed."""
    return [each for each in reports if not isinstance(each, Progress)]


def until_ready(builder: Builder) -> None:
    """Wait for the facets."""
    for report in builder.steps():
        if isinstance(report, Ready):
            return
    pytest.fail("nothing is ready")


def wait_for_the_lock(store: Path) -> None:
    """Return as soon as nobody builds."""
    with beside(store).lock.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)


def both_ready(store: Path) -> list[Report]:
    return [Ready("facets", beside(store).facets), Ready("words", beside(store).words)]


@given(REPORTS)
def test_a_report_reads_back_as_it_was_told(report: Report) -> None:
    line = as_line(report)
    assert line.count(b"\n") == 1 and line.endswith(b"\n")
    assert from_line(line) == report


@pytest.mark.parametrize(
    "line", [b"", b"x", b"[]", b'["Ready", 1, 2]', b'["Failed", "no reason", "x"]', b"{}"]
)
def test_a_line_that_tells_nothing_is_refused(line: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - of which kind does not matter
        from_line(line)


def test_a_builder_tells_how_far_it_is_and_what_is_ready(store: Path, tmp_path: Path) -> None:
    builder = Builder(store, script=script(tmp_path))
    told = list(builder.steps())
    assert told == [
        Progress("records", 0, 3),
        Ready("facets", beside(store).facets),
        Progress("words", 0, 3),
        Ready("words", beside(store).words),
    ]
    assert builder.is_done
    assert builder.fileno() == -1
    assert builder.poll() == []
    builder.stop()
    one = found(store)
    assert one is not None and one.is_whole


def test_with_the_last_report_a_builder_is_done(store: Path, tmp_path: Path) -> None:
    builder = Builder(store, script=script(tmp_path))
    seen = [(report, builder.is_done) for report in builder.steps()]
    assert seen[-1] == (both_ready(store)[-1], True)
    store.write_text("[]")
    builder = Builder(store)
    assert [(type(report), builder.is_done) for report in builder.steps()][-1] == (Failed, True)


def test_what_is_there_is_not_built_again_unless_it_is_asked_for(store: Path, tmp_path: Path) -> None:
    made(store)
    assert list(Builder(store, script=script(tmp_path)).steps()) == both_ready(store)
    assert builds(store).read_text() == "x"
    again = list(Builder(store, again=True, script=script(tmp_path)).steps())
    assert without_progress(again) == both_ready(store)
    assert builds(store).read_text() == "xx"


def test_reports_are_there_without_waiting(store: Path, held: Path) -> None:
    builder = Builder(store, script=held)
    told: list[Report] = []
    while Progress("words", 0, 3) not in told:
        select.select([builder], [], [])
        told += builder.poll()
    assert without_progress(told) == both_ready(store)[:1]
    assert builder.poll() == []
    assert not builder.is_done
    gate(store).write_bytes(b"")
    assert list(builder.steps()) == both_ready(store)[1:]


def test_two_sessions_at_once_build_once(store: Path, held: Path) -> None:
    one = Builder(store, script=held)
    until_ready(one)
    other = Builder(store, script=held)
    told = other.steps()
    # What the first has made so far is taken at once.
    assert [next(told), next(told)] == [both_ready(store)[0], Progress(WAITING, 0, 0)]
    gate(store).write_bytes(b"")
    assert without_progress(list(one.steps())) == both_ready(store)[1:]
    assert without_progress(list(told)) == both_ready(store)[1:]
    assert builds(store).read_text() == "x"


def test_many_sessions_at_once_build_once(store: Path, tmp_path: Path) -> None:
    path = script(tmp_path)
    sessions = [Builder(store, script=path) for _ in range(5)]
    assert [without_progress(list(each.steps())) for each in sessions] == [both_ready(store)] * 5
    assert builds(store).read_text() == "x"
    assert not list(store.parent.glob("*.new"))


def test_where_one_is_stopped_another_builds(store: Path, held: Path, tmp_path: Path) -> None:
    one = Builder(store, script=held)
    until_ready(one)
    other = Builder(store, script=script(tmp_path))
    told = other.steps()
    assert [next(told), next(told)] == [both_ready(store)[0], Progress(WAITING, 0, 0)]
    one.stop()
    assert without_progress(list(told)) == both_ready(store)[1:]
    assert builds(store).read_text() == "xx"


def test_who_stops_a_builder_leaves_nothing_half_made(store: Path, held: Path) -> None:
    builder = Builder(store, script=held)
    until_ready(builder)
    assert len(list(store.parent.glob(".chronoterm-*.new"))) == 1
    builder.stop()
    builder.stop()
    assert builder.is_done
    assert builder.poll() == []
    assert list(builder.steps()) == []
    assert not list(store.parent.glob(".chronoterm-*.new"))
    wait_for_the_lock(store)


def test_who_stops_a_builder_stops_what_it_has_started(store: Path, held: Path, tmp_path: Path) -> None:
    builder = Builder(store, script=script(tmp_path, "build_with_help"))
    until_ready(builder)
    builder.stop()
    assert not list(store.parent.glob(".chronoterm-*.new"))
    wait_for_the_lock(store)


def test_a_builder_is_stopped_while_somebody_waits_for_its_reports(store: Path, held: Path) -> None:
    builder = Builder(store, script=held)
    until_ready(builder)
    told: list[Report] = []
    thread = Thread(target=lambda: told.extend(builder.steps()))
    thread.start()
    builder.stop()
    thread.join(timeout=30)
    assert not thread.is_alive()
    assert not any(isinstance(each, Failed) for each in told)


def test_a_builder_that_was_killed_is_told_in_a_sentence_and_the_next_one_builds(
    store: Path, held: Path, tmp_path: Path
) -> None:
    builder = Builder(store, script=held)
    until_ready(builder)
    assert builder._process is not None
    builder._process.send_signal(signal.SIGKILL)
    (failed,) = without_progress(list(builder.steps()))
    assert isinstance(failed, Failed)
    assert failed.why is Why.KILLED
    assert "signal 9" in failed.sentence
    assert not list(store.parent.glob(".chronoterm-*.new"))
    assert without_progress(list(Builder(store, script=script(tmp_path)).steps())) == both_ready(store)


@pytest.mark.parametrize("signal_", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP])
def test_a_builder_ends_with_its_session(store: Path, held: Path, signal_: signal.Signals) -> None:
    command = [sys.executable, "-c", SESSION, str(ROOT), str(store), str(held)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as session:
        assert session.stdout is not None
        while "Ready" not in session.stdout.readline():
            pass
        session.send_signal(signal_)
    wait_for_the_lock(store)
    assert not list(store.parent.glob(".chronoterm-*.new"))
    assert not beside(store).words.exists()


def test_a_builder_that_nobody_holds_any_more_ends_and_leaves_nothing_half_made(
    store: Path, held: Path
) -> None:
    builder = Builder(store, script=held)
    until_ready(builder)
    assert list(store.parent.glob(".chronoterm-*.new"))
    process = builder._process
    assert process is not None
    del builder
    assert process.returncode == -signal.SIGKILL
    assert not list(store.parent.glob(".chronoterm-*.new"))


def test_an_error_of_the_builder_is_a_sentence(store: Path, tmp_path: Path) -> None:
    gate(store).mkdir()  # which is no pipe: an error that nobody foresaw
    told = list(Builder(store, script=script(tmp_path, "build_held")).steps())
    assert told[-1] == Failed(Why.FAULT, f"the index cannot be written in {store.parent} ({os.strerror(21)})")
    assert not list(store.parent.glob(".chronoterm-*.new"))


def test_a_program_that_is_wrong_says_so(store: Path, tmp_path: Path) -> None:
    (failed,) = list(Builder(store, script=script(tmp_path, "build_wrongly")).steps())
    assert isinstance(failed, Failed)
    assert failed.why is Why.FAULT
    assert "an error in chronoterm itself (ZeroDivisionError)" in failed.sentence


def test_a_process_that_cannot_be_started_is_told(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (failed,) = list(Builder(store, script=tmp_path / "nowhere.py").steps())
    assert isinstance(failed, Failed)
    assert failed.why is Why.KILLED
    monkeypatch.setattr(sys, "executable", str(tmp_path / "nowhere"))
    builder = Builder(store)
    (failed,) = list(builder.steps())
    assert isinstance(failed, Failed)
    assert failed.why is Why.KILLED
    assert "cannot be started (No such file or directory)" in failed.sentence
    builder.stop()


def test_a_builder_makes_way_for_its_session(store: Path, held: Path) -> None:
    builder = Builder(store, script=held)
    until_ready(builder)
    assert builder._process is not None
    process = builder._process.pid
    assert os.getpriority(os.PRIO_PROCESS, process) == os.getpriority(os.PRIO_PROCESS, 0) + 5
    assert os.getsid(process) == process
    builder.stop()


def test_a_store_is_found_wherever_the_session_goes(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(store.parent)
    builder = Builder(Path(store.name), script=script(tmp_path))
    assert without_progress(list(builder.steps())) == both_ready(store)


def test_a_real_index_is_made_from_anywhere(
    store: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "chronoterm").mkdir()
    (tmp_path / "chronoterm" / "__init__.py").write_text("raise SystemExit(1)")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    told = list(Builder(store).steps())
    assert without_progress(told) == both_ready(store)
    one = found(store)
    assert one is not None and one.is_whole and one.about["rows"] == 3


def test_a_store_that_is_none_is_told_by_its_name(store: Path) -> None:
    store.write_text("[]")
    (failed,) = without_progress(list(Builder(store).steps()))
    assert isinstance(failed, Failed)
    assert failed.why is Why.NOT_INDEXABLE
    assert failed.sentence.startswith("team.json: ")
