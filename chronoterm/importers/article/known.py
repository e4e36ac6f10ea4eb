"""The actors and places of a store as names that an article may speak of."""

from collections.abc import Iterable, Iterator

from chronoterm.importers.article.gazetteer import KnownName
from chronoterm.records import Actor, Place

_TYPES = {
    "person": "person",
    "government": "country",
    "country": "country",
    "armed force": "force",
    "force": "force",
}


def known_names(actors: Iterable[Actor], places: Iterable[Place]) -> Iterator[KnownName]:
    """Actors and places with their aliases; of what kind an actor is not said to be, it is an organisation."""
    for actor in actors:
        yield KnownName(
            id=actor.id,
            type=_TYPES.get((actor.kind or "").casefold(), "org"),
            name=actor.name,
            aliases=actor.aliases,
            part_of=next((each.actor for each in actor.member_of), None),
        )
    for place in places:
        yield KnownName(
            id=place.id, type="place", name=place.name, aliases=place.aliases, within=place.part_of
        )
