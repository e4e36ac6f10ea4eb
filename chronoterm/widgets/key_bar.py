"""The last line: the keys that matter most, as many as there is room for."""

from dataclasses import dataclass
from typing import ClassVar

from textual.message import Message

from chronoterm.cells import width
from chronoterm.commands import Command, footer_commands, shown_key, shown_keys
from chronoterm.widgets.line_widget import LineWidget, Piece

_KEY, _LABEL = "key-bar--key", "key-bar--label"


class KeyBar(LineWidget):
    """Keys and what they do; a click does it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {_KEY, _LABEL}

    @dataclass
    class Pressed(Message):
        """The name of a command was clicked."""

        key_bar: "KeyBar"
        action: str

        @property
        def control(self) -> "KeyBar":
            """The bar, so that handlers can be bound to one."""
            return self.key_bar

    def on_resize(self) -> None:
        """Name the commands that fit, whole."""
        pieces: list[Piece] = []
        left = self.size.width - 1
        for command in footer_commands():
            key, label = f" {_shown(command)}", f" {command.label.lower()} "
            left -= width(key) + width(label)
            if left < 0:
                break
            target = "" if command.keys[0].isdigit() else command.action
            pieces += [Piece(key, _KEY, target), Piece(label, _LABEL, target)]
        self.put(tuple(pieces))

    def clicked(self, target: str) -> None:
        """Announce which command was clicked."""
        self.post_message(self.Pressed(self, target))


def _shown(command: Command) -> str:
    return shown_keys(command) if command.keys[0].isdigit() else shown_key(command.keys[0])
