"""Every command once: bindings, footer, help, palette and the key tables of the documents are made from this.

The method that carries a command out is called `action_` and the id with its dot as an underscore, on the
screen or widget of the command's place.
"""

from enum import Enum
from typing import NamedTuple


class Group(Enum):
    """Headings of the help, in its order."""

    MOVE = "Move"
    READ = "Read"
    FILTER = "Filter"
    SORT = "Sort"
    PROGRAM = "Program"
    PICKER = "In a list of values"
    PROMPT = "In a prompt"
    WINDOW = "In a text to read"


class Place(Enum):
    """Where a key works."""

    PROGRAM = "program"
    CHRONOLOGY = "chronology"
    LIST = "list"
    DETAIL = "detail"
    PICKER = "picker"
    PROMPT = "prompt"
    WINDOW = "window"


class Command(NamedTuple):
    """Something a person can do. `keys` are Textual's names; `footer` ranks it there, 0 leaves it out."""

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    group: Group
    places: tuple[Place, ...] = (Place.CHRONOLOGY,)
    footer: int = 0

    @property
    def action(self) -> str:
        """The name of the action that carries it out."""
        return self.id.replace(".", "_")


_PANES = (Place.LIST, Place.DETAIL)

COMMANDS = (
    Command(
        "move.down", ("j", "down"), "Down", "Next record; in the detail, one line down.", Group.MOVE, _PANES
    ),
    Command("move.up", ("k", "up"), "Up", "Previous record; in the detail, one line up.", Group.MOVE, _PANES),
    Command("move.page_down", ("pagedown",), "Page down", "One page down.", Group.MOVE, _PANES),
    Command("move.page_up", ("pageup",), "Page up", "One page up.", Group.MOVE, _PANES),
    Command("move.half_down", ("ctrl+d",), "Half page down", "Half a page down.", Group.MOVE, _PANES),
    Command("move.half_up", ("ctrl+u",), "Half page up", "Half a page up.", Group.MOVE, _PANES),
    Command(
        "move.first",
        ("g", "home"),
        "First",
        "To the first record, or the top of the detail.",
        Group.MOVE,
        _PANES,
    ),
    Command(
        "move.last", ("G", "end"), "Last", "To the last record, or the end of the detail.", Group.MOVE, _PANES
    ),
    Command("day.next", ("]",), "Next day", "To the first record of the next day that has any.", Group.MOVE),
    Command("day.previous", ("[",), "Previous day", "To the first record of the day before.", Group.MOVE),
    Command(
        "date.go",
        ("d",),
        "Date",
        "Go to a date: 18 oct, oct 2024, last friday, 2024-10-18.",
        Group.MOVE,
        footer=4,
    ),
    Command(
        "read.open",
        ("enter",),
        "Detail",
        "Go to the detail; in a small window, open it.",
        Group.READ,
        (Place.LIST,),
    ),
    Command("read.other", ("tab", "shift+tab"), "Other pane", "Between list and detail.", Group.READ),
    Command(
        "read.related",
        tuple("123456789"),
        "Related",
        "Follow the related record of that number.",
        Group.READ,
        footer=7,
    ),
    Command(
        "read.more",
        ("0",),
        "More related",
        "The next nine related records, where there are more.",
        Group.READ,
    ),
    Command("read.return", ("backspace",), "Return", "Back along the way of followed records.", Group.READ),
    Command(
        "filter.actor",
        ("a",),
        "Actor",
        "Narrow to actors; type to find a name or an alias.",
        Group.FILTER,
        footer=1,
    ),
    Command(
        "filter.place",
        ("p",),
        "Place",
        "Narrow to places; each includes what lies in it.",
        Group.FILTER,
        footer=2,
    ),
    Command("filter.source", ("s",), "Source", "Narrow to sources and channels.", Group.FILTER),
    Command("filter.tag", ("t",), "Tag", "Narrow to tags.", Group.FILTER),
    Command(
        "filter.kind", ("x",), "Kind", "Round: all, statements, events, expected.", Group.FILTER, footer=5
    ),
    Command("filter.clear", ("X",), "All records", "Take back every filter.", Group.FILTER),
    Command(
        "view.back",
        ("escape",),
        "Back",
        "Back to the list; in the list, take back the newest filter.",
        Group.FILTER,
        footer=6,
    ),
    Command("sort.by", ("o",), "Sort", "Sort by a column.", Group.SORT, footer=5),
    Command("sort.reverse", ("O",), "Reverse", "Turn the order round.", Group.SORT),
    Command("program.help", ("?", "f1"), "Help", "Every key.", Group.PROGRAM, footer=4),
    Command(
        "program.commands",
        (":", "ctrl+p"),
        "Commands",
        "Every command, by name.",
        Group.PROGRAM,
        (Place.PROGRAM,),
        footer=9,
    ),
    Command("program.problems", (), "Problems", "What needs attention in this store.", Group.PROGRAM),
    Command("program.theme", (), "Theme", "Change between dark and light.", Group.PROGRAM),
    Command(
        "program.leave",
        ("q",),
        "Quit",
        "Close the detail or a window; at the top, quit.",
        Group.PROGRAM,
        footer=3,
    ),
    Command(
        "program.quit", ("ctrl+q",), "Quit", "End the program from anywhere.", Group.PROGRAM, (Place.PROGRAM,)
    ),
    Command("picker.down", ("down",), "Down", "Next value.", Group.PICKER, (Place.PICKER,)),
    Command("picker.up", ("up",), "Up", "Previous value.", Group.PICKER, (Place.PICKER,)),
    Command("picker.page_down", ("pagedown",), "Page down", "One page down.", Group.PICKER, (Place.PICKER,)),
    Command("picker.page_up", ("pageup",), "Page up", "One page up.", Group.PICKER, (Place.PICKER,)),
    Command(
        "picker.mark",
        ("space",),
        "Several",
        "Choose several: records with any of them.",
        Group.PICKER,
        (Place.PICKER,),
    ),
    Command(
        "picker.exclude",
        ("-",),
        "Without",
        "Leave out the records with this value.",
        Group.PICKER,
        (Place.PICKER,),
    ),
    Command(
        "picker.apply",
        ("enter",),
        "Filter",
        "Filter by what is chosen, else by the value under the cursor.",
        Group.PICKER,
        (Place.PICKER,),
    ),
    Command(
        "picker.cancel", ("escape",), "Cancel", "Close and change nothing.", Group.PICKER, (Place.PICKER,)
    ),
    Command("prompt.apply", ("enter",), "Go", "Take what was typed.", Group.PROMPT, (Place.PROMPT,)),
    Command(
        "prompt.cancel", ("escape",), "Cancel", "Close and change nothing.", Group.PROMPT, (Place.PROMPT,)
    ),
    Command("window.down", ("j", "down"), "Down", "One line down.", Group.WINDOW, (Place.WINDOW,)),
    Command("window.up", ("k", "up"), "Up", "One line up.", Group.WINDOW, (Place.WINDOW,)),
    Command(
        "window.page_down",
        ("pagedown", "ctrl+d"),
        "Page down",
        "One page down.",
        Group.WINDOW,
        (Place.WINDOW,),
    ),
    Command("window.page_up", ("pageup", "ctrl+u"), "Page up", "One page up.", Group.WINDOW, (Place.WINDOW,)),
    Command("window.first", ("g", "home"), "Top", "To the top.", Group.WINDOW, (Place.WINDOW,)),
    Command("window.last", ("G", "end"), "End", "To the end.", Group.WINDOW, (Place.WINDOW,)),
    Command(
        "window.close",
        ("escape", "q", "enter", "?", "f1"),
        "Close",
        "Close the text.",
        Group.WINDOW,
        (Place.WINDOW,),
    ),
)

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
    "backspace": "Backspace",
    "space": "Space",
    "f1": "F1",
}


def shown_key(key: str) -> str:
    """A key as help and documents write it: `^d`, `PgDn`, `]`."""
    return _SHOWN.get(key, key.replace("ctrl+", "^"))


def shown_keys(command: Command) -> str:
    """All keys of a command; `1`–`9` for the nine numbers."""
    if command.keys == tuple("123456789"):
        return "1–9"
    return " ".join(shown_key(key) for key in command.keys)


def at(*places: Place) -> tuple[Command, ...]:
    """The commands whose keys work in one of `places`, in the order of the table."""
    return tuple(command for command in COMMANDS if set(places) & set(command.places))


def footer_commands() -> tuple[Command, ...]:
    """What the footer names, the most important first."""
    return tuple(sorted((each for each in COMMANDS if each.footer), key=lambda each: each.footer))


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
