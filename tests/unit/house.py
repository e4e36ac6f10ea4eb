"""The package as its source tells it: modules, what each imports, and the functions in them."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "chronoterm"
Function = ast.FunctionDef | ast.AsyncFunctionDef


class Import(NamedTuple):
    """A module that another one imports; `lazy` inside a function, `for_types` only when types are checked."""

    module: str
    line: int
    lazy: bool
    for_types: bool


@cache
def modules() -> dict[str, Path]:
    """Every module of the package by its dotted name."""
    return {_dotted(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def _dotted(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(modules()[module].read_text(encoding="utf-8"))


def imports(module: str) -> Iterator[Import]:
    """All that a module imports, wherever in it."""
    yield from _imports(tree(module), lazy=False, for_types=False)


def _imports(node: ast.AST, *, lazy: bool, for_types: bool) -> Iterator[Import]:
    if isinstance(node, ast.Import):
        yield from (Import(each.name, node.lineno, lazy, for_types) for each in node.names)
    elif isinstance(node, ast.ImportFrom):
        for each in node.names:
            inner = f"{node.module}.{each.name}"
            yield Import(inner if inner in modules() else str(node.module), node.lineno, lazy, for_types)
    lazy = lazy or isinstance(node, Function)
    for_types = for_types or (isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test))
    for child in ast.iter_child_nodes(node):
        yield from _imports(child, lazy=lazy, for_types=for_types)


def functions(module: str) -> Iterator[Function]:
    """Every function and method, nested ones too."""
    return (node for node in ast.walk(tree(module)) if isinstance(node, Function))


def lines_of(node: Function) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def undocumented(node: ast.Module | ast.ClassDef, name: str) -> Iterator[str]:
    """The public things in a module or class that say nothing about themselves."""
    if ast.get_docstring(node) is None:
        yield name
    for child in node.body:
        if isinstance(child, ast.ClassDef) and not child.name.startswith("_"):
            yield from undocumented(child, f"{name}.{child.name}")
        if (
            isinstance(child, Function)
            and not child.name.startswith("_")
            and ast.get_docstring(child) is None
        ):
            yield f"{name}.{child.name}"
