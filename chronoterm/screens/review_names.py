"""Whom a name means that is typed in a review: somebody of the chronology."""

from collections.abc import Callable

from chronoterm.chronology.view import Chronology
from chronoterm.editing.faults import FieldError
from chronoterm.editing.lists import Piece
from chronoterm.editing.naming import entry, meant
from chronoterm.edits import Table
from chronoterm.reviewing.review import RefusedError
from chronoterm.terms import Facet
from chronoterm.text import clean


class ChronologyNames:
    """Asks the chronology as it is by then; `chronology` gives it."""

    def __init__(self, chronology: Callable[[], Chronology]) -> None:
        self._chronology = chronology

    def id_of(self, table: Table, piece: Piece) -> str | None:
        """The id that a typed name means; none where nobody is called so. Raises RefusedError where several are."""
        try:
            return meant(self._chronology(), facet_of(table), piece)
        except FieldError as fault:
            raise RefusedError(str(fault)) from None

    def label(self, table: Table, id_: str) -> str:
        """What an id is called; the id itself where it is not known."""
        found = entry(self._chronology(), facet_of(table), id_)
        return id_ if found is None else clean(found.name)


def facet_of(table: Table) -> Facet:
    """Whose names stand in a table."""
    return Facet.PLACE if table is Table.PLACES else Facet.ACTOR
