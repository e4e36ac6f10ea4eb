"""The commands of what is due."""

from chronoterm.commands.command import Command, Group, Place

_DUE = (Place.DUE,)

COMMANDS = (
    Command(
        "due.next_group", ("tab",), "Next group", "To the next state, and to who was right.", Group.DUE, _DUE
    ),
    Command("due.previous_group", ("shift+tab",), "Group before", "To the state before.", Group.DUE, _DUE),
    Command(
        "due.outcome",
        ("o",),
        "Outcome",
        "Close, with the cursor of the list on the record that settled it.",
        Group.DUE,
        _DUE,
    ),
)
