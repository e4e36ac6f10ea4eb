"""Accepting and rejecting what is proposed."""

from collections.abc import Collection, Mapping

from msgspec.structs import replace

from chronoterm.reviewing.naming import new_names
from chronoterm.reviewing.review import (
    Item,
    RefusedError,
    Review,
    State,
    decided,
    item_of,
    open_item,
    with_item,
)


def accept(review: Review, id_: str) -> Review:
    """A proposal is right as it stands. Raises RefusedError."""
    item = open_item(review, id_)
    if not item.proposal.summary.strip():
        raise RefusedError("it needs a headline first")
    return with_item(review, "accepted", replace(item, state=State.ACCEPTED))


def reject(review: Review, id_: str) -> Review:
    """A proposal is none that should become a record; it is not proposed again. Raises RefusedError."""
    return with_item(review, "rejected", replace(open_item(review, id_), state=State.REJECTED))


def unflagged(review: Review) -> tuple[Item, ...]:
    """What waits, has no flag, and can be accepted as it stands."""
    return tuple(
        each
        for each in review.items
        if each.state is State.WAITING and not each.flags and each.proposal.summary.strip()
    )


def accept_all_unflagged(review: Review) -> Review:
    """Whatever waits and has no flag is right as it stands; one step to take back."""
    right = {each.id for each in unflagged(review)}
    items = [replace(each, state=State.ACCEPTED) if each.id in right else each for each in review.items]
    return decided(review, f"accepted {len(right)}", items)


def stored(review: Review, records: Mapping[str, str]) -> Review:
    """The review after accepted items were stored, as the records whose ids stand by theirs.

    Their names are those of somebody from now on. What was decided before can no longer be taken back here: the
    chronology has an undo of its own.
    """
    names = {name: name for each in review.items if each.id in records for name in new_names(review, each)}
    items = tuple(
        replace(each, state=State.STORED, record=records[each.id]) if each.id in records else each
        for each in review.items
    )
    return replace(review, items=items, choices={**review.choices, **names}, steps=())


def accept_again(review: Review, id_: str) -> Review:
    """What was stored and is not there any more should be stored once more."""
    item = replace(item_of(review, id_), state=State.ACCEPTED, record=None)
    return with_item(review, "accepted again", item)


def gone(review: Review, there: Collection[str]) -> frozenset[str]:
    """The ids of the items whose record is not among those that are there; for undoing an import, or a deletion."""
    return frozenset(
        each.id for each in review.items if each.state is State.STORED and each.record not in there
    )
