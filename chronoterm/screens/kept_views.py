"""Saved filters, and what is put back when a store is opened again."""

from dataclasses import dataclass

from textual.message import Message

from chronoterm.dates import PartialDate
from chronoterm.keeping.remembered import Remembered, SavedView, Session
from chronoterm.screens.time_filter import TimeScreen


class KeptScreen(TimeScreen):
    """Knows the saved filters; the app writes them."""

    @dataclass
    class SaveAsked(Message):
        """The filters should be saved under a name."""

        view: SavedView

    @dataclass
    class DeleteAsked(Message):
        """A saved filter should be deleted."""

        name: str

    @dataclass
    class DefaultAsked(Message):
        """The store should open with a saved filter, or with none."""

        name: str | None

    def __init__(self, today: PartialDate) -> None:
        super().__init__(today)
        self._remembered = Remembered()

    def remember(self, remembered: Remembered) -> None:
        """Take what is kept for this store."""
        self._remembered = remembered
        self._history = remembered.history

    def action_view_save(self) -> None:
        """Ask for a name and save the filters under it."""
        if self._chronology is None:
            return
        from chronoterm.language.orders import written_order  # noqa: PLC0415 - not on the way to the first frame
        from chronoterm.language.written import written  # noqa: PLC0415 - as above
        from chronoterm.screens.name_prompt import NamePrompt  # noqa: PLC0415 - as above

        query, order = written(self._asked.query), written_order(self._asked.order)

        def save(name: str | None) -> None:
            if name is not None:
                self.post_message(self.SaveAsked(SavedView(name, query, order)))

        names = [each.name for each in self._remembered.saved]
        self.app.push_screen(NamePrompt(query[:60], names), save)

    def action_view_saved(self) -> None:
        """Show the saved filters."""
        if self._chronology is None:
            return
        from chronoterm.screens.saved_views import (  # noqa: PLC0415 - as above
            Deleted,
            MadeDefault,
            Opened,
            SavedResult,
            SavedViews,
        )

        def follow(result: SavedResult | None) -> None:
            match result:
                case Opened(name):
                    self._open_saved(name)
                case Deleted(name):
                    self.post_message(self.DeleteAsked(name))
                case MadeDefault(name):
                    self.post_message(self.DefaultAsked(name))

        self.app.push_screen(SavedViews(self._remembered.saved), follow)

    def _open_saved(self, name: str) -> None:
        view = self._remembered.named(name)
        if view is not None and self._chronology is not None:
            from chronoterm.reopening import reopened  # noqa: PLC0415 - as above

            asked, remark = reopened(view.query, view.sort, self._chronology, self._today)
            self._want(*asked)
            self._remark_on_asked(remark)

    def session(self, theme: str) -> Session:
        """Where somebody is, to be put back the next time; `theme` is known to the app alone."""
        from chronoterm.language.orders import written_order  # noqa: PLC0415 - as above
        from chronoterm.language.written import written  # noqa: PLC0415 - as above

        here = self._before or self._here
        return Session(
            query=written(here.asked.query),
            sort=written_order(here.asked.order),
            record=here.record_id,
            suspended=here.suspended,
            focus="detail" if here.in_detail else "list",
            zoom=self._strip.window if self._strip else self._zoom,
            theme=theme,
        )
