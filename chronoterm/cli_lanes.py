"""`chronoterm lanes`: actors, speakers, places or sources beside each other on one axis of time."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from chronoterm.chronology.view import Chronology, View
from chronoterm.cli_group import NOTHING_MATCHED, QueryCommand, examples
from chronoterm.cli_instruments import (
    LONGEST_LINE,
    PIPED,
    Wanted,
    asks,
    form_option,
    opened,
    print_told,
    print_values,
)
from chronoterm.problems import ChronotermError
from chronoterm.scale import Scale, TooManyBucketsError, Unit
from chronoterm.terms import Condition, Facet

if TYPE_CHECKING:
    from chronoterm.instruments.lanes import Lanes
    from chronoterm.instruments.lanes_pair import Pair

MOST_NAMED = 5
"""Names that a typed one may mean which are told."""

TWO = 2

Value = dict[str, Any]


@click.command(
    "lanes",
    cls=QueryCommand,
    epilog=examples(
        "chronoterm lanes                                  actors, by the unit of time that fits",
        "chronoterm lanes --by speaker since:2024-10-13 --unit week",
        "chronoterm lanes --by place --as-of 2024-10-20    as it was known on a day",
        "chronoterm lanes --by speaker --pin zelenskyy --pin budanov",
        "chronoterm lanes --by source --format jsonl | jq -r '[.label, .records] | @tsv'",
    ),
)
@asks
@click.option(
    "--by",
    "facet",
    type=click.Choice([each.value for each in (Facet.ACTOR, Facet.SPEAKER, Facet.PLACE, Facet.SOURCE)]),
    default=Facet.ACTOR.value,
    show_default=True,
    help="What has a lane each.",
)
@click.option(
    "--unit",
    type=click.Choice([each.value for each in Unit]),
    help="What a cell is; several of them where there is no room. Else the finest that fits.",
)
@click.option(
    "--pin",
    "pins",
    multiple=True,
    metavar="NAME",
    help="Twice: these two lanes beside each other, with their records, by the day or the unit, empty ones too.",
)
@form_option
def lanes(wanted: Wanted, facet: str, unit: str | None, pins: Sequence[str], form: str) -> None:
    """Print lanes: for each actor, speaker, place or source how many records lie when. Exit code 1 without any.

    One scale for all lanes; its head tells the fullest cell. A record is in every lane that it belongs to: an actor's
    lane has those of its members at the time too, a place's those of all that lies in it, and these stand below it.
    A record whose date is not sharp counts in parts. QUERY says of which records, as in `chronoterm list`.
    """
    from chronoterm.instruments.lanes import Lanes  # noqa: PLC0415 - help needs none of it

    if len(pins) not in {0, TWO}:
        raise click.UsageError("--pin is given twice: two lanes stand beside each other.")
    chronology, view = opened(wanted)
    found = Lanes.of(chronology, view, Facet(facet))
    asked = None if unit is None else Unit(unit)
    try:
        if pins:
            _print_pair(chronology, view, _pair(found, pins, asked), form)
        else:
            _print_lanes(chronology, view, found, asked, form)
    except TooManyBucketsError as error:
        raise ChronotermError(
            f"{error} Choose a longer unit with --unit, or ask for a shorter time"
        ) from None
    if not found.lanes:
        from chronoterm.instruments.lanes_lines import article  # noqa: PLC0415 - as above
        from chronoterm.output import complain  # noqa: PLC0415 - as above

        complain(f"no matching record has {article(facet)}")
        raise SystemExit(NOTHING_MATCHED)


def _pair(found: "Lanes", pins: Sequence[str], unit: Unit | None) -> "Pair":
    from chronoterm.instruments.lanes_pair import Pair  # noqa: PLC0415 - as above

    left, right = (_pinned(found, each) for each in pins)
    return Pair.of(found, left, right, unit)


def _pinned(found: "Lanes", typed: str) -> Condition:
    """The lane that a typed name means. Raises ChronotermError where that is none, or several."""
    from chronoterm.language.errors import told  # noqa: PLC0415 - as above

    here = {lane.value: lane for lane in found.lanes}
    meant = [here[each] for each in found.chronology.resolve(found.facet, typed) if each in here]
    if len(meant) == 1:
        return meant[0].condition
    if not meant:
        raise ChronotermError(f"no {found.facet.value} of these records is called {told(typed)}")
    names = ", ".join(lane.label for lane in meant[:MOST_NAMED])
    more = " and others" if len(meant) > MOST_NAMED else ""
    raise ChronotermError(f"{told(typed)} may be {names}{more}; give more of the name, or the id")


# Lanes


def _print_lanes(chronology: Chronology, view: View, found: "Lanes", unit: Unit | None, form: str) -> None:
    from chronoterm.instruments.lanes_lines import Chart, LanesTold  # noqa: PLC0415 - as above
    from chronoterm.output import terminal_cells  # noqa: PLC0415 - as above

    cells = Chart.of(found, min(terminal_cells() or PIPED, LONGEST_LINE)).cells
    scale = _scale(found, unit, cells if form == "table" else None)
    if form == "table":
        print_told(chronology, view, LanesTold(found, scale))
    else:
        print_values(_lane_values(found, scale or _scale(found, None, cells)), form)


def _scale(found: "Lanes", unit: Unit | None, cells: int | None) -> Scale | None:
    """What a cell is: what fits, else so many of the unit that they fit; without `cells` the unit itself."""
    from chronoterm.instruments.lanes_state import scale_of  # noqa: PLC0415 - as above
    from chronoterm.scale import buckets_between, edges, round_numbers  # noqa: PLC0415 - as above

    if found.time is None or (unit is None and cells is None):
        return None
    if unit is None:
        return scale_of(found.time, None, cells or 1)
    steps = (
        each
        for each in round_numbers()
        if cells is None or buckets_between(unit, *found.time, each) <= max(2, cells)
    )
    step = next(steps)
    return Scale(unit, edges(unit, *found.time, step), step)


def _lane_values(found: "Lanes", scale: Scale | None) -> Iterator[Value]:
    """Each lane with the cells that are not empty, and what of it is in no cell."""
    from chronoterm.exporters.histogram import buckets, rounded  # noqa: PLC0415 - as above

    for lane in found.lanes:
        counts = () if scale is None else found.cells(lane, scale)
        undated = found.undated_in(lane)
        cells = () if scale is None else buckets(scale, counts)
        yield {
            "facet": found.facet.value,
            "value": lane.value,
            "label": lane.label,
            "depth": lane.depth,
            "records": lane.count,
            "undated": undated,
            "outside": rounded(lane.count - undated - sum(counts)),
            "unit": None if scale is None else scale.grain,
            "cells": [{"start": each.start, "records": each.records} for each in cells if each.records],
        }


# Two lanes


def _print_pair(chronology: Chronology, view: View, pair: "Pair", form: str) -> None:
    from chronoterm.instruments.lanes_pair_lines import PairTold  # noqa: PLC0415 - as above

    if form == "table":
        print_told(chronology, view, PairTold(pair, side=None))
    else:
        print_values(_pair_values(pair), form)


def _pair_values(pair: "Pair") -> Iterator[Value]:
    """Each unit of time with the ids of the records of both lanes that begin in it, empty units too."""
    from itertools import pairwise  # noqa: PLC0415 - as above

    from chronoterm.exporters.histogram import buckets  # noqa: PLC0415 - as above

    scale = pair.scale
    starts = [] if scale is None else [each.start for each in buckets(scale, [0.0] * scale.count)]
    ours, theirs = (list(pairwise(each)) for each in pair.bounds)
    for section, (mine, others) in enumerate(zip(ours, theirs, strict=True)):
        is_unit = 0 < section <= len(starts)
        if is_unit or mine[0] < mine[1] or others[0] < others[1]:
            yield {
                "unit": scale.grain if scale is not None and is_unit else None,
                "label": pair.label(section),
                "start": starts[section - 1] if is_unit else None,
                "left": [row.entry.id for row in pair.left.view.window(mine[0], mine[1] - mine[0])],
                "right": [row.entry.id for row in pair.right.view.window(others[0], others[1] - others[0])],
            }
