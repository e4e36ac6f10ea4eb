"""A store that several edit at once: what others write is followed, and what we write is safe before it is said.

The file is read once; from then on its journal tells what changes. See `journal` for how an edit is written, and
`marks` for how the file says up to which edit it holds them.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, NamedTuple

from msgspec import structs

from chronoterm.documents import DocumentError
from chronoterm.edits import Change, Edit, Table, Written, fits
from chronoterm.now import now_in_utc
from chronoterm.problems import Problem, Severity
from chronoterm.store.editable import demand_json, obstacle_on_disk, obstacle_within
from chronoterm.store.errors import EditConflictError, StoreChangedError, StoreError
from chronoterm.store.files import Identity, explained, read_whole
from chronoterm.store.following import TORN, DamagedJournalError, News, Position, begin_following, news_since
from chronoterm.store.journal import Base, Begin, Fold, Line, append, begin_journal, encoded, journal_path
from chronoterm.store.kept_folding import written_apart
from chronoterm.store.layout import lines_of
from chronoterm.store.lock import WAIT, locked
from chronoterm.store.many import Counted, Remade, in_the_file
from chronoterm.store.marks import Mark, mark_of, marked
from chronoterm.store.replacing import replace_whole
from chronoterm.store.shape import RawTables, demand_records, parse_tables
from chronoterm.store.store import Progress, Store, Taken

if TYPE_CHECKING:
    from chronoterm.store.kept import Kept

LARGE = 1 << 20
"""Bytes of edits after which the store file is written anew."""

HUGE = 64 << 20
"""Bytes of a store file that takes seconds to be written anew, so that nobody who leaves waits for it."""

Seen = Mapping[str, int]
"""Ids of records with the revision that somebody looked at while editing."""


class Caught(NamedTuple):
    """What others wrote since we looked last; `elsewhere` when another program wrote the file, to be read anew."""

    edits: tuple[Written, ...] = ()
    taken: Taken = Taken()
    elsewhere: bool = False


class Outcome(NamedTuple):
    """An edit that is safe, all that was taken with it, what others had written before, and what is to be said."""

    written: Written
    taken: Taken
    others: tuple[Written, ...]
    remark: str


class SharedStore(Store):
    """A store file with its journal, as one."""

    def __init__(
        self, path: Path, tables: RawTables, progress: Progress | None = None, kept: "Kept | None" = None
    ) -> None:
        super().__init__(path, tables, progress, kept)
        self._mutex = RLock()
        self._identity: Identity | None = None
        self._base = Base(0, 0)
        self._journal = journal_path(path)
        self._position = Position()
        self._looked_at: tuple[int, int] | None = None
        """Size and time of the journal when we looked last; half a line at its end is no news a second time."""
        self._folded = Mark("", 0, 0)
        """How far the file holds the journal."""
        self._untold = Caught()
        """What others wrote that we have taken and nobody has asked for yet."""
        self._strange: list[Identity | None] = []
        """The state of the file that no fold told of, when we saw one last; there may be no file."""
        self._misfits: list[Problem] = []
        self._replayed: list[Taken] = []
        self._obstacle = ""
        self._is_looked_through = False

    @classmethod
    def open(cls, path: Path, progress: Progress | None = None) -> "SharedStore":
        """Read a store and the edits that its journal holds besides. Raises StoreError. Nothing is changed.

        A journal that cannot be followed is told as a problem; the store can then be read and not edited.
        """
        data, identity = read_whole(path)
        tables, as_written = parse_tables(path, data)
        demand_records(path, tables)
        store = cls(path, tables, progress)
        store._identity, store._base = identity, Base.of(data)
        store._obstacle = "" if as_written else "it holds halves of characters"
        store._begin()
        return store

    def _begin(self) -> None:
        self._looked_at = self._journal_now()
        try:
            news = begin_following(self.path, mark_of(self.meta), self._base)
        except StoreError as error:
            self._obstacle = f"its journal cannot be followed ({error})"
            self._misfits.append(Problem(Severity.FLAWED, "journal", "–", "", str(error)))
            if not isinstance(error, DamagedJournalError):
                return
            news = error.news
        self._position = news.position
        mark = mark_of(self.meta)
        if mark is not None and mark.journal == news.position.journal:
            self._folded = mark
        for written in news.edits:
            self._replay(written)
        if not any(each.edit.batch is not None for each in news.edits):
            self._learn_fold(news)
        # Where the file is another by now, it was only written anew while we read.
        is_behind = news.fold is not None and news.fold.upto > self._folded.edit
        if is_behind and self._now() == self._identity:
            why = f"is an older copy; {len(news.edits)} edits made since are taken from its journal"
            self._misfits.append(Problem(Severity.NOTE, "journal", "–", "", why))

    def _replay(self, written: Written) -> None:
        """Take an edit from the journal, unless another program has changed the file so that it does not fit."""
        if self._fits(written.edit.changes):
            self._replayed.append(self.take(written))
        elif not self._fits(each.inverse for each in written.edit.changes):
            what = f"edit {written.number} by {written.by} ({written.edit.does}) does not fit any more"
            why = f"{what}: another program has changed the file. It is not shown"
            self._misfits.append(Problem(Severity.FLAWED, "journal", str(written.number), "", why))
            self._obstacle = "edits in its journal do not fit it any more"

    def _fits(self, changes: Iterable[Change]) -> bool:
        try:
            return all(fits(each, self.document(each.table, each.id)) for each in changes)
        except DocumentError:  # what it is about cannot be read
            return False

    @property
    def replayed(self) -> Taken:
        """What the journal had that the file had not when it was opened."""
        return Taken.together(self._replayed)

    @property
    def problems(self) -> list[Problem]:
        """What needs attention, the journal included."""
        return [*super().problems, *self._misfits]

    @property
    def obstacle(self) -> str:
        """Why this store cannot be edited by us; empty where it can, as far as can be told at a glance."""
        return self._obstacle or obstacle_on_disk(self.path)

    @property
    def pending(self) -> int:
        """Bytes of edits that the store file does not hold yet."""
        if self._position.number <= self._folded.edit:
            return 0
        return max(
            1, self._position.end - self._folded.end
        )  # those that came while it was folded stand before

    @property
    def is_huge(self) -> bool:
        """Whether writing the file anew takes so long that somebody would notice it."""
        return self._identity is not None and self._identity.size > HUGE

    @property
    def is_due(self) -> bool:
        """Whether so much was edited that the store file is to be written anew."""
        return self.pending >= LARGE

    @property
    def mark(self) -> Mark:
        """What a file says of the journal that holds all that we know."""
        return Mark(self._position.journal, self._position.number, self._position.edited)

    # What others write

    def has_news(self) -> bool:
        """Whether anything was written since we looked last; costs some microseconds."""
        is_other = self._journal_now() != self._looked_at or self._now() != self._identity
        return is_other or bool(self._untold.edits)

    def catch_up(self) -> Caught:
        """Take what others wrote. Raises StoreError where the journal cannot be followed any more.

        While somebody writes the file anew, it is another for a moment before the journal tells so: only what is
        still strange at the second look is said to come from elsewhere.
        """
        with self._mutex:
            now, self._looked_at = self._now(), self._journal_now()
            try:
                elsewhere = self._take_news(news_since(self.path, self._position))
            except StoreChangedError:
                return Caught(elsewhere=True)
            if elsewhere or self._now() == self._identity:
                self._strange = []
            else:
                elsewhere, self._strange = self._strange == [now], [now]
            return self._told()._replace(elsewhere=elsewhere)

    def _told(self) -> Caught:
        told, self._untold = self._untold, Caught()
        return told

    def _take_news(self, news: News) -> bool:
        """Take edits that others wrote, to be told; whether their journal belongs to another file.

        Raises StoreChangedError where they cannot be taken: our own copy of the file is damaged, or it lacks a batch.
        """
        if any(each.edit.batch is not None for each in news.edits):
            why = "was written anew with an import"
            raise StoreChangedError(self.path, why, "Nothing was written; the store is read anew")
        taken = self._untold.taken
        try:
            for written in news.edits:
                taken = taken.and_then(self.take(written))
        except DocumentError as error:
            raise StoreChangedError(self.path, f"{error.field} {error}", "It is read anew") from error
        self._position = news.position
        self._learn_fold(news)
        self._untold = Caught((*self._untold.edits, *news.edits), taken)
        return news.begin is not None and news.begin.base != self._base

    def _learn_fold(self, news: News) -> None:
        """Take the file for the one that somebody wrote anew with the edits that we know, where it is that."""
        if news.fold is not None and news.fold.identity == self._now():
            self._identity = news.fold.identity
            self._folded = Mark(news.position.journal, news.fold.upto, news.fold.end)

    # What we write

    def write(self, edit: Edit, *, by: str, seen: Seen | None = None, wait: float = WAIT) -> Outcome:
        """Append an edit to the journal; when this returns, it is on the disk.

        Raises EditConflictError where somebody changed what it is about, after what was `seen` or at all;
        StoreLockedError after `wait` seconds; StoreChangedError where another program wrote the file, so that it
        must be opened anew; StoreError where it cannot be written or would not be readable. Nothing is written then.
        """
        self.look_through()
        self._demand_editable()
        with self._alone(wait) as remark:
            written = Written(self._position.number + 1, by, now_in_utc(), edit)
            try:
                demand_json(edit)
                self._demand_fit(edit, seen or {})
                self.demand_good(written)
                self._append(Line(edit=written))
            except DocumentError as error:
                raise StoreError(self.path, f"cannot hold that: {error.field} {error}") from error
            except UnicodeEncodeError as error:
                raise StoreError(self.path, "cannot hold halves of characters") from error
            except (ValueError, TypeError) as error:
                raise StoreError(self.path, f"cannot hold that ({error})") from error
            self._position = self._position._replace(number=written.number, edited=self._position.end)
            others = self._told()
            return Outcome(written, others.taken.and_then(self._take_own(written)), others.edits, remark)

    def _take_own(self, written: Written) -> Taken:
        """Take an edit that is safe already."""
        return self.take(written)

    @contextmanager
    def _alone(self, wait: float) -> Iterator[str]:
        """Hold the lock, knowing all that was written before; and what is to be said of the journal."""
        with self._mutex, locked(self.path, wait):
            news = news_since(self.path, self._position)
            if self._take_news(news) or self._now() != self._identity:
                why = "was changed by another program"
                raise StoreChangedError(self.path, why, "Nothing was written; the store is read anew")
            yield TORN if news.torn else ""

    def _append(self, line: Line) -> None:
        data = encoded(line)
        if not self._position.journal:
            begin = Begin(os.urandom(8).hex(), self._base)
            first = begin_journal(self._journal, begin, self.path)
            self._position = Position(first.file, begin.journal, first.size)
        self._position = self._position._replace(end=append(self._journal, data, self._position.end))
        self._looked_at = self._journal_now()

    def words_about(self, obstacle: str) -> None:
        """Take for true what an index says stands in the way of writing the file anew; here it is known without."""

    def look_through(self) -> None:
        """Look once for what writing the file anew would lose; that takes seconds for a large one, so not locked."""
        if not self.obstacle and not self._is_looked_through:
            self._obstacle = obstacle_within(self.path, self.tables, mark_of(self.meta))
            self._is_looked_through = True

    def _demand_editable(self) -> None:
        if self.obstacle:
            raise StoreError(self.path, f"cannot be edited: {self.obstacle}", "`chronoterm check` tells more")

    def _demand_fit(self, edit: Edit, seen: Seen) -> None:
        for each in edit.changes:
            document = self.document(each.table, each.id)
            revision = (document or {}).get("revision", 0)
            is_as_seen = each.table is not Table.RECORDS or seen.get(each.id, revision) == revision
            if not fits(each, document) or not is_as_seen:
                raise EditConflictError(self.path, each, document)

    # The file itself

    def fold(self, wait: float = WAIT) -> bool:
        """Write the store file anew with all edits in it, for other programs to read; whether that was needed.

        Raises StoreError: then the file is as it was, and the edits are safe in the journal.
        """
        self.look_through()
        with self._mutex:
            return self._fold_apart(wait) if self.is_huge else self._fold_at_once(wait)

    def _fold_at_once(self, wait: float) -> bool:
        with self._alone(wait):
            if not self.pending:
                return False
            self._demand_editable()
            mark = self.mark
            tables = marked(self.tables, mark)
            self._folded_into(replace_whole(self.path, self._parts_of(tables)), mark)
            return True

    def _fold_apart(self, wait: float) -> bool:
        """Fold while others go on editing: what they write meanwhile is behind the mark."""
        with self._alone(wait):
            if not self.pending:
                return False
            self._demand_editable()
            mark = self.mark
        with written_apart(self.path, self._parts_of(marked(self.tables, mark))) as put:
            if put is None:  # somebody else folds it at this moment
                return False
            with self._alone(wait):
                self._folded_into(put(), mark)
        return True

    def _folded_into(self, identity: Identity, mark: Mark) -> None:
        """Take the file for the one that was written with all edits up to a mark, and tell others."""
        self._identity = identity
        self.tables, self._folded = marked(self.tables, mark), mark
        with suppress(StoreError):  # the file says it too; only other sessions have to read it again
            self._append(Line(fold=Fold(mark.edit, identity)))

    def rewrite(self, edit: Edit, remade: Remade, *, by: str, wait: float = WAIT) -> Written:
        """Write the store file anew with other tables, for an edit that is too large for the journal.

        The file comes first and the edit after, so that a kill between the two leaves it done and untold. The store is
        to be read anew then. Raises what `write` raises, and StoreError where others wrote what does not go with it.
        """
        self.look_through()
        with self._mutex:
            with self._alone(wait):
                self._demand_editable()
                mark, written = self.mark, Written(0, by, now_in_utc(), edit)
            tables = marked(self.tables, mark) if mark.journal else self.tables
            parts = Counted(self._parts_of(remade.tables(tables, written)))
            with written_apart(self.path, parts) as put:
                if put is None:
                    raise StoreError(self.path, "is being written anew by somebody else", "Try again")
                with self._alone(wait):
                    meanwhile = [each for each in self.history() if each.number > mark.edit]
                    if not all(remade.goes_with(each.edit) for each in meanwhile):
                        raise StoreError(self.path, "was edited meanwhile", "Nothing was written; try again")
                    put()
                    self._identity, self._base = None, parts.base  # the file is not what we hold
                    done = structs.replace(written, number=self._position.number + 1)
                    with in_the_file(self.path):
                        self._append(Line(edit=done))
                    return done

    def _parts_of(self, tables: RawTables) -> Iterable[bytes]:
        return lines_of(tables, bytes)

    def history(self) -> tuple[Written, ...]:
        """Every edit that the journal tells of, the oldest first. Raises StoreError."""
        return news_since(self.path, self._position._replace(end=0, number=0)).edits

    def _journal_now(self) -> tuple[int, int] | None:
        status = self._stat(self._journal)
        return None if status is None else (status.st_size, status.st_mtime_ns)

    def _now(self) -> Identity | None:
        status = self._stat(self.path)
        return None if status is None else Identity.of(status)

    def _stat(self, path: Path) -> os.stat_result | None:
        with explained(path):
            try:
                return path.stat()
            except FileNotFoundError:
                return None
