"""Slides of a timeline that chronoterm exported: each has the fields of its record, as they were stored, beside it."""

from typing import Any

from chronoterm.dates import DateError
from chronoterm.documents import DocumentError, read, write
from chronoterm.edits import KEPT_BY_THE_STORE, Document
from chronoterm.importers.timelinejs_dates import SlideDateError
from chronoterm.records import Record

OWN = "chronoterm"
"""The key of a slide under which the fields of its record stand; TimelineJS does not look at it."""


def own_record(fields: dict[str, Any], id_: Any, source: Document) -> Document:
    """The record of such a slide; `source` is its only one if the fields name none. Raises SlideDateError."""
    told = {name: value for name, value in fields.items() if name not in KEPT_BY_THE_STORE}
    try:
        record = read({"sources": [source], **told, "id": id_}, Record)
        record.when  # noqa: B018 - reading it is the test
    except (DocumentError, DateError) as error:
        raise SlideDateError(f"has a record of chronoterm beside it that cannot be read: {error}") from error
    return {"sources": [source], **write(record)}
