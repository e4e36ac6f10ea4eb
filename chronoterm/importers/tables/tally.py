"""How many rows come in and how many do not, and why."""

import re
from collections.abc import Iterable, Iterator

from chronoterm.importers.incoming import Incoming, Refused

MOST_REASONS = 100
"""Reasons that are told apart; rows with others are counted as “other reasons”."""

_QUOTED = re.compile(r'"[^"]*"')
_NUMBER = re.compile(r"\b[0-9][0-9.,]*")
_OTHER = "other reasons"


class Tally:
    """Counts items as they pass."""

    def __init__(self) -> None:
        self.imported = 0
        self.refused = 0
        self.reasons: dict[str, int] = {}
        self.examples: dict[str, Refused] = {}

    @property
    def rows(self) -> int:
        """All rows; none is left out."""
        return self.imported + self.refused

    def counting(self, items: Iterable[Incoming | Refused]) -> Iterator[Incoming | Refused]:
        """The same items, counted."""
        for each in items:
            if isinstance(each, Refused):
                self._refuse(each)
            else:
                self.imported += 1
            yield each

    def _refuse(self, refused: Refused) -> None:
        self.refused += 1
        reason = in_general(refused.why)
        if reason not in self.reasons and len(self.reasons) >= MOST_REASONS:
            reason = _OTHER
        self.reasons[reason] = self.reasons.get(reason, 0) + 1
        self.examples.setdefault(reason, refused)


def tally(items: Iterable[Incoming | Refused]) -> Tally:
    """The counts of items, which are used up."""
    counted = Tally()
    for _ in counted.counting(items):
        pass
    return counted


def in_general(why: str) -> str:
    """A reason without what differs from row to row: what is in quotes, and numbers."""
    return _NUMBER.sub("…", _QUOTED.sub("…", why))
