"""Sections that hold numbers, read one by one."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from struct import Struct
from typing import Literal, overload

from chronoterm.indexfile.layout import Number, in_file_order
from chronoterm.indexfile.reading import IndexFile, IndexFileError

Code = Literal["I", "Q", "q", "d"]
"""How a number is written: unsigned in four or eight bytes, signed in eight, a float in eight."""

_STRUCTS: dict[str, Struct] = {code: Struct(f"<{code}") for code in "IQqd"}


class Numbers(Sequence[Number]):
    """The numbers of a section. One costs a read of the file; a slice, which becomes an array, costs one as well.

    Raises IndexFileError where there is no such section, or what is read of it cannot be read.
    """

    @overload
    def __init__(self: Numbers[int], file: IndexFile, name: str, code: Literal["I", "Q", "q"]) -> None: ...
    @overload
    def __init__(self: Numbers[float], file: IndexFile, name: str, code: Literal["d"]) -> None: ...
    def __init__(self, file: IndexFile, name: str, code: Code) -> None:
        self._file = file
        self._name = name
        self._code = code
        self._struct = _STRUCTS[code]
        self._length, rest = divmod(file.size(name), self._struct.size)
        if rest:
            raise IndexFileError(f"holds no whole numbers in section {name}")

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, index: int) -> Number: ...
    @overload
    def __getitem__(self, index: slice) -> array[Number]: ...
    def __getitem__(self, index: int | slice) -> Number | array[Number]:
        if isinstance(index, slice):
            return self._slice(index)
        at = index + self._length if index < 0 else index
        if not 0 <= at < self._length:
            raise IndexError(f"no number {index} among {self._length}")
        size = self._struct.size
        found: Number = self._struct.unpack(self._file.read(self._name, at * size, size))[0]
        return found

    def whole(self) -> array[Number]:
        """All numbers, compared with their checksum; not kept here. Raises IndexFileError."""
        made: array[Number] = array(self._code)
        self._file.into(self._name, made)
        return made

    def _slice(self, wanted: slice) -> array[Number]:
        """One read from the first to the last number that is wanted."""
        chosen = range(self._length)[wanted]
        made: array[Number] = array(self._code)
        if chosen:
            low, high = min(chosen[0], chosen[-1]), max(chosen[0], chosen[-1])
            size = self._struct.size
            made.frombytes(self._file.read(self._name, low * size, (high + 1 - low) * size))
            made = in_file_order(made)[:: chosen.step]
        return made
