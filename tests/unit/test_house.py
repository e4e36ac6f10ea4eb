"""The house stays as it is built: who may import whom, how large things get, and what each says of itself."""

import ast
import subprocess
import sys
from statistics import median

import pytest

from tests.unit.house import functions, imports, lines_of, modules, tree, undocumented
from tests.unit.markup import markup_risks

LONGEST_FILE = 400
LONGEST_FUNCTION = 60

DOMAIN = (
    *("dates", "text", "cells", "spans"),
    *("records", "terms", "query", "ordering", "language", "documents", "matching", "problems"),
    *("lighting", "steps", "scale", "edits", "undoing", "modes", "layered", "lag"),
)
SEAM = ("chronology.view", "chronology.evidence", "chronology.origins")
ASKING = ("narrowing", "reopening", "offering", "meaning")
ABOVE_THE_SEAM = (
    *(*DOMAIN, *SEAM, *ASKING, "editing", "commands", "reviewing", "importers.proposals", "instruments"),
    *("telling", "wording", "chips", "keeping.remembered"),
)
BELOW_THE_SEAM = (
    "chronology",
    "store",
    "importers",
    "exporters",
    "keeping",
    "directories",
    "collation",
    "opening",
    "output",
    "failures",
    "starting",
    *("chance", "desk", "editor", "now", "own_notes", "users"),
    *("indexfile", "indexing", "file_names", "reader", "renewing"),
    *("intake", "clipboard", "file_out"),
    *("confined", "environment", "restricted", "terminal"),
)
SCREEN = ("app", "frugal", "palette", "sending", "themes", "typeahead")

MAY_IMPORT: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    # this: (modules of the house, others besides the standard library)
    **dict.fromkeys(DOMAIN, (DOMAIN, ("msgspec", "dateutil"))),
    "cells": (DOMAIN, ("rich.cells",)),
    "indexfile": (("indexfile",), ()),
    "chronology": ((*DOMAIN, "chronology", "indexfile"), ("pyroaring", "msgspec")),
    "store": ((*DOMAIN, "store", "now", "users", "indexfile"), ("tinydb", "msgspec")),
    "collation": (("text",), ()),
    "indexing": (
        (
            *(*DOMAIN, "indexing", "indexfile", "chronology", "store", "collation", "directories"),
            *("failures", ""),
        ),
        ("numpy", "pyroaring", "msgspec"),
    ),
    "file_names": ((*DOMAIN, "chronology", "store"), ("msgspec",)),
    "renewing": ((*DOMAIN, "chronology", "store", "own_notes", "file_names"), ()),
    "reader": (
        (
            *(*DOMAIN, "chronology", "store", "indexfile", "indexing", "collation", "directories"),
            *("opening", "own_notes", "renewing", "desk", "users"),
        ),
        ("msgspec",),
    ),
    **dict.fromkeys(ASKING, ((*DOMAIN, *SEAM), ())),
    "telling": ((*DOMAIN, *SEAM, "meaning", "telling"), ("msgspec",)),
    "wording": ((*DOMAIN, *SEAM), ()),
    "chips": ((*DOMAIN, *SEAM, "wording"), ()),
    "instruments": (
        (*DOMAIN, *SEAM, *ASKING, "chips", "wording", "telling", "reviewing", "instruments"),
        ("msgspec",),
    ),
    "directories": ((), ()),
    "keeping": (
        (
            *DOMAIN,
            "keeping",
            "directories",
            "store.lock",
            "store.replacing",
            "reviewing",
            "importers.proposals",
        ),
        ("msgspec",),
    ),
    "reviewing": (
        (*DOMAIN, "reviewing", "importers.proposals", "importers.article", "editing"),
        ("msgspec",),
    ),
    "editing": ((*DOMAIN, *SEAM, "editing"), ("msgspec",)),
    **dict.fromkeys(("chance", "now", "users"), ((), ())),
    "editor": ((*DOMAIN, "directories"), ()),
    "own_notes": ((*DOMAIN, "directories", "keeping", "store"), ()),
    "desk": (
        (*DOMAIN, "chronology", "store", "indexfile", "own_notes", "renewing", "wording", "editing"),
        ("msgspec",),
    ),
    "importers": ((*DOMAIN, "importers", "editing.ids"), ("msgspec", "dateutil", "defusedxml", "icalendar")),
    "intake": ((*DOMAIN, "chronology", "importers", "intake", "wording"), ("msgspec",)),
    "exporters": ((*DOMAIN, *SEAM, "exporters", "chips", "wording"), ("msgspec",)),
    "clipboard": (("keeping.private", "terminal.copying"), ()),
    "file_out": (("problems", "store.journal", "store.replacing", "text"), ()),
    "commands": (("commands", "modes"), ()),
    "widgets": ((*ABOVE_THE_SEAM, "widgets", "terminal.colours"), ("textual", "rich", "msgspec")),
    "screens": ((*ABOVE_THE_SEAM, "widgets", "screens"), ("textual", "rich", "msgspec")),
    "opening": ((*DOMAIN, "chronology", "store", "collation", "directories", "own_notes"), ()),
    "environment": ((), ()),
    "terminal": ((*DOMAIN, "terminal"), ("textual",)),
    "confined": (("store", "indexing.place", "directories"), ()),
    "restricted": (
        ("directories", "environment", "output", "problems", "confined", "starting"),
        (),
    ),
    "output": ((*DOMAIN, "terminal.kind"), ()),
    "failures": (("directories",), ()),
    "starting": (
        (
            *(*DOMAIN, "opening", "reader", "output", "app", "directories", "environment", "store"),
            *("terminal.kind", "terminal.settings", "cli_printing", "exporters"),
        ),
        (),
    ),
    **dict.fromkeys(
        SCREEN, ((*ABOVE_THE_SEAM, *BELOW_THE_SEAM, "widgets", "screens", *SCREEN), ("textual", "rich"))
    ),
    "cli": ((*ABOVE_THE_SEAM, *BELOW_THE_SEAM, "app", "cli", ""), ("click", "msgspec")),
    "__main__": (("cli", "starting", "restricted", "failures", "output"), ()),
    "": ((), ()),
}
"""The import table. The longest name that a module begins with says what it may import; `""` is the package."""

