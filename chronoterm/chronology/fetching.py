"""Where a chronology fetches what its index does not hold: whole records, and the bodies that are searched."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from chronoterm.records import Body, Cited, Claim, Entry, Passage, Record

if TYPE_CHECKING:
    from chronoterm.chronology.indexed import IndexedChronology

Fetch = Callable[[str], Record]
"""Fetches a record by its id. Raises KeyError for an id that is not there."""

Bodies = Callable[[Sequence[str]], Iterable[Body]]
"""Fetches the bodies of records by their ids, in that order. Raises KeyError for an id that is not there."""


BodiesIn = Callable[[Sequence[int]], Iterable[Body]]
"""Fetches the bodies of rows of a kept index, as they were when it was made: much faster than by ids."""


Past = Callable[[int], "IndexedChronology | None"]
"""The chronology of what the store held before a minute; none where that would take too long."""


class Texts(NamedTuple):
    """How the texts of files that sources name are fetched, and the passages that records were taken from."""

    text: Callable[[str], str | None]
    passages: Callable[[str], Sequence[Passage]]


class Fetching(NamedTuple):
    """How records are fetched: as the store has them when somebody asks, or out of `kept`."""

    fetch: Fetch
    bodies: Bodies
    kept: Mapping[str, Record] | None = None
    texts: Texts | None = None
    bodies_in: BodiesIn | None = None
    past: Past | None = None

    @classmethod
    def of(
        cls,
        fetch: Fetch,
        bodies: Bodies | None = None,
        texts: Texts | None = None,
        bodies_in: BodiesIn | None = None,
    ) -> "Fetching":
        """By a function, or two; without `bodies` the whole records are fetched for them."""
        return cls(
            fetch, bodies or (lambda ids: map(_body, map(fetch, ids))), texts=texts, bodies_in=bodies_in
        )

    @classmethod
    def out_of(cls, entries: Iterable[Entry]) -> "Fetching":
        """Out of those entries that are whole records."""
        kept = {each.id: each for each in entries if isinstance(each, Record)}
        fetch = kept.__getitem__
        texts = Texts(_nowhere, lambda sha256: passages_in(kept, sha256))
        return cls(fetch, cls.of(fetch).bodies, kept, texts)

    def text(self, sha256: str) -> str | None:
        """The text of a file by its SHA-256; none where it is not kept."""
        return None if self.texts is None else self.texts.text(sha256)

    def passages(self, sha256: str) -> Sequence[Passage]:
        """What records were taken from of that file, in its order."""
        return () if self.texts is None else self.texts.passages(sha256)

    def after(self, removed: Collection[str], put: Mapping[str, Entry]) -> "Fetching":
        """The same after a change; a store has made it already."""
        if self.kept is None:
            return self
        left = (each for each in self.kept.values() if each.id not in put and each.id not in removed)
        return Fetching.out_of([*left, *put.values()])


def passages_in(records: Mapping[str, Record], sha256: str) -> Sequence[Passage]:
    """The passages of a file that records were taken from, in its order."""
    return sorted(
        {
            Passage(*source.span, record.id)
            for record in records.values()
            for source in record.sources
            if source.sha256 == sha256 and source.span is not None
        }
    )


def _nowhere(_: str) -> None:
    """There is no text of a file where there is no store."""


def _body(record: Record) -> Body:
    """The part of a record that the JSON of it would give as its body."""
    return Body(
        **{name: getattr(record, name) for name in _PLAIN}, figures=_claims(record), sources=_cited(record)
    )


_PLAIN = ("summary", "quote", "about_date", "relations", "outcome", "revision", "created", "modified")


def _claims(record: Record) -> tuple[Claim, ...]:
    return tuple(
        Claim(**{name: getattr(each, name) for name in Claim.__struct_fields__}) for each in record.figures
    )


def _cited(record: Record) -> tuple[Cited, ...]:
    return tuple(
        Cited(**{name: getattr(each, name) for name in Cited.__struct_fields__}) for each in record.sources
    )
