"""What is proposed of an article: records with their places in the text and a reason for every field.

Offsets count characters of the text as it was read, half-open. Encoded as JSON, an `Extraction` is the form that
`chronoterm import --proposals` prints.
"""

from enum import Enum

from msgspec import Struct, field

from chronoterm.records import Basis

Span = tuple[int, int]


class ProposedKind(Enum):
    """What a proposal tells: what happened, what somebody said, or what is expected to happen."""

    EVENT = "event"
    STATEMENT = "statement"
    FORECAST = "forecast"


class Precision(Enum):
    """How sharp a proposed date is; a vague one is a convention, as the week that “in the coming days” means."""

    DAY = "day"
    RANGE = "range"
    MONTH = "month"
    YEAR = "year"
    VAGUE = "vague"
    UNDATED = "undated"


class Bound(Enum):
    """Whether it was on that day, on it or later, on it or earlier, or at some time between the two."""

    ON = "on"
    EARLIEST = "earliest"
    LATEST = "latest"
    WINDOW = "window"


class ProposedDate(Struct, frozen=True, kw_only=True):
    """A date as it was found: days in ISO 8601, both included; `text` is the phrase in the article, word for word."""

    start: str | None = None
    end: str | None = None
    precision: Precision = Precision.UNDATED
    bound: Bound = Bound.ON
    basis: Basis = Basis.NONE
    text: str | None = None


class ProposedFigure(Struct, frozen=True, kw_only=True):
    """A number that a proposal claims: of what (`unit`), of whom (`of`, an id), and in which state."""

    value: int | float
    unit: str | None = None
    of: str | None = None
    state: str | None = None
    approx: bool = False
    text: str = ""


class Flag(Struct, frozen=True):
    """Something that a person should look at before accepting: in which field, and why, in a short sentence."""

    field: str
    why: str


class Proposal(Struct, frozen=True, kw_only=True):
    """One proposed record. `id` tells it from the others of its article only.

    `said` is the day of the statement behind a forecast. `summary` is a headline made from the text. `rules` says
    for every field that is filled how it was found. `speaker`, `actors`, `places` are ids from `Extraction.names`,
    those of names that nobody knew before begin with `new:`.
    """

    id: str
    kind: ProposedKind
    section: str
    date: ProposedDate
    said: str | None = None
    act: str | None = None
    summary: str = ""
    speaker: str | None = None
    speaker_role: str | None = None
    actors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    figures: tuple[ProposedFigure, ...] = ()
    source_chain: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    text: str = ""
    rules: dict[str, str] = field(default_factory=dict)
    flags: tuple[Flag, ...] = ()


class ProposedRelation(Struct, frozen=True, kw_only=True):
    """That one proposal stands in a relation to another, and why that is thought."""

    type: str
    from_: str = field(name="from")
    to: str
    why: str = ""


class ProposedName(Struct, frozen=True, kw_only=True):
    """A name of the article: `type` is person, country, force, org or place.

    `near` are known ids whose names are nearly the same, for a person to choose from.
    """

    id: str
    type: str
    name: str
    aliases: tuple[str, ...] = ()
    part_of: str | None = None
    within: str | None = None
    role: str | None = None
    near: tuple[str, ...] = ()


class Article(Struct, frozen=True, kw_only=True):
    """What is known of the article itself; `published` is a day in ISO 8601, `published_text` how it says so.

    `source_line` is what its Source section says, `via` the channel that names (“KBS interview”).
    """

    file: str
    sha256: str
    chars: int
    published: str | None = None
    published_text: str | None = None
    title: str | None = None
    source_line: str | None = None
    via: str | None = None


class Extraction(Struct, frozen=True, kw_only=True):
    """All that is proposed of an article; `notes` are short sentences to be shown, as “no sections found”."""

    schema: str = "chronoterm-proposals/1"
    article: Article
    records: tuple[Proposal, ...] = ()
    relations: tuple[ProposedRelation, ...] = ()
    names: dict[str, ProposedName] = field(default_factory=dict, name="vocabulary")
    notes: tuple[str, ...] = ()
