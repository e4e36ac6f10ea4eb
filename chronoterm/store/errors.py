"""What can be wrong with a store file or an edit of it, said in one sentence to the person who made it."""

from pathlib import Path

from chronoterm.edits import Change, Document
from chronoterm.problems import ChronotermError
from chronoterm.text import clean


class StoreError(ChronotermError):
    """A store cannot be read or written; the file is as it was."""

    def __init__(self, path: Path | str, why: str, hint: str = "") -> None:
        self.path = Path(path)
        self._why = f"{clean(why)}{f'. {hint}' if hint else ''}"
        super().__init__(f"{clean(str(path))}: {self._why}")

    @property
    def brief(self) -> str:
        """What is wrong, with the name of the file alone."""
        return f"{clean(self.path.name)}: {self._why}"


class StoreChangedError(StoreError):
    """Somebody else wrote the store between our reading it and our writing it."""


class StoreLockedError(StoreError):
    """Somebody else holds the lock of the store for longer than we wait."""


class EditConflictError(StoreError):
    """Somebody else changed what an edit is about since it was looked at; nothing was written.

    `document` is how it stands now; none where it is gone.
    """

    def __init__(self, path: Path, change: Change, document: Document | None) -> None:
        what = "was changed" if document is not None else "was deleted"
        who = (document or {}).get("by")
        by = f" by {who}" if isinstance(who, str) else ""
        super().__init__(path, f"“{change.id}” {what}{by} meanwhile", "Nothing was written")
        self.change = change
        self.document = document
