"""Records as `chronoterm list --format jsonl` writes them, one a line, or `--format json` in one array.

They come back as they were written, unknown fields included. No source is added to them, since they have their own.
"""

from collections.abc import Iterator
from typing import Any, BinaryIO

from chronoterm.dates import DateError
from chronoterm.documents import DocumentError, read, write
from chronoterm.importers.incoming import Incoming, Origin, Reading, Refused
from chronoterm.importers.json_strictly import JsonError, decoded
from chronoterm.language.errors import told
from chronoterm.records import Record

LONGEST_LINE = 1 << 24
"""Bytes of a line that are read; no record is as long."""

_BOM = b"\xef\xbb\xbf"
_ARRAY_ENDS = (b"[", b"]")


def read_json_lines(file: BinaryIO, _: Origin) -> Reading:
    """The records of a file, line by line as they are asked for. Every line that holds none is refused with its number."""
    return Reading((), _items(file))


def _items(file: BinaryIO) -> Iterator[Incoming | Refused]:
    at: dict[str, int] = {}
    for number, line in _lines(file):
        where = f"line {number}"
        if line is None:
            yield Refused(where, f"is longer than {LONGEST_LINE >> 20} MB")
            continue
        try:
            record = _record(decoded(line))
        except JsonError as error:
            yield Refused(where, str(error))
        except DocumentError as error:
            yield Refused(where, _why(error))
        except DateError as error:
            yield Refused(where, f"has a date that cannot be read: {error}")
        else:
            first = at.setdefault(record["id"], number)
            if first == number:
                yield Incoming(where, record)
            else:
                yield Refused(where, f"has the id {told(record['id'])}, which line {first} has already")


def _lines(file: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """The lines that may hold a record, with their numbers from 1; none in place of one that is too long.

    The brackets of an array on lines of their own are passed over, and so are its commas.
    """
    number = 0
    array = False
    while line := file.readline(LONGEST_LINE):
        number += 1
        whole = _is_whole(file, line)
        if not whole:
            yield number, None
            continue
        line = line.removeprefix(_BOM).strip() if number == 1 else line.strip()
        array = array or (number == 1 and line == b"[")
        if array:
            line = line.removesuffix(b",")
        if line and not (array and line in _ARRAY_ENDS):
            yield number, line


def _is_whole(file: BinaryIO, line: bytes) -> bool:
    """Whether a line was read to its end; if not, what is left of it is passed over."""
    if len(line) < LONGEST_LINE or line.endswith(b"\n"):
        return True
    rest = line
    while rest and not rest.endswith(b"\n"):
        rest = file.readline(LONGEST_LINE)
    return False


def _record(found: Any) -> dict[str, Any]:
    """A record as the store would write it. Raises DocumentError and DateError."""
    if not isinstance(found, dict):
        raise DocumentError("", "is no JSON object")
    record = read(found, Record)
    record.when  # noqa: B018 - reading it is the test
    return write(record)


def _why(error: DocumentError) -> str:
    return f"{error} ({error.field})" if error.field and error.field not in str(error) else str(error)
