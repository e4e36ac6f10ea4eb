"""Choosing what is exported, in which form, and into which file, with the first lines of it in sight."""

from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from chronoterm.cells import cut
from chronoterm.commands import Place, key_line
from chronoterm.screens.window import Prompt, Window
from chronoterm.text import clean, isolate
from chronoterm.widgets.keys import bindings

LONGEST_PATH = 4000
"""Characters of a name that may be typed."""

PREVIEWED = 12
"""Lines that are shown of a file."""


class Choice(NamedTuple):
    """Something to choose: what stands for it, and what it is called."""

    value: str
    label: str


class Naming(NamedTuple):
    """How files are named: a name proposed for a form, the form that a name says, and the folder where they go.

    A name that has another ending than any form says none.
    """

    name_for: Callable[[str], str]
    form_of: Callable[[str], str | None]
    folder: str


class ExportChosen(NamedTuple):
    """What is to be exported (`what`), in which form, and the name of the file as it was typed."""

    what: str
    form: str
    path: str


Preview = Callable[[str, str], Sequence[str]]
"""The first lines of a file, by what it is of and its form."""


class ExportWindow(Window[ExportChosen | None]):
    """Up and down change the form, Tab what is exported; Enter writes the file that is named in the prompt."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.EXPORT)

    def __init__(
        self,
        what: Sequence[Choice],
        forms: Sequence[Choice],
        preview: Preview,
        naming: "Naming",
    ) -> None:
        super().__init__()
        self._what, self._forms = what, forms
        self._preview, self._naming = preview, naming
        self._here, self._form = 0, 0
        self._proposed = ""

    def compose(self) -> ComposeResult:
        """The choices over the prompt, and the beginning of the file below it."""
        with Vertical(classes="window -export"):
            yield Static(Content("Export"), classes="window-title")
            yield Static(Content(""), id="what")
            yield Static(Content(""), id="form")
            yield Prompt("", placeholder="the name of a file", max_length=LONGEST_PATH)
            yield Static(Content(""), id="reading")
            yield Static(Content(""), id="preview")
            yield Static(Content(key_line(Place.EXPORT)), classes="window-keys")

    def on_mount(self) -> None:
        """Propose the first form."""
        super().on_mount()
        self._show()

    def _show(self) -> None:
        form = self._forms[self._form].value
        prompt, proposed = self.query_one(Prompt), self._naming.name_for(form)
        if prompt.value in ("", self._proposed):
            prompt.value = proposed
        elif self._naming.form_of(prompt.value) not in (None, form):
            prompt.value = f"{_stem(prompt.value)}{proposed[len(_stem(proposed)) :]}"
        prompt.cursor_position = len(prompt.value)
        self._proposed = proposed
        self._show_choices()

    def _show_choices(self) -> None:
        what, form = self._what[self._here], self._forms[self._form]
        self.query_one("#what", Static).update(_one_of("Tab", self._what, self._here))
        self.query_one("#form", Static).update(_one_of("↑↓", self._forms, self._form))
        room = max(20, min(self.app.size.width, 84) - 6)
        lines = [cut(clean(each), room) for each in self._preview(what.value, form.value)[:PREVIEWED]]
        self.query_one("#preview", Static).update(Content("\n".join(lines)))

    @on(Input.Changed)
    def follow_name(self, event: Input.Changed) -> None:
        """Take the form that the name says, and say where the file would be."""
        name = event.value.strip()
        said = self._naming.form_of(name)
        form = next((number for number, each in enumerate(self._forms) if each.value == said), self._form)
        if form != self._form:
            self._form = form
            self._proposed = self._naming.name_for(self._forms[form].value)
            self._show_choices()
        into = f"written into {isolate(clean(self._naming.folder))}" if "/" not in name else ""
        other = "" if said or not name else f"as {self._forms[self._form].label}, whatever its ending; "
        self.query_one("#reading", Static).update(Content(f"{other}{into}" if name else "it needs a name"))

    def take(self) -> None:
        """Take the name as it stands in the prompt now."""
        self.action_export_write()

    def action_export_write(self) -> None:
        """Give what was chosen, if the file has a name."""
        name = self.query_one(Prompt).value.strip()
        if name:
            self.close(ExportChosen(self._what[self._here].value, self._forms[self._form].value, name))

    def action_export_next_form(self) -> None:
        """The next form."""
        self._turn_form(1)

    def action_export_previous_form(self) -> None:
        """The form before."""
        self._turn_form(-1)

    def _turn_form(self, by: int) -> None:
        self._form = (self._form + by) % len(self._forms)
        self._show()

    def action_export_what(self) -> None:
        """Something else to export."""
        self._here = (self._here + 1) % len(self._what)
        self._show()

    def action_export_cancel(self) -> None:
        """Write nothing."""
        self.close(None)


def _stem(name: str) -> str:
    """A name without its ending, of which there may be two: `brief.timeline.json`."""
    folder, slash, file = name.rpartition("/")
    return f"{folder}{slash}{file.partition('.')[0]}"


def _one_of(key: str, choices: Sequence[Choice], here: int) -> Content:
    """All choices, the one that is chosen in brackets."""
    named = (
        f"[{each.label}]" if number == here else f" {each.label} " for number, each in enumerate(choices)
    )
    return Content(f"{key if len(choices) > 1 else '  '}  {' '.join(named)}")
