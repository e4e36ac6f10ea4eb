"""Who is in a row: the speaker, and the actors of several columns."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter

from chronoterm.edits import Document, Table
from chronoterm.importers.tables.cells import Columns, remembering
from chronoterm.importers.tables.maps import ActorMap, Map
from chronoterm.importers.tables.naming import Named, actor
from chronoterm.importers.tables.templates import columns_of, filled


class People:
    """The ids of a speaker, of all actors and of the targets; `waiting` are their documents until they are given."""

    __slots__ = ("actors", "speaker", "targets", "waiting")

    def __init__(
        self, speaker: Document | None, actors: Sequence[Document], targets: Iterable[Document] = ()
    ) -> None:
        everybody = {str(each["id"]): each for each in ((speaker, *actors) if speaker else actors)}
        self.speaker: str | None = None if speaker is None else str(speaker["id"])
        self.actors = tuple(everybody)
        self.targets = tuple(dict.fromkeys(str(each["id"]) for each in targets))
        self.waiting: tuple[Named, ...] = tuple((Table.ACTORS, each) for each in everybody.values())

    @property
    def fields(self) -> Document:
        """The fields of a record that name them."""
        found = {"speaker": self.speaker, "actors": list(self.actors), "targets": list(self.targets)}
        return {name: value for name, value in found.items() if value}


def people_of(map_: Map, columns: Columns) -> Callable[[Sequence[str]], People]:
    """How the actors of a row are found; the same names give the same value as long as they are remembered."""
    template = map_.record.speaker or ""
    maps = map_.actors
    asked = (*columns_of(template), *(name for each in maps for name in each.target_if))
    names = tuple(dict.fromkeys(asked))
    at = {name: place for place, name in enumerate(names)}

    def make(said: tuple[str, ...]) -> People:
        speaker = name_of(filled(template, lambda name: itemgetter(at[name]))(said))
        actors: list[Document] = []
        targets: list[Document] = []
        for each, text in zip(maps, said[len(names) :], strict=True):
            found = [actor(name, each.kind) for name in parted(text, each.split)]
            actors += found
            if _are_targets(each, {name: said[place] for name, place in at.items()}):
                targets += found
        return People(actor(speaker, None) if speaker else None, actors, targets)

    return remembering(columns, (*names, *(each.column for each in maps)), make)


def _are_targets(map_: ActorMap, said: Mapping[str, str]) -> bool:
    """Whether the actors of a column are targets in a row whose columns say this."""
    wanted = map_.target_if.items()
    return map_.target or bool(wanted and all(said[name] in texts for name, texts in wanted))


def parted(text: str, split: str | None) -> list[str]:
    """The names in a cell, without white space around them and with single spaces."""
    parts = text.split(split) if split else [text]
    return [name for each in parts if (name := name_of(each))]


def name_of(text: str) -> str:
    """A text on one line, with single spaces."""
    text = text.strip()
    return text if text.isprintable() and "  " not in text else " ".join(text.split())
