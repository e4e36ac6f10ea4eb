"""Tables whose columns are known: data sets of events, and what chronoterm itself exports."""

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

from chronoterm.importers.incoming import Incoming, Refused
from chronoterm.importers.tables import acled, gdelt, ged, own, own_full, sheet
from chronoterm.importers.tables.cells import Columns
from chronoterm.importers.tables.map_reading import parse_map
from chronoterm.importers.tables.maps import Map
from chronoterm.importers.tables.rows import Row
from chronoterm.importers.tables.sources import Sources

Mending = Callable[[Sequence[str]], Callable[[list[str]], list[str]]]
"""For a header, what makes of the cells of a row those that a map reads: put right, or with more behind them."""


class RowReader(Protocol):
    """What makes records of rows."""

    def read(self, row: Row, /) -> Incoming | Refused:
        """The record of a row, or why there is none."""


class Known(NamedTuple):
    """A kind of table: what it is called, the columns by which it is known, and its map in TOML.

    `more` are columns that `mending` adds. `sources` finds the sources of a row where no map can say it. With
    `bare_tabs` a quote means nothing where tabs part the cells. `reader` reads rows for which the map says too little.
    """

    title: str
    needed: tuple[str, ...]
    text: str
    more: tuple[str, ...] = ()
    mending: Mending | None = None
    sources: Callable[[Columns], Sources] | None = None
    bare_tabs: bool = False
    reader: Callable[[Columns], RowReader] | None = None

    @property
    def map(self) -> Map:
        """The map, read."""
        return parse_map(self.text)


_OWN = "an export of chronoterm"
KNOWN = (
    Known("UCDP GED", ged.NEEDED, ged.MAP, sources=ged.sources_of),
    Known("ACLED", acled.NEEDED, acled.MAP),
    Known("GDELT events", gdelt.NEEDED, gdelt.MAP, gdelt.MORE, gdelt.mending, bare_tabs=True),
    Known("a spreadsheet of TimelineJS", sheet.NEEDED, sheet.MAP, sheet.MORE, sheet.mending),
    Known(f"{_OWN}, in full", own_full.NEEDED, own.MAP, mending=own.mending, reader=own_full.FullReader),
    Known(_OWN, own.NEEDED, own.MAP, mending=own.mending),
)


def known_by(header: Sequence[str]) -> Known | None:
    """The kind of table that has these columns."""
    names = {each.strip().casefold() for each in header}
    return next((each for each in KNOWN if all(name in names for name in each.needed)), None)
