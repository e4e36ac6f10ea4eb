"""What a file is read with: an importer for each form, and the text of an article."""

import sys
from pathlib import Path
from typing import NamedTuple

import click

from chronoterm.cli_editing_asking import may_ask
from chronoterm.cli_import_options import Options
from chronoterm.cli_import_reading import Found
from chronoterm.importers.incoming import Reading
from chronoterm.importers.recognising import Form
from chronoterm.importers.tables.errors import DateOrder, DateOrderNeededError, TableError
from chronoterm.importers.tables.map_reading import parse_map
from chronoterm.importers.tables.maps import Map
from chronoterm.importers.tables.reading import read_table
from chronoterm.problems import ChronotermError
from chronoterm.text import clean

ARTICLES = frozenset((Form.ARTICLE_TEXT, Form.ARTICLE_HTML))

LARGEST_MAP = 1_000_000
"""Bytes of a map."""

LARGEST_TEXT = 300_000
"""Bytes of the text of an article, some fifty pages; what is larger is none, and would be read for a minute."""


def reading_of(form: Form, found: Found, options: Options) -> Reading:
    """The records of a file that is no article. Raises ChronotermError, which names the file."""
    try:
        match form:
            case Form.TABLE:
                return _table(found, options)
            case Form.TIMELINEJS:
                from chronoterm.importers.timelinejs import read_timeline  # noqa: PLC0415 - one form of several

                return read_timeline(found.file, found.origin)
            case Form.JSON_LINES:
                from chronoterm.importers.jsonl import read_json_lines  # noqa: PLC0415 - as above

                return read_json_lines(found.file, found.origin)
            case Form.FEED:
                from chronoterm.importers.feeds import read_feed  # noqa: PLC0415 - as above

                return read_feed(found.file, found.origin)
            case _:
                from chronoterm.importers.icalendar import read_calendar  # noqa: PLC0415 - as above

                return read_calendar(found.file, found.origin)
    except TableError as error:
        raise ChronotermError(f"{found.origin.name}: {error}") from None
    except _faults() as error:
        raise ChronotermError(f"{found.origin.name} {error}") from None


def _faults() -> tuple[type[ValueError], ...]:
    """What importers say of a file as a whole."""
    from chronoterm.importers.bounded import TooLargeError  # noqa: PLC0415 - only once something is wrong
    from chronoterm.importers.calendar_cutting import CalendarError  # noqa: PLC0415 - as above
    from chronoterm.importers.feeds import FeedError  # noqa: PLC0415 - as above
    from chronoterm.importers.json_strictly import JsonError  # noqa: PLC0415 - as above
    from chronoterm.importers.timelinejs import TimelineError  # noqa: PLC0415 - as above
    from chronoterm.importers.xml_safely import XmlError  # noqa: PLC0415 - as above

    return TooLargeError, CalendarError, FeedError, JsonError, TimelineError, XmlError


def _table(found: Found, options: Options) -> Reading:
    map_ = None if options.map is None else _map(options.map)
    dates = None if options.dates is None else DateOrder(options.dates)
    try:
        return read_table(found.file, found.origin, map=map_, dates=dates)
    except DateOrderNeededError as error:
        found.file.seek(0)
        return read_table(found.file, found.origin, map=map_, dates=_asked_order(error, found.origin.name))


def _map(path: Path) -> Map:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_MAP + 1)
        if len(data) > LARGEST_MAP:
            raise ChronotermError(f"{path}: is too large for a map")
        return parse_map(data.decode("utf-8-sig"))
    except OSError as error:
        raise ChronotermError(f"{path}: cannot be read ({error.strerror or error})") from None
    except UnicodeDecodeError:
        raise ChronotermError(f"{path}: is not written in UTF-8") from None
    except TableError as error:
        raise ChronotermError(f"{path}: {error}") from None


def _asked_order(error: DateOrderNeededError, name: str) -> DateOrder:
    """The order of day, month and year, which nobody but a person can tell. Raises ChronotermError, Abort."""
    if not may_ask():
        raise ChronotermError(f"{name}: {error}") from None
    orders = [each.value for each in error.orders]
    while True:
        sys.stderr.write(f"{clean(name)}: {clean(str(error))}\nWhich order? [{'/'.join(orders)}] ")
        sys.stderr.flush()
        line = sys.stdin.readline()
        if not line:
            sys.stderr.write("\n")
            raise click.Abort
        if (answer := line.strip().lower()) in orders:
            return DateOrder(answer)


class Text(NamedTuple):
    """The text of an article, what is to be said of it, and what its page knows of it, if it is from one."""

    text: str
    said: tuple[str, ...] = ()
    title: str | None = None
    published: str | None = None


def text_of(form: Form, found: Found) -> Text:
    """The text of an article. Raises ChronotermError."""
    data = found.file.read()
    article = _of_page(data, found.origin.name) if form is Form.ARTICLE_HTML else _plain(data)
    if len(article.text) > LARGEST_TEXT:
        size = f"{len(article.text):,} characters"
        raise ChronotermError(f"{found.origin.name} is too long for an article ({size}); cut it up")
    return article


def _plain(data: bytes) -> Text:
    try:
        return Text(data.decode("utf-8"))
    except UnicodeDecodeError:
        return Text(data.decode("cp1252", "replace"), ("read as windows-1252, since it is no UTF-8",))


def _of_page(data: bytes, name: str) -> Text:
    from chronoterm.importers.article_html import PageError, read_page  # noqa: PLC0415 - few articles are pages

    try:
        page = read_page(data)
    except PageError as error:
        raise ChronotermError(f"{name} {error}") from None
    said = (*page.said, "Its spans count the characters of the text that was found on the page")
    return Text(page.text, said, page.meta.title, page.meta.published)
