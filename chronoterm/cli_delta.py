"""`chronoterm delta`: what is new, revised or changed in figure since a day, or since the last briefing."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from chronoterm.cli_group import NOTHING_MATCHED, QueryCommand, examples
from chronoterm.cli_instruments import Wanted, asks, form_option, opened, print_told, print_values

if TYPE_CHECKING:
    from chronoterm.instruments.delta import Since


@click.command(
    "delta",
    cls=QueryCommand,
    epilog=examples(
        "chronoterm delta                          since the last briefing on the screen",
        "chronoterm delta --since '20 nov'",
        "chronoterm delta place:RU --since 2024-10-28 --by date",
        "chronoterm delta --since yesterday --format jsonl | jq .id",
    ),
)
@asks
@click.option(
    "--since", metavar="DAY", help="From that day on, which is included; else since the last briefing."
)
@click.option(
    "--by",
    type=click.Choice(["store", "date"]),
    default="store",
    show_default=True,
    help="By when it came into the store, or by when it was said or happened.",
)
@form_option
def delta(wanted: Wanted, since: str | None, by: str, form: str) -> None:
    """Print what is new, what was revised, and which figures changed. Exit code 1 where nothing did.

    A figure has changed where the latest claim of one speaker, in one state of one series, is another one than the
    latest before. QUERY says of which records, as in `chronoterm list`.
    """
    from chronoterm.instruments.delta import By  # noqa: PLC0415 - help needs none of it
    from chronoterm.instruments.delta import delta as delta_of  # noqa: PLC0415 - as above
    from chronoterm.instruments.delta_lines import DeltaTold  # noqa: PLC0415 - as above

    chronology, view = opened(wanted)
    evidence = view.evidence()
    found = delta_of(evidence, _since(since, wanted.store), By(by))
    told = DeltaTold(found, evidence, chronology)
    if form == "table":
        print_told(chronology, view, told)
    else:
        from chronoterm.instruments.delta_values import values_of  # noqa: PLC0415 - as above

        print_values(values_of(found, evidence), form)
    if found.by is By.STORE and found.looked_at == len(found.maybe):
        from chronoterm.output import complain  # noqa: PLC0415 - as above

        complain(
            "no record says when it came into the store; --by date tells by when it was said or happened"
        )
    if found.is_empty:
        raise SystemExit(NOTHING_MATCHED)


def _since(typed: str | None, store: Path | None) -> "Since":
    """The day that was typed, else the last briefing. Raises DateError and ChronotermError."""
    from chronoterm.cli_asking import today  # noqa: PLC0415 - help needs none of it
    from chronoterm.dates import read_typed  # noqa: PLC0415 - as above
    from chronoterm.instruments.delta_lines import since_day, times_of  # noqa: PLC0415 - as above

    if typed is not None:
        return since_day(read_typed(typed, today=today()))
    from chronoterm.cli_briefing import remembered_of  # noqa: PLC0415 - as above
    from chronoterm.opening import chosen_path  # noqa: PLC0415 - as above
    from chronoterm.problems import ChronotermError  # noqa: PLC0415 - as above

    times = times_of(remembered_of(chosen_path(store)).briefed)
    if not times:
        raise ChronotermError("no briefing of this store was held yet; say since when with --since DAY")
    return times[-1]
