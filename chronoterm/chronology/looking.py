"""Looking inside the records of an index: nothing is read, nor anything imported for it, before somebody looks."""

from threading import Lock
from typing import TYPE_CHECKING

from chronoterm.chronology.fetching import Fetching
from chronoterm.chronology.index import Change, Index
from chronoterm.chronology.postings import Progress

if TYPE_CHECKING:
    from chronoterm.chronology.contents import Contents


class Looking:
    """The contents of an index, once somebody looked, and how records are fetched."""

    def __init__(self, index: Index, fetching: Fetching, contents: "Contents | None" = None) -> None:
        self.fetching = fetching
        self._index = index
        self._contents = contents
        self._making = Lock()

    @property
    def is_quick(self) -> bool:
        """Whether what the records hold is there, so that nobody has to wait for it."""
        return self._contents is not None and self._contents.is_read

    def inside(self, progress: Progress | None = None) -> "Contents":
        """What the records hold, read when first asked for. `progress` may raise to stop that."""
        with self._making:
            if self._contents is None:
                from chronoterm.chronology.contents import Contents  # noqa: PLC0415 - most starts never look inside

                self._contents = Contents.of(self._index, self.fetching.bodies)
            contents = self._contents
        contents.read(progress)
        return contents

    def after(self, change: Change, fetching: Fetching) -> "Looking":
        """The same after a change; what was read stays read."""
        contents = None if self._contents is None else self._contents.after(change, fetching.bodies)
        return Looking(change.after, fetching, contents)
