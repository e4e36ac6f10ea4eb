"""Which series a figure may belong to: proposed by its words, and by who takes part where the series is counted."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from chronoterm.chronology.evidence import Claimed, Evidence
from chronoterm.records import Series
from chronoterm.text_words import words_of

MOST_PROPOSED = 3
"""Series that are proposed at most."""

MOST_LOOKED_AT = 40
"""Figures of a series whose actors are looked at: the latest ones."""

ENOUGH_ACTORS = 2
"""Actors in common from which a series is proposed that has no word in common."""

_SMALL = frozenset(
    (
        "a",
        "about",
        "an",
        "and",
        "at",
        "by",
        "for",
        "from",
        "in",
        "of",
        "on",
        "or",
        "some",
        "than",
        "the",
        "to",
    )
)
_PLURAL = 3
"""Letters of a word from which its last s is left aside."""


class SeriesFacts(NamedTuple):
    """How many figures a series has, and who takes part in the latest records with them."""

    figures: int
    actors: frozenset[str]


class Proposal(NamedTuple):
    """A series that a figure may belong to, and why: words in common, and how many actors are."""

    series: str
    words: tuple[str, ...]
    actors: int

    @property
    def why(self) -> str:
        """The reasons in words."""
        words = ", ".join(f"“{each}”" for each in self.words)
        actors = f"{self.actors:,} {'actor' if self.actors == 1 else 'actors'}" if self.actors else ""
        return "; ".join(filter(None, (words, actors)))


def proposals(
    text: str, actors: Collection[str], every: Iterable[Series], facts: Mapping[str, SeriesFacts]
) -> Sequence[Proposal]:
    """The series that a figure may belong to by the words of its source and the actors of its record, the best first.

    Proposed is what has a word in common in its name or unit, or at least two actors.
    """
    words = _words(text)
    found = []
    for each in every:
        own = _words(f"{each.name} {each.unit or ''}")
        common = tuple(word for word in words if word in own)
        known = facts.get(each.id)
        shared = len(known.actors.intersection(actors)) if known else 0
        if common or shared >= ENOUGH_ACTORS:
            found.append(Proposal(each.id, common, shared))
    found.sort(key=lambda each: (-len(each.words), -each.actors, each.series))
    return found[:MOST_PROPOSED]


def series_facts(evidence: Evidence) -> Mapping[str, SeriesFacts]:
    """What the figures of a view tell of their series."""
    of_series: dict[str, list[Claimed]] = {}
    for each in evidence.claims():
        if each.series:
            of_series.setdefault(each.series, []).append(each)
    return {
        series: SeriesFacts(len(claims), _actors(evidence, claims[-MOST_LOOKED_AT:]))
        for series, claims in of_series.items()
    }


def _actors(evidence: Evidence, claims: Iterable[Claimed]) -> frozenset[str]:
    return frozenset(actor for each in claims for actor in evidence.entry(each.row).actors)


def _words(text: str) -> Sequence[str]:
    """The telling words of a text, each once: no numbers, no small words, no plural."""
    found = (each for each in words_of(text) if each not in _SMALL and not each.isdigit())
    return list(dict.fromkeys(_singular(each) for each in found))


def _singular(word: str) -> str:
    return word[:-1] if len(word) > _PLURAL and word.endswith("s") and not word.endswith("ss") else word
