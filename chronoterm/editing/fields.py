"""The fields that a form shows, for records, actors and places: what each is called and how it is typed."""

from enum import Enum
from typing import NamedTuple

from chronoterm.edits import Table
from chronoterm.records import Basis, Kind, QuoteKind
from chronoterm.terms import Facet

SOURCE = "source."
"""What the names of the fields of a record's first source begin with."""

RELIABILITIES = tuple("ABCDEF")
CREDIBILITIES = tuple("123456")
ACTOR_KINDS = ("person", "organisation", "government", "armed force")
PLACE_KINDS = ("country", "region", "town")


class Shape(Enum):
    """What is typed into a field, and how.

    `NAMES` and `TEXTS` have `;` between their parts, `TAGS` a comma or `;`. `FIGURES` and `MEMBERSHIPS` stand one on
    a line.
    """

    LINE = "line"
    BLOCK = "block"
    CHOICE = "choice"
    YES_NO = "yes or no"
    DATE = "date"
    NAME = "name"
    NAMES = "names"
    TAGS = "tags"
    TEXTS = "texts"
    FIGURES = "figures"
    MEMBERSHIPS = "memberships"
    NUMBER = "number"


_LISTS = frozenset({Shape.NAMES, Shape.TAGS, Shape.TEXTS, Shape.FIGURES, Shape.MEMBERSHIPS})
_SEVERAL_LINES = frozenset({Shape.BLOCK, Shape.FIGURES, Shape.MEMBERSHIPS})


class FormField(NamedTuple):
    """A field of a form.

    `choices` are all that may be chosen in a `CHOICE`, and what is offered in a `LINE`, which takes other words too.
    `facet` tells whose names may be completed.
    """

    name: str
    label: str
    shape: Shape = Shape.LINE
    help: str = ""
    choices: tuple[str, ...] = ()
    facet: Facet | None = None
    required: bool = False
    group: str = ""

    @property
    def is_list(self) -> bool:
        """Whether it holds several values, to which one can be added."""
        return self.shape in _LISTS

    @property
    def several_lines(self) -> bool:
        """Whether it is typed on several lines."""
        return self.shape in _SEVERAL_LINES

    @property
    def key(self) -> str:
        """The name of the field in the document, or in the source where it is a part of one."""
        return self.name.removeprefix(SOURCE)

    @property
    def of_source(self) -> bool:
        """Whether it is a part of the first source."""
        return self.name.startswith(SOURCE)


_DATE_HELP = "2024-10-18, 18 oct, oct 2024, last friday, 28-30 oct 2024, since 1 nov 2024; ~ or c. for about"


def _of_source(name: str, label: str, shape: Shape = Shape.LINE, **more: str | tuple[str, ...]) -> FormField:
    return FormField(f"{SOURCE}{name}", label, shape, group="Source", **more)  # type: ignore[arg-type]


