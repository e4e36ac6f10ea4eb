"""What an edit changes, for people to read: each record, and below it each field before and after."""

from collections.abc import Iterable, Sequence

from chronoterm.cells import cut, width
from chronoterm.chronology.view import Chronology
from chronoterm.editing.comparing import differences
from chronoterm.editing.fields import Form
from chronoterm.editing.steps import title_of
from chronoterm.edits import Document
from chronoterm.records import Entry
from chronoterm.text import clean, isolate

MOST_LINES = 20
WIDE = 200
"""Cells of a line where there is no terminal to be as wide as."""

ARROW, NOTHING = " → ", "–"
_AROUND = 12
"""Cells before the first difference that are shown of a long text."""


def head(id_: str, document: Document, entry: Entry | None, cells: int | None) -> str:
    """A line for a document: its id, its date if it is a record, and its title."""
    parts = (id_, entry.date_label if entry else "", title_of(document))
    return _line("  ".join(clean(each) for each in parts if each), cells)


def fields(
    before: Document, after: Document, form: Form, chronology: Chronology, cells: int | None
) -> list[str]:
    """A line for each field that differs: `  tags: training → training, kursk`."""
    return [
        change_line(each.field, each.theirs, each.mine, cells)
        for each in differences(before, before, after, form, chronology)
    ]


def below(text: str, cells: int | None) -> str:
    """A line below the head of a document."""
    return _line(f"  {clean(text)}", cells)


def first_lines(blocks: Iterable[Sequence[str]], total: int) -> tuple[str, ...]:
    """The lines of the first blocks, as many as may stand there, and how many of `total` are left out.

    No more blocks are asked for than are shown.
    """
    lines: list[str] = []
    for number, block in enumerate(blocks):
        if lines and len(lines) + len(block) > MOST_LINES:
            return (*lines, f"… and {total - number:,} more")
        lines += block[:MOST_LINES]
    return tuple(lines)


def change_line(field: str, was: str, now: str, cells: int | None) -> str:
    """A line with a field before and after, cut so that the first difference is to be seen."""
    start = f"  {clean(field)}: "
    was, now = (clean(each) or NOTHING for each in (was, now))
    room = max(20, (cells or WIDE) - width(start) - width(ARROW))
    if width(was) + width(now) > room:
        was, now = _from_difference(was, now, room // 2)
    return isolate(f"{start}{was}{ARROW}{now}")


def _from_difference(was: str, now: str, room: int) -> tuple[str, str]:
    """Both texts cut to as many cells, so that the first place where they differ is to be seen."""
    pairs = enumerate(zip(was, now, strict=False))
    place = next((number for number, (one, other) in pairs if one != other), min(len(was), len(now)))
    start = place - _AROUND if place > room // 2 else 0
    lead = "…" if start else ""
    return cut(f"{lead}{was[start:]}", room), cut(f"{lead}{now[start:]}", room)


def _line(text: str, cells: int | None) -> str:
    return isolate(cut(text, cells or WIDE))
