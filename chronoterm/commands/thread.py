"""The commands of the window that draws a thread."""

from chronoterm.commands.command import Command, Group, Place

_THREAD = (Place.THREAD,)

COMMANDS = (
    Command(
        "thread.up",
        ("left", "h"),
        "To what it hangs from",
        "To the record that this one hangs from.",
        Group.THREAD,
        _THREAD,
    ),
    Command(
        "thread.down",
        ("right", "l"),
        "Into its branch",
        "To the first that hangs from it; from a record that is drawn again, to where it stands in full.",
        Group.THREAD,
        _THREAD,
    ),
    Command(
        "thread.draw",
        ("r",),
        "Draw from here",
        "Draw the thread from the record of this line; at the root, as it was drawn at first.",
        Group.THREAD,
        _THREAD,
    ),
)