RECORD_FIELDS = (
    FormField(
        "kind",
        "Kind",
        Shape.CHOICE,
        "event: something happened, or is expected to; statement: somebody said something",
        tuple(each.value for each in Kind),
        required=True,
    ),
    FormField("expected", "Expected", Shape.YES_NO, "a forecast, a promise or a plan"),
    FormField("headline", "Headline", Shape.LINE, "one line, in your own words", required=True),
    FormField("summary", "Summary", Shape.BLOCK, "a few sentences"),
    FormField("date", "Date", Shape.DATE, _DATE_HELP),
    FormField("date_text", "Date text", Shape.LINE, "the words of the source that give the date"),
    FormField(
        "date_basis",
        "Date basis",
        Shape.CHOICE,
        "how the date was found; publication: on that day at the latest",
        tuple(each.value for each in Basis),
    ),
    FormField("about_date", "About date", Shape.DATE, "the time it speaks of, where that is another"),
    FormField("speaker", "Speaker", Shape.NAME, "who says it", facet=Facet.ACTOR),
    FormField("speaker_role", "Role", Shape.LINE, "the speaker's office at that time"),
    FormField("quote", "Quote", Shape.BLOCK, "the words said, without quotation marks around them"),
    FormField(
        "quote_kind",
        "Quote kind",
        Shape.CHOICE,
        "how close the quote is to what was said",
        tuple(each.value for each in QuoteKind),
    ),
    FormField("lang", "Language", Shape.LINE, "of the quote, as a code: en, uk"),
    FormField(
        "actors", "Actors", Shape.NAMES, "who takes part or is meant; ; between them", facet=Facet.ACTOR
    ),
    FormField(
        "targets",
        "Targets",
        Shape.NAMES,
        "to whom it is done, or against whom it is said; ; between them",
        facet=Facet.ACTOR,
    ),
    FormField("places", "Places", Shape.NAMES, "where; ; between them", facet=Facet.PLACE),
    FormField("tags", "Tags", Shape.TAGS, "keywords, with commas between them", facet=Facet.TAG),
    FormField(
        "figures",
        "Figures",
        Shape.FIGURES,
        "one a line: 3,000 present · series; c. 10,000-12,000 planned · series; >= 500 · “words of the source”",
    ),
    _of_source("publisher", "Publisher", help="newspaper, agency, office, archive"),
    _of_source("title", "Title", help="of the article or document"),
    _of_source("author", "Author"),
    _of_source("url", "Address", help="where it can be read"),
    _of_source("published", "Published", Shape.DATE, help="the day it came out"),
    _of_source("retrieved", "Retrieved", Shape.DATE, help="the day you read it"),
    _of_source("via", "Via", help="the channel between speaker and source"),
    _of_source(
        "reliability",
        "Reliability",
        Shape.CHOICE,
        help="of the source, from A, reliable, to F, cannot be judged",
        choices=RELIABILITIES,
    ),
    _of_source(
        "credibility",
        "Credibility",
        Shape.CHOICE,
        help="of this information, from 1, confirmed, to 6, cannot be judged",
        choices=CREDIBILITIES,
    ),
)
"""What is typed of a record. Its first source alone stands in the form."""

_ALIASES = FormField("aliases", "Also called", Shape.TEXTS, "other names, with ; between them")

ACTOR_FIELDS = (
    FormField("name", "Name", required=True),
    FormField("kind", "Kind", Shape.LINE, "any word", ACTOR_KINDS),
    _ALIASES,
    FormField(
        "member_of",
        "Member of",
        Shape.MEMBERSHIPS,
        "one a line, with the time if it is known: NATO 2024-10-01..",
        facet=Facet.ACTOR,
    ),
    FormField("country", "Country", Shape.LINE, "code of two letters: NO, UA"),
)
"""What is typed of an actor."""

PLACE_FIELDS = (
    FormField("name", "Name", required=True),
    FormField("kind", "Kind", Shape.LINE, "any word", PLACE_KINDS),
    _ALIASES,
    FormField("part_of", "Part of", Shape.NAME, "the next larger place", facet=Facet.PLACE),
    FormField("latitude", "Latitude", Shape.NUMBER, "degrees, north positive"),
    FormField("longitude", "Longitude", Shape.NUMBER, "degrees, east positive"),
)
"""What is typed of a place."""


class Form(Enum):
    """What a form is about."""

    RECORD = Table.RECORDS
    ACTOR = Table.ACTORS
    PLACE = Table.PLACES

    @classmethod
    def of(cls, table: Table) -> "Form":
        """The form for the documents of a table. Raises ValueError for a table without one."""
        return cls(table)

    @property
    def table(self) -> Table:
        """Where the documents stand."""
        return self.value

    @property
    def noun(self) -> str:
        """What one document is: record, actor, place."""
        return self.name.lower()

    @property
    def fields(self) -> tuple[FormField, ...]:
        """The fields, as they stand below each other."""
        return _FIELDS[self]

    def field(self, name: str) -> FormField:
        """The field of a name. Raises KeyError."""
        return _BY_NAME[self][name]


_FIELDS = {Form.RECORD: RECORD_FIELDS, Form.ACTOR: ACTOR_FIELDS, Form.PLACE: PLACE_FIELDS}
_BY_NAME = {form: {each.name: each for each in fields} for form, fields in _FIELDS.items()}
