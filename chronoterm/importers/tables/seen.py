"""Which texts came before, in little memory: 12 bytes for each, however long they are."""

from array import array

_HASH = (1 << 64) - 1
_FIRST_SIZE = 1 << 12
_FULL = 0.6


class FirstRows:
    """For each text the row in which it came first.

    Kept are 64 bits of a keyed hash: among a million texts two are taken for one with a chance of 1 in 30 million.
    """

    def __init__(self) -> None:
        self._size = _FIRST_SIZE
        self._count = 0
        self._keys = array("Q", bytes(8 * self._size))
        self._rows = array("I", bytes(4 * self._size))

    def first(self, text: str, row: int) -> int:
        """The row in which a text came first; `row` itself if it comes now."""
        key = (hash(text) & _HASH) or 1  # 0 is an empty place
        keys, last = self._keys, self._size - 1
        at = key & last
        while there := keys[at]:
            if there == key:
                return self._rows[at]
            at = (at + 1) & last
        keys[at] = key
        self._rows[at] = row
        self._count += 1
        if self._count > self._size * _FULL:
            self._grow()
        return row

    def __contains__(self, text: str) -> bool:
        key, last = (hash(text) & _HASH) or 1, self._size - 1
        at = key & last
        while self._keys[at] not in (0, key):
            at = (at + 1) & last
        return self._keys[at] == key

    def __len__(self) -> int:
        return self._count

    def _grow(self) -> None:
        keys, rows = self._keys, self._rows
        self._size *= 2
        self._keys = array("Q", bytes(8 * self._size))
        self._rows = array("I", bytes(4 * self._size))
        new_keys, new_rows, last = self._keys, self._rows, self._size - 1
        for key, row in zip(keys, rows, strict=True):
            if key:
                at = key & last
                while new_keys[at]:
                    at = (at + 1) & last
                new_keys[at] = key
                new_rows[at] = row
