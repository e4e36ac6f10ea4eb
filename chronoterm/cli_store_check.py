"""What `chronoterm check` prints: every problem of a store, and how much of it needs attention."""

from collections.abc import Sequence
from pathlib import Path

from chronoterm.cli_progress import progress_line
from chronoterm.edits import Table
from chronoterm.output import write_lines
from chronoterm.problems import BAD_INPUT, Problem, Severity
from chronoterm.store.check import check
from chronoterm.store.check_beside import JOURNAL
from chronoterm.store.shared import SharedStore
from chronoterm.text import clean, isolate
from chronoterm.wording import needs_attention


def print_check(path: Path) -> None:
    """Prove a store and print what needs attention; exit code 2 if anything does. Raises ChronotermError."""
    with progress_line() as tell:
        store = SharedStore.open(path, lambda done: tell("records read", done, 0))
        problems = check(store, tell)
    total = len(store.ids(Table.RECORDS))
    lines = [isolate(f"{each.severity.value}: {each}") for each in problems]
    lines.append(
        f"{clean(str(path))}: {total:,} {'record' if total == 1 else 'records'}, {_attention(problems)}"
    )
    write_lines(lines)
    if any(each.severity is not Severity.NOTE for each in problems):
        raise SystemExit(BAD_INPUT)


def _attention(problems: Sequence[Problem]) -> str:
    records = needs_attention([each for each in problems if each.table != JOURNAL])
    is_journal = any(each.table == JOURNAL and each.severity is not Severity.NOTE for each in problems)
    parts = (records, "its journal needs attention" if is_journal else "")
    return " and ".join(filter(None, parts)) or "nothing needs attention"
