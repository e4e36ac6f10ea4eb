"""What a disk holds after the power failed: only what was flushed, and names only as their folder was flushed."""

import io
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.faults.calls import Call, every_call

Inode = int


class Platter:
    """A hook that remembers, of the files in one folder, what is on the disk for certain."""

    def __init__(self, folder: Path, look: Callable[[dict[str, bytes]], None]) -> None:
        self._folder = folder
        self._look = look
        self._held: dict[Inode, io.FileIO] = {}
        """Open files, so that no inode is given to another file while we know it by its number."""
        self._flushed: dict[Inode, bytes] = {}
        self._names: dict[str, Inode] = {}
        for path in folder.iterdir():
            self._hold(path)
            self._flushed[path.stat().st_ino] = path.read_bytes()
        self._names = self._named()

    def __call__(self, call: Call) -> Any:
        """Make a call; if it flushed something, remember that. Then the power may fail, so look."""
        made = call()
        if call.name == "fsync":
            status = os.fstat(call.arguments[0])
            if stat.S_ISDIR(status.st_mode):
                self._names = self._named()
            else:
                held = self._held[status.st_ino].fileno()
                self._flushed[status.st_ino] = os.pread(held, status.st_size, 0)
        elif call.name == "open" and isinstance(call.arguments[0], (str, Path)):
            path = Path(call.arguments[0])
            if path.parent == self._folder:
                self._hold(path)
        self._look(self.files)
        return made

    @property
    def files(self) -> dict[str, bytes]:
        """The files that are there for certain; those that were never flushed are empty."""
        return {name: self._flushed.get(inode, b"") for name, inode in self._names.items()}

    def close(self) -> None:
        """Let go of the files."""
        for each in self._held.values():
            each.close()

    def _hold(self, path: Path) -> None:
        inode = path.stat().st_ino
        if inode not in self._held:
            self._held[inode] = path.open("rb", buffering=0)

    def _named(self) -> dict[str, Inode]:
        return {each.name: each.stat().st_ino for each in self._folder.iterdir()}


@contextmanager
def power_failing(folder: Path, look: Callable[[dict[str, bytes]], None]) -> Iterator[None]:
    """Show `look`, after every call, the files that would be left in a folder if the power failed then."""
    platter = Platter(folder, look)
    try:
        with every_call(platter):
            yield
    finally:
        platter.close()
