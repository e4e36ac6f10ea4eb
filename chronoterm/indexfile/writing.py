"""Writing a file of named sections."""

from collections.abc import Iterable
from typing import BinaryIO
from zlib import crc32

from chronoterm.indexfile.layout import (
    ALIGNMENT,
    COUNTS,
    ENTRY,
    FOOTER,
    FORMAT,
    MAGIC,
    MOST_CONTENTS,
    TAIL,
    Data,
    Section,
    plain,
)


class IndexWriter:
    """Writes sections one after another into a binary file that is new; without `finish` they are no index file."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._sections: dict[str, Section] = {}
        self._offset = 0
        self._write(MAGIC)

    def add(self, name: str, data: Data) -> None:
        """Write a section. Raises ValueError for a name that there is already."""
        self.add_parts(name, (data,))

    def add_parts(self, name: str, parts: Iterable[Data]) -> None:
        """Write a section of several parts, which follow each other without anything between them."""
        if name in self._sections:
            raise ValueError(f"there is a section {name} already")
        self._write(bytes(-self._offset % ALIGNMENT))
        start, checksum = self._offset, 0
        for part in parts:
            data = plain(part)
            checksum = crc32(data, checksum)
            self._write(data)
        self._sections[name] = Section(start, self._offset - start, checksum)

    def finish(self, about: bytes) -> None:
        """Write the table of contents, with what the file says about itself. The file is left open.

        Raises ValueError where that is too much to be read back.
        """
        contents = b"".join((COUNTS.pack(len(about), len(self._sections)), about, *self._entries()))
        if len(contents) > MOST_CONTENTS:
            raise ValueError(f"a table of contents of {len(contents):,} bytes is too long")
        footer = FOOTER.pack(self._offset, len(contents), crc32(contents), FORMAT, 0, MAGIC)
        self._write(contents)
        self._write(footer + TAIL.pack(crc32(footer)))

    def _entries(self) -> Iterable[bytes]:
        for name, section in self._sections.items():
            encoded = name.encode("utf-8", "surrogatepass")
            yield ENTRY.pack(len(encoded), *section) + encoded

    def _write(self, data: bytes | memoryview) -> None:
        self._file.write(data)
        self._offset += len(data)
