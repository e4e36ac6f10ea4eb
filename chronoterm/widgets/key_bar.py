"""The last line: the keys that matter most, as many as there is room for."""

from dataclasses import dataclass
from typing import ClassVar

from chronoterm.commands import Command, footer_commands, shown_key, shown_keys
from chronoterm.modes import ALL_RIGHTS, Rights
from chronoterm.widgets.line_widget import LineWidget, Piece, Pieces, cells_of
from chronoterm.widgets.messages import WidgetMessage

_KEY, _LABEL = "key-bar--key", "key-bar--label"


class KeyBar(LineWidget):
    """Keys and what they do; a click does it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {_KEY, _LABEL}

    def __init__(self, *, rights: Rights = ALL_RIGHTS, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._rights = rights

    @dataclass
    class Pressed(WidgetMessage):
        """The name of a command was clicked."""

        action: str

    def pieces_for(self, cells: int) -> tuple[Pieces, Pieces]:
        """The commands that fit whole, the most important first."""
        pieces: list[Piece] = []
        for command in footer_commands(self._rights):
            target = "" if command.keys[0].isdigit() else command.action
            more = [
                Piece(f" {_shown(command)}", _KEY, target),
                Piece(f" {command.label.lower()} ", _LABEL, target),
            ]
            if cells_of([*pieces, *more]) > cells:
                break
            pieces += more
        return tuple(pieces), ()

    def clicked(self, target: str) -> None:
        """Announce which command was clicked."""
        self.post_message(self.Pressed(self, target))


def _shown(command: Command) -> str:
    return shown_keys(command) if command.keys[0].isdigit() else shown_key(command.keys[0])
