"""What a command is, where its keys work, and under which heading the help tells it."""

from enum import Enum
from typing import NamedTuple


class Group(Enum):
    """Headings of the help, in its order."""

    MOVE = "Move"
    READ = "Read"
    FILTER = "Filter"
    TIME = "Time"
    SORT = "Sort"
    SAVED = "Saved filters"
    PROGRAM = "Program"
    QUERY = "While a filter is typed"
    STRIP = "In the strip of time"
    PICKER = "In a list of values"
    SORTING = "In the list of columns"
    VIEWS = "In the list of saved filters"
    PROMPT = "In a prompt"
    WINDOW = "In a text to read"


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


class Command(NamedTuple):
    """Something a person can do. `keys` are Textual's names; `footer` ranks it there, 0 leaves it out."""

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    group: Group
    places: tuple[Place, ...] = (Place.CHRONOLOGY,)
    footer: int = 0

    @property
    def action(self) -> str:
        """The name of the action that carries it out."""
        return self.id.replace(".", "_")
