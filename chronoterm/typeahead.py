"""Keys and pastes reach what they are meant for, however fast they come."""

from typing import Protocol, runtime_checkable
from weakref import WeakKeyDictionary

from textual import events, on
from textual.app import App
from textual.dom import DOMNode
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Input

from chronoterm.widgets.messages import Up

Typed = events.Key | events.Paste

LONGEST_WAY = 0.25
"""Seconds after which what waits for keys on their way back waits no longer: what had them may be gone."""


@runtime_checkable
class ComesUp(Protocol):
    """A screen that needs a moment until it takes keys, and posts `Up` then."""

    @property
    def is_coming_up(self) -> bool:
        """Whether that moment is not over."""


class Passed(Message):
    """Goes the way of keys that were sent before it, and comes back after the last that nothing has taken."""


class Back(Message):
    """Follows the keys that were sent again before it."""


class TypeAheadApp(App[None]):
    """Sends a key or a paste again when what it was sent to has lost the focus meanwhile.

    Textual sends each to what has the focus when it arrives, and runs the binding of a key when nothing has taken it.
    After `/` or `a` that would be the list, until the prompt has come, and what is typed next would be lost or do
    something else. What is typed while a window comes up waits for it, and reaches it in the order it was typed in.
    """

    def __init__(self) -> None:
        super().__init__()
        self._aims: WeakKeyDictionary[Typed, DOMNode] = WeakKeyDictionary()
        self._held: list[Typed] = []
        self._aimed_at: DOMNode | None = None
        self._waiting: Timer | None = None
        self._is_up: Screen[object] | None = None

    async def on_event(self, event: events.Event) -> None:
        """Hold a key or a paste while a window comes up; else remember what it is sent to."""
        if not isinstance(event, Typed) or event.is_forwarded:
            await super().on_event(event)
        elif self._waiting is not None or self._is_coming_up():
            self._held.append(event)
        else:
            await self._let_go()
            await self._send(event)

    def _is_coming_up(self) -> bool:
        """Whether a window is on its way, or has come and the word of it is."""
        if not isinstance(self.screen, ComesUp):
            self._is_up = None
            return False
        return self.screen.is_coming_up or self.screen is not self._is_up

    @on(Up)
    async def _wait_for_those_before(self) -> None:
        """Let the keys come back that were sent to what had the focus before; then all go to the window."""
        self._is_up = self.screen
        before = self._aimed_at
        if before is not None and before is not self.focused and before.post_message(Passed()):
            self._stop_waiting()
            self._waiting = self.set_timer(LONGEST_WAY, self._let_go)
        else:
            await self._let_go()

    def _stop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.stop()
        self._waiting = None

    @on(Passed)
    def _wait_for_those_sent_again(self) -> None:
        self.post_message(Back())

    @on(Back)
    async def _let_go(self) -> None:
        """Send what waited, in the order it was typed in."""
        self._stop_waiting()
        held, self._held = sorted(self._held, key=lambda each: each.time), []
        for each in held:
            await self._send(each)

    async def _send(self, event: Typed) -> None:
        self._aims[event] = self._aimed_at = self.focused or self.screen
        if isinstance(event, events.Paste):
            self._fit(event)
        await super().on_event(event)

    def on_key(self, event: events.Key) -> None:
        """Send a key that nothing has taken to what has the focus now, if that is something else."""
        self._aim_again(event, events.Key(event.key, event.character))

    def on_paste(self, event: events.Paste) -> None:
        """Send a paste that nothing has taken to what has the focus now, if that is something else."""
        self._aim_again(event, events.Paste(event.text))

    def _aim_again(self, event: Typed, again: Typed) -> None:
        aimed_at = self._aims.pop(event, None)
        if aimed_at is not None and aimed_at is not (self.focused or self.screen):
            event.stop()
            event.prevent_default()
            again.time = event.time
            self.post_message(again)

    def _fit(self, paste: events.Paste) -> None:
        """Cut a paste to the room in a prompt, which would take nothing of one that is too long."""
        prompt = self.focused
        if not isinstance(prompt, Input) or not prompt.max_length:
            return
        room = max(0, prompt.max_length - len(prompt.value) + len(prompt.selected_text))
        line = next(iter(paste.text.splitlines()), "")
        if len(line) > room:
            paste.text = line[:room]
            self.notify(f"Only the first {room:,} characters of what was pasted fit here.", markup=False)
