"""The figures as a document: tables of what is demanded, of all programs side by side, and of the index alone."""

import os
import platform
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from bench import micro, ours
from bench.demands import NOT_MEASURED, TINYDB, Judge, Judged, extent, growth, number
from bench.figures import Figures
from bench.peers import PEERS, WHERE
from bench.session import COLUMNS, ROWS
from bench.steps import (
    FILTER,
    FIRST_ROWS,
    LOADED,
    MEMORY,
    MOVE,
    MOVE_BYTES,
    PAGE,
    PAGE_BYTES,
    SORT,
    TYPED,
)

SIDE_BY_SIDE = (
    (FIRST_ROWS, "first rows", "ms"),
    (LOADED, "all loaded", "ms"),
    (FILTER, "filter", "ms"),
    (TYPED, "each typed key of a filter", "ms"),
    (SORT, "sort", "ms"),
    (MOVE, "cursor move", "ms"),
    (MOVE_BYTES, "… sent", "bytes"),
    (PAGE, "page down", "ms"),
    (PAGE_BYTES, "… sent", "bytes"),
    (MEMORY, "peak memory", "MB"),
)

HOW = f"""\
# Performance

This page is written by `make bench`. It measures chronoterm and what somebody might use instead on the same invented
records, in one run, program after program in turn, each in a terminal of its own of {COLUMNS}×{ROWS}.

## How to run it

```sh
make bench                                   # a million records; the first run also makes them
make bench BENCH="--records 100000"          # fewer
make bench BENCH="--only chronoterm,VisiData --runs 5"
make bench BENCH=--quick                     # a look: 20,000 records, one run; writes nothing
```

The other programs are optional. Those that are installed are found on `PATH`, or in the folders that `{WHERE}` names.
As they need other versions of the same packages, each is best installed in a virtual environment of its own.

"""

MEANING = """\
## What is measured

- The programs are given the records in the form that suits them: chronoterm the store, VisiData, dataframe-textual and
  the DataTable a CSV file, lnav and fzf one line for each record, harlequin an SQLite database. All hold the same
  texts. The files are in the memory of the system before (its page cache), since each program reads them in turn.
- *First rows* is the time from starting the program until the first record stands on the screen; *all loaded*, until
  it says that all are there. For TinyDB it is the time that `all()` takes in a program without a screen.
- All other times are from sending a key to the arrival of the last output that changes what is looked at. That is the
  list; for a filter and a key typed for one also the title, the filters and the strip. What only follows when the
  cursor rests, the detail, is told apart. Output is stamped when it arrives; what it changes is found out later.
- A *filter* is what each has: in chronoterm an actor chosen from the picker, in VisiData a pattern in the column of
  headlines, in lnav a pattern in the lines, in harlequin a query, in dataframe-textual the value under the cursor.
- Without an index, *facets ready* and *words ready* are told by its two files: when each is in its place, counted from
  the start of the program. Somebody moves the cursor meanwhile.
- *Memory* is the most that the processes of a session held, summed (VmHWM).
- Beside a figure of another program stands how many times chronoterm's it is.
- A figure is the median of all samples of all runs, in brackets the least and the most. p95 is the 95th percentile.
"""


def document(figures: Figures, sizes: Sequence[int], notes: Sequence[str]) -> str:
    """The whole page. `notes` tell how it was run."""
    parts = [HOW, _table(("program", "to install it"), _installing()), "\n", MEANING, "\n", _machine(notes)]
    parts += ["\n## What is demanded\n\n", demanded(figures, sizes)]
    for records in reversed(sizes):
        if len(programs := figures.programs(records)) > 1:
            shown = [each for each in programs if each != micro.NAME]
            parts += [f"\n## Side by side: {records:,} records\n\n", side_by_side(figures, records, shown)]
    parts += ["\n## Index and query, without a screen\n\n", questions(figures, sizes)]
    return "".join(parts)


def demanded(figures: Figures, sizes: Sequence[int]) -> str:
    """The demands, each with what was measured, and those that are missed once more in words."""
    judged = [row for each in sizes[1:-1] for row in Judge(figures, each).first_paint()]
    judged += [*Judge(figures, sizes[-1]).all(), *growth(figures, sizes)]
    marks = {True: "yes", False: "**no**", None: "–"}
    rows = ((f"{each.at:,}", each.what, each.demand, each.measured, marks[each.is_met]) for each in judged)
    return _table(("at", "measure", "must be", "measured", "met"), rows) + "\n" + _missed(judged)


def _missed(judged: Iterable[Judged]) -> str:
    rows = list(judged)
    missed = [f"{each.what} (at {each.at:,})" for each in rows if each.is_met is False]
    unmeasured = [f"{each.what} (at {each.at:,})" for each in rows if each.measured == NOT_MEASURED]
    lines = [f"Missed: {'; '.join(missed)}.\n" if missed else "None of them is missed.\n"]
    if unmeasured:
        lines.append(f"\nNot measured: {'; '.join(unmeasured)}.\n")
    return "".join(lines)


def side_by_side(figures: Figures, records: int, programs: Sequence[str]) -> str:
    """The measures that programs have in common, each as a multiple of chronoterm's."""
    rows = [
        (f"{what}, {unit}", *(_compared(figures, each, records, measure) for each in programs))
        for measure, what, unit in SIDE_BY_SIDE
    ]
    return _table(("", *programs), rows)


def _compared(figures: Figures, program: str, records: int, measure: str) -> str:
    spread, mine = figures.spread(program, records, measure), figures.median(ours.NAME, records, measure)
    if spread is None:
        return ""
    told = f"{number(spread.median)} {extent(spread)}".strip()
    return told if program == ours.NAME or not mine else f"{told} · {number(spread.median / mine)} ×"


def questions(figures: Figures, sizes: Sequence[int]) -> str:
    """Milliseconds of each question, at each number of records."""
    names = dict.fromkeys(name for each in sizes for name in figures.measures(micro.NAME, each))
    rows = []
    for name in names:
        spreads = [figures.spread(micro.NAME, each, name) for each in sizes]
        cells = ("" if each is None else f"{number(each.median)} / {number(each.late)}" for each in spreads)
        rows.append((name, *cells))
    heads = (f"{each:,}: median / p95, ms" for each in sizes)
    return _table(("question", *heads), rows)


def _installing() -> Iterator[tuple[str, str]]:
    for peer in PEERS:
        yield peer.name, peer.install if peer.install.startswith("comes") else f"`{peer.install}`"
    yield TINYDB, "comes with chronoterm"


def _machine(notes: Sequence[str]) -> str:
    cpu = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
            if line.startswith("model name")
        ),
        platform.machine(),
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    lines = (
        f"{datetime.now(tz=UTC):%-d %B %Y}, {cpu}, {os.cpu_count()} cores, {memory:.0f} GB of memory",
        f"{platform.system()} {platform.release()}, Python {platform.python_version()}",
        f"chronoterm {version('chronoterm')}, Textual {version('textual')}, TinyDB {version('tinydb')}",
        *notes,
    )
    return "## This run\n\n" + "".join(f"- {each}\n" for each in lines)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |\n" for line in lines)
