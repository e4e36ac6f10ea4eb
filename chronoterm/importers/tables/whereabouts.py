"""Where a row is: its places, what they lie in, and the degrees of the narrowest."""

from collections.abc import Callable, Sequence

from chronoterm.edits import Document, Table
from chronoterm.importers.tables.cells import NOTHING, CellError, Columns, number, remembering
from chronoterm.importers.tables.maps import Map, PlaceMap
from chronoterm.importers.tables.naming import Given, Level, Named, places
from chronoterm.importers.tables.people import name_of, parted

Degrees = tuple[float | int, float | int]
"""Latitude and longitude."""

_MOST = (90, 180)


class Whereabouts:
    """The ids of the places of a row; `waiting` are documents until they are given, the narrowest place first.

    `apart` are degrees that are not those of the place, which the record keeps; they are known once it is settled.
    `is_open` as long as it is not.
    """

    __slots__ = ("_degrees", "apart", "ids", "is_open", "waiting")

    def __init__(self, ids: tuple[str, ...], documents: Sequence[Document], degrees: Degrees | None) -> None:
        self.ids = ids
        self.waiting: tuple[Named, ...] = tuple((Table.PLACES, each) for each in documents)
        self.apart: Degrees | None = None
        self._degrees = degrees
        self.is_open = bool(documents) or degrees is not None

    def settle(self, given: Given) -> tuple[Named, ...]:
        """The places that are given now; asked once, when a record comes in that is there."""
        new = tuple(each for each in self.waiting if given.is_new(each))
        if self._degrees is not None:
            self.apart = self._lie_apart(new, given, self._degrees)
        self.waiting = ()
        self.is_open = False
        return new

    def _lie_apart(self, new: Sequence[Named], given: Given, degrees: Degrees) -> Degrees | None:
        narrowest = self.waiting[0] if self.waiting else None
        if narrowest is None:
            return degrees
        place = narrowest[1]
        if any(each is narrowest for each in new):
            place["latitude"], place["longitude"] = degrees
            given.place(place)
            return None
        return None if given.lies_there(str(place["id"]), *degrees) else degrees


def whereabouts_of(map_: Map, columns: Columns) -> Callable[[Sequence[str]], Whereabouts]:
    """How the places of a row are found. What it gives raises CellError for degrees that are none."""
    maps = map_.places
    names = [map_.coordinates.latitude, map_.coordinates.longitude] if map_.coordinates else []
    count = len(maps)

    def make(said: tuple[str, ...]) -> Whereabouts:
        degrees = _degrees(said[count:], names) if names else None
        if count == 1 and maps[0].split:
            separate = [places([_level(maps[0], each)])[0] for each in parted(said[0], maps[0].split)]
            found = {str(each["id"]): each for each in separate}
            return Whereabouts(tuple(found), tuple(found.values()), degrees)
        levels = zip(maps, map(name_of, said[:count]), strict=True)
        documents = places([_level(each, name) for each, name in levels if name])
        return Whereabouts(tuple(str(each["id"]) for each in documents[:1]), documents, degrees)

    return remembering(columns, (*(each.column for each in maps), *names), make)


def _level(map_: PlaceMap, name: str) -> Level:
    return Level(name, map_.kind, map_.countries or map_.kind == "country")


def _degrees(said: Sequence[str], names: Sequence[str]) -> Degrees | None:
    said = ["" if each in NOTHING else each for each in said]
    if not any(said):
        return None
    found = []
    for text, name, most in zip(said, names, _MOST, strict=True):
        if not text:
            raise CellError(f"column {name} is empty, but the other coordinate is there")
        value = number(text, name)
        if abs(value) > most:
            raise CellError(f"column {name}: {text} is not between -{most} and {most}")
        found.append(value)
    return found[0], found[1]
