"""Where two people changed the same at once: both versions, field by field, of which one is chosen."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from chronoterm.commands import Place, key_line
from chronoterm.editing.comparing import Difference, Side
from chronoterm.screens.window import Window
from chronoterm.text import clean, isolate
from chronoterm.widgets.form_differences import DifferencesPane
from chronoterm.widgets.form_versions import head_line
from chronoterm.widgets.keys import bindings


class ConflictScreen(Window[Mapping[str, Side] | None]):
    """Gives the side that is chosen of each field, once that is said of every one; none on Esc."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.CONFLICT)

    def __init__(self, differences: Sequence[Difference], who: str, when: str) -> None:
        """`who` saved `theirs`, at the time that `when` tells in words."""
        super().__init__()
        self._differences = differences
        self._who = isolate(clean(who)) or "somebody else"
        self._has_begun = False
        self._when = isolate(clean(when))

    def compose(self) -> ComposeResult:
        """What happened, over the differences."""
        at = f", {self._when}" if self._when else ""
        with Vertical(classes="window -form"):
            yield Static(Content(f"{self._who} changed this meanwhile{at}"), classes="window-title")
            yield Static(Content(""), id="versions")
            yield DifferencesPane(self._differences, id="differences")
            yield Static(Content(""), id="reading")
            yield Static(Content(key_line(Place.CONFLICT)), classes="window-keys")

    def on_mount(self) -> None:
        """Let the keys come to the window; begin where there is something to choose."""
        self.set_focus(None)
        self._say()

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002 - Textual's form
        """Put the names of the versions over their columns."""
        self.call_after_refresh(self._head)

    def _head(self) -> None:
        self.query_one("#versions", Static).update(Content(head_line(self._pane.cells)))
        if not self._has_begun:
            self._has_begun = True
            self._pane.move_to((self._pane.undecided or [0])[0])

    @property
    def _pane(self) -> DifferencesPane:
        return self.query_one(DifferencesPane)

    def _say(self) -> None:
        """Say how much is left to choose."""
        left = len(self._pane.undecided)
        fields = "one field" if left == 1 else f"{left} fields"
        reading = self.query_one("#reading", Static)
        reading.set_class(bool(left), "-refused")
        reading.update(
            Content(f"both of you changed {fields}: choose" if left else "Enter saves what is marked ●")
        )

    def _choose(self, side: Side) -> None:
        self._pane.choose(side)
        self._say()

    @on(DifferencesPane.Clicked)
    def click(self, event: DifferencesPane.Clicked) -> None:
        """A click on a version chooses it."""
        self._choose(event.side)

    def action_conflict_down(self) -> None:
        """To the next field."""
        self._pane.move_to(self._pane.cursor + 1)

    def action_conflict_up(self) -> None:
        """To the field before."""
        self._pane.move_to(self._pane.cursor - 1)

    def action_conflict_page_down(self) -> None:
        """A page on."""
        self._pane.go_to(self._pane.top + self._pane.size.height - 1)

    def action_conflict_page_up(self) -> None:
        """A page back."""
        self._pane.go_to(self._pane.top - self._pane.size.height + 1)

    def action_conflict_theirs(self) -> None:
        """Take their version of the field."""
        self._choose(Side.THEIRS)

    def action_conflict_mine(self) -> None:
        """Take one's own."""
        self._choose(Side.MINE)

    def action_conflict_all_theirs(self) -> None:
        """Take their version of every field."""
        self._pane.choose_all(Side.THEIRS)
        self._say()

    def action_conflict_all_mine(self) -> None:
        """Take one's own of every field."""
        self._pane.choose_all(Side.MINE)
        self._say()

    def action_conflict_save(self) -> None:
        """Give what is chosen; where nothing is chosen yet, go there."""
        if self._pane.undecided:
            self._pane.move_to(self._pane.undecided[0])
        else:
            self.close(dict(self._pane.choices))

    def action_conflict_cancel(self) -> None:
        """Choose nothing."""
        self.close(None)
