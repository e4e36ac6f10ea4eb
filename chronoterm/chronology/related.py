"""The records that stand in a relation to a record, in words that say which way it points."""

from collections.abc import Iterator, Sequence

from chronoterm.chronology.index import Index
from chronoterm.chronology.view import Related
from chronoterm.records import RelationType

BACKGROUND = "background"

_OUTGOING = {
    RelationType.BACKGROUND: "background of",
    RelationType.ASSERTS: "asserts",
    RelationType.RESTATES: "restates",
    RelationType.UPDATES: "updates",
    RelationType.DENIES: "denies",
    RelationType.CORROBORATES: "corroborates",
    RelationType.SAME_EVENT: "same event",
}
_INCOMING = {
    RelationType.BACKGROUND: BACKGROUND,
    RelationType.ASSERTS: "asserted by",
    RelationType.RESTATES: "restated by",
    RelationType.UPDATES: "updated by",
    RelationType.DENIES: "denied by",
    RelationType.CORROBORATES: "corroborated by",
    RelationType.SAME_EVENT: "same event",
}


def related(index: Index, record_id: str) -> Sequence[Related]:
    """Background first, then relation by relation, each in chronological order with ids to nothing last."""
    missing = len(index.entries)

    def standing(each: Related) -> tuple[bool, str, int]:
        return each.relation != BACKGROUND, each.relation, index.row_of.get(each.id, missing)

    return sorted({(each.relation, each.id): each for each in _all(index, record_id)}.values(), key=standing)


def _all(index: Index, record_id: str) -> Iterator[Related]:
    row = index.row_of.get(record_id)
    for relation in index.entries[row].relations if row is not None else ():
        target = index.row_of.get(relation.to)
        yield Related(
            _OUTGOING[relation.type], relation.to, None if target is None else index.entries[target]
        )
    for origin, number in index.incoming.get(record_id, ()):
        entry = index.entries[origin]
        yield Related(_INCOMING[entry.relations[number].type], entry.id, entry)
