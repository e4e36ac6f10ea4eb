"""Finding text that a widget would take for markup: what stands in a record must reach it as `Content`."""

import ast
from collections.abc import Iterator

WIDGETS = frozenset({"Static", "Label", "Button", "Option", "OptionList", "Link", "Checkbox", "RadioButton"})
METHODS = frozenset({"update", "notify", "add_option"})
ATTRIBUTES = frozenset({"tooltip", "border_title", "border_subtitle"})


def markup_risks(source: str) -> list[str]:
    """Each place, with its line, where something other than `Content` or a fixed text is handed to a widget."""
    tree = ast.parse(source)
    safe = _content_names(tree)
    return [
        f"line {given.lineno}: {ast.unparse(given)}"
        for given in _handed_to_widgets(tree)
        if not _is_safe(given, safe)
    ]


def _handed_to_widgets(tree: ast.Module) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _is_widget_call(node) and not _is_plain(node):
            yield from node.args if _called(node) == "OptionList" else node.args[:1]
            shown = ("content", "label", "prompt", "message", "title", "tooltip")
            yield from (each.value for each in node.keywords if each.arg in shown)
        elif isinstance(node, ast.Assign) and any(_is_shown(each) for each in node.targets):
            yield node.value


def _is_shown(target: ast.expr) -> bool:
    return isinstance(target, ast.Attribute) and target.attr in ATTRIBUTES


def _is_widget_call(node: ast.Call) -> bool:
    is_method = isinstance(node.func, ast.Attribute)
    return _called(node) in (METHODS if is_method else WIDGETS)


def _called(node: ast.Call) -> str:
    """The last name of what is called: `update` of `self.title.update`."""
    return ast.unparse(node.func).rpartition(".")[2]


def _is_plain(node: ast.Call) -> bool:
    """Whether the call says that its text is no markup."""
    return any(
        each.arg == "markup" and isinstance(each.value, ast.Constant) and each.value.value is False
        for each in node.keywords
    )


def _is_safe(given: ast.expr, safe: frozenset[str]) -> bool:
    match given:
        case ast.Constant(value=fixed):
            return "[" not in str(fixed)
        case ast.Starred(value=inner) | ast.GeneratorExp(elt=inner) | ast.ListComp(elt=inner):
            return _is_safe(inner, safe)
        case ast.IfExp(body=one, orelse=other):
            return _is_safe(one, safe) and _is_safe(other, safe)
        case ast.Call(func=ast.Attribute(value=inner)) if not isinstance(inner, ast.Constant):
            return _is_safe(inner, safe) or _is_safe(given.func, safe)
        case ast.Call(func=called):
            return _is_safe(called, safe)
    return ast.unparse(given) in {"Content", "Text", *WIDGETS} | safe


def _content_names(tree: ast.Module) -> frozenset[str]:
    """Names and attributes annotated or assigned as Content, and functions that return it.

    A name that is given anything else anywhere in the module does not count.
    """
    safe: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.arg(arg=name, annotation=annotation) if annotation is not None:
                safe |= {name} if _is_content(annotation) else set()
            case ast.AnnAssign(target=target, annotation=annotation):
                safe |= {ast.unparse(target)} if _is_content(annotation) else set()
            case ast.FunctionDef(name=name, returns=returns) if returns is not None:
                safe |= {name, f"self.{name}"} if _is_content(returns) else set()
    assigned = [
        (ast.unparse(target), node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        for target in node.targets
    ]
    for _ in range(2):  # an attribute may be given a name that was given Content
        safe |= {
            name
            for name, _ in assigned
            if all(_is_safe(value, frozenset(safe)) for other, value in assigned if other == name)
        }
    return frozenset(safe)


def _is_content(annotation: ast.expr) -> bool:
    return ast.unparse(annotation).strip("'\"") in ("Content", "Text", "Content | None")
