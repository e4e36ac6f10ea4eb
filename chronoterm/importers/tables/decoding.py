"""From the bytes of a table to its lines: which encoding they are in, and nothing read that is no text."""

import codecs
import io
import re
from collections.abc import Generator
from typing import BinaryIO, NamedTuple

from chronoterm.importers.tables.errors import TableError

LONGEST_LINE = 1_000_000
"""Characters of a line, and of a row; what is longer is refused, so that no file can fill the memory."""

_HEAD = 1 << 16
_CHUNK = 1 << 20
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_NO_TEXT = (
    (b"PK\x03\x04", "is a workbook or an archive; save the sheet as CSV and import that"),
    (b"\xd0\xcf\x11\xe0", "is a workbook of an old kind; save the sheet as CSV and import that"),
    (b"\x1f\x8b", "is compressed; unpack it first"),
    (b"%PDF", "is a PDF and no table"),
)
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")
_UNDECODED = re.compile("[\udc80-\udcff]")
_MANY_ZEROS = 0.3
_REPLACED = "\N{REPLACEMENT CHARACTER}"


class Encoding(NamedTuple):
    """How bytes are read as text: the codec, its name for people, and what becomes of bytes that it has not got.

    `unread` is what such bytes become, as a pattern; none where there are no such bytes.
    """

    codec: str
    name: str
    errors: str = "strict"
    unread: re.Pattern[str] | None = None


def encoding_of(file: BinaryIO) -> Encoding:
    """The encoding of a file, found by its mark or by reading all of it; the file stands at its beginning after it.

    Without a mark it is UTF-8 unless more of it fails to be than is (beyond ASCII); then it is windows-1252. Raises TableError for
    what is no text.
    """
    file.seek(0)
    head = file.read(_HEAD)
    for start, why in _NO_TEXT:
        if head.startswith(start):
            raise TableError(why)
    found = _wide(head) or _narrow(file, "utf-8-sig" if head.startswith(codecs.BOM_UTF8) else "utf-8")
    file.seek(0)
    return found


def text_lines(file: BinaryIO, encoding: Encoding) -> Generator[str]:
    """The lines of a file with their ends, from its beginning; a line longer than `LONGEST_LINE` comes in pieces.

    The file is left open.
    """
    file.seek(0)
    text = io.TextIOWrapper(file, encoding=encoding.codec, errors=encoding.errors, newline="")
    try:
        while line := text.readline(LONGEST_LINE):
            yield line
    finally:
        text.detach()


def _wide(head: bytes) -> Encoding | None:
    """UTF-16 and UTF-32: by their marks, or because every other byte of Latin text is zero."""
    for mark, codec, name in _MARKS:
        if head.startswith(mark):
            return Encoding(codec, name, "replace", re.compile(_REPLACED))
    half = len(head) // 2
    if not half:
        return None
    even, odd = head[0::2].count(0) / half, head[1::2].count(0) / half
    if max(even, odd) < _MANY_ZEROS or min(even, odd) > max(even, odd) / 2:
        return None
    return Encoding("utf-16-le" if odd > even else "utf-16-be", "UTF-16", "replace", re.compile(_REPLACED))


def _narrow(file: BinaryIO, codec: str) -> Encoding:
    good, bad = _counted(file)
    if not bad:
        return Encoding(codec, "UTF-8")
    if good >= bad or codec == "utf-8-sig":
        return Encoding(codec, "UTF-8", "surrogateescape", _UNDECODED)
    return Encoding("cp1252", "windows-1252", "surrogateescape", _UNDECODED)


def _counted(file: BinaryIO) -> tuple[int, int]:
    """How many characters beyond ASCII are UTF-8, and how many bytes are not; the whole file is read."""
    file.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    good = bad = 0
    while chunk := file.read(_CHUNK):
        text = decoder.decode(chunk)
        if not text.isascii():
            wrong = len(_UNDECODED.findall(text))
            good += len(_BEYOND_ASCII.findall(text)) - wrong
            bad += wrong
    return good, bad + len(_UNDECODED.findall(decoder.decode(b"", final=True)))
