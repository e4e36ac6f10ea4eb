"""What somebody may do with a store, and with the machine that it lies on.

A command names what it needs; what is not allowed has no key, and stands in no footer, palette or help.
"""

from enum import Enum, auto
from typing import NamedTuple


class Need(Enum):
    """What a command does that not everybody may do everywhere."""

    EDITING = auto()
    """Records, actors, places and series are changed, for everybody."""

    ANNOTATING = auto()
    """A star, a tag or a comment is made: in the store, or in a file of the user's own."""

    KEEPING = auto()
    """Something is kept for this user alone: saved filters, the last copy."""

    EDITOR = auto()
    """A record is changed in another program."""

    SUSPENDING = auto()
    """The terminal is given back to the shell for a while."""

    OTHER_FILES = auto()
    """A file is read or written that is neither the store nor what belongs to it."""

    LINKS = auto()
    """An address is opened in a browser."""


class Rights(NamedTuple):
    """What is allowed in one run of the program.

    `edits`: the store may be changed. `keeps`: there is a folder for what is the user's own. `restricted`: the user
    may have nothing of the machine but this store.
    """

    edits: bool = True
    keeps: bool = True
    restricted: bool = False

    def allow(self, need: Need | None) -> bool:
        """Whether a command with this need is there; what needs nothing always is."""
        match need:
            case None:
                return True
            case Need.EDITING:
                return self.edits
            case Need.ANNOTATING:
                return self.edits or self.keeps
            case Need.KEEPING:
                return self.keeps
            case Need.EDITOR:
                return self.edits and not self.restricted
            case Need.SUSPENDING | Need.OTHER_FILES | Need.LINKS:
                return not self.restricted


ALL_RIGHTS = Rights()
"""Those of somebody at home: everything."""
