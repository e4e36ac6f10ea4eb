"""What `chronoterm repair`, `backup` and `new` do: files made of stores, and what is said of that."""

import os
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from chronoterm.cli_editing_desk import tell_saved
from chronoterm.edits import Table
from chronoterm.opening import is_sample
from chronoterm.output import leave_output, unwritten
from chronoterm.problems import ChronotermError
from chronoterm.store.backup import backup_name, backup_parts
from chronoterm.store.create import create_store, create_whole, demand_free
from chronoterm.store.repair import repair
from chronoterm.text import clean, isolate

STANDARD_OUTPUT = Path("-")
_ABOUT = "meta"


def save(path: Path, new: Path, report: Path | None) -> None:
    """Repair a store and print what could not be saved, or write that into a report. Raises ChronotermError."""
    if report is not None and (os.path.lexists(report) or report == new):
        raise ChronotermError(
            f"{report}: is there already. Nothing is ever written over; choose another name"
        )
    repaired = repair(path, new)
    name = clean(str(new))
    told = [isolate(str(each)) for each in repaired.losses]
    if report is not None:
        _write_report(report, told, name)
    whole = "everything is as it was" if not told else f"{len(told):,} {_things(told)} not as it was"
    tell_saved(
        f"{name} was written",
        [*([] if report is not None else told), f"{name}: {_counted(repaired.counts)} saved; {whole}"],
    )


def _things(told: Sequence[str]) -> str:
    return "thing is" if len(told) == 1 else "things are"


def _write_report(report: Path, lines: Iterable[str], name: str) -> None:
    try:
        with report.open("x", encoding="utf-8") as file:
            file.writelines(f"{each}\n" for each in lines)
    except OSError as error:
        why = error.strerror or str(error)
        raise ChronotermError(f"{name} was written, but {report} could not be ({why})") from None


def _counted(counts: dict[str, int]) -> str:
    """How many documents there are of each table: `14 records, 1 actor`."""
    parts = [
        f"{number:,} {_one(table) if number == 1 else clean(table)}"
        for table, number in counts.items()
        if table != _ABOUT and (number or table == Table.RECORDS.value)
    ]
    return ", ".join(parts)


def _one(table: str) -> str:
    is_plural = table in {each.value for each in Table} and table != Table.SERIES.value
    return table.removesuffix("s") if is_plural else clean(table)


def copy(path: Path, to: Path | None) -> None:
    """Write a backup and print its name, or the backup itself. Raises ChronotermError."""
    if to == STANDARD_OUTPUT:
        _write_out(path)
        return
    if to is None and is_sample(path):
        raise ChronotermError("name a file for the copy of the sample: `chronoterm new my.json --sample`")
    name = backup_name(path, datetime.now(UTC))
    target = name if to is None else to / name.name if to.is_dir() else to
    demand_free(target)
    create_whole(target, backup_parts(path), like=path)
    shown = clean(str(target))
    tell_saved(f"{shown} was written", [shown])


def _write_out(path: Path) -> None:
    """Put a backup on standard output; end quietly where the reader has gone. Raises ChronotermError."""
    if sys.stdout is None:
        raise ChronotermError("the output could not be written (standard output is closed)")
    if sys.stdout.isatty():
        raise ChronotermError("a backup is nothing for a terminal; send it into a file or a program")
    parts = backup_parts(path)
    try:
        sys.stdout.flush()
        for each in parts:
            sys.stdout.buffer.write(each)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        leave_output()
        raise SystemExit(0) from None
    except OSError as error:
        leave_output()
        raise unwritten(error) from None


def make(path: Path, title: str | None) -> None:
    """Make a store without records and say so. Raises ChronotermError."""
    create_store(path, title if title and title.strip() else None)
    name = clean(str(path))
    tell_saved(f"{name} was made", [f"{name}: a store without records; `chronoterm {name}` opens it"])
