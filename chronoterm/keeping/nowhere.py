"""Keeping where there is no folder to keep in: until the program ends, and no longer."""

from collections.abc import Callable

from chronoterm.keeping.remembered import NOTHING, Remembered


class Nowhere:
    """Stands in for a `Keeper`: what is changed is there until the program ends."""

    remark = ""

    def __init__(self) -> None:
        self._remembered = NOTHING

    def read(self) -> Remembered:
        """What was changed since the start."""
        return self._remembered

    def change(self, how: Callable[[Remembered], Remembered], *, durable: bool = True) -> Remembered:  # noqa: ARG002 - nothing reaches a disk
        """Change it, in memory."""
        self._remembered = how(self._remembered)
        return self._remembered
