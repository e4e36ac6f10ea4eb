"""A store on somebody's desk: the chronology as it is now, and the one way to change it.

What takes its time is called from a worker; nothing here knows the screen.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from threading import RLock
from typing import Literal, NamedTuple

from chronoterm.chronology.memory import MemoryChronology
from chronoterm.chronology.names import Names
from chronoterm.documents import decode
from chronoterm.edits import Document, Edit, Table, Written, inverse
from chronoterm.own_notes import OwnNotes
from chronoterm.problems import ChronotermError
from chronoterm.query import Query
from chronoterm.records import Annotation
from chronoterm.steps import Made
from chronoterm.store.errors import StoreChangedError, StoreError
from chronoterm.store.presence import Presence
from chronoterm.store.shape import RECORDS
from chronoterm.store.shared import LARGE, Seen, SharedStore
from chronoterm.store.store import Store, Taken
from chronoterm.terms import EXPECTED, Condition, Facet
from chronoterm.undoing import undoable
from chronoterm.wording import counts, what_others_did

QUICK_TO_FOLD = 8 << 20
"""Bytes of a store that is written anew at the end even when there is little time."""

Opened = tuple[SharedStore, MemoryChronology]


class Done(NamedTuple):
    """An edit that is safe on the disk, and what else is to be said: of others, and of the files."""

    written: Written
    made: Made
    said: str


class NothingToUndoError(ChronotermError):
    """There is no edit of this user that could be taken back, or made again."""


class EarlierEditError(ChronotermError):
    """What would be taken back was written before this session; somebody should know that first."""

    def __init__(self, written: Written) -> None:
        when = written.at.replace("T", " ").removesuffix("Z")[5:16]
        super().__init__(f"again for: “{written.edit.does}”, of {when}, before this session")
        self.number = written.number


class Desk:
    """One store, opened by one user. `chronology` is replaced by the next state of it, never changed."""

    def __init__(
        self,
        opened: Opened,
        user: str,
        own: OwnNotes | None,
        reopen: Callable[[], Opened],
        *,
        edits: bool = True,
    ) -> None:
        """`own` keeps the annotations of somebody who may not edit the store; `reopen` reads the file anew."""
        self.store, self.chronology = opened
        self.user = user
        self.obstacle = self.store.obstacle if edits else ""
        """Why this store cannot be edited by somebody who otherwise might."""
        self.may_edit = edits and not self.obstacle
        self._own = own
        self._reopen = reopen
        self._one_at_a_time = RLock()
        self._taken = Taken()
        """What the store holds and the chronology does not show yet."""
        self._presence = Presence(self.store.path)

    # What there is

    def document(self, table: Table, id_: str) -> Document | None:
        """A document as it stands."""
        return self.store.document(table, id_)

    def notes(self, ids: Iterable[str]) -> Mapping[str, Document]:
        """This user's annotations on records, by their ids, as far as they can be changed."""
        notebook = self._notebook(own=not self.may_edit)
        if notebook is None:
            return {}
        wanted = set(ids)
        found = (
            (each, notebook.document(Table.ANNOTATIONS, each)) for each in notebook.ids(Table.ANNOTATIONS)
        )
        return {
            id_: document
            for id_, document in found
            if document is not None and document.get("record") in wanted and document.get("by") == self.user
        }

    def has_star_elsewhere(self, record_id: str) -> bool:
        """Whether this user's star on a record stands where they may not write now: in the store."""
        stars = (each for each in self.store.annotations if each.star and each.record == record_id)
        return not self.may_edit and any(each.by == self.user for each in stars)

    def annotations_on(self, record_id: str) -> Mapping[str, Document]:
        """Everybody's annotations in the store on one record, by their ids."""
        found = ((each, self.document(Table.ANNOTATIONS, each)) for each in self.store.ids(Table.ANNOTATIONS))
        return {
            id_: document
            for id_, document in found
            if document is not None and document.get("record") == record_id
        }

    def referring(self, record_id: str) -> list[str]:
        """The records that point to one: by a relation, or as their outcome."""
        related = (each.entry for each in self.chronology.related(record_id) if each.entry is not None)
        pointing = [each.id for each in related if any(one.to == record_id for one in each.relations)]
        expected = self.chronology.view(Query((Condition(Facet.KIND, (EXPECTED,)),)))
        waiting = (row.entry.id for row in expected.window(0, expected.count))
        return [*pointing, *(each for each in waiting if self._outcome_of(each) == record_id)]

    def _outcome_of(self, record_id: str) -> object:
        return (self.document(Table.RECORDS, record_id) or {}).get("outcome")

    def naming(self, table: Table, name: str) -> list[str]:
        """The records that name an actor or a place themselves."""
        facet = Facet.PLACE if table is Table.PLACES else Facet.ACTOR
        view = self.chronology.view(Query((Condition(facet, (name,), exact=True),)))
        return [row.entry.id for row in view.window(0, view.count)]

    # Writing

    def write(self, edit: Edit, seen: Seen | None = None) -> Done:
        """Write an edit to the store; when this returns it is safe. Raises what `SharedStore.write` raises.

        The chronology shows it after `renew`.
        """
        with self._one_at_a_time:
            self._presence.begin()
            try:
                outcome = self.store.write(edit, by=self.user, seen=seen)
            except StoreChangedError:
                self._read_anew()
                outcome = self.store.write(edit, by=self.user, seen=seen)
            self._taken = self._taken.and_then(outcome.taken)
            said = (outcome.remark, what_others_did(outcome.others, self.user), self._fold_if_large())
            return Done(outcome.written, Made(outcome.written.number), "; ".join(filter(None, said)))

    def annotate(self, edit: Edit) -> Done:
        """Write annotations: to the store, or to the user's own file where the store may not be edited."""
        if self.may_edit:
            return self.write(edit)
        with self._one_at_a_time:
            if self._own is None:
                raise StoreError(
                    self.store.path, "may not be edited, and there is no folder for notes of your own"
                )
            outcome = self._own.created().write(edit, by=self.user)
            self._taken = self._taken.and_then(outcome.taken)
            return Done(outcome.written, Made(outcome.written.number, own=True), outcome.remark)

    def undo(self, made: Made | None, confirmed: int | None = None) -> Done:
        """Take back an edit of this user.

        Where none is named, the newest that the journal tells of; raises EarlierEditError unless `confirmed` is its
        number. Raises NothingToUndoError, and what `write` raises.
        """
        return self._take_back(made, confirmed, "undo")

    def redo(self, made: Made | None, confirmed: int | None = None) -> Done:
        """Make again what an edit of this user took back; else as `undo`."""
        return self._take_back(made, confirmed, "redo")

    def _take_back(self, made: Made | None, confirmed: int | None, what: Literal["undo", "redo"]) -> Done:
        own = made.own if made else not self.may_edit
        notebook = self._notebook(own=own)
        history = notebook.history() if notebook else ()
        if made is not None:
            found = next((each for each in history if each.number == made.number), None)
        else:
            found = getattr(undoable(history, self.user), what)
        if found is None:
            raise NothingToUndoError(f"there is nothing to {what}")
        if made is None and found.number != confirmed:
            raise EarlierEditError(found)
        return self.annotate(inverse(found)) if own else self.write(inverse(found))

    def _notebook(self, *, own: bool) -> SharedStore | None:
        """Where annotations go; none where this user has noted nothing yet."""
        return self.store if not own else self._own.store if self._own else None

    def look_through(self) -> None:
        """Look for what keeps the store from being edited, so that the first edit need not wait for that."""
        if self.may_edit:
            self.store.look_through()

    def look_inside(self, progress: Callable[[int], None]) -> None:
        """Read what the records hold inside, for the state that is there when that is done; `progress` may raise."""
        looked_into: MemoryChronology | None = None
        while looked_into is not self.chronology:
            looked_into = self.chronology
            looked_into.look_inside(progress)

    # What others write

    def has_news(self) -> bool:
        """Whether somebody else wrote something; costs some microseconds."""
        return self.store.has_news()

    def follow(self) -> str | None:
        """Take what others wrote, and say what that was; none if it was nothing. Raises StoreError."""
        with self._one_at_a_time:
            caught = self.store.catch_up()
            if caught.elsewhere:
                return self._read_anew()
            self._taken = self._taken.and_then(caught.taken)
            self.renew()
            return what_others_did(caught.edits, self.user) if caught.edits else None

    def _read_anew(self) -> str:
        """Read a file that another program wrote."""
        before = self.store
        self.store, self.chronology = self._reopen()
        self._taken = Taken()
        return f"another program wrote the store: {difference(before, self.store)}"

    def renew(self) -> None:
        """Bring the chronology up to what the store holds, which takes longer than writing did."""
        with self._one_at_a_time:
            taken, self._taken = self._taken, Taken()
            touched = taken.records | taken.annotated
            if not touched and not taken.names:
                return
            store = self.store
            entries = {each: store.entry(each) for each in taken.records}
            self.chronology = self.chronology.changed(
                [each for each, entry in entries.items() if entry is None],
                [entry for entry in entries.values() if entry is not None],
                names=Names(store.actors, store.places, store.series) if taken.names else None,
                annotations=self._annotations_of(touched) if taken.annotated else {},
                problems=store.problems,
            )

    def _annotations_of(self, records: Iterable[str]) -> dict[str, list[Annotation]]:
        found: dict[str, list[Annotation]] = {each: [] for each in records}
        own = self._own.store if self._own else None
        for annotation in (*self.store.annotations, *(own.annotations if own else ())):
            if annotation.record in found:
                found[annotation.record].append(annotation)
        return found

    # The file

    def _fold_if_large(self) -> str:
        """Write the store anew when its journal has become large; what is to be said where that fails."""
        if self.store.pending < LARGE:
            return ""
        try:
            self.store.fold()
        except StoreError as error:
            return f"your edit is safe, but the store was not written anew: {error}"
        return ""

    def leave(self, *, in_haste: bool = False) -> None:
        """Close the store; the last of those who wrote writes it anew, unless that would take long and there is haste.

        What cannot be written now is safe in the journal.
        """
        with suppress(StoreError, OSError):  # nobody is left to be told, and nothing is lost
            is_quick = not in_haste or self.store.path.stat().st_size <= QUICK_TO_FOLD
            if self.may_edit and self.store.pending and self._presence.end() and is_quick:
                self.store.fold()


def difference(before: Store, after: Store) -> str:
    """How many records of a store are new, gone or changed in another state of it, in words."""
    old, new = set(before.ids(Table.RECORDS)), set(after.ids(Table.RECORDS))
    changed = sum(not _is_same(before, after, each) for each in old & new)
    return counts(changed=changed, new=len(new - old), gone=len(old - new)) or "the same records"


def _is_same(before: Store, after: Store, record_id: str) -> bool:
    one, other = (each.tables[RECORDS][each.document_of(record_id)] for each in (before, after))
    # The same bytes say the same; others may, since every program has spaces of its own.
    return bytes(one) == bytes(other) or decode(one) == decode(other)
