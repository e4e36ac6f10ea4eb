"""The command line: the chronology without a screen, and the door to the one with it."""

from collections.abc import Sequence
from pathlib import Path

import click

from chronoterm import __version__
from chronoterm.cli_briefing import briefing
from chronoterm.cli_delta import delta
from chronoterm.cli_due import due
from chronoterm.cli_editing import EDITING
from chronoterm.cli_export import export_records
from chronoterm.cli_facets import facets
from chronoterm.cli_group import StoreFirst, examples, one_store
from chronoterm.cli_histogram import histogram
from chronoterm.cli_import import import_files
from chronoterm.cli_index import index
from chronoterm.cli_lanes import lanes
from chronoterm.cli_ledger import ledger
from chronoterm.cli_list import list_records
from chronoterm.cli_noting import NOTING
from chronoterm.cli_silences import silences
from chronoterm.cli_source import source
from chronoterm.cli_store import LOOKING_AFTER
from chronoterm.cli_text import text
from chronoterm.cli_thread import thread
from chronoterm.dates import DateError
from chronoterm.documents import DocumentError
from chronoterm.opening import chosen_path
from chronoterm.output import complain, leave_output, terminal_cells, unwritten, write_lines
from chronoterm.problems import BAD_INPUT, ChronotermError
from chronoterm.reader import open_to_ask
from chronoterm.starting import open_store, rights_in
from chronoterm.text import clean, isolate

INSTRUMENTS: tuple[click.Command, ...] = (source, text, ledger, briefing, delta, lanes, silences, thread, due)
"""What looks at a view in another way than as a list."""

INTERRUPTED = 130
LONGEST_LINE = 100
"""Cells of a told record on a wide terminal; longer lines are hard to read."""

_PATH = click.Path(path_type=Path)
_HELP = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


def _only_on_screen(ctx: click.Context, option: click.Parameter, given: object) -> None:
    if given:
        raise click.UsageError(f"{option.opts[0]} is for opening a store on the screen.", ctx)


@click.group(
    cls=StoreFirst,
    context_settings=_HELP,
    subcommand_metavar="[STORE] | COMMAND [ARGS]...",
    epilog=examples(
        "chronoterm                         open the sample (or $CHRONOTERM_STORE) on the screen",
        "chronoterm team.json               open a store",
        "chronoterm team.json --fresh       open it without the filters and the place of last time",
        "chronoterm team.json --read-only   open it to look, without editing",
        "chronoterm team.json | less        print it, where there is no screen",
        "chronoterm list 'actor:zelenskyy since:2024-10-13 soldiers' --format csv",
        "chronoterm facets actor place:RU   who, how often, where",
        "chronoterm histogram --by week     how many in each week",
        "chronoterm show ID                 one record, whole",
        "chronoterm import article.txt      propose records of an article; tables and feeds come in whole",
        "chronoterm export place:RU --to brief.html   a briefing; or CSV, JSON, a calendar",
        "chronoterm new strike.json         make a store without records",
        "chronoterm check team.json         what needs attention in a store",
        "chronoterm log -s team.json        who changed what, and when",
        "chronoterm backup team.json        copy a store, while others write",
        "chronoterm index team.json         make the index of a large store ahead",
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
@click.option(
    "--read-only",
    is_flag=True,
    expose_value=False,
    callback=_only_on_screen,
    help="Open a store without the keys that edit it.",
)
@click.option(
    "--restricted",
    is_flag=True,
    expose_value=False,
    callback=_only_on_screen,
    help="Open the store of that absolute path and let nothing else be done: for ForceCommand under sshd.",
)
@click.option(
    "--state",
    metavar="FOLDER",
    expose_value=False,
    callback=_only_on_screen,
    help="With --restricted: where users' own things are kept; 'none' keeps nothing.",
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
@click.option("--read-only", is_flag=True, help="Without the keys that edit it.")
def open_named(store: Path | None, named: Path | None, fresh: bool, read_only: bool) -> None:
    """Open STORE on the screen; print it where there is none."""
    path = chosen_path(one_store(store, named))
    if code := open_store(path, fresh=fresh, rights=rights_in(path, read_only=read_only)):
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
    chronology = open_to_ask(path)
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


cli.add_command(facets)
cli.add_command(histogram)
cli.add_command(import_files)
cli.add_command(export_records)
for each in (*INSTRUMENTS, *EDITING, *NOTING, *LOOKING_AFTER, index):
    cli.add_command(each)


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
