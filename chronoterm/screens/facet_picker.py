"""Choosing values of a facet: one window for actors, places, sources and tags."""

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from chronoterm.chronology.view import FacetValue
from chronoterm.commands import Place, key_line
from chronoterm.matching import fit_of
from chronoterm.screens.window import Prompt, Window
from chronoterm.terms import Condition, Facet
from chronoterm.text import fold
from chronoterm.widgets.keys import bindings
from chronoterm.widgets.value_list import Choice, Note, Notes, ValueList

MARKS = {"space": " ", "minus": "-"}
"""Keys that mark a value, with the character each is in a name."""

Conditions = tuple[Condition, ...]

LEAST_LINES, MOST_LINES = 6, 28
"""Lines of values in the window, which keeps its height while typing narrows them."""

PLAIN, WIDE = 64, 84
"""Cells of the window, and of one that has notes beside its values."""

LONGEST_NAME = 200
"""Characters taken from the prompt; more is a paste gone wrong."""


Counting = Future[Sequence[FacetValue]]
"""Values that are being counted."""

PATIENCE = 0.05
"""Seconds for which the screen waits for the counts, so that a window with all of them comes in one piece."""

_KEPT = "facet-picker"


class FacetPicker(Window[Conditions | None]):
    """Type to narrow, mark several with Space, leave out with `-`; Enter gives the conditions on the facet."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.PICKER)

    @dataclass
    class Counted(Message):
        """Values are counted that the screen did not wait for."""

        counting: Counting

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
        self._fitting: Sequence[FacetValue] = ()
        """What fits what it is narrowed to, in the order of all values."""
        self._counting: Counting | None = None
        self._notes: Notes | None = None

    @classmethod
    def kept_by(cls, app: App[None]) -> "FacetPicker":
        """The picker that an app shows again and again: to make a new one takes longer than to count the values."""
        if not app.is_screen_installed(_KEPT):
            picker = cls(Facet.ACTOR, (), ())
            picker._counting = Future()  # as tall as it mostly will be
            app.install_screen(picker, _KEPT)
        return app.get_screen(_KEPT, cls)

    def rehearse(self, *, noted: bool) -> None:
        """Be painted where nobody looks, with notes or without: whatever is painted first takes its time."""
        self._counting, self._was = None, ()
        self._values = [FacetValue("", each * "n", each, 0, ()) for each in range(1, MOST_LINES + 1)]
        self._notes = _rehearsed if noted else None
        self._begin()
        self.lay_out()
        self.paint_unseen()

    def choose(
        self, facet: Facet, counting: Counting, chosen: Conditions, notes: Notes | None = None
    ) -> None:
        """Begin anew, with other values; those that take long to count come when they are counted."""
        self.begin_again()
        self._notes = notes
        self.facet, self._heading, self._was = facet, facet.value.capitalize(), chosen
        self._counting, self._values = counting, ()
        try:
            self._values = counting.result(PATIENCE)
            self._counting = None
        except TimeoutError:
            counting.add_done_callback(lambda counted: self.post_message(self.Counted(counted)))
        if self.is_mounted:
            self._begin()

    def compose(self) -> ComposeResult:
        """A prompt over the values."""
        with Vertical(classes="window"):
            yield Static(Content(self._heading), classes="window-title")
            yield PickerInput()
            yield ValueList(id="values")
            yield Static(Content(key_line(Place.PICKER)), classes="window-keys")

    def on_mount(self) -> None:
        """Show every value, unless the program is ending, and nothing was mounted in here."""
        if self.query(ValueList):
            self._begin()

    def _begin(self) -> None:
        """Show every value, marked as the filters stand."""
        self._narrowed_to = ""
        self._prompt.begin_again()
        self._list.choices = {}
        self.query_one(".window").styles.width = WIDE if self._notes is not None else PLAIN
        for condition in self._was:
            choice = Choice.WITHOUT if condition.exclude else Choice.WITH
            self._list.choices |= dict.fromkeys(condition.values, choice)
        self._show_all()

    def _show_all(self) -> None:
        lines = MOST_LINES if self._counting else max(LEAST_LINES, min(len(self._values), MOST_LINES))
        self._list.styles.height = lines
        self._prompt.values = self._values
        self._list.show(self._values, notes=self._notes)
        self._say()

    @on(Counted)
    def show_counted(self, event: Counted) -> None:
        """Show what is counted now."""
        if event.counting is self._counting:
            self._wait()

    def _wait(self) -> None:
        """Go on with all values, whether they are counted already or not."""
        if self._counting is not None:
            counting, self._counting = self._counting, None
            self._values = counting.result()
            self._show_all()
            typed, self._narrowed_to = self._narrowed_to, ""
            self._narrow_to(typed)

    @property
    def _list(self) -> ValueList:
        return self.query_one(ValueList)

    @property
    def _prompt(self) -> "PickerInput":
        return self.query_one(PickerInput)

    @on(Input.Changed)
    def narrow(self, event: Input.Changed) -> None:
        """Show the values that fit what is typed, the best first; a text from before is dropped."""
        if event.value == self._prompt.value:
            self._narrow_to(event.value)

    def _narrow_to(self, text: str) -> None:
        if text == self._narrowed_to:
            return
        fewer, self._narrowed_to, typed = fold(self._narrowed_to), text, fold(text)
        if not typed:
            self._list.show(self._values, notes=self._notes)
        else:
            # What more letters fit is among what fewer letters fitted.
            among = self._fitting if fewer and typed.startswith(fewer) else self._values
            fits = [(fit, each) for each in among if (fit := fit_of(typed, each.names))]
            self._fitting = [each for _, each in fits]
            fits.sort(key=lambda pair: (-pair[0], -pair[1].count))
            self._list.show([each for _, each in fits], flat=True, notes=self._notes)
        self._say()

    def _say(self) -> None:
        shown, every = len(self._list.values), len(self._values)
        count = f"{every:,}" if shown == every else f"{shown:,} of {every:,}"
        title = Content(f"{self._heading} · {'counting …' if self._counting else count}")
        self.query_one(".window-title", Static).update(title, layout=False)

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
        self._wait()
        self._narrow_to(self._prompt.value)
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


def _rehearsed(value: FacetValue, above: FacetValue | None) -> Note:  # noqa: ARG001 - the signature of notes
    return Note("belongs", "speaks")


class PickerInput(Prompt):
    """A prompt that leaves Space and `-` to the list unless a name goes on with them.

    So `north korea` can be typed, and Space marks when nothing is typed, after an arrow key, or after a whole name.
    """

    def __init__(self) -> None:
        super().__init__(placeholder="type to narrow", max_length=LONGEST_NAME, select_on_focus=False)
        self.values: Sequence[FacetValue] = ()
        self.choosing = True

    def begin_again(self) -> None:
        """Begin with an empty line."""
        self.clear()
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
        # An id is a name too, and nobody means its dashes.
        return any(
            more in name and (name != fold(each.value) or each.value == each.label)
            for each in self.values
            for name in each.names
        )
