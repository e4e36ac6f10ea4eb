"""The keys in the text that a record was taken from."""

from chronoterm.commands.command import Command, Group, Place

_TEXT = (Place.SOURCE_TEXT,)

COMMANDS = (
    Command("passage.down", ("j", "down"), "Down", "A line on.", Group.SOURCE_TEXT, _TEXT),
    Command("passage.up", ("k", "up"), "Up", "A line back.", Group.SOURCE_TEXT, _TEXT),
    Command("passage.page_down", ("pagedown", "ctrl+d"), "Page down", "A page on.", Group.SOURCE_TEXT, _TEXT),
    Command("passage.page_up", ("pageup", "ctrl+u"), "Page up", "A page back.", Group.SOURCE_TEXT, _TEXT),
    Command("passage.first", ("g", "home"), "Top", "To the beginning.", Group.SOURCE_TEXT, _TEXT),
    Command("passage.last", ("G", "end"), "End", "To the end.", Group.SOURCE_TEXT, _TEXT),
    Command(
        "passage.next",
        ("]",),
        "Next passage",
        "Light the next passage that a record was taken from.",
        Group.SOURCE_TEXT,
        _TEXT,
    ),
    Command("passage.before", ("[",), "Passage before", "Light the one before.", Group.SOURCE_TEXT, _TEXT),
    Command(
        "passage.own",
        ("f", "full_stop"),
        "Own passage",
        "Back to the passage of the record that the text was opened from.",
        Group.SOURCE_TEXT,
        _TEXT,
    ),
    Command(
        "passage.source",
        ("n",),
        "Next source",
        "The text of the record's next source that names one.",
        Group.SOURCE_TEXT,
        _TEXT,
    ),
    Command(
        "passage.open",
        ("enter",),
        "Open",
        "Close, with the cursor of the list on the record of the lit passage.",
        Group.SOURCE_TEXT,
        _TEXT,
    ),
    Command("passage.help", ("?", "f1"), "Help", "The keys of this window.", Group.SOURCE_TEXT, _TEXT),
    Command("passage.close", ("escape", "q"), "Close", "Close.", Group.SOURCE_TEXT, _TEXT),
)
