"""`chronoterm due`: what was expected, and who was right how often."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import click

from chronoterm.cli_group import NOTHING_MATCHED, QueryCommand, examples
from chronoterm.cli_instruments import Wanted, asks, form_option, opened, print_told, print_values

if TYPE_CHECKING:
    from chronoterm.instruments.due_lines import DueTold


@click.command(
    cls=QueryCommand,
    epilog=examples(
        "chronoterm due                             all that is expected, as it stands today",
        "chronoterm due speaker:budanov --as-of 2024-11-12",
        "chronoterm due --today 2024-11-12          with all that is known by now",
        "chronoterm due --format jsonl | jq 'select(.state == \"overdue\")'",
    ),
)
@asks
@click.option("--today", "day", metavar="DAY", help="As if it were that day, with all that is known by now.")
@form_option
def due(wanted: Wanted, day: str | None, form: str) -> None:
    """Print what is expected: what is overdue, open, came true or did not. Exit code 1 when nothing is.

    Something is overdue when the last day is over that it was expected on and no outcome is linked; what has no last
    day never is. It did not come true where its outcome denies it. Below stands for each speaker how often they were
    right: a share and a median of five settled cases or more, the cases of fewer. It is today, or the day of --as-of.
    """
    from chronoterm.instruments.due_lines import due_told  # noqa: PLC0415 - help needs none of it

    chronology, view = opened(wanted)
    if day is not None and view.query.as_of is not None:
        raise click.UsageError("As of a day it is that day; leave --today out.")
    until = _end_of(day) if view.query.as_of is None else view.query.as_of.until
    told = due_told(chronology, view, today=until - 1)
    if form == "table":
        print_told(chronology, view, told)
    else:
        print_values(_values(told), form)
    if not any(told.cases.values()):
        raise SystemExit(NOTHING_MATCHED)


def _end_of(day: str | None) -> int:
    """The minute after a day that somebody named, or after today. Raises DateError."""
    from chronoterm.cli_asking import today  # noqa: PLC0415 - help needs none of it
    from chronoterm.dates import LATEST, DateError, read_typed  # noqa: PLC0415 - as above

    date = today() if day is None else read_typed(day, today=today())
    if date.end == LATEST:
        raise DateError(f"“{day}” is no day that ends")
    return date.end


def _values(told: "DueTold") -> Iterator[Mapping[str, object]]:
    """Each thing expected as an object."""
    from chronoterm.instruments.due import State, written  # noqa: PLC0415 - help needs none of it

    entry = told.evidence.entry
    for state, found in told.cases.items():
        for case in found:
            yield {
                "id": entry(case.row).id,
                "state": state.value,
                "expected": None if case.time is None else written(told.evidence, case.row),
                "speakers": list(case.speakers),
                "overdue": case.days if state is State.OVERDUE else None,
                "outcome": None if case.outcome is None else entry(case.outcome).id,
                "late": None if case.late is None else [case.late.low, case.late.high],
                "rough": case.late is not None and case.late.rough,
                "why": None if case.why is None else case.why.value,
            }
