"""What form a file has, by its name and its first bytes, before anything is made of it."""

import codecs
import re
from collections.abc import Mapping
from enum import Enum

from chronoterm.importers.bounded import MEGABYTE, TooLargeError, too_large
from chronoterm.importers.recognising_json import VERSION_2, is_records, is_timeline, refusal, shape_of

HEAD = 1 << 16
"""Bytes of a file that are enough to know it."""


class Form(Enum):
    """What a file is, for people; each is read by an importer of its own."""

    ARTICLE_TEXT = "article"
    ARTICLE_HTML = "saved web page"
    TABLE = "table"
    TIMELINEJS = "TimelineJS"
    JSON_LINES = "JSON Lines"
    FEED = "feed"
    ICALENDAR = "iCalendar"


MOST_BYTES: Mapping[Form, int | None] = {
    Form.ARTICLE_TEXT: 2 * MEGABYTE,
    Form.ARTICLE_HTML: 8 * MEGABYTE,
    Form.TABLE: None,
    Form.TIMELINEJS: 32 * MEGABYTE,
    Form.JSON_LINES: None,
    Form.FEED: 32 * MEGABYTE,
    Form.ICALENDAR: 32 * MEGABYTE,
}
"""How large a file of a form may be; none where it is read line by line."""


class UnrecognisedError(ValueError):
    """A file has none of the forms that are read; the message goes after its name and says what to do."""


def recognise(name: str, head: bytes) -> Form:
    """The form of a file with this name (or `-`) and these first bytes, of which HEAD are enough.

    Raises UnrecognisedError.
    """
    if not head.strip():
        raise UnrecognisedError("is empty")
    ending = _ending(name)
    _demand_text(ending, head)
    text = _decoded(head).lstrip()
    if _CALENDAR.match(text):
        return Form.ICALENDAR
    if ending in _BY_NAME:
        return _BY_NAME[ending]
    if ending in _REFUSED:
        raise UnrecognisedError(_REFUSED[ending])
    if text.startswith("<"):
        return _markup(text, ending)
    if text.startswith(("{", "[")):
        return _json(text)
    if _SCRIPT.match(text):
        raise UnrecognisedError(VERSION_2 if '"startDate"' in text else JSONP)
    if ending in _JSONS:
        raise UnrecognisedError("is no JSON, though its name says so")
    return Form.TABLE if ending not in _TEXTS and _is_table(text) else Form.ARTICLE_TEXT


def demand_size(form: Form, size: int) -> None:
    """Raise TooLargeError for more bytes than are read of this form."""
    most = MOST_BYTES[form]
    if most is not None and size > most:
        raise too_large(most)


JSONP = "is JavaScript around JSON (JSONP); keep what stands from the first { to the last } and import that"

