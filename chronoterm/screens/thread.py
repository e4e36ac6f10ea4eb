"""The window of a thread: the tree of what restates, updates, denies, corroborates or asserts what."""

from collections.abc import Callable
from typing import ClassVar

from textual.binding import BindingType

from chronoterm.chronology.view import Chronology, View
from chronoterm.commands import Place
from chronoterm.instruments.thread_lines import ThreadTold, tell_thread
from chronoterm.screens.instrument import InstrumentWindow, Telling
from chronoterm.widgets.keys import bindings
from chronoterm.widgets.told_list import ToldList


class ThreadWindow(InstrumentWindow):
    """Shows the thread of the record at hand, as it was known when the view is of."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Place.THREAD)]
    PLACE: ClassVar[Place] = Place.THREAD

    def __init__(self, chronology: Chronology, view: View, record_id: str) -> None:
        """`record_id` is the record at hand."""
        super().__init__(chronology, view, self._from(None))
        self._record_id = record_id

    def _from(self, root: str | None) -> Telling:
        """Tells the thread as it is drawn from a record; without one from its own root."""
        return lambda progress: tell_thread(self.chronology, self.view, self._record_id, root, progress)

    def tell(self, telling: Telling, here: str | None = None) -> None:
        """Tell a thread, with the cursor on a record, else on the one at hand."""
        super().tell(telling, here or self._record_id)

    def _first_to(self, record_id: str) -> int:
        """The line on which a record stands in full, found without making the lines before it."""
        return self.told.line_to(record_id) if isinstance(self.told, ThreadTold) else 0

    # Keys

    def action_thread_up(self) -> None:
        """To the record that this one hangs from."""
        self._go(ThreadTold.up, "it hangs from nothing")

    def action_thread_down(self) -> None:
        """To the first that hangs from this one."""
        self._go(ThreadTold.down, "nothing hangs from it")

    def _go(self, way: Callable[[ThreadTold, int], int | None], nothing: str) -> None:
        told, shown = self.told, self.query_one(ToldList)
        line = way(told, shown.cursor) if isinstance(told, ThreadTold) else None
        if line is None:
            self.say(nothing)
        else:
            shown.cursor = line

    def action_thread_draw(self) -> None:
        """Draw the thread from the record of this line, or from its own root again."""
        told, here = self.told, self.query_one(ToldList).here
        if not isinstance(told, ThreadTold) or here is None or here.leads_to is None:
            self.say("this line is no record to draw the thread from")
            return
        is_root = here.leads_to == told.thread.root
        self.tell(self._from(None if is_root else here.leads_to), here.leads_to)
