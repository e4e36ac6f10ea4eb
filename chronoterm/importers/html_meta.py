"""What a saved web page says of itself: title, day of publication, publisher, author, address.

Sources: Open Graph (https://ogp.me), schema.org (`NewsArticle`), Dublin Core, and the elements of HTML.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct

from chronoterm.importers.feed_dates import feed_date
from chronoterm.importers.html_tokens import Raw, Tag, Text, Token
from chronoterm.importers.json_strictly import JsonError, decoded
from chronoterm.importers.links import web_link
from chronoterm.importers.plain import one_line

_PUBLISHED = (
    *("article:published_time", "og:published_time", "datepublished", "ld:datepublished", "parsely-pub-date"),
    *(
        "dc.date.issued",
        "dcterms.issued",
        "dc.date",
        "dcterms.date",
        "pubdate",
        "publishdate",
        "publish-date",
        "date",
    ),
)
_TITLE = ("og:title", "ld:headline", "headline", "dc.title", "twitter:title", "title")
_PUBLISHER = ("og:site_name", "ld:publisher", "dc.publisher", "application-name", "publisher")
_AUTHOR = ("ld:author", "article:author", "author", "dc.creator", "parsely-author")
_ADDRESS = ("canonical", "og:url", "ld:url")
_DAY = re.compile("-?[0-9]{4,}-[0-9]{2}-[0-9]{2}")
_LONGEST = 500
_MOST_OBJECTS = 200


class PageMeta(Struct, frozen=True):
    """What a page says of itself; `published` is a day in ISO 8601."""

    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None


def meta_of(found: Iterable[Token]) -> PageMeta:
    """What the tags of a page say of it; of several that say the same thing the one that is meant for machines."""
    told: dict[str, str] = {}
    for name, text in _told(found):
        told.setdefault(name, one_line(text)[:_LONGEST])
    days = (_day(told.get(each, "")) for each in _PUBLISHED)
    links = (web_link(told.get(each)) for each in _ADDRESS)
    author = _first(told, _AUTHOR)
    return PageMeta(
        title=_first(told, _TITLE),
        published=next(filter(None, days), None),
        publisher=_first(told, _PUBLISHER),
        author=None if web_link(author) else author,
        url=next(filter(None, links), None),
    )


def _first(told: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((text for each in names if (text := told.get(each))), None)


def _day(text: str) -> str | None:
    """The day of a date that is written as the standards have it, on the clock of the place."""
    found = _DAY.match(feed_date(text).edtf or "")
    return found[0] if found else None


def _told(found: Iterable[Token]) -> Iterator[tuple[str, str]]:
    """The names and texts of what a page says of itself, in its order."""
    named = ""  # the element that the next text belongs to
    is_data = False
    for token in found:
        match token:
            case Tag("meta", False):
                given = token.attributes
                name = given.get("property") or given.get("name") or given.get("itemprop") or ""
                yield name.lower(), given.get("content", "")
            case Tag("link", False) if token.attributes.get("rel", "").lower() == "canonical":
                yield "canonical", token.attributes.get("href", "")
            case Tag("time", False) if token.attributes.get("itemprop", "").lower() == "datepublished":
                yield "datepublished", token.attributes.get("datetime", "")
            case Tag("title", ends):
                named = "" if ends else "title"
            case Tag("script", False):
                is_data = "ld+json" in token.attributes.get("type", "").lower()
            case Raw("script", text) if is_data:
                yield from _linked_data(text)
            case Text(text) if named and text.strip():
                yield named, text
                named = ""
            case _:
                pass


def _linked_data(source: str) -> Iterator[tuple[str, str]]:
    """What the objects of a piece of JSON-LD say that are an article; nothing for what is no JSON."""
    try:
        waiting: list[Any] = [decoded(source.encode("utf-8", "replace"))]
    except JsonError:
        return
    for _ in range(_MOST_OBJECTS):
        if not waiting:
            return
        value = waiting.pop(0)
        if isinstance(value, list):
            waiting = [*value, *waiting]
        elif isinstance(value, dict):
            if "datePublished" in value or "headline" in value:
                yield from _article(value)
            waiting += [each for name in ("@graph", "mainEntity") if (each := value.get(name)) is not None]


def _article(value: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name in ("headline", "datePublished", "url", "publisher", "author"):
        found = value.get(name)
        while isinstance(found, list) and found:
            found = found[0]
        if isinstance(found, dict):
            found = found.get("name")
        if isinstance(found, str):
            yield f"ld:{name.lower()}", found
