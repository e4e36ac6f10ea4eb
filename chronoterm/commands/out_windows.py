"""The commands of the window in which a file is chosen to be exported."""

from chronoterm.commands.command import Command, Group, Place

COMMANDS = (
    Command(
        "export.write", ("enter",), "Write", "Write the file that is named.", Group.EXPORTING, (Place.EXPORT,)
    ),
    Command("export.next_form", ("down",), "Form", "The next form.", Group.EXPORTING, (Place.EXPORT,)),
    Command(
        "export.previous_form",
        ("up",),
        "Form before",
        "The form before.",
        Group.EXPORTING,
        (Place.EXPORT,),
    ),
    Command(
        "export.what",
        ("tab",),
        "What",
        "All that is shown, the selected records, or the one at hand.",
        Group.EXPORTING,
        (Place.EXPORT,),
    ),
    Command(
        "export.cancel",
        ("escape",),
        "Cancel",
        "Close and write nothing.",
        Group.EXPORTING,
        (Place.EXPORT,),
    ),
)
