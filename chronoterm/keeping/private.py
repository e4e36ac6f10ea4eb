"""Files that are one user's own: put in their place whole, readable by nobody else, and set aside when damaged."""

import os
from contextlib import suppress
from itertools import count
from pathlib import Path

from chronoterm.directories import make_private


def put_private(path: Path, raw: bytes, *, flush: bool = False) -> None:
    """Put a file in the place of another, whole, in a folder that is made where it is missing. Raises OSError.

    With `flush` the bytes are on the disk before the name is. The temporary file has one name for all: what somebody
    who was killed has left goes away at the next write.
    """
    make_private(path.parent)
    new = path.with_name(f".{path.name}.new")
    new.unlink(missing_ok=True)
    try:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW
        with os.fdopen(os.open(new, flags, 0o600), "wb") as file:
            file.write(raw)
            file.flush()
            if flush:
                os.fsync(file.fileno())
        new.replace(path)
    except BaseException:
        with suppress(OSError):  # the first error is the one to hear about
            new.unlink(missing_ok=True)
        raise


def set_aside(path: Path) -> Path:
    """Give a damaged file a name that nothing else has; that name. Raises OSError."""
    names = (f"{path.name}.damaged{f'-{number}' if number > 1 else ''}" for number in count(1))
    free = next(each for each in map(path.with_name, names) if not os.path.lexists(each))
    return path.rename(free)
