"""Opening a store on the screen, without what only other commands need."""

import os
from collections.abc import Sequence
from pathlib import Path

from chronoterm.opening import chosen_path
from chronoterm.output import complain, on_a_terminal
from chronoterm.problems import BAD_INPUT, ChronotermError


def start_plainly(arguments: Sequence[str]) -> int | None:
    """Open the screen where nothing but one store that is there, or nothing at all, is named; the exit code.

    None where the command line has to be parsed. The parser would come to the same, but a start would wait for it.
    """
    if len(arguments) > 1 or not on_a_terminal():
        return None
    if arguments and (arguments[0].startswith("-") or not os.path.isfile(arguments[0])):  # noqa: PTH113 - no Path is made of an option
        return None
    try:
        return open_on_screen(chosen_path(Path(arguments[0]) if arguments else None))
    except ChronotermError as error:
        complain(str(error))
        return BAD_INPUT


def open_on_screen(path: Path, *, fresh: bool = False) -> int:
    """Open a store on the screen; the exit code. Raises StoreError for a small store that cannot be read.

    `fresh`: as if for the first time, without the filters, the place and the layout of the last.
    """
    from chronoterm.app import Chronoterm  # noqa: PLC0415 - only who opens the screen pays for Textual

    app = Chronoterm(path, ascii_only=_ascii_only(), fresh=fresh)
    app.run()
    if app.failure is not None:
        complain(app.failure)
    return app.return_code or 0


def _ascii_only() -> bool:
    """Whether the locale says that the terminal shows no more than ASCII; an unset one says nothing."""
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_CTYPE") or os.environ.get("LANG") or "UTF-8"
    return "UTF" not in locale.upper()
