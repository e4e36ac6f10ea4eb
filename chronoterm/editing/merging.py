"""Actors and places that are one, or are gone: the edits that bring all that names them along."""

from collections.abc import Iterable
from typing import Any

from chronoterm.editing.steps import Fetch, changed_by, edit_of, list_in, noun_of, title_of, with_list
from chronoterm.edits import Change, Document, Edit, Table, change
from chronoterm.language.errors import told
from chronoterm.text import fold

_LISTS = {Table.ACTORS: "actors", Table.PLACES: "places"}
_OWN = ("id", "name", "aliases", "member_of", "part_of")
"""Fields that two entries are not simply given to each other."""


def merged_names(  # noqa: PLR0913, PLR0917 - each is a thing of its own
    table: Table,
    keep: str,
    lose: str,
    fetch: Fetch,
    records: Iterable[str],
    others: Iterable[str] = (),
) -> Edit | None:
    """Two actors or places become one: what names `lose` names `keep`, which is called by the names of both.

    `records` are the ids of records that may name the lost one, `others` those of actors that may belong to it or of
    places that may lie in it. What the kept entry does not tell and the lost one does, it takes over.
    """
    if keep == lose:
        return None
    lost_entry, kept_entry = fetch(table, lose), fetch(table, keep)
    lost = lost_entry or {"id": lose, "name": lose}
    kept = kept_entry or {"id": keep, "name": keep}
    changes = [change(table, keep, kept_entry, _merged(table, kept, lost, fetch))]
    changes += _renamed(table, lose, keep, fetch, records, others)
    if lost_entry is not None:
        changes.append(Change(table, lose, lost_entry, None))
    does = f"merged {noun_of(table)} {told(title_of(lost))} into {told(title_of(kept))}"
    return edit_of(does, changes)


def deleted_name(
    table: Table, id_: str, fetch: Fetch, records: Iterable[str] = (), others: Iterable[str] = ()
) -> Edit | None:
    """The entry of an actor or a place goes, and the name from the records and other entries that are given.

    What is not given goes on naming it, as a name without an entry.
    """
    entry = fetch(table, id_)
    changes = _renamed(table, id_, None, fetch, records, others)
    if entry is not None:
        changes.append(Change(table, id_, entry, None))
    return edit_of(f"deleted {noun_of(table)} {told(title_of(entry or {'id': id_}))}", changes)


def _renamed(  # noqa: PLR0913, PLR0917 - each is a thing of its own
    table: Table, was: str, now: str | None, fetch: Fetch, records: Iterable[str], others: Iterable[str]
) -> list[Change | None]:
    """What becomes of records and entries that name somebody who is called otherwise now, or is gone."""
    return [
        *(
            changed_by(fetch, Table.RECORDS, each, lambda document: _in_record(document, table, was, now))
            for each in dict.fromkeys(records)
        ),
        *(
            changed_by(fetch, table, each, lambda document: _in_entry(document, was, now))
            for each in dict.fromkeys(others)
            if each not in (was, now)
        ),
    ]


def _in_record(record: Document, table: Table, was: str, now: str | None) -> Document:
    name = _LISTS[table]
    values = list_in(record, name)
    if was in values:
        record = with_list(record, name, _replaced(values, was, now))
    if table is Table.ACTORS and record.get("speaker") == was:
        record = _with(record, "speaker", now)
    if table is Table.ACTORS and was in (targets := list_in(record, "targets")):
        record = with_list(record, "targets", _replaced(targets, was, now))
    return record


def _in_entry(entry: Document, was: str, now: str | None) -> Document:
    members = list_in(entry, "member_of")
    if any(_is_in(each, was) for each in members):
        left = [{**each, "actor": now} if _is_in(each, was) else each for each in members]
        entry = with_list(entry, "member_of", [each for each in left if now or not _is_in(each, now)])
    return _with(entry, "part_of", now) if entry.get("part_of") == was else entry


def _replaced(values: list[Any], was: str, now: str | None) -> list[Any]:
    """A list with one value in another's place, each of the two once at most."""
    if now is None or now in values:
        return [each for each in values if each != was]
    place = values.index(was)
    return [
        now if number == place else each
        for number, each in enumerate(values)
        if number == place or each != was
    ]


def _with(document: Document, name: str, value: str | None) -> Document:
    if value is not None:
        return {**document, name: value}
    return {each: held for each, held in document.items() if each != name}


def _is_in(membership: Any, actor: str | None) -> bool:
    return isinstance(membership, dict) and membership.get("actor") == actor


def _merged(table: Table, kept: Document, lost: Document, fetch: Fetch) -> Document:
    """The kept entry with what the lost one tells besides."""
    merged = {**{name: value for name, value in lost.items() if name not in _OWN}, **_told(kept)}
    merged = with_list(merged, "aliases", _aliases(kept, lost))
    if table is Table.ACTORS:
        both = (kept["id"], lost["id"])
        members = [*list_in(kept, "member_of"), *list_in(lost, "member_of")]
        found = [each for each in members if not (isinstance(each, dict) and each.get("actor") in both)]
        return with_list(merged, "member_of", _once(found))
    return _with(merged, "part_of", _part_of(kept, lost, fetch))


def _told(document: Document) -> Document:
    """A document without what it leaves open."""
    return {name: value for name, value in document.items() if value is not None}


def _aliases(kept: Document, lost: Document) -> list[Any]:
    """The other names of both, and the name that goes; each once, however it is spelled."""
    found = list_in(kept, "aliases")
    known = {fold(each) for each in (kept.get("name"), *found) if isinstance(each, str)}
    for each in (lost.get("name"), *list_in(lost, "aliases")):
        if isinstance(each, str) and fold(each) not in known:
            known.add(fold(each))
            found = [*found, each]
    return found


def _once(values: list[Any]) -> list[Any]:
    return [each for number, each in enumerate(values) if each not in values[:number]]


def _part_of(kept: Document, lost: Document, fetch: Fetch) -> str | None:
    """What the merged place lies in: not in itself, so as the lost one where the kept one lay in that."""
    above = kept.get("part_of")
    if above is None or _lies_in(above, lost["id"], fetch):
        above = lost.get("part_of")
    return above if isinstance(above, str) and not _lies_in(above, kept["id"], fetch) else None


def _lies_in(place: Any, around: str, fetch: Fetch) -> bool:
    """Whether a place is another, or lies in it."""
    passed: set[str] = set()
    while isinstance(place, str) and place not in passed:
        if place == around:
            return True
        passed.add(place)
        place = (fetch(Table.PLACES, place) or {}).get("part_of")
    return False
