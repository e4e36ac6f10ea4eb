"""Making ready, when nobody waits, what the first window would have to wait for: its modules and its styles."""

from textual.containers import Vertical
from textual.css.stylesheet import Stylesheet
from textual.widgets import Static

from chronoterm.language import reading, written
from chronoterm.screens.facet_picker import FacetPicker, PickerInput
from chronoterm.screens.window import CSS
from chronoterm.terms import Facet
from chronoterm.widgets.value_list import ValueList

USED_LATER = (reading, written)
"""What the first filter that is typed needs."""


def warm_up(stylesheet: Stylesheet) -> None:
    """Put the styles of windows and of what stands in them into a style sheet, and read it anew if any was missing."""
    before = len(stylesheet.source)
    if not stylesheet.has_source(CSS, ""):
        stylesheet.read(CSS)
    for widget in (
        FacetPicker(Facet.ACTOR, (), ()),
        PickerInput(()),
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
