"""Rows: entries numbered in chronological order, and where they lie in time."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter

from pyroaring import BitMap

from chronoterm.chronology.entries import Entries, EntryList
from chronoterm.chronology.in_time import WIDE, ByEnd, InTime, by_end
from chronoterm.chronology.renumbering import Renumbering, spliced
from chronoterm.dates import EARLIEST, LATEST
from chronoterm.records import Entry
from chronoterm.terms import Period

Key = tuple[int, int, str]
"""What entries are in order by: start, end, id."""


@dataclass(frozen=True, eq=False)
class Rows(InTime):
    """Entries in chronological order, undated ones last, with the half-open minutes of each one's date.

    A record dated by its publication starts there for sorting; `span` of the entry tells where it may lie, and
    `open_start` has all that may have begun at any time.
    """

    entries: Entries
    open_start: BitMap

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> "Rows":
        """The entries put in order."""
        keyed = sorted(((_key_of(entry), entry) for entry in entries), key=itemgetter(0))
        starts = array("q", (key[0] for key, _ in keyed))
        ends = array("q", (key[1] for key, _ in keyed))
        listed = EntryList([entry for _, entry in keyed])
        every = range(len(listed))
        wide = BitMap([row for row in every if ends[row] - starts[row] > WIDE])
        return cls(starts, ends, wide, by_end(wide, ends), listed, _open_among(every, starts, listed))

    @cached_property
    def all(self) -> BitMap:
        """Every row."""
        return BitMap(range(len(self.entries)))

    def row(self, record_id: str) -> int | None:
        """The row of a record; none where there is no such record."""
        entry = self.entries.of(record_id)
        if entry is None:
            return None
        row = self._from(_key_of(entry))
        return row if row < len(self.entries) and self.entries[row].id == record_id else None

    def span(self, row: int) -> tuple[int, int]:
        """The half-open minutes in which the record of a row may lie."""
        return EARLIEST if row in self.open_start else self.starts[row], self.ends[row]

    # In time

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
        wide_ends, wide_rows = self.wide_by_end
        first, last = bisect_right(self.starts, minute - WIDE), bisect_left(self.starts, minute)
        # Of what begins at one minute the sharper stand first, so that those that end in time are a range.
        narrow = BitMap(range(first)).union(
            *(
                BitMap(range(here, bisect_right(self.ends, minute, here, there)))
                for here, there in self.same_starts(first, last)
            )
        )
        return narrow - self.wide | BitMap(wide_rows[: bisect_right(wide_ends, minute)])

    # After a change

    def changed(self, removed: Collection[str], put: Mapping[str, Entry]) -> tuple["Rows", Renumbering]:
        """These without the records `removed`, and with the entries `put` by their ids; and where the rows went.

        A record whose date is another one leaves its row, and comes as a new one.
        """
        if not removed and not put:
            return self, Renumbering.still(len(self.entries))
        was = {each: row for each in {*removed, *put} if (row := self.row(each)) is not None}
        staying = {
            each: row for each, row in was.items() if each in put and self._key_at(row) == _key_of(put[each])
        }
        gone = [row for each, row in was.items() if each not in staying]
        coming = sorted((_key_of(entry), entry) for each, entry in put.items() if each not in staying)
        renumbering = Renumbering.of(len(self.entries), gone, [self._from(key) for key, _ in coming])
        fresh = dict(zip(renumbering.come, (entry for _, entry in coming), strict=True))
        for each, row in staying.items():
            if (number := renumbering.row(row)) is not None:
                fresh[number] = put[each]
        entries = self.entries.after(renumbering, fresh, was.keys() - put.keys())
        left = BitMap(was.values())
        starts, ends = self.starts, self.ends
        if not renumbering.is_still:
            starts = spliced(starts, renumbering, (key[0] for key, _ in coming))
            ends = spliced(ends, renumbering, (key[1] for key, _ in coming))
        wide = BitMap([row for row in fresh if ends[row] - starts[row] > WIDE])
        made = Rows(
            starts,
            ends,
            renumbering.rows(self.wide - left) | wide,
            self.wide_by_end if renumbering.is_still else self._wide_after(renumbering, left, wide, ends),
            entries,
            renumbering.rows(self.open_start - left) | _open_among(fresh, starts, entries),
        )
        return made, renumbering

    def _wide_after(self, renumbering: Renumbering, left: BitMap, come: BitMap, ends: Sequence[int]) -> ByEnd:
        """The ends of what lasts longer than a month, without the rows that left and with those that came."""
        old_ends, old_rows = self.wide_by_end
        kept = [at for at, row in enumerate(old_rows) if row not in left]
        new_ends, new_rows = array("q", (old_ends[at] for at in kept)), array("I")
        new_rows.extend(renumbering.each([old_rows[at] for at in kept]))
        for row in come:
            at = bisect_right(new_ends, ends[row])
            new_ends.insert(at, ends[row])
            new_rows.insert(at, row)
        return new_ends, new_rows

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


def _open_among(some: Iterable[int], starts: Sequence[int], entries: Sequence[Entry]) -> BitMap:
    """Those of some rows that may have begun at any time before they end."""
    return BitMap([row for row in some if starts[row] in _UNKNOWN or entries[row].at_the_latest])


def _key_of(entry: Entry) -> Key:
    """By start, then by end, the sharper first, then by id; undated last."""
    when = entry.when
    return (LATEST, LATEST, entry.id) if when is None else (when.start, when.end, entry.id)
