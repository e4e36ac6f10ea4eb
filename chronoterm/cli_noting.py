"""The commands by which a user notes something about records: `chronoterm star`, `tag` and `comment`.

What they do stands in `cli_noting_notes`; here is how they are called.
"""

from collections.abc import Sequence
from pathlib import Path

import click

from chronoterm.cli_group import examples

_store = click.option(
    "-s", "--store", type=click.Path(path_type=Path), metavar="STORE", help="The store with the records."
)


@click.command(
    epilog=examples(
        "chronoterm star strike-call-a7qd -s team.json",
    )
)
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@_store
@click.option("--off", is_flag=True, help="Take your star away instead.")
def star(ids: Sequence[str], store: Path | None, off: bool) -> None:
    """Put your star on records.

    It bears your name. If you may not edit the store, it goes to a file of your own.
    """
    from chronoterm.cli_noting_notes import give_stars  # noqa: PLC0415 - no other command needs it

    give_stars(store, ids, off=off)


@click.command(
    epilog=examples(
        "chronoterm tag 'to check' strike-call-a7qd -s team.json",
        "chronoterm tag strike,harbour strike-call-a7qd -s team.json",
    )
)
@click.argument("tags", metavar="TAG")
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@_store
@click.option("--off", is_flag=True, help="Take your tag away instead.")
def tag(tags: str, ids: Sequence[str], store: Path | None, off: bool) -> None:
    """Give records a tag of yours; several with commas between them.

    It bears your name, beside the tags that the records have themselves, which `chronoterm set` changes. If you may
    not edit the store, it goes to a file of your own.
    """
    from chronoterm.cli_noting_notes import give_tags  # noqa: PLC0415 - as above

    give_tags(store, tags, ids, off=off)


@click.command(
    epilog=examples("chronoterm comment strike-call-a7qd 'The union denies this.' -s team.json"),
)
@click.argument("id_", metavar="ID")
@click.argument("text", metavar="TEXT")
@_store
def comment(id_: str, text: str, store: Path | None) -> None:
    """Say something about a record, with your name and the time.

    If you may not edit the store, it goes to a file of your own.
    """
    from chronoterm.cli_noting_notes import give_comment  # noqa: PLC0415 - as above

    give_comment(store, id_, text)


NOTING = (star, tag, comment)
