"""`chronoterm export`: the records that match, as a briefing or for another program, in a file."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from chronoterm.chips import titled
from chronoterm.cli_group import QueryCommand, examples, known_options
from chronoterm.exporters.exporting import (
    ENDINGS,
    WITH_COLUMNS,
    Form,
    NoColumnError,
    columns_named,
    export,
    form_of,
    passes_of,
    wrote,
)
from chronoterm.exporters.fields import FIELDS, FULL, Reading
from chronoterm.exporters.meta import Meta, Tally
from chronoterm.opening import chosen_path
from chronoterm.problems import ChronotermError
from chronoterm.reader import open_to_ask

if TYPE_CHECKING:
    from chronoterm.chronology.view import Chronology, View
    from chronoterm.exporters.choosing import Chosen

STANDARD_OUTPUT = Path("-")


@click.command(
    "export",
    cls=QueryCommand,
    epilog=examples(
        "chronoterm export 'place:RU since:2024-10-13' --to brief.md",
        "chronoterm export 'place:RU since:2024-10-13' --to brief.html --title 'Soldiers in Russia'",
        "chronoterm export tag:training --to training.csv --columns full",
        "chronoterm export --id budanov-11000-in-training-rqe4 --to one.md",
        "chronoterm export -s team.json --to everything.jsonl",
        "chronoterm export actor:budanov --to - --format markdown | less",
        "chronoterm export since:2024 --to october.ics --force",
    ),
)
@click.argument("words", nargs=-1, metavar="[QUERY]...")
@click.option(
    "--to",
    "target",
    type=click.Path(path_type=Path),
    metavar="FILE",
    required=True,
    help="The file to write; - for standard output.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice([each.value for each in Form]),
    help="The form; otherwise FILE says it: .md, .html, .csv, .jsonl, .json, .timeline.json, .ics, .txt.",
)
@click.option("-s", "--store", type=click.Path(path_type=Path), metavar="STORE", help="The store to read.")
@click.option("--id", "ids", multiple=True, metavar="ID", help="Only this record; again for another.")
@click.option("--certain", is_flag=True, help="Leave out what only may match, as is:certain does.")
@known_options
@click.option(
    "--sort",
    default="date",
    show_default=True,
    metavar="COLUMNS",
    help="By date, kind, actor, headline, place, source, about (the time spoken of), lag (from when it was said to "
    "that time), origins, or several: actor,-date; - turns one round.",
)
@click.option("--limit", type=click.IntRange(min=0), metavar="N", help="At most N records.")
@click.option("--columns", metavar="A,B", help=f"Of a table or CSV, or {FULL} for all: {', '.join(FIELDS)}.")
@click.option("--title", metavar="TEXT", help="The title; otherwise that of the store.")
@click.option("--force", is_flag=True, help="Replace FILE if it is there.")
def export_records(  # noqa: PLR0913, PLR0917 - one parameter for each option
    words: Sequence[str],
    target: Path,
    form: str | None,
    store: Path | None,
    ids: Sequence[str],
    certain: bool,
    as_of: str | None,
    known: str,
    sort: str,
    limit: int | None,
    columns: str | None,
    title: str | None,
    force: bool,
) -> None:
    """Write the records that match to FILE, in order. Exit code 1, and no file, when none does.

    QUERY is what `chronoterm list` takes. FILE must not be there yet, unless --force says that it may be replaced;
    it is written whole or not at all. docs/exporting.md tells what each form holds.
    """
    from chronoterm.cli_asking import asked, end_with_nothing, tell_remarks  # noqa: PLC0415 - the screen needs none
    from chronoterm.cli_printing import tell_problems, where  # noqa: PLC0415 - as above
    from chronoterm.file_out import demand_free, write_file  # noqa: PLC0415 - as above
    from chronoterm.language.orders import read_order  # noqa: PLC0415 - as above
    from chronoterm.output import complain, write_lines  # noqa: PLC0415 - as above
    from chronoterm.text import clean  # noqa: PLC0415 - as above

    chosen_form = _form(target, form)
    fields = _fields(chosen_form, columns)
    order = read_order(sort)
    if target != STANDARD_OUTPUT:
        with _told_how_to_force():
            demand_free(target, force=force)
    path = chosen_path(store)
    chronology = open_to_ask(path)
    asking = asked(chronology, words, certain=certain, as_of=as_of, known=known)
    view = chronology.view(asking.query, order)
    if view.count == 0:
        end_with_nothing(chronology, view, asking.remarks)
    chosen = _chosen(chronology, view, ids, limit, path)
    tell_remarks(asking.remarks)
    reading, tally = Reading(chronology.as_known(view.query.as_of)), Tally()
    meta = Meta(title or titled(chronology.title, view.query), datetime.now(UTC), fields)

    def lines_of(what: "Chosen") -> Iterator[str]:
        return export(chosen_form, reading, what, meta, tally)

    if target == STANDARD_OUTPUT:
        _print(lines_of(chosen), tally)
    else:
        with _told_how_to_force(), _watched(chosen, chosen_form) as watched:
            write_file(target, lines_of(watched), force=force)
        write_lines([clean(wrote(tally, str(target)))])
    tell_problems(chronology)
    for record_id, error in reading.damaged.items():
        complain(f"record “{record_id}” cannot be read whole ({where(error)})")


def _form(target: Path, form: str | None) -> Form:
    """The form that is asked for, else the one that the file name says. Raises ChronotermError."""
    if form is not None:
        return Form(form)
    if target == STANDARD_OUTPUT:
        raise ChronotermError("standard output has no name to tell the form by; name it with --format")
    found = form_of(target.name)
    if found is None:
        endings = ", ".join(each[0] for each in ENDINGS.values())
        raise ChronotermError(
            f"“{target.name}” does not say which form is wanted; end it with one of {endings}"
        )
    return found


def _fields(form: Form, columns: str | None) -> Sequence[str] | None:
    if columns is None:
        return None
    if form not in WITH_COLUMNS:
        raise ChronotermError(f"--columns is for csv and table; {form.value} has none")
    try:
        return columns_named(columns)
    except NoColumnError as error:
        raise ChronotermError(str(error)) from None


def _chosen(
    chronology: "Chronology", view: "View", ids: Sequence[str], limit: int | None, path: Path
) -> "Chosen":
    """What is to be written: the view, or the records with the ids that are in it. Raises ChronotermError."""
    from chronoterm.exporters.choosing import ChosenRecords, ChosenView  # noqa: PLC0415 - the screen needs none

    if not ids:
        return ChosenView(view, limit)
    if outside := [each for each in ids if view.position(each) is None]:
        known = any(each.entry.id == outside[0] for each in ChosenRecords(chronology, outside[:1]).rows())
        what = "does not match the query" if known else "is not there"
        raise ChronotermError(f"{path}: record “{outside[0]}” {what}")
    return ChosenRecords(chronology, ids[:limit], view)


def _print(lines: Iterable[str], tally: Tally) -> None:
    """Print what is for a program, and say what it does not tell where that does not get into anybody's data."""
    from chronoterm.output import complain, write_lines  # noqa: PLC0415 - the screen needs none of it

    write_lines(lines, data=True)
    if tally.left_out or tally.possible:
        complain(wrote(tally, "standard output"))


@contextmanager
def _watched(chosen: "Chosen", form: Form) -> Iterator["Chosen"]:
    """What is chosen, with a line of progress on the terminal while it is gone through."""
    from chronoterm.cli_progress import progress_line  # noqa: PLC0415 - the screen needs none of it
    from chronoterm.exporters.choosing import WatchedRecords  # noqa: PLC0415 - as above

    with progress_line() as tell:
        total = passes_of(form) * chosen.number
        yield WatchedRecords(chosen, lambda done: tell("records", done, total))


@contextmanager
def _told_how_to_force() -> Iterator[None]:
    from chronoterm.file_out import AlreadyThereError  # noqa: PLC0415 - the screen needs none of it

    try:
        yield
    except AlreadyThereError as error:
        raise ChronotermError(f"{error}; --force replaces it") from None
