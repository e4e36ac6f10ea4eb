"""A thread in lines: each record with its date, how long after the one it hangs from, the relation, and who said it."""

from collections.abc import Sequence
from functools import cached_property

from chronoterm.cells import cut, fit, width
from chronoterm.chronology.view import Chronology, View
from chronoterm.dates import DateError
from chronoterm.instruments.thread import MOST_WALKED, Drawn, Thread, thread_of
from chronoterm.instruments.told import Progress, counted_line, some
from chronoterm.lag import Lag, days_between
from chronoterm.ordering import CHRONOLOGICAL
from chronoterm.records import Entry
from chronoterm.spans import Line, Span, Tone, glyph
from chronoterm.terms import Condition, Facet, Term
from chronoterm.text import clean

MARKS = 2
"""Cells of the marks before a date: possible or outside of the filters, unreviewed."""

LONGEST_DATES = {False: 16, True: 24}
"""Cells of the dates at most, on a narrow and on a wide screen."""

WIDE = 100
"""Cells from which a screen is wide."""

OUTSIDE = "·"
"""The mark of a record that the filters leave out."""

AT_HAND = "  ◀ at hand"
AGAIN = "↑ see above: "


def tell_thread(
    chronology: Chronology, view: View, at_hand: str, root: str | None, progress: Progress
) -> "ThreadTold":
    """The thread of a record as it was known when the view is of. Raises KeyError for an id that was not there then."""
    known = chronology.as_known(view.query.as_of)
    every = known.view(view.query.of_all, CHRONOLOGICAL)
    chosen = None if root is None else _entry_of(every, root)
    made = thread_of(_entry_of(every, at_hand), known.related, progress, chosen)
    return ThreadTold(made, known, view)


def _entry_of(view: View, record_id: str) -> Entry:
    """What a list shows of a record, whether that can be read whole or not."""
    position = view.position(record_id)
    if position is None:
        raise KeyError(record_id)
    return view.window(position, 1)[0].entry


class ThreadTold:
    """What a thread tells. Records that the view does not have are dim, since its filters do not cut a thread."""

    def __init__(self, thread: Thread, chronology: Chronology, view: View) -> None:
        self.thread = thread
        self.chronology = chronology
        self._view = view
        self._full = {each.id: at for at, each in enumerate(thread.lines) if _is_full(each)}
        self._inside = {each: _standing_in(view, each) for each in self._full}
        self.lags = [self._lag(each) for each in thread.lines]

    # What it is of

    @property
    def title(self) -> str:
        """What record the thread is drawn from."""
        root = self.thread.lines[0].entry
        return f"Thread · {'' if root is None else self._named(root)}"

    @cached_property
    def counted(self) -> str:
        """How many records and relations there are, which of them only may be meant, and what is not drawn."""
        made = self.thread
        if made.records == 1 and not made.joints:
            told = "1 record; nothing restates, updates, denies, corroborates or asserts it, nor does it any other"
        else:
            told = f"{some(made.records, 'record')}, {some(made.joints, 'relation')} between them"
        entries = [made.lines[at].entry for at in self._full.values()]
        marked = (
            (
                sum(1 for each in self._inside.values() if each is None),
                "outside of the filters, dim and marked ·",
            ),
            (sum(1 for each in self._inside.values() if each), "that only may match, marked ~"),
            (sum(1 for each in entries if each and each.is_unreviewed), "not reviewed, marked ?"),
            (sum(1 for each in entries if each and each.date is None), "undated, without a lag"),
        )
        told += "".join(f"; {number:,} {words}" for number, words in marked if number)
        told += f"; it goes on beyond the {MOST_WALKED:,} records that are counted" if made.or_more else ""
        return counted_line(
            told,
            (made.more, "records that are not drawn"),
            (made.untold, "relations to records above"),
            (
                made.missing,
                "relations to what is no record" if made.missing > 1 else "relation to what is no record",
            ),
            (made.background, "of background"),
        )

    def head(self, cells: int) -> Sequence[Line]:
        """The columns."""
        date, lag = self._columns(cells)
        text = f"{' ' * MARKS}{fit('DATE', date)} {fit('LAG', lag)} THREAD"
        return (Line((Span(cut(text, cells), Tone.LABEL),)),)

    # Lines

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self.thread.lines)

    def line(self, number: int, cells: int) -> Line:
        """A line of so many cells at most."""
        drawn = self.thread.lines[number]
        if drawn.hidden:
            return self._hidden(drawn, cells)
        if drawn.entry is None:
            return self._nothing(drawn, cells)
        return (
            self._again(drawn, drawn.entry, cells) if drawn.full is not None else self._record(number, cells)
        )

    def _record(self, number: int, cells: int) -> Line:
        drawn = self.thread.lines[number]
        entry, possible = drawn.entry, self._inside.get(drawn.id)
        if entry is None:
            return Line()
        dim = possible is None
        here = AT_HAND if drawn.id == self.thread.at_hand else ""
        spans = [
            Span(OUTSIDE if dim else "~" if possible else " ", Tone.FAINT if dim else Tone.ALERT),
            Span("?" if entry.is_unreviewed else " ", Tone.ALERT),
            Span(self._times(entry, self.lags[number], cells), Tone.FAINT if dim else Tone.PLAIN),
            Span(drawn.rule, Tone.FAINT),
            Span(_words(drawn), Tone.LABEL),
            glyph(entry),
        ]
        left = max(0, cells - sum(width(each.text) for each in spans) - width(here) - 1)
        tone = Tone.FAINT if dim else Tone.HEADLINE if here else Tone.PLAIN
        spans += [Span(f" {cut(self._named(entry), left)}", tone), Span(here, Tone.KEY)]
        return _cut(spans, cells, entry.id, _means(entry))

    def _again(self, drawn: Drawn, entry: Entry, cells: int) -> Line:
        date, lag = self._columns(cells)
        spans = [
            Span(" " * (MARKS + date + lag + 2)),
            Span(f"{drawn.rule}{_words(drawn)}{AGAIN}{self._named(entry)}", Tone.FAINT),
        ]
        return _cut(spans, cells, entry.id, _means(entry))

    def _nothing(self, drawn: Drawn, cells: int) -> Line:
        date, lag = self._columns(cells)
        spans = [
            Span(" " * (MARKS + date + lag + 2)),
            Span(drawn.rule, Tone.FAINT),
            Span(_words(drawn), Tone.LABEL),
            Span(f"no record “{clean(drawn.id)}”", Tone.ALERT),
        ]
        return _cut(spans, cells)

    def _hidden(self, drawn: Drawn, cells: int) -> Line:
        date, lag = self._columns(cells)
        spans = [
            Span(" " * (MARKS + date + lag + 2)),
            Span(f"{drawn.rule}… {some(drawn.hidden, 'record')} more", Tone.FAINT),
        ]
        return _cut(spans, cells, drawn.id)

    def _named(self, entry: Entry) -> str:
        speaker = ""
        if entry.speaker is not None:
            speaker = f"{clean(self.chronology.label(Facet.SPEAKER, entry.speaker, short=True))}: "
        return f"{speaker}{clean(entry.headline)}"

    def _times(self, entry: Entry, lag: Lag | None, cells: int) -> str:
        dates, lags = self._columns(cells)
        return f"{fit(clean(entry.date_label), dates)} {fit('' if lag is None else lag.text, lags)} "

    def _columns(self, cells: int) -> tuple[int, int]:
        """Cells of the dates and of the lags."""
        return min(self._widest[0], LONGEST_DATES[cells >= WIDE]), self._widest[1]

    @cached_property
    def _widest(self) -> tuple[int, int]:
        entries = [self.thread.lines[at].entry for at in self._full.values()]
        dates = (width(clean(each.date_label)) for each in entries if each is not None)
        lags = (width(each.text) for each in self.lags if each is not None)
        return max(width("DATE"), *dates), max(width("LAG"), max(lags, default=0))

    def _lag(self, drawn: Drawn) -> Lag | None:
        if drawn.parent is None or not _is_full(drawn):
            return None
        before, after = self.thread.lines[drawn.parent].entry, drawn.entry
        return None if before is None or after is None else lag_after(before, after)

    # Moving

    def line_to(self, record_id: str) -> int:
        """The line on which a record stands in full; the first one where it does not."""
        return self._full.get(record_id, 0)

    def up(self, line: int) -> int | None:
        """The line that one hangs from; none for the root."""
        return self.thread.lines[line].parent

    def down(self, line: int) -> int | None:
        """The first line that hangs from one; of a record that is drawn again, the line where it stands in full."""
        drawn = self.thread.lines[line]
        if drawn.full is not None:
            return drawn.full
        following = line + 1
        return following if following < self.count and self.thread.lines[following].parent == line else None


