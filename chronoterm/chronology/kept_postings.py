"""Postings that are read from a file when they are asked for, and what changed since the file was written."""

from collections.abc import Container, Iterable, Iterator, KeysView, Mapping
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import Any, NamedTuple

from pyroaring import BitMap

from chronoterm.chronology.counting import counts
from chronoterm.chronology.renumbering import Renumbering
from chronoterm.indexfile.dictionary import Dictionary
from chronoterm.indexfile.reading import IndexFileError

_NONE = BitMap()


class Layer(NamedTuple):
    """What changed since a file was written: where its rows went, and the rows that are others than they were.

    `left` are those of the file that are gone or others by now.
    """

    since: Renumbering
    rows: BitMap
    left: BitMap = _NONE

    @classmethod
    def none(cls, total: int) -> "Layer":
        """Nothing changed."""
        return cls(Renumbering.still(total), _NONE)

    def after(self, renumbering: Renumbering, left: BitMap, come: BitMap) -> "Layer":
        """With one more change, of the rows `left` in old numbers, which are `come` in new ones."""
        gone = self.since.back.rows(left - self.rows)
        rows = renumbering.rows(self.rows - left) | come
        return Layer(self.since.then(renumbering), rows, self.left | gone)

    def now(self, kept: BitMap) -> BitMap:
        """Rows of the file as rows of now, without those that are others than they were."""
        return self.since.rows(kept) - self.rows

    def has_lost(self, kept: BitMap | None) -> bool:
        """Whether none of some rows of the file is as it was."""
        return kept is None or kept.issubset(self.left)

    def then(self, now: BitMap) -> BitMap:
        """Rows of now, of those that are as they were, as rows of the file."""
        return self.since.back.rows(now - self.rows)


def bitmap(stored: bytes) -> BitMap:
    """The bitmap that was stored. Raises IndexFileError for what is none."""
    try:
        return BitMap.deserialize(stored)
    except (ValueError, RuntimeError, MemoryError) as error:
        raise IndexFileError(f"holds no bitmap where one should be ({error})") from error


def bitmap_in(dictionary: Dictionary, stored: bytes) -> BitMap:
    """The bitmap that was stored in a dictionary. Raises IndexFileError for what is none."""
    try:
        return bitmap(stored)
    except IndexFileError:
        if not dictionary.is_forgiving:
            raise
        return BitMap()


class Bitmaps:
    """The bitmaps of a dictionary in a file, each read once, and of keys that it does not have those of another."""

    def __init__(self, dictionary: Dictionary, others: "Bitmaps | None" = None) -> None:
        self._dictionary = dictionary
        self._others = others
        self._read: dict[str, BitMap] = {}
        self._all_read = False

    def get(self, key: str) -> BitMap | None:
        """The rows of a key."""
        found = self._read.get(key)
        if found is None and not self._all_read:
            stored = self._dictionary.get(key)
            if stored is not None:
                found = self._read[key] = bitmap_in(self._dictionary, stored)
            elif self._others is not None:
                found = self._others.get(key)
        return found

    @cached_property
    def keys(self) -> Mapping[str, None]:
        """Every key, in order within each dictionary."""
        return {**dict.fromkeys(self._dictionary), **(self._others.keys if self._others else {})}

    def whole(self) -> Mapping[str, BitMap]:
        """Every key with its rows, read at one go."""
        if not self._all_read:
            mine = dict(self._besides(()))
            self._read = {**self._others.besides(mine), **mine} if self._others else mine
            self._all_read = True
        return self._read

    def besides(self, keys: Container[str]) -> Mapping[str, BitMap]:
        """Every other key of this dictionary with its rows, which stay here as well."""
        found = dict(self._besides(keys))
        self._read.update(found)
        return found

    def sizes(self) -> Mapping[str, int]:
        """How many rows every key has, of which none is kept that was read for that."""
        if self._all_read:
            return {key: len(rows) for key, rows in self._read.items()}
        mine = {key: len(rows) for key, rows in self._besides(())}
        return {**self._others.sizes(), **mine} if self._others else mine

    def _besides(self, keys: Container[str]) -> Iterator[tuple[str, BitMap]]:
        stored = self._dictionary.each_of(range(len(self._dictionary)))
        # Of a damaged one that is forgiving there may be fewer keys than values.
        for key, each in zip(self._dictionary, stored, strict=False):
            if key not in keys:
                yield key, self._read.get(key) or bitmap_in(self._dictionary, each)


