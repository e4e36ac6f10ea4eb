"""What the makers of edits share: finding documents, changing a list in one, and calling things by name."""

from collections.abc import Callable, Iterable
from typing import Any

from chronoterm.edits import Change, Document, Edit, Table, change

Fetch = Callable[[Table, str], Document | None]
"""Finds a document by its table and id; none where there is none."""

_NOUNS = {Table.RECORDS: "record", Table.ACTORS: "actor", Table.PLACES: "place", Table.SERIES: "series"}


def edit_of(does: str, changes: Iterable[Change | None]) -> Edit | None:
    """An edit of the changes that there are; none without any."""
    made = tuple(each for each in changes if each is not None)
    return Edit(does, made) if made else None


def changed_by(
    fetch: Fetch, table: Table, id_: str, becomes: Callable[[Document], Document]
) -> Change | None:
    """What a function changes of a document, if there is such a document."""
    document = fetch(table, id_)
    return None if document is None else change(table, id_, document, becomes(document))


def list_in(document: Document, name: str) -> list[Any]:
    """The list in a field; an empty one where there is none."""
    value = document.get(name)
    return value if isinstance(value, list) else []


def with_list(document: Document, name: str, values: list[Any]) -> Document:
    """A document with another list in a field, or without the field where the list is empty."""
    if values:
        return {**document, name: values}
    return {each: value for each, value in document.items() if each != name}


def noun_of(table: Table) -> str:
    """What one document of a table is called."""
    return _NOUNS.get(table, "annotation")


def title_of(document: Document) -> str:
    """What a document is known by: its headline, its name, else its id."""
    named = (document.get(each) for each in ("headline", "name", "id"))
    return next((each for each in named if isinstance(each, str) and each.strip()), "")


def records_in_words(number: int) -> str:
    """A number of records: `a record`, `3 records`."""
    return "a record" if number == 1 else f"{number:,} records"
