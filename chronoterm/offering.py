"""Names that somebody may mean while a filter is typed, with the number of records that each would leave."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from chronoterm.chronology.view import Chronology, FacetValue, View
from chronoterm.dates import PartialDate
from chronoterm.language.completing import Completing, completing, replaced
from chronoterm.language.errors import QueryError
from chronoterm.language.reading import read_query
from chronoterm.matching import WORD_START, fit_of
from chronoterm.query import ALL
from chronoterm.steps import Asked
from chronoterm.terms import Facet
from chronoterm.text import clean, fold

MOST = 9
"""Names offered at a time."""

ANYWHERE = (Facet.ACTOR, Facet.PLACE, Facet.SOURCE, Facet.TAG)
"""Whose names are offered for a word that stands in no field."""

LEAST_LETTERS = 2
"""Letters of such a word from which names are offered: a single one begins too many."""


class Offer(NamedTuple):
    """A name as it is shown, the records that it would leave, and the text with it and the cursor's place in that."""

    shown: str
    records: int
    completed: tuple[str, int]


def offers(
    chronology: Chronology, base: Asked, text: str, cursor: int, today: PartialDate
) -> Sequence[Offer]:
    """The names that fit what stands at the cursor, the best first; those with records before those without."""
    where = completing(text, cursor)
    if where is None or (where.facet is None and len(where.typed) < LEAST_LETTERS):
        return ()
    view = _without_it(chronology, base, text, where, today)
    found = sorted(_fitting(view, where), key=lambda each: (-(each[1].count > 0), -each[0], -each[1].count))
    values = [value for _, value, _ in found]
    return [_offer(text, where, facet, value, values) for _, value, facet in found[:MOST]]


def _fitting(view: View, where: Completing) -> Iterator[tuple[int, FacetValue, Facet]]:
    typed = fold(where.typed)
    for facet in (where.facet,) if where.facet else ANYWHERE:
        for value in view.facets(facet):
            fit = fit_of(typed, value.names)
            if fit >= WORD_START:
                yield fit, value, facet


def _offer(
    text: str, where: Completing, facet: Facet, value: FacetValue, others: Sequence[FacetValue]
) -> Offer:
    """An offer of the name; of the id where others are called so too."""
    name = fold(value.label)
    is_shared = sum(name in each.names for each in others) > 1
    shown = clean(value.label) if where.facet else f"{facet.value}:{clean(value.label)}"
    written = value.value if is_shared else value.label
    return Offer(shown, value.count, replaced(text, where, facet.value, written))


def _without_it(
    chronology: Chronology, base: Asked, text: str, where: Completing, today: PartialDate
) -> View:
    """The view of all that is typed besides the name at the cursor."""
    start = max(text.rfind(" ", 0, where.start), text.rfind("(", 0, where.start)) + 1
    rest = f"{text[:start]}{text[where.end :]}".strip()
    query = base.query
    if rest:
        try:
            query = query.having(*read_query(rest, chronology, today=today, near=None).conditions)
        except QueryError:
            query = base.query
    order = base.order
    return chronology.view(query if chronology.is_quick(query, order) else ALL, order)
