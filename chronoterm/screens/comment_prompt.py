"""Writing a comment on records, below those that are there."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from chronoterm.cells import wrap
from chronoterm.commands import Place, key_line
from chronoterm.editing.fields import FormField, Shape
from chronoterm.records import Annotation
from chronoterm.screens.form_typed import TypedWindow
from chronoterm.text import clean, clean_block, isolate
from chronoterm.widgets.form_field import NO_OFFERS, field_state
from chronoterm.widgets.form_list import FormList, ListLine
from chronoterm.widgets.form_pane import FormPane, Hooks
from chronoterm.widgets.keys import bindings

LEAST_LINES, MOST_LINES, MOST_EARLIER = 4, 9, 12
"""Lines of the text, and of earlier comments in the window; both go on where there are more."""

AROUND = 6
"""Lines that the frame, the title, the note and the keys take."""

COMMENT = FormField("comment", "Comment", Shape.BLOCK, "a few sentences; empty takes your comment away")
NEW_COMMENT = COMMENT._replace(help="a few sentences")


class CommentPrompt(TypedWindow[str | None]):
    """Gives the text of a comment, which is empty where one's own should be taken away."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.COMMENT)

    def __init__(self, heading: str, earlier: Sequence[Annotation] = (), own: str = "") -> None:
        """`heading` names the records; `earlier` are comments to be read, `own` the text of one to be changed."""
        super().__init__()
        self._heading = heading
        self._earlier = [each for each in earlier if each.comment]
        self._own = own

    def compose(self) -> ComposeResult:
        """The earlier comments over the new one."""
        state = field_state(COMMENT if self._own else NEW_COMMENT, self._own)
        hooks = Hooks(self._text_changed, lambda _: NO_OFFERS, self.refuses, self.action_for, self.say)
        with Vertical(classes="window -large -comment"):
            yield Static(Content(f"Comment on {isolate(clean(self._heading))}"), classes="window-title")
            yield FormList(id="earlier", has_cursor=False)
            yield FormPane([state], hooks, id="fields", labels=False)
            yield Static(Content(""), id="reading")
            yield Static(Content(key_line(Place.COMMENT)), classes="window-keys")

    def on_mount(self) -> None:
        """Give the keys to the text."""
        self.set_focus(self._pane)

    def on_resize(self, event: events.Resize) -> None:
        """Leave the text its lines in a small terminal."""
        self.call_after_refresh(self._lay, event.size.height)

    def _lay(self, height: int) -> None:
        earlier = self.query_one("#earlier", FormList)
        lines = [line for each in self._earlier for line in _told(each, max(1, earlier.cells - 3))]
        room = height * 9 // 10 - AROUND
        earlier.styles.height = shown = max(0, min(len(lines), MOST_EARLIER, room - LEAST_LINES))
        self._pane.styles.height = max(1, min(MOST_LINES, room - shown))
        earlier.show(lines, len(lines) - 1)

    @property
    def _pane(self) -> FormPane:
        return self.query_one(FormPane)

    def _text_changed(self) -> None:
        self._pane.say({}, {})
        self.say("")

    def action_comment_save(self) -> None:
        """Give the text; a new comment without any is none."""
        text = self._pane.here.text.strip()
        self.close(text if text or self._own else None)

    def action_comment_page_down(self) -> None:
        """On in the comments that are there."""
        self._page(1)

    def action_comment_page_up(self) -> None:
        """Back in them."""
        self._page(-1)

    def _page(self, pages: int) -> None:
        earlier = self.query_one("#earlier", FormList)
        earlier.go_to(earlier.top + pages * max(1, earlier.size.height - 1))

    def action_comment_leave(self) -> None:
        """Close; ask first where something was typed."""
        if self._pane.here.is_touched:
            self.ask_to_leave()
        else:
            self.discard()

    def save(self) -> None:
        """Give the text."""
        self.action_comment_save()

    def discard(self) -> None:
        """Give none."""
        self.close(None)


def _told(annotation: Annotation, cells: int) -> list[ListLine]:
    """A comment in lines, under who wrote it and when."""
    when = f"{clean(annotation.at)[:16].replace('T', ' ')} UTC" if annotation.at else ""
    text = clean_block(annotation.comment or "")
    head = ListLine(f"{clean(annotation.by or 'somebody')}:", when)
    return [head, *(ListLine(f"  {line}") for line in wrap(text, cells))]
