"""The commands that look after a store: `chronoterm check`, `repair`, `backup`, `log` and `new`.

What they do stands in `cli_store_*`; here is how they are called.
"""

from pathlib import Path
from typing import Any

import click

from chronoterm.cli_group import examples, one_store
from chronoterm.opening import chosen_path, sample_path

STANDARD_OUTPUT = Path("-")

_TWO = 2
_PATH = click.Path(path_type=Path)
_named = click.option("-s", "--store", "named", type=_PATH, hidden=True)


@click.command(
    epilog=examples(
        "chronoterm check team.json",
        "chronoterm check && echo sound            the sample, or $CHRONOTERM_STORE",
    )
)
@click.argument("store", required=False, type=_PATH)
@_named
def check(store: Path | None, named: Path | None) -> None:
    """Read a store whole, and its journal, and say what needs attention. Exit code 2 if anything does.

    What is left out is not in the chronology; what is flawed is in it, but something about it is wrong; a note
    is only worth a look. Nothing is changed.
    """
    from chronoterm.cli_store_check import print_check  # noqa: PLC0415 - no other command needs it

    print_check(chosen_path(one_store(store, named)))


@click.command(
    epilog=examples(
        "chronoterm repair team.json saved.json",
        "chronoterm repair team.json saved.json --report losses.txt",
    )
)
@click.argument("paths", nargs=-1, metavar="STORE NEW", type=_PATH)
@_named
@click.option("--report", type=_PATH, metavar="FILE", help="Write what could not be saved into a new file.")
@click.pass_context
def repair(ctx: click.Context, paths: tuple[Path, ...], named: Path | None, report: Path | None) -> None:
    """Save what can be saved of a damaged STORE into a NEW one, and say what could not be.

    The store and its journal stay as they are. What is no record any more is kept in the table `unread` of the
    new store, as far as there is anything to be kept.
    """
    from chronoterm.cli_store_saving import save  # noqa: PLC0415 - no other command needs it

    all_paths = [*([named] if named else []), *paths]
    if len(all_paths) != _TWO:
        raise click.UsageError("Name two files: the damaged store, and the new one.", ctx)
    save(all_paths[0], all_paths[1], report)


@click.command(
    epilog=examples(
        "chronoterm backup team.json                    beside it, named after the time",
        "chronoterm backup team.json monday.json",
        "chronoterm backup team.json - | gzip > monday.json.gz && ls monday.json.gz",
    )
)
@click.argument("paths", nargs=-1, metavar="[STORE] [TO]", type=_PATH)
@_named
@click.pass_context
def backup(ctx: click.Context, paths: tuple[Path, ...], named: Path | None) -> None:
    """Copy a store into one new file, all edits included, while others write it; print its name once it is safe.

    TO is a file that is not there yet, a folder, or - for standard output. Without it the copy lies beside the
    store and is named after it and the time (UTC).
    """
    from chronoterm.cli_store_saving import copy  # noqa: PLC0415 - no other command needs it

    is_only_to = named is None and paths == (STANDARD_OUTPUT,)
    stores, rest = ((), paths) if named or is_only_to else (paths[:1], paths[1:])
    if len(rest) > 1:
        raise click.UsageError("Name one store and one file for its copy.", ctx)
    copy(chosen_path(one_store(*stores, named)), rest[0] if rest else None)


@click.command(
    epilog=examples(
        "chronoterm log -s team.json                    all edits, the newest first",
        "chronoterm log ID                              those of one record",
        "chronoterm log -s team.json --by ada --since 'last monday' --limit 20",
        "chronoterm log -s team.json --format json | wc -l",
    )
)
@click.argument("record_id", metavar="[ID]", required=False)
@click.option("-s", "--store", type=_PATH, metavar="STORE", help="The store to read.")
@click.option("--by", metavar="USER", help="Only what this user did.")
@click.option("--since", metavar="DATE", help="Not before DATE (UTC): 2024-10-18, '18 oct', 'last monday'.")
@click.option("--limit", type=click.IntRange(min=0), metavar="N", help="The newest N edits.")
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="Text to read, or one edit as JSON on each line.",
)
def log(record_id: str | None, store: Path | None, form: str, **asked: Any) -> None:
    """Print who changed what and when, of one record or of all; deleted records have a history too.

    ID may be that of an actor, a place or a series as well. What was noted on a record is told with it.
    """
    from chronoterm.cli_store_log import Wanted, print_log  # noqa: PLC0415 - no other command needs it

    print_log(chosen_path(store), Wanted(record_id, **asked), form)


@click.command(
    epilog=examples(
        "chronoterm new strike.json",
        "chronoterm new strike.json --title 'Harbour strike'",
        "chronoterm new my.json --sample            with the sample in it, to try editing",
    )
)
@click.argument("path", metavar="STORE", type=_PATH, required=False)
@_named
@click.option("--title", metavar="TITLE", help="What stands above the list; else the name of the file.")
@click.option("--sample", is_flag=True, help="With the sample in it, which itself is edited by nobody.")
def new(path: Path | None, named: Path | None, title: str | None, sample: bool) -> None:
    """Make a store without records, where nothing stands yet."""
    from chronoterm.cli_store_saving import copy, make  # noqa: PLC0415 - no other command needs it

    wanted = one_store(path, named)
    if wanted is None:
        raise click.UsageError("Name the file to make.", click.get_current_context())
    if sample and title is not None:
        raise click.UsageError("The sample has a title of its own.", click.get_current_context())
    if sample:
        copy(sample_path(), wanted)
    else:
        make(wanted, title)


LOOKING_AFTER = (check, repair, backup, log, new)
"""The commands, in the order of the help."""
