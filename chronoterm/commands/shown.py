"""Commands and their keys as people read them: in the last line, in windows and in the documents."""

from functools import cache

from chronoterm.commands.briefing import COMMANDS as OF_BRIEFING
from chronoterm.commands.command import Command, Group, Place
from chronoterm.commands.due import COMMANDS as OF_DUE
from chronoterm.commands.editing import COMMANDS as OF_EDITING
from chronoterm.commands.editing_windows import COMMANDS as OF_EDITING_WINDOWS
from chronoterm.commands.instruments import COMMANDS as OF_INSTRUMENTS
from chronoterm.commands.instruments import OF_MAIN_SCREEN as INSTRUMENTS
from chronoterm.commands.known import COMMANDS as OF_KNOWN
from chronoterm.commands.lanes import COMMANDS as OF_LANES
from chronoterm.commands.ledger import COMMANDS as OF_LEDGER
from chronoterm.commands.main_screen import COMMANDS as OF_MAIN_SCREEN
from chronoterm.commands.out_windows import COMMANDS as OF_OUT_WINDOWS
from chronoterm.commands.reviewing import COMMANDS as OF_REVIEWING
from chronoterm.commands.silences import COMMANDS as OF_SILENCES
from chronoterm.commands.source_text import COMMANDS as OF_SOURCE_TEXT
from chronoterm.commands.thread import COMMANDS as OF_THREAD
from chronoterm.commands.windows import COMMANDS as OF_WINDOWS
from chronoterm.modes import ALL_RIGHTS, Rights

COMMANDS = (
    *(*OF_MAIN_SCREEN, *INSTRUMENTS, *OF_EDITING, *OF_WINDOWS, *OF_EDITING_WINDOWS),
    *(*OF_REVIEWING, *OF_OUT_WINDOWS, *OF_INSTRUMENTS, *OF_KNOWN),
    *OF_LEDGER,
    *OF_THREAD,
    *OF_LANES,
    *OF_SILENCES,
    *OF_DUE,
    *OF_BRIEFING,
    *OF_SOURCE_TEXT,
)
"""Every command, in the order in which the help tells them."""

_MOVES = ("Down", "Up", "Page down", "Page up", "Top", "End")

_SHOWN = {
    "down": "↓",
    "up": "↑",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "enter": "Enter",
    "escape": "Esc",
    "tab": "Tab",
    "shift+tab": "⇧Tab",
    "shift+left": "⇧←",
    "shift+right": "⇧→",
    "backspace": "Backspace",
    "space": "Space",
    "comma": ",",
    "left": "←",
    "right": "→",
    "delete": "Del",
    "ctrl+underscore": "^_",
    "ctrl+left": "^←",
    "ctrl+right": "^→",
    "ctrl+home": "^Home",
    "ctrl+end": "^End",
    "f1": "F1",
    "f2": "F2",
}


def shown_key(key: str) -> str:
    """A key as help and documents write it: `^d`, `PgDn`, `]`."""
    return _SHOWN.get(key, key.replace("ctrl+", "^"))


def shown_keys(command: Command) -> str:
    """All keys of a command; `1`–`9` for the nine numbers, `0`–`9` for all digits."""
    if command.keys in (tuple("123456789"), tuple("0123456789")):
        return f"{command.keys[0]}–9"
    return " ".join(shown_key(key) for key in command.keys)


def at(*places: Place) -> tuple[Command, ...]:
    """The commands whose keys work in one of `places`, in the order of the table."""
    return tuple(command for command in COMMANDS if set(places) & set(command.places))


def footer_commands(rights: Rights = ALL_RIGHTS) -> tuple[Command, ...]:
    """What the footer names, the most important first; what is not allowed is not there."""
    named = (each for each in COMMANDS if each.footer and rights.allow(each.needs))
    return tuple(sorted(named, key=lambda each: each.footer))


@cache
def forbidden(rights: Rights) -> frozenset[str]:
    """The actions that are not there for somebody with these rights."""
    return frozenset(each.action for each in COMMANDS if not rights.allow(each.needs))


def key_line(place: Place) -> str:
    """The keys of a window in one line: what they do there, without those that only move."""
    commands = (each for each in at(place) if each.label not in _MOVES)
    return " · ".join(f"{shown_key(each.keys[0])} {each.label.lower()}" for each in commands)


def key_table() -> str:
    """The key tables of the documents, as Markdown."""
    lines: list[str] = []
    for group in Group:
        lines += [f"**{group.value}**", "", "| keys | what happens |", "| --- | --- |"]
        lines += [f"| {_code(command)} | {command.help} |" for command in COMMANDS if command.group is group]
        lines.append("")
    return "\n".join(lines)


def _code(command: Command) -> str:
    if not command.keys:
        return f"`:` {command.label.lower()}"
    return " ".join(f"`{key}`" for key in shown_keys(command).split(" "))
