"""`chronoterm` and `python -m chronoterm`."""

import gc
import os
import sys

ESCAPE_WAIT = "50"
"""Milliseconds to wait for the rest of a key that begins with Esc; Textual's 100 is felt at each Esc."""

FRAMES = "120"
"""Frames a second at most; with Textual's 60 the second frame of a key comes 16 ms after the first."""


def main() -> None:
    """Run the command line and leave with its exit code."""
    # Imports make many objects and free few: collecting meanwhile only costs time. The app turns it on again.
    gc.disable()
    os.environ.setdefault("ESCDELAY", ESCAPE_WAIT)
    os.environ.setdefault("TEXTUAL_FPS", FRAMES)
    try:
        sys.exit(_run())
    except KeyboardInterrupt:
        sys.exit(130)


def _run() -> int:
    from chronoterm.starting import start_plainly  # noqa: PLC0415 - the import is part of what may be interrupted

    code = start_plainly(sys.argv[1:])
    if code is None:
        from chronoterm.cli import run  # noqa: PLC0415 - a plain start needs no parser

        code = run()
    return code


if __name__ == "__main__":
    main()
