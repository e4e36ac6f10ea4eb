"""How many records lie in each bucket of a scale, counted once for a view and once for its chronology."""

from collections.abc import Sequence

from chronoterm.chronology.view import Chronology, View
from chronoterm.dates import PartialDate
from chronoterm.meaning import time_by
from chronoterm.ordering import CHRONOLOGICAL, Order, order_of
from chronoterm.query import ALL, Query
from chronoterm.records import Entry
from chronoterm.scale import Scale
from chronoterm.widgets.strip_painter import Densities


class Counts:
    """The densities of a view against those of its chronology; both are kept as long as the scale is."""

    def __init__(self) -> None:
        self.view: View | None = None
        self._chronology: Chronology | None = None
        self._whole: tuple[tuple[int, ...], Sequence[float]] = ((), ())
        self._densities: Densities | None = None
        self._everything: tuple[Query, Order] = (ALL, CHRONOLOGICAL)

    def take(self, chronology: Chronology, view: View) -> None:
        """Count another view, by the clock that it goes by; the whole is all that was known where that is asked."""
        everything = view.query.of_all, order_of(view.order.clock)
        if chronology is not self._chronology or everything != self._everything:
            self._whole = ((), ())
        self._everything = everything
        self._chronology, self.view, self._densities = chronology, view, None

    def time_of(self, entry: Entry) -> PartialDate | None:
        """When a record is, by the clock of the view."""
        if self._chronology is None or self.view is None:
            return None
        return time_by(self.view.order.clock, entry, self._chronology)

    def on(self, scale: Scale) -> Densities | None:
        """The densities on a scale; none before there is a view."""
        if self._chronology is None or self.view is None:
            return None
        if self._densities is None or self._densities.scale != scale:
            whole = self._counted_whole(self._chronology, scale.edges)
            is_whole = self.view.count == self._chronology.total or self.view.query == self._everything[0]
            counted = whole if is_whole else self.view.histogram(scale.edges)
            self._densities = Densities(scale, counted, whole, is_whole)
        return self._densities

    def _counted_whole(self, chronology: Chronology, edges: tuple[int, ...]) -> Sequence[float]:
        if self._whole[0] != edges:
            self._whole = edges, chronology.view(*self._everything).histogram(edges)
        return self._whole[1]
