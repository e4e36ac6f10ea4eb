"""Saying which series a figure belongs to; what may be meant is proposed, and never done by itself."""

from collections.abc import Collection, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from chronoterm.chronology.view import Chronology
from chronoterm.commands import Place, key_line
from chronoterm.editing.linking import NumberedFigure, figure_title
from chronoterm.edits import Document
from chronoterm.instruments.linking import Proposal, SeriesFacts, proposals, series_facts
from chronoterm.matching import fit_of, fold_all
from chronoterm.ordering import CHRONOLOGICAL
from chronoterm.query import ALL
from chronoterm.records import Series
from chronoterm.screens.counting import begun
from chronoterm.screens.window import Window
from chronoterm.text import clean, fold, isolate
from chronoterm.widgets.form_list import FormList, ListLine
from chronoterm.widgets.keys import bindings

LONGEST_TYPED = 320
"""Characters of a name with its unit."""

MOST_FIGURES = 5
MOST_LINES = 12
LEAST_LINES = 4


class FigureLinked(NamedTuple):
    """Which figure should be in which series; `name` is that of a new one, and none of both is in none."""

    numbered: NumberedFigure
    series: str | None
    name: str | None = None


class Offered(NamedTuple):
    """A line to choose: a series, a new one by its name, or that the figure is in none."""

    series: str | None
    label: str
    note: str = ""
    name: str | None = None


