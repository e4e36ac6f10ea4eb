"""The commands of the main screen."""

from chronoterm.commands.command import Command, Group, Place

_PANES = (Place.LIST, Place.DETAIL)

COMMANDS = (
    Command(
        "move.down", ("j", "down"), "Down", "Next record; in the detail, one line down.", Group.MOVE, _PANES
    ),
    Command("move.up", ("k", "up"), "Up", "Previous record; in the detail, one line up.", Group.MOVE, _PANES),
    Command("move.page_down", ("pagedown",), "Page down", "One page down.", Group.MOVE, _PANES),
    Command("move.page_up", ("pageup",), "Page up", "One page up.", Group.MOVE, _PANES),
    Command("move.half_down", ("ctrl+d",), "Half page down", "Half a page down.", Group.MOVE, _PANES),
    Command("move.half_up", ("ctrl+u",), "Half page up", "Half a page up.", Group.MOVE, _PANES),
    Command(
        "move.first",
        ("g", "home"),
        "First",
        "To the first record, or the top of the detail.",
        Group.MOVE,
        _PANES,
    ),
    Command(
        "move.last", ("G", "end"), "Last", "To the last record, or the end of the detail.", Group.MOVE, _PANES
    ),
    Command("day.next", ("]",), "Next day", "To the first record of the next day that has any.", Group.MOVE),
    Command("day.previous", ("[",), "Previous day", "To the first record of the day before.", Group.MOVE),
    Command(
        "date.go",
        ("d",),
        "Date",
        "Go to a date: 18 oct, oct 2024, last friday, 2024-10-18.",
        Group.MOVE,
        footer=4,
    ),
    Command(
        "read.open",
        ("enter",),
        "Detail",
        "Go to the detail; in a small window, open it.",
        Group.READ,
        (Place.LIST,),
    ),
    Command(
        "detail.follow",
        ("enter",),
        "Follow",
        "In the detail, follow the related record under the cursor.",
        Group.READ,
        (Place.DETAIL,),
    ),
    Command("read.other", ("tab", "shift+tab"), "Other pane", "Between list and detail.", Group.READ),
    Command(
        "read.related",
        tuple("123456789"),
        "Related",
        "Follow the related record of that number.",
        Group.READ,
        footer=7,
    ),
    Command(
        "read.more",
        ("0",),
        "More related",
        "The next nine related records, where there are more.",
        Group.READ,
    ),
    Command("read.return", ("backspace",), "Return", "Back along the way of followed records.", Group.READ),
    Command(
        "filter.type",
        ("/",),
        "Filter",
        "Filter as you type: words, or fields such as actor:budanov since:2024-10-13.",
        Group.FILTER,
        footer=3,
    ),
    Command(
        "filter.actor",
        ("a",),
        "Actor",
        "Narrow to actors; type to find a name or an alias.",
        Group.FILTER,
        footer=1,
    ),
    Command(
        "filter.place",
        ("p",),
        "Place",
        "Narrow to places; each includes what lies in it.",
        Group.FILTER,
        footer=2,
    ),
    Command("filter.source", ("s",), "Source", "Narrow to sources and channels.", Group.FILTER),
    Command("filter.tag", ("t",), "Tag", "Narrow to tags.", Group.FILTER),
    Command(
        "filter.kind", ("x",), "Kind", "Round: all, statements, events, expected.", Group.FILTER, footer=5
    ),
    Command(
        "filter.by",
        ("comma",),
        "By this",
        "Filter by the value under the cursor: of the underlined column, or of the line in the detail.",
        Group.FILTER,
        footer=8,
    ),
    Command(
        "filter.by_not",
        ("!",),
        "Without this",
        "Leave out the records with the value under the cursor.",
        Group.FILTER,
    ),
    Command(
        "column.left",
        ("h", "left"),
        "Column left",
        "The column before; , filters by it.",
        Group.FILTER,
        (Place.LIST,),
    ),
    Command(
        "column.right",
        ("l", "right"),
        "Column right",
        "The next column; , filters by it.",
        Group.FILTER,
        (Place.LIST,),
    ),
    Command(
        "filter.suspend",
        ("\\",),
        "All around",
        "Suspend the filters to see all records, the hits lit; again to resume them.",
        Group.FILTER,
    ),
    Command("hit.next", ("n",), "Next hit", "To the next record that the filters let through.", Group.FILTER),
    Command("hit.previous", ("N",), "Previous hit", "To the hit before.", Group.FILTER),
    Command(
        "filter.certain",
        ("~",),
        "Certain",
        "Hide the records that only may match, or show them again.",
        Group.FILTER,
    ),
    Command("filter.clear", ("X",), "All records", "Take back every filter.", Group.FILTER),
    Command("step.undo", ("u",), "Undo", "Undo the last change of filters or order.", Group.FILTER),
    Command("step.redo", ("ctrl+r",), "Redo", "Do again what was undone.", Group.FILTER),
    Command(
        "view.back",
        ("escape",),
        "Back",
        "Back to the list; in the list, take back the newest filter.",
        Group.FILTER,
        footer=6,
    ),
    Command(
        "time.since",
        ("<",),
        "From here",
        "Filter from the day of the record under the cursor on.",
        Group.TIME,
    ),
    Command(
        "time.until", (">",), "Up to here", "Filter up to the day of the record under the cursor.", Group.TIME
    ),
    Command("time.focus", ("H",), "Strip", "To the strip of time above the list, and back.", Group.TIME),
    Command("time.in", ("z",), "Zoom in", "Half the time in the strip, around the cursor.", Group.TIME),
    Command("time.out", ("Z",), "Zoom out", "Twice the time in the strip.", Group.TIME),
    Command("sort.by", ("o",), "Sort", "Sort by one column or several.", Group.SORT, footer=6),
    Command("sort.reverse", ("O",), "Reverse", "Turn the order round.", Group.SORT),
    Command("view.save", ("S",), "Save", "Save the filters and the order under a name.", Group.SAVED),
    Command(
        "view.saved", ("v",), "Saved", "The saved filters: open, delete, choose the default.", Group.SAVED
    ),
    Command("program.help", ("?", "f1"), "Help", "Every key.", Group.PROGRAM, footer=4),
    Command(
        "program.commands",
        (":", "ctrl+p"),
        "Commands",
        "Every command, by name.",
        Group.PROGRAM,
        (Place.PROGRAM,),
        footer=9,
    ),
    Command("program.problems", (), "Problems", "What needs attention in this store.", Group.PROGRAM),
    Command("program.theme", (), "Theme", "Change between dark and light.", Group.PROGRAM),
    Command(
        "program.leave",
        ("q",),
        "Quit",
        "Close the detail or a window; at the top, quit.",
        Group.PROGRAM,
        footer=3,
    ),
    Command(
        "program.quit", ("ctrl+q",), "Quit", "End the program from anywhere.", Group.PROGRAM, (Place.PROGRAM,)
    ),
)
