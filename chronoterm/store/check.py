"""Proving a store: every document read whole, every date, grade, figure and pointer looked at."""

from collections.abc import Callable, Iterator

from chronoterm.dates import DateError, PartialDate
from chronoterm.documents import DocumentError
from chronoterm.problems import Problem, Severity
from chronoterm.records import Figure, Record, Source
from chronoterm.store.files import read_whole
from chronoterm.store.hidden import hidden_faults
from chronoterm.store.remarks import unknown_names, unknown_series
from chronoterm.store.shape import RECORDS
from chronoterm.store.store import Store
from chronoterm.text import clean

RELIABILITY = frozenset("ABCDEF")
"""From reliable to cannot be judged; Admiralty scale."""

CREDIBILITY = range(1, 7)
"""From confirmed to cannot be judged; Admiralty scale."""


def check(store: Store, progress: Callable[[int], None] | None = None) -> list[Problem]:
    """All that needs attention in a store, in the order of its tables and documents; remarks come last.

    Reads the file once more, for what opening it cannot see. Raises StoreError.
    """
    found = [*store.problems, *hidden_faults(read_whole(store.path)[0])]
    series: list[str] = []
    for done, entry in enumerate(store.entries):
        if progress:
            progress(done)
        number = clean(store.document_of(entry.id))
        try:
            record = store.record(entry.id)
        except DocumentError as error:
            found.append(Problem(Severity.FLAWED, RECORDS, number, clean(error.field), clean(str(error))))
        else:
            series.extend(each.series for each in record.figures if each.series)
            found.extend(
                Problem(Severity.FLAWED, RECORDS, number, field, clean(why))
                for field, why in _faults(record, store)
            )
    return [
        *sorted(found, key=store.place_of),
        *unknown_names(store.entries, store.actors, store.places),
        *unknown_series(series, (each.id for each in store.series)),
    ]


def _faults(record: Record, store: Store) -> Iterator[tuple[str, str]]:
    if record.about_date is not None:
        yield from _date_faults("about_date", record.about_date)
    for source in record.sources:
        yield from _source_faults(source)
    for figure in record.figures:
        yield from _figure_faults(figure)
    if record.quote is not None and not record.quote.strip():
        yield "quote", "is empty; leave it out"
    if record.outcome is not None and not store.has(record.outcome):
        yield "outcome", f"is “{record.outcome}”, which is no record"


def _date_faults(field: str, value: str) -> Iterator[tuple[str, str]]:
    try:
        PartialDate.parse(value)
    except DateError as error:
        yield field, str(error)


def _source_faults(source: Source) -> Iterator[tuple[str, str]]:
    for field in ("published", "retrieved"):
        if value := getattr(source, field):
            yield from _date_faults(f"sources.{field}", value)
    if source.reliability is not None and source.reliability not in RELIABILITY:
        yield "sources.reliability", f"“{source.reliability}” is no letter from A to F"
    if source.credibility is not None and source.credibility not in CREDIBILITY:
        yield "sources.credibility", f"{source.credibility} is no number from 1 to 6"
    if source.span is not None and not 0 <= source.span[0] <= source.span[1]:
        yield "sources.span", "begins before the text or ends before it begins"


def _figure_faults(figure: Figure) -> Iterator[tuple[str, str]]:
    if figure.low is None and figure.high is None:
        yield "figures", "a figure has neither low nor high"
    elif figure.low is not None and figure.high is not None and figure.low > figure.high:
        yield "figures", f"low ({figure.low}) is above high ({figure.high})"
