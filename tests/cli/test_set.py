"""`chronoterm set`: what would change is shown, asked about, and one edit."""

from pathlib import Path

import pytest

from chronoterm.edits import Table
from chronoterm.store.shared import SharedStore
from tests.cli.conftest import RunCli, assert_refused, spawn
from tests.cli.editing import answered, assert_harmless, documents, edits, somebody_else_changes
from tests.cli.editing import store as store  # noqa: PLC0414 - a fixture
from tests.conftest import HOSTILE, MakeStore


def tags_of(path: Path) -> dict[str, list[str]]:
    return {id_: document.get("tags", []) for id_, document in documents(path).items()}


def test_all_that_match_are_changed_in_one_edit_and_told_before_and_after(
    store: Path, run_cli: RunCli
) -> None:
    ran = run_cli("set", "kind:statement OR stand", "tags+=harbour", "lang=en", "--yes", "-s", store)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "2 records changed:",
        "call  2 May 2024  A call to strike",
        "  lang: – → en",
        "  tags: strike → strike, harbour",
        "began  6 May 2024  Cranes stand still",
        "  lang: – → en",
        "  tags: – → harbour",
    ]
    assert tags_of(store) == {"call": ["strike", "harbour"], "begins": [], "began": ["harbour"]}
    assert edits(store) == 1


def test_a_dry_run_shows_the_same_and_changes_no_file(store: Path, run_cli: RunCli) -> None:
    before = store.read_bytes()
    ran = run_cli("set", "kind:statement", "tags=", "actors+=Ana Ruiz", "--dry-run", "-s", store)
    assert ran.code == 0
    assert ran.out.splitlines()[0] == "1 record would change:"
    assert "  tags: strike → –" in ran.out.splitlines()
    assert ran.err.startswith("chronoterm: new actor “Ana Ruiz” (ana-ruiz-")
    assert store.read_bytes() == before
    assert [each.name for each in store.parent.iterdir()] == [store.name]


def test_only_what_matches_for_certain_is_changed_unless_the_possible_is_asked_for(
    store: Path, run_cli: RunCli
) -> None:
    words = ("until:2024-05-06", "tags+=early")
    ran = run_cli("set", *words, "--yes", "-s", store)
    assert ran.err == "chronoterm: 1 record more only may match; --possible takes it too\n"
    assert tags_of(store) == {"call": ["strike", "early"], "begins": [], "began": ["early"]}
    assert run_cli("set", *words, "--possible", "--yes", "-s", store).err == ""
    assert tags_of(store)["begins"] == ["early"]


def test_all_records_are_changed_only_when_all_are_asked_for(store: Path, run_cli: RunCli) -> None:
    for words in (("tags=x",), ("", "tags=x"), (" ", "tags=x")):
        assert_refused(
            run_cli("set", *words, "--yes", "-s", store), "No QUERY is given; --all is for all records"
        )
    assert_refused(
        run_cli("set", "strike", "tags=x", "--all", "--yes", "-s", store), "either a QUERY or --all"
    )
    assert edits(store) == 0
    assert run_cli("set", "--all", "tags=x", "--yes", "-s", store).code == 0
    assert set(map(tuple, tags_of(store).values())) == {("x",)}


