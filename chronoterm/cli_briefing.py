"""`chronoterm briefing`: a briefing to be read out, of what matches or of what was saved under a name."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from chronoterm.cli_group import NOTHING_MATCHED, QueryCommand, examples
from chronoterm.cli_instruments import LONGEST_LINE, PIPED, Wanted, asks, opened
from chronoterm.directories import state_folder
from chronoterm.opening import chosen_path

if TYPE_CHECKING:
    from chronoterm.chronology.view import Chronology
    from chronoterm.exporters.choosing import Chosen
    from chronoterm.instruments.briefed import Briefed
    from chronoterm.keeping.remembered import Remembered, SavedBriefing
    from chronoterm.query import Query

FORMS = {"md": "markdown", "html": "html"}
"""The forms besides plain text, and what an export calls them."""

Found = tuple["Chronology", "Query", "Briefed", "Chosen"]


@click.command(
    "briefing",
    cls=QueryCommand,
    epilog=examples(
        "chronoterm briefing place:RU since:2024-10-13",
        "chronoterm briefing --list",
        "chronoterm briefing morning                a saved one, in its order",
        "chronoterm briefing morning --format md > morning.md",
        "chronoterm briefing --as-of 2024-10-20 'soldiers'",
    ),
)
@asks
@click.option("--list", "listed", is_flag=True, help="Print the names of the saved briefings of this store.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", *FORMS]),
    default="text",
    show_default=True,
)
def briefing(wanted: Wanted, listed: bool, form: str) -> None:
    """Print a briefing: each record with its quote first, and with its source and date. Exit code 1 without records.

    QUERY is what `chronoterm list` takes, or the name of a saved briefing, which is printed in its own order. Records
    of a saved one that are gone are told on standard error. On the screen, b opens a briefing; after records are
    selected with Space it saves one.
    """
    kept = remembered_of(chosen_path(wanted.store))
    if listed:
        _list(kept)
        return
    saved = kept.briefing(" ".join(wanted.words))
    chronology, query, briefed, chosen = _of_view(wanted) if saved is None else _of_saved(wanted, saved)
    if not briefed.count:
        from chronoterm.output import complain  # noqa: PLC0415 - help needs none of it

        complain("no record is left in this briefing")
        raise SystemExit(NOTHING_MATCHED)
    if form == "text":
        _print(chronology.as_known(query.as_of), query, briefed, saved, chronology.title)
    else:
        _export(chronology.as_known(query.as_of), chosen, form, saved.name if saved else chronology.title)


def remembered_of(path: Path) -> "Remembered":
    """What this user keeps for a store; what cannot be read is told on standard error."""
    from chronoterm.keeping.keeper import Keeper  # noqa: PLC0415 - help needs none of it
    from chronoterm.keeping.remembered import NOTHING  # noqa: PLC0415 - as above
    from chronoterm.output import complain  # noqa: PLC0415 - as above

    try:
        keeper = Keeper(path, state_folder())
    except RuntimeError:  # nobody's home is known
        return NOTHING
    kept = keeper.read()
    if keeper.remark:
        complain(keeper.remark)
    return kept


def _list(kept: "Remembered") -> None:
    from chronoterm.output import complain, write_lines  # noqa: PLC0415 - help needs none of it
    from chronoterm.text import clean, isolate  # noqa: PLC0415 - as above

    if not kept.briefings:
        complain("no briefing is saved for this store; b saves one on the screen, of selected records")
        raise SystemExit(NOTHING_MATCHED)
    write_lines(f"{len(each.records):>5,}  {isolate(clean(each.name))}" for each in kept.briefings)


def _of_view(wanted: Wanted) -> Found:
    from chronoterm.exporters.choosing import ChosenView  # noqa: PLC0415 - help needs none of it
    from chronoterm.instruments.briefed import OfView  # noqa: PLC0415 - as above

    chronology, view = opened(wanted)
    return chronology, view.query, OfView(view), ChosenView(view)


def _of_saved(wanted: Wanted, saved: "SavedBriefing") -> Found:
    from chronoterm.cli_asking import asked  # noqa: PLC0415 - help needs none of it
    from chronoterm.exporters.ordered import ChosenInOrder  # noqa: PLC0415 - as above
    from chronoterm.instruments.briefed import OfChosen  # noqa: PLC0415 - as above
    from chronoterm.output import complain  # noqa: PLC0415 - as above
    from chronoterm.reader import open_to_ask  # noqa: PLC0415 - as above

    chronology = open_to_ask(chosen_path(wanted.store))
    query = asked(chronology, (), certain=False, as_of=wanted.as_of, known=wanted.known).query
    briefed = OfChosen(chronology, saved.records, query)
    if briefed.lacking:
        complain(briefed.lacking)
    rows = [briefed.row(position) for position in range(briefed.count)]
    return chronology, query, briefed, ChosenInOrder(rows, query)


def _print(
    chronology: "Chronology", query: "Query", briefed: "Briefed", saved: "SavedBriefing | None", title: str
) -> None:
    from chronoterm.chips import banner, in_words  # noqa: PLC0415 - help needs none of it
    from chronoterm.cli_printing import tell_problems  # noqa: PLC0415 - as above
    from chronoterm.output import terminal_cells, write_lines  # noqa: PLC0415 - as above
    from chronoterm.text import clean, isolate  # noqa: PLC0415 - as above
    from chronoterm.wording import records_in_words  # noqa: PLC0415 - as above

    what = f"Briefing · {saved.name}" if saved is not None else "Briefing"
    is_part = bool(query.conditions) or briefed.count < chronology.total
    number = f"{briefed.count:,} of {chronology.total:,}" if is_part else records_in_words(briefed.count)
    filtered = " · FILTERED" if query.conditions else ""
    conditions = " + ".join(in_words(chronology, each) for each in query.conditions)
    of_what = " · ".join(each for each in (title, f"{number}{filtered}", conditions) if each)
    head = (what, of_what, banner(query))
    write_lines(isolate(clean(each)) for each in head if each)
    cells = min(terminal_cells() or PIPED, LONGEST_LINE)
    write_lines(
        line for position in range(briefed.count) for line in _record(chronology, briefed, position, cells)
    )
    tell_problems(chronology)


def _record(chronology: "Chronology", briefed: "Briefed", position: int, cells: int) -> Iterator[str]:
    from chronoterm.instruments.briefed import place_in_words  # noqa: PLC0415 - help needs none of it
    from chronoterm.instruments.briefing import slide_of, whole  # noqa: PLC0415 - as above

    place = f" {place_in_words(position, briefed.count)} "
    yield ""
    yield f"──{place}{'─' * max(0, cells - len(place) - 2)}"
    for line in whole(slide_of(chronology, briefed.row(position)), chronology, cells):
        yield line.text.rstrip()


def _export(chronology: "Chronology", chosen: "Chosen", form: str, title: str) -> None:
    from chronoterm.exporters.exporting import Form, export  # noqa: PLC0415 - help needs none of it
    from chronoterm.exporters.fields import Reading  # noqa: PLC0415 - as above
    from chronoterm.exporters.meta import Meta, Tally  # noqa: PLC0415 - as above
    from chronoterm.output import write_lines  # noqa: PLC0415 - as above

    meta = Meta(title, datetime.now(UTC))
    write_lines(export(Form(FORMS[form]), Reading(chronology), chosen, meta, Tally()), data=True)
