"""Taking the edits of a journal into a repaired store: those before damage and those after it, where they fit."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from chronoterm.documents import Document, DocumentError
from chronoterm.edits import Change, Edit, Table, Written, changed, fits, stamped
from chronoterm.store.journal_reading import JournalReading
from chronoterm.store.losses import Loss, beginning, lost_bytes
from chronoterm.store.numbering import free_numbers
from chronoterm.store.shape import RawTables
from chronoterm.store.store import Store

JOURNAL = "the journal"

Key = tuple[Table, str]
Step = tuple[Written, Change]


def revived(tables: RawTables, store: Store, edits: Iterable[Written]) -> tuple[RawTables, list[Loss]]:
    """The tables with the documents that a damaged file has lost and that edits tell of from their beginning.

    `edits` are those that the file once held; `store` is what was found in it.
    """
    known: dict[Key, Document] = {}
    for written in edits:
        for each in written.edit.changes:
            _follow(known, each, written)
    present = {table: frozenset(store.ids(table)) for table in Table}
    missing = {key: document for key, document in known.items() if key[1] not in present[key[0]]}
    tables = {**tables, **{each.value: dict(tables.get(each.value, {})) for each, _ in missing}}
    numbers = {each.value: free_numbers(tables[each.value]) for each, _ in missing}
    losses = []
    for (table, id_), document in missing.items():
        tables[table.value][next(numbers[table.value])] = msgspec.Raw(msgspec.json.encode(document))
        losses.append(
            Loss(f"table {table.value}, “{id_}”", f"was lost in the file; it is as {JOURNAL} tells it")
        )
    return tables, losses


def _follow(known: dict[Key, Document], change: Change, written: Written) -> None:
    """Take a change to what is known of documents from their beginning on."""
    key = change.table, change.id
    before = known.pop(key, None)
    if before is None and change.was is not None:
        return  # its beginning is not told
    after = changed(change, before)
    if after is not None:
        known[key] = stamped(after, before, written) if change.table is Table.RECORDS else after


def replay(store: Store, edits: Sequence[Written], held: int) -> list[Loss]:
    """Take edits into a store, and tell those that cannot be; `held` is the number of the last one that it holds."""
    return _Replay(
        store, [(each, one) for each in edits if each.number > held for one in each.edit.changes]
    ).run(held)


class _Replay:
    def __init__(self, store: Store, steps: Sequence[Step]) -> None:
        self._store = store
        self._steps = steps
        self._places: dict[Key, list[int]] = {}
        for place, (_, each) in enumerate(steps):
            self._places.setdefault((each.table, each.id), []).append(place)
        self._held_to: dict[Key, int] = {}
        """Up to which step the store holds the changes of a document already."""
        self._strange: set[Key] = set()
        """Documents as no step to come left them."""

    def run(self, held: int) -> list[Loss]:
        losses: list[Loss] = []
        expected, is_gap = held + 1, False
        for place, (written, each) in enumerate(self._steps):
            is_gap = is_gap or written.number > expected
            expected = max(expected, written.number + 1)
            losses.extend(self._step(place, written, each, is_gap=is_gap))
        return losses

    def _step(self, place: int, written: Written, change: Change, *, is_gap: bool) -> Iterator[Loss]:
        """One change: taken where it fits, passed over where the store holds it, or a later one, already.

        One that does not fit is taken all the same where an edit before it is lost: it says what came after.
        """
        document = self._document(change)
        if self._is_held(change, place, document):
            return
        is_whole = document is not None or change.was is None or change.now is None
        if fits(change, document):
            yield from self._take(written, change)
        elif is_gap and is_whole:
            yield _told(written, change, "was taken though an edit before it is lost")
            yield from self._take(written, change)
        else:
            yield _told(written, change, "does not fit the store", keep=True)

    def _is_held(self, change: Change, place: int, document: Document | None) -> bool:
        """Whether the store has come past a step of a document already: a later one left it as it is now.

        A document that a change fits has not.
        """
        key = change.table, change.id
        if self._held_to.get(key, -1) >= place:
            return True
        if fits(change, document) or key in self._strange:
            return False
        after = (each for each in reversed(self._places[key]) if each >= place)
        leaves = (each for each in after if fits(self._steps[each][1].inverse, document))
        self._held_to[key] = next(leaves, -1)
        if self._held_to[key] < 0:
            self._strange.add(key)
        return self._held_to[key] >= place

    def _document(self, change: Change) -> Document | None:
        try:
            return self._store.document(change.table, change.id)
        except DocumentError:
            return None

    def _take(self, written: Written, change: Change) -> Iterator[Loss]:
        self._strange.discard((change.table, change.id))
        single = Written(written.number, written.by, written.at, Edit(written.edit.does, (change,)))
        try:
            self._store.demand_good(single)
        except DocumentError as error:
            yield _told(
                written, change, f"would leave what cannot be read ({error.field} {error})", keep=True
            )
        else:
            self._store.take(single)


def _told(written: Written, change: Change, why: str, *, keep: bool = False) -> Loss:
    place = f"edit {written.number} by {written.by}, table {change.table.value}, “{change.id}”"
    value: dict[str, Any] = msgspec.to_builtins(change)
    return Loss(place, why, beginning(value), {"at": written.at, "value": value} if keep else None)


def damaged_lines(reading: JournalReading) -> Iterator[Loss]:
    """The lines of a journal that cannot be read."""
    for each in reading.damaged:
        if each.end > each.start:
            yield lost_bytes(f"{JOURNAL}, line {each.number}", "damaged", reading.data[each.start : each.end])
    if reading.torn:
        yield lost_bytes(f"{JOURNAL}, at its end", "half a line, which was never acknowledged", reading.torn)
