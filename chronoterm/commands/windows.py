"""The commands of prompts, of the strip of time, and of windows over the main screen."""

from chronoterm.commands.command import Command, Group, Place

COMMANDS = (
    Command("query.keep", ("enter",), "Keep", "Keep the filter as chips.", Group.QUERY, (Place.QUERY,)),
    Command(
        "query.cancel", ("escape",), "Cancel", "Back to exactly what was before.", Group.QUERY, (Place.QUERY,)
    ),
    Command(
        "query.complete",
        ("tab",),
        "Complete",
        "Take the name that is offered; again for the next one.",
        Group.QUERY,
        (Place.QUERY,),
    ),
    Command(
        "query.earlier",
        ("up",),
        "Earlier",
        "An earlier filter; so back through all.",
        Group.QUERY,
        (Place.QUERY,),
    ),
    Command("query.later", ("down",), "Later", "A later one again.", Group.QUERY, (Place.QUERY,)),
    Command(
        "query.page_down", ("pagedown",), "Page down", "The list one page down.", Group.QUERY, (Place.QUERY,)
    ),
    Command("query.page_up", ("pageup",), "Page up", "The list one page up.", Group.QUERY, (Place.QUERY,)),
    Command(
        "query.edit",
        ("backspace",),
        "Edit",
        "Where nothing is typed: take the newest chip back into the prompt.",
        Group.QUERY,
        (Place.QUERY,),
    ),
    Command("strip.left", ("left", "h"), "Left", "One bar back.", Group.STRIP, (Place.STRIP,)),
    Command("strip.right", ("right", "l"), "Right", "One bar on.", Group.STRIP, (Place.STRIP,)),
    Command(
        "strip.extend_left",
        ("shift+left",),
        "Mark left",
        "Mark a range while moving back.",
        Group.STRIP,
        (Place.STRIP,),
    ),
    Command(
        "strip.extend_right",
        ("shift+right",),
        "Mark right",
        "Mark a range while moving on.",
        Group.STRIP,
        (Place.STRIP,),
    ),
    Command("strip.first", ("home", "g"), "First", "To the first bar.", Group.STRIP, (Place.STRIP,)),
    Command("strip.last", ("end", "G"), "Last", "To the last bar.", Group.STRIP, (Place.STRIP,)),
    Command("strip.mark", ("space",), "Mark", "Begin a range here, or end it.", Group.STRIP, (Place.STRIP,)),
    Command(
        "strip.take", ("enter",), "Take", "Filter by the range, or by this bar.", Group.STRIP, (Place.STRIP,)
    ),
    Command("picker.down", ("down",), "Down", "Next value.", Group.PICKER, (Place.PICKER,)),
    Command("picker.up", ("up",), "Up", "Previous value.", Group.PICKER, (Place.PICKER,)),
    Command("picker.page_down", ("pagedown",), "Page down", "One page down.", Group.PICKER, (Place.PICKER,)),
    Command("picker.page_up", ("pageup",), "Page up", "One page up.", Group.PICKER, (Place.PICKER,)),
    Command(
        "picker.mark",
        ("space",),
        "Several",
        "Choose several: records with any of them.",
        Group.PICKER,
        (Place.PICKER,),
    ),
    Command(
        "picker.exclude",
        ("-",),
        "Without",
        "Leave out the records with this value.",
        Group.PICKER,
        (Place.PICKER,),
    ),
    Command(
        "picker.apply",
        ("enter",),
        "Filter",
        "Filter by what is chosen, else by the value under the cursor.",
        Group.PICKER,
        (Place.PICKER,),
    ),
    Command(
        "picker.cancel", ("escape",), "Cancel", "Close and change nothing.", Group.PICKER, (Place.PICKER,)
    ),
    Command(
        "sorting.add",
        ("space", "+"),
        "Also",
        "Sort by this column too, after those chosen; again turns it round.",
        Group.SORTING,
        (Place.SORTING,),
    ),
    Command(
        "sorting.drop",
        ("-", "backspace"),
        "Drop",
        "Take the last column off again.",
        Group.SORTING,
        (Place.SORTING,),
    ),
    Command(
        "sorting.apply",
        ("enter",),
        "Sort",
        "Sort by the columns chosen, else by this one alone.",
        Group.SORTING,
        (Place.SORTING,),
    ),
    Command(
        "sorting.cancel", ("escape",), "Cancel", "Close and change nothing.", Group.SORTING, (Place.SORTING,)
    ),
    Command("saved.down", ("j", "down"), "Down", "Next saved filter.", Group.VIEWS, (Place.SAVED,)),
    Command("saved.up", ("k", "up"), "Up", "The one before.", Group.VIEWS, (Place.SAVED,)),
    Command(
        "saved.open", ("enter",), "Open", "Filter and sort as it was saved.", Group.VIEWS, (Place.SAVED,)
    ),
    Command(
        "saved.pick",
        tuple("123456789"),
        "Open",
        "Open the one of that number.",
        Group.VIEWS,
        (Place.SAVED,),
    ),
    Command(
        "saved.default",
        ("*",),
        "Default",
        "Begin with this one whenever the store is opened, or no longer.",
        Group.VIEWS,
        (Place.SAVED,),
    ),
    Command(
        "saved.delete",
        ("d", "delete"),
        "Delete",
        "Delete it; asks for the key once more.",
        Group.VIEWS,
        (Place.SAVED,),
    ),
    Command(
        "saved.cancel",
        ("escape", "q", "v"),
        "Close",
        "Close and change nothing.",
        Group.VIEWS,
        (Place.SAVED,),
    ),
    Command("prompt.apply", ("enter",), "Go", "Take what was typed.", Group.PROMPT, (Place.PROMPT,)),
    Command(
        "prompt.cancel", ("escape",), "Cancel", "Close and change nothing.", Group.PROMPT, (Place.PROMPT,)
    ),
    Command("window.down", ("j", "down"), "Down", "One line down.", Group.WINDOW, (Place.WINDOW,)),
    Command("window.up", ("k", "up"), "Up", "One line up.", Group.WINDOW, (Place.WINDOW,)),
    Command(
        "window.page_down",
        ("pagedown", "ctrl+d"),
        "Page down",
        "One page down.",
        Group.WINDOW,
        (Place.WINDOW,),
    ),
    Command("window.page_up", ("pageup", "ctrl+u"), "Page up", "One page up.", Group.WINDOW, (Place.WINDOW,)),
    Command("window.first", ("g", "home"), "Top", "To the top.", Group.WINDOW, (Place.WINDOW,)),
    Command("window.last", ("G", "end"), "End", "To the end.", Group.WINDOW, (Place.WINDOW,)),
    Command(
        "window.close",
        ("escape", "q", "enter", "?", "f1"),
        "Close",
        "Close the text.",
        Group.WINDOW,
        (Place.WINDOW,),
    ),
)
