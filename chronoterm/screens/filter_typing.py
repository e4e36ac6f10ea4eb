"""Filtering as somebody types: the list follows every key, and Esc leads back to exactly what was."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, cast

from textual.message import Message

from chronoterm.chronology.view import Chronology
from chronoterm.dates import PartialDate
from chronoterm.screens.asking import AskingScreen
from chronoterm.steps import Asked
from chronoterm.widgets.chronology_list import ChronologyList
from chronoterm.widgets.column_header import ColumnHeader
from chronoterm.widgets.detail_pane import DetailPane
from chronoterm.widgets.filter_bar import FilterBar

if TYPE_CHECKING:
    from chronoterm.language.errors import QueryError
    from chronoterm.widgets.query_hint import QueryHint
    from chronoterm.widgets.query_prompt import QueryPrompt


class Before(NamedTuple):
    """What was on the screen when the prompt opened."""

    asked: Asked
    suspended: bool
    record_id: str | None
    top: int
    near: PartialDate | None
    """The day that a date typed without a year should be near to; the cursor moves while it is typed."""
    in_detail: bool


class TypingScreen(AskingScreen):
    """Has the prompt above the list."""

    @dataclass
    class Searched(Message):
        """A filter was typed and kept."""

        text: str

    def __init__(self, today: PartialDate) -> None:
        """`today` is the UTC day, for dates typed without a year."""
        super().__init__()
        self._today = today
        self._before: Before | None = None
        self._base = Asked()
        self._history: tuple[str, ...] = ()
        self._to_offer: str | None = None
        """A remark that goes with what is offered next, if anything is."""

    @property
    def _list(self) -> ChronologyList:
        return self.query_one(ChronologyList)

    @property
    def _prompt(self) -> "QueryPrompt":
        return cast("QueryPrompt", self.query_one("#prompt"))

    @property
    def _anchor(self) -> str | None:
        """The record that the cursor comes back to while a filter is typed."""
        return self._before.record_id if self._before else None

    async def action_filter_type(self) -> None:
        """Open the prompt."""
        if self._chronology is None or self._view is None or self._before is not None:
            return
        await self.prepare_prompt()
        self._before = self._here
        self.remove_class("-reading")  # a small window shows the list then
        self._base = self._asked
        self._make_room()
        self._to_offer = None
        self._prompt.open(self._history, {"complete": self.complete, "edit": self.edit_newest})
        self._hint.offer(())

    @property
    def _here(self) -> Before:
        """What is on the screen now."""
        from chronoterm.narrowing import first_day  # noqa: PLC0415 - not on the way to the first frame

        shown = self._list
        near = first_day(shown.entry) if shown.entry else None
        in_detail = isinstance(self.focused, DetailPane)
        return Before(self._asked, self._hits is not None, shown.record_id, shown.top, near, in_detail)

    async def prepare_prompt(self) -> None:
        """Make the prompt and the line below it, which the first frame does not wait for."""
        if not self.query("#prompt"):
            from chronoterm.widgets.query_hint import QueryHint  # noqa: PLC0415 - as above
            from chronoterm.widgets.query_prompt import QueryPrompt  # noqa: PLC0415 - as above

            await self.query_one("#asking").mount(QueryPrompt(id="prompt"))
            await self.query_one("#head").mount(QueryHint(id="hint"))

    @property
    def _hint(self) -> "QueryHint":
        return cast("QueryHint", self.query_one("#hint"))

    def _make_room(self) -> None:
        """Let the chips keep what they need of the line, but leave most of it to the prompt."""
        bar = self.query_one(FilterBar)
        bar.styles.width = min(bar.cells_of_chips if self._base.query.conditions else 1, self.size.width // 2)
        self._show_prompt(shown=True)

    def _show_prompt(self, *, shown: bool) -> None:
        # Directly, since a class takes effect only after the prompt should have got the focus.
        self._prompt.display = self._hint.display = shown
        self.query_one(ColumnHeader).display = not shown

    def on_query_prompt_typed(self, event: "QueryPrompt.Typed") -> None:
        """Narrow the list to what is typed; where that cannot be understood, say why and keep the list."""
        if self._before is None or self._chronology is None or event.text != self._prompt.value:
            return
        from chronoterm.language.errors import QueryError  # noqa: PLC0415 - not on the way to the first frame

        try:
            asked, remark = self._understood(event.text, self._chronology)
        except QueryError as error:
            self._refuse(error)
            return
        self._prompt.unmark()
        if asked != self._asked or self._hits is not None:
            self._ask(asked)
        if self._to_offer is None:
            self._list.call_after_refresh(self._offer)
        self._to_offer = remark

    def _refuse(self, error: "QueryError") -> None:
        """Say what cannot be understood, and where; the list stays."""
        self._to_offer = None
        self._prompt.mark(error.column, error.width)
        self._hint.refuse(error.column + 1, str(error))

    def _understood(self, text: str, chronology: Chronology) -> tuple[Asked, str]:
        """What is asked with a text added, and a remark on it. Raises QueryError."""
        from chronoterm.language.reading import read_query  # noqa: PLC0415 - not on the way to the first frame

        if not text.strip():
            return self._base, ""
        near = self._before.near if self._before else None
        reading = read_query(text, chronology, today=self._today, near=near)
        query = self._base.query.having(*reading.conditions)
        if reading.certain_only:
            query = query.with_certain_only(certain_only=True)
        if reading.as_of is not None:
            query = query.known(reading.as_of)
        return Asked(query, self._base.order), "; ".join(reading.remarks)

    # Offering names

    def _offer(self) -> None:
        """Offer the names that fit what is typed now, unless something else was said meanwhile."""
        remark, self._to_offer = self._to_offer, None
        if remark is None or self._before is None or self._chronology is None:
            return
        from chronoterm.offering import offers  # noqa: PLC0415 - as above

        found = offers(
            self._chronology, self._base, self._prompt.value, self._prompt.cursor_position, self._today
        )
        self._hint.offer([(each.shown, each.records) for each in found], remark)

    def complete(self) -> None:
        """Take the first name that is offered; pressed again, the next."""
        if self._before is None or self._chronology is None:
            return
        from chronoterm.offering import offers  # noqa: PLC0415 - as above

        prompt = self._prompt
        found = offers(self._chronology, self._base, prompt.value, prompt.cursor_position, self._today)
        prompt.complete([each.completed for each in found])

    # Ending

    def on_query_prompt_kept(self, event: "QueryPrompt.Kept") -> None:
        """Keep what is typed as chips, if it can be understood."""
        before, text = self._before, event.text.strip()
        if before is None or self._chronology is None:
            return
        from chronoterm.language.errors import QueryError  # noqa: PLC0415 - as above

        try:
            asked, remark = self._understood(text, self._chronology)
        except QueryError as error:
            if self._prompt.has_focus:
                self._prompt.go_on()
                self._refuse(error)
                return
            asked, remark = self._asked, ""
        self._close_prompt()
        if asked != before.asked:
            self._steps = self._steps.step(before.asked)
        self._ask(asked)
        if remark:
            self._remark_on_asked(remark)
        if text:
            self.post_message(self.Searched(text))

    def on_query_prompt_cancelled(self) -> None:
        """Back to exactly what was before."""
        before = self._before
        if before is None or self._chronology is None:
            return
        self._close_prompt()
        self._asked = before.asked
        hits = self._chronology.view(*before.asked)
        if before.suspended:
            self.show_around(self._chronology.view(Asked().query, before.asked.order), hits)
        else:
            self.show(hits)
        self.put_back(before.record_id, before.top)
        if before.in_detail:
            self.to_detail()

    def to_detail(self) -> None:
        """Give the keys to the detail."""
        raise NotImplementedError

    def put_back(self, record_id: str | None, top: int) -> None:
        """Put the cursor on a record, with the window as it was."""
        raise NotImplementedError

    def _close_prompt(self) -> None:
        self._before = None
        self._prompt.close()
        self.query_one(FilterBar).styles.width = "1fr"
        if self._prompt.has_focus:
            self.set_focus(self._list)
        self._show_prompt(shown=False)

    def edit_newest(self) -> None:
        """Take the newest chip back into the prompt."""
        if self._before is None or not self._base.query.conditions:
            return
        from chronoterm.language.written import written_term  # noqa: PLC0415 - as above

        newest = self._base.query.conditions[-1]
        self._base = Asked(self._base.query.without(-1), self._base.order)
        self._prompt.write(written_term(newest))
        self._ask(self._base)
        self._make_room()

    def on_query_prompt_page_asked(self, event: "QueryPrompt.PageAsked") -> None:
        """Move the list, while the keys stay with the prompt."""
        if event.direction > 0:
            self._list.action_move_page_down()
        else:
            self._list.action_move_page_up()
