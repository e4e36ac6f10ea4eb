"""What a repair could not save as it was, told with its place and how it begins."""

from typing import Any, NamedTuple

import msgspec

from chronoterm.text import clean

KEPT = "; kept in table unread"

LONGEST_SHOWN = 200
"""Characters of something lost that are shown."""

LONGEST_KEPT = 10_000
"""Characters of damaged bytes that are kept as text."""


class Loss(NamedTuple):
    """Something that is not in a repaired store as it was: where it stood, what became of it, how it begins.

    `kept` goes into the table `unread` of the repaired store, for somebody to look at.
    """

    place: str
    why: str
    text: str = ""
    kept: dict[str, Any] | None = None

    def __str__(self) -> str:
        said = f"{self.place}: {self.why}{'' if self.kept is None else KEPT}"
        return clean(f"{said}: {self.text}" if self.text else said)


def lost(place: str, why: str, value: object) -> Loss:
    """A value that belongs nowhere any more and is kept to be looked at."""
    return Loss(place, why, beginning(value), {"value": value})


def lost_bytes(place: str, why: str, raw: bytes) -> Loss:
    """Bytes that are no JSON, of which the beginning is kept as text."""
    return Loss(place, why, beginning(raw), {"text": text_of(raw)})


def text_of(raw: bytes) -> str:
    """Bytes as the text that they once were, as far as it can be told and is not too long."""
    text = raw[: 4 * LONGEST_KEPT].decode("utf-8", "replace")
    return text if len(text) <= LONGEST_KEPT else f"{text[: LONGEST_KEPT - 1]}…"


def beginning(value: object) -> str:
    """The first characters of a value as JSON, or of bytes as text, fit to be shown."""
    raw = value if isinstance(value, bytes) else msgspec.json.encode(value)
    text = clean(raw[: 4 * LONGEST_SHOWN].decode("utf-8", "replace"))
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"
