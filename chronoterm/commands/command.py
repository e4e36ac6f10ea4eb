"""What a command is, where its keys work, and under which heading the help tells it."""

from enum import Enum
from typing import NamedTuple

from chronoterm.modes import Need


class Group(Enum):
    """Headings of the help, in its order."""

    MOVE = "Move"
    READ = "Read"
    EDIT = "Edit"
    NOTE = "Stars, tags, comments"
    FILTER = "Filter"
    TIME = "Time"
    SORT = "Sort"
    SAVED = "Saved filters"
    IMPORTS = "Imports"
    INSTRUMENTS = "Instruments"
    OUT = "Copies and files"
    PROGRAM = "Program"
    QUERY = "While a filter is typed"
    STRIP = "In the strip of time"
    PICKER = "In a list of values"
    SORTING = "In the list of columns"
    VIEWS = "In the list of saved filters"
    PROMPT = "In a prompt"
    WINDOW = "In a text to read"
    FORM = "In a form"
    FIELD = "In a field of a form"
    CONFLICT = "Where two changed the same"
    CONFIRM = "Where a question is asked"
    RELATION = "In the list of relations"
    TAGS = "In the list of tags"
    COMMENT = "In a comment"
    REVIEW = "In a review"
    PARTING = "Where a proposal is split"
    ENTRY = "In a field of a proposal"
    REVIEWS = "In the list of reviews"
    EXPORTING = "Where a file is chosen"
    INSTRUMENT = "In an instrument"
    KNOWN = "Where a day is asked for"
    LEDGER = "In the claim ledger"
    LINKING = "Where a figure is linked to a series"
    THREAD = "In a thread"
    LANES = "In the lanes"
    SILENCES = "In the list of silences"
    DUE = "In what is due"
    SOURCE_TEXT = "In the text of a source"
    BRIEFING = "In a briefing"
    BRIEFINGS = "In the list of briefings"
    DELTA = "In what is new"


class Place(Enum):
    """Where a key works."""

    PROGRAM = "program"
    CHRONOLOGY = "chronology"
    LIST = "list"
    DETAIL = "detail"
    QUERY = "query"
    STRIP = "strip"
    PICKER = "picker"
    SORTING = "sorting"
    SAVED = "saved"
    PROMPT = "prompt"
    WINDOW = "window"
    FORM = "form"
    FIELD = "field"
    CONFLICT = "conflict"
    CONFIRM = "confirm"
    LEAVING = "leaving"
    RELATION = "relation"
    TAGS = "tags"
    COMMENT = "comment"
    REVIEW = "review"
    PARTING = "parting"
    ENTRY = "entry"
    REVIEWS = "reviews"
    EXPORT = "export"
    INSTRUMENT = "instrument"
    KNOWN = "known"
    LEDGER = "ledger"
    LINKING = "linking"
    THREAD = "thread"
    LANES = "lanes"
    SILENCES = "silences"
    DUE = "due"
    SOURCE_TEXT = "source text"
    BRIEFING = "briefing"
    BRIEFINGS = "briefings"
    DELTA = "delta"


class Command(NamedTuple):
    """Something a person can do. `keys` are Textual's names; `footer` ranks it there, 0 leaves it out."""

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    group: Group
    places: tuple[Place, ...] = (Place.CHRONOLOGY,)
    footer: int = 0
    needs: Need | None = None
    """What it does that is not allowed to everybody; it is there for those alone who may."""

    @property
    def action(self) -> str:
        """The name of the action that carries it out."""
        return self.id.replace(".", "_")
