"""What windows share in which somebody types more than a line: nothing typed goes unasked, and no key is lost."""

from typing import ClassVar, Generic, TypeVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from chronoterm.commands import Place, key_line
from chronoterm.screens.window import Window
from chronoterm.text import clean, isolate
from chronoterm.widgets.keys import bindings

Result = TypeVar("Result")
Input = events.Key | events.Paste

LEAVE = f"leave without saving what you typed? {key_line(Place.LEAVING)}"
_LEAVING = "leaving_"


class TypedWindow(Window[Result], Generic[Result]):
    """Asks before it is left with something typed in it; while it saves, keys wait.

    It asks in a line of its own, since a window over it would get some keys of a burst too late. A key that waits is
    for whatever stands below once the window is closed. If it stays open since saving failed, the keys are dropped:
    typed into a text they would be nothing that anybody meant.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.LEAVING)

    def __init__(self) -> None:
        super().__init__()
        self.is_saving = False
        self.is_asking = False
        self._waiting: list[Input] = []

    # What the window does

    def save(self) -> None:
        """Save what was typed."""
        raise NotImplementedError

    def discard(self) -> None:
        """Close without it."""
        raise NotImplementedError

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's form
        """Whether an action is there now: an answer where something is asked, and nothing else then."""
        is_answer = action.startswith(_LEAVING)
        own = self._bindings.key_to_bindings.values()
        is_own = any(each.action == action for found in own for each in found)
        return is_answer == self.is_asking if is_own else True

    def action_for(self, key: str) -> str | None:
        """The action of the window that a key means now, if any."""
        found = self._bindings.key_to_bindings.get(key, ())
        return next((each.action for each in found if self.check_action(each.action, ())), None)

    def refuses(self, event: Input | events.Click) -> bool:
        """Keep something back that is not for the fields now; whether it was. A click means what was seen then."""
        if self.is_closed or self.app.screen is not self:
            self._send_again(event)
        elif self.is_saving:
            self._wait(event)
        elif not self.is_asking:
            return False
        elif isinstance(event, events.Click):
            self.action_leaving_stay()
        else:
            return not (isinstance(event, events.Key) and self.action_for(event.key))
        return True

    def _wait(self, event: Input | events.Click) -> None:
        if not isinstance(event, events.Click):
            self._waiting.append(event)

    def _send_again(self, event: Input | events.Click) -> None:
        if isinstance(event, events.Key):
            self.app.post_message(events.Key(event.key, event.character))
        elif isinstance(event, events.Paste):
            self.app.post_message(events.Paste(event.text))

    def close(self, result: Result) -> None:
        """Close, and let the keys that waited go on to what is below."""
        super().close(result)
        waiting, self._waiting = self._waiting, []
        for event in waiting:
            self._send_again(event)

    def stay(self) -> None:
        """Go on after something could not be saved."""
        self.is_saving, self._waiting = False, []

    # Leaving

    def say(self, sentence: str, *, is_refused: bool = False) -> None:
        """Say something below the fields."""
        reading = self.query_one("#reading", Static)
        reading.set_class(is_refused, "-refused")
        reading.update(Content(isolate(clean(sentence))))

    def ask_to_leave(self) -> None:
        """Ask what should become of what was typed."""
        self.is_asking = True
        self.say(LEAVE, is_refused=True)

    def _answered(self) -> None:
        self.is_asking = False
        self.say("")

    def action_leaving_discard(self) -> None:
        """Let it go."""
        self._answered()
        self.discard()

    def action_leaving_stay(self) -> None:
        """Go on typing."""
        self._answered()

    def action_leaving_save(self) -> None:
        """Save it."""
        self._answered()
        self.save()
