"""A briefing before it is Markdown or HTML: its head, its headings and records in words, its figures and sources."""

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from msgspec import Struct

from chronoterm.chips import banner, in_words
from chronoterm.chronology.view import Chronology, Related, Row
from chronoterm.documents import DocumentError
from chronoterm.exporters import words
from chronoterm.exporters.choosing import Chosen
from chronoterm.exporters.fields import Reading
from chronoterm.ordering import CHRONOLOGICAL, Order
from chronoterm.records import UNREVIEWED, Basis, Entry, Figure, Kind, QuoteKind, Record, Source
from chronoterm.terms import Clock, Facet

OWN_MARKS = frozenset('“”„«»"')
MAY_MATCH = "may match"
NOT_REVIEWED = "not reviewed"
WHY_MAY_MATCH = "What is marked “may match” has a date or a figure that is not known sharply enough to tell."
COMPARE = "Only figures of one series and one state can be compared."


class Heading(NamedTuple):
    """What the records below have in common; `datetime` is that of HTML, empty for what is no day."""

    text: str
    datetime: str = ""


class Link(NamedTuple):
    """A record that another one speaks of: its number and headline here, none where it is not among the chosen."""

    text: str
    number: int | None = None
    headline: str = ""


class Reference(NamedTuple):
    """What a source is called, the number of its note, and where in it the record stood."""

    name: str
    number: int
    place: str


class Item(Struct, frozen=True, kw_only=True):
    """A record in words. All texts are as they are stored: whoever writes them cleans and escapes them."""

    number: int
    id: str
    headline: str
    sort: str
    kind: str
    date: str
    datetime: str
    remarks: tuple[str, ...] = ()
    quote: str = ""
    quote_by: str = ""
    language: str | None = None
    summary: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    relations: tuple[tuple[str, tuple[Link, ...]], ...] = ()
    tags: tuple[str, ...] = ()
    sources: tuple[Reference, ...] = ()


class Claim(NamedTuple):
    """A row of the table of figures; sorting puts those that compare side by side."""

    series: str
    state: str
    number: int
    figure: str
    who: str
    date: str
    headline: str


class Note(NamedTuple):
    """A source in words, and its address; either may be empty."""

    text: str
    url: str


class Head(NamedTuple):
    """What stands above a briefing."""

    title: str
    as_of: str
    counts: str
    conditions: tuple[str, ...]
    order: str
    remark: str


class Briefing:
    """A briefing of chosen records. Its `claims` and `notes` are whole when all its `parts` have been gone through.

    The records are read one by one; what stays in memory is a line for each source and each figure.
    """

    def __init__(self, reading: Reading, chosen: Chosen, title: str, made: datetime) -> None:
        """`made` is the time of the briefing in UTC."""
        self._reading = reading
        self._chronology = reading.chronology
        self._chosen = chosen
        self.head = Head(
            title,
            as_of(made),
            counts_in_words(chosen, self._chronology.total),
            _conditions(self._chronology, chosen),
            _order(chosen.order),
            WHY_MAY_MATCH if chosen.of_view and chosen.of_view[1] else "",
        )
        self.claims: list[Claim] = []
        self.notes: dict[Note, int] = {}

    def parts(self) -> Iterator[Heading | tuple[Row, Item]]:
        """Headings, where the records stand in order of time, and records; those of each heading after it."""
        heading = None
        for number, row in enumerate(self._chosen.rows(), start=1):
            if self._chosen.order.by_time and (found := self._heading(row.entry)).text != heading:
                heading = found.text
                yield found
            yield row, self._item(number, row)

    def _heading(self, entry: Entry) -> Heading:
        if self._chosen.order.clock is Clock.ABOUT:
            return Heading(words.about_heading_of(self._reading.record(entry)), "")
        return Heading(words.heading_of(entry), words.machine_day(entry))

    def _item(self, number: int, row: Row) -> Item:
        entry, record = row.entry, self._reading.record(row.entry)
        remarks = [MAY_MATCH] if row.possible else []
        remarks += [NOT_REVIEWED] if entry.is_unreviewed else []
        if record is None:
            remarks.append("the rest of this record cannot be read")
            record = Record(
                **{name: getattr(entry, name) for name in Entry.__struct_fields__ if name != "sources"}
            )
        self._claim(number, record)
        told = (
            self._chosen.order.by_time
            and self._chosen.order.clock is Clock.DATE
            and words.is_said_by_heading(entry)
        )
        speaker = words.speaker_in_words(record, self._chronology)
        return Item(
            number=number,
            id=entry.id,
            headline=words.headline(entry, self._chronology),
            sort=entry.sort_of,
            kind=_kind(entry, "" if record.quote else speaker),
            date="" if told else _date(record),
            datetime=words.machine_date(entry),
            remarks=tuple(remarks),
            quote=marked_quote(record),
            quote_by=quote_by(record, speaker) if record.quote else "",
            language=record.lang if record.quote_kind is not QuoteKind.TRANSLATED else None,
            summary=record.summary or "",
            facts=tuple(self._facts(record)),
            relations=tuple(self._relations(record)),
            tags=tuple(each for each in record.tags if each != UNREVIEWED),
            sources=tuple(self._reference(each) for each in record.sources),
        )

    def _facts(self, record: Record) -> Iterator[tuple[str, str]]:
        chronology = self._chronology
        if record.date_text and not (record.date_basis is Basis.EXPLICIT and words.is_sharp(record)):
            yield "Dated by the words", f"“{record.date_text}”"
        if record.about_date:
            yield "Speaks of", words.time_in_words(record.about_date)
        if actors := self._reading.names(Facet.ACTOR, record.subjects):
            yield "Actors", actors
        if targets := self._reading.names(Facet.TARGET, record.targets):
            yield "Targets", targets
        if places := "; ".join(
            words.place_in_words(each, chronology) for each in chronology.narrowest(record.places)
        ):
            yield "Places", places
        for series, claims in groupby(record.figures, lambda each: words.series_name(each, chronology)):
            told = "; ".join(_figure(each) for each in claims)
            yield "Figures", f"{series}: {told}" if series else told

    def _relations(self, record: Record) -> Iterator[tuple[str, tuple[Link, ...]]]:
        groups: dict[str, list[Link]] = {}
        for each in self._chronology.related(record.id):
            groups.setdefault(_relation(each.relation), []).append(self._link(each))
        if record.outcome is not None:
            groups.setdefault("Settled by", []).append(self._outcome(record.outcome))
        return ((relation, tuple(links)) for relation, links in groups.items())

    def _outcome(self, record_id: str) -> Link:
        try:
            entry: Entry | None = self._chronology.record(record_id)
        except (KeyError, DocumentError):
            entry = None
        return self._link(Related("", record_id, entry))

    def _link(self, related: Related) -> Link:
        entry = related.entry
        if entry is None:
            return Link(f"no record “{related.id}”")
        headline = words.headline(entry, self._chronology)
        return Link(
            f"{headline} ({words.date_in_words(entry)})", self._chosen.number_of(related.id), headline
        )

    def _reference(self, source: Source) -> Reference:
        note = Note(words.source_in_words(source), source.url or "")
        number = self.notes.setdefault(note, len(self.notes) + 1)
        return Reference(source.via or source.name, number, words.place_in_source(source))

    def _claim(self, number: int, record: Record) -> None:
        who = words.speaker_in_words(record, self._chronology) or record.lead_source or "not known"
        for each in record.figures:
            self.claims.append(
                Claim(
                    words.series_name(each, self._chronology),
                    each.state or "",
                    number,
                    words.figure_in_words(each),
                    who,
                    words.date_in_words(record),
                    words.headline(record, self._chronology),
                )
            )


