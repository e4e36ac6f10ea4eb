"""`chronoterm import`: articles, tables and other files become records."""

from collections.abc import Sequence
from pathlib import Path

import click

from chronoterm.cli_group import examples
from chronoterm.intake.writing import Updates

ORDERS = ("dmy", "mdy", "ymd")


@click.command(
    "import",
    epilog=examples(
        "chronoterm import -s team.json article.txt          review what it says, record by record",
        "chronoterm import -s team.json reports/             all articles of a folder",
        "chronoterm import --proposals - article.txt         print what would be proposed, as JSON",
        "chronoterm import -s team.json --accept unflagged article.txt",
        "chronoterm import -s team.json GEDEvent_v23_1.csv   a table that is known by its header",
        "chronoterm import -s team.json --map map.toml --dates dmy strikes.csv",
        "chronoterm list --format jsonl | chronoterm import -s copy.json --yes -",
    ),
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("-s", "--store", type=click.Path(path_type=Path), metavar="STORE", help="The store to fill.")
@click.option(
    "--map", "map_", type=click.Path(path_type=Path), metavar="MAP", help="What the columns of a table are."
)
@click.option("--dates", type=click.Choice(ORDERS), help="The order of day, month and year in numbers.")
@click.option(
    "--published", metavar="DATE", help="When an article came out, where it does not say so itself."
)
@click.option(
    "--proposals", metavar="FILE", help="Write what is proposed of articles there as JSON; - prints it."
)
@click.option(
    "--accept",
    type=click.Choice(["unflagged", "all"]),
    help="Store proposals without a review, marked as unreviewed.",
)
@click.option(
    "--update",
    type=click.Choice([each.value for each in Updates]),
    default=Updates.UNEDITED.value,
    show_default=True,
    help="Which records that came before, and are others by now, are changed.",
)
@click.option("--dry-run", is_flag=True, help="Only show what would come in.")
@click.option("-y", "--yes", is_flag=True, help="Do not ask before writing.")
def import_files(  # noqa: PLR0913, PLR0917 - one parameter for each option
    files: Sequence[str],
    store: Path | None,
    map_: Path | None,
    dates: str | None,
    published: str | None,
    proposals: str | None,
    accept: str | None,
    update: str,
    dry_run: bool,
    yes: bool,
) -> None:
    """Take records in from articles (text, saved HTML), tables (CSV, TSV), TimelineJS, JSON Lines, RSS, Atom, iCalendar.

    FILE may be a folder, whose files are all read, or - for standard input. Every file is one step that u on the
    screen takes back. What was imported before is not imported again; what has changed since is offered as an
    update. Articles are reviewed on the screen; the review can go on another day (i on the screen).
    """
    from chronoterm.cli_import_files import import_all  # noqa: PLC0415 - no other command needs it
    from chronoterm.cli_import_options import Options  # noqa: PLC0415 - as above

    options = Options(store, map_, dates, published, proposals, accept, Updates(update), dry_run, yes)
    import_all(files, options)
