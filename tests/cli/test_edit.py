"""`chronoterm edit`: a record in the user's editor, or given other values at once."""

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from chronoterm.edits import Table
from chronoterm.users import user_name
from tests.cli.conftest import ROOT, RunCli, assert_refused
from tests.cli.editing import answered, assert_harmless, documents, edits
from tests.cli.editing import editable_hostile_store as editable_hostile_store  # noqa: PLC0414 - a fixture
from tests.cli.editing import store as store  # noqa: PLC0414 - as above
from tests.conftest import HOSTILE

MakeEditor = Callable[..., str]


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MakeEditor:
    """`editor("text = text.replace('a', 'b')")` makes that the user's editor; `path` is the file that it gets."""

    def make(*lines: str) -> str:
        script = tmp_path / "editor.py"
        body = (
            "import pathlib, sys",
            f"sys.path.insert(0, {str(ROOT)!r})",
            "path = pathlib.Path(sys.argv[-1])",
            "text = path.read_text(encoding='utf-8')",
            *lines,
            "path.write_text(text, encoding='utf-8')",
        )
        script.write_text("\n".join(body), encoding="utf-8")
        command = f"{sys.executable} {script}"
        monkeypatch.setenv("VISUAL", command)
        return command

    return make


def texts() -> list[Path]:
    """The texts that are kept for the user."""
    return sorted((Path(os.environ["XDG_STATE_HOME"]) / "chronoterm").glob("texts/*"))


# At once


def test_fields_get_other_values_and_what_changed_is_printed(store: Path, run_cli: RunCli) -> None:
    ran = run_cli("edit", "call", "headline=A new call", "tags+=harbour", "date=3 may 2024", "-s", store)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "call  2 May 2024  A call to strike",
        "  headline: A call to strike → A new call",
        "  date: 2024-05-02 → 2024-05-03",
        "  tags: strike → strike, harbour",
    ]
    document = documents(store)["call"]
    assert (document["headline"], document["date"], document["tags"]) == (
        "A new call",
        "2024-05-03",
        ["strike", "harbour"],
    )
    assert (document["revision"], document["by"]) == (1, user_name())


def test_all_that_was_not_named_stays(store: Path, run_cli: RunCli) -> None:
    before = documents(store)
    run_cli("edit", "call", "summary=Said on the quay.", "-s", store)
    after = documents(store)
    assert {name: after["call"][name] for name in before["call"]} == before["call"]
    assert (after["begins"], after["began"]) == (before["begins"], before["began"])


def test_where_nothing_changes_nothing_is_written(store: Path, run_cli: RunCli) -> None:
    ran = run_cli("edit", "call", "tags+=strike", "-s", store)
    assert (ran.code, ran.out, ran.err) == (0, "", "chronoterm: nothing was changed\n")
    assert edits(store) == 0


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("headline",), "“headline” is no assignment"),
        (("headlin=x",), "“headlin” is no field of a record"),
        (("headline=",), "headline: a headline is needed"),
        (("date=3/2/2022",), "date: "),
        (("tags+=",), "tags: "),
        (("headline+=x",), "headline has one value"),
        (("headline=x", "date=never"), "date: "),
    ],
)
def test_an_assignment_that_is_none_is_one_sentence_and_nothing_is_written(
    words: tuple[str, ...], sentence: str, store: Path, run_cli: RunCli
) -> None:
    assert_refused(run_cli("edit", "call", *words, "-s", store), sentence)
    assert edits(store) == 0


@pytest.mark.parametrize("words", [(), ("headline=x",)])
@pytest.mark.parametrize("id_", ["nope", "", *HOSTILE[:6]])
def test_an_id_that_nobody_has_is_one_sentence(
    id_: str, words: tuple[str, ...], store: Path, run_cli: RunCli, editor: MakeEditor
) -> None:
    editor()
    assert_refused(run_cli("edit", "-s", store, "--", id_, *words), "no record has the id", "chronoterm list")
    assert texts() == []


def test_an_actor_or_a_place_is_edited_by_its_id(store: Path, run_cli: RunCli, editor: MakeEditor) -> None:
    ran = run_cli("edit", "--actor", "bo-berg", "aliases+=Bosse", "-s", store)
    assert (ran.code, ran.out) == (0, "bo-berg  Bo Berg\n  aliases: – → Bosse\n")
    assert run_cli("edit", "--place", "bo-berg", "part_of=north-quay", "-s", store).code == 0
    editor("text = text.replace('Anatol', 'Anatoly')")
    assert run_cli("edit", "--actor", "anatol-berg", "-s", store).code == 0
    actors, places = documents(store, Table.ACTORS), documents(store, Table.PLACES)
    assert actors["bo-berg"]["aliases"] == ["Bosse"]
    assert places["bo-berg"]["part_of"] == "north-quay"
    assert actors["anatol-berg"]["name"] == "Anatoly Berg"
    assert_refused(run_cli("edit", "--place", "ada-lund", "kind=town", "-s", store), "no place has the id")


