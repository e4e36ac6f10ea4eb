"""The fields of a form below one another, with a cursor in one of them; keys and clicks, and what is painted."""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Offset
from textual.strip import Strip

from chronoterm.cells import fit
from chronoterm.commands import Place
from chronoterm.widgets.form_field import NO_OFFERS, FieldState, Offers
from chronoterm.widgets.form_layout import MARKS, FieldLine, Layout, field_lines
from chronoterm.widgets.form_painter import Part, choice_places, line_parts, offer_parts
from chronoterm.widgets.form_rows import Row, cell_of, place_at, row_of
from chronoterm.widgets.form_text import Typed
from chronoterm.widgets.form_typing import FormTyping
from chronoterm.widgets.keys import bindings

_PARTS = (
    *("label", "here-label", "heading", "note", "fault", "mark", "field", "cursor"),
    *("chosen", "choice", "offer", "offer-here"),
)


class Hooks(NamedTuple):
    """What the window of a form does at once, before the next key is looked at.

    `changed` when a text has changed, `offers` for the names that may be meant, `refuses` for keys, pastes and
    clicks that are not for the form now, `action_for` for what a key means to the window; `says` tells
    a sentence.
    """

    changed: Callable[[], None]
    offers: Callable[[FieldState], Offers]
    refuses: Callable[[events.Key | events.Paste | events.Click], bool]
    action_for: Callable[[str], str | None]
    says: Callable[[str], None]


