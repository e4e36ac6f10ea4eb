"""The terms that a query is made of: each is true, false or perhaps true of a record.

A date or a figure that is only roughly known makes a term *perhaps* true: the record is a possible match. Terms are
joined as Kleene's three-valued logic has it (S. C. Kleene, Introduction to Metamathematics, 1952, § 64).
"""

from collections.abc import Iterator
from enum import Enum
from typing import TypeAlias, Union

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
    SUBJECT = "subject"
    TARGET = "target"
    USER = "user"


ACTORS = (Facet.ACTOR, Facet.SPEAKER, Facet.SUBJECT, Facet.TARGET)
"""The facets whose values are actors: in whatever role, and in each role by itself."""

STATEMENTS = "statement"
EVENTS = "event"
EXPECTED = "expected"
KINDS = (STATEMENTS, EVENTS, EXPECTED)
"""The values of the kind facet. Every expected event is an event too."""


class Condition(Struct, frozen=True):
    """That a record has one of `values` in a facet, or with `exclude` that it has none of them.

    A value includes what lies within it or belongs to it, unless it is meant `exact`.
    """

    facet: Facet
    values: tuple[str, ...]
    exclude: bool = False
    exact: bool = False


class Clock(Enum):
    """Which of a record's two dates is meant: when it was, or the time that it speaks of."""

    DATE = "date"
    ABOUT = "about"


class Period(Struct, frozen=True):
    """That a record lies in the half-open minutes from `since` up to `until`.

    Perhaps, if it only overlaps. By the date, an undated record perhaps lies in every period; what speaks of no time
    lies in none by the about date.
    """

    since: int = EARLIEST
    until: int = LATEST
    clock: Clock = Clock.DATE


class Knowledge(Enum):
    """What it means that something was known on a day.

    `SAID`: a statement from when it was said, all else from when the first source told it or somebody stated it.
    `PUBLISHED`: from when the first of its sources was published. `STORED`: from when it came into the store.
    """

    SAID = "said"
    PUBLISHED = "published"
    STORED = "stored"


class AsOf(Struct, frozen=True):
    """What was known before the minute `until`, and what is meant by that."""

    until: int
    by: Knowledge = Knowledge.SAID


class Words(Struct, frozen=True):
    """That a record's text has these folded words side by side; the last may go on unless it is `whole`."""

    words: tuple[str, ...]
    whole: bool = False


class Mark(Enum):
    """What a record may be, besides its kind."""

    EXPECTED = "expected"
    STARRED = "starred"
    UNDATED = "undated"


class Marked(Struct, frozen=True):
    """That a record is something."""

    mark: Mark


class Comparison(Enum):
    """How a value stands to another."""

    SAME = ""
    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="


class Grade(Struct, frozen=True):
    """That a source has this grade on the Admiralty scale, or a better (`>`) or worse (`<`) one.

    A and 1 are best. Better means no worse in either part and, for `>`, better in one; a part that is not asked for
    does not count. F and 6 say that it cannot be judged: they are the same only as themselves, never better or
    worse. Without either part: that a source is ungraded.
    """

    reliability: str | None = None
    credibility: int | None = None
    comparison: Comparison = Comparison.SAME


class Amount(Struct, frozen=True):
    """That a figure stands so to `number`; perhaps, if only a part of its range does. An open range has no end."""

    number: float
    comparison: Comparison = Comparison.SAME


class Between(Struct, frozen=True):
    """That a figure lies between two numbers, both included; perhaps, if only a part of its range does."""

    low: float
    high: float


class Reported(Struct, frozen=True):
    """That the number of reports of a record, or the number of their origins, stands so to `number`."""

    number: int
    comparison: Comparison = Comparison.SAME
    origins: bool = True


class Figured(Struct, frozen=True):
    """That a number is claimed in a series, and in a state, as far as these are asked for.

    Either is named by the beginning of a word, a series by one of its id or its name; if `exact` by the whole id or
    state. An empty text stands for what is not told.
    """

    series: str | None = None
    state: str | None = None
    exact: bool = False


class Named(Struct, frozen=True):
    """That a record's id is `text`, or begins so unless it is meant `exact`."""

    text: str
    exact: bool = False


class Not(Struct, frozen=True):
    """That a term is false; made by `negated`."""

    part: "Term"


class AnyOf(Struct, frozen=True):
    """That at least one of two or more terms is true."""

    parts: tuple["Term", ...]


class AllOf(Struct, frozen=True):
    """That each of two or more terms is true."""

    parts: tuple["Term", ...]


Term: TypeAlias = Union[  # noqa: UP007 - it names itself
    Condition, Period, Words, Marked, Grade, Amount, Between, Figured, Reported, Named, Not, AnyOf, AllOf
]


def negated(term: Term) -> Term:
    """The opposite of a term: a condition on a facet says so itself, and what is denied twice is said plainly."""
    if isinstance(term, Condition):
        return Condition(term.facet, term.values, exclude=not term.exclude, exact=term.exact)
    return term.part if isinstance(term, Not) else Not(term)


def joined(parts: tuple[Term, ...], how: type[AnyOf] | type[AllOf]) -> Term:
    """Several terms as one; a single one as it is, and what is joined in the same way already as one row."""
    flat: list[Term] = []
    for each in parts:
        flat.extend(each.parts if isinstance(each, how) else (each,))
    return flat[0] if len(flat) == 1 else how(tuple(flat))


def leaves(term: Term, *, denied: bool = False) -> Iterator[tuple[Term, bool]]:
    """The terms that a term is joined from, each with whether it is denied where it stands."""
    if isinstance(term, Not):
        yield from leaves(term.part, denied=not denied)
    elif isinstance(term, AnyOf | AllOf):
        for each in term.parts:
            yield from leaves(each, denied=denied)
    else:
        yield term, denied
