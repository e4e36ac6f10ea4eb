"""The commands that change a store: `chronoterm add`, `edit`, `rm` and `set`.

What they do stands in `cli_editing_*`; here is how they are called.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from chronoterm.cli_editing_options import field_options
from chronoterm.cli_group import QueryCommand, examples

_store = click.option(
    "-s", "--store", type=click.Path(path_type=Path), metavar="STORE", help="The store to edit."
)
_yes = click.option("--yes", is_flag=True, help="Do not ask.")


@click.command(
    epilog=examples(
        "chronoterm add -s team.json --date 2024-10-18 --headline 'First units arrive' --tag arrival",
        "chronoterm add -s team.json --headline 'Strike announced' --quote 'We will strike.' --reliability B",
        "chronoterm add --template | less      the text of a record, to be filled in",
        "chronoterm add --template | sed 's/^headline.*/headline = \"Talks begin\"/' | chronoterm add -s team.json --from -",
    )
)
@_store
@click.option(
    "--from", "text", metavar="FILE", help="The record as a text, as `edit` shows one; - for standard input."
)
@click.option("--template", is_flag=True, help="Print such a text, with all that can be filled in.")
@field_options
def add(store: Path | None, text: str | None, template: bool, **typed: Any) -> None:
    """Add a record and print its id, once it is safe on the disk.

    A NAME is that of an actor or a place, one of its other names, or its id; the start of a word is enough where
    only one is meant. A name that nobody has becomes a new one, and that is said; "NAME" in double quotes stands
    for nobody else. Nothing is written where anything is wrong.
    """
    from chronoterm.cli_editing_add import add_from_options, add_from_text, print_template  # noqa: PLC0415 - no other command needs it

    given = {name: value for name, value in typed.items() if value not in (None, (), False)}
    if (text is not None) + template + bool(given) > 1:
        raise click.UsageError("--from and --template take no fields beside them, and not each other.")
    if template:
        print_template()
    elif text is not None:
        add_from_text(store, text)
    else:
        add_from_options(store, given)


@click.command(
    epilog=examples(
        "chronoterm edit strike-call-a7qd -s team.json 'headline=A call to strike on Monday' tags+=strike",
        "EDITOR='sed -i s/call/summons/' chronoterm edit strike-call-a7qd -s team.json",
    )
)
@click.argument("id_", metavar="ID")
@click.argument("assignments", nargs=-1, metavar="[FIELD=VALUE]...")
@_store
@click.option("--actor", "table", flag_value="actors", help="ID is that of an actor.")
@click.option("--place", "table", flag_value="places", help="ID is that of a place.")
def edit(id_: str, assignments: Sequence[str], store: Path | None, table: str | None) -> None:
    """Edit a record in $VISUAL or $EDITOR, as a text; or give fields other values at once.

    FIELD=VALUE is written as for `set`. If somebody else saves the record while it is in your editor, nothing is
    written, and your text is kept.
    """
    from chronoterm.cli_editing_one import assign, edit_as_text  # noqa: PLC0415 - as above
    from chronoterm.edits import Table  # noqa: PLC0415 - as above

    where = Table(table or "records")
    if assignments:
        assign(store, where, id_, assignments)
    else:
        edit_as_text(store, where, id_)


@click.command(
    epilog=examples(
        "chronoterm rm strike-call-a7qd -s team.json --yes",
    )
)
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@_store
@_yes
def rm(ids: Sequence[str], store: Path | None, yes: bool) -> None:
    """Delete records, with what other records say of them and what users noted about them.

    Shows what goes, and asks. It is one step: on the screen, u brings all of it back.
    """
    from chronoterm.cli_editing_rm import delete  # noqa: PLC0415 - as above

    delete(store, ids, yes=yes)


@click.command(
    "set",
    cls=QueryCommand,
    epilog=examples(
        "chronoterm set 'strike since:2024-10' tags+=strike -s team.json --yes",
        "chronoterm set kind:statement lang=en quote_kind=translated -s team.json --dry-run",
        "chronoterm set --all source.reliability=B -s team.json --dry-run",
    ),
)
@click.argument("words", nargs=-1, metavar="[QUERY] FIELD=VALUE...")
@_store
@click.option("--all", "every", is_flag=True, help="All records, instead of a QUERY.")
@click.option("--possible", is_flag=True, help="Those too that only may match the QUERY.")
@click.option("--dry-run", is_flag=True, help="Only show what would change.")
@_yes
def set_fields(  # noqa: PLR0913, PLR0917 - one parameter for each option
    words: Sequence[str], store: Path | None, every: bool, possible: bool, dry_run: bool, yes: bool
) -> None:
    """Give fields other values in all records that match QUERY.

    Shows what would change, and asks. FIELD=VALUE puts a value in the place of what was there, FIELD= empties the
    field; of a field with several values, FIELD+=VALUE adds some and FIELD-=VALUE takes some away. Fields are called
    as in `chronoterm add --template`, and those of the first source source.publisher, source.url and so on. QUERY is
    written as for `chronoterm list`. It is one step: on the screen, u takes it back. Exit code 1 when nothing matches.
    """
    from chronoterm.cli_editing_set import Choice, set_in  # noqa: PLC0415 - as above

    set_in(store, words, Choice(every, possible), dry_run=dry_run, yes=yes)


EDITING = (add, edit, rm, set_fields)
