"""Actors that belong to themselves and places that lie in themselves, by way of others."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from chronoterm.dates import EARLIEST, LATEST
from chronoterm.edits import Table
from chronoterm.problems import Problem, Severity
from chronoterm.records import Actor
from chronoterm.store.store import Store
from chronoterm.text import clean

MOST_NAMED = 5
"""Names on the way that are told."""


def circle_problems(store: Store) -> Iterator[Problem]:
    """A problem for each circle of memberships that hold at one time, and of places."""
    actors = {each.id: each for each in store.actors}
    members = {each.id: [up.actor for up in each.member_of] for each in actors.values()}
    for circle in circles(members):
        if _is_at_one_time(circle, actors):
            yield _problem(store, Table.ACTORS, "member_of", "is a member of itself", circle)
    parts = {each.id: [each.part_of] for each in store.places if each.part_of}
    for circle in circles(parts):
        yield _problem(store, Table.PLACES, "part_of", "is part of itself", circle)


def circles(above: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """Ways from each name to what it belongs to that come back to where they began; each name begins one at most."""
    done: set[str] = set()
    for start in above:
        if start not in done:
            yield from _circles_from(start, above, done)


def _circles_from(
    start: str, above: Mapping[str, Sequence[str]], done: set[str]
) -> Iterator[tuple[str, ...]]:
    """Walk up from a name, depth first, and tell where the way meets itself."""
    way = {start: 0}
    waiting = [iter(above.get(start, ()))]
    met: set[str] = set()
    while waiting:
        here = next(waiting[-1], None)
        if here is None:
            waiting.pop()
            name, _ = way.popitem()
            done.add(name)
        elif here in way:
            if here not in met:
                met.add(here)
                yield tuple(way)[way[here] :]
        elif here not in done:
            way[here] = len(way)
            waiting.append(iter(above.get(here, ())))


def _is_at_one_time(circle: Sequence[str], actors: Mapping[str, Actor]) -> bool:
    """Whether all memberships of a circle hold together at some time."""
    span = EARLIEST, LATEST
    for one, other in pairwise((*circle, circle[0])):
        spans = [each.within(span) for each in actors[one].member_of if each.actor == other]
        found = next((each for each in spans if each is not None), None)
        if found is None:
            return False
        span = found
    return True


def _problem(store: Store, table: Table, field: str, what: str, circle: Sequence[str]) -> Problem:
    names = [f"“{clean(each)}”" for each in circle[1 : 1 + MOST_NAMED]]
    more = ["…"] if len(circle) > 1 + MOST_NAMED else []
    way = f", by way of {', '.join((*names, *more))}" if names else ""
    number = clean(store.number_of(table, circle[0]))
    return Problem(Severity.FLAWED, table.value, number, field, f"{what}{way}")
