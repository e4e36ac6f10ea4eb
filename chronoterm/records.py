"""What a chronology is made of: records, and the actors, places and series that they name.

Values only. Everything here is frozen; how a stored document becomes one of these is told in `documents`.
"""

from enum import Enum
from typing import Any

from msgspec import Struct, field

from chronoterm.dates import EARLIEST, LATEST, DateError, PartialDate

UNKNOWN = " unknown"
"""The key under which fields that somebody else's tool wrote wait for the next write."""

UNREVIEWED = "unreviewed"
"""The tag of a record that was taken from an article without a person having looked at it."""


class Kind(Enum):
    """Whether a record tells what happened or what somebody said."""

    EVENT = "event"
    STATEMENT = "statement"


class Basis(Enum):
    """How the date of a record was found."""

    EXPLICIT = "explicit"
    RELATIVE = "relative"
    ANAPHORIC = "anaphoric"
    PUBLICATION = "publication"
    NONE = "none"


class QuoteKind(Enum):
    """How close a quote is to the words that were spoken."""

    DIRECT = "direct"
    PARAPHRASE = "paraphrase"
    TRANSLATED = "translated"


class RelationType(Enum):
    """What the record that carries a relation is to the record it points to."""

    BACKGROUND = "background"
    ASSERTS = "asserts"
    RESTATES = "restates"
    UPDATES = "updates"
    DENIES = "denies"
    CORROBORATES = "corroborates"
    SAME_EVENT = "same_event"


class Relation(Struct, frozen=True, gc=False, kw_only=True):
    """A pointer from one record to another: `{type: background, to: X}` makes its bearer background of X."""

    type: RelationType
    to: str
    unknown: dict[str, Any] = field(default_factory=dict, name=UNKNOWN)


class Provenance(Struct, frozen=True, gc=False, kw_only=True):
    """Where a record came from, as far as a list needs to know it."""

    publisher: str | None = None
    title: str | None = None
    url: str | None = None
    via: str | None = None

    @property
    def name(self) -> str:
        """What the source is called: its publisher, else its title, else its address."""
        return self.publisher or self.title or self.url or "unnamed source"


class Graded(Struct, frozen=True, kw_only=True):
    """How far a source is to be trusted, on the Admiralty scale (A–F, 1–6)."""

    reliability: str | None = None
    credibility: int | None = None


class Source(Provenance, frozen=True, kw_only=True):
    """Where a record came from, in full, with its grade on the Admiralty scale (A–F, 1–6).

    `span` are characters, `row` is a line, entry or slide (from 1), of the file with that SHA-256. `item_sha256` is
    what was imported of it then, and `item_revision` the revision that the record had with it.
    """

    author: str | None = None
    published: str | None = None
    retrieved: str | None = None
    reliability: str | None = None
    credibility: int | None = None
    span: tuple[int, int] | None = None
    row: int | None = None
    sha256: str | None = None
    item_sha256: str | None = None
    item_revision: int | None = None
    unknown: dict[str, Any] = field(default_factory=dict, name=UNKNOWN)

    @property
    def grade(self) -> str:
        """The grade as analysts write it (`B2`, `B`), or `ungraded`."""
        credibility = "" if self.credibility is None else str(self.credibility)
        return f"{self.reliability or ''}{credibility}" or "ungraded"


class Cited(Graded, frozen=True, kw_only=True):
    """What tells one source of a record from another, and when it was published."""

    publisher: str | None = None
    title: str | None = None
    url: str | None = None
    via: str | None = None
    published: str | None = None
    row: int | None = None
    sha256: str | None = None


class Claim(Struct, frozen=True, kw_only=True):
    """The closed range of a number that a record claims, and of what; a side that is missing is open."""

    low: float | int | None = None
    high: float | int | None = None
    series: str | None = None
    state: str | None = None
    approx: bool = False


