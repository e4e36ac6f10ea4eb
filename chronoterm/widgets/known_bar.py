"""The banner that stays up while a chronology is shown as it was known on a day."""

from typing import ClassVar

from chronoterm.cells import cut
from chronoterm.widgets.line_widget import LineWidget, Piece, Pieces

_BANNER = "known-bar--banner"


class KnownBar(LineWidget):
    """Says in reverse video of which day the chronology is; not there where it is of today."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {_BANNER}

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._told = ""
        self._less = ""
        self.display = False

    def show(self, told: str, less: str) -> None:
        """Show what is to be said, or as much as is in `less` where there is no room for it; nothing hides it."""
        self._told, self._less = told, less
        if self.display != bool(told):
            self.display = bool(told)
        self.update()

    def pieces_for(self, cells: int) -> tuple[Pieces, Pieces]:
        """The banner over the whole width."""
        told = f" {self._told} "
        told = told if len(told) <= cells else f" {self._less} "
        return (Piece(cut(told, cells).ljust(cells), _BANNER),), ()
