"""`chronoterm histogram`: how many records there are in each hour, day, week, month, year, decade or century."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from chronoterm.chronology.view import Chronology, View
from chronoterm.cli_group import NOTHING_MATCHED, QueryCommand, examples, known_options
from chronoterm.dates import DAY
from chronoterm.opening import chosen_path
from chronoterm.output import DEFAULT_CELLS, complain, terminal_cells, write_lines
from chronoterm.problems import ChronotermError
from chronoterm.reader import open_to_ask
from chronoterm.scale import Scale, TooManyBucketsError, Unit, edges
from chronoterm.terms import Clock

MOST_LINES = 60
"""Buckets of a histogram whose unit nobody chose."""

_COARSE = 64
"""Buckets in which the first and the last record are looked for: about as many as there may be lines."""


@click.command(
    cls=QueryCommand,
    epilog=examples(
        "chronoterm histogram                       by the unit that fits",
        "chronoterm histogram --by week 'actor:zelenskyy since:2024-10-13'",
        "chronoterm histogram --by day place:RU --format plot | less",
        "chronoterm histogram --by month --format csv > months.csv",
        "chronoterm histogram --by day --certain date:2024-10 | cut -f 2,3",
        "chronoterm histogram --clock about --by week kind:statement",
    ),
)
@click.argument("words", nargs=-1, metavar="[QUERY]...")
@click.option("-s", "--store", type=click.Path(path_type=Path), metavar="STORE", help="The store to read.")
@click.option(
    "--by",
    "unit",
    type=click.Choice([each.value for each in Unit]),
    help="What is counted together; else the finest that gives no more than 60 lines.",
)
@click.option("--certain", is_flag=True, help="Do not count what only may match, as is:certain does.")
@known_options
@click.option(
    "--clock",
    type=click.Choice([each.value for each in Clock]),
    default=Clock.DATE.value,
    show_default=True,
    help="Counted by when records are dated, or by the time that they speak of.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["plot", "tsv", "csv", "json", "jsonl"]),
    help="A plot on a terminal, else tsv: label, start (EDTF) and count with tabs between.",
)
def histogram(  # noqa: PLR0913, PLR0917 - one parameter for each option
    words: Sequence[str],
    store: Path | None,
    unit: str | None,
    certain: bool,
    as_of: str | None,
    known: str,
    clock: str,
    form: str | None,
) -> None:
    """Print how many records there are in each stretch of time. Exit code 1 when there are none.

    QUERY narrows what is counted, as in `chronoterm list`. A record whose date is not sharp counts in parts: one of
    October 2024 adds a thirty-first to each day. Weeks begin on Monday, days at midnight UTC. What has no date, or by
    --clock about speaks of no time, is in no bucket, and is told on standard error.
    """
    from chronoterm.cli_asking import asked, end_with_nothing, tell_remarks  # noqa: PLC0415 - as below
    from chronoterm.cli_printing import tell_problems  # noqa: PLC0415 - the screen needs none of it
    from chronoterm.instruments.lanes_found import time_of  # noqa: PLC0415 - as above
    from chronoterm.ordering import order_of  # noqa: PLC0415 - as above

    chronology = open_to_ask(chosen_path(store))
    reading = asked(chronology, words, certain=certain, as_of=as_of, known=known)
    view = chronology.view(reading.query, order_of(Clock(clock)))
    span = time_of(view, _COARSE)
    scale = None if span is None else _scale(view, span, unit)
    counts = () if scale is None else view.histogram(scale.edges)
    form = form or ("plot" if terminal_cells() else "tsv")
    _print(chronology, view, scale, counts, form)
    tell_problems(chronology)
    if view.count == 0:
        end_with_nothing(chronology, view, reading.remarks)
    tell_remarks(reading.remarks)
    _tell_uncounted(view, sum(counts))
    if scale is None:
        raise SystemExit(NOTHING_MATCHED)


def _scale(view: View, span: tuple[int, int], unit: str | None) -> Scale:
    """The scale of a unit, or of the one that fits; hours only where a record has a time of day."""
    if unit is None:
        fitting = Scale.of(*span, MOST_LINES)
        if fitting.unit is not Unit.HOUR or _has_clock(view):
            return fitting
        unit = Unit.DAY.value
    try:
        return Scale(Unit(unit), edges(Unit(unit), *span))
    except TooManyBucketsError as error:
        raise ChronotermError(f"{error} Choose a longer unit with --by, or ask for a shorter time") from None


def _has_clock(view: View) -> bool:
    return any(end - start < DAY for start, end in _times(view))


def _times(view: View) -> Iterator[tuple[int, int]]:
    """The half-open minutes of the records of a view that have a time by its clock, as it is written."""
    if view.order.clock is Clock.ABOUT:
        yield from (span for _, span in view.evidence().abouts())
        return
    for row in view.window(0, view.count):
        if (when := row.entry.when) is not None:
            yield when.start, when.end


def _print(
    chronology: Chronology, view: View, scale: Scale | None, counts: Sequence[float], form: str
) -> None:
    from chronoterm.cli_printing import head  # noqa: PLC0415 - the screen needs none of it

    if form == "plot":
        from chronoterm.exporters.plot import plot  # noqa: PLC0415 - as above

        cells = terminal_cells()
        about = ("by the time spoken of",) if view.order.clock is Clock.ABOUT else ()
        write_lines(head(chronology, view, cells, *about, *(() if scale is None else (f"by {scale.grain}",))))
        write_lines(() if scale is None else plot(scale, counts, cells or DEFAULT_CELLS))
        return
    from chronoterm.exporters import histogram as exported  # noqa: PLC0415 - as above
    from chronoterm.exporters.json import json_array  # noqa: PLC0415 - as above

    rows = () if scale is None else exported.buckets(scale, counts)
    if form == "tsv":
        write_lines(exported.bucket_tsv(rows), data=True)
    elif form == "csv":
        write_lines(exported.bucket_csv(rows), data=True)
    else:
        lines = exported.bucket_json(rows)
        write_lines(json_array(lines) if form == "json" else lines, data=True)


def _dates(view: View) -> Iterator[tuple[int, int]]:
    """When the dated records of a view may be."""
    return (row.entry.span for row in view.window(0, view.count) if row.entry.date is not None)


def _tell_uncounted(view: View, counted: float) -> None:
    """Say on standard error what of the view is in no bucket, or not wholly where it belongs."""
    from chronoterm.dates import EARLIEST, LATEST  # noqa: PLC0415 - the screen needs none of it
    from chronoterm.exporters.plot import HAIR, count_text  # noqa: PLC0415 - as above

    is_about = view.order.clock is Clock.ABOUT
    spans = list(_times(view) if is_about else _dates(view))
    undated = view.count - len(spans)
    timeless = "of no time" if is_about else "undated"
    is_open = sum(EARLIEST in span or LATEST in span for span in spans)
    outside = len(spans) - counted
    told = (
        (undated, f"{undated:,} {timeless} and counted nowhere"),
        (is_open, f"{is_open:,} with an open date and counted at the end that is known"),
        (view.possible, f"{view.possible:,} only possible"),
        (view.hidden, f"{view.hidden:,} more only possible and left out"),
        (outside > HAIR, f"{count_text(outside)} by their shares outside the time asked for"),
    )
    if words := ", ".join(words for number, words in told if number):
        complain(f"of {view.count:,} {'record' if view.count == 1 else 'records'}: {words}")
