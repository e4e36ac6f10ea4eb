"""The fields of a proposal: what stands in each, how it was found, and what should be looked at."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from textual import events

from chronoterm.cells import fit, width, wrap
from chronoterm.edits import Table
from chronoterm.importers.proposals import Flag
from chronoterm.reviewing.fields import (
    Field,
    Slot,
    field_named,
    ids_in,
    label_of_field,
    slots,
    value_words,
    why_of,
)
from chronoterm.reviewing.naming import Known, is_new, label_of
from chronoterm.reviewing.review import Item, Review
from chronoterm.text import clean, clean_block, isolate
from chronoterm.widgets.line_widget import Piece
from chronoterm.widgets.messages import WidgetMessage
from chronoterm.widgets.review_pane import ReviewPane

CURSOR_MARK = "▸"
LABEL = 10
FLAG = "! "
EMPTY = "–"
BETWEEN = "  "


class FieldLine(NamedTuple):
    """A line of a field, of the slot with that number; of none where it is about the whole proposal."""

    slot: int | None
    pieces: tuple[Piece, ...]


class ReviewFields(ReviewPane, can_focus=False):
    """Shows the fields of an item; a cursor is on one of them while the keys are here."""

    @dataclass
    class Clicked(WidgetMessage):
        """A field was clicked."""

        slot: int

    def __init__(self, known: Known, *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._known = known
        self._shown: tuple[Review, Item] | None = None
        self._lines: list[FieldLine] = []
        self._cursor: int | None = None

    def show(self, review: Review, item: Item | None, cursor: int | None) -> None:
        """Show an item, from its top where it is another one; without a cursor the keys are elsewhere."""
        is_other = self._shown is None or item is None or self._shown[1].id != item.id
        self._shown, self._cursor = (None if item is None else (review, item)), cursor
        self._lay(top=0 if is_other else None)

    @property
    def number(self) -> int:
        """How many fields there are."""
        return 0 if self._shown is None else len(slots(*self._shown))

    def _lay(self, *, top: int | None = None) -> None:
        self._lines = list(field_lines(*self._shown, self._known, self.cells)) if self._shown else []
        self.total = len(self._lines)
        self._bring(self.top if top is None else top)

    def _bring(self, top: int) -> None:
        """Show all lines of the field with the cursor, its first ones where there are too many."""
        lines = [n for n, each in enumerate(self._lines) if each.slot == self._cursor]
        if self._cursor is not None and lines:
            top = max(top, lines[-1] - self.size.height + 1)
            top = min(top, 0 if self._cursor == 0 else lines[0])
        self.go_to(top)

    def pieces_of(self, line: int) -> Sequence[Piece]:
        """A line, with the cursor where it is on its field."""
        slot, pieces = self._lines[line]
        if slot is None or slot != self._cursor:
            return (Piece(" "), *pieces)
        is_first = line == 0 or self._lines[line - 1].slot != slot
        here = [each._replace(part=f"{each.part} cursor") for each in pieces]
        return (Piece(CURSOR_MARK if is_first else " ", "cursor"), *here)

    def on_resize(self) -> None:
        """Wrap anew."""
        self._lay()

    def on_click(self, event: events.Click) -> None:
        """Say which field was clicked."""
        at = self.clicked_at(event)
        slot = self._lines[at[0]].slot if at else None
        if slot is not None:
            self.post_message(self.Clicked(self, slot))


def field_lines(review: Review, item: Item, known: Known, cells: int) -> Iterator[FieldLine]:
    """The lines of an item, `cells` wide with one before them for the cursor."""
    cells = max(LABEL + 2, cells - 1)
    for flag in item.flags:
        if field_named(flag.field) is None:
            yield from (FieldLine(None, (piece,)) for piece in _flag(flag, cells))
    for number, slot in enumerate(slots(review, item)):
        yield from _lines_of(review, item, number, slot, known, cells)
    for line, row in enumerate(wrap(clean(_origin(item)), cells - LABEL)):
        yield FieldLine(None, (Piece(fit("" if line else "Found", LABEL), "label"), Piece(row, "faint")))


def _origin(item: Item) -> str:
    """Where in the article a proposal was found, by which words, and why it is one of its own."""
    proposal = item.proposal
    parts = [
        *([f"in the {proposal.section}"] if proposal.section else []),
        *([f"“{proposal.act}”"] if proposal.act else []),
        *([proposal.rules["spans"]] if "spans" in proposal.rules else []),
    ]
    return "; ".join(parts)


def _lines_of(  # noqa: PLR0913, PLR0917 - each is a thing of its own
    review: Review, item: Item, number: int, slot: Slot, known: Known, cells: int
) -> Iterator[FieldLine]:
    label = fit(label_of_field(item, slot.field) if not slot.number else "", LABEL)
    words = clean_block(value_words(review, item, slot, known))
    is_said = words or slot.field.value in item.edited
    rule = clean(why_of(review, item, slot)) if is_said else ""
    rows = wrap(words, cells - LABEL) or [EMPTY]
    tone = _tone(review, item, slot, known) if words else "faint"
    for line, row in enumerate(rows):
        before = label if not line else " " * LABEL
        pieces = [Piece(before, "label"), Piece(row, tone)]
        is_last = line == len(rows) - 1
        if is_last and rule and width(row) + width(rule) + len(BETWEEN) + LABEL <= cells:
            pieces.append(Piece(f"{BETWEEN}{isolate(rule)}", "faint"))
            rule = ""
        yield FieldLine(number, tuple(pieces))
    for row in wrap(rule, cells - LABEL):
        yield FieldLine(number, (Piece(" " * LABEL, "label"), Piece(row, "faint")))
    if slot.number:
        return
    for flag in item.flags:
        if field_named(flag.field) is slot.field:
            yield from (
                FieldLine(number, (Piece(" " * LABEL, "label"), piece))
                for piece in _flag(flag, cells - LABEL)
            )
    if new := _new_names(review, item, slot.field, known):
        for row in wrap(new, cells - LABEL):
            yield FieldLine(number, (Piece(" " * LABEL, "label"), Piece(row, "new")))


def _flag(flag: Flag, cells: int) -> list[Piece]:
    rows = wrap(clean(flag.why), cells - len(FLAG))
    return [Piece(f"{FLAG if not n else ' ' * len(FLAG)}{row}", "flag") for n, row in enumerate(rows)]


def _tone(review: Review, item: Item, slot: Slot, known: Known) -> str:
    if slot.field is Field.KIND:
        return item.proposal.kind.value
    if slot.field is Field.QUOTE:
        return "words"
    return "new" if _new_names(review, item, slot.field, known) else ""


def _new_names(review: Review, item: Item, field: Field, known: Known) -> str:
    """Which names of a field nobody knew before, in a sentence."""
    table = Table.PLACES if field is Field.PLACES else Table.ACTORS
    names = [label_of(review, each, table, known) for each in ids_in(item, field) if is_new(review, each)]
    return f"+ new: {'; '.join(names)}" if names else ""
