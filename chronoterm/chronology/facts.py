"""What the records tell besides what a list shows, row by row, read once and kept as columns of numbers."""

from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from sys import intern
from typing import NamedTuple

from pyroaring import BitMap

from chronoterm.chronology.evidence import Claimed, Span
from chronoterm.chronology.origins import SourceMark, reports_of
from chronoterm.chronology.renumbering import Renumbering, spliced
from chronoterm.dates import EARLIEST, LATEST, DateError, PartialDate
from chronoterm.records import Body, Cited, RelationType

NO_SPAN = (LATEST, EARLIEST)
"""The half-open minutes of what has no time at all."""

ALL_TIME = (EARLIEST, LATEST)
"""The half-open minutes of what may be at any time."""

NEVER = EARLIEST
"""The minute of what never was."""

_MINUTE = len("2024-10-18T12:30")


class Link(NamedTuple):
    """A relation of the record of a row, other than background: of what type, and to which record."""

    row: int
    type: RelationType
    to: str


def _longs() -> "array[int]":
    return array("q")


def _counts() -> "array[int]":
    return array("I")


@dataclass(frozen=True, eq=False)
class Facts:
    """Columns with one number a row, and what few rows have by their rows.

    `about` is the time spoken of, `published` that of the first source, `created` when the record came into the
    store, each as half-open minutes in two columns. `reports` and `origins` count its own sources alone.
    """

    about_starts: "array[int]" = field(default_factory=_longs)
    about_ends: "array[int]" = field(default_factory=_longs)
    published_starts: "array[int]" = field(default_factory=_longs)
    published_ends: "array[int]" = field(default_factory=_longs)
    created: "array[int]" = field(default_factory=_longs)
    modified: "array[int]" = field(default_factory=_longs)
    revisions: "array[int]" = field(default_factory=_counts)
    reports: "array[int]" = field(default_factory=_counts)
    origins: "array[int]" = field(default_factory=_counts)
    claims: list[Claimed] = field(default_factory=list)
    outcomes: dict[int, str] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)

    @property
    def columns(self) -> "tuple[array[int], ...]":
        """All columns."""
        return (
            *(self.about_starts, self.about_ends, self.published_starts, self.published_ends),
            *(self.created, self.modified, self.revisions, self.reports, self.origins),
        )

    @classmethod
    def of(cls, bodies: Iterable[Body]) -> "Facts":
        """What the records of rows from 0 on tell."""
        made = cls()
        for row, body in enumerate(bodies):
            made.add(row, body)
        return made

    def add(self, row: int, body: Body) -> None:
        """Put the next row to the others, as `row` among the claims."""
        about = body.about
        published = earliest(map(published_in, body.sources))
        reports = reports_of([mark_of(each) for each in body.sources])
        values = (
            *(NO_SPAN if about is None else (about.start, about.end)),
            *published,
            *(minute_in(body.created), minute_in(body.modified)),
            *(max(0, body.revision), reports.reports, reports.origins),
        )
        for column, value in zip(self.columns, values, strict=True):
            column.append(value)
        self.claims.extend(claims_in(row, body))
        if body.outcome:
            self.outcomes[row] = body.outcome
        for each in body.relations:
            if each.type is not RelationType.BACKGROUND:
                self.links.append(Link(row, each.type, each.to))

    def after(self, renumbering: Renumbering, fresh: Mapping[int, Body]) -> "Facts":
        """The same numbered anew, with what is read of the rows `fresh`, all that came among them."""
        read = Facts()
        for row, body in sorted(fresh.items()):
            read.add(row, body)
        place = {row: at for at, row in enumerate(sorted(fresh))}
        come = [place[row] for row in renumbering.come]
        kept = BitMap(range(renumbering.total)) - renumbering.back.rows(BitMap(fresh))

        def now(row: int) -> int:
            """Its new number; none is below nought."""
            number = renumbering.row(row) if row in kept else None
            return -1 if number is None else number

        claims = [each._replace(row=row) for each in self.claims if (row := now(each.row)) >= 0]
        links = [each._replace(row=row) for each in self.links if (row := now(each.row)) >= 0]
        outcomes = {row: each for old, each in self.outcomes.items() if (row := now(old)) >= 0}
        made = Facts(
            claims=sorted([*claims, *read.claims], key=_place_of),
            outcomes={**outcomes, **read.outcomes},
            links=sorted([*links, *read.links], key=_row_of),
        )
        for column, old, new in zip(made.columns, self.columns, read.columns, strict=True):
            column.extend(spliced(old, renumbering, (new[at] for at in come)))
            for row, at in place.items():
                column[row] = new[at]
        return made

    def about(self, row: int) -> Span | None:
        """The half-open minutes that a row speaks of; none where it speaks of no time."""
        span = self.about_starts[row], self.about_ends[row]
        return None if span == NO_SPAN else span

    def published(self, row: int) -> Span:
        """The half-open minutes in which the first source of a row was published; all of time where none says."""
        return self.published_starts[row], self.published_ends[row]


def _row_of(link: Link) -> int:
    return link.row


def _place_of(claim: Claimed) -> tuple[int, int]:
    return claim.row, claim.at


def claims_in(row: int, body: Body) -> Iterator[Claimed]:
    """The figures of a record; one without a number claims nothing."""
    for at, each in enumerate(body.figures):
        if each.low is not None or each.high is not None:
            series, state = (None if name is None else intern(name) for name in (each.series, each.state))
            yield Claimed(row, at, series, state, each.low, each.high, each.approx)


def mark_of(source: Cited) -> SourceMark:
    """What tells a source from others."""
    sha256 = source.sha256 if source.row is None else None
    return SourceMark(source.publisher, source.title, source.url, source.via, sha256)


def published_in(source: Cited) -> Span:
    """The half-open minutes in which a source was published; all of time where it does not say so."""
    if source.published is None:
        return ALL_TIME
    try:
        when = PartialDate.parse(source.published)
    except DateError:
        return ALL_TIME
    return when.start, when.end


def earliest(spans: Iterable[Span]) -> Span:
    """When the first of some things was; those that do not say when count only if none does."""
    known = [each for each in spans if each != ALL_TIME]
    return (min(start for start, _ in known), min(end for _, end in known)) if known else ALL_TIME


def minute_in(at: str | None) -> int:
    """The minute of a time as the store writes it (UTC, ISO 8601); `NEVER` where there is none that can be read."""
    if at is None:
        return NEVER
    try:
        return PartialDate.parse(f"{at[:_MINUTE]}Z").start
    except DateError:
        return NEVER
