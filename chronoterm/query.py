"""What somebody asks of a chronology: the terms that a record must satisfy, all of them."""

from msgspec import Struct

from chronoterm.terms import Amount, Between, Condition, Facet, Period, Term, leaves


class Query(Struct, frozen=True):
    """All conditions of a view, the newest last; without any, every record matches.

    With `certain_only`, records that only may match are left out.
    """

    conditions: tuple[Term, ...] = ()
    certain_only: bool = False

    @property
    def can_be_uncertain(self) -> bool:
        """Whether a record may match it perhaps: whether it asks for a time or a figure."""
        return any(
            isinstance(leaf, Period | Amount | Between)
            for each in self.conditions
            for leaf, _ in leaves(each)
        )

    def having(self, *conditions: Term) -> "Query":
        """With more conditions; one that it has already is not added again."""
        new = tuple(dict.fromkeys(each for each in conditions if each not in self.conditions))
        return Query((*self.conditions, *new), self.certain_only)

    def without(self, index: int) -> "Query":
        """Without the condition at `index` (negative counts from the newest)."""
        kept = list(self.conditions)
        del kept[index]
        return Query(tuple(kept), self.certain_only)

    def without_facet(self, facet: Facet) -> "Query":
        """Without every condition on `facet`: what the counts beside its values are made under."""
        kept = (each for each in self.conditions if not (isinstance(each, Condition) and each.facet is facet))
        return Query(tuple(kept), self.certain_only)

    def on(self, facet: Facet) -> tuple[Condition, ...]:
        """The conditions on `facet`."""
        return tuple(each for each in self.conditions if isinstance(each, Condition) and each.facet is facet)

    def with_certain_only(self, certain_only: bool) -> "Query":
        """The same conditions, with or without what only may match."""
        return Query(self.conditions, certain_only)


ALL = Query()
