"""`chronoterm text`: the texts of articles that a store keeps, put in by hand and printed.

What the commands do stands in `cli_text_keeping` and `cli_source_printing`; here is how they are called.
"""

from collections.abc import Sequence
from pathlib import Path

import click

from chronoterm.cli_group import SubcommandFirst, examples

_store = click.option(
    "-s", "--store", type=click.Path(path_type=Path), metavar="STORE", help="The store with the records."
)


@click.group(
    cls=SubcommandFirst,
    epilog=examples(
        "chronoterm text add article.txt -s team.json",
        "chronoterm text show strike-call-a7qd -s team.json",
    ),
)
def text() -> None:
    """Keep the texts of articles in a store, and print them.

    An import keeps the text of an article with its records. `chronoterm source ID` shows the passage of a record.
    """


@text.command(
    epilog=examples(
        "chronoterm text add article.txt -s team.json",
        "chronoterm text add reports/*.txt -s team.json",
    )
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@_store
def add(files: Sequence[str], store: Path | None) -> None:
    """Keep the text of a FILE that sources of the store name by its SHA-256.

    A file that no source names is refused: nobody could come to it.
    """
    from chronoterm.cli_text_keeping import keep_texts  # noqa: PLC0415 - help needs none of it

    keep_texts(store, files)


@text.command(
    epilog=examples(
        "chronoterm text show strike-call-a7qd -s team.json",
        "chronoterm text show strike-call-a7qd -s team.json > article.txt",
    )
)
@click.argument("what", metavar="ID|SHA256")
@_store
def show(what: str, store: Path | None) -> None:
    """Print a whole text: of the source of a record, or of a SHA-256.

    It is made safe for a terminal; the store file has it as it was. Exports have no texts in them.
    """
    from chronoterm.cli_source_printing import print_text  # noqa: PLC0415 - as above

    print_text(store, what)
