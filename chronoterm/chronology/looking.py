"""Looking inside the records of an index: nothing is read, nor anything imported for it, before somebody looks."""

from collections.abc import Callable, Sequence
from threading import Lock
from typing import TYPE_CHECKING

from pyroaring import BitMap

from chronoterm.chronology.evidence import Claimed
from chronoterm.chronology.fact_reading import FactReading
from chronoterm.chronology.fetching import Fetching
from chronoterm.chronology.index import Change, Index
from chronoterm.chronology.known import Knowing
from chronoterm.chronology.postings import Progress
from chronoterm.chronology.report_counts import Counts, ReportCounts, Then
from chronoterm.indexfile.reading import IndexFile
from chronoterm.terms import AsOf

if TYPE_CHECKING:
    from chronoterm.chronology.contents import Contents

Kept = IndexFile | Callable[[], IndexFile | None] | None
"""The words of all records, or what waits until they are there; none where they have to be read."""

SOME = 4000
"""Records that are looked into, the latest, while the words of a large store are being indexed: some 0.2 s."""


class Looking:
    """The contents of an index, once somebody looked, and how records are fetched."""

    def __init__(  # noqa: PLR0913 - each is a thing of its own
        self,
        index: Index,
        fetching: Fetching,
        contents: "Contents | None" = None,
        *,
        kept: Kept = None,
        only_some: bool = False,
        reading: FactReading | None = None,
    ) -> None:
        """`kept` holds the words of all rows, or waits for them. With `only_some` only the latest are looked into."""
        self.fetching = fetching
        self.facts = FactReading(index, fetching) if reading is None else reading
        self.knowing = Knowing(index, self.facts.facts)
        self.report_counts = ReportCounts(index, fetching.bodies)
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
    def has_contents(self) -> bool:
        """Whether what all records hold is read, or waits in a file, so that they need not be read for it."""
        return not self._only_some and (self.is_quick or isinstance(self._kept, IndexFile))

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

    def reported(self, as_of: AsOf | None = None, progress: Progress | None = None) -> Counts:
        """How many reports and origins the record of each row has, as known on a day; made when first asked for."""
        then = None if as_of is None else Then(as_of, self.knowing.known(as_of, progress)[0])
        return self.report_counts.all(self.facts.facts(progress), progress, then)

    def claims(self) -> Sequence[Claimed]:
        """The figures of all records, read when first asked for."""
        return self.facts.facts().claims

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
        reading = self.facts.after(change, fetching)
        return Looking(
            change.after, fetching, contents, kept=self._kept, only_some=self._only_some, reading=reading
        )

    def with_words(self, kept: Kept) -> "Looking":
        """The same with the words of all records: in a file, or, without one, to be read when somebody asks."""
        return Looking(self._index, self.fetching, kept=kept, reading=self.facts)
