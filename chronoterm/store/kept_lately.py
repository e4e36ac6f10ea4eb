"""What was looked up lately in a kept store."""

from collections.abc import Callable
from typing import Generic, TypeVar

Key = TypeVar("Key", int, str)
Held = TypeVar("Held")

MOST = 4096
"""Things that are known after they were looked up, before those that nobody asked for since are forgotten."""


class Lately(Generic[Key, Held]):
    """What was looked up lately, so that it need not be again; any number of threads may ask at once."""

    def __init__(self) -> None:
        self._now: dict[Key, Held] = {}
        self._before: dict[Key, Held] = {}

    def __contains__(self, key: object) -> bool:
        return key in self._now or key in self._before

    def get(self, key: Key, find: Callable[[Key], Held]) -> Held:
        """What is under a key, found if it is not known any more."""
        now, before = self._now, self._before
        if key in now:
            return now[key]
        found = before[key] if key in before else find(key)
        if len(now) >= MOST:
            self._before, self._now = now, {}
        self._now[key] = found
        return found
