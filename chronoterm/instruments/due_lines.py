"""What was expected in lines: group by group, then how often each speaker was right."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from chronoterm.cells import cut, fit
from chronoterm.chronology.evidence import Evidence
from chronoterm.chronology.view import Chronology, View
from chronoterm.dates import DAY, LATEST, PartialDate, covering, day_start
from chronoterm.instruments.due import Case, State, cases, written
from chronoterm.instruments.due_tally import Tally, tallies, told
from chronoterm.instruments.told import Progress, counted_line, some
from chronoterm.records import UNREVIEWED
from chronoterm.spans import Line, Span, Tone
from chronoterm.terms import Condition, Facet
from chronoterm.text import clean

WHOLE_DATES, ROOMY = 96, 110
"""Cells of a line from which there is room for whole uncertain dates; for what settled something too."""

_TONES = {State.OVERDUE: Tone.ALERT, State.OPEN: Tone.EXPECTED, State.UNTOLD: Tone.FAINT}

_TITLES = {
    State.OVERDUE: "Overdue",
    State.OPEN: "Open",
    State.TRUE: "Came true",
    State.FALSE: "Did not come true",
    State.UNTOLD: "Cannot be told",
}


class Widths(NamedTuple):
    """How the cells of a line are shared; where there is little room, the state also tells when it was settled."""

    state: int
    when: int
    who: int
    headline: int
    outcome: int

    @classmethod
    def of(cls, cells: int) -> "Widths":
        """The widths in a line of so many cells."""
        state, who = 24, 14 if cells >= ROOMY else 10
        when = 24 if cells >= WHOLE_DATES else 17
        left = max(0, cells - state - when - who - 3)
        outcome = (left - 1) // 2 if cells >= ROOMY else 0
        return cls(state, when, who, left - outcome - bool(outcome), outcome)


@dataclass(frozen=True)
class DueTold:
    """Tells what was expected, up to the day of the minute `today`; a line opens the record that expects it."""

    chronology: Chronology
    view: View
    evidence: Evidence
    cases: Mapping[State, Sequence[Case]]
    today: int

    @property
    def title(self) -> str:
        """On which day it is due, or not yet."""
        return f"Due on {covering(day_start(self.today), day_start(self.today) + DAY).text}"

    @cached_property
    def _items(self) -> Sequence[str | Case | Tally]:
        items: list[str | Case | Tally] = []
        for state, found in self.cases.items():
            if found:
                items += [f"{_TITLES[state]} ({len(found):,})", *found]
        of_speakers = tallies(self.cases)
        return [*items, "Who was right", *of_speakers] if of_speakers else ["nothing is expected"]

    @property
    def counted(self) -> str:
        """How many there are in each state, and what the medians leave out."""
        every = [case for found in self.cases.values() for case in found]
        states = ", ".join(f"{len(found):,} {state.value}" for state, found in self.cases.items() if found)
        number = some(len(every), "expected record")
        notes = ", ".join(self._notes(every))
        counted = f"{number}: {states}" if states else number
        without_end = sum(each.late is None for each in self.cases[State.TRUE])
        rough = sum(each.late is not None and not each.late.is_sharp for each in self.cases[State.TRUE])
        return counted_line(
            f"{counted} ({notes})" if notes else counted,
            (rough, "of the medians (a date is not sharp)"),
            (without_end, "of the medians (no time that ends)"),
            (self.view.hidden, "of the records that only may match"),
        )

    def _notes(self, every: Sequence[Case]) -> Iterator[str]:
        unreviewed = set(self.evidence.having(Facet.TAG, UNREVIEWED))
        if new := sum(each.row in unreviewed for each in every):
            yield f"? {new:,} not reviewed"
        if possible := sum(each.row in self.evidence.possible for each in every):
            yield f"~ {possible:,} only may match"

    def head(self, cells: int) -> Sequence[Line]:
        """The names of the columns."""
        return [_columns(cells, ("STATE", "EXPECTED", "SPEAKER", "HEADLINE", "SETTLED BY"), Tone.FAINT)]

    @property
    def count(self) -> int:
        """The headings, what was expected, and the speakers."""
        return len(self._items)

    def line(self, number: int, cells: int) -> Line:
        """A heading, something expected, or how often a speaker was right."""
        item = self._items[number]
        if isinstance(item, str):
            return Line((Span(cut(item, cells), Tone.LABEL),))
        return self._case(item, cells) if isinstance(item, Case) else self._tally(item, cells)

    def next_heading(self, number: int, by: int) -> int | None:
        """The heading after (`by` 1) or before (-1) a line; none where there is none that way."""
        places = range(number + by, len(self._items) if by > 0 else -1, by)
        return next((each for each in places if isinstance(self._items[each], str)), None)

    def outcome_of(self, number: int) -> str | None:
        """The record that settled what a line tells; none where nothing did that is there."""
        item = self._items[number]
        if not isinstance(item, Case) or item.outcome is None:
            return None
        return self.evidence.entry(item.outcome).id

    def _case(self, case: Case, cells: int) -> Line:
        entry = self.evidence.entry(case.row)
        texts = (
            self._state(case, with_date=cells < ROOMY),
            self.expected_text(case),
            self._names(case.speakers),
            f"{self._marks(case.row)}{clean(entry.headline)}",
            self._settled_by(case),
        )
        means = Condition(Facet.SPEAKER, case.speakers) if case.speakers else None
        line = _columns(cells, texts, tone_of_state=_TONES.get(case.state, Tone.PLAIN))
        return line._replace(leads_to=entry.id, means=means)

    def _tally(self, tally: Tally, cells: int) -> Line:
        widths = Widths.of(cells)
        name = "nobody named" if tally.speaker is None else self._names((tally.speaker,))
        spans = (Span(f"{fit(name, widths.state)} ", Tone.HEADLINE), Span(told(tally, self._came)))
        means = None if tally.speaker is None else Condition(Facet.SPEAKER, (tally.speaker,))
        return Line((spans[0], Span(cut(spans[1].text, max(0, cells - widths.state - 1)))), means=means)

    # What stands in the columns

    def _state(self, case: Case, *, with_date: bool) -> str:
        match case.state:
            case State.OVERDUE:
                return f"overdue by {self._about(case)}{some(case.days, 'day')}"
            case State.OPEN:
                return self._open(case)
            case State.UNTOLD:
                return case.why.value if case.why is not None else ""
        late = case.late.text if case.late is not None else ""
        parts = [late or case.state.value, self._came(case) if with_date else ""]
        return ", ".join(filter(None, parts))

    def _open(self, case: Case) -> str:
        start, end = case.time or (0, LATEST)
        today = self.today // DAY
        if start // DAY > today:
            return f"in {self._about(case)}{some(start // DAY - today, 'day')}"
        if end == LATEST:
            began = today - start // DAY
            return f"open for {self._about(case)}{some(began, 'day')}" if began else "open from today on"
        left = (end - 1) // DAY - today
        return f"open, {self._about(case)}{some(left, 'day')} left" if left else "open, due today"

    def _about(self, case: Case) -> str:
        date = self._date(case)
        return "c. " if date is not None and (date.approximate or date.uncertain) else ""

    def _date(self, case: Case) -> PartialDate | None:
        date = None if case.time is None else written(self.evidence, case.row)
        return None if date is None else PartialDate.parse(date)

    def expected_text(self, case: Case) -> str:
        """The time that something is expected in, as people write it."""
        date = self._date(case)
        return "–" if date is None else date.text

    def _settled_by(self, case: Case) -> str:
        if case.outcome is None:
            return ""
        entry = self.evidence.entry(case.outcome)
        return f"{entry.date_label}: {'?' if entry.is_unreviewed else ''}{clean(entry.headline)}"

    def _came(self, case: Case) -> str:
        return "" if case.outcome is None else self.evidence.entry(case.outcome).date_label

    def _marks(self, row: int) -> str:
        unreviewed = self.evidence.entry(row).is_unreviewed
        marks = f"{'~' if row in self.evidence.possible else ''}{'?' if unreviewed else ''}"
        return f"{marks} " if marks else ""

    def _names(self, speakers: Sequence[str]) -> str:
        names = (clean(self.chronology.label(Facet.SPEAKER, each, short=True)) for each in speakers)
        return ", ".join(names) or "–"


def due_told(chronology: Chronology, view: View, *, today: int, progress: Progress | None = None) -> DueTold:
    """What there is to tell of what is expected in a view, up to the day of the minute `today`."""
    evidence, known = view.evidence(progress), chronology.as_known(view.query.as_of)
    found = cases(known, evidence, today=today, progress=progress)
    return DueTold(known, view, evidence, found, today)


def _columns(
    cells: int, texts: Sequence[str], tone: Tone = Tone.PLAIN, *, tone_of_state: Tone | None = None
) -> Line:
    widths = Widths.of(cells)
    tones = (tone_of_state or tone, tone, tone, tone, Tone.FAINT)
    shown = [(fit(text, width), of) for text, width, of in zip(texts, widths, tones, strict=True) if width]
    text, last = shown.pop()
    return Line((*(Span(f"{text} ", each) for text, each in shown), Span(text.rstrip(), last)))
