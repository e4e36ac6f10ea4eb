"""Which passages of an article the store has records of already, from whoever wrote them."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import msgspec

from chronoterm.importers.proposals import Proposal, ProposedKind

ENOUGH = 0.5
"""How much two passages must have in common to be the same: twice what both have, of what they have together."""


class Passage(NamedTuple):
    """Characters of an article, half-open, that a record tells; whether it tells of something expected."""

    start: int
    end: int
    expected: bool
    record: str


class _Source(msgspec.Struct):
    span: tuple[int, int] | None = None
    sha256: str | None = None


class _Told(msgspec.Struct):
    id: str
    expected: bool = False
    sources: tuple[_Source, ...] = ()


_TOLD = msgspec.json.Decoder(_Told)


def passages_of(records: Iterable[msgspec.Raw], sha256: str) -> list[Passage]:
    """The passages of the article with that SHA-256 that records tell, given their JSON."""
    mark = sha256.encode()
    found: list[Passage] = []
    for raw in records:
        if mark in bytes(raw):
            found += _in_record(raw, sha256)
    return found


def _in_record(raw: msgspec.Raw, sha256: str) -> list[Passage]:
    try:
        told = _TOLD.decode(raw)
    except (
        msgspec.DecodeError,
        UnicodeDecodeError,
        RecursionError,
    ):  # one that the store does not show either
        return []
    spans = (each.span for each in told.sources if each.sha256 == sha256)
    return [Passage(*span, told.expected, told.id) for span in spans if span is not None]


def told_already(proposals: Iterable[Proposal], passages: Iterable[Passage]) -> Mapping[str, str]:
    """The records that tell what proposals would, by the ids of the proposals; each record counts once."""
    left = list(passages)
    told: dict[str, str] = {}
    for proposal in proposals:
        best = max(left, key=lambda each: _overlap(proposal, each), default=None)
        if best is not None and _overlap(proposal, best) >= ENOUGH:
            told[proposal.id] = best.record
            left.remove(best)
    return told


def _overlap(proposal: Proposal, passage: Passage) -> float:
    if not proposal.spans or (proposal.kind is ProposedKind.FORECAST) != passage.expected:
        return 0.0
    start, end = min(each[0] for each in proposal.spans), max(each[1] for each in proposal.spans)
    both = min(end, passage.end) - max(start, passage.start)
    return 2 * max(0, both) / max(1, end - start + passage.end - passage.start)
