"""`chronoterm thread`: what restates, updates, denies, corroborates or asserts a record, as a tree."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from chronoterm.cli_group import NOTHING_MATCHED, examples, known_options
from chronoterm.cli_instruments import form_option, print_told, print_values

if TYPE_CHECKING:
    from chronoterm.chronology.view import Chronology, View
    from chronoterm.instruments.thread_lines import ThreadTold


@click.command(
    "thread",
    epilog=examples(
        "chronoterm list --columns id,headline            the ids",
        "chronoterm thread budanov-11000-in-training-rqe4",
        "chronoterm thread budanov-11000-in-training-rqe4 --as-of 2024-10-20",
        "chronoterm thread budanov-11000-in-training-rqe4 --format jsonl | jq .lag",
    ),
)
@click.argument("record_id", metavar="ID")
@click.option("-s", "--store", type=click.Path(path_type=Path), metavar="STORE", help="The store to read.")
@click.option("--root", metavar="ID", help="Draw it from that record of the thread.")
@known_options
@form_option
def thread(  # noqa: PLR0913, PLR0917 - one parameter for each option
    record_id: str, store: Path | None, root: str | None, as_of: str | None, known: str, form: str
) -> None:
    """Print the thread of a record: all that is joined to it by what restates, updates, denies, corroborates or asserts.

    Each record hangs from the one that is nearest to the root, with the relation between them and how many days later
    it is. Background is no part of a thread. Exit code 1 where the record was not known on the day.
    """
    chronology, view = _opened(store, as_of, known)
    told = _told(chronology, view, record_id, root)
    if form == "table":
        print_told(chronology, view, told)
        return
    from chronoterm.instruments.thread_values import values_of  # noqa: PLC0415 - help needs none of it

    print_values(values_of(told), form)


def _opened(store: Path | None, as_of: str | None, known: str) -> "tuple[Chronology, View]":
    from chronoterm.cli_asking import known_on  # noqa: PLC0415 - help needs none of it
    from chronoterm.opening import chosen_path  # noqa: PLC0415 - as above
    from chronoterm.ordering import CHRONOLOGICAL  # noqa: PLC0415 - as above
    from chronoterm.query import ALL  # noqa: PLC0415 - as above
    from chronoterm.reader import open_to_ask  # noqa: PLC0415 - as above

    chronology = open_to_ask(chosen_path(store))
    query = ALL if as_of is None else ALL.known(known_on(as_of, known))
    return chronology, chronology.view(query, CHRONOLOGICAL)


def _told(chronology: "Chronology", view: "View", record_id: str, root: str | None) -> "ThreadTold":
    from chronoterm.instruments.thread_lines import tell_thread  # noqa: PLC0415 - help needs none of it
    from chronoterm.output import complain  # noqa: PLC0415 - as above
    from chronoterm.problems import ChronotermError  # noqa: PLC0415 - as above

    for each in (record_id, root):
        if each is not None and view.position(each) is None:
            if (
                view.query.as_of is None
                or chronology.view(view.query.known(None), view.order).position(each) is None
            ):
                raise ChronotermError(
                    f"no record has the id “{each}”. `chronoterm list --columns id,headline` prints all"
                )
            complain(f"“{each}” was not known then")
            raise SystemExit(NOTHING_MATCHED)
    return tell_thread(chronology, view, record_id, root, lambda _: None)
