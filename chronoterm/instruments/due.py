"""What was expected, by the time it was expected in: open, overdue, came true, or did not.

The time is the one that a record speaks of, else the date of an expected event. A statement's own date is when it was
said, and a date by publication when it was written about, so that neither is a time in which something is expected.

What came of it is told by the record that is linked as its outcome, and by nothing else: it did not come true where
that record denies it, and came true where it does not.
"""

from collections.abc import Collection, Mapping, Sequence
from enum import Enum
from typing import NamedTuple

from chronoterm.chronology.evidence import Evidence, Span
from chronoterm.chronology.view import Chronology
from chronoterm.dates import DAY, EARLIEST, LATEST, DateError, PartialDate, covering
from chronoterm.documents import DocumentError
from chronoterm.instruments.due_late import Late, lateness
from chronoterm.instruments.told import Progress
from chronoterm.records import Entry, Kind, RelationType
from chronoterm.terms import Facet

STEP = 1000
"""Records between two words of progress."""

ASSERTED_BY = "asserted by"
"""The relation of a record to the statement that asserts it."""


class State(Enum):
    """What became of something expected, in the order in which it is told."""

    OVERDUE = "overdue"
    OPEN = "open"
    TRUE = "came true"
    FALSE = "did not"
    UNTOLD = "cannot be told"


class Why(Enum):
    """Why nobody can tell what became of it."""

    NO_TIME = "names no time"
    LOST = "outcome not in store"
    MOVED = "outcome only expected"


class Case(NamedTuple):
    """Something expected: in what time, by whom, and what became of it.

    `days` are those since its time was over, `outcome` the row of what settled it, `late` how late it came.
    """

    row: int
    state: State
    time: Span | None
    speakers: tuple[str, ...] = ()
    days: int = 0
    outcome: int | None = None
    late: Late | None = None
    why: Why | None = None


def cases(
    chronology: Chronology, evidence: Evidence, *, today: int, progress: Progress | None = None
) -> Mapping[State, Sequence[Case]]:
    """All that is expected in a view, by what became of it up to the day of the minute `today`.

    What is overdue stands with the longest first, what is open with what ends soonest first, all else in
    chronological order. `chronology` is as it was known on the day that the view is of; `progress` may raise to stop.
    """
    statements = set(evidence.statements)
    speakers = _speakers(chronology, evidence, evidence.expected)
    found: dict[State, list[Case]] = {state: [] for state in State}
    for number, row in enumerate(evidence.expected):
        if progress and number % STEP == 0:
            progress(number)
        case = _case(evidence, row, statements, today // DAY)._replace(speakers=speakers.get(row, ()))
        found[case.state].append(case)
    found[State.OVERDUE].sort(key=lambda each: -each.days)
    found[State.OPEN].sort(key=_ends)
    return found


def time_expected(evidence: Evidence, row: int, statements: Collection[int]) -> Span | None:
    """The half-open minutes that something is expected in; none where it names no time."""
    about = evidence.about(row)
    if about is None and row not in statements:
        about = None if _is_by_publication(evidence, row) else evidence.dated(row)
    return None if about == (EARLIEST, LATEST) else about


def _is_by_publication(evidence: Evidence, row: int) -> bool:
    dated = evidence.dated(row)
    if dated is None or dated[0] != EARLIEST:
        return dated is not None and dated[0] != evidence.lies(row)[0]
    return evidence.entry(row).at_the_latest  # which has no beginning either way


def _ends(case: Case) -> tuple[int, int]:
    start, end = case.time or (EARLIEST, LATEST)
    return end, start


def _case(evidence: Evidence, row: int, statements: Collection[int], today: int) -> Case:
    time = time_expected(evidence, row, statements)
    settled = evidence.outcome(row)
    if settled is not None:
        return _settled(evidence, row, time, evidence.row_of(settled))
    if time is None:
        return Case(row, State.UNTOLD, None, why=Why.NO_TIME)
    over = 0 if time[1] == LATEST else today - (time[1] - 1) // DAY
    return Case(row, State.OVERDUE, time, days=over) if over > 0 else Case(row, State.OPEN, time)


def _settled(evidence: Evidence, row: int, time: Span | None, outcome: int | None) -> Case:
    if outcome is None:
        return Case(row, State.UNTOLD, time, why=Why.LOST)
    told, expected = evidence.entry(outcome), evidence.entry(row)
    if told.expected:
        return Case(row, State.UNTOLD, time, outcome=outcome, why=Why.MOVED)
    if any(each.type is RelationType.DENIES and each.to == expected.id for each in told.relations):
        return Case(row, State.FALSE, time, outcome=outcome)
    if time is None:
        return Case(row, State.TRUE, None, outcome=outcome)
    came, date = _came(evidence, outcome, told)
    rough = _is_rough(_written(evidence, row, expected)) or _is_rough(date)
    return Case(row, State.TRUE, time, outcome=outcome, late=lateness(time, came, rough=rough))


def _came(evidence: Evidence, outcome: int, told: Entry) -> tuple[Span, str | None]:
    """When something came, by what settled it, and how that is written."""
    came = evidence.lies(outcome)
    if told.kind is Kind.EVENT:
        return came, told.date
    about = evidence.about(outcome)
    if about is None:  # it had come at the latest when somebody said so
        return (EARLIEST, came[1]), told.date
    return about, _about_written(evidence, outcome, about)


def written(evidence: Evidence, row: int) -> str | None:
    """The time that something is expected in, as it is written (EDTF), where it names one."""
    return _written(evidence, row, evidence.entry(row))


def _written(evidence: Evidence, row: int, entry: Entry) -> str | None:
    about = evidence.about(row)
    return entry.date if about is None else _about_written(evidence, row, about)


def _about_written(evidence: Evidence, row: int, about: Span) -> str | None:
    try:
        return evidence.record(row).about_date
    except (KeyError, DocumentError):  # something else in the record is damaged; its time could be read
        return covering(*about).edtf


def _is_rough(date: str | None) -> bool:
    try:
        when = None if date is None else PartialDate.parse(date)
    except DateError:
        return False
    return when is not None and (when.approximate or when.uncertain)


def _speakers(
    chronology: Chronology, evidence: Evidence, rows: Sequence[int]
) -> Mapping[int, tuple[str, ...]]:
    """Who expects something: the speaker of the record, else those of the statements that assert it."""
    waiting = set(rows)
    found: dict[int, tuple[str, ...]] = {}
    for speaker in evidence.values(Facet.SPEAKER) if waiting else ():
        for row in evidence.having(Facet.SPEAKER, speaker, exact=True):
            if row in waiting:
                found[row] = (speaker,)
    for row in waiting - found.keys():
        related = chronology.related(evidence.entry(row).id)
        said = (
            each.entry.speaker for each in related if each.relation == ASSERTED_BY and each.entry is not None
        )
        if told := tuple(dict.fromkeys(filter(None, said))):
            found[row] = told
    return found
