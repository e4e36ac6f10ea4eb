"""Which series a figure of an article is proposed for: what is counted, of whom."""

from collections.abc import Mapping

from chronoterm.editing.ids import slug_of
from chronoterm.edits import Document
from chronoterm.importers.proposals import ProposedFigure, ProposedName

PERSONNEL = "personnel"
_PERSONNEL = frozenset(
    (
        *("soldier", "troop", "serviceman", "servicemen", "servicewoman", "servicewomen", "infantryman"),
        *(
            "infantrymen",
            "fighter",
            "combatant",
            "personnel",
            "mercenary",
            "mercenaries",
            "officer",
            "marine",
        ),
        *("service member", "paratrooper", "conscript", "recruit", "military", "occupier", "invader"),
    )
)


def series_of(figure: ProposedFigure, names: Mapping[str, ProposedName]) -> tuple[str, Document]:
    """The id of the series of a figure, and its document. Words for people under arms count the same."""
    unit = (figure.unit or "").strip().lower()
    singular = unit if unit in _PERSONNEL else unit.removesuffix("s")
    what = PERSONNEL if singular in _PERSONNEL else unit or "number"
    whom = names.get(figure.of or "")
    of = whom.name if whom else (figure.of or "").removeprefix("new:")
    name = f"{what} of {of}" if of else what
    id_ = slug_of(name) or "figures"
    return id_, {"id": id_, "name": f"{name[:1].upper()}{name[1:]}", **({"unit": what} if what else {})}
