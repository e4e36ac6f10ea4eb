"""Keys reach what they are meant for, however fast they are typed."""

from weakref import WeakKeyDictionary

from textual import events
from textual.app import App
from textual.dom import DOMNode


class TypeAheadApp(App[None]):
    """Sends a key again when what it was sent to has lost the focus meanwhile.

    Textual sends each key to what has the focus when the key arrives, and runs its binding when nothing has taken it.
    After `/` or `a` that would be the list, until the prompt has come, and what is typed next would be lost or do
    something else.
    """

    def __init__(self) -> None:
        super().__init__()
        self._aims: WeakKeyDictionary[events.Key, DOMNode] = WeakKeyDictionary()

    async def on_event(self, event: events.Event) -> None:
        """Remember what a key is sent to."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            self._aims[event] = self.focused or self.screen
        await super().on_event(event)

    def on_key(self, event: events.Key) -> None:
        """Send a key that nothing has taken to what has the focus now, if that is something else."""
        aimed_at = self._aims.pop(event, None)
        if aimed_at is not None and aimed_at is not (self.focused or self.screen):
            event.stop()
            event.prevent_default()
            self.post_message(events.Key(event.key, event.character))
