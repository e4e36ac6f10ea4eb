"""How a file of sections is laid out: a magic number, the sections, their table of contents, a footer.

All numbers are little endian. Each section begins at a multiple of eight bytes. The footer is the last thing
written, so that a file which was cut off anywhere has none.
"""

from __future__ import annotations

import sys
from array import array
from struct import Struct
from typing import NamedTuple, TypeAlias, TypeVar

MAGIC = b"\x89chrono\n"
"""Begins a file and ends its footer; text tools that change line ends or drop the eighth bit break it."""

FORMAT = 1
"""The number of this layout."""

ALIGNMENT = 8
MOST_CONTENTS = 1 << 24
"""Bytes that a table of contents takes at most, so that a damaged footer cannot make us read a whole file as one."""

FOOTER = Struct("<QIIHH8s")
"""Where the table of contents begins, its length and CRC-32; the format, nothing, the magic number."""

TAIL = Struct("<I")
"""The CRC-32 of the footer, after it."""

ENTRY = Struct("<HQQI")
"""Of a section in the table of contents: the length of its name, where it begins, its length and CRC-32."""

COUNTS = Struct("<II")
"""Begins the table of contents: the length of what the file says about itself, the number of sections."""

Number = TypeVar("Number", int, float)
Data: TypeAlias = "bytes | bytearray | memoryview | array[int] | array[float]"


class Section(NamedTuple):
    """Where a section lies, in bytes, and its CRC-32."""

    offset: int
    size: int
    checksum: int


def in_file_order(numbers: array[Number]) -> array[Number]:
    """Numbers with their bytes as a file has them, or the way back: a copy where this machine has them otherwise."""
    if sys.byteorder == "little":
        return numbers
    swapped = numbers[:]
    swapped.byteswap()
    return swapped


def plain(data: Data) -> memoryview:
    """What a section holds as the bytes that a file has; numbers are those of an array."""
    if isinstance(data, array) and sys.byteorder != "little":
        data = data[:]
        data.byteswap()
    return memoryview(data).cast("B")