_CALENDAR = re.compile(r"BEGIN[ \t]*:[ \t]*V(?:CALENDAR|EVENT|TODO|JOURNAL|TIMEZONE)\b", re.IGNORECASE)
_SCRIPT = re.compile(r"(?:(?:var|let|const)\s++)?[\w.$]{1,80}+\s*+[=(]\s*+(?:/[*/]|[{\[])|/\*|//")
_BY_NAME = {
    **dict.fromkeys(("csv", "tsv", "tab"), Form.TABLE),
    **dict.fromkeys(("jsonl", "ndjson"), Form.JSON_LINES),
    **dict.fromkeys(("html", "htm", "xhtml"), Form.ARTICLE_HTML),
    **dict.fromkeys(("rss", "atom", "rdf"), Form.FEED),
    **dict.fromkeys(("ics", "ical", "ifb", "icalendar"), Form.ICALENDAR),
}
_JSONS = ("json", "geojson")
_TEXTS = ("txt", "text", "md", "markdown", "rst")
_REFUSED = {
    **dict.fromkeys(
        ("mw", "markwhen"), "is markwhen, which is not read; write it as a table (CSV) and import that"
    ),
    **dict.fromkeys(("mhtml", "mht"), "is a web archive, which is not read; save the page as HTML"),
    **dict.fromkeys(("eml", "mbox"), "is mail, which is not read; save its text and import that"),
}
_ARCHIVE = "is packed; unpack it and import what is in it"
_DOCUMENT = "is no text; save its text, or the page as HTML, and import that"
_SHEET = "is a spreadsheet; save it as CSV and import that"
_SHEETS, _DOCUMENTS = ("xlsx", "xlsm", "ods", "xls"), ("docx", "odt", "epub", "pptx", "doc")
_SIGNATURES = (
    (b"\x1f\x8b", _ARCHIVE),
    (b"BZh", _ARCHIVE),
    (b"\xfd7zXZ\x00", _ARCHIVE),
    (b"\x28\xb5\x2f\xfd", _ARCHIVE),
    (b"7z\xbc\xaf", _ARCHIVE),
    (b"PK\x03\x04", _ARCHIVE),
    (b"Rar!", _ARCHIVE),
    (b"%PDF", _DOCUMENT),
    (b"{\\rtf", _DOCUMENT),
    (b"\xd0\xcf\x11\xe0", _DOCUMENT),
    (b"SQLite format 3\x00", "is a database; save its table as CSV and import that"),
)
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_PROLOG = re.compile(
    r"(?:\s++|<\?.*?\?>|<!--.*?-->|<!DOCTYPE(?P<type>[^>\[]*+)(?:\[[^\]]*+\]\s*+)?>)",
    re.DOTALL | re.IGNORECASE,
)
_ROOT = re.compile(r"<(?:[A-Za-z_][\w.-]*:)?(?P<name>[A-Za-z_][\w.-]*)")
_FEED_ROOTS = frozenset(("rss", "rdf", "feed", "channel"))
_PAGE_ROOTS = frozenset(
    (
        "html",
        "head",
        "body",
        "article",
        "main",
        "section",
        "div",
        "p",
        "h1",
        "h2",
        "table",
        "meta",
        "title",
        "span",
    )
)
_SEPARATORS = ("\t", ",", ";", "|")
_FEWEST_COLUMNS = 3


def _ending(name: str) -> str:
    """The ending of a name in lower case, without its dot; nothing for a name without one."""
    return name.rpartition("/")[2].rpartition(".")[2].lower() if "." in name.rpartition("/")[2] else ""


def _demand_text(ending: str, head: bytes) -> None:
    """Raise UnrecognisedError for what is packed, or no text."""
    for signature, why in _SIGNATURES:
        if head.startswith(signature):
            raise UnrecognisedError(
                _SHEET if ending in _SHEETS else _DOCUMENT if ending in _DOCUMENTS else why
            )
    if b"\0" in head and not head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise UnrecognisedError(_DOCUMENT)


def _decoded(head: bytes) -> str:
    for mark, name in _MARKS:
        if head.startswith(mark):
            return head.decode(name, "replace")
    return head.decode("utf-8", "replace")


def _markup(text: str, ending: str) -> Form:
    """XML and HTML by the name of the first element."""
    at, types = 0, ""
    while (passed := _PROLOG.match(text, at)) is not None:
        at, types = passed.end(), types + (passed["type"] or "")
    found = _ROOT.match(text, at)
    root = found["name"].lower() if found else ""
    if root in _FEED_ROOTS or "rss" in types.lower():
        return Form.FEED
    if root in _PAGE_ROOTS or "html" in types.lower():
        return Form.ARTICLE_HTML
    if ending == "xml" and not root:
        return Form.FEED
    raise UnrecognisedError(
        f"is XML that is not read ({root or 'no element'}); RSS and Atom feeds, and HTML, are"
    )


def _json(text: str) -> Form:
    shape = shape_of(text)
    if is_records(shape):
        return Form.JSON_LINES
    if is_timeline(shape, text):
        return Form.TIMELINEJS
    raise UnrecognisedError(refusal(shape, text))


def _is_table(text: str) -> bool:
    """Whether the first lines have the same number of columns, three at least."""
    lines = [line for line in text.splitlines()[:3] if line.strip()]
    counts = [[line.count(mark) + 1 for line in lines[:2]] for mark in _SEPARATORS]
    return len(lines) > 1 and any(first == second >= _FEWEST_COLUMNS for first, second in counts)


__all__ = ["HEAD", "MOST_BYTES", "Form", "TooLargeError", "UnrecognisedError", "demand_size", "recognise"]
