"""The instruments of the main screen, and the keys in a window of lines that one of them opens."""

from chronoterm.commands.command import Command, Group, Place
from chronoterm.modes import Need

_LINES = (Place.INSTRUMENT,)

OF_MAIN_SCREEN = (
    Command(
        "clock.turn",
        ("ctrl+t",),
        "Two clocks",
        "Order and filter by when it was said, or by the time it speaks of.",
        Group.INSTRUMENTS,
    ),
    Command(
        "known.ask",
        ("@",),
        "As of",
        "The chronology as it was known on a day; what came later is gone.",
        Group.INSTRUMENTS,
    ),
    Command(
        "ledger.open",
        ("c",),
        "Claims",
        "The claim ledger: who gave which figure of a series, when, in what state.",
        Group.INSTRUMENTS,
    ),
    Command(
        "figure.link",
        ("F",),
        "Link figure",
        "Say which series a figure of this record belongs to.",
        Group.INSTRUMENTS,
        needs=Need.EDITING,
    ),
    Command(
        "thread.open",
        ("r",),
        "Thread",
        "What restates, updates, denies or corroborates this record, and what it asserts.",
        Group.INSTRUMENTS,
    ),
    Command(
        "lanes.open",
        ("L",),
        "Lanes",
        "Actors, speakers, places or sources as lanes beside each other in time.",
        Group.INSTRUMENTS,
    ),
    Command(
        "silence.show",
        ("_",),
        "Silence",
        "Days without a statement of the filtered actor, as rows; again for the longest ones.",
        Group.INSTRUMENTS,
    ),
    Command(
        "due.open",
        ("w",),
        "Due",
        "What was expected: open, overdue, came true or did not; and who was right how often.",
        Group.INSTRUMENTS,
    ),
    Command(
        "source.read",
        ("f",),
        "Source text",
        "The text of the article where the record was taken from, lit, with all around it.",
        Group.INSTRUMENTS,
    ),
    Command(
        "briefing.open",
        ("b",),
        "Briefing",
        "One record a screen, to be read out; a selection becomes a briefing with a name.",
        Group.INSTRUMENTS,
    ),
    Command(
        "delta.open",
        ("B",),
        "What is new",
        "What is new, revised or changed in figure since the last briefing, or since a day.",
        Group.INSTRUMENTS,
    ),
)

COMMANDS = (
    Command("told.down", ("j", "down"), "Down", "Next line.", Group.INSTRUMENT, _LINES),
    Command("told.up", ("k", "up"), "Up", "Line before.", Group.INSTRUMENT, _LINES),
    Command("told.page_down", ("pagedown", "ctrl+d"), "Page down", "One page on.", Group.INSTRUMENT, _LINES),
    Command("told.page_up", ("pageup", "ctrl+u"), "Page up", "One page back.", Group.INSTRUMENT, _LINES),
    Command("told.first", ("g", "home"), "Top", "To the first line.", Group.INSTRUMENT, _LINES),
    Command("told.last", ("G", "end"), "End", "To the last line.", Group.INSTRUMENT, _LINES),
    Command(
        "told.open",
        ("enter",),
        "Open",
        "Close, with the cursor of the list on the record of this line.",
        Group.INSTRUMENT,
        _LINES,
    ),
    Command(
        "told.filter",
        ("comma",),
        "Filter",
        "Close, and filter by what this line is about.",
        Group.INSTRUMENT,
        _LINES,
    ),
    Command("told.help", ("?", "f1"), "Help", "The keys of this window.", Group.INSTRUMENT, _LINES),
    Command("told.close", ("escape", "q"), "Close", "Close.", Group.INSTRUMENT, _LINES),
)
