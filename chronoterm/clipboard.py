"""What was copied last: in a file of the user's own, and in the buffer of tmux, where a terminal takes no copies."""

import os
import subprocess
from contextlib import suppress
from pathlib import Path

from chronoterm.keeping.private import put_private
from chronoterm.terminal.copying import is_in_tmux

NAME = "last-copy.txt"

WAIT = 2.0
"""Seconds that tmux may take."""


def keep_copy(text: str, folder: Path) -> Path:
    """Keep a copy in the place of the last one, in the user's state folder; where it is. Raises OSError: then the last one stays."""
    path = folder / NAME
    put_private(path, text.encode("utf-8", "replace"))
    return path


def give_to_tmux(text: str) -> bool:
    """Put a text into the buffer of tmux, which hands it on to the terminal where it may; whether that was done."""
    if not is_in_tmux(os.environ):
        return False
    with suppress(OSError, subprocess.SubprocessError):
        done = subprocess.run(
            ["tmux", "load-buffer", "-w", "-"],  # noqa: S607 - the tmux that is in use
            input=text.encode("utf-8", "replace"),
            check=False,
            timeout=WAIT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        return done.returncode == 0
    return False
