"""Records on their way in, and a store they come into."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from chronoterm.cli_editing_desk import desk_to_edit
from chronoterm.desk import Desk
from chronoterm.edits import Table
from chronoterm.importers.incoming import Incoming, Origin, Reading, Refused
from chronoterm.intake.gathering import Gathered, gathered
from chronoterm.store.create import create_store

ORIGIN = Origin("strikes.csv", "a" * 64)


def incoming(number: int, headline: str = "", file: str = ORIGIN.sha256, **fields: Any) -> Incoming:
    """The record of a row, at a place and with an actor of its own."""
    source = {"title": ORIGIN.name, "sha256": file, "row": number}
    record = {
        "id": f"strike-{number}",
        "kind": "event",
        "headline": headline or f"Strike number {number}",
        "date": "2024-10-18",
        "actors": [f"crew-{number}"],
        "places": [f"pier-{number}"],
        "sources": [source],
        **fields,
    }
    names = (
        (Table.ACTORS, {"id": f"crew-{number}", "name": f"Crew {number}"}),
        (Table.PLACES, {"id": "harbour", "name": "Harbour"}),
        (Table.PLACES, {"id": f"pier-{number}", "name": f"Pier {number}", "part_of": "harbour"}),
    )
    return Incoming(f"row {number}", record, names)


def new_desk(folder: Path) -> Desk:
    """An empty store, opened to be edited."""
    path = folder / "team.json"
    if not path.exists():
        create_store(path, "Team")
    return desk_to_edit(path)


def called(desk: Desk) -> Any:
    """Who the store calls by a name."""

    def ids(table: Table, name: str) -> Sequence[str]:
        known = desk.store.actors if table is Table.ACTORS else desk.store.places
        return [each.id for each in known if name in (each.name, *each.aliases)]

    return ids


def gathered_for(desk: Desk, items: Iterable[Incoming | Refused], origin: Origin = ORIGIN) -> Gathered:
    """What comes in, compared with a store."""
    return gathered(Reading((), iter(items)), origin, desk.document, called(desk))
