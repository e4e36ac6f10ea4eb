"""Tables read as records: CSV and TSV of any columns by a map, and data sets of events whose columns are known."""

from chronoterm.importers.tables.errors import (
    DateExample,
    DateOrder,
    DateOrderNeededError,
    MapError,
    TableError,
)
from chronoterm.importers.tables.known import KNOWN, Known, known_by
from chronoterm.importers.tables.map_reading import parse_map
from chronoterm.importers.tables.maps import Map
from chronoterm.importers.tables.reading import read_table
from chronoterm.importers.tables.tally import Tally, tally

__all__ = [
    "KNOWN",
    "DateExample",
    "DateOrder",
    "DateOrderNeededError",
    "Known",
    "Map",
    "MapError",
    "TableError",
    "Tally",
    "known_by",
    "parse_map",
    "read_table",
    "tally",
]
