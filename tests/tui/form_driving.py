"""Driving the windows of editing on an app of their own, which keeps what they announce."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.filter import LineFilter
from textual.message import Message
from textual.pilot import Pilot
from textual.theme import Theme
from textual.widget import Widget
from textual.widgets import Static

import chronoterm
from chronoterm.chronology.indexed import IndexedChronology
from chronoterm.dates import PartialDate
from chronoterm.editing.fields import Form
from chronoterm.edits import Document
from chronoterm.frugal import FrugalApp
from chronoterm.screens.edit_form import EditForm
from chronoterm.screens.window import Window
from chronoterm.themes import DARK, OWN_THEMES
from chronoterm.widgets.form_pane import FormPane
from chronoterm.widgets.hygiene import ScrubFilter
from tests.tui.driving import _NAMED

WIDE, LARGE, NARROW, SMALL, TINY = (120, 40), (200, 60), (80, 24), (60, 15), (30, 8)
SIZES = (LARGE, NARROW, SMALL, TINY)
TODAY = PartialDate.parse("2024-11-05")
CHANCE = "k3vdq8x2m4ab"


class Below(Widget, can_focus=True):
    """What stands below the windows; it keeps the keys that reach it."""

    def on_key(self, event: events.Key) -> None:
        """Keep the key."""
        app = self.app
        if isinstance(app, WindowApp):
            app.keys_below.append(event.key)


class WindowApp(FrugalApp):
    """Shows one window, and keeps what it announces and gives."""

    CSS_PATH = str(Path(chronoterm.__file__).with_name("chronoterm.tcss"))

    def __init__(self, window: Window[Any]) -> None:
        super().__init__()
        self.animation_level = "none"
        self.register_theme(DARK)
        self.theme = DARK.name
        self.window = window
        self.told: list[Message] = []
        self.results: list[object] = []
        self.keys_below: list[str] = []

    def get_theme(self, theme_name: str) -> Theme | None:
        return OWN_THEMES.get(theme_name) or super().get_theme(theme_name)

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [*super().get_line_filters(), ScrubFilter()]

    def compose(self) -> ComposeResult:
        yield Below()

    def on_mount(self) -> None:
        self.push_screen(self.window, self.results.append)

    def on_edit_form_save_asked(self, event: EditForm.SaveAsked) -> None:
        self.told.append(event)

    def on_edit_form_drafted(self, event: EditForm.Drafted) -> None:
        self.told.append(event)

    def on_edit_form_discarded(self, event: EditForm.Discarded) -> None:
        self.told.append(event)

    @property
    def asked(self) -> list[EditForm.SaveAsked]:
        """What was asked to be saved."""
        return [each for each in self.told if isinstance(each, EditForm.SaveAsked)]

    @property
    def drafts(self) -> list[dict[str, str]]:
        """The drafts that were told."""
        return [dict(each.texts) for each in self.told if isinstance(each, EditForm.Drafted)]

    @property
    def discarded(self) -> int:
        """How often something typed was given up."""
        return sum(isinstance(each, EditForm.Discarded) for each in self.told)


def form_on(
    chronology: IndexedChronology, original: Document | None = None, form: Form = Form.RECORD, **more: object
) -> EditForm:
    """A form on a chronology."""
    return EditForm(form, chronology, TODAY, original, chance=CHANCE, **more)  # type: ignore[arg-type]


async def settle(pilot: Pilot[None]) -> None:
    """Wait until everything is handled."""
    for _ in range(3):
        await pilot.pause()


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys by Textual's names."""
    await pilot.press(*keys)
    await settle(pilot)


async def write(pilot: Pilot[None], text: str) -> None:
    """Type a text, letter by letter."""
    await press(pilot, *(_NAMED.get(letter, letter) for letter in text))


async def burst(pilot: Pilot[None], *keys: str) -> None:
    """Press keys so fast that the last is there before the first is handled; single characters are typed."""
    for key in keys:
        pilot.app.post_message(events.Key(_NAMED.get(key, key), key if len(key) == 1 else None))
    for _ in range(4):
        await settle(pilot)


async def goto(pilot: Pilot[None], name: str) -> None:
    """Put the cursor into a field."""
    pane(pilot).goto(name)
    await settle(pilot)


def pane(pilot: Pilot[None]) -> FormPane:
    """The fields of the form."""
    app = pilot.app
    assert isinstance(app, WindowApp)
    return app.window.query_one(FormPane)


def texts(pilot: Pilot[None]) -> dict[str, str]:
    """The texts of the form that differ from what stood there."""
    app = pilot.app
    assert isinstance(app, WindowApp)
    assert isinstance(app.window, EditForm)
    return dict(app.window.texts)


def here(pilot: Pilot[None]) -> str:
    """The name of the field with the cursor."""
    return pane(pilot).here.field.name


def text_of(pilot: Pilot[None], name: str) -> str:
    """The text of a field."""
    return next(each.text for each in pane(pilot).states if each.field.name == name)


def said_of(pilot: Pilot[None], name: str) -> str:
    """What is said of a field."""
    return next(each.said for each in pane(pilot).states if each.field.name == name)


def note(pilot: Pilot[None]) -> str:
    """What the window says as a whole."""
    app = pilot.app
    assert isinstance(app, WindowApp)
    return str(app.window.query_one("#reading", Static).visual)


def offered(pilot: Pilot[None]) -> list[str]:
    """The names that are offered."""
    return [each.label for each in pane(pilot)._offers.found]
