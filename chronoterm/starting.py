"""Opening a store on the screen, without what only other commands need."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from chronoterm.directories import state_folder
from chronoterm.environment import as_given, is_ascii_only
from chronoterm.modes import Rights
from chronoterm.opening import chosen_path
from chronoterm.output import complain, on_a_terminal
from chronoterm.problems import BAD_INPUT, ChronotermError
from chronoterm.reader import begin_ahead, open_to_ask
from chronoterm.store.editable import obstacle_on_disk
from chronoterm.store.journal import journal_path
from chronoterm.store.lock import lock_path
from chronoterm.terminal.kind import printed_because
from chronoterm.terminal.settings import settle

ESCAPE_WAIT = "50"
"""Milliseconds to wait for the rest of a key that begins with Esc; Textual's 100 is felt at each Esc."""

FRAMES = "500"
"""Frames a second at most; with Textual's 60 the second frame of a key comes 16 ms after the first."""


SWITCH = 0.0005
"""Seconds that a thread works while another waits; Python's own 5 ms are felt at a key, and before each frame is sent."""


def start_plainly(arguments: Sequence[str]) -> int | None:
    """Open the screen where nothing but one store that is there, or nothing at all, is named; the exit code.

    None where the command line has to be parsed. The parser would come to the same, but a start would wait for it.
    """
    if len(arguments) > 1 or not on_a_terminal():
        return None
    if arguments and (arguments[0].startswith("-") or not os.path.isfile(arguments[0])):  # noqa: PTH113 - no Path is made of an option
        return None
    try:
        return open_store(chosen_path(Path(arguments[0]) if arguments else None))
    except ChronotermError as error:
        complain(str(error))
        return BAD_INPUT


def open_store(
    path: Path, *, fresh: bool = False, rights: Rights | None = None, review: str | None = None
) -> int:
    """Open a store on the screen, or print it where there is none; the exit code. Raises ChronotermError.

    `fresh`: as if for the first time, without the filters, the place and the layout of the last. Without `rights`
    they are those that the files give. `review` is the SHA-256 of an article whose review is opened first.
    """
    if not on_a_terminal():
        if sys.stdout is not None and sys.stdout.isatty() and (why := printed_because(os.environ)):
            complain(why)
        _print_whole(path)
        return 0
    return _open_on_screen(path, fresh, rights or rights_in(path), review)


def rights_in(path: Path, *, read_only: bool = False) -> Rights:
    """What the files let us do with a store: it is edited by who may write all that an edit writes."""
    return Rights(edits=not read_only and _may_be_edited(path), keeps=_has_a_home())


def _may_be_edited(path: Path) -> bool:
    beside = (each for each in (journal_path(path), lock_path(path)) if each.exists())
    return not obstacle_on_disk(path) and all(os.access(each, os.W_OK) for each in beside)


def _has_a_home() -> bool:
    try:
        state_folder()
    except RuntimeError:
        return False
    return True


def _open_on_screen(path: Path, fresh: bool, rights: Rights, review: str | None) -> int:
    _settle_environment()
    sys.setswitchinterval(SWITCH)
    # A large store that nobody has opened yet takes seconds to be read: that begins before anything else.
    builder = None if rights.restricted else begin_ahead(path)
    from chronoterm.app import Chronoterm  # noqa: PLC0415 - only who opens the screen pays for Textual

    app = Chronoterm(path, ascii_only=is_ascii_only(os.environ), fresh=fresh, rights=rights, review=review)
    if builder is not None:
        app.go_on_with(builder)
    app.run()
    app.close_store()
    if app.failure is not None:
        complain(app.failure)
    return app.return_code or 0


def _settle_environment() -> None:
    """Take out of the environment what would do harm, before Textual reads it, and set what we want to be different."""
    for name in set(os.environ) - set(as_given(os.environ)):
        del os.environ[name]
    for sentence in settle(os.environ):
        complain(sentence)
    os.environ.setdefault("ESCDELAY", ESCAPE_WAIT)
    os.environ.setdefault("TEXTUAL_FPS", FRAMES)


def _print_whole(path: Path) -> None:
    from chronoterm.cli_printing import print_view  # noqa: PLC0415 - the screen needs none of it
    from chronoterm.exporters.fields import TABLE_FIELDS  # noqa: PLC0415 - as above
    from chronoterm.ordering import CHRONOLOGICAL  # noqa: PLC0415 - as above
    from chronoterm.query import ALL  # noqa: PLC0415 - as above

    chronology = open_to_ask(path)
    print_view(chronology, chronology.view(ALL, CHRONOLOGICAL), "table", TABLE_FIELDS, None)
