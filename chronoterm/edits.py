"""An edit: what somebody changes in one step, field by field, so that it can be told, checked, repeated and undone.

Documents are the JSON objects of a store's tables, found by their ids. What the store keeps about a record by
itself (`revision`, `created`, `modified`, `by`) is in no edit: it is set when the edit is written.
"""

from collections.abc import Mapping
from enum import Enum
from typing import Any

from msgspec import Struct

Document = dict[str, Any]

KEPT_BY_THE_STORE = ("revision", "created", "modified", "by")
"""Fields of a record that nobody edits."""

UNDID, REDID = "undid: ", "redid: "


class Table(Enum):
    """The tables that people edit."""

    RECORDS = "records"
    ACTORS = "actors"
    PLACES = "places"
    SERIES = "series"
    ANNOTATIONS = "annotations"
    TEXTS = "texts"


class Change(Struct, frozen=True, omit_defaults=True):
    """What becomes of one document: `was` and `now` hold the fields that differ, before and after.

    A field that is in one of them alone comes or goes. Without `was` the document is new and `now` is all of it;
    without `now` it is deleted and `was` was all of it.
    """

    table: Table
    id: str
    was: Document | None = None
    now: Document | None = None

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields that differ."""
        return tuple(dict.fromkeys((*(self.was or ()), *(self.now or ()))))

    @property
    def inverse(self) -> "Change":
        """The change that takes this one back."""
        return Change(self.table, self.id, self.now, self.was)


class Batch(Struct, frozen=True, omit_defaults=True):
    """Records that came into the store file at once, too many for a journal: of which file (SHA-256).

    `is_gone` when they are taken out again; `at` says then when they came, which is when they were changed last.
    """

    records: int
    sha256: str
    is_gone: bool = False
    at: str = ""


class Edit(Struct, frozen=True, omit_defaults=True):
    """Changes that somebody makes in one step; `does` says in a few words what, as in “edited headline, date”.

    `undoes` is the number of the edit that it takes back. The records of a `batch` are not among the changes.
    """

    does: str
    changes: tuple[Change, ...]
    undoes: int | None = None
    batch: Batch | None = None


class Written(Struct, frozen=True, omit_defaults=True):
    """An edit as it stands in the journal of a store: numbered from 1, by whom, and when (UTC, ISO 8601)."""

    number: int
    by: str
    at: str
    edit: Edit


def change(table: Table, id_: str, before: Document | None, after: Document | None) -> Change | None:
    """What differs between two states of a document, either of which may be that there is none; none if nothing."""
    if before is None or after is None:
        return None if before is after else Change(table, id_, before, after)
    before, after = _edited(before), _edited(after)
    names = [
        each for each in (*before, *after) if not same(before.get(each, _MISSING), after.get(each, _MISSING))
    ]
    if not names:
        return None
    return Change(table, id_, _picked(before, names), _picked(after, names))


def fits(change: Change, now: Document | None) -> bool:
    """Whether a document is as the change supposes, in the fields that it changes."""
    if change.was is None or now is None:
        return change.was is None and now is None
    if change.now is None:
        return same(_edited(change.was), _edited(now))
    return all(same(change.was.get(each, _MISSING), now.get(each, _MISSING)) for each in change.fields)


def changed(change: Change, document: Document | None) -> Document | None:
    """The document after the change; other fields stay as they are, in their places."""
    if change.now is None:
        return None
    if document is None:
        return dict(change.now)
    left = {
        name: change.now.get(name, value)
        for name, value in document.items()
        if name in change.now or name not in (change.was or {})
    }
    return {**left, **{name: value for name, value in change.now.items() if name not in left}}


def stamped(document: Document, before: Document | None, written: Written) -> Document:
    """A record with what the store keeps about it by itself, after an edit; one that comes back goes on as it was."""
    kept_so_far = document if before is None else before
    revision = kept_so_far.get("revision", 0)
    created = kept_so_far.get("created", written.at if before is None else None)
    kept = {
        "revision": revision + 1 if isinstance(revision, int) else 1,
        **({"created": created} if created is not None else {}),
        "modified": written.at,
        "by": written.by,
    }
    return {**{name: value for name, value in document.items() if name not in KEPT_BY_THE_STORE}, **kept}


def inverse(written: Written) -> Edit:
    """The edit that takes a written one back: its changes turned round, the last first."""
    undone = tuple(each.inverse for each in reversed(written.edit.changes))
    does = written.edit.does
    plain = does.removeprefix(UNDID).removeprefix(REDID)
    batch = written.edit.batch
    return Edit(
        f"{REDID if does.startswith(UNDID) else UNDID}{plain}",
        undone,
        undoes=written.number,
        batch=batch and Batch(batch.records, batch.sha256, not batch.is_gone, batch.at or written.at),
    )


def same(one: Any, other: Any) -> bool:
    """Whether two JSON values are the same; 1, 1.0 and true are not."""
    waiting = [(one, other)]  # and not one call within the other: what is stored may be nested deeply
    while waiting:
        left, right = waiting.pop()
        if type(left) is not type(right):
            return False
        if isinstance(left, dict):
            if left.keys() != right.keys():
                return False
            waiting.extend((left[each], right[each]) for each in left)
        elif isinstance(left, list):
            if len(left) != len(right):
                return False
            waiting.extend(zip(left, right, strict=True))
        elif left != right:
            return False
    return True


_MISSING = object()


def _edited(document: Mapping[str, Any]) -> Document:
    """A document without what the store keeps by itself."""
    return {name: value for name, value in document.items() if name not in KEPT_BY_THE_STORE}


def _picked(document: Document, names: list[str]) -> Document:
    return {name: document[name] for name in names if name in document}
