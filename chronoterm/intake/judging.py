"""Whether the store has what comes in already: as it comes, as it came before, or changed here since."""

import hashlib
from enum import Enum
from typing import NamedTuple

import msgspec

from chronoterm.edits import KEPT_BY_THE_STORE, Document, same

ITEM, REVISION = "item_sha256", "item_revision"
"""What a source keeps of an import: what came in, and the revision that the record had with it."""

_OF_THE_FILE = frozenset(("sha256", "row", "retrieved", ITEM, REVISION))
"""What a source says of the file alone, which may be another one the next time."""

_TITLE = frozenset(("title",))

_ENCODER = msgspec.json.Encoder(order="sorted")


class Verdict(Enum):
    """What a record that comes in is to the store."""

    NEW = "new"
    SAME = "same"
    CHANGED = "changed"
    """It came before, and is another by now; nobody has edited it here."""
    EDITED = "edited"
    """It is another than here, where somebody edited it or it never came from a file."""


class Judged(NamedTuple):
    """A verdict, and the document as it is to be stored."""

    verdict: Verdict
    document: Document


def judged(incoming: Document, file: str, stored: Document | None) -> Judged:
    """How a record from the file with the SHA-256 `file` stands to what is stored with its id, if anything is."""
    document = _stamped(incoming, file, stored)
    if stored is None:
        return Judged(Verdict.NEW, document)
    item = _item(document)
    if item is None:
        is_same = same(_content(document), _content(stored))
        return Judged(Verdict.SAME if is_same else Verdict.EDITED, document)
    before = _item(stored)
    if before is not None and before.get(ITEM) == item[ITEM]:
        return Judged(Verdict.SAME, document)
    is_untouched = before is not None and before.get(REVISION) == stored.get("revision")
    return Judged(Verdict.CHANGED if is_untouched else Verdict.EDITED, document)


def laid_over(stored: Document, incoming: Document) -> Document:
    """A stored record with all that comes in; what only the store has of it stays."""
    return {**stored, **incoming}


def _stamped(incoming: Document, file: str, stored: Document | None) -> Document:
    """The document with what its source keeps of the import; as it is where it does not come from that file."""
    sources = incoming.get("sources")
    if not sources or sources[0].get("sha256") != file:
        return incoming
    revision = stored.get("revision", 0) if stored else 0
    kept = {ITEM: _digest(incoming), REVISION: (revision if isinstance(revision, int) else 0) + 1}
    return {**incoming, "sources": [{**sources[0], **kept}, *sources[1:]]}


def _digest(document: Document) -> str:
    sources = [
        {name: value for name, value in each.items() if name not in _OF_THE_FILE}
        for each in document["sources"]
    ]
    if sources[0].keys() <= _TITLE:  # which is the name of the file, for want of any other
        del sources[0]
    encoded = _ENCODER.encode({**document, "sources": sources})
    return hashlib.sha256(encoded, usedforsecurity=False).hexdigest()


def _item(document: Document) -> Document | None:
    """The source that keeps what came in; none where there is none."""
    sources = document.get("sources")
    first = sources[0] if isinstance(sources, list) and sources else None
    return first if isinstance(first, dict) and ITEM in first else None


def _content(document: Document) -> Document:
    return {name: value for name, value in document.items() if name not in KEPT_BY_THE_STORE}
