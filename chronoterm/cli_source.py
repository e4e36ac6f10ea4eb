"""`chronoterm source`: the passage that a record was taken from, in its text."""

from pathlib import Path

import click

from chronoterm.cli_group import NOTHING_MATCHED, examples

CONTEXT = 3
"""Lines around a passage where nobody asks for another number."""


@click.command(
    epilog=examples(
        "chronoterm source strike-call-a7qd -s team.json",
        "chronoterm source strike-call-a7qd -s team.json --context 0",
        "chronoterm source strike-call-a7qd -s team.json --whole | less",
    )
)
@click.argument("record_id", metavar="ID")
@click.option("-s", "--store", type=click.Path(path_type=Path), metavar="STORE", help="The store to read.")
@click.option(
    "-C",
    "--context",
    type=click.IntRange(min=0),
    default=CONTEXT,
    show_default=True,
    metavar="N",
    help="Lines of the text before and after the passage.",
)
@click.option("--whole", is_flag=True, help="The whole text around it.")
@click.option(
    "--nth",
    type=click.IntRange(min=1),
    metavar="N",
    help="The record's N-th source that names a text; without it the first whose text is kept.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def source(  # noqa: PLR0913, PLR0917 - one parameter for each option
    record_id: str, store: Path | None, context: int, whole: bool, nth: int | None, form: str
) -> None:
    """Print the passage of a text that a record was taken from, with the lines around it.

    The passage stands between ▶ and ◀; lines are numbered as they are in the text. Exit code 1 where the store does
    not keep the text: then what is known of the passage is printed.
    """
    from chronoterm.cli_source_printing import print_source  # noqa: PLC0415 - help needs none of it

    around = None if whole else context
    if not print_source(store, record_id, None if nth is None else nth - 1, around, form):
        raise SystemExit(NOTHING_MATCHED)
