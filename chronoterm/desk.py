"""A store on somebody's desk: the chronology as it is now, and the one way to change it.

What takes its time is called from a worker; nothing here knows the screen.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from threading import RLock
from typing import TYPE_CHECKING, Literal, NamedTuple

from msgspec import structs

from chronoterm.chronology.indexed import IndexedChronology
from chronoterm.chronology.view import View
from chronoterm.documents import decode
from chronoterm.edits import Batch, Document, Edit, Table, Written, fits, inverse
from chronoterm.indexfile.reading import IndexFile
from chronoterm.own_notes import OwnNotes
from chronoterm.problems import ChronotermError
from chronoterm.query import Query
from chronoterm.renewing import renewed
from chronoterm.steps import Made
from chronoterm.store.errors import StoreChangedError, StoreError
from chronoterm.store.many import adding, removing, still_needed
from chronoterm.store.presence import Presence
from chronoterm.store.shape import RECORDS
from chronoterm.store.shared import Seen, SharedStore
from chronoterm.store.store import Store, Taken
from chronoterm.terms import Condition, Facet
from chronoterm.undoing import undoable
from chronoterm.wording import counts, records_in_words, what_others_did

if TYPE_CHECKING:
    from chronoterm.editing.steps import Fetch

FEW = 100
"""Records whose notes are shown anew within a few milliseconds."""

QUICK_TO_FOLD = 8 << 20
"""Bytes of a store that is written anew at the end even when there is little time."""

Opened = tuple[SharedStore, IndexedChronology]


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
        self.has_folded = False
        """Whether the store file was written anew, so that no index of it is kept; whoever makes one says no again."""
        self.is_read_anew = False
        """Whether the store was read again, so that its words are not there; whoever gets them says no again."""

    # What there is

    def document(self, table: Table, id_: str) -> Document | None:
        """A document as it stands."""
        return self.store.document(table, id_)

    def notes(self, records: Collection[str]) -> Mapping[str, Document]:
        """This user's annotations on records, by their ids, as far as they can be changed."""
        notebook = self._notebook(own=not self.may_edit)
        return {} if notebook is None else _documents(notebook, records, self.user)

    def starred_elsewhere(self, records: Collection[str]) -> frozenset[str]:
        """The records on which this user's star stands where they may not write now: in the store."""
        if self.may_edit:
            return frozenset()
        found = self.store.annotations_on(records).values()
        return frozenset(each.record for each in found if each.star and each.by == self.user)

    def deletion(self, records: Sequence[str]) -> Edit | None:
        """The edit that deletes records, with what others say of them and what users noted about them."""
        from chronoterm.editing.changes import deletion  # noqa: PLC0415 - not on the way to the first frame
        from chronoterm.editing.together import together  # noqa: PLC0415 - as above

        pointing, notes = self.store.pointing_to(records), _documents(self.store, frozenset(records))

        def one(record_id: str, fetch: "Fetch") -> Edit | None:
            return deletion(record_id, fetch, pointing[record_id], notes)

        does = f"deleted {records_in_words(len(records))}"
        return together(does, [partial(one, each) for each in records], self.document)

    def merger(self, table: Table, keep: str, lose: str) -> Edit | None:
        """The edit that puts one name in the place of another, wherever that is named."""
        from chronoterm.editing.changes import merged_names  # noqa: PLC0415 - as above

        return merged_names(table, keep, lose, self.document, self.naming(table, lose), self.store.ids(table))

    def number_naming(self, table: Table, name: str) -> int:
        """How many records name an actor or a place themselves."""
        return self._view_naming(table, name).count

    def naming(self, table: Table, name: str) -> list[str]:
        """The records that name an actor or a place themselves."""
        view = self._view_naming(table, name)
        return [row.entry.id for row in view.window(0, view.count)]

    def _view_naming(self, table: Table, name: str) -> View:
        facet = Facet.PLACE if table is Table.PLACES else Facet.ACTOR
        return self.chronology.view(Query((Condition(facet, (name,), exact=True),)))

    # Writing

    def write(self, edit: Edit, seen: Seen | None = None) -> Done:
        """Write an edit to the store; when this returns it is safe. Raises what `SharedStore.write` raises.

        The chronology shows it after `renew`. What takes a batch of records out again is read anew at once.
        """
        with self._one_at_a_time:
            self._presence.begin()
            if edit.batch is not None:
                return self._take_out(edit, edit.batch)
            try:
                outcome = self.store.write(edit, by=self.user, seen=seen)
            except StoreChangedError:
                self._read_anew()
                outcome = self.store.write(edit, by=self.user, seen=seen)
            self._taken = self._taken.and_then(outcome.taken)
            said = (outcome.remark, what_others_did(outcome.others, self.user), self._fold_if_large())
            return Done(outcome.written, Made(outcome.written.number), "; ".join(filter(None, said)))

    def put_in(self, edit: Edit, lines: Callable[[], Iterable[bytes]], has: Callable[[str], bool]) -> Written:
        """Put the batch of an edit into the store file; `lines` are its records as JSON, `has` knows their ids.

        The store is to be opened again after. Raises what `write` raises.
        """
        with self._one_at_a_time:
            self._presence.begin()
            number = edit.batch.records if edit.batch else 0
            return self.store.rewrite(edit, adding(lines, number, has), by=self.user)

    def _take_out(self, edit: Edit, batch: Batch) -> Done:
        """Take the records of a batch out, with the names that came along and nothing else needs.

        Raises ChronotermError where something of it was edited since, or where it would be put in again.
        """
        if not batch.is_gone:
            raise ChronotermError("so many records are not kept; import the file again")
        needed = still_needed(
            self.store.tables[RECORDS], batch, self.user, {(each.table, each.id) for each in edit.changes}
        )
        gone = (
            each
            for each in edit.changes
            if (each.table, each.id) not in needed and fits(each, self.store.document(each.table, each.id))
        )
        edit = structs.replace(edit, changes=tuple(gone))
        written = self.store.rewrite(edit, removing(batch, self.user), by=self.user)
        self._read_anew()
        return Done(written, Made(written.number), "")

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
        looked_into: IndexedChronology | None = None
        while looked_into is not self.chronology:
            looked_into = self.chronology
            looked_into.look_inside(progress)

    def read_facts(self, progress: Callable[[int], None]) -> None:
        """Read what instruments ask for, so that nobody waits when the first of them is opened; `progress` may raise."""
        self.chronology.read_facts(progress)

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

    def read_anew(self) -> None:
        """Read the store again, of which something is not as it was."""
        with self._one_at_a_time:
            self._read_anew()

    def _read_anew(self) -> str:
        """Read a file that another program wrote."""
        before = self.store
        self.store, self.chronology = self._reopen()
        self._taken, self.is_read_anew = Taken(), True
        return f"another program wrote the store: {difference(before, self.store)}"

    def renew_at_once(self) -> bool:
        """As `renew`, if that takes no time: nobody else is at the desk, and only notes on a few records are missing.

        Whether it did.
        """
        if not self._one_at_a_time.acquire(blocking=False):
            return False
        try:
            taken = self._taken
            is_quick = not taken.records and not taken.names and len(taken.annotated) <= FEW
            if is_quick:
                self.renew()
            return is_quick
        finally:
            self._one_at_a_time.release()

    def renew(self) -> None:
        """Bring the chronology up to what the store holds, which takes longer than writing did."""
        with self._one_at_a_time:
            taken, self._taken = self._taken, Taken()
            self.chronology = renewed(self.chronology, self.store, taken, self._own)

    def take_words(self, words: IndexFile | None, obstacle: str | None, of: SharedStore) -> None:
        """Search by the words of all records from now on: those in a file, or, without one, those that are read then.

        `obstacle` is what their index says stands in the way of writing the store anew; none where it says nothing.
        They are left if they are the words `of` a store that was read anew since.
        """
        with self._one_at_a_time:
            if self.store is not of:
                return
            self.chronology = self.chronology.with_words(words)
            if obstacle is not None:
                self.store.words_about(obstacle)

    # The file

    def _fold_if_large(self) -> str:
        """Write the store anew when its journal has become large; what is to be said where that fails."""
        if not self.store.is_due:
            return ""
        try:
            self.has_folded = self.store.fold() or self.has_folded
        except StoreError as error:
            return f"your edit is safe, but the store was not written anew: {error}"
        return ""

    def leave(self, *, in_haste: bool = False) -> bool:
        """Close the store; the last of those who wrote writes it anew, unless somebody would have to wait for that.

        Whether it was written anew. What is not written now is safe in the journal.
        """
        with suppress(StoreError, OSError):  # nobody is left to be told, and nothing is lost
            size = self.store.path.stat().st_size
            is_quick = size <= QUICK_TO_FOLD if in_haste else not self.store.is_huge
            if self.may_edit and self.store.pending and self._presence.end() and is_quick:
                return self.store.fold()
        return False


def difference(before: Store, after: Store) -> str:
    """How many records of a store are new, gone or changed in another state of it, in words.

    How many there are now, where they are so many that they stay on the disk: the old ones may be gone from there.
    """
    if before.is_kept or after.is_kept:
        return f"{records_in_words(after.size)} now"
    old, new = set(before.ids(Table.RECORDS)), set(after.ids(Table.RECORDS))
    changed = sum(not _is_same(before, after, each) for each in old & new)
    return counts(changed=changed, new=len(new - old), gone=len(old - new)) or "the same records"


def _is_same(before: Store, after: Store, record_id: str) -> bool:
    one, other = (each.tables[RECORDS][each.document_of(record_id)] for each in (before, after))
    # The same bytes say the same; others may, since every program has spaces of its own.
    return bytes(one) == bytes(other) or decode(one) == decode(other)


def _documents(store: Store, records: Collection[str], by: str | None = None) -> dict[str, Document]:
    """The annotations on records, those of one user alone where one is named, as they stand in a store."""
    wanted = (id_ for id_, each in store.annotations_on(frozenset(records)).items() if by in (None, each.by))
    found = ((id_, store.document(Table.ANNOTATIONS, id_)) for id_ in wanted)
    return {id_: document for id_, document in found if document is not None}
