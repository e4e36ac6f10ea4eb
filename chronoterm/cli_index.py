"""`chronoterm index`: the index of a large store made ahead, so that nobody waits for it when the store is opened."""

import time
from collections.abc import Callable
from pathlib import Path

import click

from chronoterm.cli_group import examples, one_store
from chronoterm.cli_progress import progress_line
from chronoterm.indexing.place import SMALLEST, Place
from chronoterm.indexing.reports import Progress, Report
from chronoterm.opening import chosen_path
from chronoterm.output import write_lines
from chronoterm.store.files import demand_readable
from chronoterm.text import clean, isolate

_PATH = click.Path(path_type=Path)
_MB = 1e6


@click.command(
    epilog=examples(
        "chronoterm index team.json",
        "chronoterm index team.json --again         even if it is up to date",
    )
)
@click.argument("store", required=False, type=_PATH)
@click.option("-s", "--store", "named", type=_PATH, hidden=True)
@click.option("--again", is_flag=True, help="Make it anew even if it is up to date.")
def index(store: Path | None, named: Path | None, again: bool) -> None:
    """Make the index of a large store ahead, so that who opens it first need not wait.

    It lies beside the store, or in your own cache folder where you may not write there. It can be deleted at any
    time. The store is only read.
    """
    print_index(chosen_path(one_store(store, named)), again=again)


def print_index(path: Path, *, again: bool) -> None:
    """Make an index and say what was made. Raises ChronotermError."""
    from chronoterm.indexing.making import make  # noqa: PLC0415 - no other command needs it

    size = demand_readable(path).st_size
    name = clean(str(path))
    if size < SMALLEST:
        write_lines([isolate(f"{name}: has {_size(size)} and needs no index; it is read whole as quickly")])
        return
    began = time.monotonic()
    with progress_line() as line:
        made = make(path, _shown_by(line), again=again)
    seconds = time.monotonic() - began
    kept = sum(each.stat().st_size for each in _files(made.place))
    how = f"made in {seconds:,.1f} s" if made.is_new else "up to date; --again makes it anew"
    lines = [f"{clean(str(each))}: {_size(each.stat().st_size)}" for each in _files(made.place)]
    lines.append(f"{name}: its index of {_size(kept)}, {100 * kept / size:.0f} % of the store, is {how}")
    write_lines(map(isolate, lines))


def _shown_by(line: Callable[[str, int, int], None]) -> Callable[[Report], None]:
    def tell(report: Report) -> None:
        if isinstance(report, Progress):
            line(report.told, report.done, report.total)

    return tell


def _files(place: Place) -> tuple[Path, Path]:
    return place.facets, place.words


def _size(size: int) -> str:
    """Bytes as people read them."""
    return f"{size / _MB:,.1f} MB" if size >= _MB / 10 else f"{size:,} bytes"