class Figure(Struct, frozen=True, kw_only=True):
    """A number that a record claims. Figures compare only within one state of one series."""

    series: str | None = None
    low: float | int | None = None
    high: float | int | None = None
    approx: bool = False
    state: str | None = None
    text: str | None = None
    unknown: dict[str, Any] = field(default_factory=dict, name=UNKNOWN)


class Entry(Struct, frozen=True, gc=False, kw_only=True):
    """The fields of a record that an index is built from and a list shows.

    `targets` are those of the actors to whom something is done, or against whom something is said.
    """

    id: str
    kind: Kind
    headline: str
    expected: bool = False
    date: str | None = None
    date_basis: Basis | None = None
    speaker: str | None = None
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    sources: tuple[Provenance, ...] = ()
    relations: tuple[Relation, ...] = ()
    by: str | None = None

    @property
    def when(self) -> PartialDate | None:
        """The date as a value; none for an undated record. Raises DateError for what is no date."""
        return None if self.date is None else PartialDate.parse(self.date)

    @property
    def at_the_latest(self) -> bool:
        """Whether only the publication is dated, so that the record itself may be older."""
        return self.date_basis is Basis.PUBLICATION

    @property
    def span(self) -> tuple[int, int]:
        """The half-open minutes in which the record may lie: all of time for an undated one."""
        when = self.when
        if when is None:
            return EARLIEST, LATEST
        return (EARLIEST if self.at_the_latest else when.start), when.end

    @property
    def lead(self) -> str | None:
        """Who stands beside the headline: the speaker, else the first actor."""
        return self.speaker or next(iter(self.actors), None)

    @property
    def everybody(self) -> tuple[str, ...]:
        """All actors in whatever role, each once: those that are listed, then the speaker and the targets."""
        if self.speaker is None and not self.targets:
            return self.actors
        named = (*self.actors, self.speaker, *self.targets)
        return tuple(dict.fromkeys(each for each in named if each))

    @property
    def subjects(self) -> tuple[str, ...]:
        """The actors who are neither the speaker nor a target: who acts, takes part or is spoken of."""
        return tuple(each for each in self.actors if each != self.speaker and each not in self.targets)

    @property
    def lead_source(self) -> str | None:
        """Where a list says that a record is from: the channel, else what the first source is called."""
        first = next(iter(self.sources), None)
        return None if first is None else first.via or first.name

    @property
    def is_unreviewed(self) -> bool:
        """Whether no person has looked at what was imported."""
        return UNREVIEWED in self.tags

    @property
    def sort_of(self) -> str:
        """Event, statement, or expected for what has not happened yet when it was told."""
        return "expected" if self.expected else self.kind.value

    @property
    def date_label(self) -> str:
        """The date as people write it: `28–30 Oct 2024`, `≤ 31 Oct 2024`, `undated`."""
        when = self.when
        return "undated" if when is None else f"{'≤ ' if self.at_the_latest else ''}{when.text}"

    @property
    def short_date_label(self) -> str:
        """The date under a heading that already names month and year: `31 Oct`, `–`."""
        when = self.when
        return "–" if when is None else f"{'≤ ' if self.at_the_latest else ''}{when.short}"


class Record(Entry, frozen=True, kw_only=True):
    """One entry of the chronology, whole."""

    sources: tuple[Source, ...] = ()
    summary: str | None = None
    date_text: str | None = None
    about_date: str | None = None
    outcome: str | None = None
    speaker_role: str | None = None
    quote: str | None = None
    quote_kind: QuoteKind | None = None
    lang: str | None = None
    figures: tuple[Figure, ...] = ()
    revision: int = 0
    created: str | None = None
    modified: str | None = None
    unknown: dict[str, Any] = field(default_factory=dict, name=UNKNOWN)

    @property
    def about(self) -> PartialDate | None:
        """The time that the record speaks of; none where it names none that can be read."""
        return _readable(self.about_date)


