"""What is new, told in lines: sections of records, and of figures that changed."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from enum import Enum
from itertools import accumulate
from typing import NamedTuple

from chronoterm.cells import cut, fit, width
from chronoterm.chronology.evidence import Claimed, Evidence
from chronoterm.chronology.view import Chronology
from chronoterm.dates import DAY, EARLIEST, DateError, PartialDate, covering, day_of, day_start, minutes_of
from chronoterm.dates.calendar import year_title
from chronoterm.instruments.delta import By, Changed, Delta, Since
from chronoterm.instruments.told import counted_line, some
from chronoterm.meaning import has
from chronoterm.records import Entry, Figure
from chronoterm.spans import Line, Span, Tone, glyph
from chronoterm.telling import figure_range
from chronoterm.terms import Facet, Term
from chronoterm.text import clean, isolate

DATE, NARROW_DATE = 22, 14
"""Cells of a date, and in a narrow window."""

NARROW = 72
"""Cells below which a window is narrow."""

HOUR = 60
LAST_PLAIN_YEAR = 9999

IN_WORDS = {By.STORE: "by when it came into the store", By.DATE: "by when it was said or happened"}


class DeltaTold:
    """What came since a minute, line by line; a line leads to its record."""

    def __init__(self, found: Delta, evidence: Evidence, chronology: Chronology) -> None:
        self.delta = found
        self._evidence = evidence
        self._chronology = chronology
        self._maybe = frozenset(_maybe(found))
        self._sections = tuple(_sections(found)) or (_nothing(found),)
        ends = accumulate(each.height for each in self._sections)
        self._firsts = (0, *ends)
        self.count = self._firsts[-1] - 1  # without the empty line after the last one

    @property
    def title(self) -> str:
        """Since when, and by what."""
        return f"New since {since_in_words(self.delta.since)}, {IN_WORDS[self.delta.by]}"

    @property
    def counted(self) -> str:
        """How much was looked at, and what could not be told."""
        found, evidence = self.delta, self._evidence
        untold = (
            "do not say when they came" if found.by is By.STORE else "may be from before or since, marked ~"
        )
        told = counted_line(
            f"{some(found.looked_at, 'record')} looked at",
            (len(found.maybe) if found.by is By.STORE else 0, untold),
            (found.undated, "undated"),
            (found.expected, "expected, whose date is to come"),
            (found.undated_figures, "undated figures"),
            (found.expected_figures, "figures of expected events"),
            (found.without_series, "figures without a series"),
            (found.of_nobody, "figures of nobody named"),
        )
        also = [
            f"{len(found.maybe):,} {untold}" if found.by is By.DATE and found.maybe else "",
            f"{evidence.unreviewed:,} unreviewed, marked ?" if evidence.unreviewed else "",
            "what was deleted is not told" + (", nor what was revised" if found.by is By.DATE else ""),
        ]
        return "; ".join((told, *(each for each in also if each)))

    def head(self, cells: int) -> Sequence[Line]:  # noqa: ARG002 - nothing stands above
        """Nothing: each section has its own heading."""
        return ()

    def line(self, number: int, cells: int) -> Line:
        """A heading, a record, or one of the two lines of a changed figure."""
        at = bisect_right(self._firsts, number) - 1
        section, place = self._sections[at], number - self._firsts[at]
        if place == section.height - 1:
            return Line()
        if not place:
            tone = Tone.PLAIN if section.part is Part.NOTHING else Tone.LABEL
            return Line((Span(cut(section.heading, cells), tone),))
        item, second = divmod(place - 1, section.lines_each)
        what = section.items[item]
        if isinstance(what, Changed):
            return self._change(what, cells) if second else self._whose(what, cells)
        if isinstance(what, int):
            return self._record(what, cells, section.part)
        return Line((Span(cut(what, cells)),))

    # Records

    def _record(self, row: int, cells: int, part: "Part") -> Line:
        entry = self._evidence.entry(row)
        is_possible = row in self._maybe or row in self._evidence.possible
        mark = "~" if is_possible else "?" if entry.is_unreviewed else " "
        date = Span(
            f"{mark}{fit(entry.date_label, DATE if cells >= NARROW else NARROW_DATE)} ",
            Tone.FAINT if is_possible else Tone.PLAIN,
        )
        room = max(0, cells - width(date.text) - 2)
        detail = self._revision(row) if part is Part.REVISED else self._came(row)
        right = f"  {isolate(cut(detail, max(0, room * 3 // 5 - 2)))}" if detail else ""
        text = fit(_headline(entry, self._chronology), max(0, room - width(right)))
        return Line((date, glyph(entry), Span(f" {text}"), Span(right, Tone.FAINT)), leads_to=entry.id)

    def _came(self, row: int) -> str:
        """When a record came into the store, where that is what it is told by."""
        start, end = self._evidence.created(row)
        if self.delta.by is By.DATE or end - start != 1:
            return ""
        return minute_in_words(start)

    def _revision(self, row: int) -> str:
        """What is known of the last revision: its number, when, and by whom."""
        modified, by = self._evidence.modified(row), self._evidence.entry(row).by
        when = minute_in_words(modified) if modified is not None else ""
        told = (f"revision {self._evidence.revision(row):,}", when, clean(by or ""))
        return " · ".join(each for each in told if each)

    # Figures

    def _whose(self, changed: Changed, cells: int) -> Line:
        """Whose figure it is, of what, in what state."""
        known = self._chronology.series(changed.series)
        name = clean(self._chronology.label(changed.who.facet, changed.who.value, short=True))
        state = clean(changed.state) if changed.state is not None else "no state named"
        series = clean(known.name if known else changed.series)
        mark = " " if changed.is_sure else "~"
        text = cut(f"{name} · {state} · {series}", max(0, cells - 1))
        return Line((Span(mark), Span(text, Tone.HEADLINE)), self._id(changed.now), _means(changed))

    def _change(self, changed: Changed, cells: int) -> Line:
        """What it was, and what it is, each with the date of its record."""
        before, now = (
            f"{claims_in_words(each)} ({self._evidence.entry(each[0].row).date_label})"
            for each in (changed.before, changed.now)
        )
        text = cut(f"{before} → {now}{_doubt(changed)}", max(0, cells - 3))
        return Line((Span("   "), Span(text)), self._id(changed.now), _means(changed))

    def _id(self, claims: Sequence[Claimed]) -> str:
        return self._evidence.entry(claims[0].row).id


def _doubt(changed: Changed) -> str:
    return "" if changed.is_sure else " · not certain"


def _means(changed: Changed) -> Term | None:
    return has(changed.who.facet, changed.who.value)


def _headline(entry: Entry, chronology: Chronology) -> str:
    if entry.speaker is None:
        return clean(entry.headline)
    return clean(f"{chronology.label(Facet.SPEAKER, entry.speaker, short=True)}: {entry.headline}")


class Part(Enum):
    """What a section tells."""

    NOTHING = "nothing"
    NEW = "new"
    REVISED = "revised"
    CHANGED = "changed"


class Section(NamedTuple):
    """A heading, what stands below it in so many lines each, and an empty line."""

    part: Part
    heading: str
    items: Sequence[int] | Sequence[Changed] | Sequence[str]
    lines_each: int = 1

    @property
    def height(self) -> int:
        """How many lines it takes."""
        return 2 + self.lines_each * len(self.items)


def _sections(found: Delta) -> Iterator[Section]:
    """The sections that have something to tell."""
    maybe = _maybe(found)
    if new := sorted((*found.new, *maybe)):
        yield Section(Part.NEW, f"NEW · {_certain(len(found.new), len(maybe))}", new)
    if found.revised:
        heading = f"REVISED · {some(len(found.revised), 'record')}"
        yield Section(Part.REVISED, heading, found.revised)
    if found.changed:
        heading = f"CHANGED IN FIGURE · {some(len(found.changed), 'figure')}"
        yield Section(Part.CHANGED, heading, found.changed, 2)


def _maybe(found: Delta) -> Sequence[int]:
    """What is told as perhaps new: a record that does not say when it came is no news."""
    return found.maybe if found.by is By.DATE else ()


def _certain(new: int, maybe: int) -> str:
    if not maybe:
        return some(new, "record")
    return (
        f"{some(new, 'record')}, and {maybe:,} that may be" if new else f"{some(maybe, 'record')} that may be"
    )


def _nothing(found: Delta) -> Section:
    """What is said where nothing is new."""
    if found.by is By.STORE and found.looked_at and len(found.maybe) == found.looked_at:
        return Section(
            Part.NOTHING,
            "What is new cannot be told: none of these records says when it came into the store.",
            ("They can be told by when they were said or happened.",),
        )
    return Section(Part.NOTHING, f"Nothing is new since {since_in_words(found.since)}.", ())


# Times and figures in words


def claims_in_words(claims: Sequence[Claimed]) -> str:
    """The numbers of one record: `3,000`, `10,000–12,000`, `c. 500 and 700`."""
    told = dict.fromkeys(
        figure_range(Figure(low=each.low, high=each.high, approx=each.approx)) for each in claims
    )
    return " and ".join(told)


def since_in_words(since: Since) -> str:
    """Since when: `20 Oct 2024`, `20 Nov 2026 14:05 UTC, the last briefing`."""
    when = minute_in_words(since.minute)
    return f"{when}, {since.what}" if since.what else when


def minute_in_words(minute: int) -> str:
    """A minute as people read it; the day alone where it is the first one of a day, the year where it has no four digits."""
    year, _, _ = day_of(minute)
    if not 0 <= year <= LAST_PLAIN_YEAR:
        return year_title(year)
    day = day_start(minute)
    text = covering(day, day + DAY).text
    hour, left = divmod(minute - day, HOUR)
    return text if minute == day else f"{text} {hour:02}:{left:02} UTC"


def since_day(date: PartialDate) -> Since:
    """From the beginning of a date on. Raises DateError for one without a beginning."""
    if date.start == EARLIEST:
        raise DateError(f"“{clean(date.edtf)}” has no beginning; name the day from which on something is new")
    return Since(date.start)


def minute_of(when: datetime) -> int:
    """The minute that a time lies in."""
    utc = when.astimezone(UTC)
    return minutes_of(utc.year, utc.month, utc.day) + HOUR * utc.hour + utc.minute


def times_of(briefed: Iterable[str]) -> tuple[Since, ...]:
    """When briefings were begun, by their times (UTC, ISO 8601), the last one last; what is no time is left out."""
    times: list[int] = []
    for each in briefed:
        with suppress(ValueError, OverflowError):
            times.append(minute_of(datetime.fromisoformat(each)))
    names = [*(["an earlier briefing"] * (len(times) - 1)), "the last briefing"]
    return tuple(Since(minute, name) for minute, name in zip(times, names, strict=False))
