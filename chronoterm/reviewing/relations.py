"""What proposals are to one another: shown beside each, dropped where a person does not think so."""

from chronoterm.importers.proposals import ProposedRelation
from chronoterm.reviewing.review import Item, RefusedError, Review, decided, open_item

BORNE = {
    "background-of": "background of",
    "asserts": "asserts",
    "restates": "restates",
    "updates": "updates",
    "corroborates": "bears out",
}
"""The relations that are stored with a record, in words."""


def relations_of(review: Review, item: Item) -> tuple[ProposedRelation, ...]:
    """What an item is to others that are still there; each relation once."""
    ids = _ids(review)
    found = {
        (each.type, ids[each.to]): each
        for each in review.relations
        if each.type in BORNE and ids.get(each.from_) == item.id != ids.get(each.to) and each.to in ids
    }
    return tuple(found.values())


def relation_words(review: Review, relation: ProposedRelation) -> str:
    """A relation in words, with the headline of what it leads to."""
    to = _ids(review).get(relation.to)
    headline = next((each.proposal.summary for each in review.items if each.id == to), "")
    return f"{BORNE[relation.type]}: {headline}"


def drop_relation(review: Review, id_: str, number: int) -> Review:
    """An item is not to another what was proposed; the `number` counts its relations from 0. Raises RefusedError."""
    item = open_item(review, id_)
    found = relations_of(review, item)
    if number >= len(found):
        raise RefusedError("it has no relation to drop")
    ids, gone = _ids(review), found[number]
    left = tuple(
        each
        for each in review.relations
        if (each.type, ids.get(each.from_), ids.get(each.to)) != (gone.type, item.id, ids[gone.to])
    )
    return decided(review, "dropped a relation", review.items, relations=left)


def _ids(review: Review) -> dict[str, str]:
    """The item that each proposal is by now, also those that went into another."""
    return {name: each.id for each in review.items for name in (*each.merged, each.id)}
