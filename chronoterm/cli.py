"""The command line: the chronology without a screen, and the door to the one with it."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from chronoterm import __version__
from chronoterm.chronology.memory import MemoryChronology
from chronoterm.cli_group import StoreFirst, examples, one_store
from chronoterm.dates import DateError, PartialDate
from chronoterm.documents import DocumentError
from chronoterm.exporters.fields import CSV_FIELDS, FIELDS, TABLE_FIELDS
from chronoterm.opening import chosen_path, open_chronology
from chronoterm.output import complain, leave_output, on_a_terminal, terminal_cells, unwritten, write_lines
from chronoterm.problems import BAD_INPUT, ChronotermError, Severity
from chronoterm.query import ALL, CHRONOLOGICAL, KINDS, Facet, Order, SortKey
from chronoterm.starting import open_on_screen
from chronoterm.store.store import Store
from chronoterm.text import clean, isolate
from chronoterm.wording import needs_attention

NOTHING_MATCHED, INTERRUPTED = 1, 130
LONGEST_LINE = 100
"""Cells of a told record on a wide terminal; longer lines are hard to read."""


_PATH = click.Path(path_type=Path)
_HELP = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(
    cls=StoreFirst,
    context_settings=_HELP,
    subcommand_metavar="[STORE] | COMMAND [ARGS]...",
    epilog=examples(
        "chronoterm                         open the sample (or $CHRONOTERM_STORE) on the screen",
        "chronoterm team.json               open a store",
        "chronoterm team.json | less        print it, where there is no screen",
        "chronoterm list --actor zelenskyy --place russia",
        'chronoterm list --since 2024-10-18 --until "1 nov" --format csv',
        "chronoterm show ID                 one record, whole",
        "chronoterm check team.json         what needs attention in a store",
    ),
)
@click.version_option(__version__, message="chronoterm %(version)s")
def cli() -> None:
    """Browse a chronology: who said what about which place, when, and where we have it from.

    A store is a TinyDB file; the screen explains its keys with ?.
    """


@cli.command("open", hidden=True, epilog=examples("chronoterm team.json", "chronoterm open ./list"))
@click.argument("store", required=False, type=_PATH)
@click.option("-s", "--store", "named", type=_PATH, hidden=True)
def open_store(store: Path | None, named: Path | None) -> None:
    """Open STORE on the screen; print it where there is none."""
    path = chosen_path(one_store(store, named))
    if not on_a_terminal():
        _print_table(path)
        return
    if code := open_on_screen(path):
        raise SystemExit(code)


@cli.command(
    "list",
    epilog=examples(
        "chronoterm list --actor zelenskyy --place russia",
        'chronoterm list --kind statement --since "13 oct" --sort actor',
        "chronoterm list --format csv --columns id,edtf,headline > october.csv",
        "chronoterm list -s team.json --format jsonl | jq .headline",
    ),
)
@click.option("-s", "--store", type=_PATH, metavar="STORE", help="The store to read.")
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
@click.option("--sort", type=click.Choice([key.value for key in SortKey]), default="date", show_default=True)
@click.option("--reverse", is_flag=True, help="The other way round.")
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
    store: Path | None,
    actor: Sequence[str],
    speaker: Sequence[str],
    place: Sequence[str],
    source: Sequence[str],
    tag: Sequence[str],
    kind: str | None,
    since: str | None,
    until: str | None,
    sort: str,
    reverse: bool,
    limit: int | None,
    columns: str | None,
    form: str,
) -> None:
    """Print the records that match, in order. Exit code 1 when none does.

    A name fits by id, name or alias, or by the start of a word in them. Several options narrow further. With --since
    or --until, records whose date only may lie there are marked ~ in a table and have match=possible in CSV.
    """
    from chronoterm.cli_printing import print_view  # noqa: PLC0415 - the screen needs none of it
    from chronoterm.narrowing import query_of  # noqa: PLC0415 - the screen needs none of it

    path = chosen_path(store)
    fields = _fields(columns, TABLE_FIELDS if form == "table" else CSV_FIELDS)
    _, chronology = open_chronology(path)
    typed = {
        Facet.ACTOR: actor,
        Facet.SPEAKER: speaker,
        Facet.PLACE: place,
        Facet.SOURCE: source,
        Facet.TAG: tag,
    }
    typed[Facet.KIND] = (kind,) if kind else ()
    query = query_of(chronology, typed, since, until, _today())
    view = chronology.view(query, Order(SortKey(sort), reverse))
    print_view(chronology, view, form, fields, limit)
    if view.count == 0:
        complain(_why_nothing(chronology, typed))
        raise SystemExit(NOTHING_MATCHED)


@cli.command(
    epilog=examples(
        "chronoterm list --columns id,headline     the ids",
        "chronoterm show budanov-11000-in-training-rqe4",
        "chronoterm show -s team.json strike-call-a7qd",
    )
)
@click.argument("record_id", metavar="ID")
@click.option("-s", "--store", type=_PATH, metavar="STORE", help="The store to read.")
def show(record_id: str, store: Path | None) -> None:
    """Print one record, whole, with the ids of its related records."""
    from chronoterm.cli_printing import where  # noqa: PLC0415 - the screen needs none of it
    from chronoterm.telling import tell  # noqa: PLC0415 - the screen needs none of it

    path = chosen_path(store)
    _, chronology = open_chronology(path)
    try:
        record = chronology.record(record_id)
    except KeyError:
        raise ChronotermError(
            f"{path}: no record has the id “{record_id}”. `chronoterm list --columns id,headline` prints all"
        ) from None
    except DocumentError as error:
        raise ChronotermError(f"{path}: record “{record_id}” cannot be read whole ({where(error)})") from None
    related = chronology.related(record_id)
    told = [
        line.text.rstrip()
        for line in tell(record, related, chronology, min(terminal_cells() or LONGEST_LINE, LONGEST_LINE))
    ]
    ids = [f"{number:2}  {isolate(clean(each.id))}" for number, each in enumerate(related, start=1)]
    write_lines([*told, *(["", "Ids of the related records", *ids] if ids else [])])


@cli.command(
    epilog=examples(
        "chronoterm check team.json",
        "chronoterm check && echo sound            the sample, or $CHRONOTERM_STORE",
    )
)
@click.argument("store", required=False, type=_PATH)
@click.option("-s", "--store", "named", type=_PATH, hidden=True)
def check(store: Path | None, named: Path | None) -> None:
    """Read a store whole and say what needs attention. Exit code 2 if anything does.

    What is left out is not in the chronology; what is flawed is in it, but something about it is wrong; a note
    is only worth a look. Nothing is changed.
    """
    from chronoterm.store.check import check as prove  # noqa: PLC0415 - no other command needs it

    path = chosen_path(one_store(store, named))
    opened = Store.open(path)
    problems = prove(opened)
    total = len(opened.entries)
    lines = [isolate(f"{each.severity.value}: {each}") for each in problems]
    attention = needs_attention(problems) or "nothing needs attention"
    lines.append(f"{clean(str(path))}: {total:,} {'record' if total == 1 else 'records'}, {attention}")
    write_lines(lines)
    if any(each.severity is not Severity.NOTE for each in problems):
        raise SystemExit(BAD_INPUT)


def _print_table(path: Path) -> None:
    from chronoterm.cli_printing import print_view  # noqa: PLC0415 - the screen needs none of it

    _, chronology = open_chronology(path)
    print_view(chronology, chronology.view(ALL, CHRONOLOGICAL), "table", TABLE_FIELDS, None)


def _why_nothing(chronology: MemoryChronology, typed: dict[Facet, Sequence[str]]) -> str:
    for facet, names in typed.items():
        for name in names:
            if facet is not Facet.KIND and not chronology.resolve(facet, name):
                return f"nothing matched; no {facet.value} is called “{name}”"
    return "nothing matched"


def _fields(columns: str | None, default: Sequence[str]) -> Sequence[str]:
    if columns is None:
        return default
    fields = [each.strip() for each in columns.split(",") if each.strip()]
    if unknown := [each for each in fields if each not in FIELDS]:
        raise ChronotermError(f"no column is called “{', '.join(unknown)}”; there are {', '.join(FIELDS)}")
    if not fields:
        raise ChronotermError(f"--columns names none; there are {', '.join(FIELDS)}")
    return fields


def _today() -> PartialDate:
    return PartialDate.parse(datetime.now(UTC).date().isoformat())


def run(arguments: Sequence[str] | None = None) -> int:
    """Carry a command line out; the exit code. Errors are one sentence on standard error."""
    try:
        cli.main(
            args=None if arguments is None else list(arguments), prog_name="chronoterm", standalone_mode=False
        )
    except (ChronotermError, DateError) as error:
        complain(str(error))
        return BAD_INPUT
    except click.ClickException as error:
        complain(f"{error.format_message()} `{_help_of(error)}` shows how")
        return BAD_INPUT
    except click.Abort:
        return INTERRUPTED
    except OSError as error:  # click itself printed, a help text for example
        leave_output()
        complain(str(unwritten(error)))
        return BAD_INPUT
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else BAD_INPUT
    return 0


def _help_of(error: click.ClickException) -> str:
    context = getattr(error, "ctx", None)
    return f"{context.command_path} -h" if context and context.command.name != "open" else "chronoterm -h"
