"""Opening a store of any size: at once where its index is kept, else while somebody watches it being made."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from msgspec import structs

from chronoterm.chronology.indexed import IndexedChronology
from chronoterm.collation import collation, name_of
from chronoterm.directories import state_folder
from chronoterm.indexfile.reading import IndexFile, IndexFileError
from chronoterm.indexing.finding import Found, damage, found, identity_in, with_words
from chronoterm.indexing.place import SMALLEST
from chronoterm.indexing.reports import FACETS, WORDS, Failed, Progress, Ready, Report, Why
from chronoterm.modes import Rights
from chronoterm.opening import as_stored, is_sample, open_chronology
from chronoterm.own_notes import OwnNotes
from chronoterm.records import Entry
from chronoterm.renewing import annotations_on, names_in, notes_in, renewed
from chronoterm.store.errors import StoreChangedError
from chronoterm.store.files import demand_readable
from chronoterm.store.store import Store
from chronoterm.users import user_name

if TYPE_CHECKING:
    from chronoterm.desk import Desk, Opened
    from chronoterm.indexing.process import Builder

Tell = Callable[[Progress], None]
"""Is told how far it is; may raise to stop."""

ATTEMPTS = 3
"""Times that an index is made of a store that somebody writes meanwhile, before it is read into memory."""

AGAIN = (Why.STORE_CHANGED, Why.KILLED)
"""What may be otherwise the next time."""

MOST_WHOLE = 32_000_000
"""Bytes of a store that is read into memory for a single question rather than indexed: some seconds at the most."""


def open_to_ask(path: Path) -> IndexedChronology:
    """A store to be asked a question or two. Raises StoreError."""
    try:
        own = OwnNotes(path, state_folder())
    except RuntimeError:  # nobody's home is known
        own = None
    return Reader(path, own).quietly()[1]


def open_desk(path: Path, rights: Rights, state: Path | None) -> "Desk":
    """Open a store to work on. `state` is the user's own folder, if there is one. Raises StoreError.

    What somebody noted who may not edit is in that folder.
    """
    reader = Reader(path, None if state is None else OwnNotes(path, state))
    return reader.desk(reader.quietly(), rights)


def begin_ahead(path: Path) -> "Builder | None":
    """Begin to make the index of a large store that has none, in a process of its own; none where there is no need."""
    try:
        if os.stat(path).st_size < SMALLEST:  # noqa: PTH116 - before the first frame
            return None
    except OSError:
        return None  # whoever opens it tells why
    if (there := found(path)) is not None:
        there.close()
        return None
    from chronoterm.indexing.process import Builder  # noqa: PLC0415 - not where an index is there

    return Builder(path)


class Reader:
    """Opens one store, again and again where other programs write it. What blocks is for a thread."""

    def __init__(self, path: Path, own: OwnNotes | None, *, may_build: bool = True) -> None:
        """`own` has the notes of a user's own. Without `may_build` no process is started to make an index."""
        self.path = path
        self.remark = ""
        """What is to be said about how the store was read."""
        self._own = own
        self._may_build = may_build
        self._builder: Builder | None = None
        self._steps: Iterator[Report] = iter(())
        self._found: Found | None = None
        self._stopped = False
        self._given_up: Builder | None = None
        self._refused: list[int] | None = None
        """The state of the index that is damaged, and that only looks like one of this store."""
        self._is_watched = True
        """Whether a screen shows what is read, on which damage is found and mended within a second."""
        self._one_at_a_time = Lock()

    # Opening

    def at_once(self) -> "Opened | None":
        """A small store, or a large one by its kept index; none where there is none that fits. Raises StoreError."""
        if demand_readable(self.path).st_size < SMALLEST:
            return self._in_memory(_nobody)
        there = found(self.path)
        if there is None or self._is_refused(there):
            return None
        self._forgive(there)
        try:
            opened = self._by(there)
        except (StoreChangedError, IndexFileError):
            if damage(there):
                self._refused = _state_of(there)
            return None
        self._found = there
        return opened

    def quietly(self) -> "Opened":
        """The store, with nobody watching; what takes long is done when it is asked for. Raises StoreError."""
        self._is_watched = False
        opened = self.at_once()
        if opened is None and demand_readable(self.path).st_size <= MOST_WHOLE:
            return self._in_memory(_nobody)
        store, chronology = opened or self.whole(_nobody)
        if self.is_kept:
            chronology = chronology.with_words(lambda: self.words(_nobody))
        return store, chronology

    def desk(self, opened: "Opened", rights: Rights) -> "Desk":
        """A desk with what was opened, to work on as far as there are rights to."""
        from chronoterm.desk import Desk  # noqa: PLC0415 - who only asks needs none

        edits = rights.edits and not is_sample(self.path)
        return Desk(opened, user_name(), self._own, self.anew, edits=edits)

    def first(self) -> IndexedChronology | None:
        """The first records of a large store, in an instant; none where there are none. Raises StoreError."""
        from chronoterm.store.beginning import beginning_of  # noqa: PLC0415 - only for a store that was never opened

        store = beginning_of(self.path)
        entries = [_among(store, each) for each in store.entries]
        return (
            IndexedChronology.build(
                entries, names_in(store), fetch=store.record, bodies=store.bodies, title=store.title
            )
            if entries
            else None
        )

    def whole(self, tell: Tell) -> "Opened":
        """The store, whose index is made if need be; else it is read into memory. Raises StoreError."""
        with self._one_at_a_time:
            for _ in range(ATTEMPTS if self._may_build else 0):
                if (opened := self.at_once()) is not None:
                    return opened
                if not self._await(FACETS, tell):
                    break
            return self.at_once() or self._in_memory(tell)

    def anew(self) -> "Opened":
        """The store again, which another program wrote or whose index is damaged. Raises StoreError."""
        if self._builder is not None:  # it reads what the store was, and somebody may be waiting for it
            self._given_up = self._builder
            self._builder.stop()
        return self.whole(_nobody)

    def words(self, tell: Tell) -> IndexFile | None:
        """The words of the store that was opened, when they are ready; none where they cannot be kept."""
        with self._one_at_a_time:
            there = self._found
            if there is None:
                return None
            if there.words is None and self._may_build and self._await(WORDS, tell):
                there = self._found = with_words(there)
                self._forgive(there)
            return there.words

    def index_anew(self, tell: Tell) -> None:
        """Make an index of the file as it is now, for whoever opens it next."""
        with self._one_at_a_time:
            if self.is_kept and self._may_build and found(self.path) is None:
                self._await(WORDS, tell)

    def leave_behind(self) -> None:
        """Have an index made of the file that was just written, while nobody waits, for whoever opens it next."""
        if self.is_kept and self._may_build:
            from chronoterm.indexing.process import leave_behind  # noqa: PLC0415 - most sessions write nothing

            leave_behind(self.path)

    @property
    def is_kept(self) -> bool:
        """Whether the store was opened by a kept index."""
        return self._found is not None

    @property
    def is_large(self) -> bool:
        """Whether reading all records takes more than some seconds. Raises StoreError."""
        return demand_readable(self.path).st_size > MOST_WHOLE

    def is_damaged(self) -> bool:
        """Whether the index that was opened is not as it was written, so that it must be made again."""
        there = self._found
        if there is None or not damage(there):
            return False
        self._refused = _state_of(there)
        return True

    @property
    def obstacle(self) -> str | None:
        """What the index of the words says stands in the way of editing; none where there is none yet."""
        there = self._found
        return None if there is None or there.words is None else str(there.words_about.get("obstacle", ""))

    def stop(self) -> None:
        """Stop making an index; whoever waits for it goes on without."""
        self._stopped = True
        if self._builder is not None:
            self._builder.stop()

    def go_on_with(self, builder: "Builder") -> None:
        """Take over the making of an index."""
        self._builder, self._steps = builder, builder.steps()

    # How

    def _await(self, what: str, tell: Tell) -> bool:
        """Make the index, or go on making it, until one of its files is ready; whether it is."""
        if self._stopped:
            return False
        if self._builder is None or self._builder.is_done:
            from chronoterm.indexing.process import Builder  # noqa: PLC0415 - not where an index is there

            self.go_on_with(Builder(self.path, again=self._refused is not None))
        for step in self._steps:
            if self._stopped or self._builder is self._given_up:
                return False
            match step:
                case Progress():
                    tell(step)
                case Ready():
                    if step.what == what:
                        return True
                case Failed():
                    if step.why not in (Why.NOT_INDEXABLE, *AGAIN):
                        self.remark = step.sentence
                    return step.why in AGAIN
        return False

    def _forgive(self, there: Found) -> None:
        for each in (there.facets, there.words):
            if each is not None:
                each.is_forgiving = self._is_watched

    def _is_refused(self, there: Found) -> bool:
        return self._refused is not None and _state_of(there) == self._refused

    def _by(self, there: Found) -> "Opened":
        from chronoterm.chronology.fetching import Fetching, Texts  # noqa: PLC0415 - only for a store with an index
        from chronoterm.chronology.kept_index import FileRanks, kept_index  # noqa: PLC0415 - as above
        from chronoterm.chronology.orders import Orders  # noqa: PLC0415 - as above
        from chronoterm.store.kept_store import KeptStore  # noqa: PLC0415 - as above

        store = KeptStore.of(self.path, there.facets)
        total = int(there.about["rows"])
        index = kept_index(there.facets, total, store, names_in(store), notes_in(store))
        collate = collation(os.environ)
        ranks = FileRanks(there.facets) if there.about.get("collation") == name_of(collate) else None
        chronology = IndexedChronology.kept(
            index,
            Fetching.of(
                store.record, store.bodies, Texts(store.text, store.passages), store.bodies_in
            )._replace(past=lambda until: as_stored(self.path, until)),
            Orders(index, collate, ranks),
            words=there.words,
            title=store.title,
            problems=store.problems,
        )
        if there.words is not None:
            store.words_about(str(there.words_about.get("obstacle", "")))
        chronology = renewed(chronology, store, store.replayed, self._own)
        own = self._own.annotations if self._own else []
        if own:
            records = {each.record for each in own}
            chronology = chronology.changed(annotations=annotations_on(records, store, self._own))
        return store, chronology

    def _in_memory(self, tell: Tell) -> "Opened":
        self._found = None
        own = self._own.annotations if self._own else ()
        return open_chronology(self.path, lambda done: tell(Progress("records", done, 0)), own)


def _among(store: Store, entry: Entry) -> Entry:
    """An entry without its relations to records that are not read; nobody knows yet whether those are there."""
    known = tuple(each for each in entry.relations if store.has(each.to))
    return entry if known == entry.relations else structs.replace(entry, relations=known)


def _state_of(there: Found) -> list[int] | None:
    """What tells an index from the next one at its place."""
    try:
        return identity_in(there.place.facets.stat())
    except OSError:
        return None


def _nobody(_: Progress) -> None:
    """Told how far reading is while nobody watches it."""
