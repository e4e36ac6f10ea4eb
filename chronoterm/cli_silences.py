"""`chronoterm silences`: the longest times in which somebody said nothing."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import click

from chronoterm.cli_group import NOTHING_MATCHED, QueryCommand, examples
from chronoterm.cli_instruments import Wanted, asks, form_option, opened, print_told, print_values
from chronoterm.instruments.silence_of import LEAST

if TYPE_CHECKING:
    from chronoterm.instruments.silence import Lasting, Silence
    from chronoterm.instruments.silence_lines import SilencesTold


@click.command(
    cls=QueryCommand,
    epilog=examples(
        "chronoterm silences                        of each speaker, the longest first",
        "chronoterm silences speaker:zelenskyy --least 3",
        "chronoterm silences actor:ukraine --as-of 2024-11-12",
        "chronoterm silences --format jsonl | jq 'select(.possible | not)'",
    ),
)
@asks
@click.option(
    "--least",
    type=click.IntRange(min=1),
    default=LEAST,
    show_default=True,
    metavar="DAYS",
    help="Silences of at least so many days.",
)
@form_option
def silences(wanted: Wanted, least: int, form: str) -> None:
    """Print the longest times in which somebody said nothing. Exit code 1 when there are none.

    With a speaker: or actor: in QUERY those of that speaker and of who belongs to them, else those of each speaker.
    What is marked ~ is only possible: a statement without a sharp date may lie in it. Other filters make it silence
    about something: what was said beside them is not counted. The days since the last statement go up to today, or
    up to the day of --as-of.
    """
    from chronoterm.cli_asking import today  # noqa: PLC0415 - help needs none of it
    from chronoterm.instruments.silence_lines import silences_told  # noqa: PLC0415 - as above

    chronology, view = opened(wanted)
    last = today().end if view.query.as_of is None else view.query.as_of.until
    told = silences_told(chronology, view, today=last - 1, least=least)
    if form == "table":
        print_told(chronology, view, told)
    else:
        print_values(_values(told), form)
    if not told.silences.found and not told.silences.lasting:
        raise SystemExit(NOTHING_MATCHED)


def _values(told: "SilencesTold") -> Iterator[Mapping[str, object]]:
    """Each silence as an object; one that lasts has no end."""
    from chronoterm.dates import LATEST, covering  # noqa: PLC0415 - help needs none of it

    entry, found = told.evidence.entry, told.silences
    every: list[tuple[Silence | Lasting, int, int, str | None]] = [
        *((each, each.until, each.before, entry(each.after).id) for each in found.found),
        *((each, LATEST, each.last, None) for each in found.lasting),
    ]
    for silence, until, before, after in every:
        yield {
            "days": silence.days,
            "edtf": covering(silence.since, until).edtf,
            "possible": silence.possible,
            "speakers": list(silence.whose.values),
            "before": entry(before).id,
            "after": after,
        }
