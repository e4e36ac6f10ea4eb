"""The commands of the windows in which records, actors, places and notes are edited."""

from chronoterm.commands.command import Command, Group, Place


def _field(id_: str, keys: tuple[str, ...], label: str, help_: str) -> Command:
    return Command(f"field.{id_}", keys, label, help_, Group.FIELD, (Place.FIELD,))


def _relation(id_: str, key: str, label: str, help_: str) -> Command:
    return Command(f"relation.{id_}", (key,), label, help_, Group.RELATION, (Place.RELATION,))


_SAVE = ("ctrl+s", "f2")

_FORM = (
    Command(
        "form.save", _SAVE, "Save", "Save; where something is wrong, go to it.", Group.FORM, (Place.FORM,)
    ),
    Command(
        "form.leave",
        ("escape",),
        "Leave",
        "Close the list of names, else the form; asks where something was changed.",
        Group.FORM,
        (Place.FORM,),
    ),
    Command(
        "form.next",
        ("tab",),
        "Next",
        "Take the name that is offered, else to the next field.",
        Group.FORM,
        (Place.FORM,),
    ),
    Command("form.previous", ("shift+tab",), "Back", "To the field before.", Group.FORM, (Place.FORM,)),
    Command(
        "form.drop_draft",
        ("ctrl+x",),
        "Drop draft",
        "Drop what was restored from the last time.",
        Group.FORM,
        (Place.FORM,),
    ),
)

_FIELD = (
    _field(
        "enter",
        ("enter",),
        "Enter",
        "Take the name under the cursor, else to the next field; in a text of several lines, a new line.",
    ),
    _field("down", ("down",), "Down", "A line on, or the next name offered, or the next field."),
    _field("up", ("up",), "Up", "A line back, or the name before, or the field before."),
    _field("page_down", ("pagedown",), "Page down", "Some fields on."),
    _field("page_up", ("pageup",), "Page up", "Some fields back."),
    _field("top", ("ctrl+home",), "Top", "To the first field."),
    _field("bottom", ("ctrl+end",), "End", "To the last field."),
    _field("left", ("left", "ctrl+b"), "Left", "A letter back, or the choice before."),
    _field("right", ("right", "ctrl+f"), "Right", "A letter on, or the next choice."),
    _field("word_left", ("ctrl+left",), "Word left", "To the beginning of the word."),
    _field("word_right", ("ctrl+right",), "Word right", "To the next word."),
    _field("line_start", ("home", "ctrl+a"), "Line start", "To the beginning of the line."),
    _field("line_end", ("end", "ctrl+e"), "Line end", "To the end of the line."),
    _field("delete_left", ("backspace",), "Delete", "Delete the letter before the cursor."),
    _field("delete_right", ("delete", "ctrl+d"), "Delete right", "Delete the letter under the cursor."),
    _field("delete_word", ("ctrl+w",), "Delete word", "Delete the word before the cursor."),
    _field("delete_before", ("ctrl+u",), "Delete before", "Delete the line up to the cursor."),
    _field("delete_after", ("ctrl+k",), "Delete after", "Delete the line from the cursor on."),
    _field("undo", ("ctrl+underscore",), "Undo", "Take back what was typed last."),
)

_CONFLICT = (
    Command("conflict.down", ("j", "down"), "Down", "Next field.", Group.CONFLICT, (Place.CONFLICT,)),
    Command("conflict.up", ("k", "up"), "Up", "The field before.", Group.CONFLICT, (Place.CONFLICT,)),
    Command(
        "conflict.page_down", ("pagedown",), "Page down", "A page on.", Group.CONFLICT, (Place.CONFLICT,)
    ),
    Command("conflict.page_up", ("pageup",), "Page up", "A page back.", Group.CONFLICT, (Place.CONFLICT,)),
    Command(
        "conflict.theirs",
        ("left", "h"),
        "Theirs",
        "Take their text of the field.",
        Group.CONFLICT,
        (Place.CONFLICT,),
    ),
    Command(
        "conflict.mine",
        ("right", "l"),
        "Yours",
        "Take your text of the field.",
        Group.CONFLICT,
        (Place.CONFLICT,),
    ),
    Command(
        "conflict.all_theirs",
        ("1",),
        "All theirs",
        "Take their text of all fields.",
        Group.CONFLICT,
        (Place.CONFLICT,),
    ),
    Command(
        "conflict.all_mine",
        ("2",),
        "All yours",
        "Take your text of all fields.",
        Group.CONFLICT,
        (Place.CONFLICT,),
    ),
    Command(
        "conflict.save", ("enter", *_SAVE), "Save", "Save what is chosen.", Group.CONFLICT, (Place.CONFLICT,)
    ),
    Command(
        "conflict.cancel",
        ("escape",),
        "Back",
        "Back to the form; nothing is written.",
        Group.CONFLICT,
        (Place.CONFLICT,),
    ),
)

