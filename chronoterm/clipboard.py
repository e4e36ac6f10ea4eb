"""What was copied last: in a file of the user's own, and in the buffer of tmux, where a terminal takes no copies."""

import os
import subprocess
from contextlib import suppress
from pathlib import Path

from chronoterm.directories import make_private
from chronoterm.terminal.copying import is_in_tmux

NAME = "last-copy.txt"

WAIT = 2.0
"""Seconds that tmux may take."""


def keep_copy(text: str, folder: Path) -> Path:
    """Keep a copy in the place of the last one, in the user's state folder; where it is. Raises OSError: then the last one stays."""
    make_private(folder)
    path, new = folder / NAME, folder / f"{NAME}.new"
    with suppress(FileNotFoundError):
        new.unlink()
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(text.encode("utf-8", "replace"))
        new.replace(path)
    except OSError:
        with suppress(OSError):
            new.unlink()
        raise
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
