"""Several edits as one step."""

from collections.abc import Callable, Iterable

from chronoterm.editing.steps import Fetch
from chronoterm.edits import Document, Edit, Table, change, changed


def together(does: str, makers: Iterable[Callable[[Fetch], Edit | None]], fetch: Fetch) -> Edit | None:
    """One edit that does what several would, each made of what the ones before it leave; none if nothing changes."""
    now: dict[tuple[Table, str], Document | None] = {}

    def as_left(table: Table, id_: str) -> Document | None:
        return now[table, id_] if (table, id_) in now else fetch(table, id_)

    for make in makers:
        edit = make(as_left)
        for each in edit.changes if edit else ():
            now[each.table, each.id] = changed(each, as_left(each.table, each.id))
    changes = (change(table, id_, fetch(table, id_), left) for (table, id_), left in now.items())
    found = tuple(each for each in changes if each is not None)
    return Edit(does, found) if found else None