class FormPane(FormTyping, inherit_bindings=False):
    """Paints the fields, and types in one of them.

    Keys are carried out in the order in which they were typed, those of the window too: as messages they would wait
    their turn behind letters.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.FIELD)
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"form-pane--{each}" for each in _PARTS}

    def __init__(self, states: Sequence[FieldState], hooks: Hooks, *, id: str, labels: bool = True) -> None:  # noqa: A002 - Textual's name
        super().__init__(states, id=id)
        self._hooks = hooks
        self._labels = labels
        self._layout = Layout.of(0)
        self._lines: list[FieldLine] = []
        self._laid: dict[int, tuple[FieldState, bool, Layout, list[FieldLine]]] = {}
        self._painted: dict[int, tuple[tuple[object, ...], Strip]] = {}
        self._offers = NO_OFFERS
        self._offers_at = (0, 0)

    # What the window asks and tells

    def say(self, shown: Mapping[str, str], faults: Mapping[str, str]) -> None:
        """Show what is said of the fields, by their names."""
        self.states = [
            each.with_note(shown.get(each.field.name, ""), faults.get(each.field.name, ""))
            for each in self.states
        ]
        self.lay()

    def tell(self, sentence: str) -> None:
        """Say something of what was done."""
        self._hooks.says(sentence)

    def close_offers(self) -> bool:
        """Offer no names any more; whether any were."""
        were_any = bool(self._offers.found)
        self._offers = NO_OFFERS
        if were_any:
            self.repaint()
        return were_any

    def goto(self, name: str) -> None:
        """Put the cursor into a field."""
        self.move_to(next(at for at, each in enumerate(self.states) if each.field.name == name))

    def text_changed(self, *, is_typed: bool) -> None:
        """Have the text looked at, which ends in `say`, and offer names for what is typed."""
        self._offers = self._hooks.offers(self.here) if is_typed else NO_OFFERS
        self._hooks.changed()

    def take_offer(self, *, first: bool) -> bool:
        """Put the name that is chosen into the text, or the `first` where none is; whether there is one."""
        found, chosen = self._offers
        if not found or (chosen < 0 and not first):
            return False
        taken = found[max(0, chosen)]
        self.write(self.here.now.replace(taken.start, taken.end, taken.text))
        self.close_offers()
        return True

    def move_offer(self, by: int) -> bool:
        """Choose the next name; whether there is any."""
        if self._offers.found:
            self._offers = self._offers.move(by)
            self.repaint()
        return bool(self._offers.found)

    # Keys

    async def on_key(self, event: events.Key) -> None:
        """Carry out a key of the field or of the window, or type a letter."""
        bound = self._bindings.key_to_bindings.get(event.key)
        of_window = self._hooks.action_for(event.key)
        is_letter = event.is_printable and event.character is not None
        if not bound and not of_window and not is_letter:
            return
        event.stop()
        event.prevent_default()
        if self._hooks.refuses(event):
            return
        if of_window:
            await self.screen.run_action(of_window)
        elif bound:
            await self.run_action(bound[0].action)
        elif event.character is not None:
            self.type_letter(event.character)

    def on_paste(self, event: events.Paste) -> None:
        """Take what was pasted, as much as there is room for."""
        event.stop()
        if not self._hooks.refuses(event):
            self.paste(event.text)

    # Where things are

    def lay(self) -> None:
        """Break the texts into rows anew where they have changed, and keep the cursor in the window."""
        self._layout = Layout.of(self.cells, with_labels=self._labels)
        lines: list[FieldLine] = []
        group = ""
        for number, state in enumerate(self.states):
            if state.field.group not in ("", group) and self._labels:
                lines.append(FieldLine(-1, heading=state.field.group))
            group = state.field.group
            lines += self._lines_of(number, state)
        self._lines = lines
        self.total = len(lines)
        self._keep_in_window()

    def _lines_of(self, number: int, state: FieldState) -> list[FieldLine]:
        here, kept = number == self.at, self._laid.get(number)
        if kept is None or kept[:3] != (state, here, self._layout):
            lines = list(field_lines(number, state, self._layout, here=here))
            kept = self._laid[number] = (state, here, self._layout, lines)
        return kept[3]

    def _keep_in_window(self) -> None:
        """Show all of the field with the cursor where there is room, else the line of the cursor."""
        if not self.size.height:
            return
        first, end = self._span
        line, height, top = self._cursor_line, max(1, self.size.height), self.top
        if self.at == 0:
            first = 0
        if end - first <= height:
            top = min(max(top, end - height), first)
        self.go_to(min(max(top, line - height + 1), line))
        self._place_terminal_cursor()

    @property
    def _span(self) -> tuple[int, int]:
        """The half-open lines of the field with the cursor."""
        numbers = [each.number for each in self._lines]
        first = numbers.index(self.at) if self.at in numbers else 0
        return first, first + numbers.count(self.at)

    @property
    def _rows(self) -> list[Row]:
        """The rows of the text with the cursor."""
        return [each.row for each in self._lines_of(self.at, self.here) if each.row is not None]

    @property
    def _cursor_line(self) -> int:
        return self._span[0] + row_of(self._rows, self.here.now.cursor)

    def _place_terminal_cursor(self) -> None:
        """Tell the terminal where what is composed by an input method should be shown."""
        text, cursor = self.here.now
        rows = self._rows
        cell = 0 if self.here.choices else cell_of(text, rows[row_of(rows, cursor)], cursor)
        x = min(self._layout.text_x + cell, max(0, self.cells - 1))
        self.app.cursor_position = self.content_region.offset + Offset(x, self._cursor_line - self.top)

    def by_rows(self, rows: int, goal: int | None) -> tuple[Typed | None, int]:
        """The cursor some rows on in its text, in the cell `goal` or its own; none where the text has no such row."""
        text, cursor = self.here.now
        every = self._rows
        number = row_of(every, cursor)
        cell = cell_of(text, every[number], cursor) if goal is None else goal
        if self.here.choices or not 0 <= number + rows < len(every):
            return None, cell
        return self.here.now.at(place_at(text, every[number + rows], cell)), cell

    # Painting

    def paint_line(self, line: int) -> Strip:
        """The strip of a line of a field, or of a heading; as it was painted before, where nothing of it has changed."""
        found = self._lines[line]
        here = found.number == self.at
        made_of = (found, self._layout, here, self.states[found.number] if found.number >= 0 else None)
        kept = self._painted.get(line)
        if kept is None or kept[0] != made_of:
            kept = self._painted[line] = (made_of, self._strip(self._parts_of(found, here=here)))
        return kept[1]

    def _parts_of(self, found: FieldLine, *, here: bool) -> list[Part]:
        if found.number < 0:
            return [Part(fit(f"{' ' * MARKS}{found.heading}", self.cells), "heading")]
        return line_parts(found, self.states[found.number], self._layout, here=here)

    def colours_changed(self) -> None:
        """Paint everything anew."""
        self._painted.clear()
        super().colours_changed()

    def _strip(self, parts: Sequence[Part]) -> Strip:
        base = self.rich_style
        segments = [Segment(text, base + self._style(part) if part else base) for text, part in parts if text]
        return Strip(segments).simplify().adjust_cell_length(self.cells, base)

    def _style(self, part: str) -> Style:
        return self.get_component_rich_style(f"form-pane--{part}", partial=True)

    def _window(self) -> list[Strip]:
        """The visible lines, with the names that are offered over those below the field, or above it."""
        strips = super()._window()
        height, found = len(strips), self._offers.found[: max(1, self.size.height - 1)]
        first, end = (each - self.top for each in self._span)
        below = height - end
        if below >= len(found) or below >= first:
            end = max(self._cursor_line - self.top + 1, min(end, height - len(found)))
        else:
            end = max(0, first - len(found))
        self._offers_at = (end, min(height, end + len(found)))
        for y, offer in zip(range(*self._offers_at), found, strict=False):
            is_chosen = self._offers.found.index(offer) == self._offers.chosen
            strip = self._strip(list(offer_parts(offer, self._layout, chosen=is_chosen)))
            strips[y] = Strip([*strip, Segment(" ", self.rich_style)], self.cells + 1)
        return strips

    # What happens to it

    def on_resize(self) -> None:
        """Break the texts anew."""
        self.lay()

    def on_click(self, event: events.Click) -> None:
        """Take the name, go to the place, or take the choice that was clicked."""
        if event.x < self.cells and not self._hooks.refuses(event):
            self._click(event.x, event.y)

    def _click(self, x: int, y: int) -> None:
        first, end = self._offers_at
        if self._offers.found and first <= y < end:
            self._offers = Offers(self._offers.found, y - first)
            self.take_offer(first=True)
            return
        line = y + self.top
        if line >= len(self._lines) or self._lines[line].number < 0:
            return
        number, row = self._lines[line].number, self._lines[line].row
        was_here = number == self.at
        self.move_to(number)
        cell = x - self._layout.text_x
        if self.here.choices and was_here:
            places = choice_places(self.here, self._layout.text + 1)
            taken = [each for each in places if each.cell <= cell]
            if row is not None and taken:
                self.choose(taken[-1].choice)
        elif row is not None and cell >= 0:
            self.put_cursor(self.here.now.at(place_at(self.here.now.text, row, cell)))
