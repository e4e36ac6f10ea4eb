"""The facts of an index, read when somebody first asks and kept through changes."""

from collections.abc import Iterable, Iterator
from threading import Lock

from pyroaring import BitMap

from chronoterm.chronology.facts import Facts
from chronoterm.chronology.fetching import Fetching
from chronoterm.chronology.index import Change, Index
from chronoterm.chronology.inside import STEP, bodies_of
from chronoterm.chronology.postings import Progress
from chronoterm.chronology.renumbering import Renumbering
from chronoterm.records import Body


class FactReading:
    """Reads the facts of all records once; after changes only what changed, and only when somebody asks again."""

    def __init__(
        self,
        index: Index,
        fetching: Fetching,
        read: "tuple[Facts, Renumbering] | None" = None,
        fresh: BitMap | None = None,
    ) -> None:
        """`read` are facts with the way from their rows to those of `index`; the rows `fresh` are to be read again."""
        self._index = index
        self._fetching = fetching
        self._read = read
        self._fresh = BitMap() if fresh is None else fresh
        self._reading = Lock()

    @property
    def is_ready(self) -> bool:
        """Whether the facts are there, so that nobody has to wait for them."""
        return self._read is not None and not self._fresh and self._read[1].is_still

    def facts(self, progress: Progress | None = None) -> Facts:
        """The facts, read as far as they are not there. `progress` is told the records read, and may raise to stop."""
        with self._reading:
            if self._read is None:
                facts = self._read_all(progress)
            elif self.is_ready:
                return self._read[0]
            else:
                facts = self._renewed(*self._read)
            self._read, self._fresh = (facts, Renumbering.still(len(self._index.entries))), BitMap()
            return facts

    def after(self, change: Change, fetching: Fetching) -> "FactReading":
        """The same after a change; before anybody asked there is nothing to keep."""
        if self._read is None:
            return FactReading(change.after, fetching)
        facts, since = self._read
        fresh = change.renumbering.rows(self._fresh) | change.renumbering.come
        fresh |= BitMap([row for row, _ in change.rewritten])
        return FactReading(change.after, fetching, (facts, since.then(change.renumbering)), fresh)

    def _read_all(self, progress: Progress | None) -> Facts:
        bodies_in, layer = self._fetching.bodies_in, self._index.layer
        if bodies_in is None:
            return Facts.of(self._bodies(progress))
        steps = (
            range(first, min(first + STEP, layer.since.total)) for first in range(0, layer.since.total, STEP)
        )
        facts = Facts.of(body for step in _told(steps, progress) for body in bodies_in(step))
        ids = [self._index.entries[row].id for row in layer.rows]
        return facts.after(
            layer.since, dict(zip(layer.rows, bodies_of(self._fetching.bodies, ids), strict=True))
        )

    def _renewed(self, facts: Facts, since: Renumbering) -> Facts:
        fresh = list(self._fresh | since.come)
        bodies = bodies_of(self._fetching.bodies, [self._index.entries[row].id for row in fresh])
        return facts.after(since, dict(zip(fresh, bodies, strict=True)))

    def _bodies(self, progress: Progress | None) -> Iterator[Body]:
        entries, bodies = self._index.entries, self._fetching.bodies
        for first in range(0, len(entries), STEP):
            if progress is not None:
                progress(first)
            yield from bodies_of(bodies, [each.id for each in entries[first : first + STEP]])


def _told(steps: Iterable[range], progress: Progress | None) -> Iterator[range]:
    for each in steps:
        if progress is not None:
            progress(each.start)
        yield each
