"""The reviews that are under way, to go on with one of them."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from chronoterm.commands import Place, key_line
from chronoterm.screens.window import Window
from chronoterm.text import clean, isolate
from chronoterm.widgets.form_list import FormList, ListLine
from chronoterm.widgets.keys import bindings

MOST_LINES = 15


class ReviewsPicker(Window[int | None]):
    """Gives the number of the line that was chosen, from 0."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.REVIEWS)

    def __init__(self, lines: Sequence[ListLine], remarks: Sequence[str] = ()) -> None:
        """`remarks` are sentences on what cannot be reviewed."""
        super().__init__()
        self._lines = lines
        self._remarks = remarks

    def compose(self) -> ComposeResult:
        """The articles, and what is to be said."""
        with Vertical(classes="window"):
            yield Static(Content("Articles to review"), classes="window-title")
            yield FormList(self._lines, id="choices")
            for each in self._remarks:
                yield Static(Content(isolate(clean(each))), classes="window-also")
            yield Static(Content(key_line(Place.REVIEWS)), classes="window-keys")

    def on_mount(self) -> None:
        """Let the keys come to the window."""
        self.set_focus(None)
        self._list.styles.height = max(1, min(len(self._lines), MOST_LINES))

    @property
    def _list(self) -> FormList:
        return self.query_one(FormList)

    def action_reviews_down(self) -> None:
        """To the next article."""
        self._list.cursor += 1

    def action_reviews_up(self) -> None:
        """To the one before."""
        self._list.cursor -= 1

    @on(FormList.Clicked)
    def action_reviews_open(self) -> None:
        """Give the article under the cursor."""
        self.close(self._list.cursor if self._lines else None)

    def action_reviews_cancel(self) -> None:
        """Give none."""
        self.close(None)