class FigureLinking(Window[FigureLinked | None]):
    """Lists the figures of a record over the series that there are; Enter links the one to the other."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.LINKING)

    @dataclass
    class Known(Message):
        """What the figures of all records tell of their series."""

        facts: "Future[Mapping[str, SeriesFacts]]"

    def __init__(
        self,
        chronology: Chronology,
        headline: str,
        actors: Collection[str],
        figures: Sequence[NumberedFigure],
        every: Sequence[Series],
    ) -> None:
        """`actors` are those of the record, `figures` its one or more figures, `every` all series of the store."""
        super().__init__()
        self._chronology = chronology
        self._headline = headline
        self._actors = actors
        self._figures = figures
        self._every = every
        self._facts: Mapping[str, SeriesFacts] = {}
        self._here = next((at for at, each in enumerate(figures) if not each.figure.get("series")), 0)
        self._shown: list[Offered] = []

    def compose(self) -> ComposeResult:
        """The figures, a prompt, the series."""
        with Vertical(classes="window -linking"):
            yield Static(
                Content(f"Series of the figures of “{isolate(clean(self._headline))}”"),
                classes="window-title",
            )
            yield FormList(id="figures")
            yield LinkInput()
            yield FormList(id="choices")
            yield Static(Content(""), id="reading")
            yield Static(Content(key_line(Place.LINKING)), classes="window-keys")

    def on_mount(self) -> None:
        """Show what is known at once, and look into the other figures meanwhile."""
        super().on_mount()
        self.set_focus(self.query_one(LinkInput))
        self.query_one("#figures").styles.height = min(len(self._figures), MOST_FIGURES)
        self._list.styles.height = max(LEAST_LINES, min(len(self._every) + 2, MOST_LINES))
        self._tell()
        looking = begun(lambda: series_facts(self._chronology.view(ALL, CHRONOLOGICAL).evidence(self._stop)))
        looking.add_done_callback(lambda done: self.is_closed or self.post_message(self.Known(done)))

    def _say(self, sentence: str) -> None:
        self.query_one("#reading", Static).update(Content(isolate(clean(sentence))))

    def _stop(self, _: int) -> None:
        if self.is_closed:
            raise InterruptedError

    @on(Known)
    def know(self, event: Known) -> None:
        """Show how many figures each series has, and what else is proposed now."""
        if self.is_closed:
            return
        error = event.facts.exception()
        if error is not None:
            self._say(f"what other figures tell cannot be read: {error}")
            return
        self._facts = event.facts.result()
        known = {each.id for each in self._every}
        self._every = [
            *self._every,
            *(Series(id=each, name=each) for each in self._facts if each not in known),
        ]
        here = self._shown[self._list.cursor] if self._shown else None
        self._tell(here)

    @property
    def _list(self) -> FormList:
        return self.query_one("#choices", FormList)

    @property
    def _typed(self) -> str:
        return " ".join(clean(self.query_one(LinkInput).value).split())

    @property
    def _figure(self) -> Document:
        return self._figures[self._here].figure

    # What is shown

    @on(Input.Changed)
    def narrow(self) -> None:
        """Show the series that fit what is typed."""
        self._tell()

    def _tell(self, here: Offered | None = None) -> None:
        """Show figures and series, with the cursor where it was if that is still there."""
        lines = [self._figure_line(each) for each in self._figures]
        self.query_one("#figures", FormList).show(lines, self._here)
        self._shown = self._offered()
        was = here and here[:1] + here[3:]
        place = next((at for at, each in enumerate(self._shown) if each[:1] + each[3:] == was), 0)
        now = self._figure.get("series")
        self._list.show(
            [
                ListLine(f"{'✓' if each.series == now and not each.name else ' '} {each.label}", each.note)
                for each in self._shown
            ],
            place,
        )

    def _figure_line(self, numbered: NumberedFigure) -> ListLine:
        series = numbered.figure.get("series")
        name = next((each.name for each in self._every if each.id == series), series)
        return ListLine(figure_title(numbered.figure), name if isinstance(name, str) else "no series")

    def _offered(self) -> list[Offered]:
        """What may be chosen: what is proposed, then the series that fit, then a new one or none."""
        typed = fold(self._typed)
        proposed = {each.series: each for each in self._proposed()}
        every = {each.id: each for each in self._every}
        ids = dict.fromkeys((*proposed, *sorted(every, key=lambda each: fold(every[each].name))))
        fits = {each: fit_of(typed, fold_all(every[each].name, each)) for each in ids}
        found = sorted((each for each in ids if fits[each]), key=lambda each: -fits[each] if typed else 0)
        shown = [self._series_line(every[each], proposed.get(each)) for each in found]
        if typed and all(typed != fold(each.name) for each in self._every):
            return [*shown, Offered(None, f"new series “{self._typed}”", "new", self._typed)]
        is_linked = bool(self._figure.get("series"))
        return [*shown, *([Offered(None, "no series")] if is_linked and not typed else [])]

    def _series_line(self, series: Series, proposed: Proposal | None) -> Offered:
        facts = self._facts.get(series.id)
        figures = f"{facts.figures:,} {'figure' if facts.figures == 1 else 'figures'}" if facts else ""
        note = f"proposed: {proposed.why}" if proposed else figures
        return Offered(series.id, series.name, note)

    def _proposed(self) -> Sequence[Proposal]:
        """What is proposed for the figure; for one that has a series nothing is."""
        text = self._figure.get("text")
        if self._figure.get("series"):
            return ()
        return proposals(text if isinstance(text, str) else "", self._actors, self._every, self._facts)

    # Keys

    def action_linking_down(self) -> None:
        """To the next series."""
        self._list.cursor += 1

    def action_linking_up(self) -> None:
        """To the one before."""
        self._list.cursor -= 1

    def action_linking_page_down(self) -> None:
        """A page on."""
        self._list.cursor += self._list.size.height

    def action_linking_page_up(self) -> None:
        """A page back."""
        self._list.cursor -= self._list.size.height

    def action_linking_next(self) -> None:
        """To the next figure."""
        self._go_to_figure(self._here + 1)

    def action_linking_previous(self) -> None:
        """To the figure before."""
        self._go_to_figure(self._here - 1)

    def _go_to_figure(self, at: int) -> None:
        self._here = at % len(self._figures)
        self._tell()

    def action_linking_take(self) -> None:
        """Link the figure to the series under the cursor."""
        self._tell(self._shown[self._list.cursor] if self._shown else None)
        if not self._shown:
            self._say("type the name of a new series first")
            return
        chosen = self._shown[self._list.cursor]
        self.close(FigureLinked(self._figures[self._here], chosen.series, chosen.name))

    def action_linking_cancel(self) -> None:
        """Change nothing."""
        self.close(None)

    @on(FormList.Clicked, "#choices")
    def click(self) -> None:
        """A click takes the series under it."""
        self.action_linking_take()

    @on(FormList.Clicked, "#figures")
    def click_figure(self) -> None:
        """A click goes to the figure under it."""
        self._go_to_figure(self.query_one("#figures", FormList).cursor)


class LinkInput(Input):
    """Takes what is typed; the keys of the window are carried out in the order in which they and letters come.

    Once the window is closed, keys are for what is below.
    """

    def __init__(self) -> None:
        super().__init__(
            placeholder="type a series, or the name of a new one (unit)",
            max_length=LONGEST_TYPED,
            select_on_focus=False,
        )
        self.cursor_blink = False

    async def on_key(self, event: events.Key) -> None:
        """Carry out a key of the window before what is typed after it."""
        window = self.screen
        if not isinstance(window, FigureLinking):
            return
        bound = window._bindings.key_to_bindings.get(event.key)  # noqa: SLF001 - as Textual looks them up
        if window.is_closed:
            self.app.post_message(events.Key(event.key, event.character))
        elif bound:
            await window.run_action(bound[0].action)
        else:
            return
        event.stop()
        event.prevent_default()