_CONFIRM = (
    Command("confirm.yes", ("y",), "Yes", "Do it.", Group.CONFIRM, (Place.CONFIRM,)),
    Command(
        "confirm.no", ("n", "escape"), "No", "Leave everything as it is.", Group.CONFIRM, (Place.CONFIRM,)
    ),
    Command(
        "leaving.discard",
        ("y",),
        "Discard",
        "On leaving: what was typed goes.",
        Group.CONFIRM,
        (Place.LEAVING,),
    ),
    Command(
        "leaving.stay",
        ("n", "escape"),
        "Stay",
        "On leaving: back to what was typed.",
        Group.CONFIRM,
        (Place.LEAVING,),
    ),
    Command("leaving.save", ("s",), "Save", "On leaving: save it.", Group.CONFIRM, (Place.LEAVING,)),
)

_RELATION = (
    Command("relation.down", ("j", "down"), "Down", "Next relation.", Group.RELATION, (Place.RELATION,)),
    Command("relation.up", ("k", "up"), "Up", "The one before.", Group.RELATION, (Place.RELATION,)),
    _relation("background", "b", "Background", "It is background of the other; again takes that back."),
    _relation("asserts", "a", "Asserts", "It asserts what the other tells."),
    _relation("restates", "r", "Restates", "It says the same again."),
    _relation("updates", "u", "Updates", "It brings the other up to date."),
    _relation("denies", "d", "Denies", "It denies the other."),
    _relation("corroborates", "c", "Corroborates", "It bears the other out."),
    _relation("same_event", "e", "Same event", "Both tell of one event."),
    _relation("take", "enter", "Take", "The relation under the cursor."),
    Command(
        "relation.cancel",
        ("escape", "q"),
        "Cancel",
        "Close and change nothing.",
        Group.RELATION,
        (Place.RELATION,),
    ),
)

_TAGS = (
    Command("tags.down", ("down",), "Down", "Next tag.", Group.TAGS, (Place.TAGS,)),
    Command("tags.up", ("up",), "Up", "The tag before.", Group.TAGS, (Place.TAGS,)),
    Command("tags.page_down", ("pagedown",), "Page down", "One page down.", Group.TAGS, (Place.TAGS,)),
    Command("tags.page_up", ("pageup",), "Page up", "One page up.", Group.TAGS, (Place.TAGS,)),
    Command(
        "tags.take",
        ("enter",),
        "Add",
        "Give the tag or take it away; where nothing is typed, save.",
        Group.TAGS,
        (Place.TAGS,),
    ),
    Command(
        "tags.mark",
        ("space",),
        "Mark",
        "Give the tag under the cursor or take it away, where nothing is typed.",
        Group.TAGS,
        (Place.TAGS,),
    ),
    Command("tags.save", _SAVE, "Save", "Save the tags as they are marked.", Group.TAGS, (Place.TAGS,)),
    Command("tags.cancel", ("escape",), "Cancel", "Close and change nothing.", Group.TAGS, (Place.TAGS,)),
)

_COMMENT = (
    Command("comment.save", _SAVE, "Save", "Save the comment.", Group.COMMENT, (Place.COMMENT,)),
    Command(
        "comment.page_down",
        ("pagedown",),
        "Page down",
        "On in the comments that are there.",
        Group.COMMENT,
        (Place.COMMENT,),
    ),
    Command("comment.page_up", ("pageup",), "Page up", "Back in them.", Group.COMMENT, (Place.COMMENT,)),
    Command(
        "comment.leave",
        ("escape",),
        "Leave",
        "Close; asks where something was typed.",
        Group.COMMENT,
        (Place.COMMENT,),
    ),
)

COMMANDS = (*_FORM, *_FIELD, *_CONFLICT, *_CONFIRM, *_RELATION, *_TAGS, *_COMMENT)
