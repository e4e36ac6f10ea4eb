"""What is pasted, told apart from what is typed; a paste has an end, whatever the terminal sends.

Between two marks a terminal sends what somebody pastes. If the second mark is lost, every key after it would be taken
for a part of the paste. So a paste has a largest size, and ends by itself when nothing more of it comes.
"""

from collections.abc import Iterator
from typing import NamedTuple

BEGIN, END = "\x1b[200~", "\x1b[201~"

LARGEST = 64 * 1024
"""Characters of a paste that are taken."""

SILENCE = 1.0
"""Seconds without a word after which a paste that has no end is taken as it is."""

KEYS = 16
"""Characters at most that come at once when somebody types."""


class Typed(NamedTuple):
    """Text that was typed: keys, and what else a terminal tells."""

    text: str


class Pasted(NamedTuple):
    """Text that was pasted; `is_cut` if there was more of it."""

    text: str
    is_cut: bool


class Pastes:
    """Reads text as it comes, in pieces of any size. Times are seconds of one clock, at which the caller looks."""

    def __init__(self, wait: float) -> None:
        """`wait`: seconds until what looks like the beginning of a mark is known to be something else."""
        self._wait = wait
        self._held = ""
        self._parts: list[str] = []
        self._size = 0
        self._is_inside = False
        self._is_silent = False
        self.deadline: float | None = None
        """When `tick` has to be called if nothing comes before."""

    def feed(self, text: str, now: float) -> Iterator[Typed | Pasted]:
        """Read a piece of text."""
        text, self._held = self._held + text, ""
        if self._is_silent:  # the paste goes on, or its end was lost and these are keys
            self._is_inside, self._is_silent = END in text or len(text) > KEYS, False
        while text:
            before, mark, text = self._parted(text)
            if self._is_inside:
                self._add(before)
                if mark:
                    self._is_inside = False
                    yield from self._taken()
            else:
                self._is_inside = bool(mark)
                if before:
                    yield Typed(before)
        self._set_deadline(now)

    def tick(self, now: float) -> Iterator[Typed | Pasted]:
        """Take what has waited long enough for what it seems to be."""
        if self.deadline is None or now < self.deadline:
            return
        held, self._held, self.deadline = self._held, "", None
        if self._is_inside:
            self._add(held)
            self._is_silent = True
            yield from self._taken()
        else:
            yield Typed(held)

    def _parted(self, text: str) -> tuple[str, str, str]:
        """What stands before the next mark, the mark if it is there, and the rest; its beginning alone is held."""
        wanted = END if self._is_inside else BEGIN
        before, mark, rest = text.partition(wanted)
        if mark:
            return before, mark, rest
        held = next((size for size in range(len(wanted) - 1, 0, -1) if text.endswith(wanted[:size])), 0)
        self._held = text[len(text) - held :]
        return text[: len(text) - held], "", ""

    def _add(self, text: str) -> None:
        if text and self._size < LARGEST:
            self._parts.append(text[: LARGEST - self._size])
        self._size += len(text)

    def _taken(self) -> Iterator[Pasted]:
        """The paste, unless it is empty."""
        if self._size:
            yield Pasted("".join(self._parts), self._size > LARGEST)
        self._parts, self._size = [], 0

    def _set_deadline(self, now: float) -> None:
        if self._is_inside:
            self.deadline = now + SILENCE
        else:
            self.deadline = now + self._wait if self._held else None
