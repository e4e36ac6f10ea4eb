"""What is worth knowing about a store but breaks nothing: names that no table tells about."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from chronoterm.problems import Problem, Severity
from chronoterm.records import Actor, Entry, Place
from chronoterm.text import clean

_RECORDS = ("record uses", "records use")
_MEMBERS = ("actor is a member of", "actors are members of")
_PARTS = ("place is part of", "places are part of")
_FIGURES = ("figure counts", "figures count")


def unknown_names(
    entries: Collection[Entry], actors: Collection[Actor], places: Collection[Place]
) -> Iterator[Problem]:
    """A remark for each actor and place that is named and has no entry; such a name is its own id."""
    known = {each.id for each in actors}
    named = (each for entry in entries for each in set(entry.everybody))
    yield from _remarks("actors", known, named, _RECORDS)
    yield from _remarks("actors", known, (up.actor for each in actors for up in each.member_of), _MEMBERS)
    known = {each.id for each in places}
    yield from _remarks("places", known, (each for entry in entries for each in set(entry.places)), _RECORDS)
    yield from _remarks("places", known, (each.part_of for each in places if each.part_of), _PARTS)


def unknown_series(used: Iterable[str], known: Iterable[str]) -> Iterator[Problem]:
    """A remark for each series that figures name and that has no entry."""
    return _remarks("series", set(known), used, _FIGURES)


def _remarks(
    table: str, known: Collection[str], used: Iterable[str], does: tuple[str, str]
) -> Iterator[Problem]:
    """`does` is what one and what several do with the name."""
    one, several = does
    for name, times in sorted(Counter(used).items()):
        if name not in known:
            why = f"“{clean(name)}” is not there; {times} {one if times == 1 else several} it"
            yield Problem(Severity.NOTE, table, "–", "", why)