class Body(Struct, frozen=True, kw_only=True):
    """The fields of a record that it is searched by and that instruments ask for, besides those of its entry."""

    summary: str | None = None
    quote: str | None = None
    about_date: str | None = None
    figures: tuple[Claim, ...] = ()
    sources: tuple[Cited, ...] = ()
    relations: tuple[Relation, ...] = ()
    outcome: str | None = None
    revision: int = 0
    created: str | None = None
    modified: str | None = None

    @property
    def about(self) -> PartialDate | None:
        """The time that the record speaks of; none where it names none that can be read."""
        return _readable(self.about_date)


def _readable(date: str | None) -> PartialDate | None:
    """A date as a value; none for what is no date."""
    try:
        return None if date is None else PartialDate.parse(date)
    except DateError:
        return None


class Membership(Struct, frozen=True, kw_only=True):
    """That an actor belongs to another, from and to dates that may be open (EDTF, both included)."""

    actor: str
    start: str | None = field(default=None, name="from")
    end: str | None = field(default=None, name="to")
    unknown: dict[str, Any] = field(default_factory=dict, name=UNKNOWN)

    @property
    def span(self) -> tuple[int, int]:
        """The half-open minutes in which the membership lasts. Raises DateError for what is no date."""
        start = EARLIEST if self.start is None else PartialDate.parse(self.start).start
        end = LATEST if self.end is None else PartialDate.parse(self.end).end
        return start, end

    def within(self, span: tuple[int, int]) -> tuple[int, int] | None:
        """The part of the half-open minutes `span` in which the membership lasts; none if it is over or to come."""
        first, last = self.span
        start, end = max(first, span[0]), min(last, span[1])
        return (start, end) if start < end else None


class Actor(Struct, frozen=True, kw_only=True):
    """A person, organisation, government or armed force."""

    id: str
    name: str
    kind: str | None = None
    aliases: tuple[str, ...] = ()
    member_of: tuple[Membership, ...] = ()
    country: str | None = None
    unknown: dict[str, Any] = field(default_factory=dict, name=UNKNOWN)


class Place(Struct, frozen=True, kw_only=True):
    """Somewhere that records speak of, within a larger place if it is known."""

    id: str
    name: str
    kind: str | None = None
    aliases: tuple[str, ...] = ()
    part_of: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    unknown: dict[str, Any] = field(default_factory=dict, name=UNKNOWN)


class Series(Struct, frozen=True, kw_only=True):
    """What a row of figures counts, such as soldiers of one army in one country."""

    id: str
    name: str
    unit: str | None = None
    unknown: dict[str, Any] = field(default_factory=dict, name=UNKNOWN)


class Text(Struct, frozen=True, kw_only=True):
    """The text of a file that sources name, as it was read: what their spans count the characters of.

    Its id is the SHA-256 of the file, in hexadecimal. A text never changes.
    """

    id: str
    sha256: str
    text: str
    file: str | None = None
    title: str | None = None
    unknown: dict[str, Any] = field(default_factory=dict, name=UNKNOWN)

    @property
    def head(self) -> "TextHead":
        """What is known of it without its words."""
        return TextHead(id=self.id, length=len(self.text), file=self.file, title=self.title)


class Passage(Struct, frozen=True, order=True):
    """Characters of a text, half-open, that a record was taken from."""

    start: int
    end: int
    record: str


class TextHead(Struct, frozen=True, kw_only=True):
    """What is known of a text without its words; `length` is its characters."""

    id: str
    length: int
    file: str | None = None
    title: str | None = None


class Annotation(Struct, frozen=True, kw_only=True):
    """What a named user noted about a record, and when (UTC, ISO 8601): a star, a tag or a comment."""

    record: str
    id: str | None = None
    by: str | None = None
    at: str | None = None
    star: bool = False
    tag: str | None = None
    comment: str | None = None
    unknown: dict[str, Any] = field(default_factory=dict, name=UNKNOWN)
