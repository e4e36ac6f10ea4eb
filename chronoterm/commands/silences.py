"""The commands of the list of silences."""

from chronoterm.commands.command import Command, Group, Place

_SILENCES = (Place.SILENCES,)

COMMANDS = (
    Command(
        "silences.longer",
        ("+",),
        "Longer",
        "Only silences of more days; kept until you leave the program.",
        Group.SILENCES,
        _SILENCES,
    ),
    Command("silences.shorter", ("-",), "Shorter", "Silences of fewer days too.", Group.SILENCES, _SILENCES),
    Command(
        "silences.rows_off",
        ("_",),
        "Rows off",
        "Close, and show silences as rows of the list no longer.",
        Group.SILENCES,
        _SILENCES,
    ),
)
