"""The keys where somebody asks for what was known on a day."""

from chronoterm.commands.command import Command, Group, Place

_HERE = (Place.KNOWN,)

COMMANDS = (
    Command(
        "known.apply",
        ("enter",),
        "Apply",
        "Take the day; an empty prompt goes back to today.",
        Group.KNOWN,
        _HERE,
    ),
    Command(
        "known.sense",
        ("tab",),
        "Sense",
        "Round: known by what had been said, by what sources had published, by what was stored.",
        Group.KNOWN,
        _HERE,
    ),
    Command("known.cancel", ("escape",), "Cancel", "Leave it as it is.", Group.KNOWN, _HERE),
)
