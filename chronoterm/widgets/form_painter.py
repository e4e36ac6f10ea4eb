"""The lines of a form as pieces with their parts: what the pane gives a style and paints."""

from collections.abc import Iterator
from typing import NamedTuple

from chronoterm.cells import cut, fit, fit_right, width
from chronoterm.text import clean, isolate
from chronoterm.widgets.form_field import FieldState, Offer
from chronoterm.widgets.form_layout import MARKS, FieldLine, Layout
from chronoterm.widgets.form_rows import Row, painted

CURSOR_MARK = "▶"
COUNT_WIDTH = 9
BETWEEN = " "
NONE = "–"


class Part(NamedTuple):
    """A piece of a line; `part` names its style, none the plain one."""

    text: str
    part: str = ""


def line_parts(line: FieldLine, state: FieldState, layout: Layout, *, here: bool) -> list[Part]:
    """A line of a field, from its left to its right end."""
    parts = [_marks(state, here=here) if line.first else Part(" " * MARKS)]
    if layout.label:
        label = fit(state.field.label, layout.label - 1) if line.first else " " * (layout.label - 1)
        parts.append(Part(f"{label} ", "here-label" if here else "label"))
    tone = "fault" if state.is_fault else "note"
    room = layout.text + 1
    if line.row is not None:
        parts += _text_parts(line.row, state, room, here=here)
    elif layout.note:
        parts.append(Part(" " * room))
    else:
        parts.append(Part(fit(line.note, room), tone))
    if layout.note:
        parts.append(Part(f" {fit(line.note, layout.note)}", tone))
    return parts


def _marks(state: FieldState, *, here: bool) -> Part:
    """Where the cursor is, and whether the field is wrong or changed."""
    sign = "!" if state.is_fault else "*" if state.is_touched else " "
    return Part(f"{CURSOR_MARK if here else ' '}{sign}", "fault" if state.is_fault else "mark")


def _text_parts(row: Row, state: FieldState, room: int, *, here: bool) -> list[Part]:
    if state.choices:
        return _choice_parts(state, room) if here else [Part(fit(state.now.text, room))]
    text, cursor = state.now
    if not here or not _is_on(row, text, cursor):
        return [Part(fit(_of_row(text, row.start, row.end, room), room), "field" if here else "")]
    before = painted(text[row.start : cursor])
    if width(before) >= room:
        before = cut(before, room - 1)
    under = _under(text, cursor, row.end) if width(before) < room else ""
    under = under if width(before) + width(under) <= room else " "
    left = room - width(before) - width(under)
    after = _of_row(text, state.now.right, row.end, left) if under.strip() or cursor < row.end else ""
    return [
        Part(isolate(before), "field"),
        Part(under, "cursor"),
        Part(fit(after, left), "field"),
    ]


def _is_on(row: Row, text: str, cursor: int) -> bool:
    """Whether the cursor is on a row; at the end of a broken row it is on the next one."""
    ends_line = row.end == len(text) or text[row.end] == "\n"
    return row.start <= cursor < row.end or (cursor == row.end and ends_line)


def _under(text: str, cursor: int, end: int) -> str:
    """The letter under the cursor, or a space."""
    letter = painted(text[cursor : cursor + 1]) if cursor < end else " "
    return letter if width(letter) else " "


def _of_row(text: str, start: int, end: int, room: int) -> str:
    """What of a row is shown: spaces that reach past its last cell are not."""
    piece = painted(text[start:end])
    return piece if width(piece) <= room else piece.rstrip(" ")


def _choice_parts(state: FieldState, room: int) -> list[Part]:
    """The choices side by side, the one that is taken between signs; where they do not fit, that one alone."""
    options = choice_places(state, room)
    parts = [part for option in options for part in (option.part, Part(BETWEEN, "field"))][:-1]
    return [*parts, Part(" " * max(0, room - sum(width(each.text) for each in parts)), "field")]


class ChoicePlace(NamedTuple):
    """A choice as it is painted, from a cell on."""

    choice: str
    cell: int
    part: Part


def choice_places(state: FieldState, room: int) -> list[ChoicePlace]:
    """Where the choices of a field are painted."""
    now = state.now.text
    every = state.choices if now in state.choices or not now else (now, *state.choices)
    shown = [Part(f"‹{each}›", "chosen") if each == now else Part(f" {each} ", "choice") for each in every]
    if sum(width(each.text) + 1 for each in shown) - 1 > room:
        every = (now,)
        place = state.choices.index(now) + 1 if now in state.choices else 0
        shown = [Part(cut(f"‹{now or NONE}› {place or NONE} of {len(state.choices)}", room), "chosen")]
    options, cell = [], 0
    for choice, part in zip(every, shown, strict=True):
        options.append(ChoicePlace(choice, cell, part))
        cell += width(part.text) + 1
    return options


def offer_parts(offer: Offer, layout: Layout, *, chosen: bool) -> Iterator[Part]:
    """A name that is offered, with its number of records."""
    x = min(layout.text_x, layout.cells // 3)
    room = min(layout.cells - x, layout.text + 1 + layout.text_x - x)
    count = "" if offer.records is None else f"{offer.records:,} "
    number = min(COUNT_WIDTH, room // 2)
    name = f"{CURSOR_MARK if chosen else ' '} {clean(offer.label)}"
    part = "offer-here" if chosen else "offer"
    yield Part(" " * x)
    yield Part(fit(name, room - number) + fit_right(count, number), part)
    yield Part(" " * (layout.cells - x - room))
