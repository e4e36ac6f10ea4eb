"""The longest silences in lines: how long, from when to when, who, and what was said before and after."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from chronoterm.cells import cut, fit, fit_right
from chronoterm.chronology.evidence import Evidence
from chronoterm.chronology.view import Chronology, View
from chronoterm.dates import DAY, EARLIEST, LATEST, covering, day_start
from chronoterm.instruments.silence import Lasting, Silence, Silences
from chronoterm.instruments.silence_finding import silences
from chronoterm.instruments.silence_of import whose_silence
from chronoterm.instruments.silence_words import counted_of, day_text, days_text, names_of, title_of
from chronoterm.instruments.told import Progress, some
from chronoterm.spans import Line, Span, Tone
from chronoterm.terms import AllOf, Condition, Facet, Period, Term
from chronoterm.text import clean

LENGTH, ROOMY = 11, 110
"""Cells for how long a silence is; cells of a line from which there is room for whole names and for what was before."""


class Widths(NamedTuple):
    """How the cells of a line are shared; what was said before is left out where there is little room."""

    when: int
    who: int
    before: int
    after: int

    @classmethod
    def of(cls, cells: int) -> "Widths":
        """The widths in a line of so many cells."""
        when, who = (31, 22) if cells >= ROOMY else (22, 13)
        left = max(0, cells - LENGTH - when - who - 3)
        before = (left - 1) // 2 if cells >= ROOMY else 0
        return cls(when, who, before, left - before - bool(before))


@dataclass(frozen=True)
class SilencesTold:
    """Tells silences; a line opens the statement that ended it, or the last one of a silence that lasts."""

    chronology: Chronology
    view: View
    evidence: Evidence
    silences: Silences
    today: int

    @property
    def title(self) -> str:
        """Whose silences, and from how many days on."""
        whose = title_of(self.chronology, self.view, whose_silence(self.view.query))
        return f"{whose} · {days_text(self.silences.least)} or more"

    @property
    def counted(self) -> str:
        """What was counted, and what was left out."""
        return counted_of(self.view, self.silences)

    def head(self, cells: int) -> Sequence[Line]:
        """The names of the columns."""
        names = _Cells(fit_right("LENGTH", LENGTH), "FROM – TO", "SPEAKER", "BEFORE", "AFTER")
        return [_columns(cells, names, Tone.FAINT)]

    @property
    def count(self) -> int:
        """The silences under their heading, and those that last under theirs."""
        lasting = len(self.silences.lasting)
        return 1 + len(self.silences.found) + (1 + lasting if lasting else 0)

    def line(self, number: int, cells: int) -> Line:
        """A heading, or a silence."""
        found = self.silences.found
        if number == 0:
            told = some(len(found), "silence") if found else "no silence"
            return _heading(f"{told} of {days_text(self.silences.least)} or more", cells)
        if number <= len(found):
            return self._silence(found[number - 1], cells)
        if number == len(found) + 1:
            return _heading(f"Since the last statement, up to {day_text(self.today)}", cells)
        return self._lasting(self.silences.lasting[number - len(found) - 2], cells)

    def _silence(self, silence: Silence, cells: int) -> Line:
        when = covering(silence.since, silence.until).text
        before, after = self._headline(silence.before), self._headline(silence.after)
        line = _columns(cells, _Cells(_length(silence), when, self._who(silence), before, after))
        leads_to = self.evidence.entry(silence.after).id
        return line._replace(leads_to=leads_to, means=self._around(silence))

    def _lasting(self, silence: Lasting, cells: int) -> Line:
        since, last = f"since {day_text(silence.since - DAY)}", self._headline(silence.last)
        told = _Cells(
            _length(silence), since, self._who(silence), last, "" if cells >= ROOMY else f"last: {last}"
        )
        leads_to = self.evidence.entry(silence.last).id
        return _columns(cells, told)._replace(leads_to=leads_to, means=_spoken_by(silence))

    def _who(self, silence: Silence | Lasting) -> str:
        return names_of(self.chronology, silence.whose, short=True)

    def _headline(self, row: int) -> str:
        entry = self.evidence.entry(row)
        marks = f"{'~' if row in self.evidence.possible else ''}{'?' if entry.is_unreviewed else ''}"
        return f"{marks} {clean(entry.headline)}" if marks else clean(entry.headline)

    def _around(self, silence: Silence) -> Term:
        """The days from the statement before to the one after, and who is silent."""
        (since, _), (_, until) = (_days(self.evidence, row) for row in (silence.before, silence.after))
        return AllOf(
            (
                _spoken_by(silence),
                Period(min(since, silence.since - DAY), max(until, silence.until + DAY)),
            )
        )


def silences_told(
    chronology: Chronology, view: View, *, today: int, least: int, progress: Progress | None = None
) -> SilencesTold:
    """What there is to tell of the silences in a view: of who is asked for, else of each speaker."""
    evidence = view.evidence(progress)
    found = silences(evidence, whose_silence(view.query), today=today, least=least, progress=progress)
    return SilencesTold(chronology, view, evidence, found, today)


def _length(silence: Silence | Lasting) -> str:
    return fit_right(f"{'~ ' if silence.possible else ''}{days_text(silence.days)}", LENGTH)


def _spoken_by(silence: Silence | Lasting) -> Condition:
    return Condition(Facet.SPEAKER, silence.whose.values, exact=silence.whose.exact)


def _days(evidence: Evidence, row: int) -> tuple[int, int]:
    """The half-open minutes of the whole days of a date as it is written, without its open ends."""
    start, end = evidence.dated(row) or (LATEST, EARLIEST)
    return (
        LATEST if start == EARLIEST else day_start(start),
        EARLIEST if end == LATEST else day_start(end - 1) + DAY,
    )


def _heading(text: str, cells: int) -> Line:
    return Line((Span(cut(text, cells), Tone.LABEL),))


class _Cells(NamedTuple):
    """What stands in the columns of a line."""

    length: str
    when: str
    who: str
    before: str
    after: str


def _columns(cells: int, told: _Cells, tone: Tone = Tone.PLAIN) -> Line:
    widths = Widths.of(cells)
    spans = [
        Span(f"{told.length} ", tone if tone is Tone.FAINT else Tone.HEADLINE),
        Span(f"{fit(told.when, widths.when)} ", tone),
        Span(f"{fit(told.who, widths.who)} ", tone),
    ]
    if widths.before:
        spans.append(Span(f"{fit(told.before, widths.before)} ", Tone.FAINT))
    return Line((*spans, Span(cut(told.after, widths.after), tone)))
