"""The records in Textual's own table, as its documentation has it: `python bench/datatable.py FILE.csv`."""

import csv
import sys
from pathlib import Path
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.widgets import DataTable


class Table(App[None]):
    """A table over the whole screen; s sorts by the fourth column."""

    BINDINGS: ClassVar[list[BindingType]] = [("s", "sort", "Sort")]

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    def compose(self) -> ComposeResult:
        yield DataTable(cursor_type="row")

    def on_mount(self) -> None:
        table = self.query_one(DataTable)
        with self._path.open(encoding="utf-8", newline="") as file:
            rows = csv.reader(file)
            self._columns = table.add_columns(*next(rows))
            table.add_rows(rows)

    def action_sort(self) -> None:
        self.query_one(DataTable).sort(self._columns[3])


if __name__ == "__main__":
    Table(Path(sys.argv[1])).run()
