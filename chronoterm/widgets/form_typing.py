"""What the keys of an editor do to the fields of a form: typing, moving, deleting, taking back."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from chronoterm.widgets.form_field import FieldState
from chronoterm.widgets.form_text import Typed
from chronoterm.widgets.line_pane import LinePane

MOST_STEPS = 300
"""Changes that can be taken back."""

MOST_PASTED = 65_536
"""Characters of a paste that are looked at."""

PAGE = 5
"""Fields of a page."""


class Step(NamedTuple):
    """A text as it was before a change; `is_letter` if the change was a letter typed."""

    at: int
    now: Typed
    is_letter: bool


class FormTyping(LinePane, can_focus=True):
    """Holds the fields; `at` is the number of the one with the cursor, `here` that field."""

    def __init__(self, states: Sequence[FieldState], *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.states = list(states)
        self.at = 0
        self._steps: list[Step] = []
        self._goal: int | None = None

    @property
    def here(self) -> FieldState:
        """The field with the cursor."""
        return self.states[self.at]

    # What the pane does

    def lay(self) -> None:
        """Show the fields as they are."""
        raise NotImplementedError

    def text_changed(self, *, is_typed: bool) -> None:
        """Called when the text of a field has changed; `is_typed` where names may be offered for it."""
        raise NotImplementedError

    def tell(self, sentence: str) -> None:
        """Say something of what was done."""
        raise NotImplementedError

    def close_offers(self) -> bool:
        """Offer no names any more; whether any were."""
        raise NotImplementedError

    def take_offer(self, *, first: bool) -> bool:
        """Put the name that is chosen into the text, or the `first` where none is; whether there is one."""
        raise NotImplementedError

    def move_offer(self, by: int) -> bool:
        """Choose the next name; whether there is any."""
        raise NotImplementedError

    def by_rows(self, rows: int, goal: int | None) -> tuple[Typed | None, int]:
        """The cursor some rows on in its text; none where the text has no such row."""
        raise NotImplementedError

    # Changing

    def put(self, state: FieldState, *, is_letter: bool = False) -> None:
        """Put another text into the field, so that it can be taken back."""
        before = self.here
        if state.now.text == before.now.text:
            self.put_cursor(state.now)
            return
        last = self._steps[-1] if self._steps else None
        goes_on = is_letter and last is not None and last.is_letter and last.at == self.at
        if not goes_on:
            self._steps = [*self._steps[1 - MOST_STEPS :], Step(self.at, before.now, is_letter)]
        self._goal = None
        self.states[self.at] = state
        self.text_changed(is_typed=not state.choices)

    def write(self, now: Typed, *, is_letter: bool = False) -> None:
        """Put another text into the field."""
        self.put(self.here.with_text(now), is_letter=is_letter)

    def choose(self, choice: str) -> None:
        """Take one of the choices of the field."""
        self.put(self.here.choose(choice))

    def put_all_back(self) -> None:
        """Put back what stood in the fields at first; it can be taken back field by field."""
        changed = [at for at, each in enumerate(self.states) if each.is_touched]
        self._steps += [Step(at, self.states[at].now, is_letter=False) for at in changed]
        self._goal = None
        self.states = [each.put_back() for each in self.states]
        self.text_changed(is_typed=False)

    def put_cursor(self, now: Typed) -> None:
        """Move the cursor within the text."""
        self._goal = None
        self._end_letters()
        self.close_offers()
        self.states[self.at] = self.here._replace(now=now)
        self.lay()

    def move_to(self, at: int) -> None:
        """Move the cursor to another field."""
        at = max(0, min(at, len(self.states) - 1))
        if at != self.at:
            self.close_offers()
            self._end_letters()
            self.at, self._goal = at, None
        self.lay()

    def _end_letters(self) -> None:
        """Let the next letter begin a step of its own."""
        if self._steps and self._steps[-1].is_letter:
            self._steps[-1] = self._steps[-1]._replace(is_letter=False)

    def type_letter(self, character: str) -> None:
        """Type a letter; where one chooses, take the choice that begins with it."""
        if self.here.choices:
            self.put(self.here.step_choice(1) if character == " " else self.here.beginning(character))
        else:
            self._insert(character, is_letter=character != " ")

    def paste(self, text: str) -> None:
        """Put in what was pasted."""
        if not self.here.choices:
            self._insert(text[:MOST_PASTED])
            if len(text) > MOST_PASTED:
                self.tell(f"of what was pasted, the first {MOST_PASTED:,} characters were looked at")

    def _insert(self, text: str, *, is_letter: bool = False) -> None:
        """Put a text in at the cursor, and say so if it does not fit."""
        several, room = self.here.field.several_lines, self.here.room
        self.write(self.here.now.insert(text, several_lines=several), is_letter=is_letter)
        if len(text) > room:
            self.tell(f"a field like this has no room for more than {self.here.longest:,} characters")

    def _cut(self, place: Callable[[Typed], int]) -> None:
        """Delete from the cursor up to a place; where one chooses, the choice."""
        if not self.here.choices:
            self.write(self.here.now.without(place(self.here.now)))
        elif not self.here.field.required:
            self.choose("" if self.here.field.choices else self.here.choices[0])

    def _go(self, place: Callable[[Typed], int], choices: int = 0) -> None:
        if self.here.choices and choices:
            self.put(self.here.step_choice(choices))
        else:
            self.put_cursor(self.here.now.at(place(self.here.now)))

    # Keys

    def action_field_enter(self) -> None:
        """Take the name that is chosen, else a new line or the next field."""
        if self.take_offer(first=False):
            return
        if self.here.field.several_lines:
            self._insert("\n")
            self.close_offers()
        else:
            self.move_to(self.at + 1)

    def action_field_down(self) -> None:
        """The next name, row or field."""
        if not self.move_offer(1):
            self._by_rows(1)

    def action_field_up(self) -> None:
        """The name, row or field before."""
        if not self.move_offer(-1):
            self._by_rows(-1)

    def _by_rows(self, rows: int) -> None:
        now, goal = self.by_rows(rows, self._goal)
        if now is None:
            self.move_to(self.at + rows)
        else:
            self.put_cursor(now)
            self._goal = goal

    def action_field_page_down(self) -> None:
        """Some fields on."""
        self.move_to(self.at + PAGE)

    def action_field_page_up(self) -> None:
        """Some fields back."""
        self.move_to(self.at - PAGE)

    def action_field_top(self) -> None:
        """To the first field."""
        self.move_to(0)

    def action_field_bottom(self) -> None:
        """To the last field."""
        self.move_to(len(self.states) - 1)

    def action_field_left(self) -> None:
        """A letter back."""
        self._go(lambda now: now.left, -1)

    def action_field_right(self) -> None:
        """A letter on."""
        self._go(lambda now: now.right, 1)

    def action_field_word_left(self) -> None:
        """To the beginning of the word."""
        self._go(lambda now: now.word_left, -1)

    def action_field_word_right(self) -> None:
        """To the next word."""
        self._go(lambda now: now.word_right, 1)

    def action_field_line_start(self) -> None:
        """To the beginning of the line."""
        self._go(lambda now: now.line_start)

    def action_field_line_end(self) -> None:
        """To its end."""
        self._go(lambda now: now.line_end)

    def action_field_delete_left(self) -> None:
        """Delete the letter before the cursor."""
        self._cut(lambda now: now.left)

    def action_field_delete_right(self) -> None:
        """Delete the letter under the cursor."""
        self._cut(lambda now: now.right)

    def action_field_delete_word(self) -> None:
        """Delete the word before the cursor."""
        self._cut(lambda now: now.word_left)

    def action_field_delete_before(self) -> None:
        """Delete the line up to the cursor."""
        self._cut(lambda now: now.line_start)

    def action_field_delete_after(self) -> None:
        """Delete the line from the cursor on."""
        self._cut(lambda now: now.line_end)

    def action_field_undo(self) -> None:
        """Take back what was typed last, in whichever field that was."""
        if self._steps:
            *self._steps, step = self._steps
            self.at, self._goal = step.at, None
            self.states[self.at] = self.here._replace(now=step.now)
            self.text_changed(is_typed=False)
