"""The claim ledger in lines: a heading for each state, its figures with their bars, changes, disagreements."""

from bisect import bisect_left
from collections.abc import Callable, Sequence

from chronoterm.cells import cut, fit, fit_right, width
from chronoterm.chronology.evidence import Claimed, Evidence
from chronoterm.chronology.view import Chronology
from chronoterm.documents import DocumentError
from chronoterm.instruments.ledger import Ledger, SeriesCount, StateGroup
from chronoterm.instruments.ledger_comparing import (
    change,
    is_surely_later,
    is_surely_of_one_day,
    meant_range,
)
from chronoterm.instruments.ledger_rows import LedgerLine, LedgerLines, LineKind
from chronoterm.instruments.ledger_scale import bar_of
from chronoterm.instruments.ledger_widths import MARKS, Widths
from chronoterm.instruments.ledger_words import amount, between, change_in_words, number
from chronoterm.instruments.told import counted_line, some
from chronoterm.records import UNREVIEWED, Entry
from chronoterm.spans import Line, Span, Tone, glyph
from chronoterm.terms import Amount, Between, Comparison, Facet, Figured, Term
from chronoterm.text import clean

MOST_COUNTED = 100
"""Figures that disagree with one and are counted."""

WITHOUT_SERIES = "figures without a series"


