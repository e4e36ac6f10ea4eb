"""Where the program keeps its own files, apart from any store."""

import os
from pathlib import Path


def state_folder() -> Path:
    """Where the program keeps what it learns about itself (XDG base directory specification).

    Raises RuntimeError where the user has no home.
    """
    base = os.environ.get("XDG_STATE_HOME", "")
    return (Path(base) if base.startswith("/") else Path.home() / ".local" / "state") / "chronoterm"


def cache_folder() -> Path:
    """Where the program keeps what it can make again at any time (XDG base directory specification).

    Raises RuntimeError where the user has no home.
    """
    base = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(base) if base.startswith("/") else Path.home() / ".cache") / "chronoterm"


def make_private(folder: Path) -> None:
    """Make a folder, and those above it that are missing, for nobody but their owner. Raises OSError.

    `Path.mkdir` gives its mode to the last folder alone. One that is there already stays as it is.
    """
    if not folder.is_dir():
        make_private(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
