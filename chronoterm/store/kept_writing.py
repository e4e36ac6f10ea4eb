"""Writing a large store file anew from the old one: what nobody changed is copied as it stands, megabytes at a time."""

from collections.abc import Iterator, Mapping

import msgspec

from chronoterm.store.kept_tables import KeptTable, Run
from chronoterm.store.layout import key_of, lines_of_table
from chronoterm.store.shape import RawTables

BETWEEN = len(',\n"": ')
"""Bytes between two documents besides the number of the second, in a file that we wrote."""


def kept_lines(tables: RawTables) -> Iterator[bytes]:
    """The file piece by piece, as `layout.lines_of` has it. Raises StoreChangedError."""
    yield b"{"
    for number, (name, table) in enumerate(tables.items()):
        yield b"%b\n%b: {" % (b"," if number else b"", key_of(name))
        yield from _lines_of(table) if isinstance(table, KeptTable) else lines_of_table(table, bytes)
    yield b"\n}\n"


def _lines_of(table: KeptTable) -> Iterator[bytes]:
    """The documents of a table, each on a line of its own."""
    changed, new = table.touched()
    is_first = True
    for run in table.runs():
        for piece in _pieces(run, changed):
            yield piece[is_first:]  # without the comma
            is_first = False
    for number, raw in new.items():
        yield _line(number, bytes(raw))[is_first:]
        is_first = False
    yield b"}" if is_first else b"\n}"


def _pieces(run: Run, changed: Mapping[int, msgspec.Raw | None]) -> Iterator[bytes]:
    """The documents of a run, neighbours that were not changed in one piece."""
    size = len(run.numbers)
    touched = [at for at in range(size) if run.first + at in changed] if changed else []
    at = 0
    for here in (*touched, size):
        if at < here:
            yield from _copied(run, at, here)
        at = here + 1
        raw = changed.get(run.first + here) if here < size else None
        if raw is not None:
            yield _line(str(run.numbers[here]), bytes(raw))


def _copied(run: Run, at: int, end: int) -> Iterator[bytes]:
    """Neighbouring documents as they stand, if they stand a line each; else a line for each."""
    first, last = run.starts[at], run.starts[end - 1] + run.lengths[end - 1]
    names = sum(len(str(each)) for each in run.numbers[at + 1 : end])
    gaps = last - first - sum(run.lengths[at:end])
    if gaps == names + BETWEEN * (end - at - 1):
        yield _line(str(run.numbers[at]), run.data[first:last])
        return
    for place in range(at, end):
        start = run.starts[place]
        yield _line(str(run.numbers[place]), run.data[start : start + run.lengths[place]])


def _line(number: str, document: bytes) -> bytes:
    return b',\n"%b": %b' % (number.encode(), document)
