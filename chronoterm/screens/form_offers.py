"""Names that somebody may mean in a field of a form, with the records that have them."""

from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from chronoterm.chronology.view import Chronology, FacetValue, View
from chronoterm.editing.fields import FormField, Shape
from chronoterm.editing.lists import NAMES, QUOTE, TAGS, closing, in_list
from chronoterm.editing.memberships import membership_line
from chronoterm.editing.naming import called
from chronoterm.matching import fit_of, fold_all
from chronoterm.ordering import CHRONOLOGICAL
from chronoterm.query import ALL
from chronoterm.records import Series
from chronoterm.terms import Facet
from chronoterm.text import clean, fold
from chronoterm.widgets.form_field import NO_OFFERS, FieldState, Offer, Offers

MOST = 5
"""Names offered at a time."""

LONGEST_LOOKED_UP = 100
"""Characters of a name that is looked for."""

OF_SOURCES = ("source.publisher", "source.title", "source.via")
"""Fields of a source that have a part in its name."""

_PARTED_BY = {Shape.NAMES: NAMES, Shape.TAGS: TAGS}


class Part(NamedTuple):
    """The half-open places of the name that the cursor is in, or at the end of."""

    start: int
    end: int


class Offering:
    """Offers names for the fields of one chronology; `series` are those that figures may be of."""

    def __init__(self, chronology: Chronology, series: Sequence[Series] = ()) -> None:
        self._chronology = chronology
        self._series = tuple((each, fold_all(each.id, each.name)) for each in series)
        self._everything: View | None = None

    def offers(self, state: FieldState) -> Offers:
        """The names that fit what stands at the cursor; none where that is such a name already.

        Where it must be somebody's name, the best one is chosen from the start.
        """
        part = part_at(state.field, state.now.text, state.now.cursor)
        typed = state.now.text[part.start : part.end].strip() if part else ""
        if part is None or not typed or typed.startswith(QUOTE) or len(typed) > LONGEST_LOOKED_UP:
            return NO_OFFERS
        found = list(islice(self._found(state.field, part, fold(typed)), MOST)) if fold(typed) else []
        if any(fold(each.text) == fold(typed) for each in found):
            return NO_OFFERS
        must_be_one = state.field.shape in (Shape.NAME, Shape.NAMES, Shape.MEMBERSHIPS)
        return Offers(found, 0 if must_be_one else -1)

    def _found(self, field: FormField, part: Part, typed: str) -> Sequence[Offer]:
        if field.shape is Shape.FIGURES:
            return self._of_series(part, typed)
        if field.name in OF_SOURCES:
            return [_offer(value, part, value.label) for value in self._named(Facet.SOURCE, typed)]
        if field.facet is Facet.TAG:
            return [
                _offer(value, part, in_list(clean(value.label), TAGS))
                for value in self._named(Facet.TAG, typed)
            ]
        if field.facet is not None:
            return [
                _offer(value, part, self._written(field, field.facet, value.value))
                for value in self._named(field.facet, typed)
            ]
        return [Offer(each, None, *part, each) for each in field.choices if fold(each).startswith(typed)]

    def _written(self, field: FormField, facet: Facet, id_: str) -> str:
        """What to write for an id, so that the field reads it back."""
        name = called(self._chronology, facet, id_, _PARTED_BY.get(field.shape, ""))
        return membership_line({"actor": id_}, lambda _: name) if field.shape is Shape.MEMBERSHIPS else name

    def _named(self, facet: Facet, typed: str) -> Sequence[FacetValue]:
        if self._everything is None:
            self._everything = self._chronology.view(ALL, CHRONOLOGICAL)
        return self._everything.named(facet, typed, MOST)

    def _of_series(self, part: Part, typed: str) -> Sequence[Offer]:
        fits = sorted(
            ((-fit_of(typed, names), each) for each, names in self._series if fit_of(typed, names)),
            key=lambda pair: (pair[0], pair[1].id),
        )
        return [Offer(each.name, None, *part, clean(each.id)) for _, each in fits]


def _offer(value: FacetValue, part: Part, text: str) -> Offer:
    return Offer(value.label, value.count, *part, clean(text))


def part_at(field: FormField, text: str, cursor: int) -> Part | None:
    """The name at the cursor; none where there is no name to complete."""
    if field.shape is Shape.FIGURES:
        return _series_at(text, cursor)
    if field.shape is Shape.MEMBERSHIPS:
        start, end = _line_at(text, cursor)
        return Part(start, min(cursor, end))
    if field.several_lines:
        return None
    if field.shape in _PARTED_BY:
        return _piece_at(text, cursor, _PARTED_BY[field.shape])
    return Part(0, len(text))


def _piece_at(text: str, cursor: int, marks: str) -> Part:
    """The piece of a list that the cursor is in, without white space before it."""
    start = 0
    while True:
        begin = len(text) - len(text[start:].lstrip())
        end = closing(text, begin) if text[begin : begin + 1] == QUOTE else None
        stop = min(
            (at for each in marks if (at := text.find(each, start if end is None else end)) >= 0),
            default=len(text),
        )
        if cursor <= stop or stop == len(text):
            return Part(min(begin, stop), stop)
        start = stop + 1


def _line_at(text: str, cursor: int) -> tuple[int, int]:
    end = text.find("\n", cursor)
    return text.rfind("\n", 0, cursor) + 1, len(text) if end < 0 else end


def _series_at(text: str, cursor: int) -> Part | None:
    """What stands after the first dot of a figure's line, which is its series."""
    first, last = _line_at(text, cursor)
    dot = text.rfind("·", first, cursor)
    if dot < 0:
        return None
    start = dot + 1 + (text[dot + 1 : dot + 2] == " ")
    end = text.find("·", cursor, last)
    stop = last if end < 0 else len(text[:end].rstrip())
    return Part(start, stop) if start < stop and text[start] not in "“<" else None
