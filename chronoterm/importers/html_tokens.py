"""HTML cut into tags and text in linear time, however broken it is.

`html.parser` of the standard library needs minutes for some texts of a few hundred kilobytes, and gives up on others.
"""

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

_TAG = re.compile(
    r"<(?P<slash>/?)(?P<name>[a-zA-Z][^\s/>]*+)(?P<attributes>(?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+)>"
)
_ATTRIBUTE = re.compile(
    r"(?P<name>[^\s=/>\"']++)(?:\s*+=\s*+(?:\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)'|(?P<bare>[^\s\"'>]++)))?+"
)
_LONG_REFERENCE = re.compile("&#(?:[0-9]{9,}|[xX][0-9a-fA-F]{9,});?")
_RAW = ("script", "style", "textarea", "xmp", "iframe", "noembed", "noframes")
_END_OF_RAW = {name: re.compile(f"</{name}(?=[\\s/>])", re.IGNORECASE) for name in _RAW}


class Text(NamedTuple):
    """Text between tags, with its character references resolved."""

    text: str


class Raw(NamedTuple):
    """What stands in an element that has no markup in it, such as a script."""

    name: str
    text: str


class Tag(NamedTuple):
    """A start or end tag; the name is in lower case, the attributes wait until they are asked for."""

    name: str
    ends: bool
    written: str

    @property
    def attributes(self) -> dict[str, str]:
        """The attributes by name in lower case; of two of one name the first, as browsers have it."""
        found: dict[str, str] = {}
        for each in _ATTRIBUTE.finditer(self.written):
            value = each["double"] or each["single"] or each["bare"] or ""
            found.setdefault(each["name"].lower(), unescaped(value))
        return found


Token = Text | Raw | Tag


def tokens(source: str) -> Iterator[Token]:
    """The tags and texts of HTML in their order; comments and declarations are left out.

    From a tag that never ends, all is text.
    """
    at = 0
    while at < len(source):
        start = _tag_start(source, at)
        if start > at:
            yield Text(unescaped(source[at:start]))
        if start == len(source):
            return
        if source[start + 1] in "!?":
            at = _after_declaration(source, start)
            continue
        tag = _TAG.match(source, start)
        if tag is None:
            yield Text(unescaped(source[start:]))
            return
        name, at = tag["name"].lower(), tag.end()
        yield Tag(name, bool(tag["slash"]), tag["attributes"])
        if name in _END_OF_RAW and not tag["slash"]:
            end = _END_OF_RAW[name].search(source, at)
            raw = source[at : end.start() if end else len(source)]
            yield Raw(name, raw)
            at += len(raw)


def unescaped(text: str) -> str:
    """A text with its character references resolved; those of no character become U+FFFD."""
    return html.unescape(_LONG_REFERENCE.sub("\ufffd", text)) if "&" in text else text


_OPENS = re.compile("<(?=/?[a-zA-Z]|[!?])")


def _tag_start(source: str, at: int) -> int:
    found = _OPENS.search(source, at)
    return len(source) if found is None else found.start()


def _after_declaration(source: str, start: int) -> int:
    """Where a comment or declaration is over; at the end of all if it never is."""
    closing = (
        "-->" if source.startswith("<!--", start) else "]]>" if source.startswith("<![CDATA[", start) else ">"
    )
    end = source.find(closing, start + 2)
    return len(source) if end < 0 else end + len(closing)
