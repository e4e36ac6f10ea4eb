"""The command line: the chronology without a screen, and the door to the one with it."""

from collections.abc import Sequence
from pathlib import Path

import click

from chronoterm import __version__
from chronoterm.cli_facets import facets
from chronoterm.cli_group import StoreFirst, examples, one_store
from chronoterm.cli_histogram import histogram
from chronoterm.cli_list import list_records
from chronoterm.dates import DateError
from chronoterm.documents import DocumentError
from chronoterm.opening import chosen_path, open_chronology
from chronoterm.output import complain, leave_output, on_a_terminal, terminal_cells, unwritten, write_lines
from chronoterm.problems import BAD_INPUT, ChronotermError, Severity
from chronoterm.starting import open_on_screen
from chronoterm.store.store import Store
from chronoterm.text import clean, isolate
from chronoterm.wording import needs_attention

INTERRUPTED = 130
LONGEST_LINE = 100
"""Cells of a told record on a wide terminal; longer lines are hard to read."""

_PATH = click.Path(path_type=Path)
_HELP = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


def _only_on_screen(ctx: click.Context, _: click.Parameter, fresh: bool) -> None:
    if fresh:
        raise click.UsageError("--fresh is for opening a store on the screen.", ctx)


@click.group(
    cls=StoreFirst,
    context_settings=_HELP,
    subcommand_metavar="[STORE] | COMMAND [ARGS]...",
    epilog=examples(
        "chronoterm                         open the sample (or $CHRONOTERM_STORE) on the screen",
        "chronoterm team.json               open a store",
        "chronoterm team.json --fresh       open it without the filters and the place of last time",
        "chronoterm team.json | less        print it, where there is no screen",
        "chronoterm list 'actor:zelenskyy since:2024-10-13 soldiers' --format csv",
        "chronoterm facets actor place:RU   who, how often, where",
        "chronoterm histogram --by week     how many in each week",
        "chronoterm show ID                 one record, whole",
        "chronoterm check team.json         what needs attention in a store",
    ),
)
@click.version_option(__version__, message="chronoterm %(version)s")
@click.option(
    "--fresh",
    is_flag=True,
    expose_value=False,
    callback=_only_on_screen,
    help="Open a store as if for the first time: not as it was left.",
)
def cli() -> None:
    """Browse a chronology: who said what about which place, when, and where we have it from.

    A store is a TinyDB file; the screen explains its keys with ?.
    """


cli.add_command(list_records)


@cli.command("open", hidden=True, epilog=examples("chronoterm team.json", "chronoterm open ./list"))
@click.argument("store", required=False, type=_PATH)
@click.option("-s", "--store", "named", type=_PATH, hidden=True)
@click.option("--fresh", is_flag=True, help="As if for the first time: not as it was left.")
def open_store(store: Path | None, named: Path | None, fresh: bool) -> None:
    """Open STORE on the screen; print it where there is none."""
    path = chosen_path(one_store(store, named))
    if not on_a_terminal():
        _print_table(path)
        return
    if code := open_on_screen(path, fresh=fresh):
        raise SystemExit(code)


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


cli.add_command(facets)
cli.add_command(histogram)


def _print_table(path: Path) -> None:
    from chronoterm.cli_printing import print_view  # noqa: PLC0415 - the screen needs none of it
    from chronoterm.exporters.fields import TABLE_FIELDS  # noqa: PLC0415 - as above
    from chronoterm.ordering import CHRONOLOGICAL  # noqa: PLC0415 - as above
    from chronoterm.query import ALL  # noqa: PLC0415 - as above

    _, chronology = open_chronology(path)
    print_view(chronology, chronology.view(ALL, CHRONOLOGICAL), "table", TABLE_FIELDS, None)


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
