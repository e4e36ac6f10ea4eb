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
    from chronoterm.cli import run  # noqa: PLC0415 - the import is part of what may be interrupted

    try:
        sys.exit(run())
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
