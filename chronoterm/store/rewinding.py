"""A store as it was: the edits that its journal tells of, made undone from the last one back."""

from collections.abc import Iterable
from pathlib import Path

from chronoterm.dates import DateError, PartialDate
from chronoterm.edits import Change, Edit, Written, fits
from chronoterm.store.journal_reading import read_journal
from chronoterm.store.shared import SharedStore

_MINUTE = len("2024-10-18T12:30")


def rewound(path: Path, until: int, at: str) -> SharedStore:
    """A store read anew and without the edits of the minute `until` or later; `at` is a time (ISO 8601) before that.

    A change that does not lead to what stands there now is left as it is: somebody has written the file in another
    way since. Records of a large import, which the journal only counts, stay. Raises StoreError.
    """
    store = SharedStore.open(path)
    undo(store, (each for each in read_journal(path).edits if minute_of(each.at) >= until), at)
    return store


def undo(store: SharedStore, edits: Iterable[Written], at: str) -> None:
    """Take edits back, the last first."""
    for written in reversed(list(edits)):
        for change in reversed(written.edit.changes):
            back = change.inverse
            if fits(back, store.document(back.table, back.id)):
                store.take(_as_written(back, written, at))


def _as_written(back: Change, written: Written, at: str) -> Written:
    return Written(written.number, written.by, at, Edit(written.edit.does, (back,)))


def minute_of(at: str) -> int:
    """The minute of an edit; one whose time cannot be read was before all others."""
    try:
        return PartialDate.parse(f"{at[:_MINUTE]}Z").start
    except DateError:
        return 0
