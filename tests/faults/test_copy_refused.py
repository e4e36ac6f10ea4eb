"""A copy on a disk that is full: the last one stays, and no half of the new one lies about."""

import errno
from pathlib import Path

import pytest

from chronoterm.clipboard import NAME, keep_copy
from tests.faults.test_disk import growing_to


def test_a_copy_that_the_disk_has_no_room_for_leaves_the_last_one(in_memory: Path) -> None:
    folder = in_memory / "state"
    path = keep_copy("the last copy", folder)
    with growing_to(1000), pytest.raises(OSError, match="File too large") as told:
        keep_copy("x" * 5000, folder)
    assert told.value.errno == errno.EFBIG
    assert path == folder / NAME
    assert path.read_text(encoding="utf-8") == "the last copy"
    assert [each.name for each in folder.iterdir()] == [NAME]
