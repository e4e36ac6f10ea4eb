"""What the commands of all instruments share: what they ask of a store, and how what is told is printed."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

import click

from chronoterm.chronology.view import Chronology, View
from chronoterm.cli_group import known_options
from chronoterm.instruments.told import Told
from chronoterm.terms import Knowledge

LONGEST_LINE = 140
"""Cells of a told line on a wide terminal."""

PIPED = 100
"""Cells of a told line where nobody looks at it."""

Decorated = TypeVar("Decorated", bound=Callable[..., object])


class Wanted(NamedTuple):
    """What the words and options that all instruments share ask for."""

    words: Sequence[str] = ()
    store: Path | None = None
    as_of: str | None = None
    known: str = Knowledge.SAID.value
    certain: bool = False


def asks(command: Decorated) -> Decorated:
    """The arguments that all instruments share: words, `store`, `as_of`, `known` and `certain`."""
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
        command = each(command)
    return command


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
