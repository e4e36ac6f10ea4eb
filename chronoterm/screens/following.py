"""When the detail follows the cursor: as soon as that rests, and now and then while it moves."""

from math import inf

REST = 0.035
"""Seconds without a move after which the cursor rests: a little more than between two keys of a held key."""

SLOWEST = 0.06
"""Seconds between two keys of the slowest held key; some terminals repeat a key less often than others."""

MARGIN = 1.05
"""How much longer than between two keys nothing must come, until the key is taken for let go."""

LATEST = 0.1
"""Seconds after which the detail follows a moving cursor: ten times a second at most, to spare the link."""


class Following:
    """The time at which the detail should be that of the cursor. All times are seconds of one clock."""

    def __init__(self) -> None:
        self.due = inf
        self._moved = -inf
        self._between = 0.0
        self._latest = inf

    def move(self, now: float) -> None:
        """Count a move of the cursor."""
        gap, self._moved = now - self._moved, now
        # Keys come a little early or late, so the last two count.
        self._between = 0.0 if gap > SLOWEST else (self._between + gap) / 2 if self._between else gap
        if self.due == inf:
            self._latest = now + LATEST
        self.due = min(now + max(REST, self._between * MARGIN), self._latest)

    def catch_up(self) -> None:
        """The detail is that of the cursor."""
        self.due = inf
