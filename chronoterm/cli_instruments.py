"""What the commands of all instruments share: what they ask of a store, and how what is told is printed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import wraps
from pathlib import Path
from typing import NamedTuple

import click

from chronoterm.chronology.view import Chronology, View
from chronoterm.cli_group import known_options
from chronoterm.instruments.told import Told

LONGEST_LINE = 140
"""Cells of a told line on a wide terminal."""

PIPED = 100
"""Cells of a told line where nobody looks at it."""

Command = Callable[..., None]


class Wanted(NamedTuple):
    """What the words and options that all instruments share ask for."""

    words: Sequence[str]
    store: Path | None
    as_of: str | None
    known: str
    certain: bool


def asks(command: Command) -> Command:
    """The words and options that all instruments share, which the command gets as one argument, `wanted`."""

    @wraps(command)
    def asking(
        *,
        words: Sequence[str],
        store: Path | None,
        as_of: str | None,
        known: str,
        certain: bool,
        **others: object,
    ) -> None:
        command(wanted=Wanted(words, store, as_of, known, certain), **others)

    decorated: Command = asking
    for each in reversed(
        (
            click.argument("words", nargs=-1, metavar="[QUERY]..."),
            click.option(
                "-s", "--store", type=click.Path(path_type=Path), metavar="STORE", help="The store to read."
            ),
            known_options,
            click.option(
                "--certain", is_flag=True, help="Leave out what only may match, as is:certain does."
            ),
        )
    ):
        decorated = each(decorated)
    return decorated


def form_option(command: Command) -> Command:
    """The option that asks for what is told as a table, or for its values, as `form`."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(["table", "json", "jsonl"]),
        default="table",
        show_default=True,
    )(command)


def opened(wanted: Wanted) -> tuple[Chronology, View]:
    """The chronology that is asked, and the view of what is asked, in chronological order.

    Ends the command with exit code 1 where nothing matches. Raises ChronotermError and DateError.
    """
    from chronoterm.cli_asking import asked, end_with_nothing, tell_remarks  # noqa: PLC0415 - help needs none of it
    from chronoterm.opening import chosen_path  # noqa: PLC0415 - as above
    from chronoterm.ordering import CHRONOLOGICAL  # noqa: PLC0415 - as above
    from chronoterm.reader import open_to_ask  # noqa: PLC0415 - as above

    chronology = open_to_ask(chosen_path(wanted.store))
    reading = asked(chronology, wanted.words, certain=wanted.certain, as_of=wanted.as_of, known=wanted.known)
    view = chronology.view(reading.query, CHRONOLOGICAL)
    if view.count == 0:
        end_with_nothing(chronology, view, reading.remarks)
    tell_remarks(reading.remarks)
    return chronology, view


def print_told(chronology: Chronology, view: View, told: Told) -> None:
    """Print what is told: of what, the lines, and what was counted. Raises ChronotermError."""
    from chronoterm.cells import wrap  # noqa: PLC0415 - help needs none of it
    from chronoterm.chips import banner, subject  # noqa: PLC0415 - as above
    from chronoterm.cli_printing import tell_problems  # noqa: PLC0415 - as above
    from chronoterm.output import terminal_cells, write_lines  # noqa: PLC0415 - as above
    from chronoterm.text import clean, isolate  # noqa: PLC0415 - as above

    cells = min(terminal_cells() or PIPED, LONGEST_LINE)
    above = [told.title, subject(chronology, view), banner(view.query)]
    write_lines([line for each in above if each for line in wrap(isolate(clean(each)), cells)])
    write_lines(["", *(each.text.rstrip() for each in told.head(cells))])
    write_lines(told.line(number, cells).text.rstrip() for number in range(told.count))
    write_lines(["", *wrap(isolate(clean(told.counted)), cells)])
    tell_problems(chronology)


def print_values(values: Iterable[Mapping[str, object]], form: str) -> None:
    """Print values for programs: all in one array as `json`, else one a line. Raises ChronotermError."""
    from chronoterm.exporters.json import json_array, json_line  # noqa: PLC0415 - help needs none of it
    from chronoterm.output import write_lines  # noqa: PLC0415 - as above

    lines = map(json_line, values)
    write_lines(json_array(lines) if form == "json" else lines, data=True)
