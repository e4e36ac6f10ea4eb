"""Names that somebody may mean in a field of a proposal: those of the article first, then those of the store."""

from collections.abc import Callable

from chronoterm.chronology.view import Chronology
from chronoterm.editing.fields import Shape
from chronoterm.editing.lists import in_list
from chronoterm.matching import fit_of, fold_all
from chronoterm.reviewing.naming import PLACE
from chronoterm.reviewing.review import Review
from chronoterm.screens.form_offers import LONGEST_LOOKED_UP, MOST, Offering, part_at
from chronoterm.terms import Facet
from chronoterm.text import clean, fold
from chronoterm.widgets.form_field import FieldState, Offer, Offers

_NAMES = (Shape.NAME, Shape.NAMES)


def offers_for(review: Review, chronology: Chronology) -> Callable[[FieldState], Offers]:
    """What is offered for the fields of a proposal while they are typed."""
    offering = Offering(chronology)

    def offers(state: FieldState) -> Offers:
        found = offering.offers(state)
        if state.field.shape not in _NAMES:
            return found
        mine = _of_article(review, state)
        have = {fold(each.text) for each in mine}
        both = [*mine, *(each for each in found.found if fold(each.text) not in have)][:MOST]
        return Offers(both, 0 if both else -1)

    return offers


def _of_article(review: Review, state: FieldState) -> list[Offer]:
    part = part_at(state.field, state.now.text, state.now.cursor)
    typed = fold(state.now.text[part.start : part.end][:LONGEST_LOOKED_UP]) if part else ""
    if part is None or not typed:
        return []
    is_place = state.field.facet is Facet.PLACE
    names = [
        each
        for each in review.names.values()
        if (each.type == PLACE) <= is_place and fit_of(typed, fold_all(each.name, *each.aliases))
    ]
    if any(fold(each.name) == typed for each in names):
        return []
    return [Offer(each.name, None, *part, in_list(clean(each.name))) for each in names[:MOST]]
