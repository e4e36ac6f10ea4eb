"""An app that sends little: only what looks different from what the terminal shows already, and never faster than it takes."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout

from rich.console import RenderableType
from textual import on
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.filter import LineFilter, Monochrome
from textual.screen import Screen
from textual.widgets import Input

from chronoterm.sending import Shown, too_small
from chronoterm.terminal.driver import TerminalDriver
from chronoterm.terminal.driver_input import PasteCut
from chronoterm.terminal.driver_pastes import LARGEST
from chronoterm.terminal.kind import NONE, SIXTEEN, Kind, Signs, kind_of, lacking
from chronoterm.terminal.signals import exit_code
from chronoterm.typeahead import TypeAheadApp
from chronoterm.widgets.hygiene import AsciiFilter, FewSignsFilter, PlainFilter, SixteenFilter


class FrugalApp(TypeAheadApp):
    """Leaves out of every update what would change nothing, and leaves a terminal as it found it."""

    def __init__(self) -> None:
        super().__init__()
        kind = kind_of(os.environ)
        self._shown = Shown(self.console, scrolls=kind.scrolls)
        self._times_entered = 0
        self._of_terminal = _filters_for(kind, no_colour=self.no_color)

    def get_driver_class(self) -> type[TerminalDriver]:
        """Our own driver, whatever the environment names."""
        return TerminalDriver

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's own filters, and what makes of a line what this terminal can show."""
        textuals = super().get_line_filters()
        if self.is_headless:
            return textuals
        return [*(each for each in textuals if not isinstance(each, Monochrome)), *self._of_terminal]

    @property
    def lacking(self) -> str:
        """What the terminal has not, in one line; empty where nothing is missed."""
        return "" if self.is_headless else lacking(os.environ)

    def keep_before_leaving(self) -> None:
        """Keep what should be there the next time; called when the program is told to end."""

    # What is sent

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        """Send what the terminal does not show yet, unless it has not even taken what was sent before."""
        driver = self._driver
        if not isinstance(driver, TerminalDriver):
            super()._display(screen, renderable)
        elif driver.is_behind:
            self.post_display_hook()
        elif isinstance(renderable, LayoutUpdate | ChopsUpdate) and not self._batch_count:
            if driver.times_entered != self._times_entered:
                self._times_entered = driver.times_entered
                self._shown.forget()
            update = too_small(self.size) or renderable
            new = self._shown.changed(update, self.size)
            if new or self.cursor_position != self._previous_cursor_position:
                super()._display(screen, new)
        else:
            super()._display(screen, renderable)

    @on(TerminalDriver.CaughtUp)
    @on(TerminalDriver.Entered)
    def draw(self) -> None:
        """Send what was not sent meanwhile, or is not there any more."""
        self.refresh(layout=True)

    def on_resize(self) -> None:
        """Send everything: nobody knows what a terminal of another size shows."""
        self._shown.forget()
        self.refresh()

    def action_program_redraw(self) -> None:
        """Send everything again, after something else has written on the terminal."""
        self._shown.forget()
        self.refresh(layout=True)

    def _set_pointer_shape(self, shape: str) -> None:
        """Leave the pointer of the mouse as it is: nothing here needs another, and some terminals show the command."""

    # What comes from outside

    @on(TerminalDriver.LeaveAsked)
    def leave_for(self, event: TerminalDriver.LeaveAsked) -> None:
        """Keep what should be kept, and end."""
        try:
            self.keep_before_leaving()
        finally:
            self.exit(return_code=exit_code(event.number))

    def action_program_suspend(self) -> None:
        """Stop this process and those that belong to it, and give the terminal to the shell."""
        if isinstance(self._driver, TerminalDriver):
            self._driver.stop_process(group=True)

    @contextmanager
    def suspend(self) -> Iterator[None]:
        """Give the terminal to another program, and take it back however that ends."""
        if not isinstance(self._driver, TerminalDriver):
            with super().suspend():
                yield
            return
        self._suspend_signal()
        self._driver.suspend_application_mode()
        try:
            with redirect_stdout(sys.__stdout__), redirect_stderr(sys.__stderr__):
                yield
        finally:
            self._driver.resume_application_mode()
            self._resume_signal()

    @on(TerminalDriver.StopAsked)
    def stop(self) -> None:
        """Stop this process alone: somebody has sent it the signal."""
        if isinstance(self._driver, TerminalDriver):
            self._driver.stop_process(group=False)

    @on(PasteCut)
    def say_paste_was_cut(self) -> None:
        """Say that not all was taken."""
        prompt = self.focused
        if not isinstance(prompt, Input) or not prompt.max_length:  # which would say itself what fits
            self.notify(f"Only the first {LARGEST // 1024} KB of what was pasted were taken.", markup=False)


def _filters_for(kind: Kind, *, no_colour: bool) -> list[LineFilter]:
    filters: list[LineFilter] = []
    if no_colour or kind.colours == NONE:
        filters.append(PlainFilter())
    elif kind.colours == SIXTEEN:
        filters.append(SixteenFilter())
    if kind.signs is Signs.FEW:
        filters.append(FewSignsFilter())
    elif kind.signs is Signs.ASCII:
        filters.append(AsciiFilter())
    return filters
