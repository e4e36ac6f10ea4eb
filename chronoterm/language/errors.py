"""What is said when a text is no query."""

from chronoterm.problems import ChronotermError
from chronoterm.text import clean

_MOST_TOLD = 40


class QueryError(ChronotermError):
    """A text is no query: one sentence, and where in the text the fault lies.

    `column` is counted in characters from 0, `width` is how many to mark, at least one. A fault at the end of the text
    lies one past its last character.
    """

    def __init__(self, message: str, column: int, width: int = 1) -> None:
        super().__init__(message)
        self.column = column
        self.width = max(1, width)


def told(text: str) -> str:
    """A piece of a person's text in quotes, safe to show and bounded in length."""
    head = clean(text[:_MOST_TOLD])
    return f"“{head}…”" if len(text) > _MOST_TOLD else f"“{head}”"
