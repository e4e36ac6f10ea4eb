"""Texts that stores of tests keep, with records that were taken from them."""

import hashlib
from typing import Any

from hypothesis import strategies as st

Document = dict[str, Any]

ODD = "a b.\n\r\t\x00\x1b\x9b\x85\u2028\u202e\u200d\u0301\ufeff\u05d0漢🌍é“’\x0b\x0c\ud7ff\ue000"
"""Letters of which hostile and plain texts are made: controls, marks, wide ones, line breaks of all kinds."""

ODD_TEXTS = st.text(st.sampled_from(ODD), max_size=60)


def sha256_of(text: str) -> str:
    """The SHA-256 of a file with a text."""
    return hashlib.sha256(text.encode()).hexdigest()


def text_document(text: str, **more: Any) -> Document:
    """A text as a store keeps it."""
    return {"id": sha256_of(text), "sha256": sha256_of(text), "text": text, **more}


def taken(record_id: str, text: str, span: tuple[int, int] | None = None, **more: Any) -> Document:
    """A record taken from a text."""
    source: Document = {"publisher": "Gazette", "title": "Strike at Quay 1", "sha256": sha256_of(text)}
    if span is not None:
        source["span"] = list(span)
    return {"id": record_id, "kind": "event", "headline": record_id, "sources": [source], **more}


def of_words(text: str, record_id: str, words: str, **more: Any) -> Document:
    """A record taken from the first place where a text has these words."""
    at = text.index(words)
    return taken(record_id, text, (at, at + len(words)), **more)
