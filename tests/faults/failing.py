"""Disks that refuse: at one call of the system or from it on, with nothing or half of it done."""

import errno
import os
from enum import Enum
from typing import Any

from tests.faults.calls import WRITES, Call

FULL, QUOTA, READ_ONLY, BROKEN = errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO

CHANGES = ("open", "pwrite", "write", "ftruncate", "fsync", "fchmod", "fchown", "replace", "unlink")
GROWTH = ("open", "pwrite", "write", "fsync", "replace")
"""What a disk without room refuses; to cut a file shorter it allows."""


class Extent(Enum):
    """How much a disk refuses."""

    ONE_CALL = "one call"
    ONE_CALL_HALF_DONE = "one call, half done"
    EVERY_CALL = "every call from there on"


class Refusal:
    """A hook that makes calls fail from the n-th on, counted from 0."""

    def __init__(self, at: int, error: int, extent: Extent) -> None:
        self._left, self._error, self._extent = at, error, extent
        self.refused: list[str] = []

    def __call__(self, call: Call) -> Any:
        self._left -= 1
        refuses = GROWTH if self._error in (FULL, QUOTA) else CHANGES
        due = self._left == -1 or (self._left < 0 and self._extent is Extent.EVERY_CALL)
        if not due or call.name not in refuses or _only_reads(call):
            return call()
        if self._extent is Extent.ONE_CALL_HALF_DONE and call.name in WRITES and not self.refused:
            call.half()
        self.refused.append(call.name)
        raise OSError(self._error, os.strerror(self._error))


def _only_reads(call: Call) -> bool:
    return call.name == "open" and not call.arguments[1] & (os.O_WRONLY | os.O_RDWR)
