"""The commands of the claim ledger, and of the window in which figures are linked to series."""

from chronoterm.commands.command import Command, Group, Place

_LEDGER = (Place.LEDGER,)
_LINKING = (Place.LINKING,)

COMMANDS = (
    Command(
        "ledger.next_series",
        ("tab", "right", "l"),
        "Next series",
        "The ledger of the next series; after the last one the figures without a series.",
        Group.LEDGER,
        _LEDGER,
    ),
    Command(
        "ledger.previous_series",
        ("shift+tab", "left", "h"),
        "Series before",
        "The ledger of the series before.",
        Group.LEDGER,
        _LEDGER,
    ),
    Command(
        "ledger.next_disagreement",
        ("n",),
        "Disagreement",
        "To the next figure that disagrees with another one of its state.",
        Group.LEDGER,
        _LEDGER,
    ),
    Command(
        "ledger.previous_disagreement",
        ("N",),
        "One before",
        "To the one before.",
        Group.LEDGER,
        _LEDGER,
    ),
    Command("linking.down", ("down",), "Down", "Next series.", Group.LINKING, _LINKING),
    Command("linking.up", ("up",), "Up", "The series before.", Group.LINKING, _LINKING),
    Command("linking.page_down", ("pagedown",), "Page down", "A page on.", Group.LINKING, _LINKING),
    Command("linking.page_up", ("pageup",), "Page up", "A page back.", Group.LINKING, _LINKING),
    Command(
        "linking.next",
        ("tab",),
        "Next figure",
        "To the next figure of the record.",
        Group.LINKING,
        _LINKING,
    ),
    Command(
        "linking.previous",
        ("shift+tab",),
        "Figure before",
        "To the figure before.",
        Group.LINKING,
        _LINKING,
    ),
    Command(
        "linking.take",
        ("enter",),
        "Link",
        "Say that the figure belongs to the series under the cursor.",
        Group.LINKING,
        _LINKING,
    ),
    Command("linking.cancel", ("escape",), "Cancel", "Change nothing.", Group.LINKING, _LINKING),
)
