"""The mark in a store file: how far its journal is folded into it."""

import msgspec

from chronoterm.documents import DocumentError, decode
from chronoterm.store.shape import RawTables

FIELD = "folded"
META = "meta"


class Mark(msgspec.Struct, frozen=True):
    """That all edits of a journal up to one are in the file; the lines after byte `end` are not."""

    journal: str
    edit: int
    end: int


def mark_of(meta: dict[str, object]) -> Mark | None:
    """The mark in what a store says of itself; none where nothing was ever folded into it."""
    try:
        return msgspec.convert(meta.get(FIELD), Mark)
    except msgspec.ValidationError:
        return None


def marked(tables: RawTables, mark: Mark) -> RawTables:
    """The tables with a mark in the first document of `meta`, and in no other."""
    about = dict(tables.get(META, {}))
    for number, raw in about.items():
        document = _object(raw)
        if document is not None and FIELD in document:
            del document[FIELD]
            about[number] = msgspec.Raw(msgspec.json.encode(document))
    first = next((number for number, raw in about.items() if _object(raw) is not None), None)
    number = first or str(
        1 + max((int(each) for each in about if each.isascii() and each.isdigit()), default=0)
    )
    document = {**((_object(about[number]) if number in about else None) or {}), FIELD: mark}
    about[number] = msgspec.Raw(msgspec.json.encode(document))
    return {META: about, **{name: table for name, table in tables.items() if name != META}}


def _object(raw: msgspec.Raw) -> dict[str, object] | None:
    try:
        return decode(raw)
    except DocumentError:
        return None
