"""Accepted proposals as documents of a store: records with final ids, and the names that they need.

An id is made of the article and the place in it, so that a second import of the article comes to the same ones.
"""

import hashlib
from base64 import b32encode
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from chronoterm.editing.ids import slug_of
from chronoterm.edits import Change, Document, Table
from chronoterm.importers.article.edtf import edtf_of
from chronoterm.importers.article.series import series_of
from chronoterm.importers.proposals import Article, Extraction, Proposal, ProposedKind, ProposedName
from chronoterm.records import UNREVIEWED, Basis, Kind, QuoteKind, RelationType

Known = Callable[[Table, str], Document | None]
Documents = tuple[tuple[Table, Document], ...]

NEW = "new:"
"""What the id of a name begins with that nobody knew before."""

SURE = {"background-of": RelationType.BACKGROUND, "asserts": RelationType.ASSERTS}
"""Relations that follow from how an article is built."""

THOUGHT = {
    each.value: each for each in (RelationType.RESTATES, RelationType.UPDATES, RelationType.CORROBORATES)
}
"""Relations that only a person can confirm."""

_KINDS = {"person": "person", "country": "government", "force": "armed force", "org": "organisation"}
_COUNTRY = "country"
EXPECTED = "Expected"
"""What a proposed headline begins with where something is expected, which every list shows anyway."""

_TAIL = 8


def records_of(
    extraction: Extraction, accepted: Collection[str], *, known: Known, unreviewed: bool
) -> Documents:
    """The documents of the accepted proposals, and of the names among them that the store does not know.

    `accepted` are ids of proposals, `known` tells what the store has. Where nobody reviewed them, they get the tag
    that says so, and no relation that only a person can confirm.
    """
    taken = [each for each in extraction.records if each.id in accepted]
    ids = {proposal: id_ for proposal, id_ in record_ids(extraction).items() if proposal in accepted}
    relations = _relations(extraction, ids, SURE if unreviewed else {**SURE, **THOUGHT})
    records = [
        _record(each, extraction, ids[each.id], relations.get(each.id, []), unreviewed=unreviewed)
        for each in taken
    ]
    return (*_names(extraction, taken, known), *((Table.RECORDS, each) for each in records))


def text_of(article: Article, text: str) -> Document:
    """The document that keeps the text of an article, which the spans of its records count the characters of."""
    sha256 = article.sha256
    return _without_blanks(
        {"id": sha256, "sha256": sha256, "file": article.file, "title": article.title, "text": text}
    )


def text_kept(article: Article, text: str, known: Known) -> tuple[Change, ...]:
    """What keeps the text of an article in a store; nothing where `known` tells that it is there."""
    if not text or known(Table.TEXTS, article.sha256) is not None:
        return ()
    return (Change(Table.TEXTS, article.sha256, None, text_of(article, text)),)


def record_ids(extraction: Extraction) -> dict[str, str]:
    """The ids that the records of proposals get: their first words, and a hash of where they stand in which article."""
    ids: dict[str, str] = {}
    places: Counter[str] = Counter()
    for each in extraction.records:
        place = f"{extraction.article.sha256} {each.spans} {each.kind.value}"
        places[place] += 1
        mark = hashlib.sha256(f"{place} {places[place]}".encode()).digest()
        tail = b32encode(mark).decode().lower()[:_TAIL]
        ids[each.id] = "-".join(filter(None, (slug_of(each.text), tail)))
    return ids


def stored_id(name: str) -> str:
    """The id in the store of a name in the article."""
    return name.removeprefix(NEW)


def _record(
    proposal: Proposal, extraction: Extraction, id_: str, relations: list[Document], *, unreviewed: bool
) -> Document:
    is_said = proposal.kind is ProposedKind.STATEMENT
    edtf = edtf_of(proposal.date)
    actors = dict.fromkeys(stored_id(each) for each in (proposal.speaker, *proposal.actors) if each)
    fields: dict[str, Any] = {
        "id": id_,
        "kind": (Kind.STATEMENT if is_said else Kind.EVENT).value,
        "headline": headline_of(proposal, extraction.names),
        "expected": proposal.kind is ProposedKind.FORECAST,
        "date": edtf,
        "date_text": (proposal.date.text or "").strip() or None,
        "date_basis": (proposal.date.basis if edtf else Basis.NONE).value,
        "about_date": _about(proposal, extraction) if is_said else None,
        "summary": _summary(proposal),
        "speaker": stored_id(proposal.speaker) if proposal.speaker else None,
        "speaker_role": proposal.speaker_role,
        "quote": quote_of(proposal),
        "quote_kind": QuoteKind.DIRECT.value if proposal.quotes else None,
        "actors": list(actors),
        "places": list(dict.fromkeys(stored_id(each) for each in proposal.places)),
        "figures": [
            _without_blanks(
                {
                    "series": series_of(each, extraction.names)[0],
                    "low": each.value,
                    "high": each.value,
                    "approx": each.approx,
                    "state": each.state,
                    "text": each.text,
                }
            )
            for each in proposal.figures
        ],
        "tags": [UNREVIEWED] if unreviewed else [],
        "sources": [_source(proposal, extraction.article)],
        "relations": relations,
    }
    return _without_blanks(fields)


