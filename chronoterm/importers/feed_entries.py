"""What RSS (0.9 to 2.0) and Atom (0.3 and 1.0) say, under one set of names.

Sources: https://www.rssboard.org/rss-specification, https://web.resource.org/rss/1.0/spec, RFC 4287.
"""

import base64
import binascii
from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from chronoterm.importers.html_text import html_block, text_of
from chronoterm.importers.links import web_link
from chronoterm.importers.plain import block, one_line
from chronoterm.importers.xml_safely import tokens_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_RSS, _ATOM, _DC, _TERMS = "rss:", "atom:", "dc:", "terms:"
_NAMESPACES = {
    "": _RSS,
    "http://purl.org/rss/1.0/": _RSS,
    "http://my.netscape.com/rdf/simple/0.9/": _RSS,
    "http://channel.netscape.com/rdf/simple/0.9/": _RSS,
    "http://my.netscape.com/publish/formats/rss-0.91.dtd": _RSS,
    "http://backend.userland.com/rss": _RSS,
    "http://backend.userland.com/rss2": _RSS,
    "http://backend.userland.com/rss2.1": _RSS,
    "http://backend.userland.com/rss091": _RSS,
    "http://backend.userland.com/rss092": _RSS,
    "http://blogs.law.harvard.edu/tech/rss": _RSS,
    "http://www.w3.org/2005/atom": _ATOM,
    "http://purl.org/atom/ns#": _ATOM,
    "http://purl.org/dc/elements/1.0/": _DC,
    "http://purl.org/dc/elements/1.1/": _DC,
    "http://purl.org/dc/terms/": _TERMS,
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
    "http://www.w3.org/1999/xhtml": "xhtml:",
    "http://search.yahoo.com/mrss/": "media:",
}
_HTML_TYPES = ("html", "text/html", "xhtml", "application/xhtml+xml")

_TITLE = ("rss:title", "atom:title", "dc:title", "media:title")
_SUMMARY = (
    *("rss:description", "atom:summary", "dc:description", "media:description"),
    *("content:encoded", "atom:content", "xhtml:body", "xhtml:div"),
)
_PUBLISHED = (
    *(
        "rss:pubdate",
        "atom:published",
        "atom:issued",
        "dc:date",
        "terms:issued",
        "terms:created",
        "atom:created",
    ),
    *("atom:updated", "atom:modified", "terms:modified"),
)
"""The first of them counts. An update is no earlier than the publication, so it holds that the news is older."""

_AUTHOR = ("atom:author", "dc:creator", "rss:author", "dc:author")
_CATEGORY = ("rss:category", "atom:category", "dc:subject")
_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_NAME = ("rss:guid", "atom:id")


class Entry(Struct, frozen=True):
    """One piece of news; what a feed does not tell is empty. `link` is a whole address of the web.

    `named_by` is what the feed calls the `name` of the entry: guid or id.
    """

    name: str
    named_by: str
    title: str
    summary: str
    published: str
    author: str
    publisher: str
    link: str | None
    categories: tuple[str, ...]


class Feed(Struct, frozen=True):
    """What a feed calls itself and where it is at home."""

    title: str
    link: str | None
    author: str
    elements: "tuple[Element, ...]"


def feed_of(root: "Element") -> Feed | None:
    """The feed of a file; none for XML that is none."""
    kind = _name(root)
    if kind == "atom:entry":
        return Feed("", None, "", (root,))
    if kind not in ("rss:rss", "rdf:rdf", "atom:feed", "rss:channel"):
        return None
    channel = next((each for each in root if _name(each) == "rss:channel"), root)
    parents = (channel,) if channel is root else (channel, root)
    elements = tuple(
        each for parent in parents for each in parent if _name(each) in ("rss:item", "atom:entry")
    )
    of_feed = _children(channel)
    return Feed(_line(of_feed, _TITLE), _link(of_feed, None), _author(of_feed), elements)


def entry_of(element: "Element", feed: Feed) -> Entry:
    """What an item or entry says."""
    inside = _children(element)
    name = _line(inside, _NAME) or one_line(element.get(_ABOUT, ""))
    permanent = next(
        (each.get("isPermaLink", "true") != "false" for each in inside.get("rss:guid", ())), False
    )
    link = _link(inside, feed.link) or (web_link(name) if permanent else None)
    return Entry(
        name=name,
        named_by="guid" if "rss:guid" in inside else "id",
        title=_line(inside, _TITLE),
        summary=_first(inside, _SUMMARY),
        published=_line(inside, _PUBLISHED),
        author=_author(inside) or feed.author,
        publisher=_publisher(inside) or feed.title,
        link=link,
        categories=tuple(dict.fromkeys(_categories(inside))),
    )


_Children = dict[str, "list[Element]"]


def _name(element: "Element") -> str:
    """What an element is called, as `atom:entry`; one of a namespace that we do not know has no name."""
    space, _, name = element.tag.rpartition("}")
    prefix = _NAMESPACES.get(space.removeprefix("{").lower())
    return "" if prefix is None else f"{prefix}{name.lower()}"


def _children(element: "Element") -> _Children:
    found: _Children = {}
    for each in element:
        found.setdefault(_name(each), []).append(each)
    return found


def _first(inside: _Children, names: tuple[str, ...]) -> str:
    """The text of the first of these elements that has any."""
    texts = (_text(each) for name in names for each in inside.get(name, ()))
    return next(filter(None, texts), "")


def _line(inside: _Children, names: tuple[str, ...]) -> str:
    return one_line(_first(inside, names))


def _text(element: "Element") -> str:
    """The text of an element, which in RSS may always be HTML, and in Atom says what it is."""
    type_, mode = element.get("type", "").strip().lower(), element.get("mode", "").lower()
    if len(element):
        return block(text_of(tokens_of(element)))
    text = element.text or ""
    if mode == "base64":
        text = _decoded(text)
    if _name(element).startswith(_ATOM) and type_ not in _HTML_TYPES and mode != "escaped":
        return block(text)
    return html_block(text)


def _decoded(text: str) -> str:
    try:
        return base64.b64decode(text, validate=False).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return ""


def _link(inside: _Children, base: str | None) -> str | None:
    """The address of what an entry tells: that of RSS, or the alternate one of Atom."""
    for each in inside.get("rss:link", ()):
        if link := web_link(each.text, base):
            return link
    for each in inside.get("atom:link", ()):
        if each.get("rel", "alternate") == "alternate" and (link := web_link(each.get("href"), base)):
            return link
    return None


def _author(inside: _Children) -> str:
    """Who wrote it, by name; of `ada@example.org (Ada Lund)` the name."""
    people = (_person(each) for name in _AUTHOR for each in inside.get(name, ()))
    return ", ".join(dict.fromkeys(filter(None, people)))


def _person(element: "Element") -> str:
    name = _line(_children(element), ("atom:name",))
    if name or len(element):
        return name
    text = one_line(element.text or "")
    _, bracket, inside = text.partition("(")
    return inside.removesuffix(")").strip() if bracket and text.endswith(")") and "@" in text else text


def _publisher(inside: _Children) -> str:
    """Where a feed of others' news says that a piece is from."""
    origin = next(iter(inside.get("atom:source", ())), None)
    return _line(inside, ("rss:source",)) or ("" if origin is None else _line(_children(origin), _TITLE))


def _categories(inside: _Children) -> Iterator[str]:
    for name in _CATEGORY:
        for each in inside.get(name, ()):
            text = one_line(each.get("label") or each.get("term") or each.text or "")
            if text:
                yield text