def test_the_sample_is_not_edited(run_cli: RunCli, sample: Path, editor: MakeEditor) -> None:
    editor("text = text.replace('training', 'drill')")
    before = sample.read_bytes()
    for words in ((), ("headline=x",)):
        ran = run_cli("edit", "budanov-11000-in-training-rqe4", *words)
        assert_refused(ran, "the sample cannot be edited")
    assert sample.read_bytes() == before


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_values_are_told_harmlessly(text: str, store: Path, run_cli: RunCli) -> None:
    for assignment in (
        text,
        f"headline={text}",
        f"tags+={text}",
        f"actors={text}",
        f"quote={text}",
        f"date={text}",
    ):
        ran = run_cli("edit", "-s", store, "--", "call", assignment)
        assert ran.code in (0, 2)
        assert_harmless(ran.out, ran.err)


def test_what_a_hostile_store_holds_is_told_harmlessly(editable_hostile_store: Path, run_cli: RunCli) -> None:
    for id_, document in documents(editable_hostile_store).items():
        ran = run_cli(
            "edit",
            "-s",
            editable_hostile_store,
            "--",
            id_,
            "lang=en",
            "headline=x",
            "tags=y",
            "quote=z",
            "source.url=u",
        )
        assert (ran.code, len(ran.out.splitlines())) == (0, 6), document["headline"][:40]
        assert_harmless(ran.out, ran.err)


# In an editor


def test_what_the_editor_leaves_is_saved_and_what_changed_is_printed(
    store: Path, run_cli: RunCli, editor: MakeEditor
) -> None:
    editor("text = text.replace('A call', 'The call')")
    ran = run_cli("edit", "call", "-s", store)
    assert (ran.code, ran.err) == (0, "")
    assert (
        ran.out == "call  2 May 2024  A call to strike\n  headline: A call to strike → The call to strike\n"
    )
    assert documents(store)["call"]["headline"] == "The call to strike"
    assert texts() == []


def test_the_editor_gets_a_text_that_nobody_else_may_read(
    store: Path, run_cli: RunCli, editor: MakeEditor
) -> None:
    editor("text = text.replace('A call', oct(path.stat().st_mode & 0o777))")
    run_cli("edit", "call", "-s", store)
    assert documents(store)["call"]["headline"] == f"{oct(stat.S_IRUSR | stat.S_IWUSR)} to strike"


def test_a_text_that_is_left_as_it_was_changes_nothing(
    store: Path, run_cli: RunCli, editor: MakeEditor
) -> None:
    editor()
    ran = run_cli("edit", "call", "-s", store)
    assert (ran.code, ran.out, ran.err) == (0, "", "chronoterm: nothing was changed\n")
    assert (edits(store), texts()) == (0, [])


def test_a_fault_is_one_sentence_with_its_place_and_the_text_is_kept(
    store: Path, run_cli: RunCli, editor: MakeEditor
) -> None:
    editor("text = text.replace('2024-05-02', 'never')")
    ran = run_cli("edit", "call", "-s", store)
    [kept] = texts()
    assert_refused(ran, "line ", "column 1: date: ", f"Your text is in {kept}")
    assert "never" in kept.read_text(encoding="utf-8")
    assert edits(store) == 0


def test_a_name_that_nobody_has_becomes_a_new_one_and_that_is_said(
    store: Path, run_cli: RunCli, editor: MakeEditor
) -> None:
    editor("""text = text.replace('["ada-lund"]', '["ada-lund", "Ana Ruiz"]')""")
    ran = run_cli("edit", "call", "-s", store)
    [_, ana] = documents(store)["call"]["actors"]
    assert documents(store, Table.ACTORS)[ana]["name"] == "Ana Ruiz"
    assert ran.err == f"chronoterm: new actor “Ana Ruiz” ({ana})\n"


@pytest.mark.parametrize("theirs", ["headline='Another call'", "tags=['quay']"])
def test_where_somebody_saved_meanwhile_nothing_is_overwritten_and_the_text_is_kept(
    theirs: str, store: Path, run_cli: RunCli, editor: MakeEditor
) -> None:
    editor(
        "from tests.cli.editing import somebody_else_changes",
        f"somebody_else_changes(pathlib.Path({str(store)!r}), 'call', {theirs})",
        "text = text.replace('A call', 'The call')",
    )
    ran = run_cli("edit", "call", "-s", store)
    [kept] = texts()
    document = documents(store)["call"]
    when = document["modified"].replace("T", " ").removesuffix("Z")
    assert_refused(
        ran,
        f"“call” was changed by ben on {when} UTC, meanwhile; nothing was written. Your text is in {kept}",
    )
    assert (document["by"], edits(store)) == ("ben", 1)
    assert "The call" in kept.read_text(encoding="utf-8")


