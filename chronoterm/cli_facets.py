"""`chronoterm facets`: the values of a facet, each with the number of records that have it."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import click

from chronoterm.chronology.view import Chronology, FacetValue, View
from chronoterm.cli_group import NOTHING_MATCHED, QueryCommand, examples, known_options
from chronoterm.language.fields import FIELD_OF
from chronoterm.opening import chosen_path
from chronoterm.output import complain, terminal_cells, write_lines
from chronoterm.reader import open_to_ask
from chronoterm.terms import Facet


@click.command(
    cls=QueryCommand,
    epilog=examples(
        "chronoterm facets actor                    who takes part, and how often",
        "chronoterm facets actor 'place:RU since:2024-10-13'",
        "chronoterm facets place --all --format csv > places.csv",
        "chronoterm facets tag actor:zelenskyy --limit 5",
    ),
)
@click.argument("facet", metavar="FACET", type=click.Choice(list(FIELD_OF.values())))
@click.argument("words", nargs=-1, metavar="[QUERY]...")
@click.option("-s", "--store", type=click.Path(path_type=Path), metavar="STORE", help="The store to read.")
@click.option("--all", "with_none", is_flag=True, help="Those too that no matching record has.")
@click.option("--certain", is_flag=True, help="Do not count what only may match, as is:certain does.")
@known_options
@click.option("--limit", type=click.IntRange(min=0), metavar="N", help="The N most frequent.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json", "jsonl"]),
    default="table",
    show_default=True,
)
def facets(  # noqa: PLR0913, PLR0917 - one parameter for each option
    facet: str,
    words: Sequence[str],
    store: Path | None,
    with_none: bool,
    certain: bool,
    as_of: str | None,
    known: str,
    limit: int | None,
    form: str,
) -> None:
    """Print the values of FACET with their numbers of records, the most frequent first. Exit code 1 without any.

    FACET is actor, place, speaker, source, kind, tag or by, which is who starred a record, tagged it, commented on it
    or last changed it. QUERY narrows what is counted, as in `chronoterm list`; what
    it says of FACET itself is left aside, so that the other values are counted too. An actor counts with the
    members, a place with all that lies in it. On a terminal they stand below what they belong to.
    """
    from chronoterm.cli_asking import asked, end_with_nothing, tell_remarks  # noqa: PLC0415 - as below
    from chronoterm.ordering import CHRONOLOGICAL  # noqa: PLC0415 - the screen needs none of it

    chronology = open_to_ask(chosen_path(store))
    reading = asked(chronology, words, certain=certain, as_of=as_of, known=known)
    counted = next(each for each, name in FIELD_OF.items() if name == facet)
    view = chronology.view(reading.query.without_facet(counted), CHRONOLOGICAL)
    values = view.facets(counted)
    _print(chronology, view, counted, _Wanted(form, limit, with_none), values)
    if view.query != reading.query:
        complain(f"what the query says of the {counted.value} is left aside, so that all are counted")
    if view.count == 0:
        end_with_nothing(chronology, view, reading.remarks)
    tell_remarks(reading.remarks)
    if not any(each.count for each in values):
        complain(f"no matching record has a {counted.value}")
        raise SystemExit(NOTHING_MATCHED)


class _Wanted(NamedTuple):
    form: str
    limit: int | None
    with_none: bool


def _print(
    chronology: Chronology, view: View, facet: Facet, wanted: _Wanted, values: Sequence[FacetValue]
) -> None:
    from chronoterm.cli_printing import head, tell_problems  # noqa: PLC0415 - the screen needs none of it
    from chronoterm.exporters import facets as exported  # noqa: PLC0415 - as above
    from chronoterm.exporters.json import json_array  # noqa: PLC0415 - as above

    cells = terminal_cells()
    all_of_them = exported.most_frequent(values, with_none=wanted.with_none)
    kept = all_of_them[: wanted.limit]
    if wanted.form == "table":
        number = f"{len(all_of_them):,} {facet.value}{'' if len(all_of_them) == 1 else 's'}"
        first = f"first {len(kept):,}" if len(kept) < len(all_of_them) else ""
        write_lines(head(chronology, view, cells, number, first))
        shown = kept if cells is None else exported.as_tree(values, kept)
        write_lines(exported.facet_table(facet, list(shown), cells))
    elif wanted.form == "csv":
        write_lines(exported.facet_csv(kept), data=True)
    else:
        lines = exported.facet_json(kept)
        write_lines(json_array(lines) if wanted.form == "json" else lines, data=True)
    tell_problems(chronology)
