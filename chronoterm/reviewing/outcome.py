"""What of a review becomes records: the accepted proposals as they stand now, and what a person has added to them."""

from collections.abc import Collection, Mapping, Sequence

from msgspec.structs import replace

from chronoterm.edits import Document
from chronoterm.importers.article.edtf import edtf_of
from chronoterm.importers.proposals import Extraction, Proposal, ProposedKind, ProposedRelation
from chronoterm.reviewing.review import Item, Review, State

STORABLE = (State.ACCEPTED, State.STORED)


def outcome(review: Review) -> Extraction:
    """The article with its proposals as a person has left them."""
    ids = {each.id: each.id for each in review.items}
    ids |= {gone: each.id for each in review.items for gone in each.merged}
    return replace(
        review.extraction,
        records=tuple(_proposal(each) for each in review.items),
        relations=_relations(review.relations, ids),
        names=dict(review.names),
    )


def to_store(review: Review) -> tuple[str, ...]:
    """The ids of the proposals that are accepted and not stored yet."""
    return tuple(each.id for each in review.items if each.state is State.ACCEPTED)


def storable(review: Review) -> tuple[str, ...]:
    """The ids of those, and of what is stored already, to which they may have relations."""
    return tuple(each.id for each in review.items if each.state in STORABLE)


def completed(item: Item, document: Document) -> Document:
    """The document of a record with what a person has added to its proposal."""
    more: Document = {}
    if item.summary:
        more["summary"] = item.summary
    if item.tags:
        tags = document.get("tags")
        more["tags"] = list(dict.fromkeys((*(tags if isinstance(tags, list) else ()), *item.tags)))
    is_forecast = item.proposal.kind is ProposedKind.FORECAST
    if item.other is not None and not is_forecast and (about := edtf_of(item.other)):
        more["about_date"] = about
    return {**document, **more}


def with_aliases(document: Document, aliases: Sequence[str]) -> Document:
    """The entry of somebody known who is called otherwise in an article."""
    have = document.get("aliases")
    held = list(have) if isinstance(have, list) else []
    taken = {each.casefold() for each in (*held, document.get("name")) if isinstance(each, str)}
    new = [each for each in dict.fromkeys(aliases) if each.casefold() not in taken]
    return {**document, "aliases": [*held, *new]} if new else document


def with_relations(document: Document, made: Document, to: Collection[str]) -> Document:
    """A stored record with those relations of a newly made one that lead to records which were not there before."""
    have = document.get("relations")
    held = list(have) if isinstance(have, list) else []
    new = [each for each in made.get("relations", ()) if each.get("to") in to and each not in held]
    return {**document, "relations": [*held, *new]} if new else document


def _proposal(item: Item) -> Proposal:
    proposal = item.proposal
    if proposal.kind is not ProposedKind.FORECAST:
        return replace(proposal, said=None)
    return replace(proposal, said=None if item.other is None else item.other.start or item.other.end)


def _relations(relations: Sequence[ProposedRelation], ids: Mapping[str, str]) -> tuple[ProposedRelation, ...]:
    """The relations among what is left; of those between two that became one, none."""
    found = (
        replace(each, from_=ids[each.from_], to=ids[each.to])
        for each in relations
        if each.from_ in ids and each.to in ids
    )
    left = {(each.type, each.from_, each.to): each for each in found if each.from_ != each.to}
    return tuple(left.values())
