"""How a store file is laid out when we write it: TinyDB's tables, one document a line."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

Kept = TypeVar("Kept")


def lines_of(tables: Mapping[str, Mapping[str, Kept]], encoded: Callable[[Kept], bytes]) -> Iterator[bytes]:
    """The file piece by piece; `encoded` makes the JSON of a document."""
    yield b"{"
    for number, (name, documents) in enumerate(tables.items()):
        yield b"%b\n%b: {" % (b"," if number else b"", _key(name))
        for place, (key, document) in enumerate(documents.items()):
            yield b"%b\n%b: %b" % (b"," if place else b"", _key(str(key)), encoded(document))
        yield b"\n}" if documents else b"}"
    yield b"\n}\n"


def _key(name: str) -> bytes:
    return json.dumps(name, ensure_ascii=False).encode()
