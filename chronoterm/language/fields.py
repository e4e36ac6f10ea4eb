"""The fields of the query language: what each is called, what it asks, and what values it takes."""

from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple

from chronoterm.terms import KINDS, Facet, Knowledge, Mark

CERTAIN = "certain"
"""The value of `is:` that leaves out what only may match."""


class Takes(Enum):
    """What kind of value a field takes."""

    NAMES = "names"
    KINDS = "kinds"
    MARK = "mark"
    GRADE = "grade"
    NUMBER = "number"
    SERIES = "series"
    STATE = "state"
    COUNT = "count"
    DATE = "date"
    DAY = "day"
    ID = "id"


class Field(NamedTuple):
    """A field: its name, what it asks in one sentence, what it takes, and the signs its value may begin with.

    `facet` is the one it narrows by, `choices` are all values there are, where they are few and known.
    """

    name: str
    help: str
    takes: Takes
    signs: tuple[str, ...] = ()
    facet: Facet | None = None
    choices: tuple[str, ...] = ()


EXACTLY = ("=",)
"""The sign for a value itself and not what belongs to it."""

COMPARING = (">=", "≥", "<=", "≤", ">", "<", "=")
"""The signs that compare, the longer before what they begin with."""

_ALL = (
    Field("actor", "Who takes part, or who belongs to them.", Takes.NAMES, EXACTLY, Facet.ACTOR),
    Field("place", "Where it is, or what lies in it.", Takes.NAMES, EXACTLY, Facet.PLACE),
    Field("speaker", "Who says it, or who belongs to them.", Takes.NAMES, EXACTLY, Facet.SPEAKER),
    Field(
        "subject",
        "Who acts, takes part or is spoken of, and is neither speaker nor target; or who belongs to them.",
        Takes.NAMES,
        EXACTLY,
        Facet.SUBJECT,
    ),
    Field(
        "target",
        "To whom something is done, or against whom it is said; or who belongs to them.",
        Takes.NAMES,
        EXACTLY,
        Facet.TARGET,
    ),
    Field("source", "Where the record comes from.", Takes.NAMES, EXACTLY, Facet.SOURCE),
    Field("kind", "What kind of record it is.", Takes.KINDS, EXACTLY, Facet.KIND, KINDS),
    Field("tag", "What it is tagged with.", Takes.NAMES, EXACTLY, Facet.TAG),
    Field(
        "by",
        "Who starred it, tagged it, commented on it or last changed it.",
        Takes.NAMES,
        EXACTLY,
        Facet.USER,
    ),
    Field(
        "is",
        "What else is true of it; certain leaves out what only may match.",
        Takes.MARK,
        choices=(*(each.value for each in Mark), CERTAIN),
    ),
    Field(
        "grade",
        "How a source is graded on the Admiralty scale, from A1 to F6, or none.",
        Takes.GRADE,
        COMPARING,
    ),
    Field("figure", "What number it claims.", Takes.NUMBER, COMPARING),
    Field(
        "series", "What series a number of it is in; behind a slash, in what state.", Takes.SERIES, EXACTLY
    ),
    Field("state", "In what state a number of it is, such as planned.", Takes.STATE, EXACTLY),
    Field("origins", "How many independent origins its reports have.", Takes.COUNT, COMPARING),
    Field("reports", "How many reports there are of it.", Takes.COUNT, COMPARING),
    Field("date", "When it was.", Takes.DATE, COMPARING),
    Field("since", "That it was in the time named or later.", Takes.DATE),
    Field("until", "That it was in the time named or earlier.", Takes.DATE),
    Field("after", "That it was later than the time named.", Takes.DATE),
    Field("before", "That it was earlier than the time named.", Takes.DATE),
    Field("about", "What time it speaks of.", Takes.DATE, COMPARING),
    Field("id", "What its id is or begins with.", Takes.ID, EXACTLY),
    Field("as-of", "What had been said or reported by the end of a day.", Takes.DAY),
    Field("as-published", "What its sources had published by the end of a day.", Takes.DAY),
    Field("as-stored", "What stood in the store by the end of a day.", Takes.DAY),
)

FIELDS: Mapping[str, Field] = {each.name: each for each in _ALL}
"""All fields by their names, in the order in which they are told."""

KNOWN_BY: Mapping[str, Knowledge] = {
    "as-of": Knowledge.SAID,
    "as-published": Knowledge.PUBLISHED,
    "as-stored": Knowledge.STORED,
}
"""The fields that ask for what was known on a day, and in what sense."""

FIELD_OF: Mapping[Facet, str] = {each.facet: each.name for each in _ALL if each.facet is not None}
"""The name of the field that narrows by a facet."""

_LONGEST_SLIP = 20


def nearest_field(typed: str) -> str | None:
    """The field that somebody who typed a name that none has may have meant."""
    if len(typed) > _LONGEST_SLIP:
        return None
    for name in FIELDS:
        if len(typed) > 1 and (name.startswith(typed) or typed.startswith(name)):
            return name
    from difflib import get_close_matches  # noqa: PLC0415 - only a slip needs it

    return next(iter(get_close_matches(typed, FIELDS, 1)), None)
