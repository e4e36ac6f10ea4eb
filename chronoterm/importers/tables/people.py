"""Who is in a row: the speaker, and the actors of several columns."""

from collections.abc import Callable, Sequence
from operator import itemgetter

from chronoterm.edits import Document, Table
from chronoterm.importers.tables.cells import Columns, remembering
from chronoterm.importers.tables.maps import Map
from chronoterm.importers.tables.naming import Named, actor
from chronoterm.importers.tables.templates import columns_of, filled


class People:
    """The ids of a speaker and of all actors; `waiting` are their documents until they are given."""

    __slots__ = ("actors", "speaker", "waiting")

    def __init__(self, speaker: Document | None, actors: Sequence[Document]) -> None:
        everybody = {str(each["id"]): each for each in ((speaker, *actors) if speaker else actors)}
        self.speaker: str | None = None if speaker is None else str(speaker["id"])
        self.actors = tuple(everybody)
        self.waiting: tuple[Named, ...] = tuple((Table.ACTORS, each) for each in everybody.values())


def people_of(map_: Map, columns: Columns) -> Callable[[Sequence[str]], People]:
    """How the actors of a row are found; the same names give the same value as long as they are remembered."""
    template = map_.record.speaker or ""
    names = tuple(columns_of(template))
    maps = map_.actors

    def make(said: tuple[str, ...]) -> People:
        at = {name: place for place, name in enumerate(names)}
        speaker = name_of(filled(template, lambda name: itemgetter(at[name]))(said))
        actors = [
            actor(name, each.kind)
            for each, text in zip(maps, said[len(names) :], strict=True)
            for name in parted(text, each.split)
        ]
        return People(actor(speaker, None) if speaker else None, actors)

    return remembering(columns, (*names, *(each.column for each in maps)), make)


def parted(text: str, split: str | None) -> list[str]:
    """The names in a cell, without white space around them and with single spaces."""
    parts = text.split(split) if split else [text]
    return [name for each in parts if (name := name_of(each))]


def name_of(text: str) -> str:
    """A text on one line, with single spaces."""
    text = text.strip()
    return text if text.isprintable() and "  " not in text else " ".join(text.split())
