"""The documents tell what the program does: the commands, stores and scripts they show, and where they link."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from chronoterm.store.check import check
from chronoterm.store.store import Store
from docs.generate import README
from tests.docs.documents import DOCUMENTS, ROOT, STORE_FORMAT, blocks

LINK = re.compile(r"(?:\]\(|src=\")(?P<target>[^)\"\s]+)")
SHOWN_COMMANDS = [
    line
    for document in DOCUMENTS
    for text in blocks(document, "sh")
    for line in text.splitlines()
    if line.startswith("chronoterm")
]


@pytest.mark.parametrize("line", SHOWN_COMMANDS)
def test_every_command_shown_ends_well(line: str, tmp_path: Path, sample: Path) -> None:
    if "| less" in line and shutil.which("less") is None:
        pytest.skip("there is no less here")
    (tmp_path / "strike.json").write_text(blocks(README, "json")[0], encoding="utf-8")
    if not line.startswith("chronoterm new"):
        shutil.copy(sample, tmp_path / "team.json")
        shutil.copy(sample, tmp_path / "my.json")
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
    assert (done.returncode, done.stderr.decode()) == (0, "")
    assert done.stdout or list(tmp_path.glob("*.csv"))


def test_the_readme_shows_commands() -> None:
    assert {line.split()[1] for line in SHOWN_COMMANDS} >= {"list", "show", "check", "strike.json", "|"}


@pytest.mark.parametrize(
    "example",
    [
        pytest.param(text, id=f"{each.name}-{n}")
        for each in DOCUMENTS
        for n, text in enumerate(blocks(each, "json"))
    ],
)
def test_every_store_shown_opens_without_a_problem(example: str, tmp_path: Path) -> None:
    path = tmp_path / "example.json"
    path.write_text(example, encoding="utf-8")
    store = Store.open(path)
    assert store.entries
    assert [str(each) for each in check(store)] == []


@pytest.mark.parametrize("script", blocks(STORE_FORMAT, "python"))
def test_the_script_shown_writes_a_store_that_opens(script: str, tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", script], cwd=tmp_path, check=True)
    (written,) = tmp_path.glob("*.json")
    assert [str(each) for each in check(Store.open(written))] == []


def test_every_target_of_make_that_a_document_names_is_there() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for document in DOCUMENTS:
        text = document.read_text(encoding="utf-8")
        named = set(re.findall(r"(?:`|^)make (\w+)", text, re.MULTILINE))
        assert [each for each in named if f"\n{each}:" not in makefile] == [], document


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_every_link_leads_somewhere(document: Path) -> None:
    for found in LINK.finditer(document.read_text(encoding="utf-8")):
        target, _, anchor = found["target"].partition("#")
        if target.startswith(("https://", "http://")):
            continue
        path = (document.parent / target).resolve() if target else document
        assert path.exists(), found["target"]
        assert not anchor or anchor in anchors(path), found["target"]


def anchors(document: Path) -> Iterator[str]:
    """The names that headings can be linked by, as the usual readers of Markdown make them."""
    for line in document.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            title = line.lstrip("#").strip().lower()
            yield re.sub(r"[^\w\- ]", "", title).replace(" ", "-")