def test_a_query_may_begin_with_a_word_to_leave_out(store: Path, run_cli: RunCli) -> None:
    run_cli("set", "-kind:statement", "tags=x", "--yes", "-s", store)
    assert tags_of(store) == {"call": ["strike"], "begins": ["x"], "began": ["x"]}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("strike",), "No FIELD=VALUE is given"),
        (("strike", "headlin=x"), "“headlin” is no field of a record"),
        (("strike", "date=3/2/2022"), "date: "),
        (("strike", "headline="), "headline: a headline is needed"),
        (("strike", "actors-=Nobody"), "actors: nobody is called “Nobody”"),
        (("strike", "actors+=Berg"), "actors: “Berg” may be"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_nothing_is_written(
    words: tuple[str, ...], sentence: str, store: Path, run_cli: RunCli
) -> None:
    assert_refused(run_cli("set", *words, "--yes", "-s", store), sentence)
    assert edits(store) == 0


def test_what_one_record_cannot_be_is_told_with_its_id_and_no_other_is_changed(
    make_store: MakeStore, tmp_path: Path, run_cli: RunCli
) -> None:
    undated = {"id": "b", "kind": "event", "headline": "x", "date_basis": "none"}
    path = make_store(tmp_path, ["a", undated])
    ran = run_cli("set", "--all", "date=2024", "--yes", "-s", path)
    assert_refused(ran, "“b”, date_basis: a date whose basis is “none”", "nothing was changed")
    assert edits(path) == 0


def test_a_query_that_cannot_be_read_is_shown_with_its_fault(store: Path, run_cli: RunCli) -> None:
    ran = run_cli("set", "colour:red", "tags=x", "--yes", "-s", store)
    assert (ran.code, ran.out, edits(store)) == (2, "", 0)
    assert ran.err.splitlines()[1:] == ["  colour:red", "  ^^^^^^"]


def test_where_nothing_matches_that_is_said_with_exit_code_1(store: Path, run_cli: RunCli) -> None:
    ran = run_cli("set", "volcano", "tags=x", "--yes", "-s", store)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("chronoterm: nothing matched")


def test_where_nothing_would_change_nothing_is_written(store: Path, run_cli: RunCli) -> None:
    for option in ("--yes", "--dry-run"):
        ran = run_cli("set", "tag:strike", "tags+=strike", option, "-s", store)
        assert (ran.code, ran.out) == (0, "")
        assert "nothing w" in ran.err
    assert edits(store) == 0


def test_only_records_that_change_are_counted_and_get_a_new_revision(store: Path, run_cli: RunCli) -> None:
    ran = run_cli("set", "--all", "tags+=strike", "--yes", "-s", store)
    assert ran.out.startswith("2 records changed:\n")
    assert "revision" not in documents(store)["call"]


def test_a_name_that_nobody_has_is_made_once_for_all_of_them(store: Path, run_cli: RunCli) -> None:
    ran = run_cli("set", "--all", "actors+=Ana Ruiz", "--yes", "-s", store)
    [ana] = set(documents(store, Table.ACTORS)) - {"ada-lund", "anatol-berg", "bo-berg"}
    assert ran.err == f"chronoterm: new actor “Ana Ruiz” ({ana})\n"
    assert all(ana in document["actors"] for document in documents(store).values())


def test_many_are_shown_in_twenty_lines_and_counted(
    make_store: MakeStore, tmp_path: Path, run_cli: RunCli
) -> None:
    path = make_store(tmp_path, [f"record {number}" for number in range(1234)])
    ran = run_cli("set", "--all", "tags=x", "--yes", "-s", path)
    lines = ran.out.splitlines()
    assert (lines[0], len(lines), lines[-1]) == ("1,234 records changed:", 22, "… and 1,224 more")
    assert len(SharedStore.open(path).history()) == 1
    assert all(document["tags"] == ["x"] for document in documents(path).values())


def test_a_long_text_is_shown_where_it_differs(
    make_store: MakeStore, tmp_path: Path, run_cli: RunCli
) -> None:
    path = make_store(
        tmp_path, [{"id": "a", "kind": "event", "headline": "x", "tags": [f"tag {n}" for n in range(99)]}]
    )
    line = run_cli("set", "--all", "tags+=last", "--yes", "-s", path).out.splitlines()[-1]
    assert len(line) <= 200
    before, _, after = line.removeprefix("  tags: ").partition(" → ")
    assert before.startswith("…")
    assert before.endswith("tag 98")
    assert after.endswith("tag 98, last")


def test_without_a_terminal_to_ask_on_nothing_changes_and_yes_is_named(store: Path, run_cli: RunCli) -> None:
    assert_refused(run_cli("set", "strike", "tags=x", "-s", store), "no terminal to ask on", "--yes")
    assert edits(store) == 0


def test_the_sample_is_not_edited(run_cli: RunCli, sample: Path) -> None:
    before = sample.read_bytes()
    assert_refused(run_cli("set", "--all", "tags=x", "--yes"), "the sample cannot be edited")
    assert sample.read_bytes() == before


def test_on_a_terminal_it_is_shown_and_asked_first(store: Path) -> None:
    ran = answered("set", "kind:statement", "tags=x", "-s", store, answers="y\n")
    assert ran.code == 0
    shown, _, rest = ran.shown.partition("Change 1 record? [y/N]")
    assert shown.splitlines() == [
        "1 record would change:",
        "call  2 May 2024  A call to strike",
        "  tags: strike → x",
    ]
    assert rest.rstrip().endswith("1 record changed")
    assert tags_of(store)["call"] == ["x"]


@pytest.mark.parametrize("answers", ["n\n", "\n", "\x04"])
def test_whoever_does_not_say_yes_changes_nothing(answers: str, store: Path) -> None:
    assert answered("set", "--all", "tags=x", "-s", store, answers=answers).code == 130
    assert edits(store) == 0


def test_what_somebody_changes_during_the_question_is_not_overwritten(store: Path) -> None:
    ran = answered(
        "set",
        "--all",
        "tags=x",
        "-s",
        store,
        answers="y\n",
        meanwhile=lambda: somebody_else_changes(store, "call", summary="Theirs"),
    )
    assert ran.code == 2
    assert "“call” was changed by ben on " in ran.shown
    assert (tags_of(store)["call"], edits(store)) == (["strike"], 1)


def test_a_question_is_asked_in_ascii_where_the_terminal_has_no_more(store: Path) -> None:
    ran = answered(
        *("set", "--all", "tags=ö", "-s", store),
        answers="y\n",
        LC_ALL="C",
        PYTHONUTF8="0",
        PYTHONCOERCECLOCALE="0",
        PYTHONIOENCODING="ascii",
    )
    assert ran.code == 0
    assert ran.shown.isascii()


def test_a_reader_that_has_gone_does_not_keep_it_from_being_done(store: Path) -> None:
    ran = spawn("set", "--all", "tags=x", "--yes", "-s", store, shell="| true")
    assert (ran.code, ran.err) == (0, "")
    assert set(map(tuple, tags_of(store).values())) == {("x",)}


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_arguments_are_told_harmlessly(text: str, store: Path, run_cli: RunCli) -> None:
    for words in (
        (text, "tags=x"),
        ("strike", f"tags+={text}"),
        ("strike", f"headline={text}"),
        ("strike", text),
    ):
        ran = run_cli("set", "--yes", "-s", store, "--", *words)
        assert ran.code in (0, 1, 2)
        assert_harmless(ran.out, ran.err)
