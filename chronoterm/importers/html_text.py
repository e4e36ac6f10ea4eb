"""HTML as the text that somebody reads: no tags, no scripts, a line for each block."""

import re
from collections.abc import Iterable

from chronoterm.importers.html_tokens import Raw, Tag, Text, Token, tokens, unescaped
from chronoterm.importers.plain import block, one_line

_SPACE = re.compile("[ \t\n\r\f]+")
_PARAGRAPHS = frozenset(
    (
        *(
            "p",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "blockquote",
            "ul",
            "ol",
            "dl",
            "table",
            "pre",
            "hr",
            "figure",
        ),
        *("article", "section", "main", "header", "footer", "aside", "nav", "form", "address"),
    )
)
_LINES = frozenset(
    ("br", "div", "li", "tr", "dt", "dd", "figcaption", "caption", "option", "title", "summary")
)
_CELLS = frozenset(("td", "th"))


def html_block(source: str) -> str:
    """The text of HTML in lines, with an empty line between paragraphs; what has no tags keeps its own lines."""
    return block(text_of(tokens(source)) if "<" in source else unescaped(source))


def html_line(source: str) -> str:
    """The text of HTML on one line."""
    return one_line(text_of(tokens(source)) if "<" in source else unescaped(source))


def text_of(found: Iterable[Token]) -> str:
    """The text that tags and texts make, before it is trimmed."""
    pieces: list[str] = []
    for token in found:
        match token:
            case Text(text):
                pieces.append(_SPACE.sub(" ", text))
            case Tag(name):
                pieces.append(_break_at(name))
            case Raw("textarea" | "xmp", text):
                pieces.append(text)
            case Raw():
                pass
    return "".join(pieces)


def _break_at(name: str) -> str:
    if name in _PARAGRAPHS:
        return "\n\n"
    if name in _LINES:
        return "\n"
    return " " if name in _CELLS else ""
