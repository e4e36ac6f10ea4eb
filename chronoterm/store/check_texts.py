"""What records say of the texts that a store keeps: a span lies within its text, and a quote stands there."""

from collections.abc import Iterator
from functools import lru_cache

from chronoterm.edits import Table
from chronoterm.problems import Problem, Severity
from chronoterm.records import QuoteKind, Record, Source
from chronoterm.store.store import Store
from chronoterm.text import clean

AT_ONCE = 8
"""Texts that are held while records are gone through; those of one article stand near each other."""

_BY_OTHERS = (QuoteKind.PARAPHRASE, QuoteKind.TRANSLATED)
"""Quotes that are in no source word for word, and say so."""


class TextCheck:
    """Looks at one record after another; then tells which texts no source names."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._kept = frozenset(store.ids(Table.TEXTS))
        self._named: set[str] = set()
        self._text = lru_cache(maxsize=AT_ONCE)(store.text)

    def faults(self, record: Record) -> Iterator[tuple[str, str]]:
        """What is wrong with what a record says of texts: a field, and why."""
        told = [each for each in record.sources if each.sha256 in self._kept]
        if not told:
            return
        self._named.update(each.sha256 for each in told if each.sha256)
        outside = [each for each in told if not self._lies_within(each)]
        for each in outside:
            length = len(self._text(each.sha256 or "") or "")
            yield "sources.span", f"ends at {(each.span or (0, 0))[1]:,}; its text has {length:,} characters"
        if record.quote and record.quote_kind not in _BY_OTHERS and len(told) == len(record.sources):
            yield from self._quote_faults(record.quote, [each for each in told if each not in outside])

    def _lies_within(self, source: Source) -> bool:
        return source.span is None or source.span[1] <= len(self._text(source.sha256 or "") or "")

    def _quote_faults(self, quote: str, sources: list[Source]) -> Iterator[tuple[str, str]]:
        """Each paragraph of a quote is to stand in a text, where its source says; only its spaces may differ."""
        pieces = [" ".join(each.split()) for each in quote.split("\n\n") if each.strip()]
        for each in sources:
            text = self._text(each.sha256 or "") or ""
            start, end = each.span or (0, len(text))
            there = " ".join(text[max(0, start) : end].split())
            if all(piece in there for piece in pieces):
                return
        if sources:
            yield "quote", "does not stand word for word in the text of its source, where its span is"

    def unnamed(self) -> Iterator[Problem]:
        """A remark for each text that no source names."""
        for each in self._store.ids(Table.TEXTS):
            if each not in self._named:
                number = clean(self._store.number_of(Table.TEXTS, each))
                yield Problem(Severity.NOTE, Table.TEXTS.value, number, "sha256", "is named by no source")
