"""The documents tell what the program does: keys, commands, examples, links, the tour and the map of the house."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from textual.binding import Binding, BindingsMap
from textual.command import DiscoveryHit
from textual.dom import DOMNode

from chronoterm.app import Chronoterm
from chronoterm.commands import COMMANDS, Command, Group, Place, at, footer_commands, shown_key, shown_keys
from chronoterm.palette import CommandProvider, offered
from chronoterm.screens.chronology import ChronologyScreen
from chronoterm.screens.comment_prompt import CommentPrompt
from chronoterm.screens.confirm import Confirm
from chronoterm.screens.conflict import ConflictScreen
from chronoterm.screens.date_prompt import DatePrompt
from chronoterm.screens.edit_form import EditForm
from chronoterm.screens.facet_picker import FacetPicker
from chronoterm.screens.form_typed import TypedWindow
from chronoterm.screens.name_prompt import NamePrompt
from chronoterm.screens.reading_window import ReadingWindow, help_text
from chronoterm.screens.relation_menu import RelationMenu
from chronoterm.screens.saved_views import SavedViews
from chronoterm.screens.sort_picker import SortPicker
from chronoterm.screens.tag_prompt import TagPrompt
from chronoterm.store.check import check
from chronoterm.store.store import Store
from chronoterm.widgets.chronology_list import ChronologyList
from chronoterm.widgets.detail_pane import DetailPane
from chronoterm.widgets.form_pane import FormPane
from chronoterm.widgets.keys import action_of, bindings
from chronoterm.widgets.query_prompt import QueryPrompt
from chronoterm.widgets.timeline_strip import TimelineStrip
from docs.generate import README, SCREENSHOT, screenshot, with_keys
from tests.tui.driving import NARROW, WIDE, app_on, press, screen_lines, screen_text, settle, type_text
from tests.unit.house import modules
from tests.unit.test_house import ABOVE_THE_SEAM, BELOW_THE_SEAM, DOMAIN, MAY_IMPORT

ROOT = Path(__file__).resolve().parents[2]
STORE_FORMAT = ROOT / "docs" / "store-format.md"
CONTRIBUTING = ROOT / "CONTRIBUTING.md"
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])

BLOCK = re.compile(r"^```(?P<language>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?:\]\(|src=\")(?P<target>[^)\"\s]+)")
ON_SCREEN = re.compile(r"`([^`]+)`")


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


# One table of commands


HOLDERS: dict[Place, tuple[type[DOMNode], ...]] = {
    Place.PROGRAM: (Chronoterm,),
    Place.CHRONOLOGY: (ChronologyScreen,),
    Place.LIST: (ChronologyList,),
    Place.DETAIL: (DetailPane,),
    Place.QUERY: (QueryPrompt,),
    Place.STRIP: (TimelineStrip,),
    Place.PICKER: (FacetPicker,),
    Place.SORTING: (SortPicker,),
    Place.SAVED: (SavedViews,),
    Place.PROMPT: (DatePrompt, NamePrompt),
    Place.WINDOW: (ReadingWindow,),
    Place.FORM: (EditForm,),
    Place.FIELD: (FormPane,),
    Place.CONFLICT: (ConflictScreen,),
    Place.CONFIRM: (Confirm,),
    Place.LEAVING: (TypedWindow,),
    Place.RELATION: (RelationMenu,),
    Place.TAGS: (TagPrompt,),
    Place.COMMENT: (CommentPrompt,),
}


ON_MAIN_SCREEN = (Place.PROGRAM, Place.CHRONOLOGY, Place.LIST, Place.DETAIL)
"""The places whose keys work without a window, a prompt or the strip."""


def test_the_key_tables_of_the_readme_are_those_of_the_program() -> None:
    readme = README.read_text(encoding="utf-8")
    assert readme == with_keys(readme), "`make docs` writes them anew"


@pytest.mark.parametrize("place", list(Place))
def test_every_key_is_bound_where_the_table_says_and_none_besides(place: Place) -> None:
    wanted = {(key, action_of(command, key), command.help) for command in at(place) for key in command.keys}
    for holder in HOLDERS[place]:
        bound = [each for each in vars(holder)["BINDINGS"] if isinstance(each, Binding)]
        assert {(each.key, each.action, each.tooltip) for each in bound} == wanted


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_every_command_can_be_carried_out_wherever_it_has_a_key(command: Command) -> None:
    for place in command.places:
        for holder in HOLDERS[place]:
            assert callable(getattr(holder, f"action_{command.action}", None)), holder


@pytest.mark.parametrize(
    ("place", "way"),
    [
        (Place.LIST, ()),
        (Place.CHRONOLOGY, ()),
        (Place.PROGRAM, ()),
        (Place.DETAIL, ("tab",)),
        (Place.CHRONOLOGY, ("tab",)),
        (Place.PROGRAM, ("tab",)),
        (Place.STRIP, ("H",)),
        (Place.PROGRAM, ("H",)),
        (Place.QUERY, ("/",)),
    ],
)
async def test_a_key_does_what_the_table_says_whichever_pane_has_it(
    team: Path, place: Place, way: tuple[str, ...]
) -> None:
    async with app_on(team).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, *way)
        active = pilot.app.screen.active_bindings
        for key, meant in BindingsMap(bindings(place)).key_to_bindings.items():
            assert active[key].binding.action == meant[0].action, key
            assert isinstance(active[key].node, HOLDERS[place]), key


async def test_the_last_line_names_what_the_table_ranks(team: Path) -> None:
    async with app_on(team).run_test(size=(200, 40)) as pilot:
        await settle(pilot)
        keys = ((each, each.keys[0]) for each in footer_commands())
        told = [
            f"{shown_keys(each) if key.isdigit() else shown_key(key)} {each.label.lower()}"
            for each, key in keys
        ]
        assert screen_lines(pilot)[-1].split() == " ".join(told).split()


def test_the_help_tells_every_command_under_its_group() -> None:
    told = [line.split(maxsplit=1) for line in help_text().plain.splitlines() if line]
    wanted: list[list[str]] = []
    for group in Group:
        wanted.append(group.value.split(maxsplit=1))
        for each in (each for each in COMMANDS if each.group is group):
            keys = shown_keys(each) or f": {each.label.lower()}"
            wanted.append(f"{keys} {each.help}".split(maxsplit=1))
    assert [" ".join(" ".join(each).split()) for each in told] == [" ".join(each) for each in wanted]


def test_the_palette_offers_every_command_that_needs_no_number_line_or_window() -> None:
    missing = {each.id for each in COMMANDS} - {each.id for each in offered()}
    elsewhere = at(*(place for place in Place if place not in ON_MAIN_SCREEN))
    wanted = {each.id for each in elsewhere} | {"detail.follow", "read.related", "program.commands"}
    assert missing == wanted


async def test_whoever_the_palette_asks_can_carry_the_command_out(team: Path) -> None:
    async with app_on(team).run_test(size=WIDE) as pilot:
        await settle(pilot)
        provider = CommandProvider(pilot.app.screen)
        hits = [hit async for hit in provider.discover() if isinstance(hit, DiscoveryHit)]
        assert [hit.display for hit in hits] == [each.label for each in offered()]
        for command, hit in zip(offered(), hits, strict=True):
            assert command.help in str(hit.help)
            assert isinstance(hit.command, partial)
            assert callable(getattr(hit.command.args[1], f"action_{command.action}"))


# The tour


KEYS = {shown_key(key): key for command in COMMANDS for key in command.keys}
PRESSED = re.compile(r"`(?P<key>[^`]+)`|\*(?P<typed>[^*]+)\*")


def tour() -> list[tuple[list[tuple[str, str]], list[str]]]:
    """What to press and type, and what must then be on the screen, row by row."""
    told = [(pressed, seen) for pressed, seen in rows(section(README, "A tour of five minutes"))]
    return [
        (
            [(each["key"] or "", each["typed"] or "") for each in PRESSED.finditer(pressed)],
            ON_SCREEN.findall(seen),
        )
        for pressed, seen in told
    ]


def test_every_key_of_the_tour_is_in_the_key_table() -> None:
    pressed = [key for steps, _ in tour() for key, _ in steps if key]
    assert len(pressed) > 20
    assert [key for key in pressed if key not in KEYS] == []


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_the_tour_shows_what_it_says(sample: Path, size: tuple[int, int]) -> None:
    *steps, last = tour()
    async with app_on(sample).run_test(size=size) as pilot:
        await settle(pilot)
        for pressed, seen in steps:
            for key, typed in pressed:
                name = typed or KEYS[key]
                if typed or len(name) == 1:
                    await type_text(pilot, name)
                else:
                    await press(pilot, name)
            screen = " ".join(screen_text(pilot).split())
            assert [each for each in seen if each not in screen] == [], pressed
        assert last == ([("Esc", ""), ("q", "")], [])
        await press(pilot, "escape")
        await pilot.press("q")
    assert pilot.app.return_code == 0


async def test_the_screenshot_is_one_of_the_program_as_it_is() -> None:
    assert seen_in(SCREENSHOT.read_text(encoding="utf-8")) == seen_in(await screenshot()), "run `make docs`"


def seen_in(svg: str) -> list[str]:
    """The texts of a screenshot, without colours and places."""
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg)


# What the documents show


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


# The map of the house


def parts() -> set[str]:
    """The modules and packages at the top of the house, without the pieces of a module that stand beside it."""
    names = {each.split(".")[1] for each in modules() if "." in each}
    return {each for each in names if not any(each.startswith(f"{other}_") for other in names)}


def test_the_map_of_the_house_has_every_room_and_no_other() -> None:
    told = [
        room.rstrip("/")
        for cells in rows(section(CONTRIBUTING, "The map of the house"))
        for room in ON_SCREEN.findall(cells[0])
    ]
    assert sorted(told) == sorted(parts())


WORDS: dict[str, tuple[str, ...]] = {
    "the domain": DOMAIN,
    "all above the seam": ABOVE_THE_SEAM,
    "nothing": (),
    "all below the seam": BELOW_THE_SEAM,
}
"""What the import table of the documents calls several modules at once."""


def test_the_import_table_is_the_one_that_is_kept() -> None:
    told = {
        name: (allowed(house, name), tuple(ON_SCREEN.findall(others)))
        for names, house, others in rows(section(CONTRIBUTING, "Who may import whom"))
        for name in ON_SCREEN.findall(names)
    }
    kept = {name: rule for name, rule in MAY_IMPORT.items() if name in parts()}
    assert told.keys() == parts()
    assert kept.keys() <= told.keys()
    for name, (house, others) in kept.items():
        assert told[name][0] == known(house), name
        assert set(told[name][1]) == set(others), name


def allowed(told: str, name: str) -> set[str]:
    found: set[str] = set()
    for word in told.split(", "):
        found |= {name} if word == "itself" else set(WORDS.get(word, (word.strip("`"),)))
    return known(found)


def known(names: Iterator[str] | tuple[str, ...] | set[str]) -> set[str]:
    """Those of the names that the house has by now."""
    return {each for each in names if each and each.split(".")[0] in parts()}
