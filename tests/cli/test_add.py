"""`chronoterm add`: what is given is what is kept, and nothing is kept where anything is wrong."""

import contextlib
import io
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chronoterm.cli import run
from chronoterm.cli_editing_options import EXPECTED, FLAGS, OPTIONS
from chronoterm.editing.fields import Form, Shape
from chronoterm.edits import Table
from chronoterm.text import clean, clean_block
from chronoterm.users import user_name
from tests.cli.conftest import ROOT, Ran, RunCli, assert_refused, spawn
from tests.cli.editing import assert_harmless, documents, edits
from tests.cli.editing import store as store  # noqa: PLC0414 - a fixture
from tests.conftest import HOSTILE, read_plainly, write_store

WHOLE = {
    "--kind": "statement",
    "--headline": "Strike announced",
    "--date": "2024-05-02",
    "--actor": "Bo Berg",
    "--place": "Quay 1",
    "--speaker": "Lund",
    "--speaker-role": "Chair",
    "--quote": "We will strike.",
    "--quote-kind": "direct",
    "--lang": "en",
    "--summary": "She says so.",
    "--about-date": "2024-05-06",
    "--date-text": "on Thursday",
    "--date-basis": "relative",
    "--tag": "strike",
    "--figure": "c. 450 planned · strikers",
    "--source-publisher": "Harbour Gazette",
    "--source-title": "Union calls strike",
    "--source-author": "C. Dahl",
    "--source-url": "https://example.org/1",
    "--source-published": "2024-05-03",
    "--source-retrieved": "2024-05-04",
    "--source-via": "press conference",
    "--reliability": "B",
    "--credibility": "2",
}
TEXTS = st.text(st.characters(exclude_categories=()), max_size=60)


