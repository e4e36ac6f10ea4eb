"""Several who write, fold and read one store at once, and what each of them says in the end."""

import json
import os
import random
import select
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tinydb import TinyDB

from chronoterm.edits import Edit, Table, change
from chronoterm.store.errors import EditConflictError, StoreChangedError
from chronoterm.store.lock import WAIT
from chronoterm.store.shared import Caught, SharedStore
from tests.faults.calls import Hook, every_call
from tests.faults.forking import Say, Work, all_forked, said
from tests.faults.killing import DeathAt, Moment

SHARED = 20
"""Records that all writers change."""

CUT = 40
"""Marks on a shared record after which it is replaced by a next one, so that edits stay small."""


class Ended(NamedTuple):
    """What a process did, counted, and all that it had acknowledged or saw last."""

    did: Counter[str]
    marks: list[str]

    @classmethod
    def heard(cls, lines: bytes) -> "Ended":
        """What the lines of one process come to; the last may be half of one."""
        told = [json.loads(each) for each in lines.split(b"\n")[:-1]]
        did: Counter[str] = sum((Counter(did) for did, _ in told), Counter())
        return cls(did, [mark for _, marks in told for mark in marks])

    @property
    def said(self) -> bytes:
        """As a line for the one who watches."""
        return json.dumps([self.did, self.marks]).encode()


def marks_of(store: SharedStore) -> list[str]:
    """Every mark that writers left in a store: one for each edit."""
    return [
        mark
        for id_ in store.ids(Table.RECORDS)
        for mark in (store.document(Table.RECORDS, id_) or {}).get("tags", [])
    ]


class Writer:
    """One who leaves marks: on records of its own and on those that all change."""

    def __init__(self, path: Path, name: str, wait: float) -> None:
        self._path, self._name, self._wait = path, name, wait
        self._rng = random.Random(name)
        self._store = SharedStore.open(path)
        self._count: Counter[str] = Counter()

    def leave(self, marks: int, say: Say) -> None:
        """Leave so many marks, saying each when it is acknowledged, and folding now and then."""
        for number in range(marks):
            mark = f"{self._name}-{number}"
            shared = f"shared-{self._rng.randrange(SHARED)}.{number // CUT}"
            self._leave(mark, self._rng.choice((shared, f"own-{mark}")))
            say(Ended(Counter(edits=1), [mark]).said)
            if self._rng.random() < 1 / 20:
                self._trying(lambda: self._count.update(folds=self._store.fold(self._wait)))
        say(Ended(self._count, []).said)

    def _leave(self, mark: str, id_: str) -> None:
        def leave() -> None:
            before = self._store.document(Table.RECORDS, id_)
            new = {"id": id_, "kind": "event", "headline": "marked", "tags": [mark]}
            after = new if before is None else {**before, "tags": [*before["tags"], mark]}
            made = change(Table.RECORDS, id_, before, after)
            assert made is not None
            self._store.write(Edit("marked", (made,)), by=self._name, wait=self._wait)

        self._trying(leave)

    def _trying(self, work: Callable[[], object]) -> None:
        """Do something, again where others were quicker."""
        while True:
            try:
                work()
            except EditConflictError:
                self._count["conflicts"] += 1
            except StoreChangedError:
                self._count["opened anew"] += 1
                self._store = SharedStore.open(self._path)
            else:
                return


