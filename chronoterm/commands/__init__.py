"""Every command once: bindings, footer, help, palette and the key tables of the documents are made from this.

The method that carries a command out is called `action_` and the id with its dot as an underscore, on the
screen or widget of the command's place.
"""

from chronoterm.commands.command import Command, Group, Place
from chronoterm.commands.shown import (
    COMMANDS,
    at,
    footer_commands,
    forbidden,
    key_line,
    key_table,
    shown_key,
    shown_keys,
)

__all__ = [
    "COMMANDS",
    "Command",
    "Group",
    "Place",
    "at",
    "footer_commands",
    "forbidden",
    "key_line",
    "key_table",
    "shown_key",
    "shown_keys",
]
