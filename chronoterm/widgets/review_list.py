"""The proposals of a review: what became of each, and what it says."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from textual import events

from chronoterm.cells import fit
from chronoterm.importers.proposals import ProposedKind
from chronoterm.reviewing.dates import brief_words
from chronoterm.reviewing.review import Item, Review, State, ordered
from chronoterm.text import clean
from chronoterm.widgets.line_widget import Piece
from chronoterm.widgets.messages import WidgetMessage
from chronoterm.widgets.review_pane import ReviewPane

CURSOR_MARK = "▶"
STATES = {State.WAITING: "○", State.ACCEPTED: "✓", State.REJECTED: "✗", State.STORED: "■"}
"""The sign of a state: never by colour alone."""

KINDS = {ProposedKind.STATEMENT: "“", ProposedKind.EVENT: "●", ProposedKind.FORECAST: "◌"}
FLAG, EDITED = "!", "*"
DATE_WIDTH = 16
DATE_SHARE = 4
"""A date gets one part of so many of a line at most."""


class ReviewList(ReviewPane, can_focus=False):
    """Shows items, with a cursor on one; the keys come from the screen."""

    @dataclass
    class Clicked(WidgetMessage):
        """An item was clicked."""

        item: str

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._items: Sequence[Item] = ()
        self._gone: Collection[str] = ()
        self._here: str | None = None
        self._published: str | None = None

    def show(self, review: Review, here: str | None, gone: Collection[str] = ()) -> None:
        """Show the items with the cursor on one; `gone` are those that were stored and are not there any more."""
        self._items, self._here, self._gone = ordered(review), here, gone
        self._published = review.extraction.article.published
        self.total = len(self._items)
        self._bring()

    def _bring(self) -> None:
        line = next((n for n, each in enumerate(self._items) if each.id == self._here), 0)
        last = self.top + self.size.height - 1
        self.go_to(line if line < self.top else self.top + max(0, line - last))

    def pieces_of(self, line: int) -> Sequence[Piece]:
        """An item on one line."""
        item = self._items[line]
        is_here = item.id == self._here
        over = " cursor" if is_here else ""
        tone = "faint" if item.state in (State.REJECTED, State.STORED) else ""
        date = min(DATE_WIDTH, self.cells // DATE_SHARE)
        state = "?" if item.id in self._gone else STATES[item.state]
        pieces = [
            Piece(CURSOR_MARK if is_here else " ", f"{tone}{over}"),
            Piece(state, f"{item.state.value}{over}"),
            Piece(FLAG if item.flags else " ", f"flag{over}"),
            Piece(f"{EDITED if item.edited else ' '}", f"edited{over}"),
            Piece(f"{KINDS[item.proposal.kind]} ", f"{item.proposal.kind.value}{over}"),
            Piece(f"{fit(clean(brief_words(item.proposal.date, self._published)), date)} ", f"{tone}{over}"),
        ]
        room = max(0, self.cells - 7 - date)
        return [*pieces, Piece(fit(clean(item.proposal.summary), room), f"{tone}{over}")]

    def on_resize(self) -> None:
        """Keep the cursor in the window."""
        self._bring()

    def on_click(self, event: events.Click) -> None:
        """Say which item was clicked."""
        if at := self.clicked_at(event):
            self.post_message(self.Clicked(self, self._items[at[0]].id))
