"""A field of a form as it stands while somebody types: its text, and what is said about it."""

from collections.abc import Sequence
from typing import NamedTuple

from chronoterm.editing.fields import FormField, Shape
from chronoterm.text import clean
from chronoterm.widgets.form_text import Typed, room_in, typed

LONGEST_SHOWN = 40_000
"""Characters of a text that is edited here; a longer one is shown by its beginning, and stays as it is."""

TOO_LONG = "too long to be changed here; it stays as it is"
YES_NO = ("no", "yes")


class Offer(NamedTuple):
    """A name that may be meant, with its number of records, and the text to put between two places for it."""

    label: str
    records: int | None
    start: int
    end: int
    text: str


class Offers(NamedTuple):
    """Names to choose from; the first is `chosen` from the start where what is typed must be one of them."""

    found: Sequence[Offer] = ()
    chosen: int = -1

    def move(self, by: int) -> "Offers":
        """With another one chosen."""
        return Offers(self.found, max(0, min(self.chosen + by, len(self.found) - 1)))


NO_OFFERS = Offers()


class FieldState(NamedTuple):
    """A field with its text; `opened` is what stood in it at first, as it is stored, and `first` the same cleaned."""

    field: FormField
    opened: str
    first: Typed
    now: Typed
    said: str = ""
    is_fault: bool = False

    @property
    def text(self) -> str:
        """The text of the field; as it is stored, letter for letter, where nobody has changed it."""
        return self.now.text if self.is_touched else self.opened

    @property
    def is_touched(self) -> bool:
        """Whether it has another text than at first."""
        return self.now.text != self.first.text

    @property
    def is_locked(self) -> bool:
        """Whether the text is too long to be edited here."""
        return len(self.opened) > LONGEST_SHOWN

    @property
    def longest(self) -> int:
        """How many characters the field has room for."""
        return room_in("", several_lines=self.field.several_lines)

    @property
    def room(self) -> int:
        """How many more fit in."""
        return room_in(self.now.text, several_lines=self.field.several_lines)

    @property
    def choices(self) -> tuple[str, ...]:
        """All that can be chosen, where nothing is typed."""
        if self.field.shape is Shape.YES_NO:
            return YES_NO
        return self.field.choices if self.field.shape is Shape.CHOICE else ()

    def with_text(self, now: Typed) -> "FieldState":
        """The field with another text or cursor."""
        return self if self.is_locked else self._replace(now=now)

    def with_note(self, shown: str, fault: str) -> "FieldState":
        """The field with what is said about its text: the fault, where there is one; nothing that stands there."""
        if self.is_locked:
            return self._replace(said=TOO_LONG, is_fault=False)
        said = clean(fault or shown)
        return self._replace(said="" if said == self.now.text else said, is_fault=bool(fault))

    def put_back(self) -> "FieldState":
        """The field with the text that it had at first."""
        return self._replace(now=self.first)

    def step_choice(self, by: int) -> "FieldState":
        """The field with the next choice, or with none after the last where it may be empty."""
        every = (
            self.choices if self.field.required or self.field.shape is Shape.YES_NO else ("", *self.choices)
        )
        here = every.index(self.now.text) if self.now.text in every else -1 if by > 0 else 0
        return self.choose(every[(here + by) % len(every)])

    def choose(self, choice: str) -> "FieldState":
        """The field with a choice."""
        return self.with_text(typed(choice, several_lines=False))

    def beginning(self, letter: str) -> "FieldState":
        """The field with the next choice that begins with a letter, if any does."""
        here = self.choices.index(self.now.text) + 1 if self.now.text in self.choices else 0
        following = (*self.choices[here:], *self.choices[:here])
        found = next((each for each in following if each.casefold().startswith(letter.casefold())), None)
        return self if found is None else self.choose(found)


def field_state(field: FormField, opened: str) -> FieldState:
    """A field as it is before anybody types."""
    shown = opened if len(opened) <= LONGEST_SHOWN else f"{opened[:LONGEST_SHOWN]}…"
    first = typed(shown, several_lines=field.several_lines)
    return FieldState(field, opened, first, first)
