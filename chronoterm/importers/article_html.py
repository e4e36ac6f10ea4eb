"""A saved web page as the plain text of its article, for the reader of articles.

With `trafilatura` installed (`pip install 'chronoterm[html]'`) the article is found on nearly every page; without it on
those that mark it. Nothing is fetched either way.
"""

import codecs
import re
from collections.abc import Callable
from importlib import import_module

from msgspec import Struct

from chronoterm.importers.html_article import marked_article
from chronoterm.importers.html_meta import PageMeta, meta_of
from chronoterm.importers.html_tokens import Tag, tokens
from chronoterm.importers.plain import block

EXTRA = "`pip install 'chronoterm[html]'`"
"""What somebody types to have the finder of articles."""

MOST_TAGS = 20_000
"""Tags of a page for which the library is asked; it takes some 3 s for as many, and minutes for ten times as many."""

_SAID = f"The article was taken as its page marks it; {EXTRA} tells it better from what stands beside it."
_HEAD = 4096
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*(?P<name>[A-Za-z0-9_.:-]{1,40})", re.IGNORECASE
)
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DEFAULT = "windows-1252"
_LATIN = ("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii")


class PageError(ValueError):
    """No article was found on a page; the message goes after its name."""


class SavedArticle(Struct, frozen=True):
    """The text of an article, its paragraphs with an empty line between them, and what its page says of it."""

    text: str
    meta: PageMeta
    said: tuple[str, ...] = ()


def read_page(data: bytes, *, use_library: bool | None = None) -> SavedArticle:
    """The article of a page. Raises PageError with one sentence.

    `use_library` is whether to ask `trafilatura`; by default, if it is installed.
    """
    source = _decoded(data)
    found = tuple(tokens(source))
    if not found:
        raise PageError("is empty")
    meta = meta_of(found)
    extract = None if use_library is False else _library()
    is_asked = extract is not None and sum(isinstance(each, Tag) for each in found) <= MOST_TAGS
    text = _asked(extract, source) if extract is not None and is_asked else ""
    if text:
        return SavedArticle(text, meta)
    text = marked_article(found) or ""
    if text:
        return SavedArticle(text, meta, () if extract else (_SAID,))
    if extract is None:
        raise PageError(
            f"marks no article; {EXTRA} finds it on nearly every page, or save its text and import that"
        )
    raise PageError(
        "holds no article that can be told from the rest of the page; save its text and import that"
    )


def _library() -> Callable[..., object] | None:
    """The function of the library; none where it is not there. Importing it takes a fifth of a second."""
    try:
        found: Callable[..., object] = import_module("trafilatura").extract
    except ImportError:
        return None
    return found


def _asked(extract: Callable[..., object], source: str) -> str:
    """What the library takes for the article, a line for each of its paragraphs."""
    found = extract(source, include_comments=False, include_tables=True)
    return block(found.replace("\n", "\n\n")) if isinstance(found, str) else ""


def _decoded(data: bytes) -> str:
    """The text of a page: by its byte order mark, what it declares, as UTF-8, or else as browsers do."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace")
    declared = _CHARSET.search(data[:_HEAD])
    name = declared["name"].decode().lower() if declared else "utf-8"
    for each in (_DEFAULT if name in _LATIN else name, "utf-8"):
        try:
            return data.decode(each)
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode(_DEFAULT, "replace")