def added(path: Path, *arguments: str) -> Ran:
    """`chronoterm add` in this process, for tests whose cases are made by the hundred."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(["add", "-s", str(path), *arguments])
    return Ran(code, out.getvalue(), err.getvalue())


@settings(max_examples=40)
@given(
    st.fixed_dictionaries(
        {"--headline": TEXTS, "--summary": TEXTS, "--speaker-role": TEXTS, "--source-title": TEXTS}
    )
)
def test_texts_are_kept_as_they_are_given_but_for_what_harms_a_terminal(given_texts: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = write_store(Path(folder), [])
        words = [f"{flag}={text}" for flag, text in given_texts.items()]
        ran = added(path, *words)
        headline = clean(given_texts["--headline"]).strip()
        if not headline:
            assert (ran.code, ran.out, documents(path)) == (2, "", {})
            assert ran.err == "chronoterm: --headline: a headline is needed\n"
            return
        assert (ran.code, ran.err) == (0, "")
        [document] = documents(path).values()
        assert ran.out == f"{document['id']}\n"
        title = clean(given_texts["--source-title"]).strip()
        assert document["headline"] == headline
        assert document.get("summary", "") == clean_block(given_texts["--summary"]).strip()
        assert document.get("speaker_role", "") == clean(given_texts["--speaker-role"]).strip()
        assert document.get("sources", []) == ([{"title": title}] if title else [])


def test_every_field_of_the_form_has_an_option() -> None:
    assert set(FLAGS) == {each.name for each in Form.RECORD.fields}
    assert {each.flag for each in OPTIONS} | {"--expected"} == set(FLAGS.values())
    several = {each.field for each in OPTIONS if each.several}
    assert several == {each.name for each in Form.RECORD.fields if each.is_list}
    assert Form.RECORD.field(EXPECTED).shape is Shape.YES_NO


def test_a_record_is_added_with_all_that_is_given_and_its_id_is_printed(store: Path, run_cli: RunCli) -> None:
    ran = run_cli("add", "-s", store, *(word for pair in WHOLE.items() for word in pair), "--expected")
    assert (ran.code, ran.err) == (0, "")
    document = documents(store)[ran.out.strip()]
    at = document.pop("created")
    assert document == {
        "id": ran.out.strip(),
        "kind": "statement",
        "expected": True,
        "headline": "Strike announced",
        "summary": "She says so.",
        "date": "2024-05-02",
        "date_text": "on Thursday",
        "date_basis": "relative",
        "about_date": "2024-05-06",
        "speaker": "ada-lund",
        "speaker_role": "Chair",
        "quote": "We will strike.",
        "quote_kind": "direct",
        "lang": "en",
        "actors": ["ada-lund", "bo-berg"],
        "places": ["north-quay"],
        "tags": ["strike"],
        "figures": [{"series": "strikers", "low": 450, "high": 450, "approx": True, "state": "planned"}],
        "sources": [
            {
                "publisher": "Harbour Gazette",
                "title": "Union calls strike",
                "author": "C. Dahl",
                "url": "https://example.org/1",
                "published": "2024-05-03",
                "retrieved": "2024-05-04",
                "via": "press conference",
                "reliability": "B",
                "credibility": 2,
            }
        ],
        "revision": 1,
        "modified": at,
        "by": user_name(),
    }
    assert run_cli("show", "-s", store, ran.out.strip()).code == 0


def test_any_other_program_reads_what_was_added(store: Path, run_cli: RunCli) -> None:
    ran = run_cli("add", "-s", store, "--headline", "Talks begin")
    assert ran.out.strip() in {each["id"] for each in read_plainly(store)}


def test_several_actors_places_and_tags_are_given_one_by_one_or_in_a_list(
    store: Path, run_cli: RunCli
) -> None:
    one_by_one = run_cli(
        "add",
        "-s",
        store,
        "--headline",
        "x",
        "--actor",
        "Lund",
        "--actor",
        "anatol-berg",
        "--tag",
        "a",
        "--tag",
        "b",
    )
    in_a_list = run_cli(
        "add", "-s", store, "--headline", "x", "--actor", "Lund; anatol-berg", "--tag", "a, b"
    )
    for ran in (one_by_one, in_a_list):
        document = documents(store)[ran.out.strip()]
        assert (document["actors"], document["tags"]) == (["ada-lund", "anatol-berg"], ["a", "b"])


def test_what_has_a_speaker_or_a_quote_is_a_statement_unless_it_is_said_to_be_none(
    store: Path, run_cli: RunCli
) -> None:
    for words, kind in (
        ((), "event"),
        (("--speaker", "Lund"), "statement"),
        (("--quote", "No."), "statement"),
        (("--quote", "No.", "--kind", "event"), "event"),
    ):
        ran = run_cli("add", "-s", store, "--headline", "x", *words)
        assert documents(store)[ran.out.strip()]["kind"] == kind


def test_a_name_that_nobody_has_becomes_a_new_one_and_that_is_said(store: Path, run_cli: RunCli) -> None:
    ran = run_cli(
        "add",
        "-s",
        store,
        "--headline",
        "x",
        "--actor",
        "Ana Ruiz",
        "--speaker",
        "Ana Ruiz",
        "--place",
        "Pier 7",
    )
    assert ran.code == 0
    [ana] = documents(store)[ran.out.strip()]["actors"]
    [pier] = documents(store)[ran.out.strip()]["places"]
    assert documents(store, Table.ACTORS)[ana] == {"id": ana, "name": "Ana Ruiz"}
    assert documents(store, Table.PLACES)[pier] == {"id": pier, "name": "Pier 7"}
    assert sorted(ran.err.splitlines()) == [
        f"chronoterm: new actor “Ana Ruiz” ({ana})",
        f"chronoterm: new place “Pier 7” ({pier})",
    ]
    again = run_cli("add", "-s", store, "--headline", "y", "--actor", "Ana Ruiz")
    assert (again.err, documents(store)[again.out.strip()]["actors"]) == ("", [ana])


def test_the_beginning_of_a_name_is_enough_and_it_is_said_whose_it_was(store: Path, run_cli: RunCli) -> None:
    ran = run_cli("add", "-s", store, "--headline", "x", "--actor", "Ana")
    assert documents(store)[ran.out.strip()]["actors"] == ["anatol-berg"]
    assert ran.err == "chronoterm: --actor “Ana” is taken for Anatol Berg\n"


def test_a_name_in_quotes_is_never_taken_for_a_longer_one(store: Path, run_cli: RunCli) -> None:
    ran = run_cli("add", "-s", store, "--headline", "x", "--actor", '"Ana"')
    [ana] = documents(store)[ran.out.strip()]["actors"]
    assert documents(store, Table.ACTORS)[ana]["name"] == "Ana"


def test_a_name_of_several_is_refused_with_whom_it_may_mean(store: Path, run_cli: RunCli) -> None:
    assert_refused(
        run_cli("add", "-s", store, "--headline", "x", "--actor", "Berg"),
        "--actor: “Berg” may be Anatol Berg (anatol-berg) or Bo Berg (bo-berg)",
    )
    assert edits(store) == 0


def test_a_year_that_nobody_wrote_is_said_aloud(store: Path, run_cli: RunCli) -> None:
    ran = run_cli(
        "add", "-s", store, "--headline", "x", "--date", "18 oct", "--source-published", "19 oct 2024"
    )
    date = documents(store)[ran.out.strip()]["date"]
    assert ran.err == f"chronoterm: --date “18 oct” is shown as 18 Oct {date[:4]}\n"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--date", "2024-10-18"), "--headline: a headline is needed"),
        (("--headline", " \n"), "--headline: a headline is needed"),
        (("--headline", "x", "--date", "3/2/2022"), "--date: "),
        (("--headline", "x", "--date", "never"), "--date: "),
        (("--headline", "x", "--about-date", "2024-13-01"), "--about-date: "),
        (("--headline", "x", "--source-published", "soon"), "--source-published: "),
        (("--headline", "x", "--kind", "rumour"), "--kind: “rumour” is not one of event, statement"),
        (("--headline", "x", "--quote-kind", "loud"), "--quote-kind: "),
        (("--headline", "x", "--reliability", "Z"), "--reliability: “Z” is not one of A, B, C, D, E, F"),
        (("--headline", "x", "--credibility", "7"), "--credibility: "),
        (("--headline", "x", "--date", "2024", "--date-basis", "none"), "--date-basis: "),
        (("--headline", "x", "--figure", "many"), "--figure: "),
        (("--headline", "x", "--speaker", "Berg"), "--speaker: "),
        (("--headline", "x", "--place", '""'), "--place: a name needs a letter"),
    ],
)
def test_a_fault_is_one_sentence_that_names_its_option_and_nothing_is_written(
    words: tuple[str, ...], sentence: str, store: Path, run_cli: RunCli
) -> None:
    before = store.read_bytes()
    assert_refused(run_cli("add", "-s", store, *words), sentence)
    assert store.read_bytes() == before
    assert [each.name for each in store.parent.iterdir()] == [store.name]


def test_several_faults_are_told_all_at_once(store: Path, run_cli: RunCli) -> None:
    ran = run_cli("add", "-s", store, "--date", "never", "--kind", "rumour")
    assert (ran.code, ran.out) == (2, "")
    assert [line.split()[1] for line in ran.err.splitlines()] == ["--kind:", "--headline:", "--date:"]


# Where


def test_the_sample_is_not_edited_and_it_is_told_how_to_get_a_copy(run_cli: RunCli, sample: Path) -> None:
    before = sample.read_bytes()
    for named in ((), ("-s", sample)):
        assert_refused(
            run_cli("add", "--headline", "x", *named),
            "the sample cannot be edited",
            "chronoterm new my.json --sample",
        )
    assert sample.read_bytes() == before


def test_a_store_that_is_not_there_is_not_made(run_cli: RunCli, tmp_path: Path) -> None:
    assert_refused(run_cli("add", "-s", tmp_path / "no.json", "--headline", "x"), "no.json")
    assert list(tmp_path.iterdir()) == []


def test_a_store_with_another_link_is_refused_before_anything_else_is_asked(
    store: Path, run_cli: RunCli, tmp_path: Path
) -> None:
    os.link(store, tmp_path / "other.json")
    assert_refused(run_cli("add", "-s", store, "--headline", "x"), "cannot be edited", "hard link")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_arguments_are_told_harmlessly(text: str, store: Path, run_cli: RunCli) -> None:
    for each in OPTIONS:
        ran = run_cli("add", "-s", store, f"{each.flag}={text}")
        assert ran.code in (0, 2)
        assert_harmless(ran.out, ran.err)
    ran = run_cli(
        "add", "-s", store, "--headline", "x", f"--actor={text}", f"--place={text}", f"--tag={text}"
    )
    assert_harmless(ran.out, ran.err)
    ran = run_cli("add", "-s", store, f"--from={text}")
    assert ran.code == 2
    assert_harmless(ran.out, ran.err)


# The id is printed when the record is safe, and not before


def test_an_id_that_cannot_be_printed_is_told_and_the_record_is_safe(store: Path) -> None:
    ran = spawn("add", "-s", store, "--headline", "Talks begin", shell="> /dev/full")
    assert (ran.code, ran.out) == (2, "")
    [added_id] = set(documents(store)) - {"call", "begins", "began"}
    assert f"the record is saved as “{added_id}”, but the output could not be written" in ran.err


def test_a_reader_that_has_gone_is_no_error(store: Path) -> None:
    ran = spawn("add", "-s", store, "--headline", "Talks begin", shell="| true")
    assert (ran.code, ran.err) == (0, "")
    assert len(documents(store)) == 4


def test_no_command_that_edits_loads_textual(store: Path) -> None:
    script = (
        "import sys; from chronoterm.cli import run; code = run(sys.argv[1:]);"
        "raw = [name for name in sys.modules if name.partition('.')[0] in ('textual', 'asyncio')];"
        "sys.exit(f'{code} {raw}' if code or raw else 0)"
    )
    for words in (
        ("add", "--headline", "x", "--date", "2024-05"),
        ("edit", "call", "tags+=x"),
        ("set", "kind:event", "tags+=x", "--yes"),
        ("star", "call"),
        ("rm", "call", "--yes"),
    ):
        done = subprocess.run(
            [sys.executable, "-c", script, *words, "-s", str(store)],
            cwd=ROOT,
            capture_output=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, b"")


def test_ten_who_add_at_once_add_ten_records(store: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "chronoterm",
        "add",
        "-s",
        str(store),
        "--headline",
        "Talks begin",
        "--actor",
    ]
    processes = [
        subprocess.Popen(
            [*command, f"Negotiator {number}"],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(10)
    ]
    ends = [(*process.communicate(timeout=100), process.returncode) for process in processes]
    assert [code for *_, code in ends] == [0] * 10, [err for _, err, _ in ends]
    ids = {out.strip() for out, *_ in ends}
    found = documents(store)
    assert len(ids) == 10
    assert ids == set(found) - {"call", "begins", "began"}
    assert edits(store) == 10
    names = {documents(store, Table.ACTORS)[found[each]["actors"][0]]["name"] for each in ids}
    assert names == {f"Negotiator {number}" for number in range(10)}
    assert json.loads(store.read_bytes())["meta"]
