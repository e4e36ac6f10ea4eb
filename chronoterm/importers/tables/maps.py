"""What a map says: which column of a table gives which field of a record.

A text that a map gives (a template) takes a cell for each name of a column in braces: `{actor1} in {location}`. What
stands in square brackets is left out when a cell in it says nothing: `{actor1}[ and {actor2}]`. Twice the sign means
the sign.
"""

from msgspec import Struct, field

from chronoterm.importers.tables.errors import DateOrder


class _Part(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of a map; what it has no name for is a slip."""


class RecordMap(_Part, frozen=True):
    """The texts of a record as templates; `keep` are columns that are kept as they are in a field of the map's name.

    Without `id` a record's id comes from what its row holds. `tags` are parted at `split`.
    """

    headline: str
    id: str | None = None
    kind: str = "event"
    expected: str | None = None
    summary: str | None = None
    quote: str | None = None
    quote_kind: str | None = None
    lang: str | None = None
    speaker: str | None = None
    speaker_role: str | None = None
    date_basis: str | None = None
    tags: tuple[str, ...] = ()
    split: str | None = None
    keep: tuple[str, ...] = ()


class DateMap(_Part, frozen=True):
    """Where a date stands: in one column, in two for its bounds, or in one for each part of it.

    `order` is that of dates that are numbers alone, `two_digit_years` the year that 00 stands for, `zone` that of
    times of day (`Z`, `+02:00`). `words` is a column that tells the date to people. `precision` is a column that says how sharp the date is, `precisions` in which words.
    """

    column: str | None = None
    start: str | None = None
    end: str | None = None
    year: str | None = None
    month: str | None = None
    day: str | None = None
    time: str | None = None
    order: DateOrder | None = None
    two_digit_years: int | None = None
    zone: str | None = None
    words: str | None = None
    precision: str | None = None
    precisions: dict[str, str] = field(default_factory=dict)


class ActorMap(_Part, frozen=True):
    """A column of actors, parted at `split` if there may be several in a cell, and what kind they are.

    With `target` they are those to whom something is done; with `target_if` where each column that it names says one
    of some texts.
    """

    column: str
    split: str | None = None
    kind: str | None = None
    target: bool = False
    target_if: dict[str, tuple[str, ...]] = field(default_factory=dict)


class PlaceMap(_Part, frozen=True):
    """A column of places; each lies in that of the next one. Those of kind `country` get the code of the country.

    With `split` a cell holds several places, none within another; with `countries` a name that is a country's is it.
    """

    column: str
    kind: str | None = None
    split: str | None = None
    countries: bool = False


class CoordinatesMap(_Part, frozen=True):
    """The columns of the degrees of the narrowest place, north and east positive."""

    latitude: str
    longitude: str


class FigureMap(_Part, frozen=True):
    """A column of numbers, or two for their bounds; `name` and `unit` are those of the series."""

    series: str
    column: str | None = None
    low: str | None = None
    high: str | None = None
    name: str | None = None
    unit: str | None = None
    state: str | None = None
    approx: bool = False


class SourceMap(_Part, frozen=True):
    """The texts of a source as templates; with `split` the cells hold several sources, part for part."""

    publisher: str | None = None
    title: str | None = None
    author: str | None = None
    url: str | None = None
    published: str | None = None
    via: str | None = None
    split: str | None = None


class Map(_Part, frozen=True):
    """All that a map says. `name` goes into ids, and is the field under which columns are kept.

    `unknown` are cells that say nothing, in any column, `unknown_in` those of single columns; an empty cell never
    says anything. `values` says what the cells of a column mean, in other words. `places` begin with the narrowest.
    """

    record: RecordMap
    name: str | None = None
    date: DateMap | None = None
    about: DateMap | None = None
    actors: tuple[ActorMap, ...] = ()
    places: tuple[PlaceMap, ...] = ()
    coordinates: CoordinatesMap | None = None
    figures: tuple[FigureMap, ...] = ()
    sources: tuple[SourceMap, ...] = ()
    unknown: tuple[str, ...] = ()
    unknown_in: dict[str, tuple[str, ...]] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
