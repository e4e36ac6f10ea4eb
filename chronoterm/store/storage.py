"""The TinyDB storage of a chronology: documents stay raw bytes until somebody looks at them.

The file is what TinyDB's own JSON storage reads, written with one document a line.
"""

import json
from collections.abc import Iterator, MutableMapping
from pathlib import Path
from typing import Any

import msgspec
from tinydb.storages import Storage

from chronoterm.store.errors import StoreChangedError, StoreError
from chronoterm.store.files import Identity, explained, read_whole
from chronoterm.store.layout import lines_of
from chronoterm.store.lock import locked
from chronoterm.store.replacing import replace_whole
from chronoterm.store.shape import RawTables, obstacle_to_editing, parse_tables


class RawDocument(MutableMapping[str, Any]):
    """A stored document, decoded when first looked at; written back byte for byte when it was not changed."""

    __slots__ = ("_decoded", "raw")

    def __init__(self, raw: bytes | memoryview | msgspec.Raw) -> None:
        self.raw = raw
        self._decoded: dict[str, Any] | None = None

    @property
    def decoded(self) -> dict[str, Any]:
        """The document as a dictionary. Raises ValueError for what TinyDB itself could not read."""
        if self._decoded is None:
            self._decoded = _decode(self.raw)
        return self._decoded

    @property
    def encoded(self) -> bytes:
        """The document as JSON: its own bytes as long as they say what it holds."""
        # As text, because == takes 1, 1.0 and true for the same.
        if self._decoded is None or json.dumps(self._decoded) == json.dumps(_decode(self.raw)):
            return bytes(self.raw)
        return _encode(self._decoded)

    def __getitem__(self, key: str) -> Any:
        return self.decoded[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.decoded[key] = value

    def __delitem__(self, key: str) -> None:
        del self.decoded[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.decoded)

    def __len__(self) -> int:
        return len(self.decoded)


class ChronologyStorage(Storage):
    """Reads with msgspec; writes the whole file under the lock, and only over the file that it read.

    Who tries again after a StoreChangedError must do so with a new table: TinyDB's tables remember the next number.
    """

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path)
        self._read_under: Identity | None = None
        self._obstacle = ""

    def read(self) -> dict[str, dict[str, Any]] | None:
        """All tables, or none where there is no file yet. Raises StoreError for a file that is no store."""
        if self._now() is None:
            self._read_under, self._obstacle = None, ""
            return None
        tables, self._read_under = self._read_raw()
        self._obstacle = self._obstacle or obstacle_to_editing(tables)
        return {
            name: {number: RawDocument(raw) for number, raw in documents.items()}
            for name, documents in tables.items()
        }

    def _read_raw(self) -> tuple[RawTables, Identity]:
        data, identity = read_whole(self.path)
        tables, as_written = parse_tables(self.path, data)
        self._obstacle = "" if as_written else "it holds halves of characters"
        return tables, identity

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Replace the file.

        Raises StoreChangedError when it is no longer the one that was read, StoreError when it cannot be written
        or TinyDB would change more of it than was edited, and ValueError or TypeError for what JSON cannot hold.
        """
        if self._obstacle:
            hint = "`chronoterm check` names what to mend"
            raise StoreError(self.path, f"cannot be edited: {self._obstacle}", hint)
        with locked(self.path):
            if self._now() != self._read_under:
                raise StoreChangedError(
                    self.path, "was changed by somebody else meanwhile", "Nothing was written"
                )
            self._read_under = replace_whole(self.path, lines_of(data, _encoded))

    def _now(self) -> Identity | None:
        with explained(self.path):
            return Identity.of(self.path.stat()) if self.path.exists() else None


def _encoded(document: Any) -> bytes:
    return document.encoded if isinstance(document, RawDocument) else _encode(dict(document))


def _encode(value: Any) -> bytes:
    """JSON as TinyDB would write it, in UTF-8; what no strict reader takes is refused."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


def _decode(raw: bytes | memoryview | msgspec.Raw) -> Any:
    try:
        return msgspec.json.decode(raw)
    except (msgspec.DecodeError, RecursionError):
        return json.loads(bytes(raw))  # more patient with numbers
