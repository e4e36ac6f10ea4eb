"""Where the cursor goes when somebody else has deleted its record, or changed it out of the filters."""

from collections.abc import Iterator

from chronoterm.chronology.view import View

NEAR = 64
"""Records looked at on either side."""


def survivor(old: View, position: int, new: View) -> str | None:
    """The record at a position of the old view, else the next of those near it that the new view has too."""
    return next((each for each in _near(old, position) if new.position(each) is not None), None)


def _near(view: View, position: int) -> Iterator[str]:
    """Ids of the record at a position, of those after it, and of those before it; most often the first is enough."""
    first = max(0, position - NEAR)
    yield from _ids(view, position, 1)
    yield from _ids(view, position + 1, first + 2 * NEAR - position - 1)
    yield from reversed(_ids(view, first, position - first))


def _ids(view: View, first: int, number: int) -> list[str]:
    return [row.entry.id for row in view.window(first, number)]
