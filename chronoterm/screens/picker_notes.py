"""What a list of actors tells besides names and counts: whom each belongs to and when, and in which roles they are."""

from collections.abc import Mapping, Sequence

from chronoterm.chronology.view import Chronology, FacetValue, Roles, View
from chronoterm.records import Membership
from chronoterm.telling_roles import lasting_in_words
from chronoterm.terms import Facet
from chronoterm.text import clean
from chronoterm.widgets.value_list import Note

_NOBODY = Roles(0, 0, 0)


class ActorNotes:
    """Notes on the actors of a view; the roles are there as soon as the values are counted."""

    def __init__(self, chronology: Chronology) -> None:
        self._chronology = chronology
        self._roles: Mapping[str, Roles] = {}

    def counted(self, view: View) -> Sequence[FacetValue]:
        """The actors of a view with their counts; in a thread, since it may take long."""
        values = view.facets(Facet.ACTOR)
        self._roles = view.roles()
        return values

    def __call__(self, value: FacetValue, above: FacetValue | None) -> Note:
        """The note on an actor that stands below another, or alone where only names that fit are listed."""
        return Note(self._belonging(value.value, above), in_roles(self._roles.get(value.value, _NOBODY)))

    def _belonging(self, actor: str, above: FacetValue | None) -> str:
        """Below a body the time of the membership in it; else every body with a time."""
        known = self._chronology.actor(actor)
        members = known.member_of if known is not None else ()
        if above is not None:
            told = (lasting_in_words(each) for each in members if each.actor == above.value)
            return "; ".join(filter(None, told))
        return "; ".join(self._in_words(each) for each in members if each.start or each.end)

    def _in_words(self, membership: Membership) -> str:
        name = clean(self._chronology.label(Facet.ACTOR, membership.actor, short=True))
        return f"{name} {lasting_in_words(membership)}"


def in_roles(roles: Roles) -> str:
    """How many records have somebody in each role: `speaker 9 · subject 3`; a role that nobody has is left out."""
    return " · ".join(f"{name} {number:,}" for name, number in roles._asdict().items() if number)
