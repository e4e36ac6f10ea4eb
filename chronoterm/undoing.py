"""Which edit somebody takes back next, or makes again, by what the journal tells."""

from collections.abc import Iterable
from typing import NamedTuple

from chronoterm.edits import Written


class Undoable(NamedTuple):
    """The newest edit that can be taken back, and the newest that was taken back and can be made again.

    What is made again is the edit that took it back: undoing that is redoing.
    """

    undo: Written | None
    redo: Written | None


def undoable(history: Iterable[Written], by: str) -> Undoable:
    """What somebody can undo and redo next; a new edit of theirs ends what could be redone."""
    done: list[Written] = []
    undone: list[tuple[Written, Written]] = []
    """Each edit that was taken back with the edit that did so."""
    for written in history:
        if written.by != by:
            continue
        back = written.edit.undoes
        if back is None:
            done.append(written)
            undone.clear()
        elif done and done[-1].number == back:
            undone.append((done.pop(), written))
        elif undone and undone[-1][1].number == back:
            undone.pop()
            done.append(written)
    return Undoable(done[-1] if done else None, undone[-1][1] if undone else None)
