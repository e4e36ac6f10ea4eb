"""Where a chronology fetches what its index does not hold: whole records, and the bodies that are searched."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from chronoterm.records import Body, Claim, Entry, Graded, Record

Fetch = Callable[[str], Record]
"""Fetches a record by its id. Raises KeyError for an id that is not there."""

Bodies = Callable[[Sequence[str]], Iterable[Body]]
"""Fetches the bodies of records by their ids, in that order. Raises KeyError for an id that is not there."""


class Fetching(NamedTuple):
    """How records are fetched: as the store has them when somebody asks, or out of `kept`."""

    fetch: Fetch
    bodies: Bodies
    kept: Mapping[str, Record] | None = None

    @classmethod
    def of(cls, fetch: Fetch, bodies: Bodies | None = None) -> "Fetching":
        """By a function, or two; without `bodies` the whole records are fetched for them."""
        return cls(fetch, bodies or (lambda ids: map(_body, map(fetch, ids))))

    @classmethod
    def out_of(cls, entries: Iterable[Entry]) -> "Fetching":
        """Out of those entries that are whole records."""
        kept = {each.id: each for each in entries if isinstance(each, Record)}
        fetch = kept.__getitem__
        return cls(fetch, cls.of(fetch).bodies, kept)

    def after(self, removed: Collection[str], put: Mapping[str, Entry]) -> "Fetching":
        """The same after a change; a store has made it already."""
        if self.kept is None:
            return self
        left = (each for each in self.kept.values() if each.id not in put and each.id not in removed)
        return Fetching.out_of([*left, *put.values()])


def _body(record: Record) -> Body:
    sources = tuple(
        Graded(reliability=each.reliability, credibility=each.credibility) for each in record.sources
    )
    return Body(
        summary=record.summary,
        quote=record.quote,
        about_date=record.about_date,
        figures=tuple(Claim(low=each.low, high=each.high) for each in record.figures),
        sources=sources,
    )
