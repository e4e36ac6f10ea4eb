"""From the bytes of a terminal to keys, clicks and pastes, whatever the bytes are."""

import os
import select
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable, Iterator
from threading import Thread

from textual import constants, events, messages
from textual._time import get_time
from textual._xterm_parser import XTermParser
from textual.message import Message

from chronoterm.terminal.driver_pastes import Pasted, Pastes, Typed

WANTED = (
    events.Key,
    events.MouseEvent,
    events.Paste,
    events.AppFocus,
    events.AppBlur,
    messages.TerminalSupportsSynchronizedOutput,
)
"""What a terminal may tell; of a size that comes as text nobody knows who wrote it."""


BLOCK = 4096
"""Bytes that are read at once; a terminal has no more."""

BUSY_PAUSE = 0.01
"""Seconds until somebody who is busy is looked at again."""


class PasteCut(Message):
    """More was pasted than is taken."""


class Reader:
    """Reads what a terminal sends. Times are those of `get_time`."""

    def __init__(self) -> None:
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._parser = XTermParser()
        self._pastes = Pastes(constants.ESCAPE_DELAY)

    def feed(self, data: bytes) -> Iterator[Message]:
        """Read some bytes; those that are no UTF-8 are replaced."""
        for each in self._pastes.feed(self._decode(data), get_time()):
            yield from self._messages(each)

    def tick(self) -> Iterator[Message]:
        """What is known only because nothing more has come; for example that Esc is the key and begins nothing."""
        yield from self._wanted(self._parser.tick())
        for each in self._pastes.tick(get_time()):
            yield from self._messages(each)
            self._parser._timeout_time = 0.0 if self._parser._timeout_time else None  # noqa: SLF001 - it has waited
            yield from self._wanted(self._parser.tick())

    @property
    def patience(self) -> float | None:
        """Seconds until `tick` has to be called; none if there is nothing to wait for."""
        times = (self._pastes.deadline, self._parser._timeout_time)  # noqa: SLF001 - Textual looks ten times a second
        waiting = [each for each in times if each is not None]
        return max(0.0, min(waiting) - get_time()) if waiting else None

    def _messages(self, piece: Typed | Pasted) -> Iterator[Message]:
        if isinstance(piece, Typed):
            yield from self._wanted(self._parser.feed(piece.text))
            return
        yield events.Paste(piece.text.replace("\0", ""))
        if piece.is_cut:
            yield PasteCut()

    def _wanted(self, told: Iterable[Message]) -> Iterator[Message]:
        """What is wanted of what the parser tells; where it breaks on a sequence, a new one goes on."""
        try:
            for each in told:
                if isinstance(each, WANTED) and not _is_half(each):
                    yield each
        except Exception:  # noqa: BLE001 - whatever it is, a sequence that means nothing must not end the program
            self._parser = XTermParser()


def _is_half(message: Message) -> bool:
    """Whether a key is half a character, which nothing can show or store."""
    return isinstance(message, events.Key) and "\ud800" <= (message.character or "") <= "\udfff"


class Reading:
    """A thread that reads a terminal and tells what comes.

    It reads nothing while `is_busy()`; `gone()` is called when there is no terminal any more, and `broken(error)` when
    what was told could not be taken.
    """

    def __init__(
        self,
        keyboard: int,
        tell: Callable[[Message], object],
        *,
        is_busy: Callable[[], bool],
        gone: Callable[[], object],
        broken: Callable[[Exception], object],
    ) -> None:
        self._keyboard, self._tell, self._is_busy = keyboard, tell, is_busy
        self._gone, self._broken = gone, broken
        self._woken, self._wake = os.pipe()
        self._thread = Thread(target=self._run, name="chronoterm-input", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Read nothing any more."""
        os.write(self._wake, b"\0")
        self._thread.join()
        os.close(self._wake)
        os.close(self._woken)

    def _run(self) -> None:
        try:
            self._listen(Reader())
        except Exception as error:  # noqa: BLE001 - a thread would end without a word, and no key would do anything
            self._broken(error)

    def _listen(self, reader: Reader) -> None:
        while True:
            is_busy = self._is_busy()
            watched = [self._woken] if is_busy else [self._woken, self._keyboard]
            ready = select.select(watched, (), (), BUSY_PAUSE if is_busy else reader.patience)[0]
            if self._woken in ready:
                return
            if self._keyboard in ready and not self._read(reader):
                self._gone()
                return
            for each in reader.tick():
                self._tell(each)

    def _read(self, reader: Reader) -> bool:
        """Read what there is; whether there is a terminal to read."""
        try:
            data = os.read(self._keyboard, BLOCK)
        except OSError:
            return False
        for each in reader.feed(data):
            self._tell(each)
        return bool(data)