def headline_of(proposal: Proposal, names: Mapping[str, ProposedName]) -> str:
    """The headline without whom it begins with: wherever a record is named, its speaker stands beside it."""
    whole = proposal.summary or proposal.text
    before, found, rest = whole.partition(": ")
    if not found or not rest.strip():
        return whole
    people = (names[each] for each in (proposal.speaker, *proposal.actors) if each and each in names)
    called = {each for name in people for each in (name.name, *name.aliases, name.name.rpartition(" ")[2])}
    if before not in (EXPECTED, *called):
        return whole
    return f"{rest[:1].upper()}{rest[1:]}"


def _without_blanks(fields: dict[str, Any]) -> Document:
    return {name: value for name, value in fields.items() if value not in (None, "", False, [])}


def quote_of(proposal: Proposal) -> str | None:
    """The quotes of a proposal, word for word, a paragraph each; a comma before the speaker's name is not theirs."""
    return "\n\n".join(each.strip().rstrip(",") for each in proposal.quotes) or None


def _summary(proposal: Proposal) -> str | None:
    """What the article says, in its own words; nothing where that is the quote or the headline."""
    quoted = sum(len(each) for each in proposal.quotes)
    is_told = proposal.text == proposal.summary or quoted + 4 >= len(proposal.text)
    return None if is_told else proposal.text


def _about(proposal: Proposal, extraction: Extraction) -> str | None:
    """The time that a statement speaks of: that of the forecast that it makes in the same words."""
    asserted = {
        each.to for each in extraction.relations if each.type == "asserts" and each.from_ == proposal.id
    }
    return next(
        (
            edtf_of(each.date)
            for each in extraction.records
            if each.id in asserted and each.spans == proposal.spans
        ),
        None,
    )


def _source(proposal: Proposal, article: Article) -> Document:
    via = article.via if article.via in proposal.source_chain else None
    spans = proposal.spans
    return _without_blanks(
        {
            "title": article.title or article.file,
            "via": via,
            "published": article.published,
            "span": [min(start for start, _ in spans), max(end for _, end in spans)] if spans else None,
            "sha256": article.sha256,
        }
    )


def _relations(
    extraction: Extraction, ids: Mapping[str, str], types: Mapping[str, RelationType]
) -> dict[str, list[Document]]:
    """What each accepted proposal is to another one, by the id of the proposal that bears it."""
    borne: dict[str, list[Document]] = {}
    for each in extraction.relations:
        if each.type in types and each.from_ in ids and each.to in ids:
            relation = {"type": types[each.type].value, "to": ids[each.to]}
            borne.setdefault(each.from_, []).append(relation)
    return borne


# Names


def _names(
    extraction: Extraction, taken: Collection[Proposal], known: Known
) -> Iterator[tuple[Table, Document]]:
    """The actors, places and series that proposals name, with what those belong to, that the store does not know."""
    done: set[tuple[Table, str]] = set()
    for table, id_ in _wanted(taken):
        name = extraction.names.get(id_)
        while name is not None and (table, name.id) not in done:
            done.add((table, name.id))
            above = name.within if table is Table.PLACES else name.part_of
            if above and above not in extraction.names and known(table, stored_id(above)) is None:
                above = None  # nobody would know what that is
            if known(table, stored_id(name.id)) is None:
                yield table, _document(table, name, above and stored_id(above))
            name = extraction.names.get(above) if above else None
    for proposal in taken:
        for figure in proposal.figures:
            id_, document = series_of(figure, extraction.names)
            if (Table.SERIES, id_) not in done and known(Table.SERIES, id_) is None:
                done.add((Table.SERIES, id_))
                yield Table.SERIES, document


def _wanted(taken: Collection[Proposal]) -> Iterator[tuple[Table, str]]:
    for each in taken:
        actors = (each.speaker, *each.actors)
        yield from ((Table.ACTORS, actor) for actor in actors if actor)
        yield from ((Table.PLACES, place) for place in each.places)


def _document(table: Table, name: ProposedName, above: str | None) -> Document:
    """The entry of a name; `above` is the id of what it is part of or lies within."""
    fields: dict[str, Any] = {"id": stored_id(name.id), "name": name.name}
    if table is Table.PLACES:
        is_country = name.type == _COUNTRY
        fields |= {"kind": _COUNTRY if is_country else None, "aliases": list(name.aliases), "part_of": above}
    else:
        fields |= {
            "kind": _KINDS.get(name.type),
            "aliases": list(name.aliases),
            "member_of": [{"actor": above}] if above else [],
            "country": name.id if name.type == _COUNTRY else None,
        }
    return _without_blanks(fields)
