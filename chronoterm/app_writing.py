"""The part of the program that writes: edits go to the desk in a worker, and what others write is looked for."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event

from textual import on, work
from textual.events import Event as TextualEvent
from textual.message import Message

from chronoterm.chronology.indexed import IndexedChronology
from chronoterm.commands import forbidden
from chronoterm.desk import Desk, Done
from chronoterm.edits import Edit
from chronoterm.frugal import FrugalApp
from chronoterm.modes import ALL_RIGHTS, Rights
from chronoterm.problems import ChronotermError
from chronoterm.screens.chronology import ChronologyScreen
from chronoterm.store.shared import Seen

LOOK_PAUSE = 0.5
"""Seconds between two looks at whether somebody else wrote; each costs some microseconds."""

MOST_WAITED = 0.05
"""Seconds that the chronology is renewed later, so that an answer is on the screen before."""

TEXTUALS = ("screenshot", "suspend_process")
"""Actions of Textual itself that leave the program; they have no key here, and no way to them in restricted mode."""

Answer = Callable[[Done | ChronotermError], None]
"""Told what became of an edit, on the event loop."""


class WritingApp(FrugalApp):
    """Holds the desk; nothing else changes the store."""

    @dataclass
    class Answered(Message):
        """An edit is safe, or was refused."""

        result: Done | ChronotermError
        answer: Answer
        is_told: Event

    class Renewed(Message):
        """The chronology is what is on the disk."""

    @dataclass
    class Followed(Message):
        """Somebody else wrote, or their journal cannot be followed any more."""

        said: str
        failed: bool = False

    def __init__(self, rights: Rights = ALL_RIGHTS) -> None:
        super().__init__()
        self.rights = rights
        self._desk: Desk | None = None
        self._is_looking = False
        self._last_failure = ""
        self._then: list[Callable[[], None]] = []
        self._shown_chronology: IndexedChronology | None = None

    @property
    def _main(self) -> ChronologyScreen:
        return next(screen for screen in self.screen_stack if isinstance(screen, ChronologyScreen))

    async def _dispatch_message(self, message: Message) -> None:
        """Leave unanswered what a worker tells when the screens are gone."""
        if isinstance(message, TextualEvent) or self.screen_stack:
            await super()._dispatch_message(message)

    def _open_desk(self, desk: Desk) -> None:
        """Work on a store from now on; what cannot be edited has no keys for it."""
        self._desk, self._shown_chronology = desk, desk.chronology
        self.rights = self.rights._replace(edits=self.rights.edits and desk.may_edit)

    @property
    def obstacle(self) -> str:
        """Why a store that was to be edited cannot be; empty where it can, or was not to be."""
        found = self._desk.obstacle if self._desk else ""
        return f"read only: {found}" if found else ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether an action is there: what is not allowed has no key."""
        if self.rights.restricted and action in TEXTUALS:
            return False
        return action not in forbidden(self.rights) and super().check_action(action, parameters)

    # Writing

    def write_edit(self, edit: Edit | None, answer: Answer, seen: Seen | None = None) -> None:
        """Write an edit to the store, and answer when it is safe or refused; nothing to write is said to be so."""
        self.do(lambda desk: desk.write(_something(edit), seen), answer)

    def write_made(self, make: Callable[[Desk], Edit | None], answer: Answer) -> None:
        """Write an edit that takes its time to be made."""
        self.do(lambda desk: desk.write(_something(make(desk))), answer)

    def annotate(self, edit: Edit | None, answer: Answer) -> None:
        """Write annotations, where this user's go."""
        self.do(lambda desk: desk.annotate(_something(edit)), answer)

    @work(thread=True, group="write", exit_on_error=False)
    def do(self, what: Callable[[Desk], Done], answer: Answer) -> None:
        """Do something at the desk that ends on the disk, apart from the event loop."""
        desk = self._desk
        if desk is None:
            return
        result: Done | ChronotermError
        try:
            result = what(desk)
        except ChronotermError as error:
            result = error
        self._tell_and_renew(desk, self.Answered(result, answer, Event()))
        if desk.has_folded:
            desk.has_folded = False
            self.index_anew()

    def _tell_and_renew(self, desk: Desk, answered: Answered) -> None:
        """Say what became of an edit, and show what is on the disk: in the same frame where that takes no time."""
        is_renewed = False
        try:
            is_renewed = desk.renew_at_once()
        finally:  # what is safe is said to be so, whatever becomes of showing it
            self.post_message(answered)
        if not is_renewed:
            # Two threads share one interpreter: who waits to hear that it is saved goes first.
            answered.is_told.wait(MOST_WAITED)
            desk.renew()
        self.post_message(self.Renewed())

    def index_anew(self) -> None:
        """Make the index of a store file that was just written, for those who open it next; called in a worker."""

    @on(Answered)
    def take_answer(self, event: Answered) -> None:
        """Tell whoever asked: what is said to be saved is on the disk. What can be shown of it comes in the same frame."""
        event.answer(event.result)
        if isinstance(event.result, Done) and event.result.said:
            self._main.remark(event.result.said)
        self._take()
        self.call_after_refresh(event.is_told.set)

    @on(Renewed)
    def show_renewed(self) -> None:
        """Show what is on the disk now, and do what had to wait for that."""
        self._take()
        then, self._then = self._then, []
        for each in then:
            each()

    def when_shown(self, do: Callable[[], None]) -> None:
        """Do something once what was written is on the screen."""
        self._then.append(do)

    def _take(self) -> None:
        """Show the newest state, which may be a later one than that of the message."""
        if self._desk is not None and self._desk.chronology is not self._shown_chronology:
            self._shown_chronology = self._desk.chronology
            self._main.take(self._shown_chronology)

    # What others write

    def begin_looking(self) -> None:
        """Look from now on whether others write."""
        self.set_interval(LOOK_PAUSE, self.look_for_others)

    def look_for_others(self) -> None:
        """See whether somebody else wrote, and take it in a worker if so."""
        desk = self._desk
        if desk is None or self._is_looking:
            return
        try:
            has_news = desk.has_news()
        except ChronotermError as error:  # the file is away for a moment, or for good
            self._say_failure(error.brief)
            return
        if has_news:
            self._is_looking = True
            self.follow()

    @work(thread=True, group="follow", exit_on_error=False)
    def follow(self) -> None:
        """Take what others wrote."""
        desk = self._desk
        if desk is None:
            return
        try:
            self.post_message(self.Followed(desk.follow() or ""))
        except ChronotermError as error:
            self.post_message(self.Followed(error.brief, failed=True))

    @on(Followed)
    def show_followed(self, event: Followed) -> None:
        """Show what others wrote, with a quiet note."""
        self._is_looking = False
        here = self._main.record_at_hand
        self._take()
        if event.failed:
            self._say_failure(event.said)
            return
        self._last_failure = ""
        if event.said:
            is_gone = here is not None and self._desk is not None and not self._desk.store.has(here)
            self._main.remark(f"{event.said}{'; the record that was here is gone' if is_gone else ''}")

    def _say_failure(self, sentence: str) -> None:
        """Say why others cannot be followed: once, and not at every look."""
        if sentence != self._last_failure:
            self._last_failure = sentence
            self._main.remark(f"what others write is not shown: {sentence}")


def _something(edit: Edit | None) -> Edit:
    """An edit that changes something. Raises ChronotermError for none."""
    if edit is None:
        raise ChronotermError("nothing is changed by that")
    return edit
