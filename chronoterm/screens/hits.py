"""Stepping from hit to hit where all records are shown."""

from chronoterm.chronology.view import View

LOOKED_AT = 512
"""Records fetched at a time while the next hit is looked for."""


def neighbour(everything: View, hits: View, position: int, by: int) -> int | None:
    """The position in `everything` of the hit after (`by` 1) or before (-1) a position; none at the end.

    Both stand in one order.
    """
    here = everything.window(position, 1)
    at = hits.position(here[0].entry.id) if here else None
    if at is not None:
        rows = hits.window(at + by, 1) if at + by >= 0 else ()
        return everything.position(rows[0].entry.id) if rows else None
    return _first_hit(everything, hits, position + by, by)


def _first_hit(everything: View, hits: View, start: int, by: int) -> int | None:
    while 0 <= start < everything.count:
        first = start if by > 0 else max(0, start - LOOKED_AT + 1)
        rows = everything.window(first, LOOKED_AT if by > 0 else start - first + 1)
        found = [first + place for place, row in enumerate(rows) if hits.position(row.entry.id) is not None]
        if found:
            return found[0] if by > 0 else found[-1]
        start += by * len(rows)
    return None
