"""`chronoterm rm`: what goes and what goes with it is shown, asked about, and one edit."""

from pathlib import Path

import pytest

from chronoterm.edits import Change, Edit, Table
from chronoterm.store.shared import SharedStore
from tests.cli.conftest import RunCli, assert_refused, spawn
from tests.cli.editing import answered, assert_harmless, documents, edits, somebody_else_changes
from tests.cli.editing import editable_hostile_store as editable_hostile_store  # noqa: PLC0414 - a fixture
from tests.cli.editing import store as store  # noqa: PLC0414 - as above
from tests.conftest import HOSTILE, MakeStore


def somebody_stars(path: Path, id_: str) -> None:
    """Another user puts a star on a record."""
    note = {"id": f"star-{id_}", "record": id_, "by": "ben", "star": True}
    made = Change(Table.ANNOTATIONS, f"star-{id_}", None, note)
    SharedStore.open(path).write(Edit("starred", (made,)), by="ben")


def test_a_record_goes_with_what_others_say_of_it_and_what_users_noted(store: Path, run_cli: RunCli) -> None:
    somebody_stars(store, "begins")
    ran = run_cli("rm", "begins", "--yes", "-s", store)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "1 record deleted; u on the screen brings it back",
        "begins  May 2024  Crane drivers stop work",
        "  what 1 record says of it: call",
        "  a note on it",
    ]
    found = documents(store)
    assert set(found) == {"call", "began"}
    assert "relations" not in found["call"]
    assert documents(store, Table.ANNOTATIONS) == {}


def test_what_was_the_outcome_of_something_is_no_longer_so(store: Path, run_cli: RunCli) -> None:
    ran = run_cli("rm", "began", "--yes", "-s", store)
    assert "  what 1 record says of it: begins" in ran.out
    assert "outcome" not in documents(store)["begins"]


def test_several_go_as_one_edit_that_can_be_taken_back_at_once(store: Path, run_cli: RunCli) -> None:
    before = documents(store)
    ran = run_cli("rm", "began", "call", "began", "--yes", "-s", store)
    assert ran.out.startswith("2 records deleted; u on the screen brings them back\n")
    assert set(documents(store)) == {"begins"}
    from chronoterm.edits import inverse

    opened = SharedStore.open(store)
    [written] = opened.history()
    opened.write(inverse(written), by=written.by)
    kept = {"revision", "modified", "by", "created"}
    after = documents(store)
    assert {
        id_: {name: each for name, each in document.items() if name not in kept}
        for id_, document in after.items()
    } == before


def test_nothing_goes_where_one_of_them_is_not_there(store: Path, run_cli: RunCli) -> None:
    assert_refused(run_cli("rm", "call", "nope", "--yes", "-s", store), "no record has the id “nope”")
    assert edits(store) == 0


def test_without_a_terminal_to_ask_on_nothing_goes_and_yes_is_named(store: Path, run_cli: RunCli) -> None:
    assert_refused(run_cli("rm", "call", "-s", store), "no terminal to ask on", "--yes")
    assert edits(store) == 0


def test_the_sample_is_not_edited(run_cli: RunCli, sample: Path) -> None:
    before = sample.read_bytes()
    assert_refused(run_cli("rm", "budanov-11000-in-training-rqe4", "--yes"), "the sample cannot be edited")
    assert sample.read_bytes() == before


def test_many_are_shown_in_twenty_lines(make_store: MakeStore, tmp_path: Path, run_cli: RunCli) -> None:
    path = make_store(tmp_path, [f"record {number}" for number in range(50)])
    ran = run_cli("rm", *(f"r{number}" for number in range(1, 51)), "--yes", "-s", path)
    lines = ran.out.splitlines()
    assert (len(lines), lines[-1]) == (22, "… and 30 more")
    assert documents(path) == {}


def test_on_a_terminal_it_is_shown_and_asked_first(store: Path) -> None:
    ran = answered("rm", "begins", "-s", store, answers="maybe\nYES\n")
    assert ran.code == 0
    shown, _, rest = ran.shown.partition("Delete 1 record? [y/N]")
    assert shown.splitlines() == [
        "1 record would be deleted:",
        "begins  May 2024  Crane drivers stop work",
        "  what 1 record says of it: call",
    ]
    assert rest.count("Delete 1 record? [y/N]") == 1
    assert rest.rstrip().endswith("1 record deleted; u on the screen brings it back")
    assert set(documents(store)) == {"call", "began"}


@pytest.mark.parametrize("answers", ["n\n", "\n", "\x04", "\x03"])
def test_whoever_does_not_say_yes_keeps_all(answers: str, store: Path) -> None:
    ran = answered("rm", "begins", "-s", store, answers=answers)
    assert (ran.code, "Traceback" in ran.shown) == (130, False)
    assert edits(store) == 0


@pytest.mark.parametrize("what", ["the record", "what points to it", "a note on it"])
def test_what_somebody_changes_during_the_question_is_not_lost(what: str, store: Path) -> None:
    def meanwhile() -> None:
        match what:
            case "the record":
                somebody_else_changes(store, "begins", headline="Drivers strike")
            case "what points to it":
                somebody_else_changes(store, "began", relations=[{"type": "updates", "to": "begins"}])
            case _:
                somebody_stars(store, "begins")

    ran = answered("rm", "begins", "-s", store, answers="y\n", meanwhile=meanwhile)
    assert ran.code == 2
    assert "was changed by ben on " in ran.shown
    assert "nothing was deleted" in ran.shown
    assert (set(documents(store)), edits(store)) == ({"call", "begins", "began"}, 1)


def test_a_reader_that_has_gone_does_not_keep_it_from_being_done(store: Path) -> None:
    ran = spawn("rm", "call", "--yes", "-s", store, shell="| true")
    assert (ran.code, ran.err) == (0, "")
    assert "call" not in documents(store)


def test_what_cannot_be_told_is_done_all_the_same_and_that_is_said(store: Path) -> None:
    ran = spawn("rm", "call", "--yes", "-s", store, shell="> /dev/full")
    assert_refused(ran, "1 record deleted, but the output could not be written")
    assert "call" not in documents(store)


def test_hostile_records_are_deleted_and_told_harmlessly(
    editable_hostile_store: Path, run_cli: RunCli
) -> None:
    for id_ in documents(editable_hostile_store):
        ran = run_cli("rm", "--yes", "-s", editable_hostile_store, "--", id_)
        assert (ran.code, ran.err) == (0, "")
        assert_harmless(ran.out)
    assert documents(editable_hostile_store) == {}


@pytest.mark.parametrize("id_", HOSTILE)
def test_hostile_ids_are_refused_harmlessly(id_: str, store: Path, run_cli: RunCli) -> None:
    ran = run_cli("rm", "--yes", "-s", store, "--", id_)
    assert ran.code == 2
    assert_harmless(ran.out, ran.err)
