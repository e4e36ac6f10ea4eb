"""Finding the documents of a store in its bytes, sound or damaged: where each begins and ends, read or not.

A walk from the front knows where everything is up to the first damage, and one from the back (`scanning_back`)
after the last; `salvage` looks at what lies between. All patterns are possessive: none goes back, time is linear.
"""

import json
import re
from collections.abc import Callable
from typing import NamedTuple

DEPTH = 32
"""Levels of nesting within a document that are followed."""

LITERALS = ("true", "false", "null", "NaN", "Infinity", "True", "False", "None", "undefined")
"""The words that stand in documents without quotation marks; the later ones are no JSON, and yet found in it."""

STEP = 1024
"""Documents between two reports of how far we are."""

Accept = Callable[[bytes], bool]

Progress = Callable[[int], None]
"""Is told the bytes done, and may raise to stop."""


def nested(string: bytes, literals: tuple[str, ...], opening: bytes, closing: bytes) -> bytes:
    """The pattern of an object or list; what cannot stand outside a string ends it at once."""
    # Exponents come last: backwards, “true” begins with an e as well.
    plain = rb"[\s,:0-9+\-.]++|%b|[eE]" % "|".join(literals).encode()
    pattern = b""
    for _ in range(DEPTH):
        deeper = b"|" + pattern if pattern else b""
        pattern = b"%b(?:%b|%b%b)*+%b" % (opening, plain, string, deeper, closing)
    return pattern


_STRING = rb'"(?:[^"\\\x00-\x08\x0b\x0c\x0e-\x1f]++|\\[^\x00-\x1f])*+"'
_SCALAR = rb"[0-9eE+\-.]++|%b" % "|".join(LITERALS).encode()

VALUE = re.compile(rb"%b|%b|%b" % (nested(_STRING, LITERALS, rb"[{\[]", rb"[}\]]"), _STRING, _SCALAR))
KEY = re.compile(rb"\s*+(%b)\s*+:\s*+" % _STRING)
OPEN, CLOSE, COMMA = (re.compile(rb"\s*+" + each) for each in (rb"\{", rb"\}", rb","))
_TELLING = ("kind", "name", "record")
_KEYS = (re.compile(rb'"id"\s*+:'), re.compile(rb'"(?:%b)"\s*+:' % "|".join(_TELLING).encode()))
_DIGITS = re.compile(r"[0-9]{1,18}")


class Found(NamedTuple):
    """A value in a store file: its table, the number of its document, and the bytes it takes, half-open.

    Without a number it is what stands in the place of a table. The table may be unknown.
    """

    table: str | None
    number: str | None
    start: int
    end: int


class Head(NamedTuple):
    """The name of a table, and how many values were found before it."""

    name: str
    before: int


class Walk(NamedTuple):
    """What a walk came across in the order of the file, and up to which byte it went.

    `table` is the one it was in when it could not go on; `whole` says that it came to the other end of a store.
    """

    found: list[Found]
    at: int
    whole: bool
    table: str | None = None
    heads: tuple[Head, ...] = ()


def walk(data: bytes, start: int = 0, accept: Accept | None = None, progress: Progress | None = None) -> Walk:
    """Go through one store from its opening brace on, as far as everything is in its place.

    `accept` says what a document may be; none where the bytes are known to be JSON, in which anything may be one.
    """
    walker = _Walker(data, start, accept, progress)
    whole = walker.passes(OPEN) and walker.members(walker.table_here)
    return Walk(walker.found, walker.at, whole, walker.table, tuple(walker.heads))


class _Walker:
    def __init__(self, data: bytes, start: int, accept: Accept | None, progress: Progress | None) -> None:
        self._data = data
        self._accept = accept
        self._progress = progress
        self.at = start
        self.table: str | None = None
        self.found: list[Found] = []
        self.heads: list[Head] = []

    def members(self, member: Callable[[str], bool]) -> bool:
        """Pass the members of an object whose brace was passed, and its closing brace."""
        if self.passes(CLOSE):
            return True
        while (key := KEY.match(self._data, self.at)) is not None:
            before, self.at = self.at, key.end()
            if not member(key_text(key[1])):
                # A table stays entered; a document that is not in its place was never reached.
                self.at = before if self.at == key.end() else self.at
                return False
            if not self.passes(COMMA):
                return self.passes(CLOSE)
        return False

    def table_here(self, name: str) -> bool:
        if self._accept is not None and _DIGITS.fullmatch(name):
            return False  # a document: there is a brace too many before it
        self.heads.append(Head(name, len(self.found)))
        if not self.passes(OPEN):
            return self._accept is None and self._value(name, None)
        self.table = name
        if not self.members(self._document_here):
            return False
        self.table = None
        return True

    def _document_here(self, number: str) -> bool:
        return self._value(self.table, number)

    def _value(self, table: str | None, number: str | None) -> bool:
        value = VALUE.match(self._data, self.at)
        if value is None:
            return False
        if self._accept is not None and not (_DIGITS.fullmatch(number or "") and self._accept(value[0])):
            return False
        if self._progress is not None and len(self.found) % STEP == 0:
            self._progress(self.at)
        self.found.append(Found(table, number, *value.span()))
        self.at = value.end()
        return True

    def passes(self, pattern: re.Pattern[bytes]) -> bool:
        passed = pattern.match(self._data, self.at)
        if passed is not None:
            self.at = passed.end()
        return passed is not None


def looks_complete(data: bytes, found: Found) -> bool:
    """Whether a value seems to have what a record, an actor or a note must have, as far as a glance can tell."""
    return all(key.search(data, found.start, found.end) for key in _KEYS)


def is_complete(document: object) -> bool:
    """The same of a document that was read."""
    return isinstance(document, dict) and "id" in document and not document.keys().isdisjoint(_TELLING)


def key_text(raw: bytes) -> str:
    """The text of a key that stands in quotation marks."""
    try:
        return str(json.loads(raw.decode("utf-8", "replace"), strict=False))
    except ValueError:  # an escape that there is none of
        return raw[1:-1].decode("utf-8", "replace")
