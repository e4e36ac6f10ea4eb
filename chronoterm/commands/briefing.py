"""The keys of a briefing, of the list of saved ones, and of what is new."""

from chronoterm.commands.command import Command, Group, Place

_HERE = (Place.BRIEFING,)
_LIST = (Place.BRIEFINGS,)
_NEW = (Place.DELTA,)

OF_BRIEFING = (
    Command(
        "briefing.on", ("space", "pagedown"), "On", "Next page, then the next record.", Group.BRIEFING, _HERE
    ),
    Command(
        "briefing.back",
        ("pageup",),
        "Page back",
        "Page before, then the record before.",
        Group.BRIEFING,
        _HERE,
    ),
    Command("briefing.next", ("j", "right", "down"), "Next", "Next record.", Group.BRIEFING, _HERE),
    Command("briefing.previous", ("k", "left", "up"), "Back", "Record before.", Group.BRIEFING, _HERE),
    Command("briefing.first", ("g", "home"), "Top", "To the first record.", Group.BRIEFING, _HERE),
    Command("briefing.last", ("G", "end"), "End", "To the last record.", Group.BRIEFING, _HERE),
    Command(
        "briefing.digit",
        tuple("0123456789"),
        "Number",
        "The number of a record; Enter goes there.",
        Group.BRIEFING,
        _HERE,
    ),
    Command(
        "briefing.choose",
        ("enter",),
        "To the list",
        "Close, with the cursor of the list on this record; after a number, go to the record of that number.",
        Group.BRIEFING,
        _HERE,
    ),
    Command(
        "briefing.notes",
        ("n",),
        "Notes",
        "Show what users wrote on the record, or not.",
        Group.BRIEFING,
        _HERE,
    ),
    Command("briefing.restart", ("z",), "Time", "Count the time from now on.", Group.BRIEFING, _HERE),
    Command("briefing.actor", ("a",), "Actor", "Filter by actors.", Group.BRIEFING, _HERE),
    Command("briefing.place", ("p",), "Place", "Filter by places.", Group.BRIEFING, _HERE),
    Command("briefing.source", ("s",), "Source", "Filter by sources.", Group.BRIEFING, _HERE),
    Command("briefing.tag", ("t",), "Tag", "Filter by tags.", Group.BRIEFING, _HERE),
    Command("briefing.kind", ("x",), "Kind", "All, statements, events, expected.", Group.BRIEFING, _HERE),
    Command(
        "briefing.certain", ("~",), "Certain", "Hide what only may match, or show it.", Group.BRIEFING, _HERE
    ),
    Command("briefing.clear", ("X",), "All", "Take back every filter.", Group.BRIEFING, _HERE),
    Command(
        "briefing.later", ("J",), "Later", "Of a saved briefing: this record later.", Group.BRIEFING, _HERE
    ),
    Command(
        "briefing.earlier", ("K",), "Earlier", "Of a saved one: this record earlier.", Group.BRIEFING, _HERE
    ),
    Command(
        "briefing.out", ("d",), "Take out", "Of a saved one: take this record out.", Group.BRIEFING, _HERE
    ),
    Command(
        "briefing.put_back", ("u",), "Put back", "The record that was taken out last.", Group.BRIEFING, _HERE
    ),
    Command("briefing.help", ("?", "f1"), "Keys", "The keys of this window.", Group.BRIEFING, _HERE),
    Command("briefing.close", ("escape", "q"), "Close", "Close.", Group.BRIEFING, _HERE),
)

OF_BRIEFINGS = (
    Command("briefings.down", ("j", "down"), "Down", "Next line.", Group.BRIEFINGS, _LIST),
    Command("briefings.up", ("k", "up"), "Up", "Line before.", Group.BRIEFINGS, _LIST),
    Command("briefings.open", ("enter", "space", "b"), "Open", "Brief this.", Group.BRIEFINGS, _LIST),
    Command(
        "briefings.pick",
        tuple("123456789"),
        "Number",
        "Brief the one of that number.",
        Group.BRIEFINGS,
        _LIST,
    ),
    Command(
        "briefings.delete",
        ("d", "delete"),
        "Delete",
        "Delete this saved briefing; its records stay. Asks first.",
        Group.BRIEFINGS,
        _LIST,
    ),
    Command("briefings.cancel", ("escape", "q"), "Close", "Close.", Group.BRIEFINGS, _LIST),
)

OF_DELTA = (
    Command(
        "delta.by",
        ("s",),
        "Store or date",
        "By when it came into the store, or by when it was said or happened.",
        Group.DELTA,
        _NEW,
    ),
    Command("delta.day", ("d",), "Day", "Since another day.", Group.DELTA, _NEW),
    Command("delta.earlier", ("[",), "Briefing before", "Since the briefing before.", Group.DELTA, _NEW),
    Command("delta.later", ("]",), "Briefing after", "Since the briefing after.", Group.DELTA, _NEW),
)

COMMANDS = (*OF_BRIEFING, *OF_BRIEFINGS, *OF_DELTA)
