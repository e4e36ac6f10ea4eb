"""Looking inside the records of an index: nothing is read, nor anything imported for it, before somebody looks."""

from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING

from pyroaring import BitMap

from chronoterm.chronology.fetching import Fetching
from chronoterm.chronology.index import Change, Index
from chronoterm.chronology.postings import Progress
from chronoterm.indexfile.reading import IndexFile

if TYPE_CHECKING:
    from chronoterm.chronology.contents import Contents

Kept = IndexFile | Callable[[], IndexFile | None] | None
"""The words of all records, or what waits until they are there; none where they have to be read."""

SOME = 4000
"""Records that are looked into, the latest, while the words of a large store are being indexed: some 0.2 s."""


class Looking:
    """The contents of an index, once somebody looked, and how records are fetched."""

    def __init__(
        self,
        index: Index,
        fetching: Fetching,
        contents: "Contents | None" = None,
        *,
        kept: Kept = None,
        only_some: bool = False,
    ) -> None:
        """`kept` holds the words of all rows, or waits for them. With `only_some` only the latest are looked into."""
        self.fetching = fetching
        self._index = index
        self._contents = contents
        self._kept = kept
        self._only_some = only_some
        self._making = Lock()

    @property
    def is_quick(self) -> bool:
        """Whether what the records hold is there, so that nobody has to wait for it."""
        return self._contents is not None and self._contents.is_read

    @property
    def looks_into(self) -> int | None:
        """How many records are looked into, where that is not all of them."""
        return min(SOME, len(self._index.entries)) if self._only_some else None

    def inside(self, progress: Progress | None = None) -> "Contents":
        """What the records hold, read when first asked for. `progress` may raise to stop that."""
        with self._making:
            if self._contents is None:
                self._contents = self._made()
            contents = self._contents
        contents.read(progress)
        return contents

    def _made(self) -> "Contents":
        from chronoterm.chronology.contents import Contents  # noqa: PLC0415 - most starts never look inside

        index, bodies = self._index, self.fetching.bodies
        kept = self._kept() if callable(self._kept) else self._kept
        if kept is not None:
            from chronoterm.chronology.kept_inside import inside_of  # noqa: PLC0415 - as above

            return Contents.kept(index, bodies, inside_of(kept, index.layer.since.total))
        if self._only_some:
            dated = index.rows.dated
            return Contents.of_some(index, bodies, BitMap(range(max(0, dated - SOME), dated)))
        return Contents.of(index, bodies)

    def after(self, change: Change, fetching: Fetching) -> "Looking":
        """The same after a change; what was read stays read."""
        contents = None if self._contents is None else self._contents.after(change, fetching.bodies)
        return Looking(change.after, fetching, contents, kept=self._kept, only_some=self._only_some)

    def with_words(self, kept: Kept) -> "Looking":
        """The same with the words of all records: in a file, or, without one, to be read when somebody asks."""
        return Looking(self._index, self.fetching, kept=kept)
