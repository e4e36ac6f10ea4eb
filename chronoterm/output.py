"""Writing to standard output: clean, unwrapped, and honest about what could not be written."""

import os
import shutil
import sys
from collections.abc import Iterable

from chronoterm.problems import ChronotermError
from chronoterm.text import clean, to_ascii

DEFAULT_CELLS = 80


def terminal_cells() -> int | None:
    """The width of the terminal that standard output is; none for a pipe or file."""
    if not sys.stdout.isatty():
        return None
    return max(20, min(shutil.get_terminal_size((DEFAULT_CELLS, 24)).columns, 1000))


def write_lines(lines: Iterable[str]) -> None:
    """Print lines; end quietly when the reader has gone. Raises ChronotermError when they cannot be written."""
    try:
        for line in lines:
            sys.stdout.write(f"{_encodable(line)}\n")
        sys.stdout.flush()
    except BrokenPipeError:
        leave_output()
        raise SystemExit(0) from None
    except (OSError, ValueError) as error:
        leave_output()
        raise ChronotermError(
            f"the output could not be written ({getattr(error, 'strerror', None) or error})"
        ) from None


def complain(sentence: str) -> None:
    """Say a sentence on standard error, where it does not get into anybody's data."""
    if sys.stderr is not None:
        print(f"chronoterm: {clean(sentence)}", file=sys.stderr)  # noqa: T201 - this is the place for it


def leave_output() -> None:
    """Point standard output nowhere, so that the interpreter's last flush cannot fail."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)


def _encodable(line: str) -> str:
    encoding = sys.stdout.encoding or "utf-8"
    try:
        line.encode(encoding)
    except UnicodeEncodeError:
        return to_ascii(line)
    return line
