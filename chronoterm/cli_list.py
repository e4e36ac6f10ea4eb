"""`chronoterm list`: the records that match."""

from collections.abc import Sequence
from pathlib import Path

import click

from chronoterm.cli_group import QueryCommand, examples, known_options
from chronoterm.exporters.fields import CSV_FIELDS, FIELDS, table_fields
from chronoterm.opening import chosen_path
from chronoterm.problems import ChronotermError
from chronoterm.reader import open_to_ask
from chronoterm.terms import KINDS, Facet


@click.command(
    "list",
    cls=QueryCommand,
    epilog=examples(
        "chronoterm list 'actor:zelenskyy since:2024-10-13 soldiers' --format csv",
        "chronoterm list 'place:RU figure:>10000' --sort actor,-date",
        "chronoterm list '-tag:training (engineer OR is:expected)'",
        "chronoterm list --limit 5 -- -soldiers",
        "chronoterm list --actor zelenskyy --place russia",
        'chronoterm list --kind statement --since "13 oct" --sort actor',
        "chronoterm list --sort about --columns said,about,lag,headline 'about:>=2024-10'",
        "chronoterm list --format csv --columns id,edtf,headline > october.csv",
        "chronoterm list -s team.json --format jsonl | jq .headline",
    ),
)
@click.argument("words", nargs=-1, metavar="[QUERY]...")
@click.option("-s", "--store", type=click.Path(path_type=Path), metavar="STORE", help="The store to read.")
@click.option(
    "--actor", multiple=True, metavar="NAME", help="With this actor or a member of it; again for another."
)
@click.option("--speaker", multiple=True, metavar="NAME", help="Said by this actor or a member of it.")
@click.option("--place", multiple=True, metavar="NAME", help="At this place or within it.")
@click.option("--source", multiple=True, metavar="NAME", help="From this source or channel.")
@click.option("--tag", multiple=True, metavar="TAG", help="With this tag.")
@click.option("--kind", type=click.Choice(KINDS), help="Only statements, events, or what was expected.")
@click.option("--since", metavar="DATE", help="Not before DATE: 2024-10-18, '18 oct', 'oct 2024'.")
@click.option("--until", metavar="DATE", help="Not after DATE, which is included.")
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
@click.option("--reverse", is_flag=True, help="The first column the other way round.")
@click.option("--limit", type=click.IntRange(min=0), metavar="N", help="At most N records.")
@click.option("--columns", metavar="A,B", help=f"Of a table or CSV: {', '.join(FIELDS)}.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "jsonl", "csv"]),
    default="table",
    show_default=True,
)
def list_records(  # noqa: PLR0913, PLR0917 - one parameter for each option
    words: Sequence[str],
    store: Path | None,
    actor: Sequence[str],
    speaker: Sequence[str],
    place: Sequence[str],
    source: Sequence[str],
    tag: Sequence[str],
    kind: str | None,
    since: str | None,
    until: str | None,
    certain: bool,
    as_of: str | None,
    known: str,
    sort: str,
    reverse: bool,
    limit: int | None,
    columns: str | None,
    form: str,
) -> None:
    """Print the records that match, in order. Exit code 1 when none does.

    QUERY is what is typed behind / on the screen: words of the text, "exact phrases", and fields such as actor:,
    place:, since: or figure:, with - for not, OR and parentheses; docs/query-language.md tells all. Quote it as a
    whole for the shell. What begins with a dash is taken for an option if it is spelled like one; behind -- it never
    is.

    A name fits by id, name or alias, or by the start of a word in them. The options narrow further. Where a time or
    a figure is asked for, records that only may match are marked ~ in a table and have match=possible in CSV. Other
    records that nobody has reviewed are marked ? in a table.
    """
    from chronoterm.cli_asking import asked, end_with_nothing, tell_remarks, today  # noqa: PLC0415 - as below
    from chronoterm.cli_printing import print_view  # noqa: PLC0415 - the screen needs none of it
    from chronoterm.language.orders import read_order  # noqa: PLC0415 - as above
    from chronoterm.narrowing import query_of, unknown_names  # noqa: PLC0415 - as above

    order = read_order(sort)
    fields = _fields(columns, table_fields(order) if form == "table" else CSV_FIELDS)
    chronology = open_to_ask(chosen_path(store))
    reading = asked(chronology, words, certain=certain, as_of=as_of, known=known)
    typed = {
        Facet.ACTOR: actor,
        Facet.SPEAKER: speaker,
        Facet.PLACE: place,
        Facet.SOURCE: source,
        Facet.TAG: tag,
        Facet.KIND: (kind,) if kind else (),
    }
    options = query_of(chronology, typed, since, until, today())
    query = reading.query.having(*options.conditions)
    view = chronology.view(query, order.reversed() if reverse else order)
    print_view(chronology, view, form, fields, limit)
    remarks = (*reading.remarks, *unknown_names(chronology, typed))
    if view.count == 0:
        end_with_nothing(chronology, view, remarks)
    tell_remarks(remarks)


def _fields(columns: str | None, default: Sequence[str]) -> Sequence[str]:
    if columns is None:
        return default
    fields = [each.strip() for each in columns.split(",") if each.strip()]
    if unknown := [each for each in fields if each not in FIELDS]:
        raise ChronotermError(f"no column is called “{', '.join(unknown)}”; there are {', '.join(FIELDS)}")
    if not fields:
        raise ChronotermError(f"--columns names none; there are {', '.join(FIELDS)}")
    return fields
