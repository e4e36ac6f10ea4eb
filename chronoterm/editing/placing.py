"""Where the value of a form's field stands in a document; parts of a source stand in the first source."""

from collections.abc import Mapping
from typing import Any

from chronoterm.dates import DateError, PartialDate
from chronoterm.editing.faults import ABSENT, FieldError
from chronoterm.editing.fields import FormField
from chronoterm.edits import Document

SOURCES = "sources"


def value_in(document: Document, field: FormField) -> Any:
    """What a document holds in a field; `ABSENT` for nothing, null included."""
    holder = first_source(document) if field.of_source else document
    value = holder.get(field.key)
    return ABSENT if value is None else value


def with_values(document: Document, values: Mapping[FormField, Any]) -> Document:
    """A document with other values in some fields, `ABSENT` for none; what else it holds stays in its place.

    Raises FieldError where its sources are no list of objects.
    """
    changed = _with(document, {field.key: value for field, value in values.items() if not field.of_source})
    parts = {field.key: value for field, value in values.items() if field.of_source}
    return _with(changed, {SOURCES: _with_first(document, parts)}) if parts else changed


def first_source(document: Document) -> Document:
    """The first source of a document; an empty one where there is none to be read."""
    sources = document.get(SOURCES)
    first = sources[0] if isinstance(sources, list) and sources else None
    return first if isinstance(first, dict) else {}


ROLES = frozenset(("speaker", "targets"))
"""The fields that name some of the actors of a record again, by what they are to it."""


def with_roles_among_actors(record: Document) -> Document:
    """A record whose speaker and targets are among its actors, unless these cannot be read."""
    speaker, targets, actors = (record.get(each) for each in ("speaker", "targets", "actors"))
    actors = [] if actors is None else actors
    if not isinstance(actors, list):
        return record
    first = [speaker] if isinstance(speaker, str) and speaker not in actors else []
    others = [each for each in targets if isinstance(each, str)] if isinstance(targets, list) else []
    last = [each for each in dict.fromkeys(others) if each not in (*first, *actors)]
    return {**record, "actors": [*first, *actors, *last]} if first or last else record


def near_to(document: Document, name: str) -> PartialDate | None:
    """The date that a missing year in a field is near to: the one that stood there, else that of the record."""
    for value in (document.get(name), document.get("date")):
        if isinstance(value, str):
            try:
                return PartialDate.parse(value)
            except DateError:
                continue
    return None


def _with_first(document: Document, parts: Document) -> Any:
    sources = document.get(SOURCES)
    sources = [] if sources is None else sources
    if not isinstance(sources, list) or not all(isinstance(each, dict) for each in sources[:1]):
        raise FieldError("the sources of this record cannot be read; edit it as text")
    first = _with(sources[0] if sources else {}, parts)
    return [*([first] if first else []), *sources[1:]] or ABSENT


def _with(document: Document, values: Mapping[str, Any]) -> Document:
    kept = {
        name: values.get(name, value) for name, value in document.items() if values.get(name) is not ABSENT
    }
    return kept | {name: value for name, value in values.items() if value is not ABSENT and name not in kept}
