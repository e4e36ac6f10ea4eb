"""Work that may take its time, in a thread of its own: whoever waits for it decides for how long."""

from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread
from typing import TypeVar

Result = TypeVar("Result")


def begun(work: Callable[[], Result]) -> Future[Result]:
    """Begin some work, and go on; nothing that is no longer wanted keeps the program from ending."""
    future: Future[Result] = Future()

    def run() -> None:
        try:
            result = work()
        except Exception as error:  # noqa: BLE001 - whoever asks for the result gets it
            future.set_exception(error)
        else:
            future.set_result(result)

    Thread(target=run, name="chronoterm-counting", daemon=True).start()
    return future
