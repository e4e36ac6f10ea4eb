"""Words to read the documents with: their sections, tables, blocks and keys."""

import re
from pathlib import Path

from chronoterm.commands import COMMANDS, shown_key

ROOT = Path(__file__).resolve().parents[2]
STORE_FORMAT = ROOT / "docs" / "store-format.md"
CONTRIBUTING = ROOT / "CONTRIBUTING.md"
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])

BLOCK = re.compile(r"^```(?P<language>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
ON_SCREEN = re.compile(r"`([^`]+)`")
PRESSED = re.compile(r"`(?P<key>[^`]+)`|\*(?P<typed>[^*]+)\*")

KEYS = {shown_key(key): key for command in COMMANDS for key in command.keys}
"""The keys of the program by the names that the documents show."""


def blocks(document: Path, language: str) -> list[str]:
    found = BLOCK.finditer(document.read_text(encoding="utf-8"))
    return [each["text"] for each in found if each["language"] == language]


def section(document: Path, title: str) -> str:
    """The text under a heading of the second level."""
    _, found, rest = document.read_text(encoding="utf-8").partition(f"\n## {title}\n")
    assert found, f"{document.name} has no section “{title}”"
    return rest.partition("\n## ")[0]


def rows(text: str) -> list[list[str]]:
    """The cells of every table row but the heads."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]
    return [each for number, each in enumerate(cells) if not _is_head(cells, number)]


def _is_head(cells: list[list[str]], number: int) -> bool:
    rule = {"---"}
    return set(cells[number]) == rule or (number + 1 < len(cells) and set(cells[number + 1]) == rule)
