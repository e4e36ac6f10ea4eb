"""What a person keeps of briefings for a store: the saved ones, and when they were held."""

from pathlib import Path

from chronoterm.directories import state_folder
from chronoterm.keeping.keeper import Keeper
from chronoterm.keeping.remembered import Remembered, SavedBriefing


def keeper_of(store: Path) -> Keeper:
    """Who keeps things for a store."""
    return Keeper(store, state_folder())


def kept(store: Path) -> Remembered:
    """What is kept for a store."""
    return keeper_of(store).read()


def keep(store: Path, *briefings: SavedBriefing) -> None:
    """Save briefings of a store."""

    def change(remembered: Remembered) -> Remembered:
        for each in briefings:
            remembered = remembered.with_briefing(each)
        return remembered

    keeper_of(store).change(change)


def note_held(store: Path, *times: str) -> None:
    """Note that briefings of a store were held at some times."""

    def change(remembered: Remembered) -> Remembered:
        for each in times:
            remembered = remembered.with_briefed(each)
        return remembered

    keeper_of(store).change(change)
