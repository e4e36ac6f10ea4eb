"""Between the positions of a view and the lines of a list, where headings stand among the records."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from chronoterm.chronology.view import Group


class ListLine(NamedTuple):
    """A line of the list: a heading, or the record at a position."""

    position: int
    heading: str | None = None


class ListLines:
    """The lines of `count` records under the headings `groups`."""

    def __init__(self, count: int, groups: Sequence[Group]) -> None:
        self._groups = groups
        self._firsts = [group.first for group in groups]
        self._heading_lines = [group.first + number for number, group in enumerate(groups)]
        self.total = count + len(groups)

    def line_of(self, position: int) -> int:
        """The line that the record at a position stands on."""
        return position + bisect_right(self._firsts, position)

    def at(self, line: int) -> ListLine:
        """What stands on a line."""
        number = bisect_right(self._heading_lines, line)
        if number and self._heading_lines[number - 1] == line:
            group = self._groups[number - 1]
            return ListLine(group.first, group.title)
        return ListLine(line - number)

    def size(self, line: int) -> int:
        """How many records stand under the heading on a line."""
        number = bisect_right(self._heading_lines, line) - 1
        later = self._firsts[number + 1] if number + 1 < len(self._firsts) else self.total - len(self._groups)
        return later - self._firsts[number]

    def heading_over(self, line: int) -> str:
        """The heading that a line stands under; empty where there is none."""
        number = bisect_right(self._heading_lines, line)
        return self._groups[number - 1].title if number else ""