class LedgerTold:
    """What a ledger tells; entries are fetched for lines that are seen."""

    def __init__(
        self, made: Ledger, every: Sequence[SeriesCount], evidence: Evidence, chronology: Chronology
    ) -> None:
        """`every` are all series of the view, of which this is one."""
        self.ledger = made
        self.every = every
        self.evidence = evidence
        self.chronology = chronology
        self._lines = LedgerLines(made)
        self._headings = {each.first: self._heading(each) for each in made.groups}
        self.counted = self._counted()

    # What it is of

    @property
    def series_name(self) -> str:
        """What the series is called."""
        if not self.every:
            return "no figures"
        return series_name(self.chronology, self.ledger.series)

    @property
    def title(self) -> str:
        """The series, and which it is of how many."""
        named = [each.series for each in self.every]
        if len(named) < 2 or self.ledger.series not in named:  # noqa: PLR2004 - one is not one of several
            return f"Claim ledger · {self.series_name}"
        return f"Claim ledger · {self.series_name} · {named.index(self.ledger.series) + 1} of {len(named)}"

    def _counted(self) -> str:
        """How many figures of how many records there are, and what is not among them."""
        made, evidence = self.ledger, self.evidence
        rows = {each.row for each in made.claims}
        marked = (
            (len(rows.intersection(evidence.expected)), "expected"),
            (len(rows.intersection(evidence.possible)), "only possible"),
            (len(rows.intersection(evidence.having(Facet.TAG, UNREVIEWED))), "unreviewed"),
        )
        kinds = ", ".join(f"{many:,} {words}" for many, words in marked if many)
        counts = {each.series: each.figures for each in self.every}
        others = sum(many for series, many in counts.items() if series not in (None, made.series))
        without = 0 if made.series is None else counts.get(None, 0)
        silent = len(evidence.rows) - len({each.row for each in evidence.claims()})
        told = f"{some(len(made.claims), 'figure')} of {some(len(rows), 'record')}"
        return counted_line(
            f"{told} ({kinds})" if kinds else told,
            (others, "of other series"),
            (without, "without a series"),
            (silent, f"{'record' if silent == 1 else 'records'} without a figure"),
            (made.undated, "undated from comparing"),
        )

    def head(self, cells: int) -> Sequence[Line]:
        """The columns, and the scale of the bars."""
        widths = self._widths(cells)
        columns = [
            " " * MARKS + fit("DATE", widths.date),
            fit("SPEAKER", widths.speaker),
            fit_right("FIGURE", widths.figure),
            self._scale_words(widths.bar),
            fit("SOURCE", widths.source),
            fit("WORDS", widths.words),
        ]
        return (Line((Span(cut(" ".join(each for each in columns if each), cells), Tone.LABEL),)),)

    def _widths(self, cells: int) -> Widths:
        return Widths.of(cells, has_bar=self.ledger.series is not None)

    def _scale_words(self, cells: int) -> str:
        """The two ends of the scale and what is counted, as wide as the bars."""
        series = self.ledger.series
        known = None if series is None else self.chronology.series(series)
        unit = f" {clean(known.unit)}" if known and known.unit else ""
        low, high = number(self.ledger.scale.low), number(self.ledger.scale.high)
        for right in (f"{high}{unit}", high):
            if width(low) + 1 + width(right) <= cells:
                return low + fit_right(right, cells - width(low))
        return fit_right(high, cells) if cells else ""

    # Lines

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self._lines)

    def line_to(self, record_id: str) -> int:
        """The first line of a record's figure; the first line of all where it has none here."""
        row, claims = self.evidence.row_of(record_id), self.ledger.claims
        if row is None:
            return 0
        for group in self.ledger.groups:
            place = bisect_left(claims, row, group.first, group.end, key=_row_of)
            if place < group.end and claims[place].row == row:
                return self._lines.of_figure(place)
        return 0

    def next_disagreement(self, line: int, by: int) -> int | None:
        """The next line, forwards or backwards, that tells of a disagreement; none where there is none more."""
        step = range(line + 1, self.count) if by > 0 else range(line - 1, -1, -1)
        return next((each for each in step if self._lines[each].kind is LineKind.DISAGREEMENT), None)

    def line(self, number: int, cells: int) -> Line:
        """A line of so many cells at most."""
        line = self._lines[number]
        tell: Callable[[LedgerLine, int], Line] = {
            LineKind.STATE: self._state,
            LineKind.FIGURE: self._figure,
            LineKind.CHANGE: self._change,
            LineKind.DISAGREEMENT: self._disagreement,
        }[line.kind]
        return tell(line, cells)

    def _state(self, line: LedgerLine, cells: int) -> Line:
        state, told = self._headings[line.place]
        return Line(
            (
                Span(cut(state, cells), Tone.HEADLINE),
                Span(cut(told, max(0, cells - width(state))), Tone.FAINT),
            ),
            means=self._means_of(self.ledger.group_at(line.place)),
        )

    def _means_of(self, group: StateGroup) -> Term:
        """That a record has a number in the series and the state of a heading; what is not told stands as no text."""
        series, state = self.ledger.series or "", group.state or ""
        return Figured(series, state, exact=bool(series))

    def _heading(self, group: StateGroup) -> tuple[str, str]:
        made = self.ledger
        state = "state not told" if group.state is None else clean(group.state)
        speakers = made.speakers_in(group)
        parts = ["", some(group.figures, "figure"), *([some(speakers, "speaker")] if speakers else [])]
        if not group.is_compared:
            return state, " · ".join((*parts, "not compared"))
        parts.append(f"{'c. ' if made.is_about(group) else ''}{between(made.range_of(group))}")
        if against := made.disagreements_in(group):
            parts.append(f"{against:,} disagree")
        return state, " · ".join(parts)

    def _figure(self, line: LedgerLine, cells: int) -> Line:
        claim, widths = self.ledger.claims[line.place], self._widths(cells)
        entry = self.evidence.entry(claim.row)
        spans = [
            Span(self._marks(claim, entry), Tone.ALERT),
            glyph(entry),
            Span(f" {fit(clean(entry.date_label), widths.date)} "),
            Span(_column(fit(self._speaker(entry) or "–", widths.speaker), after=" ")),
            Span(fit_right(amount(claim), widths.figure), Tone.HEADLINE),
            *self._bar(claim, widths.bar),
            Span(_column(fit(clean(entry.lead_source or "–"), widths.source), before=" "), Tone.FAINT),
            *self._words(claim, widths.words),
        ]
        return Line(tuple(each for each in spans if each.text), entry.id, _number_asked(claim))

    def _marks(self, claim: Claimed, entry: Entry) -> str:
        possible = "~" if claim.row in self.evidence.possible else " "
        return f"{possible}{'?' if entry.is_unreviewed else ' '}"

    def _bar(self, claim: Claimed, cells: int) -> Sequence[Span]:
        if cells <= 0:
            return ()
        bar = bar_of(claim, self.ledger.scale, cells)
        return Span(f" {bar.before}", Tone.FAINT), Span(bar.bar, Tone.KEY), Span(bar.after, Tone.FAINT)

    def _words(self, claim: Claimed, cells: int) -> Sequence[Span]:
        """The words of the source, where there is room for some; the record is read for them."""
        if cells <= 0:
            return ()
        try:
            figures = self.evidence.record(claim.row).figures
        except (KeyError, DocumentError):  # it is gone by now, or damaged: the number stands all the same
            return ()
        text = figures[claim.at].text if claim.at < len(figures) else None
        return (Span(f" {cut(f'“{clean(text)}”', cells)}", Tone.QUOTE),) if text else ()

    def _change(self, line: LedgerLine, cells: int) -> Line:
        now, before = (self.ledger.claims[each] for each in (line.place, self.ledger.earlier[line.place]))
        by = change(meant_range(before), meant_range(now))
        entry = self.evidence.entry(before.row)
        speakers = [self.ledger.speakers.get(each.row) for each in (now, before)]
        is_same = speakers[0] is not None and speakers[0] == speakers[1]
        whose = self._whose(entry) if is_same else f"another speaker: {self._whose(entry)}"
        told = f"└ {change_in_words(by)} since {clean(entry.date_label)} ({whose})"
        is_sure = is_surely_later(self.evidence.lies(before.row), self.evidence.lies(now.row))
        return _below(told, cells, entry.id, Tone.PLAIN, is_sure=is_sure)

    def _disagreement(self, line: LedgerLine, cells: int) -> Line:
        here, other = (self.ledger.claims[each] for each in (line.place, self.ledger.disagreeing[line.place]))
        entry = self.evidence.entry(other.row)
        more = _besides(self.ledger.against(line.place, MOST_COUNTED))
        told = f"≠ {amount(other)}, {clean(entry.date_label)} ({self._whose(entry)}){more}"
        is_sure = is_surely_of_one_day(self.evidence.lies(here.row), self.evidence.lies(other.row))
        return _below(told, cells, entry.id, Tone.ALERT, is_sure=is_sure)

    def _speaker(self, entry: Entry) -> str:
        speaker = entry.speaker
        return clean(self.chronology.label(Facet.SPEAKER, speaker, short=True)) if speaker else ""

    def _whose(self, entry: Entry) -> str:
        """Who gave a figure: the speaker, else where it is from."""
        return self._speaker(entry) or clean(entry.lead_source or "no source")


