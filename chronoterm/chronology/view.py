"""The seam: what everything above may ask of a chronology, wherever it is kept.

A chronology answers a query with a view; a view knows how many records match, gives any window of them,
counts facet values, and finds positions. Positions count from 0 in the order of the view.
"""

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple, Protocol

from msgspec import Struct

from chronoterm.ordering import Order
from chronoterm.problems import Problem
from chronoterm.query import Query
from chronoterm.records import Actor, Annotation, Entry, Passage, Place, Record, RelationType, Series
from chronoterm.terms import AsOf, Facet

if TYPE_CHECKING:
    from chronoterm.chronology.evidence import Evidence
    from chronoterm.chronology.origins import SourceMark

Progress = Callable[[int], None]
"""Is told how many records are done; may raise to stop."""


class Row(NamedTuple):
    """A record in a view; `possible` when it only may match what was asked for.

    Somebody `starred` it; it is `noted` when somebody tagged it or commented on it.
    """

    entry: Entry
    possible: bool = False
    starred: bool = False
    noted: bool = False


class FacetValue(Struct, frozen=True, gc=False):
    """A value of a facet with the number of records that have it or something within it."""

    value: str
    label: str
    count: int
    depth: int = 0
    names: tuple[str, ...] = ()

    def at_depth(self, depth: int) -> "FacetValue":
        """The same value on another level of the list."""
        return FacetValue(self.value, self.label, self.count, depth, self.names)


class Roles(NamedTuple):
    """How many records have an actor, or who belongs to them, as their speaker, as a subject, and as a target."""

    speaker: int
    subject: int
    target: int


class Group(NamedTuple):
    """A heading over the records from position `first` on."""

    first: int
    title: str


class Related(NamedTuple):
    """A record that stands in a relation to another; `entry` is none when there is no such record."""

    relation: str
    id: str
    entry: Entry | None
    type: RelationType = RelationType.BACKGROUND
    is_outgoing: bool = False
    """Whether the record that was asked about says so of itself, and not the other one of it."""


class Direction(Enum):
    """Which way to look for the neighbour of a day."""

    EARLIER = -1
    LATER = 1


class View(Protocol):
    """The records that match a query, in an order."""

    @property
    def query(self) -> Query:
        """What was asked."""

    @property
    def order(self) -> Order:
        """How the records stand."""

    @property
    def count(self) -> int:
        """How many records match, the possible ones included."""

    @property
    def possible(self) -> int:
        """How many of them only may match, since a date or a figure is not known sharply enough."""

    @property
    def hidden(self) -> int:
        """How many more only may match, and are left out since the query wants the certain ones."""

    @property
    def looked_into(self) -> int | None:
        """How many records were looked into for words and figures, while not all of them can be; else none."""

    @property
    def groups(self) -> Sequence[Group]:
        """The headings, in order of their first position; none in orders other than by date or about date."""

    def window(self, first: int, number: int) -> Sequence[Row]:
        """Up to `number` rows from position `first` on."""

    def position(self, record_id: str) -> int | None:
        """Where a record stands; none when it is not in the view."""

    def nearest(self, record_id: str) -> int | None:
        """Where a record stands, else the next in time, else the last; none in an empty view."""

    def find(self, minute: int) -> int | None:
        """The earliest record that begins at `minute` or later, else the last that has a time; none without any.

        By the clock of the order, as the next two: under that of the times spoken of it is these that count.
        """

    def step_day(self, position: int, direction: Direction) -> int | None:
        """The first record of the next day with records, earlier or later in time; none at the end."""

    def facets(self, facet: Facet) -> Sequence[FacetValue]:
        """Every value with its count under the conditions on other facets, each below what it belongs to."""

    def roles(self) -> Mapping[str, Roles]:
        """In which roles the actors are that `facets` counts, in the same records; those in none may be missing."""

    def named(self, facet: Facet, typed: str, most: int) -> Sequence[FacetValue]:
        """Up to `most` values with a name that is, or has a word that begins as, `typed` (folded), the best first.

        Each with its count under all conditions; those with records before those without.
        """

    def histogram(self, edges: Sequence[int]) -> Sequence[float]:
        """How many records lie between each two of the ascending minutes `edges`, long ones spread evenly."""

    @property
    def extent(self) -> tuple[int, int] | None:
        """The half-open minutes that the whole chronology spans by the clock of the order; none without any time."""

    @property
    def timeless(self) -> int:
        """How many of its records have no time by the clock of the order: no date, or none that they speak of."""

    def evidence(self, progress: Progress | None = None) -> "Evidence":
        """What the records tell besides, for instruments; read when it is first asked for, and kept.

        It may take long: some ten microseconds a record. `progress` is told how many are done, and may raise to stop.
        """


