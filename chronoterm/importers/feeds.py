"""The entries of a saved feed (RSS 0.9 to 2.0, Atom 0.3 and 1.0) as records.

An entry is a report that was published: what it tells happened then or before, so its date is that of the
publication.
"""

from collections.abc import Iterator
from typing import BinaryIO

from chronoterm.edits import Document
from chronoterm.importers.bounded import MEGABYTE, TooLargeError, whole
from chronoterm.importers.feed_dates import feed_date
from chronoterm.importers.feed_entries import Entry, Feed, entry_of, feed_of
from chronoterm.importers.identities import Distinct, record_id
from chronoterm.importers.incoming import Incoming, Origin, Reading, Refused
from chronoterm.importers.plain import one_line, shortened
from chronoterm.importers.xml_safely import XmlError, parsed
from chronoterm.records import Basis, Kind

MOST_BYTES = 32 * MEGABYTE

LONGEST_HEADLINE = 120
"""Characters of a headline that is made of a longer text."""

LONGEST_NAME = 80
"""Characters of a guid that are told."""

FEEDS = "RSS (0.9 to 2.0) and Atom (0.3, 1.0)"
"""What is read, as people call it."""


class FeedError(ValueError):
    """A file is no feed that can be read; the message goes after its name."""


def read_feed(file: BinaryIO, origin: Origin) -> Reading:
    """The entries of a feed, in its order. Raises FeedError with one sentence."""
    try:
        root = parsed(whole(file, MOST_BYTES))
    except (XmlError, TooLargeError) as error:
        raise FeedError(str(error)) from error
    feed = feed_of(root)
    if feed is None:
        raise FeedError(f"is XML, but no feed; {FEEDS} are read")
    said = (f"The feed is called “{feed.title}”.",) if feed.title else ()
    if not feed.elements:
        said = (*said, "It has no entries.")
    return Reading(said, _items(feed, origin))


def _items(feed: Feed, origin: Origin) -> Iterator[Incoming | Refused]:
    known = _Known(feed)
    for row, element in enumerate(feed.elements, 1):
        where = f"entry {row}"
        entry = entry_of(element, feed)
        headline = entry.title or shortened(one_line(entry.summary), LONGEST_HEADLINE)
        if not headline:
            yield Refused(where, "has neither a title nor a text")
            continue
        try:
            id_ = known.id_of(entry, headline, row)
        except _KnownError as error:
            yield Refused(where, str(error))
        else:
            yield Incoming(where, {"id": id_, **_record(entry, headline, origin, row)})


class _KnownError(ValueError):
    """An entry is there already; the message goes after its place."""


class _Known:
    """The entries of a feed so far.

    RSS 2.0 has a guid uniquely identify an item, and by RFC 4287 (4.2.6) entries with one id are the same entry. So of
    those that go by one name the first is taken; most feeds begin with the newest. A link identifies nothing.
    """

    def __init__(self, feed: Feed) -> None:
        self._feed = feed
        self._ids = Distinct()
        self._rows: dict[str, int] = {}

    def id_of(self, entry: Entry, headline: str, row: int) -> str:
        """The id of an entry, which is the same each time. Raises _KnownError for what is there already."""
        id_ = _id(entry, self._feed, headline)
        found = self._ids.id_of(id_, headline, entry.published, entry.summary)
        if found is None:
            raise _KnownError("is there twice")
        if found != id_ and entry.name:
            name = f"{entry.named_by} “{shortened(entry.name, LONGEST_NAME)}”"
            raise _KnownError(
                f"has the {name} of entry {self._rows[id_]}, with other content; only the first was taken"
            )
        self._rows.setdefault(id_, row)
        return found


def _record(entry: Entry, headline: str, origin: Origin, row: int) -> Document:
    date = feed_date(entry.published)
    found: Document = {
        "kind": Kind.EVENT.value,
        "headline": headline,
        "summary": entry.summary if one_line(entry.summary) != headline else "",
        "date": date.edtf,
        "date_text": date.text,
        "date_basis": (Basis.PUBLICATION if date.edtf else Basis.NONE).value,
        "sources": [_source(entry, headline, date.edtf, origin, row)],
        "tags": list(entry.categories),
    }
    return {name: value for name, value in found.items() if value not in (None, "", [])}


def _id(entry: Entry, feed: Feed, headline: str) -> str:
    """An id by the name that the feed gives the entry, else by its address, else by what it says and when."""
    if ":" in entry.name:
        return record_id("feed", "name", entry.name)
    if entry.name:
        return record_id("feed", "name", feed.link or feed.title, entry.name)
    if entry.link:
        return record_id("feed", "link", entry.link)
    return record_id("feed", "text", feed.title, headline, entry.published)


def _source(entry: Entry, headline: str, published: str | None, origin: Origin, row: int) -> Document:
    told = {
        "publisher": entry.publisher or one_line(origin.name),
        "title": headline,
        "author": entry.author,
        "url": entry.link,
        "published": published,
    }
    return {**{name: value for name, value in told.items() if value}, "sha256": origin.sha256, "row": row}
