"""From the accepted proposals of a review to the one edit that stores them."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import NamedTuple

from msgspec.structs import replace

from chronoterm.edits import Change, Document, Edit, Table, change
from chronoterm.importers.article.documents import Documents, record_ids, records_of, stored_id, text_kept
from chronoterm.reviewing.deciding import stored
from chronoterm.reviewing.naming import links, table_of
from chronoterm.reviewing.outcome import completed, outcome, storable, to_store, with_aliases, with_relations
from chronoterm.reviewing.review import Item, Review, State, free_id, in_state
from chronoterm.text import clean

Fetch = Callable[[Table, str], Document | None]


class Import(NamedTuple):
    """The edit, none where everything is there already; and the record that each accepted proposal becomes."""

    edit: Edit | None
    records: Mapping[str, str]


def import_of(review: Review, fetch: Fetch) -> Import:
    """What stores the accepted proposals of a review, with the names that they need, as one step.

    `fetch` gives what the store has. A record that is there already is left as it is, but for its relations to those
    that come now.
    """
    extraction, wanted = outcome(review), to_store(review)
    ids = ids_of(review)
    needed = records_of(extraction, wanted, known=fetch, unreviewed=False)
    documents = _called(
        records_of(extraction, storable(review), known=fetch, unreviewed=False),
        {made: ids[each] for each, made in record_ids(extraction).items()},
    )
    new = {ids[each]: each for each in wanted if fetch(Table.RECORDS, ids[each]) is None}
    made = (*_names(review, needed, new, fetch), *_records(review, documents, new, fetch))
    records = {each: ids[each] for each in wanted}
    if not made:
        return Import(None, records)
    told = "1 record" if len(new) == 1 else f"{len(new):,} records"
    text = text_kept(review.extraction.article, review.text, fetch)
    return Import(Edit(f"imported {told} from {clean(review.file)}", (*made, *text)), records)


def found_there(review: Review, fetch: Fetch) -> Review:
    """The review as the store bears it out.

    What somebody has stored meanwhile is not proposed again. What was stored and is gone altogether was taken back, and
    waits again; where some of it is there, the rest was deleted for a reason.
    """
    kept = in_state(review, State.STORED)
    if kept and all(fetch(Table.RECORDS, each.record or "") is None for each in kept):
        review = replace(review, items=tuple(map(_waiting_again, review.items)), steps=())
    ids = ids_of(review)
    there = {
        each.id: ids[each.id]
        for each in review.items
        if each.state in (State.WAITING, State.ACCEPTED) and fetch(Table.RECORDS, ids[each.id]) is not None
    }
    return stored(review, there) if there else review


def ids_of(review: Review) -> dict[str, str]:
    """The ids of the records that proposals are, or would become.

    Of two that were made one like the other, both would get the same id: one that is stored keeps its own.
    """
    taken = {each.record for each in review.items if each.record is not None}
    made, ids = record_ids(outcome(review)), {}
    for each in review.items:
        ids[each.id] = each.record or free_id(made[each.id], taken)
        taken.add(ids[each.id])
    return ids


def _called(documents: Documents, ids: Mapping[str, str]) -> Documents:
    """Documents with other ids of records, wherever they name them."""
    return tuple(
        (table, _renamed(each, ids) if table is Table.RECORDS else each) for table, each in documents
    )


def _renamed(document: Document, ids: Mapping[str, str]) -> Document:
    relations = [{**each, "to": ids.get(each["to"], each["to"])} for each in document.get("relations", ())]
    return {
        **document,
        "id": ids.get(document["id"], document["id"]),
        **({"relations": relations} if relations else {}),
    }


def _waiting_again(item: Item) -> Item:
    return replace(item, state=State.WAITING, record=None) if item.state is State.STORED else item


def _records(review: Review, documents: Documents, new: Mapping[str, str], fetch: Fetch) -> Iterator[Change]:
    """The records that come now, and those from before that get a relation to one of them."""
    items = {each.id: each for each in review.items}
    for table, document in documents:
        id_ = document["id"]
        before = fetch(table, id_)
        # One that was stored once and is not there any more has been taken away by somebody.
        if table is not Table.RECORDS or (before is None and id_ not in new):
            continue
        if before is None:
            after = completed(items[new[id_]], _without_lost(document, new, fetch))
        else:
            after = with_relations(before, document, new)
        if (made := change(table, id_, before, after)) is not None:
            yield made


def _without_lost(document: Document, new: Collection[str], fetch: Fetch) -> Document:
    """A record without relations to what was stored once and is not there any more."""
    relations = [
        each
        for each in document.get("relations", ())
        if each["to"] in new or fetch(Table.RECORDS, each["to"]) is not None
    ]
    rest = {name: value for name, value in document.items() if name != "relations"}
    return {**rest, "relations": relations} if relations else rest


def _names(review: Review, documents: Documents, new: Mapping[str, str], fetch: Fetch) -> Iterator[Change]:
    """The names that the records need and nobody has, and those of known ones that get another."""
    items = [each for each in review.items if each.id in new.values()]
    done: set[tuple[Table, str]] = set()
    for table, document in documents:
        key = (table, document["id"])
        if table is not Table.RECORDS and fetch(*key) is None and key not in done:
            done.add(key)
            yield Change(*key, None, document)
    for name, aliases in links(review).items():
        table, id_ = table_of(review, name), stored_id(name)
        before = fetch(table, id_)
        if before is None or not any(_has(each, name) for each in items):
            continue
        if (made := change(table, id_, before, with_aliases(before, aliases))) is not None:
            yield made


def _has(item: Item, name: str) -> bool:
    proposal = item.proposal
    return name in (proposal.speaker, *proposal.actors, *proposal.places)
