"""Rows: entries numbered in chronological order, and where they lie in time."""

from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, MutableSequence, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from operator import itemgetter

from pyroaring import BitMap

from chronoterm.chronology.renumbering import Renumbering, spliced
from chronoterm.chronology.view import Group
from chronoterm.dates import DAY, EARLIEST, LATEST, minutes_of, month_of, month_title
from chronoterm.records import Entry
from chronoterm.terms import Period

Key = tuple[int, int, str]
"""What entries are in order by: start, end, id."""


@dataclass(frozen=True, eq=False)
class Rows:
    """Entries in chronological order, undated ones last, with the half-open minutes of each one's date.

    A record dated by its publication starts there for sorting; `span` of the entry tells where it may lie, and
    `open_start` has all that may have begun at any time. `wide` are those that last longer than a day.
    """

    entries: MutableSequence[Entry]
    by_id: Mapping[str, Entry]
    starts: MutableSequence[int]
    ends: MutableSequence[int]
    open_start: BitMap
    wide: BitMap

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> "Rows":
        """The entries put in order."""
        keyed = sorted(((_key_of(entry), entry) for entry in entries), key=itemgetter(0))
        starts = array("q", (key[0] for key, _ in keyed))
        ends = array("q", (key[1] for key, _ in keyed))
        entries = [entry for _, entry in keyed]
        by_id = {entry.id: entry for entry in entries}
        made = cls(entries, by_id, starts, ends, BitMap(), BitMap())
        every = range(len(entries))
        return replace(made, open_start=_open_among(every, made), wide=_wide_among(every, made))

    @cached_property
    def all(self) -> BitMap:
        """Every row."""
        return BitMap(range(len(self.entries)))

    @cached_property
    def dated(self) -> int:
        """How many rows have a date; the undated are those from here on."""
        return bisect_left(self.starts, LATEST)

    def row(self, record_id: str) -> int | None:
        """The row of a record; none where there is no such record."""
        entry = self.by_id.get(record_id)
        if entry is None:
            return None
        row = self._from(_key_of(entry))
        return row if row < len(self.entries) and self.entries[row].id == record_id else None

    def row_from(self, minute: int) -> int:
        """The first row whose date begins at `minute` or later; the first undated one if there is none."""
        return min(bisect_left(self.starts, minute), self.dated)

    # In time

    @cached_property
    def months(self) -> Sequence[Group]:
        """The first row of each month, of dates without a beginning, and of the undated."""
        return tuple(self._months())

    @cached_property
    def wide_spans(self) -> Mapping[tuple[int, int], BitMap]:
        """The dated rows that last longer than a day, by their span: months and years, of which there are few.

        A span with an open end is the minute at the end that is known.
        """
        rows_of: dict[tuple[int, int], BitMap] = defaultdict(BitMap)
        for row in self.wide & BitMap(range(self.dated)):
            start, end = self.starts[row], self.ends[row]
            if end == LATEST:
                end = start + 1
            elif start == EARLIEST:
                start = end - 1
            rows_of[start, end].add(row)
        return rows_of

    @cached_property
    def extent(self) -> tuple[int, int] | None:
        """The half-open minutes from the first to the last bound that is known of any date."""
        first = bisect_right(self.starts, EARLIEST)
        known = [each - 1 for each in self.ends[: min(first, 1)] if each < LATEST]
        if first < self.dated:
            last = self.starts[self.dated - 1]
            known += [self.starts[first], last + 1]
            known += filter(LATEST.__gt__, self.ends[self.row_from(last - DAY) : self.dated])
        wide_ends, _ = self._wide_by_end
        known += wide_ends[: bisect_left(wide_ends, LATEST)][-1:]
        return (min(known), max(known)) if known else None

    def certain(self, period: Period) -> BitMap:
        """The rows whose date lies wholly inside a period."""
        rows = BitMap(range(bisect_left(self.starts, period.since), len(self.entries)))
        if period.since > EARLIEST:
            rows -= self.open_start
        else:
            rows |= self.open_start
        return rows & self._ending_by(period.until)

    def overlapping(self, period: Period) -> BitMap:
        """The rows whose date lies at least partly inside a period, undated ones included."""
        rows = BitMap(range(bisect_left(self.starts, period.until))) | self.open_start
        return rows - self._ending_by(period.since)

    def _ending_by(self, minute: int) -> BitMap:
        """The rows that end at `minute` or before."""
        if minute >= LATEST:
            return self.all
        starts, ends, (wide_ends, wide_rows) = self.starts, self.ends, self._wide_by_end
        # What lasts no longer than a day ends within a day of its start.
        first, last = bisect_right(starts, minute - DAY), bisect_left(starts, minute)
        narrow = BitMap(range(first)) | BitMap([row for row in range(first, last) if ends[row] <= minute])
        return narrow - self.wide | BitMap(wide_rows[: bisect_right(wide_ends, minute)])

    @cached_property
    def _wide_by_end(self) -> tuple[Sequence[int], Sequence[int]]:
        """The ends of what lasts longer than a day, the first one first, and its rows."""
        rows = sorted(self.wide, key=self.ends.__getitem__)
        return array("q", [self.ends[row] for row in rows]), array("I", rows)

    def _months(self) -> Iterator[Group]:
        row = bisect_right(self.starts, EARLIEST)
        if row:
            yield Group(0, "no beginning known")
        while row < self.dated:
            year, month = month_of(self.starts[row])
            yield Group(row, month_title(year, month))
            row = self.row_from(minutes_of(year, month + 1, 1))
        if self.dated < len(self.entries):
            yield Group(self.dated, "undated")

    # After a change

    def changed(self, removed: Collection[str], put: Mapping[str, Entry]) -> tuple["Rows", Renumbering]:
        """These without the records `removed`, and with the entries `put` by their ids; and where the rows went.

        A record whose date is another one leaves its row, and comes as a new one.
        """
        was = {each: row for each in {*removed, *put} if (row := self.row(each)) is not None}
        staying = {
            each: row for each, row in was.items() if each in put and self._key_at(row) == _key_of(put[each])
        }
        gone = [row for each, row in was.items() if each not in staying]
        coming = sorted((_key_of(entry), entry) for each, entry in put.items() if each not in staying)
        renumbering = Renumbering.of(len(self.entries), gone, [self._from(key) for key, _ in coming])
        by_id = {**self.by_id, **put}
        for each in was.keys() - put.keys():
            del by_id[each]
        if renumbering.is_still:
            made = replace(self, entries=self.entries[:], by_id=by_id)
        else:
            made = replace(
                self,
                entries=spliced(self.entries, renumbering, (entry for _, entry in coming)),
                by_id=by_id,
                starts=spliced(self.starts, renumbering, (key[0] for key, _ in coming)),
                ends=spliced(self.ends, renumbering, (key[1] for key, _ in coming)),
            )
        for each, row in staying.items():
            if (number := renumbering.row(row)) is not None:
                made.entries[number] = put[each]
        left, now = BitMap(was.values()), [row for each in put if (row := made.row(each)) is not None]
        flagged = replace(
            made,
            open_start=renumbering.rows(self.open_start - left) | _open_among(now, made),
            wide=renumbering.rows(self.wide - left) | _wide_among(now, made),
        )
        return flagged, renumbering

    def _key_at(self, row: int) -> Key:
        return self.starts[row], self.ends[row], self.entries[row].id

    def _from(self, key: Key) -> int:
        """The first row with this key or a greater one."""
        first = bisect_left(self.starts, key[0])
        last = bisect_right(self.starts, key[0], first)
        return first + bisect_left(range(first, last), key, key=self._key_at)


def before(rows: BitMap, row: int) -> int:
    """How many of `rows` are smaller than `row`."""
    return rows.rank(row - 1) if row > 0 else 0


_UNKNOWN = (EARLIEST, LATEST)


def _open_among(some: Iterable[int], rows: Rows) -> BitMap:
    """Those of some rows that may have begun at any time before they end."""
    starts, entries = rows.starts, rows.entries
    return BitMap([row for row in some if starts[row] in _UNKNOWN or entries[row].at_the_latest])


def _wide_among(some: Iterable[int], rows: Rows) -> BitMap:
    """Those of some rows that last longer than a day."""
    starts, ends = rows.starts, rows.ends
    return BitMap([row for row in some if ends[row] - starts[row] > DAY])


def _key_of(entry: Entry) -> Key:
    """By start, then by end, the sharper first, then by id; undated last."""
    when = entry.when
    return (LATEST, LATEST, entry.id) if when is None else (when.start, when.end, entry.id)
