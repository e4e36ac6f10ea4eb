"""The TinyDB storage of a chronology: documents stay raw bytes until somebody looks at them.

The file is what TinyDB's own JSON storage reads, written with one document a line.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
from tinydb.storages import Storage

from chronoterm.store.errors import StoreChangedError
from chronoterm.store.files import Identity, read_whole, replace_whole
from chronoterm.store.lock import locked
from chronoterm.store.shape import RawTables, parse_tables


class RawDocument(Mapping[str, Any]):
    """A stored document, decoded when first looked at; written back byte for byte when it was not replaced."""

    __slots__ = ("_decoded", "raw")

    def __init__(self, raw: bytes | memoryview | msgspec.Raw) -> None:
        self.raw = raw
        self._decoded: dict[str, Any] | None = None

    @property
    def decoded(self) -> dict[str, Any]:
        """The document as a dictionary."""
        if self._decoded is None:
            self._decoded = msgspec.json.decode(self.raw)
        return self._decoded

    def __getitem__(self, key: str) -> Any:
        return self.decoded[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.decoded)

    def __len__(self) -> int:
        return len(self.decoded)


class ChronologyStorage(Storage):
    """Reads with msgspec; writes the whole file under the lock, and only over the file that it read."""

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path)
        self._read_under: Identity | None = None

    def read(self) -> dict[str, dict[str, Any]] | None:
        """All tables, or none where there is no file yet. Raises StoreError for a file that is no store."""
        if not self.path.exists():
            self._read_under = None
            return None
        tables, self._read_under = self.read_raw()
        return {
            name: {number: RawDocument(raw) for number, raw in documents.items()}
            for name, documents in tables.items()
        }

    def read_raw(self) -> tuple[RawTables, Identity]:
        """All tables with their documents as bytes, and the identity of the file. Raises StoreError."""
        data, identity = read_whole(self.path)
        return parse_tables(self.path, data), identity

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Replace the file. Raises StoreChangedError when it is no longer the one that was read."""
        with locked(self.path):
            if self._now() != self._read_under:
                raise StoreChangedError(
                    self.path, "was changed by somebody else meanwhile", "Nothing was written"
                )
            self._read_under = replace_whole(self.path, _lines(data))

    def _now(self) -> Identity | None:
        return Identity.of(self.path.stat()) if self.path.exists() else None


def _lines(tables: Mapping[str, Mapping[str, Any]]) -> Iterator[bytes]:
    yield b"{"
    for number, (name, documents) in enumerate(tables.items()):
        yield (b",\n" if number else b"\n") + msgspec.json.encode(name) + b": {"
        for place, (key, document) in enumerate(documents.items()):
            yield (b",\n" if place else b"\n") + msgspec.json.encode(str(key)) + b": " + _encoded(document)
        yield b"\n}" if documents else b"}"
    yield b"\n}\n"


def _encoded(document: Any) -> bytes:
    if isinstance(document, RawDocument):
        return bytes(document.raw)
    return msgspec.json.encode(dict(document))
