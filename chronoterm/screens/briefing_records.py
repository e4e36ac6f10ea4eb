"""One record at a time on the screen, gone through by single keys, with a clock."""

from datetime import UTC, datetime

from textual.app import ComposeResult
from textual.containers import Vertical

from chronoterm.chips import banner, subject
from chronoterm.chronology.view import Chronology, View
from chronoterm.commands import COMMANDS, Place, shown_key
from chronoterm.instruments.briefed import Briefed, OfChosen, OfView, place_in_words
from chronoterm.instruments.briefing import Card, Slide, card, slide_of
from chronoterm.keeping.remembered import SavedBriefing
from chronoterm.screens.instrument import Chosen
from chronoterm.screens.window import Window
from chronoterm.spans import Line, Span
from chronoterm.text import clean, isolate
from chronoterm.widgets.briefing_sheet import AROUND, BriefingSheet, Heading, Sheet, key_line
from chronoterm.wording import records_in_words

MINUTE = 60
"""Seconds."""

MOST_DIGITS = 6
"""Digits of a number that can be typed."""

_SHOWN = (
    *(
        "briefing.on",
        "briefing.previous",
        "briefing.open",
        "briefing.close",
        "briefing.help",
        "briefing.notes",
    ),
    *("briefing.restart", "briefing.actor", "briefing.place", "briefing.kind", "briefing.clear"),
)
_SHOWN_OF_SAVED = (
    *(
        "briefing.on",
        "briefing.previous",
        "briefing.later",
        "briefing.earlier",
        "briefing.out",
        "briefing.put_back",
    ),
    *("briefing.close", "briefing.help", "briefing.notes", "briefing.restart"),
)
"""The commands whose keys stand in the last line, those first that are there in a small window too."""


