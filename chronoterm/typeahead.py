"""Keys and pastes reach what they are meant for, however fast they come."""

from weakref import WeakKeyDictionary

from textual import events
from textual.app import App
from textual.dom import DOMNode
from textual.widgets import Input

Typed = events.Key | events.Paste


class TypeAheadApp(App[None]):
    """Sends a key or a paste again when what it was sent to has lost the focus meanwhile.

    Textual sends each to what has the focus when it arrives, and runs the binding of a key when nothing has taken it.
    After `/` or `a` that would be the list, until the prompt has come, and what is typed next would be lost or do
    something else.
    """

    def __init__(self) -> None:
        super().__init__()
        self._aims: WeakKeyDictionary[Typed, DOMNode] = WeakKeyDictionary()

    async def on_event(self, event: events.Event) -> None:
        """Remember what a key or a paste is sent to."""
        if isinstance(event, Typed) and not event.is_forwarded:
            self._aims[event] = self.focused or self.screen
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
