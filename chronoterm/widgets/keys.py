"""Bindings made from the table of commands."""

from textual.binding import Binding, BindingType

from chronoterm.commands import Command, Place, at


def bindings(*places: Place) -> list[BindingType]:
    """The bindings of the commands that work in one of `places`."""
    return [binding for command in at(*places) for binding in _bindings_of(command)]


def action_of(command: Command, key: str) -> str:
    """The action that a key of a command runs; the numbers tell which they are."""
    return f"{command.action}({key})" if key.isdigit() and len(command.keys) > 1 else command.action


def _bindings_of(command: Command) -> list[Binding]:
    return [
        Binding(
            key,
            action_of(command, key),
            command.label,
            tooltip=command.help,
            show=False,
            priority=key in ("ctrl+q", "ctrl+p"),
            id=f"{command.id}.{key}",
        )
        for key in command.keys
    ]