def test_where_the_store_is_gone_meanwhile_the_text_is_kept(
    store: Path, run_cli: RunCli, editor: MakeEditor
) -> None:
    editor(f"pathlib.Path({str(store)!r}).unlink()", "text = text.replace('A call', 'The call')")
    ran = run_cli("edit", "call", "-s", store)
    [kept] = texts()
    assert_refused(ran, str(store), f"Your text is in {kept}")
    assert "The call" in kept.read_text(encoding="utf-8")


def test_what_others_save_elsewhere_is_no_hindrance(store: Path, run_cli: RunCli, editor: MakeEditor) -> None:
    editor(
        "from tests.cli.editing import somebody_else_changes",
        f"somebody_else_changes(pathlib.Path({str(store)!r}), 'began', headline='Cranes rest')",
        "text = text.replace('A call', 'The call')",
    )
    assert run_cli("edit", "call", "-s", store).code == 0
    found = documents(store)
    assert (found["call"]["headline"], found["began"]["headline"]) == ("The call to strike", "Cranes rest")


def test_an_editor_that_ends_with_an_error_saves_nothing_and_what_was_written_is_kept(
    store: Path, run_cli: RunCli, editor: MakeEditor
) -> None:
    editor("sys.exit(3)")
    assert_refused(run_cli("edit", "call", "-s", store), "ended with an error (3); nothing was saved")
    assert texts() == []
    editor("path.write_text('half', encoding='utf-8'); sys.exit(3)")
    ran = run_cli("edit", "call", "-s", store)
    [kept] = texts()
    assert_refused(ran, "ended with an error (3)", f"Your text is in {kept}")
    assert (kept.read_text(encoding="utf-8"), edits(store)) == ("half", 0)


def test_an_editor_that_is_not_there_is_one_sentence(
    store: Path, run_cli: RunCli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", "/no/such/editor")
    assert_refused(run_cli("edit", "call", "-s", store), "/no/such/editor cannot be started")
    assert texts() == []


def test_two_texts_of_one_record_do_not_share_a_file(
    store: Path, run_cli: RunCli, editor: MakeEditor, tmp_path: Path
) -> None:
    editor("text = text.replace('2024-05-02', 'never')")
    for _ in range(2):
        assert run_cli("edit", "call", "-s", store).code == 2
    assert len(texts()) == 2


def test_on_a_terminal_the_editor_opens_again_after_a_fault(store: Path, editor: MakeEditor) -> None:
    editor(
        "text = text.replace('never', '3 may 2024') if 'never' in text else text.replace('2024-05-02', 'never')"
    )
    ran = answered("edit", "call", "-s", store, answers="y\n")
    assert ran.code == 0, ran.shown
    assert "column 1: date: " in ran.shown
    assert "Edit it again? [y/N]" in ran.shown
    assert documents(store)["call"]["date"] == "2024-05-03"
    assert texts() == []


def test_on_a_terminal_a_faulty_text_that_is_not_edited_again_is_kept(
    store: Path, editor: MakeEditor
) -> None:
    editor("text = text.replace('2024-05-02', 'never')")
    ran = answered("edit", "call", "-s", store, answers="n\n")
    [kept] = texts()
    assert ran.code == 2
    assert str(kept) in ran.shown.replace("\n", "")
    assert edits(store) == 0


def test_an_interrupt_belongs_to_the_editor(store: Path, editor: MakeEditor) -> None:
    editor(
        "import os, signal",
        "signal.signal(signal.SIGINT, lambda *_: None)",
        "os.killpg(0, signal.SIGINT)",
        "text = text.replace('A call', 'The call')",
    )
    ran = answered("edit", "call", "-s", store, answers="")
    assert ran.code == 0, ran.shown
    assert documents(store)["call"]["headline"] == "The call to strike"


def test_what_several_assign_to_one_record_at_once_is_all_in_it(store: Path) -> None:
    command = [sys.executable, "-m", "chronoterm", "edit", "call", "-s", str(store)]
    processes = [
        subprocess.Popen(
            [*command, f"tags+=t{number}"], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        for number in range(6)
    ]
    assert [process.wait(timeout=100) for process in processes] == [0] * 6
    document = documents(store)["call"]
    assert sorted(document["tags"]) == ["strike", *(f"t{number}" for number in range(6))]
    assert (document["revision"], edits(store)) == (6, 6)
