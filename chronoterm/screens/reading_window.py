"""A window of text to read and close: the help, and what needs attention."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from chronoterm.cells import fit, wrap
from chronoterm.commands import COMMANDS, Command, Group, Place, at, key_line, shown_keys
from chronoterm.modes import ALL_RIGHTS, Rights
from chronoterm.problems import Problem
from chronoterm.screens.window import Window
from chronoterm.widgets.keys import bindings

KEYS_WIDTH = 17
MOST_PROBLEMS = 300
"""Problems told in the window; more take longer to lay out than anybody wants to read."""


class ReadingWindow(Window[None]):
    """Shows text that can be scrolled; Esc, q or Enter closes it."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.WINDOW)

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
            yield Static(Content(key_line(Place.WINDOW)), classes="window-keys")

    def on_mount(self) -> None:
        """Let the keys scroll."""
        self.set_focus(None)

    @property
    def _scroll(self) -> VerticalScroll:
        return self.query_one(VerticalScroll)

    def action_window_down(self) -> None:
        """A line on."""
        self._scroll.scroll_down(animate=False)

    def action_window_up(self) -> None:
        """A line back."""
        self._scroll.scroll_up(animate=False)

    def action_window_page_down(self) -> None:
        """A page on."""
        self._scroll.scroll_page_down(animate=False)

    def action_window_page_up(self) -> None:
        """A page back."""
        self._scroll.scroll_page_up(animate=False)

    def action_window_first(self) -> None:
        """To the top."""
        self._scroll.scroll_home(animate=False)

    def action_window_last(self) -> None:
        """To the end."""
        self._scroll.scroll_end(animate=False)

    def action_window_close(self) -> None:
        """Close."""
        self.close(None)


def help_text(rights: Rights = ALL_RIGHTS) -> Content:
    """Every key, by what it is for; what is not allowed is not there."""
    return _told(tuple(Group), [each for each in COMMANDS if rights.allow(each.needs)])


def keys_text(*places: Place, rights: Rights = ALL_RIGHTS) -> Content:
    """The keys that work in `places`, by what they are for; what is not allowed is not there."""
    commands = [each for each in at(*places) if each.keys and rights.allow(each.needs)]
    return _told([group for group in Group if any(each.group is group for each in commands)], commands)


def _told(groups: Sequence[Group], commands: Sequence[Command]) -> Content:
    parts: list[Content] = []
    for group in groups:
        parts.append(Content.styled(f"{group.value}\n", "bold $accent"))
        for command in (each for each in commands if each.group is group):
            keys = shown_keys(command) or f": {command.label.lower()}"
            parts.append(Content.styled(f" {fit(keys, KEYS_WIDTH)} ", "$primary"))
            parts.append(Content(f"{command.help}\n"))
        parts.append(Content("\n"))
    return Content("").join(parts).rstrip()


def problem_text(problems: Sequence[Problem], cells: int = 70) -> Content:
    """What needs attention in a store, and where; `chronoterm check` prints the same."""
    told = [f"{each.severity.value}: {each}" for each in problems[:MOST_PROBLEMS]]
    if len(problems) > MOST_PROBLEMS:
        told.append(f"… and {len(problems) - MOST_PROBLEMS:,} more; `chronoterm check` lists all.")
    return Content(
        "\n".join(line for each in told for line in wrap(each, cells)) or "Nothing needs attention."
    )
