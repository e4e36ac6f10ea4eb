"""`chronoterm ledger`: the figures of each series, by whom, when, in what state."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from chronoterm.chronology.view import Chronology, View
from chronoterm.cli_group import NOTHING_MATCHED, QueryCommand, examples
from chronoterm.cli_instruments import Wanted, asks, form_option, opened, print_told, print_values

if TYPE_CHECKING:
    from chronoterm.instruments.ledger import SeriesCount
    from chronoterm.instruments.ledger_lines import LedgerTold


@click.command(
    "ledger",
    cls=QueryCommand,
    epilog=examples(
        "chronoterm ledger --as-of 2024-10-20      which figures were known on a day, and from whom",
        "chronoterm ledger speaker:zelenskyy",
        "chronoterm ledger --series soldiers       one series, by its id or the start of a word of its name",
        "chronoterm ledger --format jsonl | jq 'select(.disagrees)'",
    ),
)
@asks
@click.option("--series", metavar="NAME", help="The series of that id, or with that beginning of a word.")
@form_option
def ledger(wanted: Wanted, series: str | None, form: str) -> None:
    """Print the claim ledger: the figures of each series, state by state, in order of time. Exit code 1 without any.

    Bars are drawn to one scale for a series. Figures are compared only within one state of one series: below a figure
    stands its change since an earlier one of the same speaker, else of another, and who disagrees with it. QUERY says
    of which records, as in `chronoterm list`. docs/guide.md tells what counts as approximate, change and disagreement.
    """
    chronology, view = opened(wanted)
    every = list(_ledgers(chronology, view, series))
    if form == "table":
        _print(chronology, view, every)
    else:
        from chronoterm.instruments.ledger_values import values_of  # noqa: PLC0415 - help needs none of it

        print_values((value for told in every for value in values_of(told)), form)
    if not every:
        from chronoterm.output import complain  # noqa: PLC0415 - as above

        complain("no matching record has such a figure" if series else "no matching record has a figure")
        raise SystemExit(NOTHING_MATCHED)


def _ledgers(chronology: Chronology, view: View, series: str | None) -> "Iterator[LedgerTold]":
    from chronoterm.instruments.ledger import ledger as ledger_of  # noqa: PLC0415 - help needs none of it
    from chronoterm.instruments.ledger import series_in  # noqa: PLC0415 - as above
    from chronoterm.instruments.ledger_lines import LedgerTold  # noqa: PLC0415 - as above

    evidence = view.evidence()
    every = series_in(evidence.claims())
    for each in every if series is None else _called(chronology, every, series):
        made = ledger_of(evidence, each.series, lambda _: None)
        yield LedgerTold(made, every, evidence, chronology)


def _called(chronology: Chronology, every: "Sequence[SeriesCount]", typed: str) -> "Sequence[SeriesCount]":
    """The series of that id, else those with that beginning of a word in their names."""
    from chronoterm.instruments.ledger_lines import series_name  # noqa: PLC0415 - as above
    from chronoterm.matching import fit_of_start, fold_all  # noqa: PLC0415 - as above
    from chronoterm.text import fold  # noqa: PLC0415 - as above

    of_id = [each for each in every if each.series == typed]
    return of_id or [
        each
        for each in every
        if each.series is not None
        and fit_of_start(fold(typed), fold_all(each.series, series_name(chronology, each.series)))
    ]


def _print(chronology: Chronology, view: View, every: "Sequence[LedgerTold]") -> None:
    from chronoterm.output import write_lines  # noqa: PLC0415 - as above

    for number, told in enumerate(every):
        if number:
            write_lines([""])
        print_told(chronology, view, told)
