"""Between the positions of a view and the lines of a list, where headings and other rows stand among the records."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from heapq import merge
from typing import NamedTuple

from chronoterm.chronology.view import Group


class Between(NamedTuple):
    """Rows between the records, in order: each stands before the record at its position, above any heading there.

    What they say is made when they are seen.
    """

    firsts: Sequence[int] = ()
    text: Callable[[int], str] = str


class ListLine(NamedTuple):
    """A line of the list: a heading, the number of a row between records, or the record at a position."""

    position: int
    heading: str | None = None
    between: int | None = None

    @property
    def is_record(self) -> bool:
        """Whether a record stands on the line."""
        return self.heading is None and self.between is None


class ListLines:
    """The lines of `count` records under the headings `groups`, with the rows `between`."""

    def __init__(self, count: int, groups: Sequence[Group], between: Sequence[int] = ()) -> None:
        self._groups = groups
        self._between = between
        self._count = count
        # A row between records ends what is under one heading, so that it stands above the next.
        extra = list(merge(((first, False) for first in between), ((group.first, True) for group in groups)))
        self._firsts = [first for first, _ in extra]
        self._lines = [first + number for number, (first, _) in enumerate(extra)]
        self._heading_lines = [
            line for line, (_, is_heading) in zip(self._lines, extra, strict=True) if is_heading
        ]
        self.total = count + len(extra)

    def line_of(self, position: int) -> int:
        """The line that the record at a position stands on."""
        return position + bisect_right(self._firsts, position)

    def at(self, line: int) -> ListLine:
        """What stands on a line."""
        number = bisect_right(self._lines, line)
        if not number or self._lines[number - 1] != line:
            return ListLine(line - number)
        position, headings = self._firsts[number - 1], bisect_right(self._heading_lines, line)
        if headings and self._heading_lines[headings - 1] == line:
            return ListLine(position, self._groups[headings - 1].title)
        return ListLine(min(position, max(0, self._count - 1)), between=number - 1 - headings)

    def size(self, line: int) -> int:
        """How many records stand under the heading on a line."""
        number = bisect_right(self._heading_lines, line)
        later = self._groups[number].first if number < len(self._groups) else self._count
        return later - self._groups[number - 1].first

    def heading_over(self, line: int) -> str:
        """The heading that a line stands under; empty where there is none."""
        number = bisect_right(self._heading_lines, line)
        return self._groups[number - 1].title if number else ""
