"""Which passages of an article the store has records of already, from whoever wrote them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
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


def passages_in(records: Iterable[msgspec.Raw]) -> Mapping[str, Sequence[Passage]]:
    """The passages of articles that records tell, given their JSON, by the SHA-256 of the articles."""
    found: defaultdict[str, list[Passage]] = defaultdict(list)
    for raw in records:
        if b'"span"' in bytes(raw):  # most records of a large store are from tables
            for sha256, passage in _in_record(raw):
                found[sha256].append(passage)
    return found


def _in_record(raw: msgspec.Raw) -> list[tuple[str, Passage]]:
    try:
        told = _TOLD.decode(raw)
    except (
        msgspec.DecodeError,
        UnicodeDecodeError,
        RecursionError,
    ):  # one that the store does not show either
        return []
    return [
        (each.sha256, Passage(*each.span, told.expected, told.id))
        for each in told.sources
        if each.sha256 is not None and each.span is not None
    ]


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