class KeptRows(Mapping[str, BitMap]):
    """The rows of each value of a facet, none of them empty."""

    def __init__(
        self,
        kept: Bitmaps,
        layer: Layer,
        fresh: Mapping[str, BitMap] | None = None,
        gone: frozenset[str] = frozenset(),
    ) -> None:
        """`fresh` are the rows that changed, under their values; the values in `gone` have no rows any more."""
        self.layer = layer
        self._kept = kept
        self.fresh: Mapping[str, BitMap] = fresh or {}
        self.gone = gone
        self._made: dict[str, BitMap | None] = {}

    def get(self, key: str, default: Any = None) -> Any:
        """The rows of a value, else the default."""
        if key not in self._made:
            self._made[key] = self._rows(key)
        found = self._made[key]
        return default if found is None else found

    def _rows(self, key: str) -> BitMap | None:
        kept, fresh = self._kept.get(key), self.fresh.get(key)
        if kept is None:
            return fresh
        rows = self.layer.now(kept)
        return (rows | fresh if fresh else rows) or None

    def __getitem__(self, key: str) -> BitMap:
        found = self.get(key)
        if not isinstance(found, BitMap):
            raise KeyError(key)
        return found

    def __contains__(self, key: object) -> bool:
        return key not in self.gone and (key in self.fresh or key in self._kept.keys)

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)

    def keys(self) -> KeysView[str]:
        """Every value that has rows."""
        return self._keys.keys()

    @cached_property
    def _keys(self) -> Mapping[str, None]:
        if not self.fresh and not self.gone:
            return self._kept.keys
        keys = {**self._kept.keys, **dict.fromkeys(self.fresh)}
        for each in self.gone:
            keys.pop(each, None)
        return keys

    def since(self, before: "KeptRows") -> tuple[AbstractSet[str], AbstractSet[str]]:
        """The values that came, and those that went, since these rows were as `before`."""
        come = {each for each in (*self.fresh, *before.gone) if each in self and each not in before}
        return come, {each for each in (*before.fresh, *self.gone) if each in before and each not in self}

    def counted(self, rows: BitMap) -> Mapping[str, int]:
        """How many of some rows each value has, without numbering its rows anew; those with none may be missing."""
        found = counts(self._kept.whole(), self.layer.then(rows), self.layer.since.total)
        for key, those in self.fresh.items():
            found[key] = found.get(key, 0) + rows.intersection_cardinality(those)
        return found

    def sizes(self) -> Mapping[str, int]:
        """How many rows each value has; those with none may be missing."""
        if self.layer.left or self.layer.rows:
            return self.counted(BitMap(range(self.layer.since.new_total)))
        return self._kept.sizes()

    def after(
        self,
        layer: Layer,
        renumbering: Renumbering,
        left: BitMap,
        was: Iterable[str],
        now: Mapping[str, BitMap],
    ) -> "KeptRows":
        """The rows after a change: those in `left` are gone from the values `was`; those of `now` came."""
        fresh = {key: kept for key, rows in self.fresh.items() if (kept := renumbering.rows(rows - left))}
        for key, rows in now.items():
            fresh[key] = fresh.get(key, _NONE) | rows
        empty = (key for key in was if key not in fresh and layer.has_lost(self._kept.get(key)))
        return KeptRows(self._kept, layer, fresh, (self.gone - now.keys()).union(empty))
