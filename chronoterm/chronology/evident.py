"""What orders go by that no entry tells: the times that records speak of, their lags, and how many origins they have."""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

from chronoterm.chronology.abouts import Abouts
from chronoterm.chronology.index import Change
from chronoterm.chronology.looking import Looking
from chronoterm.chronology.report_counts import Counts
from chronoterm.chronology.rows import Rows
from chronoterm.lag import days_between
from chronoterm.ordering import SortKey

Told = tuple[int, int] | None
"""What a row is sorted by in a column; none where it has nothing there."""


class Evident:
    """The columns of an index that its records have to be read for; each is made when it is first asked for."""

    def __init__(self, rows: Rows, looking: Looking, counts: Callable[[], Counts] | None = None) -> None:
        """`counts` tells the reports of each row and their origins, if not as many as are known now."""
        self._rows = rows
        self._looking = looking
        self._counts = counts or (lambda: looking.report_counts.all(looking.facts.facts()))

    @property
    def has_abouts(self) -> bool:
        """Whether the times that records speak of are there, so that nobody has to wait for them."""
        return "abouts" in self.__dict__

    @cached_property
    def abouts(self) -> Abouts:
        """The rows that speak of a time, as these times stand."""
        total = len(self._rows.entries)
        if self._looking.has_contents and not self._looking.facts.is_ready:
            return Abouts.of(total, self._looking.inside().abouts())
        facts = self._looking.facts.facts()
        return Abouts.of(
            total, ((row, span) for row in range(total) if (span := facts.about(row)) is not None)
        )

    def values(self, column: SortKey) -> Iterator[Told]:
        """What each row is sorted by in a column."""
        value = self.reader(column)
        return map(value, range(len(self._rows.entries)))

    def reader(self, column: SortKey) -> Callable[[int], Told]:
        """What tells of a row what it is sorted by in a column."""
        return _READERS[column](self)

    def then(self, counts: Callable[[], Counts]) -> "Evident":
        """The same with as many reports as were known on some day."""
        made = Evident(self._rows, self._looking, counts)
        if self.has_abouts:
            made.__dict__["abouts"] = self.abouts
        return made

    def reading_in(self, looking: Looking) -> "Evident":
        """The same where the records are looked into in another way; what was made, or can be at once, is kept."""
        return self if self.has_abouts or self._looking.has_contents else Evident(self._rows, looking)

    def after(self, change: Change, looking: Looking) -> "Evident":
        """The same after a change; what was made is kept where no record is another."""
        return self if is_untouched(change) else Evident(change.after.rows, looking)

    def _about(self) -> Callable[[int], Told]:
        return self.abouts.span

    def _lag(self) -> Callable[[int], Told]:
        about, rows = self.abouts.span, self._rows

        def lag(row: int) -> Told:
            span = about(row)
            days = None if span is None or row >= rows.dated else days_between(rows.span(row), span)
            return None if days is None else days.sort_key

        return lag

    def _origins(self) -> Callable[[int], Told]:
        reports, origins = self._counts()
        return lambda row: (origins[row], reports[row]) if reports[row] else None


def is_untouched(change: Change) -> bool:
    """Whether a change leaves all records as they were and where they stood: users noted something."""
    return change.renumbering.is_still and not change.rewritten


_READERS: Mapping[SortKey, Callable[[Evident], Callable[[int], Told]]] = {
    SortKey.ABOUT: Evident._about,  # noqa: SLF001 - the class's own table
    SortKey.LAG: Evident._lag,  # noqa: SLF001 - as above
    SortKey.ORIGINS: Evident._origins,  # noqa: SLF001 - as above
}
