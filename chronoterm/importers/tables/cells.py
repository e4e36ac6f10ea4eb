"""The cells of a row by the names of their columns: what they say, and nothing where they hold a code for unknown."""

import re
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from functools import lru_cache
from operator import itemgetter
from typing import TypeVar

from chronoterm.dates.errors import quoted
from chronoterm.importers.tables.errors import MapError
from chronoterm.importers.tables.maps import Map
from chronoterm.importers.tables.templates import Cell

NOTHING = frozenset(("NA", "N/A", "n/a", "na", "nan", "NaN", "NaT", "NULL", "null", "None", "none", "?"))
"""Cells that say nothing where a number or a date stands; in other columns they may be words."""

NO_NUMBER = NOTHING | {"-99", "-999", "-9999"}
"""The same where a number is counted, of which there is none below zero."""

MOST_KEPT = 1 << 13
"""Results that a `remembering` function keeps."""

_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,15}(?:\.[0-9]{1,15})?|\.[0-9]{1,15})(?:[eE][+-]?[0-9]{1,2})?")
Found = TypeVar("Found")


class CellError(ValueError):
    """A cell does not say what its column is for; the message names the column."""


class Columns:
    """The columns of a table as a map reads them.

    `lenient` takes a column that is not there for one that says nothing, as maps for data sets of several years must.
    """

    def __init__(self, header: Sequence[str], map_: Map, *, lenient: bool = False) -> None:
        self.header = tuple(header)
        self._places = _placed(header)
        self._lenient = lenient
        self._unknown = frozenset(("", *(each.strip() for each in map_.unknown)))
        self._unknown_in = {self._key(name): codes for name, codes in map_.unknown_in.items()}
        self._values = {self._key(name): meanings for name, meanings in map_.values.items()}

    def place(self, name: str) -> int | None:
        """Where in a row a column stands; none for one that is not there. Raises MapError."""
        places = self._places.get(_folded(name), ())
        if len(places) > 1:
            raise MapError(
                f"the table has {len(places)} columns named {quoted(name)}; give them names of their own"
            )
        if places:
            return places[0]
        if self._lenient:
            return None
        near = get_close_matches(_folded(name), self._places, 1)
        hint = f"; is {quoted(self.header[self._places[near[0]][0]])} meant?" if near else ""
        raise MapError(f"the table has no column {quoted(name)}{hint}")

    def cell(self, name: str) -> Cell:
        """What a column says in a row, without white space around it; empty where it says nothing."""
        place = self.place(name)
        if place is None:
            return lambda _: ""
        unknown = self._unknown | {each.strip() for each in self._unknown_in.get(_folded(name), ())}
        meanings = self._values.get(_folded(name))
        if meanings:
            return _translated(place, unknown, {key.strip(): meaning for key, meaning in meanings.items()})

        def said(row: Sequence[str]) -> str:
            text = row[place].strip()
            return "" if text in unknown else text

        return said

    def _key(self, name: str) -> str:
        self.place(name)  # a name that is no column is told
        return _folded(name)


def _translated(place: int, unknown: frozenset[str], meanings: Mapping[str, str]) -> Cell:
    def said(row: Sequence[str]) -> str:
        text = row[place].strip()
        return "" if text in unknown else meanings.get(text, text)

    return said


def _folded(name: str) -> str:
    return name.strip().casefold()


def _placed(header: Sequence[str]) -> dict[str, tuple[int, ...]]:
    places: dict[str, tuple[int, ...]] = {}
    for place, name in enumerate(header):
        places[_folded(name)] = (*places.get(_folded(name), ()), place)
    return places


def remembering(
    columns: Columns, names: Sequence[str | None], make: Callable[[tuple[str, ...]], Found]
) -> Callable[[Sequence[str]], Found]:
    """What is made of what some columns say, made once for the same cells as long as there is room to keep it.

    A column that is not there says nothing.
    """
    cells = [columns.cell(each) if each else _nothing for each in names]
    places = sorted({place for each in names if each and (place := columns.place(each)) is not None})
    if not places:
        made = make(("",) * len(cells))
        return lambda _: made
    kept: dict[object, Found] = {}
    as_they_stand = itemgetter(*places)  # many times faster than asking what each of them says

    def found(row: Sequence[str]) -> Found:
        key = as_they_stand(row)
        made = kept.get(key)
        if made is None:
            if len(kept) >= MOST_KEPT:
                kept.clear()
            made = kept[key] = make(tuple([cell(row) for cell in cells]))
        return made

    return found


def _nothing(_: Sequence[str]) -> str:
    return ""


@lru_cache(maxsize=MOST_KEPT)
def number(text: str, column: str) -> int | float:
    """The number that a cell holds, a whole one if it is. Raises CellError."""
    if text.isascii() and text.isdigit() and len(text) <= 15:  # noqa: PLR2004 what a float holds exactly
        return int(text)
    if not _NUMBER.fullmatch(text):
        raise CellError(f"column {column}: {quoted(text)} is no number")
    value = float(text)
    return int(value) if value.is_integer() and abs(value) < 10**15 else value
