"""Since when records were known, worked out the slow and obvious way."""

from collections.abc import Iterator

from chronoterm.dates import EARLIEST, LATEST, DateError, PartialDate
from chronoterm.records import Basis, Kind, Record, RelationType
from chronoterm.terms import AsOf, Knowledge
from tests.unit.chronology_truth import Span, Truth, dates_of

UNKNOWN = (EARLIEST, LATEST)


def published(record: Record) -> Span | None:
    """When the first source that says so was published."""
    spans = []
    for source in record.sources:
        try:
            when = PartialDate.parse(source.published or "")
        except DateError:
            continue
        spans.append((when.start, when.end))
    known = [each for each in spans if each != UNKNOWN]
    return (min(start for start, _ in known), min(end for _, end in known)) if known else None


def said(record: Record) -> Span | None:
    """When a statement with a date of its own was public."""
    if record.kind is not Kind.STATEMENT or record.date is None or record.date_basis is Basis.PUBLICATION:
        return None
    start, end = dates_of(record)
    if start == EARLIEST:
        return None
    told = published(record)
    return start, max(start + 1, min(end, told[1] if told else LATEST))


def first_told(record: Record) -> Span:
    """When a source first told it, or between what limits that must lie."""
    told = published(record)
    if told is not None:
        return told
    if record.date is None or record.expected:
        return UNKNOWN
    start, end = dates_of(record)
    return (start, end) if record.date_basis is Basis.PUBLICATION or start == EARLIEST else (start, LATEST)


def stating(record: Record, records: tuple[Record, ...]) -> Iterator[Record]:
    """The statements that have to do with what a record tells, other than as background."""
    for each in records:
        if each.kind is Kind.STATEMENT and any(
            one.to == record.id and one.type is not RelationType.BACKGROUND for one in each.relations
        ):
            yield each


def known_since(record: Record, records: tuple[Record, ...], by: Knowledge) -> Span:
    """The earliest and the latest minute since which it was known."""
    if by is Knowledge.STORED:
        return stored(record)
    if by is Knowledge.PUBLISHED:
        return first_told(record)
    if record.kind is Kind.STATEMENT:
        return said(record) or first_told(record)
    start, end = first_told(record)
    begins = EARLIEST
    if not record.expected and record.date is not None and record.date_basis is not Basis.PUBLICATION:
        begins = dates_of(record)[0]
    for each in stating(record, records):
        first, last = said(each) or first_told(each)
        start, end = min(start, max(first, begins)), min(end, max(last, begins + 1))
    return start, end


def stored(record: Record) -> Span:
    """When it came into the store."""
    minute = stamp(record.created)
    return UNKNOWN if minute is None else (minute, minute + 1)


def stamp(at: str | None) -> int | None:
    """The minute of a time that the store wrote."""
    try:
        return None if at is None else PartialDate.parse(f"{at[:16]}Z").start
    except DateError:
        return None


def knew(record: Record, records: tuple[Record, ...], as_of: AsOf) -> Truth:
    """Whether it was known before a minute."""
    start, end = known_since(record, records, as_of.by)
    if start >= as_of.until:
        return Truth.FALSE
    if end > as_of.until:
        return Truth.PERHAPS
    changed = stamp(record.modified)
    if as_of.by is Knowledge.STORED and changed is not None and changed >= as_of.until:
        return Truth.PERHAPS
    return Truth.TRUE
