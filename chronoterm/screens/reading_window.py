"""A window of text to read and close: the help, and what needs attention."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from chronoterm.cells import fit, wrap
from chronoterm.commands import COMMANDS, Group, shown_keys
from chronoterm.problems import Problem

KEYS_WIDTH = 14


class ReadingWindow(ModalScreen[None]):
    """Shows text that can be scrolled; Esc, q or Enter closes it."""

    CSS_PATH = "window.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter,question_mark,f1", "dismiss", "Close", show=False),
        Binding("j", "scroll('down')", show=False),
        Binding("k", "scroll('up')", show=False),
        Binding("g", "scroll('home')", show=False),
        Binding("G", "scroll('end')", show=False),
    ]

    def __init__(self, title: str, text: Content) -> None:
        super().__init__()
        self._heading = title
        self._text = text

    def compose(self) -> ComposeResult:
        """The text in a frame."""
        with Vertical(classes="window -large"):
            yield Static(Content(self._heading), classes="window-title")
            with VerticalScroll():
                yield Static(self._text)
            yield Static(Content("↓ ↑ scroll · Esc close"), classes="window-keys")

    def on_mount(self) -> None:
        """Let the keys scroll."""
        self.query_one(VerticalScroll).focus()

    def action_scroll(self, where: str) -> None:
        """Scroll the text by a line or to an end."""
        scroll = self.query_one(VerticalScroll)
        {
            "down": scroll.scroll_down,
            "up": scroll.scroll_up,
            "home": scroll.scroll_home,
            "end": scroll.scroll_end,
        }[where](animate=False)


def help_text() -> Content:
    """Every key, by what it is for."""
    parts: list[Content] = []
    for group in Group:
        parts.append(Content.styled(f"{group.value}\n", "bold $accent"))
        for command in (each for each in COMMANDS if each.group is group):
            keys = shown_keys(command) or f": {command.label.lower()}"
            parts.append(Content.styled(f" {fit(keys, KEYS_WIDTH)} ", "$primary"))
            parts.append(Content(f"{command.help}\n"))
        parts.append(Content("\n"))
    return Content("").join(parts).rstrip()


def problem_text(problems: Sequence[Problem], cells: int = 70) -> Content:
    """What needs attention in a store, and where; `chronoterm check` prints the same."""
    lines = [line for each in problems for line in wrap(f"{each.severity.value}: {each}", cells)]
    return Content("\n".join(lines) or "Nothing needs attention.")
