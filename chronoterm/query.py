"""What somebody asks of a chronology: the conditions of a view, and its order."""

from enum import Enum

from msgspec import Struct

from chronoterm.dates import EARLIEST, LATEST


class Facet(Enum):
    """A field with a value list and counts that a view can be narrowed by."""

    ACTOR = "actor"
    PLACE = "place"
    SOURCE = "source"
    TAG = "tag"
    KIND = "kind"
    SPEAKER = "speaker"


STATEMENTS = "statement"
EVENTS = "event"
EXPECTED = "expected"
KINDS = (STATEMENTS, EVENTS, EXPECTED)
"""The values of the kind facet. Every expected event is an event too."""


class Condition(Struct, frozen=True):
    """One thing a record must, or must not, satisfy: to have one of `values` in a facet."""

    facet: Facet
    values: tuple[str, ...]
    exclude: bool = False


class Period(Struct, frozen=True):
    """That a record lies in the half-open minutes from `since` up to `until`."""

    since: int = EARLIEST
    until: int = LATEST
    label: str = ""


class Query(Struct, frozen=True):
    """All conditions of a view, the newest last; without any, every record matches."""

    conditions: tuple[Condition | Period, ...] = ()

    @property
    def facet_conditions(self) -> tuple[Condition, ...]:
        """The conditions on facets, in order."""
        return tuple(each for each in self.conditions if isinstance(each, Condition))

    @property
    def periods(self) -> tuple[Period, ...]:
        """The conditions on time, in order."""
        return tuple(each for each in self.conditions if isinstance(each, Period))

    def having(self, condition: Condition | Period) -> "Query":
        """With one condition more."""
        return Query((*self.conditions, condition))

    def without(self, index: int) -> "Query":
        """Without the condition at `index` (negative counts from the newest)."""
        kept = list(self.conditions)
        del kept[index]
        return Query(tuple(kept))

    def without_facet(self, facet: Facet) -> "Query":
        """Without every condition on `facet`: what the counts beside its values are made under."""
        kept = (each for each in self.conditions if not (isinstance(each, Condition) and each.facet is facet))
        return Query(tuple(kept))

    def on(self, facet: Facet) -> tuple[Condition, ...]:
        """The conditions on `facet`."""
        return tuple(each for each in self.facet_conditions if each.facet is facet)


class SortKey(Enum):
    """A column that a chronology can be put in order by."""

    DATE = "date"
    KIND = "kind"
    ACTOR = "actor"
    HEADLINE = "headline"
    PLACE = "place"
    SOURCE = "source"


class Order(Struct, frozen=True):
    """The column a view is sorted by; ties stand in chronological order. What has no value comes last."""

    key: SortKey = SortKey.DATE
    reverse: bool = False

    def reversed(self) -> "Order":
        """The same column in the other direction."""
        return Order(self.key, not self.reverse)


ALL = Query()
CHRONOLOGICAL = Order()