def series_name(chronology: Chronology, series: str | None) -> str:
    """What a series is called; its id where the store tells nothing of it."""
    if series is None:
        return WITHOUT_SERIES
    known = chronology.series(series)
    return clean(known.name if known else series)


def _below(told: str, cells: int, leads_to: str, tone: Tone, *, is_sure: bool) -> Line:
    """A line below a figure, marked where it is only possible."""
    mark = (" " if is_sure else "~").ljust(MARKS)
    return Line((Span(mark, Tone.ALERT), Span(cut(told, max(0, cells - MARKS)), tone)), leads_to)


def _column(text: str, before: str = "", after: str = "") -> str:
    """The text of a column with what parts it from others; nothing where the column has no room."""
    return f"{before}{text}{after}" if text else ""


def _besides(figures: int) -> str:
    """What is said of so many figures of which one is told."""
    match figures:
        case 1:
            return ""
        case 2:
            return " and another one"
        case _:
            return f" and {figures - 1:,}{' or more' if figures == MOST_COUNTED else ''} others"


def _row_of(claim: Claimed) -> int:
    return claim.row


def _number_asked(claim: Claimed) -> Term | None:
    """The number of a figure, to filter by."""
    low, high = claim.low, claim.high
    if low is None or high is None:
        one = low if high is None else high
        sign = Comparison.AT_LEAST if high is None else Comparison.AT_MOST
        return None if one is None else Amount(float(one), sign)
    return Amount(float(low)) if low == high else Between(float(low), float(high))
