"""What can be wrong with a store file, said in one sentence to the person who opened it."""

from pathlib import Path

from chronoterm.problems import ChronotermError
from chronoterm.text import clean


class StoreError(ChronotermError):
    """A store cannot be read or written; the file is as it was."""

    def __init__(self, path: Path | str, why: str, hint: str = "") -> None:
        self.path = Path(path)
        super().__init__(f"{clean(str(path))}: {clean(why)}{f'. {hint}' if hint else ''}")


class StoreChangedError(StoreError):
    """Somebody else wrote the store between our reading it and our writing it."""


class StoreLockedError(StoreError):
    """Somebody else holds the lock of the store for longer than we wait."""
