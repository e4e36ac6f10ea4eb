"""The commands of reviews: of what is proposed of an imported article."""

from chronoterm.commands.command import Command, Group, Place
from chronoterm.modes import Need


def _review(id_: str, keys: tuple[str, ...], label: str, help_: str) -> Command:
    return Command(f"review.{id_}", keys, label, help_, Group.REVIEW, (Place.REVIEW,))


def _parting(id_: str, keys: tuple[str, ...], label: str, help_: str) -> Command:
    return Command(f"parting.{id_}", keys, label, help_, Group.PARTING, (Place.PARTING,))


def _reviews(id_: str, keys: tuple[str, ...], label: str, help_: str) -> Command:
    return Command(f"reviews.{id_}", keys, label, help_, Group.REVIEWS, (Place.REVIEWS,))


def _entry(id_: str, keys: tuple[str, ...], label: str, help_: str) -> Command:
    return Command(f"entry.{id_}", keys, label, help_, Group.ENTRY, (Place.ENTRY,))


_MAIN = (
    Command(
        "import.review",
        ("i",),
        "Review imports",
        "Review what is proposed of imported articles; `chronoterm import FILE` brings them in.",
        Group.IMPORTS,
        needs=Need.EDITING,
    ),
)

_REVIEW = (
    _review("down", ("j", "down"), "Down", "Next proposal; in the fields, the next field."),
    _review("up", ("k", "up"), "Up", "The one before."),
    _review("first", ("g", "home"), "First", "To the first proposal."),
    _review("last", ("G", "end"), "Last", "To the last one."),
    _review("next", ("n",), "Next waiting", "To the next proposal that waits."),
    _review("other", ("tab",), "Fields", "To the fields of the proposal, and back."),
    _review("enter", ("enter",), "Edit", "To the fields; there, edit the one under the cursor."),
    _review("accept", ("y", "a"), "Accept", "It is right as it stands."),
    _review("reject", ("x",), "Reject", "It should be no record, and is not proposed again."),
    _review("accept_all", ("A",), "All unflagged", "Accept whatever waits and has no flag; asks first."),
    _review(
        "clear",
        ("c", "delete"),
        "Clear",
        "In the fields: empty the one under the cursor, or drop the relation.",
    ),
    _review("kind", ("K",), "Kind", "Round: event, statement, forecast."),
    _review("swap", ("w",), "Swap dates", "The date is what is spoken of, and the other way round."),
    _review(
        "name",
        ("l",),
        "Name",
        "Say of a name that nobody knows whose it is: another name of somebody known, or a new one.",
    ),
    _review("split", ("s",), "Split", "Make two of it; asks where."),
    _review("merge", ("m",), "Merge", "Make one of it and the next in the article."),
    _review("undo", ("u",), "Undo", "Take the last decision back."),
    _review(
        "store", ("S",), "Store", "Store what is accepted, as one step that can be undone; so does leaving."
    ),
    _review("text_down", ("pagedown", "ctrl+d"), "Page down", "The article a page on."),
    _review("text_up", ("pageup", "ctrl+u"), "Page up", "The article a page back."),
    _review("help", ("?", "f1"), "Help", "The keys of a review."),
    _review(
        "leave",
        ("escape", "q"),
        "Leave",
        "Back to the proposals; from there, store what is accepted and leave. What waits is kept.",
    ),
)

_PARTING = (
    _parting("left", ("left", "h"), "Left", "A word back."),
    _parting("right", ("right", "l"), "Right", "A word on."),
    _parting("up", ("up", "k"), "Up", "To the sentence before."),
    _parting("down", ("down", "j"), "Down", "To the next sentence."),
    _parting("take", ("enter", "s"), "Split here", "The second part begins here."),
    _parting("cancel", ("escape", "q"), "Cancel", "Leave it whole."),
)

_ENTRY = (
    _entry(
        "enter",
        ("enter",),
        "Save",
        "Take the name under the cursor, else save; in a text of several lines, a new line.",
    ),
    _entry("complete", ("tab",), "Complete", "Take the name that is offered."),
    _entry("save", ("ctrl+s", "f2"), "Save", "Save; where something is wrong, say so."),
    _entry("leave", ("escape",), "Cancel", "Close the list of names, else leave the field as it was."),
)

_REVIEWS = (
    _reviews("down", ("j", "down"), "Down", "Next article."),
    _reviews("up", ("k", "up"), "Up", "The one before."),
    _reviews("open", ("enter",), "Review", "Go on with the review of the article."),
    _reviews("cancel", ("escape", "q", "i"), "Close", "Close and review nothing."),
)

COMMANDS = (*_MAIN, *_REVIEW, *_PARTING, *_ENTRY, *_REVIEWS)
