"""What was typed into a form and not saved yet: kept on disk, so that a lost connection loses none of it."""

import hashlib
import os
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from msgspec import DecodeError, Struct, json

from chronoterm.keeping.keeper import file_name
from chronoterm.keeping.private import put_private

LARGEST = 4_000_000
"""Bytes of a draft; a longer one is not kept."""


class Draft(Struct, frozen=True):
    """The texts of the fields that somebody changed, by their names, and when (UTC, in words)."""

    key: str
    when: str
    texts: dict[str, str]


class Drafts:
    """The drafts of one user for one store; `key` says what is edited."""

    def __init__(self, store: Path, folder: Path | None) -> None:
        """`folder` is the user's state folder; without one nothing is kept."""
        name = file_name(os.path.realpath(store)).removesuffix(".json")
        self._folder = None if folder is None else folder / "stores" / f"{name}.drafts"

    def read(self, key: str) -> Draft | None:
        """The draft of a key, if there is one that can be read."""
        path = self._path(key)
        if path is None:
            return None
        with suppress(OSError, DecodeError):
            found = json.decode(path.read_bytes(), type=Draft)
            return found if found.key == key else None
        return None

    def keep(self, key: str, texts: Mapping[str, str]) -> None:
        """Keep a draft in place of the one before; where it cannot be kept, it is only on the screen."""
        path = self._path(key)
        when = f"{datetime.now(UTC):%d %b %Y %H:%M} UTC"
        data = json.encode(Draft(key, when, dict(texts)))
        if path is None or len(data) > LARGEST:
            return
        with suppress(OSError):
            put_private(path, data)

    def drop(self, key: str) -> None:
        """Forget a draft."""
        path = self._path(key)
        if path is not None:
            with suppress(OSError):
                path.unlink(missing_ok=True)

    def _path(self, key: str) -> Path | None:
        mark = hashlib.sha256(key.encode(errors="replace")).hexdigest()[:16]
        return None if self._folder is None else self._folder / f"{mark}.json"
