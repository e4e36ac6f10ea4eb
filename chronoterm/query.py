"""What somebody asks of a chronology: the terms that a record must satisfy, all of them."""

from msgspec import Struct
from msgspec.structs import replace

from chronoterm.terms import Amount, AsOf, Between, Condition, Facet, Period, Reported, Term, leaves


class Query(Struct, frozen=True):
    """All conditions of a view, the newest last; without any, every record matches.

    With `certain_only`, records that only may match are left out. With `as_of` what was not known by then is not there,
    whatever else is asked.
    """

    conditions: tuple[Term, ...] = ()
    certain_only: bool = False
    as_of: AsOf | None = None

    @property
    def can_be_uncertain(self) -> bool:
        """Whether a record may match it perhaps: whether it asks for a time or a figure, or for what was known."""
        return self.as_of is not None or any(
            isinstance(leaf, Period | Amount | Between)
            for each in self.conditions
            for leaf, _ in leaves(each)
        )

    @property
    def asks_for_reports(self) -> bool:
        """Whether it asks how many reports there are, or of how many origins."""
        return any(isinstance(leaf, Reported) for each in self.conditions for leaf, _ in leaves(each))

    def having(self, *conditions: Term) -> "Query":
        """With more conditions; one that it has already is not added again."""
        new = tuple(dict.fromkeys(each for each in conditions if each not in self.conditions))
        return replace(self, conditions=(*self.conditions, *new))

    def without(self, index: int) -> "Query":
        """Without the condition at `index` (negative counts from the newest)."""
        kept = list(self.conditions)
        del kept[index]
        return replace(self, conditions=tuple(kept))

    def without_facet(self, facet: Facet) -> "Query":
        """Without every condition on `facet`: what the counts beside its values are made under."""
        kept = (each for each in self.conditions if not (isinstance(each, Condition) and each.facet is facet))
        return replace(self, conditions=tuple(kept))

    def on(self, facet: Facet) -> tuple[Condition, ...]:
        """The conditions on `facet`."""
        return tuple(each for each in self.conditions if isinstance(each, Condition) and each.facet is facet)

    def with_certain_only(self, certain_only: bool) -> "Query":
        """The same conditions, with or without what only may match."""
        return replace(self, certain_only=certain_only)

    def known(self, as_of: AsOf | None) -> "Query":
        """The same conditions, of what was known at a time, or of all that is known now."""
        return replace(self, as_of=as_of)

    @property
    def of_all(self) -> "Query":
        """Without any condition; what is not known is still not there."""
        return Query(as_of=self.as_of)


ALL = Query()
