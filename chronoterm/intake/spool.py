"""New documents on their way to the store: in memory while they are few, else in a file that nobody else sees."""

import shutil
from array import array
from collections.abc import Iterator
from contextlib import suppress
from hashlib import blake2b
from io import BytesIO
from itertools import pairwise
from tempfile import TemporaryFile
from typing import IO

import msgspec

from chronoterm.edits import Document
from chronoterm.problems import ChronotermError

IN_MEMORY = 32_000_000
"""Bytes of documents that are written as one line of the journal; more are put into the store file at once."""

NO_ROOM = "nothing was imported: what was read cannot be put aside in the folder for temporary files"


class Spool:
    """Documents of records in the order they came in."""

    def __init__(self) -> None:
        self._file: IO[bytes] = BytesIO()
        self._ids = array("Q")
        self._known: frozenset[int] | None = None
        self.size = 0
        """Bytes so far."""

    def __len__(self) -> int:
        """How many documents there are."""
        return len(self._ids)

    @property
    def is_large(self) -> bool:
        """Whether there are too many for one line of a journal."""
        return self.size > IN_MEMORY

    def put(self, id_: str, encoded: bytes) -> None:
        """Take the JSON of a document with an id. Raises ChronotermError where there is no room for it."""
        try:
            if self.size <= IN_MEMORY < self.size + len(encoded) + 1:
                self._move_to_disk()
            self._file.write(encoded + b"\n")
        except OSError as error:
            raise ChronotermError(f"{NO_ROOM} ({error.strerror or error})") from error
        self._ids.append(_mark(id_))
        self.size += len(encoded) + 1

    def _move_to_disk(self) -> None:
        there = self._file
        self._file = TemporaryFile()  # noqa: SIM115 - as long as the spool
        there.seek(0)
        shutil.copyfileobj(there, self._file)

    def lines(self) -> Iterator[bytes]:
        """The documents as JSON, each on a line, in order."""
        self._file.seek(0)
        yield from self._file

    def documents(self) -> Iterator[Document]:
        """The documents again, in order."""
        return map(msgspec.json.decode, self.lines())

    def has(self, id_: str) -> bool:
        """Whether a document probably has that id: of others, one in 10 to the 13th is taken for one of a million."""
        if self._known is None:
            self._known = frozenset(self._ids)
        return _mark(id_) in self._known

    def demand_different_ids(self) -> None:
        """Raise ChronotermError where two documents have the same id."""
        ids = sorted(self._ids)
        if any(one == other for one, other in pairwise(ids)):
            raise ChronotermError("two of its records would get the same id, so nothing was imported")

    def close(self) -> None:
        """Let go of the file."""
        with suppress(OSError):  # there was no room for the rest of it, which nobody wants any more
            self._file.close()


def _mark(id_: str) -> int:
    return int.from_bytes(blake2b(id_.encode(), digest_size=8).digest())
