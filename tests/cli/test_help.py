"""The help teaches by examples, and every example does what it says."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from chronoterm.cli import cli
from tests.cli.conftest import ROOT
from tests.conftest import MakeStore

RECORD = {"id": "strike-call-a7qd", "kind": "statement", "headline": "A call to strike", "date": "2024-10-18"}


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
    for name in ("team.json", "list"):
        make_store(tmp_path, [RECORD], name=name)
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
    assert done.returncode == 0, said
    assert said == "" or (line.startswith("chronoterm histogram") and said.startswith("chronoterm: of "))
    assert done.stdout or list(tmp_path.glob("*.csv"))


def test_the_help_of_each_command_that_takes_a_query_tells_how_it_is_written() -> None:
    assert "docs/query-language.md" in CliRunner().invoke(cli, ["list", "-h"]).output
    for command in ("facets", "histogram"):
        assert "`chronoterm list`" in CliRunner().invoke(cli, [command, "-h"]).output
