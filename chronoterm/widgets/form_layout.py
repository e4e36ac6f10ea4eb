"""How the fields of a form lie on the lines of a pane: labels, texts broken into rows, and what is said of them."""

from collections.abc import Iterator
from typing import NamedTuple

from chronoterm.cells import wrap
from chronoterm.widgets.form_field import FieldState
from chronoterm.widgets.form_rows import Row, rows_of

MARKS = 2
"""Cells before a label: where the cursor is, and whether the field is changed or wrong."""

WIDE = 90
"""Cells from which what is said of a field stands beside it."""

LABELS = (8, 15)
"""Cells of the labels, least and most."""

MOST_NOTE = 3
"""Lines that are said of a field with the cursor; of another one it is one."""

GAP = 2


class Layout(NamedTuple):
    """The cells of labels, texts and notes; without cells of their own, notes stand below the texts."""

    cells: int
    label: int
    text: int
    note: int

    @property
    def text_x(self) -> int:
        """The cell in which texts begin."""
        return MARKS + self.label

    @classmethod
    def of(cls, cells: int, *, with_labels: bool = True) -> "Layout":
        """The layout for a width."""
        label = max(LABELS[0], min(LABELS[1], cells // 5)) if with_labels else 0
        room = cells - MARKS - label
        note = room // 3 if cells >= WIDE and with_labels else 0
        return cls(cells, label, max(1, room - (note + GAP if note else 1)), note)


class FieldLine(NamedTuple):
    """A line of the pane: of the field of a number, or a heading where that is -1.

    It has a `row` of the field's text, a `note`, or both; `first` on the first line of the field.
    """

    number: int
    row: Row | None = None
    note: str = ""
    first: bool = False
    heading: str = ""


def field_lines(number: int, state: FieldState, layout: Layout, *, here: bool) -> Iterator[FieldLine]:
    """The lines of a field; `here` when the cursor is in it."""
    rows = [Row(0, len(state.now.text))] if state.choices else rows_of(state.now.text, layout.text)
    notes = _notes(state, layout, here=here)
    if layout.note:
        for place in range(max(len(rows), len(notes))):
            row = rows[place] if place < len(rows) else None
            yield FieldLine(number, row, notes[place] if place < len(notes) else "", place == 0)
    else:
        for place, row in enumerate(rows):
            yield FieldLine(number, row, first=place == 0)
        for note in notes:
            yield FieldLine(number, note=note)


def _notes(state: FieldState, layout: Layout, *, here: bool) -> list[str]:
    """What is said of a field, line by line; below a text with the cursor there is a line even if that is empty.

    Else every letter that makes or ends a remark would move all that stands below.
    """
    said = state.said or (state.field.help if here else "")
    text = f"! {said}" if state.is_fault else said
    most = MOST_NOTE if here else 1
    lines = wrap(text, layout.note or layout.text)
    if len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1]} …"]
    return lines or ([""] if here and not layout.note else [])
