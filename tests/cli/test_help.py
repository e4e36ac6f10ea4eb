"""The help teaches by examples, and every example does what it says."""

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from bench.importing import COLUMNS, rows
from chronoterm.cli import cli
from tests.cli.conftest import ROOT
from tests.conftest import MakeStore
from tests.texts import of_words, text_document

ARTICLE = """31 October 2024

Mayor Ada Quayle has said that the strike at Pier 4 will end on 4 November.

Background: On 13 October, 250 dockers walked out at Pier 4.
"""
CALL = {"kind": "statement", "headline": "A call to strike", "date": "2024-10-18"}
RECORD = of_words(ARTICLE, "strike-call-a7qd", "31 October 2024", **CALL)
MAP = '[record]\nheadline = "{what}"\n[date]\ncolumn = "day"\n'


OF_THEIR_OWN = re.compile("chronoterm (delta|briefing (--list|morning))")
"""Examples that ask for what somebody has kept, or what their own store tells: without that they end with a sentence."""


def put_files_to_import(folder: Path) -> None:
    """The files that the examples of `chronoterm import` name."""
    (folder / "reports").mkdir()
    for name in ("article.txt", "reports/first.txt"):
        (folder / name).write_text(ARTICLE, encoding="utf-8")
    (folder / "map.toml").write_text(MAP, encoding="utf-8")
    (folder / "strikes.csv").write_text("what,day\nStrike,3/2/2024\n", encoding="utf-8")
    with (folder / "GEDEvent_v23_1.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows((COLUMNS, *rows(3)))


def keep_text(store: Path) -> None:
    """Put the text that the record was taken from into a store."""
    tables = json.loads(store.read_text(encoding="utf-8"))
    store.write_text(json.dumps({**tables, "texts": {"1": text_document(ARTICLE)}}), encoding="utf-8")


def examples() -> list[str]:
    """Every command line that a help text shows, without what is said about it behind it."""
    found = []
    for command in ((), *((name,) for name in cli.commands)):
        text = CliRunner().invoke(cli, [*command, "-h"]).output
        lines = text.partition("  Examples:\n")[2].splitlines()
        found += [re.split(" {3,}", line.strip())[0] for line in lines]
    return found


@pytest.mark.parametrize("line", sorted(set(examples())))
def test_every_example_of_the_help_runs(line: str, make_store: MakeStore, tmp_path: Path) -> None:
    if any(f"| {tool}" in line and shutil.which(tool) is None for tool in ("less", "jq", "cut")):
        pytest.skip("a tool of the example is not here")
    for name in ("team.json", "list", "copy.json"):
        keep_text(make_store(tmp_path, [RECORD], name=name))
    put_files_to_import(tmp_path)
    if re.search("chronoterm import(?!.* --(accept|proposals|yes))", line):
        # Who is asked first, or reviews, sits at a terminal.
        line = line.replace("chronoterm import", "chronoterm import --dry-run")
    line = re.sub(r"\bID\b", "budanov-11000-in-training-rqe4", line)
    done = subprocess.run(
        [
            "bash",
            "-o",
            "pipefail",
            "-c",
            f'chronoterm() {{ "{sys.executable}" -m chronoterm "$@"; }}\n{line}',
        ],
        cwd=tmp_path,
        env={**os.environ, "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )
    said = done.stderr.decode()
    if OF_THEIR_OWN.match(line) and done.returncode:
        assert done.returncode in {1, 2}
        assert re.fullmatch("chronoterm: .+\n", said)
        return
    assert done.returncode == 0, said
    assert said == "" or (line.startswith("chronoterm histogram") and said.startswith("chronoterm: of "))
    assert done.stdout or list(tmp_path.glob("*.csv"))


def test_the_help_of_each_command_that_takes_a_query_tells_how_it_is_written() -> None:
    assert "docs/query-language.md" in CliRunner().invoke(cli, ["list", "-h"]).output
    for command in ("facets", "histogram"):
        assert "`chronoterm list`" in CliRunner().invoke(cli, [command, "-h"]).output
