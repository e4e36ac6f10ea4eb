"""The commands that change records, and those that note something about them."""

from chronoterm.commands.command import Command, Group, Place
from chronoterm.modes import Need

COMMANDS = (
    Command(
        "select.one",
        ("space",),
        "Select",
        "Select the record, or leave it out again.",
        Group.EDIT,
        (Place.LIST,),
    ),
    Command("select.all", ("V",), "Select all", "Select all records in view, or none.", Group.EDIT),
    Command("edit.new", ("+",), "New", "A new record.", Group.EDIT, needs=Need.EDITING, footer=12),
    Command(
        "edit.open",
        ("E",),
        "Edit",
        "Edit the record; on an actor or place in the detail, edit that.",
        Group.EDIT,
        needs=Need.EDITING,
        footer=11,
    ),
    Command(
        "edit.text",
        ("ctrl+e",),
        "Edit as text",
        "The same in your editor ($VISUAL or $EDITOR), as a readable text.",
        Group.EDIT,
        needs=Need.EDITOR,
    ),
    Command(
        "edit.delete",
        ("D",),
        "Delete",
        "Delete the record or the selected ones; asks first, and undo brings them back.",
        Group.EDIT,
        needs=Need.EDITING,
    ),
    Command(
        "edit.relate",
        ("R",),
        "Relate",
        "Mark a record; on another one, say what it is of the marked: background, update, denial …",
        Group.EDIT,
        needs=Need.EDITING,
    ),
    Command(
        "edit.new_actor", (), "New actor", "Tell the store about an actor.", Group.EDIT, needs=Need.EDITING
    ),
    Command(
        "edit.new_place", (), "New place", "Tell the store about a place.", Group.EDIT, needs=Need.EDITING
    ),
    Command(
        "edit.merge",
        (),
        "Merge",
        "In the detail, on an actor or place: it is the same as another one, which takes its place.",
        Group.EDIT,
        needs=Need.EDITING,
    ),
    Command(
        "note.star",
        ("m",),
        "Star",
        "Your star on the record or the selected ones, or off.",
        Group.NOTE,
        needs=Need.ANNOTATING,
        footer=10,
    ),
    Command(
        "note.tags",
        ("T",),
        "Tags",
        "Your tags on the record or the selected ones.",
        Group.NOTE,
        needs=Need.ANNOTATING,
    ),
    Command(
        "note.comment",
        ("C",),
        "Comment",
        "Your comment on the record or the selected ones.",
        Group.NOTE,
        needs=Need.ANNOTATING,
    ),
    Command("star.next", ("}",), "Next star", "To the next record with a star.", Group.NOTE),
    Command("star.previous", ("{",), "Previous star", "To the record with a star before.", Group.NOTE),
)
