"""Where faults are made: in memory where the system has a place for that, since none of them needs a disk."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

IN_MEMORY = Path("/dev/shm")


@pytest.fixture
def in_memory() -> Iterator[Path]:
    """An empty folder for one test, in memory if there is a place for that."""
    with tempfile.TemporaryDirectory(dir=place(), prefix="chronoterm-faults-") as folder:
        yield Path(folder)


def place() -> Path | None:
    """A folder in memory; none where there is none."""
    return IN_MEMORY if IN_MEMORY.is_dir() and os.access(IN_MEMORY, os.W_OK | os.X_OK) else None
