"""Silences on the main screen: as rows between the records of somebody, or in a window of their own."""

from concurrent.futures import Future
from concurrent.futures import TimeoutError as TooLongError
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.message import Message

from chronoterm.chronology.view import Chronology, View
from chronoterm.instruments.silence_of import LEAST, whose_silence
from chronoterm.ordering import SortKey
from chronoterm.screens.exporting import ExportingScreen
from chronoterm.screens.instrument import PATIENCE, Chosen, StoppedError
from chronoterm.terms import AllOf
from chronoterm.text import clean
from chronoterm.widgets.list_lines import Between

if TYPE_CHECKING:
    from chronoterm.instruments.silence_lines import SilencesTold

NO_ROWS = Between()


class SilencesScreen(ExportingScreen):
    """Has silences as rows of the list while somebody wants them and a filter tells whose; they outlast the filter."""

    _silent_rows = False
    """Whether somebody wants them."""
    _silent_days = LEAST
    """From how many days on."""
    _silences: "Future[SilencesTold] | None" = None
    """Those that are being counted, or were counted last."""
    _says_silences = False
    """Whether it is to be said what was counted."""

    @dataclass
    class SilencesCounted(Message):
        """The silences of a view are there."""

        view: View
        counting: "Future[SilencesTold]"

    def go_on_with(self, chosen: Chosen | None) -> None:
        """Go on with what was chosen in a window."""
        raise NotImplementedError

    def action_silence_show(self) -> None:
        """Show silences as rows of the list; again, or where no filter tells whose, list the longest."""
        view = self._hits or self._view
        if self._chronology is None or view is None:
            return
        if self._hits is None and _has_rows(view) and not self._silent_rows:
            self._silent_rows = self._says_silences = True
            self._lay_silences()
            return
        from chronoterm.screens.silences import SilencesWindow  # noqa: PLC0415 - not on the way to the first frame

        today, rows = self._last_minute(view), self._silent_rows
        window = SilencesWindow(self._chronology, view, today=today, least=self._silent_days, rows=rows)
        self.app.push_screen(window, self._go_on_after_silences)

    def _go_on_after_silences(self, chosen: Chosen | None) -> None:
        from chronoterm.screens.silences import SilencesChosen  # noqa: PLC0415 - as above

        if not isinstance(chosen, SilencesChosen):
            return
        before = self._silent_rows, self._silent_days
        self._silent_rows, self._silent_days = chosen.rows, chosen.least
        if before != (chosen.rows, chosen.least):
            self._says_silences = chosen.rows
            self._lay_silences()
        if before[0] and not chosen.rows:
            self.remark("")
        if isinstance(chosen.term, AllOf):
            self._want(self._asked.query.having(*chosen.term.parts))
        else:
            self.go_on_with(chosen)

    def rows_between(self, view: View) -> Between:
        """The silences as rows of a view, where somebody wants them; those that take their time come later."""
        if not self._silent_rows or not _has_rows(view) or self._chronology is None:
            self._silences = None
            return NO_ROWS
        counting = self._silences = self._count_silences(self._chronology, view)
        try:
            counting.exception(PATIENCE)
        except TooLongError:
            counting.add_done_callback(lambda _: self.post_message(self.SilencesCounted(view, counting)))
            return NO_ROWS
        return self._rows_of(counting)

    @on(SilencesCounted)
    def lay_counted(self, event: SilencesCounted) -> None:
        """Show silences that took their time as rows, unless others are wanted since."""
        if event.counting is self._silences and event.view is self._view:
            self._list.lay_between(self._rows_of(event.counting))
            self._say_silences()

    def _lay_silences(self) -> None:
        if self._view is not None:
            self._list.lay_between(self.rows_between(self._view))
            self._say_silences()

    def _say_silences(self) -> None:
        """Say what was counted, where somebody has just asked for it."""
        counting = self._silences
        if counting is None or not self._says_silences:
            return
        if not counting.done():
            self.remark("counting silences …")
            return
        self._says_silences = False
        error = counting.exception()
        self.remark(
            counting.result().counted if error is None else clean(f"silences cannot be counted: {error}")
        )

    def _count_silences(self, chronology: Chronology, view: View) -> "Future[SilencesTold]":
        from chronoterm.instruments.silence_lines import silences_told  # noqa: PLC0415 - as above
        from chronoterm.screens.counting import begun  # noqa: PLC0415 - as above

        today, least = self._last_minute(view), self._silent_days
        mine: list[Future[SilencesTold]] = []

        def progress(_: int) -> None:
            if mine and self._silences is not mine[0]:
                raise StoppedError

        counting = begun(lambda: silences_told(chronology, view, today=today, least=least, progress=progress))
        mine.append(counting)
        return counting

    @staticmethod
    def _rows_of(counting: "Future[SilencesTold]") -> Between:
        from chronoterm.instruments.silence_words import laid, row_text  # noqa: PLC0415 - as above

        if counting.exception() is not None:
            return NO_ROWS
        told = counting.result()
        rows = laid(told.view, told.evidence, told.silences)
        return Between(
            [each.first for each in rows],
            lambda number: row_text(told.chronology, told.view, rows[number].silence),
        )

    def _last_minute(self, view: View) -> int:
        """The last minute of today, or of the day that the view is of."""
        as_of = view.query.as_of
        return self._today.end - 1 if as_of is None else as_of.until - 1


def _has_rows(view: View) -> bool:
    """Whether silences can stand in a view: it is in order of the date, and a filter tells whose they are."""
    return view.order.key is SortKey.DATE and whose_silence(view.query) is not None
