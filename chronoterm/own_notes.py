"""The annotations of somebody who may not edit a store: a small store of their own, in their own folder."""

import os
from contextlib import suppress
from pathlib import Path

from chronoterm.directories import make_private
from chronoterm.keeping.keeper import file_name
from chronoterm.records import Annotation
from chronoterm.store.errors import StoreError
from chronoterm.store.layout import lines_of
from chronoterm.store.lock import locked
from chronoterm.store.replacing import replace_whole
from chronoterm.store.shared import SharedStore

SUFFIX = ".notes.json"


class OwnNotes:
    """One user's annotations on one store. The file is made when the first is written."""

    def __init__(self, store: Path, folder: Path) -> None:
        """`folder` is the user's state folder; links to one store lead to one file."""
        name = file_name(os.path.realpath(store)).removesuffix(".json")
        self.path = folder / "stores" / f"{name}{SUFFIX}"
        self._store: SharedStore | None = None

    @property
    def store(self) -> SharedStore | None:
        """The annotations that there are; none where nothing was ever noted. Raises StoreError."""
        if self._store is None and self.path.exists():
            self._store = SharedStore.open(self.path)
        return self._store

    @property
    def annotations(self) -> list[Annotation]:
        """What was noted; nothing where the file is damaged, which is told when something is to be written."""
        with suppress(StoreError, OSError):
            return self.store.annotations if self.store else []
        return []

    def created(self) -> SharedStore:
        """The annotations, in a file that is made where there is none. Raises StoreError."""
        if self.store is None:
            try:
                make_private(self.path.parent)
            except OSError as error:
                raise StoreError(self.path, f"cannot be made ({error.strerror})") from error
            with locked(self.path):
                if not self.path.exists():
                    tables: dict[str, dict[str, bytes]] = {
                        "meta": {"1": b'{"schema":1,"title":"Notes"}'},
                        "records": {},
                        "annotations": {},
                    }
                    replace_whole(self.path, lines_of(tables, bytes))
        found = self.store
        if found is None:
            raise StoreError(self.path, "was taken away while it was made")
        return found