class Chronology(Protocol):
    """All records of a store, ready to be asked."""

    @property
    def title(self) -> str:
        """What the store calls itself."""

    @property
    def total(self) -> int:
        """How many records there are."""

    @property
    def problems(self) -> Sequence[Problem]:
        """What needs attention in the store."""

    @property
    def names(self) -> object:
        """What labels are made of: the same object for as long as no label is another."""

    def view(self, query: Query, order: Order) -> View:
        """The records that match, in order."""

    @property
    def extent(self) -> tuple[int, int] | None:
        """The half-open minutes from the first to the last bound known of any date; none without any."""

    def as_known(self, as_of: AsOf | None) -> "Chronology":
        """The same chronology without what was not known then; its records tell no outcome that was not known."""

    def is_quick(self, query: Query, order: Order) -> bool:
        """Whether a view is made in a few milliseconds, so that no worker is needed."""

    def record(self, record_id: str) -> Record:
        """A record, whole. Raises KeyError for an id that is not there and DocumentError for a damaged one."""

    def text(self, sha256: str) -> str | None:
        """The text of a file that sources name by its SHA-256; none where the store does not keep it.

        Spans count its characters. Raises DocumentError where it is damaged.
        """

    def passages(self, sha256: str) -> Sequence[Passage]:
        """What records were taken from of that file, in its order; whether its text is kept or not.

        It may take long: a microsecond for every record of the store. Raises DocumentError as `text` does.
        """

    def related(self, record_id: str) -> Sequence[Related]:
        """The records in a relation to this one: background first, then relation by relation.

        Within a relation they stand in chronological order, those that are not there last.
        """

    def reports(self, record_id: str) -> "Sequence[SourceMark]":
        """The sources that are reports of a record: its own, and those of the records that it is linked with.

        As known on a day, without those published later. Raises KeyError and DocumentError as `record` does.
        """

    def annotations(self, record_id: str) -> Sequence[Annotation]:
        """What users noted about a record, the oldest first."""

    def label(self, facet: Facet, value: str, *, short: bool = False) -> str:
        """The name of a facet's value; the short one where a list has little room."""

    def within(self, facet: Facet, value: str) -> Sequence[str]:
        """The names of all that lies within a place or belongs to an actor and that records speak of."""

    def narrowest(self, places: Sequence[str]) -> Sequence[str]:
        """Those of `places` that no other of them lies in: what a list shows of a record's places."""

    def actor(self, actor_id: str) -> Actor | None:
        """What the store tells of an actor, if anything."""

    def place(self, place_id: str) -> Place | None:
        """What the store tells of a place, if anything."""

    def series(self, series_id: str) -> Series | None:
        """What the store tells of a series of figures, if anything."""

    def series_and_states(self) -> Sequence[tuple[str, str]]:
        """The pairs of a series and a state that numbers are in, of either nothing where it is not told.

        None as long as the records would have to be read for that.
        """

    def resolve(self, facet: Facet, typed: str) -> Sequence[str]:
        """The values that a typed name means: the one of that id, name or alias, else all it begins a word of."""
