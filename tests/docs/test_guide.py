"""The guide shows what its commands print and what its keys lead to."""

import re
import shlex
from pathlib import Path

import pytest

from chronoterm.cli import run
from tests.docs.documents import KEYS, ON_SCREEN, PRESSED, ROOT, blocks, rows, section
from tests.tui.driving import NARROW, WIDE, app_on, press, screen_text, settle, type_text

GUIDE = ROOT / "docs" / "guide.md"
PROMPT = "$ "
MARKED = re.compile(r"\s+")

COMMANDS = [
    pytest.param(*text.partition("\n")[::2], id=f"{number}-{text.split()[2]}")
    for number, text in enumerate(blocks(GUIDE, "console"), 1)
]
WALKS = [
    pytest.param(found, id=found)
    for found in re.findall(r"^## (.+)$", GUIDE.read_text(encoding="utf-8"), re.MULTILINE)
    if "| press | and see |" in section(GUIDE, found)
]


@pytest.mark.parametrize(("command", "printed"), COMMANDS)
def test_a_command_of_the_guide_prints_what_stands_there(
    command: str, printed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.startswith(f"{PROMPT}chronoterm ")
    assert run(shlex.split(command.removeprefix(f"{PROMPT}chronoterm"))) in {0, 1}
    assert lines_of(capsys.readouterr().out) == lines_of(printed)


def lines_of(text: str) -> list[str]:
    """Lines as they stand in a document: without blanks at their ends."""
    return [line.rstrip() for line in text.rstrip().splitlines()]


@pytest.mark.parametrize("size", [WIDE, NARROW])
@pytest.mark.parametrize("title", WALKS)
async def test_a_walk_of_the_guide_leads_where_it_says(
    title: str, size: tuple[int, int], sample: Path
) -> None:
    async with app_on(sample).run_test(size=size) as pilot:
        await settle(pilot)
        for pressed, seen in rows(walk_in(title)):
            for found in PRESSED.finditer(pressed):
                name = found["typed"] or KEYS[found["key"]]
                if found["typed"] or len(name) == 1:
                    await type_text(pilot, name)
                else:
                    await press(pilot, name)
            screen = MARKED.sub(" ", screen_text(pilot))
            assert [each for each in ON_SCREEN.findall(seen) if each not in screen] == [], pressed


def walk_in(title: str) -> str:
    """The table of keys in a section; there may be other tables besides."""
    lines = section(GUIDE, title).splitlines()
    first = lines.index("| press | and see |")
    last = next((at for at in range(first, len(lines)) if not lines[at].startswith("|")), len(lines))
    return "\n".join(lines[first:last])
