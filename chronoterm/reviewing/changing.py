"""Changing what stands in the fields of a proposal."""

from msgspec.structs import replace

from chronoterm.importers.proposals import ProposedKind
from chronoterm.reviewing.dates import UNDATED, by_publication
from chronoterm.reviewing.entering import Editor, Entry, entered, put
from chronoterm.reviewing.fields import Field, Slot, field_named, label_of_field
from chronoterm.reviewing.naming import Reading
from chronoterm.reviewing.relations import drop_relation
from chronoterm.reviewing.review import Item, RefusedError, Review, decided, open_item
from chronoterm.text import clean_block

NEEDED = (Field.KIND, Field.HEADLINE)
"""Fields that cannot be empty."""


def edit(review: Review, id_: str, slot: Slot, typed: str, editor: Editor) -> Review:
    """What is typed stands in a field from now on; nothing typed empties it. Raises RefusedError."""
    item = open_item(review, id_)
    if slot.field is Field.RELATIONS:
        raise RefusedError("a relation can only be dropped; c does that")
    reading = Reading(review, editor.known)
    entry = Entry(review, item, slot.number, clean_block(typed), reading, editor)
    if not entry.line and slot.field in NEEDED:
        raise RefusedError(f"a {_called(item, slot.field)} is needed")
    changed = entered(slot.field, entry)
    if changed == item:
        return review
    names = {
        each: name for each, name in reading.names.items() if each in review.names or _uses(changed, each)
    }
    marked = _edited(changed, slot.field, editor.by)
    items = [marked if each.id == id_ else each for each in review.items]
    return decided(review, f"edited the {_called(item, slot.field)}", items, names=names)


def clear(review: Review, id_: str, slot: Slot, editor: Editor) -> Review:
    """Nothing stands in a field any more. Raises RefusedError where something must."""
    if slot.field is Field.RELATIONS:
        return drop_relation(review, id_, slot.number)
    return edit(review, id_, slot, "", editor)


def change_kind(review: Review, id_: str, kind: ProposedKind, by: str) -> Review:
    """A proposal is of another kind; everything else stays. Raises RefusedError."""
    item = open_item(review, id_)
    if item.proposal.kind is kind:
        return review
    marked = _edited(put(item, kind=kind), Field.KIND, by)
    items = [marked if each.id == id_ else each for each in review.items]
    return decided(review, f"made it a{'n' if kind is ProposedKind.EVENT else ''} {kind.value}", items)


def next_kind(item: Item) -> ProposedKind:
    """The kind after the one that a proposal is of, round and round."""
    every = list(ProposedKind)
    return every[(every.index(item.proposal.kind) + 1) % len(every)]


def swap_dates(review: Review, id_: str, by: str) -> Review:
    """The date is what is spoken of, and the other way round. Raises RefusedError.

    Where there is but one, a statement was made not later than the article came out, and a forecast is undated.
    """
    item = open_item(review, id_)
    kind, date = item.proposal.kind, item.proposal.date
    if item.other is None and kind is ProposedKind.EVENT:
        raise RefusedError("an event has one date; K makes it a statement")
    if item.other is None and date == UNDATED:
        raise RefusedError("there is no date to swap")
    said = UNDATED if kind is ProposedKind.FORECAST else by_publication(review.extraction.article)
    swapped = replace(
        item,
        proposal=replace(item.proposal, date=said if item.other is None else item.other),
        other=None if date == UNDATED else date,
    )
    marked = _edited(_edited(swapped, Field.DATE, by), Field.OTHER, by)
    items = [marked if each.id == id_ else each for each in review.items]
    return decided(review, "swapped the dates", items)


# What an edit leaves behind


def _edited(item: Item, field: Field, by: str) -> Item:
    """An item of which a field was edited: that is the rule from now on, and its flags have been seen."""
    proposal = item.proposal
    rules = {name: rule for name, rule in proposal.rules.items() if field_named(name) is not field}
    rules[field.value] = f"edited by {by}"
    flags = tuple(each for each in proposal.flags if field_named(each.field) is not field)
    return replace(
        item,
        proposal=replace(proposal, rules=rules, flags=flags),
        edited=tuple(dict.fromkeys((*item.edited, field.value))),
    )


def _uses(item: Item, id_: str) -> bool:
    proposal = item.proposal
    return id_ in (
        proposal.speaker,
        *proposal.actors,
        *proposal.places,
        *(each.of for each in proposal.figures),
    )


def _called(item: Item, field: Field) -> str:
    label = label_of_field(item, field).lower()
    return f"{label} date" if field is Field.OTHER else label
