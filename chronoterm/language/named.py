"""Names in a query: facet values, marks and ids."""

from collections.abc import Sequence
from typing import Protocol

from chronoterm.language.errors import QueryError, told
from chronoterm.language.fields import CERTAIN
from chronoterm.language.values import Item, Value
from chronoterm.terms import ACTORS, Condition, Facet, Mark, Marked, Named
from chronoterm.text import fold

_WITH_MEMBERS = (*ACTORS, Facet.PLACE)


class Names(Protocol):
    """Who knows what a typed name means."""

    def resolve(self, facet: Facet, typed: str) -> Sequence[str]:
        """The values of a facet that a typed name may mean; none for a name that nobody has."""


def condition(value: Value, facet: Facet, names: Names) -> tuple[Condition, list[str]]:
    """The condition that a value makes on a facet, and a remark for each name that nobody has.

    Such a name stands for itself, and matches nothing. Raises QueryError.
    """
    found: dict[str, None] = {}
    remarks = []
    for typed in dict.fromkeys(each.text for each in _items(value)):
        values = names.resolve(facet, typed)
        if not values:
            remarks.append(f"no {facet.value} is called {told(typed)}")
        found.update(dict.fromkeys(values or (typed,)))
    return Condition(facet, tuple(found), exact=bool(value.sign) and facet in _WITH_MEMBERS), remarks


def kinds(value: Value) -> Condition:
    """The condition on the kind that a value makes by the beginnings of kinds. Raises QueryError."""
    found: dict[str, None] = {}
    for item in _items(value):
        found.update(dict.fromkeys(_chosen(item, value, "is no kind of record; there are")))
    return Condition(Facet.KIND, tuple(found))


def marked(value: Value) -> Marked | None:
    """What a record is to be by a value; None for `certain`, which no record is but a query. Raises QueryError."""
    item = Item(value.text, value.start, value.end)
    chosen, *_ = _chosen(item, value, "is nothing that a record can be; there are")
    return None if chosen == CERTAIN else Marked(Mark(chosen))


def identified(value: Value) -> Named:
    """The id that a value names, or begins. Raises QueryError."""
    return Named(value.text, exact=bool(value.sign))


def _items(value: Value) -> list[Item]:
    for item in (items := value.items):
        if not item.text:
            raise QueryError(f"a name is missing at a comma of “{value.field.name}:”", item.start)
    return items


def _chosen(item: Item, value: Value, otherwise: str) -> list[str]:
    """The choices that a text begins."""
    wanted = fold(item.text)
    found = [each for each in value.field.choices if wanted and each.startswith(wanted)]
    if not found:
        *others, last = value.field.choices
        raise QueryError(
            f"{told(item.text)} {otherwise} {', '.join(others)} and {last}", item.start, item.end - item.start
        )
    return found
