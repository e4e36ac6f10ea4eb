"""What the tests of reviewing share: a review that has begun, somebody who decides, and the names of a store."""

from chronoterm.dates import PartialDate
from chronoterm.editing.lists import Piece
from chronoterm.edits import Table
from chronoterm.reviewing.entering import Editor
from chronoterm.reviewing.fields import Field, Slot
from chronoterm.reviewing.review import Review, begun
from tests.review_examples import TEXT, extraction

TODAY = PartialDate.parse("2024-06-01")
KNOWN = {Table.ACTORS: {"anna-holmen": "Anna Holmen", "nato": "NATO"}, Table.PLACES: {"NO": "Norway"}}


class KnownNames:
    """A few that a store knows."""

    def id_of(self, table: Table, piece: Piece) -> str | None:
        """The id of exactly that name."""
        return next((id_ for id_, name in KNOWN[table].items() if piece.text in (id_, name)), None)

    def label(self, table: Table, id_: str) -> str:
        """The name of an id."""
        return KNOWN[table].get(id_, id_)


EDITOR = Editor("ada", KnownNames(), TODAY)
HEADLINE, DATE, OTHER, QUOTE_1 = (
    Slot(each) for each in (Field.HEADLINE, Field.DATE, Field.OTHER, Field.QUOTE)
)


def review() -> Review:
    return begun(extraction(), TEXT)
