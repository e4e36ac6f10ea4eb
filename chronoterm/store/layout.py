"""How a store file is laid out when we write it: TinyDB's tables, one document a line."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

Kept = TypeVar("Kept")


def lines_of(tables: Mapping[str, Mapping[str, Kept]], encoded: Callable[[Kept], bytes]) -> Iterator[bytes]:
    """The file piece by piece; `encoded` makes the JSON of a document."""
    yield b"{"
    for number, (name, documents) in enumerate(tables.items()):
        yield b"%b\n%b: {" % (b"," if number else b"", key_of(name))
        yield from lines_of_table(documents, encoded)
    yield b"\n}\n"


def lines_of_table(documents: Mapping[str, Kept], encoded: Callable[[Kept], bytes]) -> Iterator[bytes]:
    """What stands in the braces of a table, and the closing one."""
    for place, (key, document) in enumerate(documents.items()):
        yield b"%b\n%b: %b" % (b"," if place else b"", key_of(str(key)), encoded(document))
    yield b"\n}" if documents else b"}"


def key_of(name: str) -> bytes:
    """A key as JSON."""
    return json.dumps(name, ensure_ascii=False).encode()
