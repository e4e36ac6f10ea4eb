"""Proving a store: every document read whole, every date, grade, figure and pointer looked at, and its journal."""

from collections.abc import Callable, Iterator

from chronoterm.dates import DateError, PartialDate
from chronoterm.documents import DocumentError
from chronoterm.edits import Table
from chronoterm.problems import Problem, Severity
from chronoterm.records import Figure, Record, Source
from chronoterm.store.check_beside import JOURNAL, beside_problems
from chronoterm.store.check_texts import TextCheck
from chronoterm.store.circles import circle_problems
from chronoterm.store.files import read_whole
from chronoterm.store.hidden import hidden_faults
from chronoterm.store.mending import ASIDE
from chronoterm.store.remarks import unknown_names, unknown_series
from chronoterm.store.shape import RECORDS
from chronoterm.store.store import Store
from chronoterm.text import clean

RELIABILITY = frozenset("ABCDEF")
"""From reliable to cannot be judged; Admiralty scale."""

CREDIBILITY = range(1, 7)
"""From confirmed to cannot be judged; Admiralty scale."""

STEP = 512
"""Records between two reports of how far we are."""

Progress = Callable[[str, int, int], None]
"""Is told what is looked at, how much of it is done, and of how much; may raise to stop."""


def check(store: Store, progress: Progress | None = None) -> list[Problem]:
    """All that needs attention in a store, in the order of its tables and documents; remarks come last.

    Reads the file once more, for what opening it cannot see, and its journal. Raises StoreError.
    """
    beside = list(beside_problems(store))
    is_told = any(each.severity is Severity.FLAWED for each in beside)
    found = [each for each in store.problems if not (is_told and _is_of_journal(each))]
    found += [*_hidden(store, progress), *_loose_annotations(store), *circle_problems(store)]
    series: list[str] = []
    texts = TextCheck(store)
    total = len(store.entries)
    for done, entry in enumerate(store.entries):
        if progress and done % STEP == 0:
            progress("records", done, total)
        number = clean(store.document_of(entry.id))
        try:
            record = store.record(entry.id)
        except DocumentError as error:
            found.append(Problem(Severity.FLAWED, RECORDS, number, clean(error.field), clean(str(error))))
        else:
            series.extend(each.series for each in record.figures if each.series)
            found.extend(
                Problem(Severity.FLAWED, RECORDS, number, field, clean(why))
                for field, why in (*_faults(record, store), *texts.faults(record))
            )
    return [
        *sorted([*found, *texts.unnamed()], key=store.place_of),
        *beside,
        *_kept_aside(store),
        *unknown_names(store.entries, store.actors, store.places),
        *unknown_series(series, (each.id for each in store.series)),
    ]


def _hidden(store: Store, progress: Progress | None) -> list[Problem]:
    data, _ = read_whole(store.path)
    if progress is None:
        return hidden_faults(data)
    return hidden_faults(data, lambda done: progress("documents", done, len(data)))


def _is_of_journal(problem: Problem) -> bool:
    """Whether a problem says that the journal as a whole cannot be followed."""
    return problem[:3] == (Severity.FLAWED, JOURNAL, "–")


def _loose_annotations(store: Store) -> Iterator[Problem]:
    for each in store.ids(Table.ANNOTATIONS):
        document = store.document(Table.ANNOTATIONS, each) or {}
        if not store.has(document["record"]):
            why = f"is “{clean(document['record'])}”, which is no record"
            number = clean(store.number_of(Table.ANNOTATIONS, each))
            yield Problem(Severity.NOTE, Table.ANNOTATIONS.value, number, "record", why)


def _kept_aside(store: Store) -> Iterator[Problem]:
    if number := len(store.tables.get(ASIDE, {})):
        why = f"holds {number:,} {'thing' if number == 1 else 'things'} that a repair could not put elsewhere"
        yield Problem(Severity.NOTE, ASIDE, "–", "", why)


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
