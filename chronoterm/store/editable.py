"""Why a store cannot be edited, told before anybody tries."""

import os
from pathlib import Path

import msgspec

from chronoterm.edits import Edit, same
from chronoterm.store.files import read_whole
from chronoterm.store.marks import Mark
from chronoterm.store.shape import RawTables, obstacle_to_editing


def obstacle_on_disk(path: Path) -> str:
    """What permissions and links stand in the way; empty where nothing does."""
    try:
        target = path.resolve()
        if os.statvfs(target).f_flag & os.ST_RDONLY:
            return "its file system is read-only"
        if not os.access(target, os.W_OK):
            return "it may not be written by you"
        if not os.access(target.parent, os.W_OK | os.X_OK):
            return "its folder may not be written by you"
        if target.stat().st_nlink > 1:
            return "it has another hard link, which writing it anew would part from it"
    except OSError as error:
        return error.strerror or str(error)
    return ""


def obstacle_within(path: Path, tables: RawTables, mark: Mark | None) -> str:
    """What in a store would be lost or changed if it were written anew; empty where nothing would.

    A file that we wrote ourselves is not looked through again for what only other programs write.
    """
    found = obstacle_to_editing(tables)
    if found or mark is not None:
        return found
    from chronoterm.store.hidden import TWICE, hidden_faults  # noqa: PLC0415 - opening a store looks for none

    twice = [each for each in hidden_faults(read_whole(path)[0]) if each.why.endswith(TWICE)]
    return f"{twice[0]}" if twice else ""


def demand_json(edit: Edit) -> None:
    """Raise ValueError or TypeError for values that are others when they are read again, as NaN or a set."""
    for each in edit.changes:
        if not same(msgspec.json.decode(msgspec.json.encode(each.now)), each.now):
            raise ValueError("JSON has no such value")