class RecordsWindow(Window[Chosen | None]):
    """Shows the records of a view, or those of a saved briefing, one a screen."""

    def __init__(
        self,
        chronology: Chronology,
        view: View,
        *,
        saved: SavedBriefing | None = None,
        here: str | None = None,
    ) -> None:
        """Begin with the record `here` of the view, or with the first one."""
        super().__init__()
        self._saved = saved
        self._began = utc_now()
        self._page = 0
        self._notes = True
        self._typed = ""
        self._said = ""
        self._whole = self._chronology = chronology
        self._view = view
        self._briefed: Briefed = OfView(view)
        self._position = 0
        self.follow(chronology, view, here)

    def compose(self) -> ComposeResult:
        """A sheet that fills the window."""
        with Vertical(classes="window -briefing"):
            yield BriefingSheet(id="sheet")

    def on_mount(self) -> None:
        """Let the keys come to the window, and begin."""
        super().on_mount()
        self.set_focus(None)
        self.call_after_refresh(self._show_again)
        self._tick_later()

    def on_resize(self) -> None:
        """Lay the record out for another size, from its first page on."""
        self._page = 0
        self.call_after_refresh(self._show_again)

    # What is briefed

    def follow(self, chronology: Chronology, view: View, here: str | None = None) -> None:
        """Go on with another state of the chronology, or another view of it, on the same record where it is there."""
        here = here or self.record_id
        self._whole, self._view = chronology, view
        self._chronology = chronology.as_known(view.query.as_of)
        self.brief(here)
        if self.is_mounted:
            self.show(self._said if self.record_id == here else "")

    def brief(self, here: str | None) -> None:
        """Take what there is to brief, on the record `here` or where somebody is."""
        if self._saved is None:
            self._briefed = OfView(self._view)
        else:
            self._briefed = OfChosen(self._whole, self._saved.records, self._view.query)
        found = self._briefed.nearest(here) if here is not None else None
        self._move(self._position if found is None else found)

    @property
    def record_id(self) -> str | None:
        """The record on the screen."""
        count = self._briefed.count
        return self._briefed.row(self._position).entry.id if self._position < count else None

    def _move(self, position: int) -> bool:
        """Go to a record, as far as there are any; whether it is another one than before."""
        before = self._position
        self._position = max(0, min(position, self._briefed.count - 1))
        if before != self._position:
            self._page = 0
        return before != self._position

    # Showing

    def show(self, said: str = "") -> None:
        """Show the record; `said` stands where else the keys are, until the next one."""
        if not self.is_mounted or not self.query(BriefingSheet):
            return
        self._said = said
        sheet = self.query_one(BriefingSheet)
        laid_out = self._card(sheet)
        self._page = max(0, min(self._page, len(laid_out.pages) - 1))
        keys = key_line(_keys(_SHOWN_OF_SAVED if self._saved else _SHOWN), sheet.size.width)
        typed = f"go to {self._typed}" if self._typed else ""
        sheet.show(Sheet(self._heading(), laid_out, self._page, keys, isolate(clean(typed or said))))

    def _show_again(self) -> None:
        """Show the record anew, and what is said beside it."""
        self.show(self._said)

    def _card(self, sheet: BriefingSheet) -> Card:
        room = sheet.size.height - self._heading().height - AROUND
        slide = self._slide()
        if slide is None:
            return Card(((Line((Span(self._why_empty()),)),),), (), 1)
        return card(slide, self._chronology, sheet.size.width, room, notes=self._notes)

    def _slide(self) -> Slide | None:
        if self._position >= self._briefed.count:
            return None
        return slide_of(self._chronology, self._briefed.row(self._position))

    def _why_empty(self) -> str:
        if self._saved is not None:
            return "No record is left in this briefing."
        return "Nothing matches." if self._view.query.conditions else "There are no records."

    def _heading(self) -> Heading:
        name = f"Briefing · {self._saved.name}" if self._saved else "Briefing"
        place, now = place_in_words(self._position, self._briefed.count), utc_now()
        return Heading(
            isolate(clean(name)),
            f"{place} · {now:%H:%M} UTC · {elapsed(self._began, now)}",
            isolate(clean(self._of_what())),
            banner(self._view.query),
        )

    def _of_what(self) -> str:
        """What is briefed, and what is lacking of it: a part never looks whole."""
        if self._saved is None:
            return subject(self._chronology, self._view)
        chosen = f"{self._briefed.count:,} of {records_in_words(self._chronology.total)}, chosen"
        parts = (self._chronology.title, chosen, self._briefed.lacking)
        return " · ".join(each for each in parts if each)

    # The clock

    def _tick_later(self) -> None:
        """Show the time again when the minute is another one: nothing is sent in between."""
        self.set_timer(to_next_minute(utc_now()), self._tick)

    def _tick(self) -> None:
        if not self.is_closed:
            self._show_again()
            self._tick_later()

    def action_briefing_restart(self) -> None:
        """Count the time from now on."""
        self._began = utc_now()
        self.show("the time is counted from now on")

    # From record to record

    def _go(self, position: int, otherwise: str) -> None:
        self._typed = ""
        self.show("" if self._move(position) else otherwise)

    def action_briefing_next(self) -> None:
        """To the next record."""
        self._go(self._position + 1, "this is the last record")

    def action_briefing_previous(self) -> None:
        """To the record before."""
        self._go(self._position - 1, "this is the first record")

    def action_briefing_first(self) -> None:
        """To the first record."""
        self._go(0, "this is the first record")

    def action_briefing_last(self) -> None:
        """To the last record."""
        self._go(self._briefed.count - 1, "this is the last record")

    def action_briefing_on(self) -> None:
        """To the next page, then to the next record."""
        if self._page + 1 < len(self._card(self.query_one(BriefingSheet)).pages):
            self._page += 1
            self.show()
        else:
            self.action_briefing_next()

    def action_briefing_back(self) -> None:
        """To the page before, then to the record before."""
        if self._page:
            self._page -= 1
            self.show()
        else:
            self.action_briefing_previous()

    def action_briefing_digit(self, digit: int) -> None:
        """Take a digit of a number."""
        self._typed = f"{self._typed}{digit}"[:MOST_DIGITS]
        self.show()

    def action_briefing_choose(self) -> None:
        """Go to the number that was typed; without one close, and go on with this record in the list."""
        typed, self._typed = self._typed, ""
        if not typed:
            self.close(Chosen(record_id=self.record_id))
        elif 1 <= int(typed) <= self._briefed.count:
            self._go(int(typed) - 1, "")
        else:
            self.show(f"there is no record {int(typed):,}; the last is {self._briefed.count:,}")

    def action_briefing_close(self) -> None:
        """Forget the number that is typed, or close."""
        if self._typed:
            self._typed = ""
            self.show()
        else:
            self.close(None)

    def action_briefing_notes(self) -> None:
        """Show the notes, or hide them."""
        self._notes, self._page = not self._notes, 0
        self.show("" if self._notes else "notes are hidden")

    def action_briefing_help(self) -> None:
        """Tell the keys of this window."""
        from chronoterm.screens.reading_window import ReadingWindow, keys_text  # noqa: PLC0415 - few ask for it

        self.app.push_screen(ReadingWindow("Keys", keys_text(Place.BRIEFING)))


def utc_now() -> datetime:
    """The time (UTC)."""
    return datetime.now(UTC)


def to_next_minute(now: datetime) -> float:
    """Seconds until the clock shows another minute."""
    return MINUTE - now.second - now.microsecond / 1e6


def elapsed(began: datetime, now: datetime) -> str:
    """The whole minutes since a time: `0 min`, `1 h 05 min`; none are told where the clock was turned back."""
    minutes = max(0, int((now - began).total_seconds() // MINUTE))
    hours, left = divmod(minutes, MINUTE)
    return f"{hours} h {left:02} min" if hours else f"{left} min"


def _keys(ids: tuple[str, ...]) -> list[str]:
    commands = {each.id: each for each in COMMANDS}
    return [f"{shown_key(commands[each].keys[0])} {commands[each].label.lower()}" for each in ids]