PURE = (
    *DOMAIN,
    *ASKING,
    "editing",
    "chronology",
    "telling",
    "wording",
    "chips",
    "commands",
    "importers",
    "exporters",
    "instruments",
)
READS_OR_WRITES = ("os", "pathlib", "shutil", "tempfile", "subprocess", "socket", "fcntl", "urllib", "time")


def inside(module: str) -> str:
    """A module without the name of the package."""
    return module.removeprefix("chronoterm").removeprefix(".")


def belongs(module: str, to: str) -> bool:
    """Whether a module is `to`, in the package `to`, or a part of it that stands beside it as `to_part`."""
    return module == to or (to != "" and module.startswith((f"{to}.", f"{to}_")))


def rule_of(module: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return MAY_IMPORT[max((each for each in MAY_IMPORT if belongs(inside(module), each)), key=len)]


def test_the_import_table_has_a_row_for_every_module() -> None:
    without = [each for each in modules() if not any(belongs(inside(each), row) for row in MAY_IMPORT)]
    assert without == []


@pytest.mark.parametrize("module", modules())
def test_a_module_imports_only_what_it_may(module: str) -> None:
    house, others = rule_of(module)
    for each in imports(module):
        where = f"{module}, line {each.line}: {each.module}"
        if each.module.split(".")[0] == "chronoterm":
            assert any(belongs(inside(each.module), one) for one in house), where
        else:
            known = each.module.split(".")[0] in sys.stdlib_module_names
            assert known or any(belongs(each.module, one) for one in others), where


@pytest.mark.parametrize(
    "module", [each for each in modules() if any(belongs(inside(each), p) for p in PURE)]
)
def test_what_only_computes_opens_no_file(module: str) -> None:
    assert [each.module for each in imports(module) if each.module.split(".")[0] in READS_OR_WRITES] == []
    opened = [
        node.lineno
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("open", "print", "input")
    ]
    assert opened == []


def test_what_is_slow_to_import_waits_until_it_is_needed() -> None:
    for module in modules():
        early = {each.module for each in imports(module) if not each.lazy and not each.for_types}
        assert not any(belongs(each, "dateutil") for each in early), module
        if not belongs(inside(module), "app") and inside(module) != "__main__":
            assert "chronoterm.app" not in early, module


def test_no_module_imports_itself_by_a_detour() -> None:
    waiting = {
        module: {each.module for each in imports(module) if not each.for_types} & set(modules())
        for module in modules()
    }
    while free := [module for module, needed in waiting.items() if not needed & set(waiting)]:
        for module in free:
            del waiting[module]
    assert waiting == {}, "these import each other"


def test_files_stay_short_enough_to_read_at_once() -> None:
    sizes = {each: len(path.read_text(encoding="utf-8").splitlines()) for each, path in modules().items()}
    too_long = {each: size for each, size in sizes.items() if size > LONGEST_FILE}
    assert too_long == {}, f"the median is {median(sizes.values()):.0f} lines, 120 is the aim"


def test_functions_stay_short_enough_to_hold_in_mind() -> None:
    sizes = {
        f"{each}.{one.name}:{one.lineno}": lines_of(one) for each in modules() for one in functions(each)
    }
    too_long = {each: size for each, size in sizes.items() if size > LONGEST_FUNCTION}
    assert too_long == {}, f"the median is {median(sizes.values()):.0f} lines, 9 is the aim"


def test_everything_public_says_what_it_is_for() -> None:
    assert [name for module in modules() for name in undocumented(tree(module), module)] == []


# What is imported when it runs


def imported_by(code: str) -> set[str]:
    """The modules in memory after some code has run in a fresh interpreter."""
    run = subprocess.run(
        [sys.executable, "-c", f"import sys\n{code}\nsys.stderr.write(' '.join(sys.modules))"],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(run.stderr.split())


@pytest.mark.parametrize(
    ("code", "unwanted"),
    [
        ("import chronoterm.cli", ("textual", "dateutil", "numpy")),
        ("import chronoterm.chronology.indexed", ("textual", "tinydb", "dateutil", "sqlite3", "numpy")),
        ("import chronoterm.app, chronoterm.reader, chronoterm.indexing.process", ("numpy",)),
        ("import chronoterm.documents, chronoterm.narrowing", ("textual", "tinydb", "rich", "pyroaring")),
        (
            "from chronoterm.cli import cli\ncli.main(['list', '--limit', '1'], standalone_mode=False)",
            ("textual",),
        ),
    ],
)
def test_nobody_pays_for_what_they_do_not_use(code: str, unwanted: tuple[str, ...]) -> None:
    found = imported_by(code)
    assert "chronoterm" in found
    assert [each for each in unwanted if each in found] == []


# Markup


@pytest.mark.parametrize(
    "module",
    [each for each in modules() if inside(each).startswith(("widgets", "screens", "app", "palette"))],
)
def test_no_text_of_a_record_is_handed_to_a_widget_as_markup(module: str) -> None:
    assert markup_risks(modules()[module].read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        "Static(record.headline)",
        "Static(f'{name}')",
        "Label('[sic]')",
        "Button(label=name)",
        "Option(name, id='x')",
        "OptionList(*names)",
        "OptionList('fixed', name)",
        "OptionList(*(name for name in names))",
        "self.notify(clean(text))",
        "self.query_one('#note', Static).update(text)",
        "self.tooltip = record.quote",
        "widget.border_title = ' '.join(names)",
        "Static(Content(name) if name else name)",
        "Static(name.upper(), markup=True)",
        "title = Content('a')\ntitle = name\nStatic(title)",
        "def told(text: str) -> str: ...\nStatic(told(name))",
        "Static('{}'.format(name))",
    ],
)
def test_text_handed_over_as_it_is_would_be_noticed(source: str) -> None:
    assert markup_risks(source) != []


@pytest.mark.parametrize(
    "source",
    [
        "Static()",
        "Static('Sort by', id=name)",
        "Static(Content(name))",
        "Static(Content.from_markup('[b]$x[/b]', x=name))",
        "Static(Content('').join(parts).rstrip())",
        "Static(name, markup=False)",
        "self.notify(name, markup=False)",
        "OptionList(*(Option(Content(name), id=name) for name in names))",
        "title = Content(name)\nself.update(title)",
        "def told(text: str) -> Content: ...\nStatic(told(name))",
        "class A:\n def __init__(self, text: Content):\n  self._text = text\n def compose(self):\n  yield Static(self._text)",
    ],
)
def test_text_that_is_content_is_no_cause_for_alarm(source: str) -> None:
    assert markup_risks(source) == []
