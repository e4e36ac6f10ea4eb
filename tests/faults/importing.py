"""Imports that are to be killed, refused, or done twice at once: a table, its map, and what a store holds of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from chronoterm.cli import run
from chronoterm.edits import Table
from chronoterm.intake import spool
from chronoterm.store.shared import SharedStore
from tests.conftest import read_plainly
from tests.faults.disk import prepared
from tests.faults.model import Document as Kept
from tests.faults.model import Intent, Model, documents_of, plain

MAP = """
[record]
headline = "{what} at {where}"

[date]
column = "day"

[[actors]]
column = "crew"

[[places]]
column = "where"
"""

ROWS = 40

CHANGED = Intent(Table.RECORDS, "r2", {"id": "r2", "kind": "event", "headline": "changed " * 800})
AFTER = Intent(Table.RECORDS, "after", {"id": "after", "kind": "event", "headline": "written after"})

Documents = dict[tuple[Table, str], Kept]


class Import(NamedTuple):
    """A table that comes into a store, at once into the file where it `is_large`."""

    store: Path
    table: Path
    is_large: bool

    def done(self) -> int:
        """Import it in this process; the exit code."""
        with large(most=1000 if self.is_large else spool.IN_MEMORY):
            return run(self.arguments)

    @property
    def arguments(self) -> list[str]:
        """What follows `chronoterm`."""
        map_ = self.table.with_name("map.toml")
        return ["import", "-s", str(self.store), "--yes", "--map", str(map_), str(self.table)]


@contextmanager
def large(most: int) -> Iterator[None]:
    """Take what is more than so many bytes for too much for one line of a journal."""
    with patch.object(spool, "IN_MEMORY", most):
        yield


def made_table(folder: Path, rows: int = ROWS) -> Path:
    """A table with its map beside it."""
    (folder / "map.toml").write_text(MAP, encoding="utf-8")
    lines = [
        f"2024-10-{number % 28 + 1:02},Strike {number},Crew {number % 7},Pier {number % 5}"
        for number in range(1, rows + 1)
    ]
    path = folder / "strikes.csv"
    path.write_text("\n".join(("day,what,crew,where", *lines, "")), encoding="utf-8")
    return path


def new_import(folder: Path, *, is_large: bool, edited: bool = True) -> Import:
    """A table, and a store in whose journal an edit stands that the file has not."""
    store = prepared(folder, (CHANGED,) if edited else ())[0].path
    return Import(store, made_table(folder), is_large)


def held_by(path: Path) -> Documents:
    """The documents of a store as one of us reads it, without what it keeps by itself."""
    store = SharedStore.open(path)
    assert store.problems == []
    assert store.obstacle == ""
    return {(table, id_): plain(table, each) for (table, id_), each in documents_of(store).items()}


def held_plainly(path: Path) -> set[str]:
    """The ids of the records as plain TinyDB reads them, each of them once."""
    ids = [each["id"] for each in read_plainly(path)]
    assert len(set(ids)) == len(ids)
    return set(ids)


def records_of(documents: Documents) -> set[str]:
    """The ids of the records among documents."""
    return {id_ for table, id_ in documents if table is Table.RECORDS}


def revisions(path: Path) -> dict[str, int]:
    """The revision of each record."""
    return Model.of(SharedStore.open(path)).revisions
