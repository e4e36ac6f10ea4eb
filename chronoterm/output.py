"""Writing to standard output: clean, unwrapped, and honest about what could not be written."""

import io
import os
import shutil
import sys
from collections.abc import Iterable
from typing import TextIO

from chronoterm.problems import ChronotermError
from chronoterm.terminal.kind import kind_of
from chronoterm.text import clean, to_ascii

DEFAULT_CELLS = 80
STANDARD_OUTPUT, STANDARD_ERROR = 1, 2


def on_a_terminal() -> bool:
    """Whether there is a terminal to open a screen on: all three streams lead to one that can draw one."""
    streams = (sys.stdin, sys.stdout, sys.stderr)
    return all(each is not None and each.isatty() for each in streams) and kind_of(os.environ).has_screen


def terminal_cells() -> int | None:
    """The width of the terminal that standard output is; none for a pipe or file."""
    if sys.stdout is None or not sys.stdout.isatty():
        return None
    return max(20, min(shutil.get_terminal_size((DEFAULT_CELLS, 24)).columns, 1000))


def write_lines(lines: Iterable[str], *, data: bool = False) -> None:
    """Print lines; end quietly when the reader has gone. Raises ChronotermError when they cannot be written.

    `data` is for programs: it leaves the program as UTF-8 whatever the locale. Other text is made ASCII where the
    encoding has not all of its characters.
    """
    if sys.stdout is None:
        raise ChronotermError("the output could not be written (standard output is closed)")
    if data and isinstance(sys.stdout, io.TextIOWrapper) and not sys.stdout.isatty():
        sys.stdout.reconfigure(encoding="utf-8")
    try:
        for line in lines:
            sys.stdout.write(f"{_encodable(line, sys.stdout)}\n")
        sys.stdout.flush()
    except BrokenPipeError:
        leave_output()
        raise SystemExit(0) from None
    except OSError as error:
        leave_output()
        raise unwritten(error) from None


def unwritten(error: OSError) -> ChronotermError:
    """That the output did not arrive, as an error that ends a command."""
    return ChronotermError(f"the output could not be written ({error.strerror or error})")


def complain(sentence: str, *below: str) -> None:
    """Say a sentence on standard error, where it does not get into anybody's data; more lines may go below it."""
    if sys.stderr is None:
        return
    lines = (f"chronoterm: {clean(sentence)}", *map(clean, below))
    try:
        print(*(_encodable(line, sys.stderr) for line in lines), sep="\n", file=sys.stderr, flush=True)  # noqa: T201 - this is the place for it
    except OSError:  # nobody is left to be told
        _leave(STANDARD_ERROR)


def leave_output() -> None:
    """Point standard output nowhere, so that the interpreter's last flush cannot fail."""
    _leave(STANDARD_OUTPUT)


def _leave(descriptor: int) -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)


def _encodable(line: str, stream: TextIO) -> str:
    try:
        line.encode(stream.encoding or "utf-8")
    except UnicodeEncodeError:
        return to_ascii(line)
    return line
