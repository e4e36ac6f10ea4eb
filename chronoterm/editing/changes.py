"""The edits that people make of records, actors and places, each one step that can be undone.

Documents are fetched where they are needed. Each maker gives none where nothing would change.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from chronoterm.editing.merging import deleted_name, merged_names
from chronoterm.editing.naming import NewName
from chronoterm.editing.noting import commented, recommented, starred, tagged
from chronoterm.editing.steps import Fetch, changed_by, edit_of, list_in, noun_of, title_of, with_list
from chronoterm.edits import Change, Document, Edit, Table, change
from chronoterm.language.errors import told
from chronoterm.records import RelationType

__all__ = [
    "Fetch",
    "commented",
    "deleted_name",
    "deletion",
    "merged_names",
    "put",
    "recommented",
    "related",
    "starred",
    "tagged",
    "unrelated",
]

_MOST_FIELDS = 4
_BEARING = {
    RelationType.BACKGROUND: "background of",
    RelationType.ASSERTS: "asserting",
    RelationType.RESTATES: "restating",
    RelationType.UPDATES: "an update of",
    RelationType.DENIES: "a denial of",
    RelationType.CORROBORATES: "corroborating",
    RelationType.SAME_EVENT: "the same event as",
}


def put(table: Table, before: Document | None, after: Document, also: Iterable[NewName] = ()) -> Edit | None:
    """A new document, or what becomes of one; `also` are the actors and places that it makes by naming them."""
    main = change(table, after["id"], before, after)
    if main is None:
        return None
    made = (Change(each.table, each.document["id"], None, each.document) for each in also)
    if before is None:
        return Edit(f"new {noun_of(table)} {told(title_of(after))}", (*made, main))
    return Edit(f"edited {_listed(main.fields)}", (*made, main))


def deletion(
    record_id: str, fetch: Fetch, referring: Iterable[str], annotations: Mapping[str, Document]
) -> Edit | None:
    """A record goes, with what other records say of it and what users noted about it.

    `referring` are the ids of records whose relations or outcome may name it. Of the annotations, found by their ids,
    those on other records are left alone.
    """
    record = fetch(Table.RECORDS, record_id)
    if record is None:
        return None
    others = dict.fromkeys(each for each in referring if each != record_id)
    changes = (
        changed_by(fetch, Table.RECORDS, each, lambda document: _without_record(document, record_id))
        for each in others
    )
    notes = (
        Change(Table.ANNOTATIONS, id_, each, None)
        for id_, each in annotations.items()
        if each.get("record") == record_id
    )
    gone = Change(Table.RECORDS, record_id, record, None)
    return edit_of(f"deleted record {told(title_of(record))}", (*changes, *notes, gone))


def related(record: Document, type_: RelationType, to: str) -> Edit | None:
    """A record gets a relation to another, unless it has that one or is the other itself."""
    relations = list_in(record, "relations")
    if to == record["id"] or any(_is_relation(each, type_, to) for each in relations):
        return None
    after = {**record, "relations": [*relations, {"type": type_.value, "to": to}]}
    made = change(Table.RECORDS, record["id"], record, after)
    return edit_of(f"marked {told(title_of(record))} as {_BEARING[type_]} {told(to)}", (made,))


def unrelated(record: Document, type_: RelationType, to: str) -> Edit | None:
    """A record loses a relation to another."""
    relations = list_in(record, "relations")
    left = [each for each in relations if not _is_relation(each, type_, to)]
    if len(left) == len(relations):
        return None
    made = change(Table.RECORDS, record["id"], record, with_list(record, "relations", left))
    return edit_of(f"{told(title_of(record))} is no longer {_BEARING[type_]} {told(to)}", (made,))


def _is_relation(found: Any, type_: RelationType, to: str) -> bool:
    return isinstance(found, dict) and found.get("type") == type_.value and found.get("to") == to


def _without_record(document: Document, gone: str) -> Document:
    """A record that no longer says anything of another."""
    left = {name: value for name, value in document.items() if name != "outcome" or value != gone}
    relations = list_in(document, "relations")
    kept = [each for each in relations if not (isinstance(each, dict) and each.get("to") == gone)]
    return left if len(kept) == len(relations) else with_list(left, "relations", kept)


def _listed(fields: tuple[str, ...]) -> str:
    """A few names of fields, and how many more there are."""
    names = [each.replace("_", " ") for each in fields]
    if len(names) <= _MOST_FIELDS:
        return ", ".join(names)
    return f"{', '.join(names[: _MOST_FIELDS - 1])} and {len(names) - _MOST_FIELDS + 1} more"
