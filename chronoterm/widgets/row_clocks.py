"""What records speak of, for the lines of a list that somebody sees: read when they are painted, and kept."""

from functools import lru_cache
from typing import NamedTuple

from chronoterm.chronology.view import Chronology
from chronoterm.documents import DocumentError
from chronoterm.lag import Lag, lag_in
from chronoterm.records import Entry, Record

KEPT = 512
"""Records of which it is kept: some pages of a large window."""


class Times(NamedTuple):
    """The time that a record speaks of, whole and under the month that it begins in, and the lag to it."""

    about: str = "–"
    short_about: str = "–"
    lag: Lag | None = None


NONE = Times()


class Spoken:
    """Reads the records of a chronology."""

    def __init__(self, chronology: Chronology) -> None:
        self._chronology = chronology
        self._read = lru_cache(KEPT)(self._times)

    def of(self, entry: Entry) -> Times:
        """What a record speaks of; dashes where it names no time that can be read."""
        return self._read(entry.id)

    def _times(self, record_id: str) -> Times:
        try:
            record = self._chronology.record(record_id)
        except (
            KeyError,
            DocumentError,
        ):  # the store is another by now, or the record is damaged: the detail says so
            return NONE
        return times_of(record)


def times_of(record: Record) -> Times:
    """What a whole record speaks of."""
    about = record.about
    return NONE if about is None else Times(about.text, about.short, lag_in(record))