def lag_after(before: Entry, after: Entry) -> Lag | None:
    """How long after one record another is, by their dates: `+14 d`, `+0–7 d`, `≤ +13 d`, none where it is not known.

    What is dated by its publication may be older: the lag is at most, or at least, what these days are apart.
    """
    try:
        first, second = before.when, after.when
    except DateError:
        return None
    if first is None or second is None or (before.at_the_latest and after.at_the_latest):
        return None
    days = days_between((first.start, first.end), (second.start, second.end))
    low = None if days is None or after.at_the_latest else days.low
    high = None if days is None else days.high
    if (low is None and high is None) or (low is None and before.at_the_latest):
        return None
    rough = any(each.approximate or each.uncertain for each in (first, second))
    return Lag(low, high, or_more=before.at_the_latest, rough=rough)


def _is_full(drawn: Drawn) -> bool:
    return drawn.entry is not None and drawn.full is None and not drawn.hidden


def _words(drawn: Drawn) -> str:
    return f"{', '.join(drawn.words)} " if drawn.words else ""


def _standing_in(view: View, record_id: str) -> bool | None:
    """Whether a record only may match a view; none where it is not in it."""
    position = view.position(record_id)
    return None if position is None else view.window(position, 1)[0].possible


def _means(entry: Entry) -> Term | None:
    """What the line of a record can be filtered by: who said it, else who takes part."""
    if entry.speaker is not None:
        return Condition(Facet.SPEAKER, (entry.speaker,))
    return None if entry.lead is None else Condition(Facet.ACTOR, (entry.lead,))


def _cut(spans: Sequence[Span], cells: int, leads_to: str | None = None, means: Term | None = None) -> Line:
    """The pieces that fit into so many cells."""
    kept: list[Span] = []
    left = cells
    for each in spans:
        text = each.text if width(each.text) <= left else cut(each.text, left)
        left -= width(text)
        kept.append(Span(text, each.tone))
    return Line(tuple(each for each in kept if each.text), leads_to, means)
