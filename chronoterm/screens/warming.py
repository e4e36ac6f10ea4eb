"""Making ready, when nobody waits, what the first window and the first filter would have to wait for."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial

from textual.app import App
from textual.containers import Vertical
from textual.css.stylesheet import Stylesheet
from textual.widgets import Static

from chronoterm import chips, meaning, narrowing, offering
from chronoterm.dates.errors import PhraseError
from chronoterm.dates.lastresort import last_resort
from chronoterm.language import reading, written
from chronoterm.screens import picker_notes
from chronoterm.screens.facet_picker import FacetPicker, PickerInput
from chronoterm.screens.filter_typing import TypingScreen
from chronoterm.screens.window import CSS
from chronoterm.terms import Facet
from chronoterm.widgets.value_list import ValueList

USED_LATER = (reading, written, offering, narrowing, meaning, chips, picker_notes)
"""What the first filter needs, whether it is typed or chosen."""


REST = 0.02
"""Seconds between two pieces, for keys that are typed meanwhile, and for what a piece leaves to be done."""

Piece = Callable[[], Awaitable[None] | None]


def warm(app: App[None], screen: TypingScreen) -> None:
    """Make everything ready piece by piece, so that keys that are typed meanwhile go in between."""
    pieces: tuple[Piece, ...] = (
        partial(warm_up, app.stylesheet),
        screen.prepare_prompt,
        partial(prepare_picker, app),
        prepare_dates,
        # Its places are found when what it has is wider by then, hence the last time.
        partial(rehearse_picker, app, noted=False),
        partial(rehearse_picker, app, noted=True),
        partial(rehearse_picker, app, noted=True),
    )
    app.call_later(_go_on, app, screen, pieces)


async def _go_on(app: App[None], screen: TypingScreen, pieces: tuple[Piece, ...]) -> None:
    """Make a piece ready, and the others after a rest, unless the program is just ending."""
    if not screen.is_attached:
        return
    piece, *others = pieces
    if (rest := piece()) is not None:
        await rest
    if others:
        app.set_timer(REST, partial(_go_on, app, screen, tuple(others)))


def warm_up(stylesheet: Stylesheet) -> None:
    """Put the styles of windows and of what stands in them into a style sheet, and read it anew if any was missing."""
    before = len(stylesheet.source)
    if not stylesheet.has_source(CSS, ""):
        stylesheet.read(CSS)
    for widget in (
        FacetPicker(Facet.ACTOR, (), ()),
        PickerInput(),
        ValueList(id="values"),
        Vertical(),
        Static(),
    ):
        for read_from, css, tie_breaker, scope in widget._get_default_css():  # noqa: SLF001 - as Textual mounts them
            stylesheet.add_source(
                css, read_from=read_from, is_default_css=True, tie_breaker=tie_breaker, scope=scope
            )
    if len(stylesheet.source) > before:
        stylesheet.reparse()


async def prepare_picker(app: App[None]) -> None:
    """Make the picker that is shown again and again."""
    picker, mounted = app._get_screen(FacetPicker.kept_by(app))  # noqa: SLF001 - Textual mounts it with the first look
    await mounted
    if (
        isinstance(picker, FacetPicker) and picker.is_attached and picker.query(PickerInput)
    ):  # not just closing
        picker.lay_out()


def rehearse_picker(app: App[None], *, noted: bool) -> None:
    """Paint the picker where nobody looks, with notes beside its values or without, unless somebody looks."""
    picker = FacetPicker.kept_by(app)
    if picker not in app.screen_stack and picker.is_attached and picker.query(PickerInput):
        picker.rehearse(noted=noted)


def prepare_dates() -> None:
    """Import what reads odd dates: half of a date is one, as long as it is typed."""
    with suppress(PhraseError):
        last_resort("2")
