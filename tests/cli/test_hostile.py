import csv
import io
import json
import re
from pathlib import Path

import pytest

from chronoterm.documents import read
from chronoterm.exporters.fields import FIELDS
from chronoterm.records import Record
from chronoterm.store.store import Store
from tests.cli.conftest import RunCli, assert_refused, spawn
from tests.conftest import HOSTILE, MakeStore

COMMANDS_TO_A_TERMINAL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\ud800-\udfff]")


def _assert_harmless(*texts: str) -> None:
    for text in texts:
        found = COMMANDS_TO_A_TERMINAL.search(text)
        assert found is None, ascii(text[max(0, found.start() - 20) : found.end() + 20])


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv"])
def test_no_format_lets_a_store_command_the_terminal(form: str, hostile_store: Path, run_cli: RunCli) -> None:
    ran = run_cli("list", "-s", hostile_store, "--format", form, "--columns", ",".join(FIELDS))
    assert ran.code == 0
    assert ran.out
    _assert_harmless(ran.out, ran.err)


def test_a_hostile_store_is_one_line_a_record(hostile_store: Path, run_cli: RunCli) -> None:
    out = run_cli("list", "-s", hostile_store, "--columns", ",".join(FIELDS)).out
    assert len(out.splitlines()) == 3 + len(HOSTILE)
    lines = run_cli("list", "-s", hostile_store, "--format", "csv", "--columns", ",".join(FIELDS)).out
    rows = list(csv.reader(io.StringIO(lines), strict=True))
    assert {len(row) for row in rows} == {len(FIELDS)}
    assert len(rows) == 1 + len(HOSTILE)


def test_markup_is_shown_as_it_is_written(hostile_store: Path, run_cli: RunCli) -> None:
    out = run_cli("list", "-s", hostile_store).out
    for text in ("[sic] headline", "[/x] headline", "[@click=app.quit]quit[/] headline", ":bomb: headline"):
        assert text in out


def test_json_of_a_hostile_store_reads_back_whole(hostile_store: Path, run_cli: RunCli) -> None:
    store = Store.open(hostile_store)
    documents = json.loads(run_cli("list", "-s", hostile_store, "--format", "json").out)
    assert len(documents) == len(HOSTILE)
    for document in documents:
        assert read(document, Record) == store.record(document["id"])


def test_showing_and_checking_hostile_records_is_harmless(hostile_store: Path, run_cli: RunCli) -> None:
    for entry in Store.open(hostile_store).entries:
        ran = run_cli("show", "-s", hostile_store, "--", entry.id)
        assert ran.code == 0
        _assert_harmless(ran.out, ran.err)
    ran = run_cli("check", hostile_store)
    assert ran.code == 2
    _assert_harmless(ran.out, ran.err)


def test_every_hostile_filter_is_taken_and_told_harmlessly(hostile_store: Path, run_cli: RunCli) -> None:
    for text in HOSTILE:
        ran = run_cli("list", "-s", hostile_store, "--tag", text, "--actor", text, "--place", text)
        assert ran.code in (0, 1)
        _assert_harmless(ran.out, ran.err)


def test_hostile_problems_are_told_harmlessly(make_store: MakeStore, tmp_path: Path, run_cli: RunCli) -> None:
    path = make_store(
        tmp_path,
        [
            *({"id": text, "kind": text, "headline": "x"} for text in HOSTILE),
            *({"id": text, "kind": "event", "headline": "x", "date": text} for text in HOSTILE),
            *({"id": text, "kind": "event", "headline": "x", "summary": 1} for text in HOSTILE),
            *({"id": text, "kind": "event", "headline": "x"} for text in HOSTILE),
        ],
    )
    for arguments in (("check", path), ("list", "-s", path), ("list", "-s", path, "--format", "json")):
        ran = run_cli(*arguments)
        _assert_harmless(ran.out, ran.err)
    assert_refused(run_cli("show", HOSTILE[0], "-s", path), "summary")


def test_a_hostile_store_can_be_printed_in_ascii(hostile_store: Path) -> None:
    for form in ("table", "csv", "json"):
        ran = spawn(
            "list",
            "-s",
            hostile_store,
            "--format",
            form,
            LC_ALL="C",
            PYTHONUTF8="0",
            PYTHONIOENCODING="ascii",
        )
        assert ran.code == 0
        assert form != "table" or ran.out.isascii()
        _assert_harmless(ran.out, ran.err)
