"""Where the cursor goes when somebody else has deleted its record, or changed it out of the filters."""

from chronoterm.chronology.view import View

NEAR = 64
"""Records looked at on either side."""


def survivor(old: View, position: int, new: View) -> str | None:
    """The record at a position of the old view, else the next of those near it that the new view has too."""
    first = max(0, position - NEAR)
    rows = old.window(first, 2 * NEAR)
    ids = [row.entry.id for row in rows]
    here = position - first
    for each in (*ids[here:], *reversed(ids[:here])):
        if new.position(each) is not None:
            return each
    return None
