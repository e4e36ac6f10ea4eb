"""An app that sends little: only what looks different from what the terminal shows already."""

from rich.console import RenderableType
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.screen import Screen

from chronoterm.sending import Shown
from chronoterm.typeahead import TypeAheadApp


class FrugalApp(TypeAheadApp):
    """Leaves out of every update what would change nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._shown = Shown()

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        """Send what the terminal does not show yet."""
        if (
            isinstance(renderable, LayoutUpdate | ChopsUpdate)
            and not self._batch_count
            and not self.is_headless
        ):
            new = self._shown.changed(renderable, self.size)
            if new.pieces or self.cursor_position != self._previous_cursor_position:
                super()._display(screen, new)
        else:
            super()._display(screen, renderable)

    def on_resize(self) -> None:
        """Send everything: nobody knows what a terminal of another size shows."""
        self._shown.forget()

    def action_program_redraw(self) -> None:
        """Send everything again, after something else has written on the terminal."""
        self._shown.forget()
        self.refresh(layout=True)
