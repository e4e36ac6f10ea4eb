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
        row = index.rows.row(each.id)
        return each.relation != BACKGROUND, each.relation, missing if row is None else row

    return sorted({(each.relation, each.id): each for each in _all(index, record_id)}.values(), key=standing)


def _all(index: Index, record_id: str) -> Iterator[Related]:
    entries = index.rows.entries
    here = entries.of(record_id)
    for relation in () if here is None else here.relations:
        entry = entries.of(relation.to)
        yield Related(_OUTGOING[relation.type], relation.to, entry, relation.type, is_outgoing=True)
    for origin in index.incoming.get(record_id, ()):
        entry = entries.of(origin)
        for relation in () if entry is None else entry.relations:
            if relation.to == record_id:
                yield Related(_INCOMING[relation.type], origin, entry, relation.type)