def as_of(made: datetime) -> str:
    """When a briefing was made (UTC): `as of 23 Nov 2026 14:05 UTC`."""
    return f"as of {made.day} {made:%b %Y %H:%M} UTC"


def counts_in_words(chosen: Chosen, total: int) -> str:
    """How many records there are here, of how many, and how many of them only may match."""
    if chosen.of_view is None:
        return f"{_records(chosen.number)} chosen, of {total:,}"
    count, possible, hidden = chosen.of_view
    is_part = bool(chosen.query.conditions) or chosen.query.as_of is not None
    if chosen.number < count:
        what = f"{count:,} that match, of {total:,} records" if is_part else _records(total)
        text = f"the first {chosen.number:,} of {what}"
    elif is_part:
        text = f"{count:,} of {_records(total)}"
    else:
        text = f"all {_records(total)}" if total > 1 else _records(total)
    text += f"; {possible:,} of the {count:,} only may match" if possible else ""
    return f"{text}; {hidden:,} more only may match and are left out" if hidden else text


def _records(number: int) -> str:
    return "1 record" if number == 1 else f"{number:,} records"


def _conditions(chronology: Chronology, chosen: Chosen) -> tuple[str, ...]:
    as_of = (banner(chosen.query),) if chosen.query.as_of is not None else ()
    if chosen.of_view is None:
        return as_of
    return (*as_of, *(in_words(chronology, each) for each in chosen.query.conditions))


def _order(order: Order) -> str:
    if order == CHRONOLOGICAL:
        return ""
    columns = [f"{each.key.value}{', reversed' if each.reverse else ''}" for each in order.columns]
    return f"sorted by {', then '.join(columns)}" if columns else "in an order of their own"


def _kind(entry: Entry, speaker: str) -> str:
    """What a record is and whose: `Statement by Ada Lund`, `Expected event, according to Ada Lund`."""
    kind = words.kind_in_words(entry)
    if not speaker:
        return kind
    return f"{kind} by {speaker}" if entry.kind is Kind.STATEMENT else f"{kind}, according to {speaker}"


def _date(record: Record) -> str:
    text = words.date_in_words(record)
    return f"{text} (the day of publication)" if record.at_the_latest else text


def marked_quote(record: Record) -> str:
    """The quote in quotation marks, unless it brings its own or is not in the speaker's words."""
    quote = record.quote or ""
    if not quote or record.quote_kind is QuoteKind.PARAPHRASE or quote[0] in OWN_MARKS:
        return quote
    return f"“{quote}”"


def quote_by(record: Record, speaker: str) -> str:
    """Whose words a quote is, and how close to them it is where that is not to the word."""
    kind = "" if record.quote_kind in (None, QuoteKind.DIRECT) else f" ({record.quote_kind.value})"
    return f"{speaker or 'speaker not known'}{kind}"


def _figure(figure: Figure) -> str:
    state = f" {figure.state}" if figure.state else ""
    return f"{words.figure_in_words(figure)}{state}"


def _relation(relation: str) -> str:
    return "Background to" if relation == "background of" else relation.capitalize()