class Reader:
    """One who looks again and again until told to stop, and demands that nothing it saw ever goes away."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._count: Counter[str] = Counter()
        self._seen: set[str] = set()

    def read(self, stop: int) -> Ended:
        """Open the store anew each time."""
        while not _is_told(stop):
            self._look(self._opened())
        return Ended(self._count, sorted(marks_of(self._opened())))

    def read_plainly(self, stop: int) -> Ended:
        """Open the store file with TinyDB alone each time."""
        while not _is_told(stop):
            with TinyDB(self._path, encoding="utf-8") as db:
                marks = [mark for each in db.table("records") for mark in each.get("tags", [])]
            self._demand_more(marks)
        return Ended(self._count, [])

    def follow(self, stop: int) -> Ended:
        """Open the store once and follow it."""
        store = self._opened()
        while not _is_told(stop):
            store = self._caught_up(store)
        store = self._caught_up(self._caught_up(store))
        assert store.catch_up() == Caught()
        return Ended(self._count, sorted(marks_of(store)))

    def _caught_up(self, store: SharedStore) -> SharedStore:
        if store.has_news():
            caught = store.catch_up()
            self._count["edits followed"] += len(caught.edits)
            if caught.elsewhere:
                self._count["opened anew"] += 1
                store = self._opened()
            self._look(store)
        return store

    def _opened(self) -> SharedStore:
        store = SharedStore.open(self._path)
        assert store.problems == []
        assert store.obstacle == ""
        return store

    def _look(self, store: SharedStore) -> None:
        assert store.problems == []
        self._demand_more(marks_of(store))

    def _demand_more(self, marks: list[str]) -> None:
        self._count["looks"] += 1
        found = set(marks)
        assert len(found) == len(marks), "an edit was made twice"
        assert found >= self._seen, "an edit is gone"
        self._seen = found


def _is_told(stop: int) -> bool:
    # A moment of rest as well: a reader that never rests takes the processor from the writers.
    return bool(select.select([stop], [], [], 0.002)[0])


class Outcome(NamedTuple):
    """What became of it all: counts of the writers and of the readers, all marks acknowledged, and those found.

    `states` are the marks that those found who read to the end.
    """

    written: Counter[str]
    looked: Counter[str]
    acknowledged: list[str]
    found: list[str]
    states: list[list[str]]
    seconds: float


def all_at_once(path: Path, writers: int, edits: int, wait: float = WAIT) -> Outcome:
    """Let several write so many edits in sum, while one reads with TinyDB, one opens anew, and two follow."""
    works = [_writing(path, str(each), edits // writers, wait) for each in range(writers)]
    return _watched(path, lambda: _all_said(works))


def all_at_once_and_killed(path: Path, writers: int, kills: int, rng: random.Random) -> Outcome:
    """Let several write while the others read, each until it dies with half a line written, and another comes."""

    def waves() -> list[bytes]:
        heard: list[bytes] = []
        while len(heard) < kills:
            deaths = [DeathAt(rng.randrange(20, 300), Moment.HALF) for _ in range(writers)]
            works = [
                _dying(_writing(path, f"{len(heard) + each}", 1000, WAIT), death)
                for each, death in enumerate(deaths)
            ]
            heard += _all_said(works)
        return heard

    return _watched(path, waves)


def _watched(path: Path, write: Callable[[], list[bytes]]) -> Outcome:
    """Let the readers look while somebody writes."""
    stop, told = os.pipe()
    started = time.monotonic()
    kinds = (Reader.read, Reader.read_plainly, Reader.follow, Reader.follow)
    try:
        with all_forked(_reading(path, kind, stop) for kind in kinds) as reading:
            done = [Ended.heard(each) for each in write()]
            os.write(told, b".")
            seen = [Ended.heard(each) for each in said(reading)]
    finally:
        os.close(stop)
        os.close(told)
    return Outcome(
        sum((each.did for each in done), Counter()),
        sum((each.did for each in seen), Counter()),
        sorted(mark for each in done for mark in each.marks),
        sorted(marks_of(SharedStore.open(path))),
        [seen[0].marks, seen[2].marks, seen[3].marks],
        time.monotonic() - started,
    )


def _all_said(works: list[Work]) -> list[bytes]:
    with all_forked(works) as children:
        return said(children)


def _writing(path: Path, name: str, marks: int, wait: float) -> Work:
    return lambda say: Writer(path, name, wait).leave(marks, say)


def _dying(work: Work, death: Hook) -> Work:
    def dying(say: Say) -> None:
        with every_call(death):
            work(say)

    return dying


def _reading(path: Path, read: Callable[[Reader, int], Ended], stop: int) -> Work:
    return lambda say: say(read(Reader(path), stop).said)
