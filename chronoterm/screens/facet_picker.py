"""Choosing values of a facet: one window for actors, places, sources and tags."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from chronoterm.chronology.view import FacetValue
from chronoterm.commands import Place, key_line
from chronoterm.matching import fit_of
from chronoterm.screens.window import Prompt, Window
from chronoterm.terms import Condition, Facet
from chronoterm.text import fold
from chronoterm.widgets.keys import bindings
from chronoterm.widgets.value_list import Choice, ValueList

MARKS = {"space": " ", "minus": "-"}
"""Keys that mark a value, with the character each is in a name."""

Conditions = tuple[Condition, ...]

LEAST_LINES, MOST_LINES = 6, 28
"""Lines of values in the window, which keeps its height while typing narrows them."""

LONGEST_NAME = 200
"""Characters taken from the prompt; more is a paste gone wrong."""


class FacetPicker(Window[Conditions | None]):
    """Type to narrow, mark several with Space, leave out with `-`; Enter gives the conditions on the facet."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.PICKER)

    def __init__(
        self, facet: Facet, values: Sequence[FacetValue], chosen: Conditions, heading: str | None = None
    ) -> None:
        """`chosen` are the conditions that there are; `heading` says what the values are for, if not to filter by."""
        super().__init__()
        self._heading = facet.value.capitalize() if heading is None else heading
        self.facet = facet
        self._values = values
        self._was = chosen
        self._narrowed_to = ""

    def compose(self) -> ComposeResult:
        """A prompt over the values."""
        with Vertical(classes="window"):
            yield Static(Content(self._heading), classes="window-title")
            yield PickerInput(self._values)
            yield ValueList(id="values")
            yield Static(Content(key_line(Place.PICKER)), classes="window-keys")

    def on_mount(self) -> None:
        """Show every value, marked as the filters stand."""
        for condition in self._was:
            choice = Choice.WITHOUT if condition.exclude else Choice.WITH
            self._list.choices |= dict.fromkeys(condition.values, choice)
        self._list.styles.height = max(LEAST_LINES, min(len(self._values), MOST_LINES))
        self._list.show(self._values)
        self._say()

    @property
    def _list(self) -> ValueList:
        return self.query_one(ValueList)

    @on(Input.Changed)
    def narrow(self, event: Input.Changed) -> None:
        """Show the values that fit what is typed, the best first."""
        self._narrow_to(event.value)

    def _narrow_to(self, text: str) -> None:
        if text == self._narrowed_to:
            return
        self._narrowed_to = text
        typed = fold(text)
        if not typed:
            self._list.show(self._values)
        else:
            fits = [(fit_of(typed, each.names), each) for each in self._values]
            found = sorted((pair for pair in fits if pair[0]), key=lambda pair: (-pair[0], -pair[1].count))
            self._list.show([each.at_depth(0) for _, each in found])
        self._say()

    def _say(self) -> None:
        shown, every = len(self._list.values), len(self._values)
        count = f"{every:,}" if shown == every else f"{shown:,} of {every:,}"
        title = Content(f"{self._heading} · {count}")
        self.query_one(".window-title", Static).update(title)

    def action_picker_down(self) -> None:
        """To the next value."""
        self._list.cursor += 1

    def action_picker_up(self) -> None:
        """To the value before."""
        self._list.cursor -= 1

    def action_picker_page_down(self) -> None:
        """A page on."""
        self._list.cursor += self._list.size.height

    def action_picker_page_up(self) -> None:
        """A page back."""
        self._list.cursor -= self._list.size.height

    def action_picker_mark(self) -> None:
        """Want records with this value too."""
        self._list.choose(Choice.WITH)

    def action_picker_exclude(self) -> None:
        """Want no records with this value."""
        self._list.choose(Choice.WITHOUT)

    def action_picker_cancel(self) -> None:
        """Change nothing."""
        self.close(None)

    def take(self) -> None:
        """Take what is chosen, of the values that fit all that is typed: the last letters may just have come."""
        self._narrow_to(self.query_one(PickerInput).value)
        self.action_picker_apply()

    def action_picker_apply(self) -> None:
        """Give the marked values, else the one under the cursor."""
        wanted, unwanted = self._list.chosen(Choice.WITH), self._list.chosen(Choice.WITHOUT)
        if not wanted and not unwanted and not self._was and self._list.here is not None:
            wanted = (self._list.here.value,)
        conditions = [Condition(self.facet, wanted)] if wanted else []
        conditions += [Condition(self.facet, (value,), exclude=True) for value in unwanted]
        self.close(tuple(conditions))

    @on(ValueList.Clicked)
    def click(self) -> None:
        """A click chooses the value under it, and that alone."""
        if self._list.here is not None:
            self.close((Condition(self.facet, (self._list.here.value,)),))


class PickerInput(Prompt):
    """A prompt that leaves Space and `-` to the list unless a name goes on with them.

    So `north korea` can be typed, and Space marks when nothing is typed, after an arrow key, or after a whole name.
    """

    def __init__(self, values: Sequence[FacetValue]) -> None:
        super().__init__(placeholder="type to narrow", max_length=LONGEST_NAME, select_on_focus=False)
        ids = {fold(value.value) for value in values if value.value != value.label}
        self._names = tuple(name for value in values for name in value.names if name not in ids)
        self.choosing = True

    def on_key(self, event: events.Key) -> None:
        """Let a mark pass by the prompt, to the bindings."""
        super().on_key(event)
        if not self.check_consume_key(event.key, event.character):
            event.prevent_default()
        if event.key not in MARKS:
            self.choosing = event.key in ("up", "down", "pageup", "pagedown")

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether a key is text here: a mark is, where a name goes on with it."""
        if key in MARKS:
            return not self.choosing and self._goes_on(MARKS[key])
        return super().check_consume_key(key, character)

    def _goes_on(self, character: str) -> bool:
        more = f"{fold(self.value)}{character}"
        return any(more in name for name in self._names)
