"""Any imports, edits of others and undos, one after the other: the store is what a naive model says."""

import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from hypothesis import example, given, settings
from hypothesis import strategies as st

from chronoterm.edits import Batch, Document, Edit, Table
from chronoterm.importers.incoming import Origin
from chronoterm.intake import spool
from chronoterm.intake.naming import names_of as named_in
from chronoterm.intake.writing import Updates, does, edit_of, names_of
from chronoterm.problems import ChronotermError
from chronoterm.store import shared
from chronoterm.store.shared import SharedStore
from chronoterm.undoing import undoable
from tests.conftest import read_plainly
from tests.faults.conftest import place
from tests.intake.coming import gathered_for, incoming, new_desk
from tests.store.sessions import drop, put, state, state_of

NUMBERS = st.integers(1, 5)


class Imported(NamedTuple):
    """A file comes in: which rows it has, in which state they are, and whether it is too much for a journal line."""

    rows: frozenset[int]
    version: int
    is_large: bool

    @property
    def origin(self) -> Origin:
        """The file, known by what it holds."""
        digest = f"{self.version}{''.join(str(each) for each in sorted(self.rows))}".ljust(64, "0")
        return Origin("strikes.csv", digest)


class Edited(NamedTuple):
    """Somebody else edits a record."""

    row: int


class Dropped(NamedTuple):
    """Somebody else deletes a record."""

    row: int


class Undone(NamedTuple):
    """Whoever imports takes back what came last."""


Step = Imported | Edited | Dropped | Undone
STEPS: st.SearchStrategy[Step] = st.one_of(
    st.builds(Imported, st.frozensets(NUMBERS, min_size=1), st.integers(1, 2), st.booleans()),
    st.builds(Imported, st.frozensets(NUMBERS, min_size=1), st.integers(1, 2), st.booleans()),
    st.builds(Edited, NUMBERS),
    st.builds(Dropped, NUMBERS),
    st.just(Undone()),
)


class Known(NamedTuple):
    """What the model knows of a record: its headline, whether it was written since it came, and how it came.

    `batch` is the number of the large import that it came with.
    """

    headline: str
    is_touched: bool = False
    batch: int | None = None


class Done(NamedTuple):
    """An import that can be taken back: what each row was before, and is since."""

    number: int
    is_large: bool
    rows: dict[int, tuple[Known | None, Known]]


class Model:
    """Records by their rows, and the imports that were not taken back."""

    def __init__(self) -> None:
        self.records: dict[int, Known] = {}
        self.imports: list[Done] = []
        self.steps = 0

    def take(self, step: Step) -> None:
        """Do a step."""
        self.steps += 1
        match step:
            case Imported():
                self._import(step)
            case Edited(row):
                if row in self.records:
                    known = self.records[row]
                    self.records[row] = known._replace(headline=f"Edited {self.steps}", is_touched=True)
            case Dropped(row):
                self.records.pop(row, None)
            case Undone():
                self._undo()

    def _import(self, step: Imported) -> None:
        """What is new comes in; what nobody has touched is brought up to date, unless so much is new."""
        is_large = step.is_large and bool(step.rows - self.records.keys())
        rows: dict[int, tuple[Known | None, Known]] = {}
        for row in sorted(step.rows):
            before, headline = self.records.get(row), headline_of(row, step.version)
            if before is None:
                rows[row] = None, Known(headline, batch=self.steps if is_large else None)
            elif not is_large and not before.is_touched and before.headline != headline:
                rows[row] = before, Known(headline)
        if rows:
            self.imports.append(Done(self.steps, is_large, rows))
            self.records.update({row: after for row, (_, after) in rows.items()})

    def _undo(self) -> None:
        """The last import is taken back, unless something of it was written since."""
        if not self.imports:
            return
        last, now = self.imports[-1], self.records
        if last.is_large:
            may = all(now.get(row) == after for row, (_, after) in last.rows.items())
        else:
            may = all(
                row in now and now[row].headline == after.headline for row, (_, after) in last.rows.items()
            )
        if may:
            self.imports.pop()
            for row, (before, _) in last.rows.items():
                if before is None:
                    del now[row]
                else:
                    now[row] = before._replace(is_touched=True)


def headline_of(row: int, version: int) -> str:
    return f"Strike {row} as of {version}"


class Sessions:
    """A store, whoever imports into it, each time anew, and somebody else who has it open all along."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._other = new_desk(folder).store
        self.path = self._other.path

    def take(self, step: Step, number: int) -> None:
        """Do a step, the `number`-th."""
        match step:
            case Imported():
                self._import(step)
            case Edited(row) if f"strike-{row}" in self.records():
                put(self._other, f"strike-{row}", headline=f"Edited {number}", by="eve")
            case Dropped(row) if f"strike-{row}" in self.records():
                drop(self._other, f"strike-{row}", by="eve")
            case Undone():
                self._undo()

    def records(self) -> dict[str, Document]:
        """What somebody else sees, who follows."""
        if any(self._other.catch_up().elsewhere for _ in range(2)):
            self._other = SharedStore.open(self.path)
        return state(self._other)[Table.RECORDS]

    def _import(self, step: Imported) -> None:
        desk, name = new_desk(self._folder), step.origin.name
        rows = (
            incoming(row, headline_of(row, step.version), step.origin.sha256) for row in sorted(step.rows)
        )
        with patch.object(spool, "IN_MEMORY", 0 if step.is_large else spool.IN_MEMORY):
            found = gathered_for(desk, rows, step.origin)
            if found.new.is_large:
                batch = Batch(len(found.new), step.origin.sha256)
                edit = Edit(does(len(found.new), 0, name), tuple(names_of(found)), batch=batch)
                desk.put_in(edit, found.new.lines, found.new.has)
            elif (edit_ := edit_of(found, Updates.UNEDITED, name)) is not None:
                desk.write(edit_)
        found.new.close()
        desk.leave()

    def _undo(self) -> None:
        desk = new_desk(self._folder)
        last = undoable(desk.store.history(), desk.user).undo
        if last is not None:
            with suppress(ChronotermError):
                desk.undo(None, last.number)
        desk.leave()


def ticking() -> Iterator[str]:
    """Moments a second apart, as records that come at different times have them."""
    first = datetime(2026, 1, 1, tzinfo=UTC)
    return (f"{first + timedelta(seconds=each):%Y-%m-%dT%H:%M:%SZ}" for each in count())


def demand_same(sessions: Sessions, model: Model) -> None:
    """That the store holds what the model does, and the names that its records need."""
    records = sessions.records()
    assert {id_: each["headline"] for id_, each in records.items()} == {
        f"strike-{row}": known.headline for row, known in model.records.items()
    }
    there = state_of(sessions.path)
    assert there[Table.RECORDS] == records
    assert all(id_ in there[table] for each in records.values() for table, id_ in named_in(each))


ALL = frozenset((1, 2))


@given(st.lists(STEPS, min_size=1, max_size=8))
@example([Imported(ALL, 1, is_large=True), Dropped(1), Undone()])
@example([Imported(ALL, 1, is_large=False), Dropped(1), Imported(ALL, 1, is_large=True), Undone()])
@example([Imported(ALL, 1, is_large=True), Imported(ALL, 2, is_large=True), Undone(), Undone()])
@settings(max_examples=40)
def test_after_any_imports_edits_of_others_and_undos_the_store_is_what_a_naive_model_says(
    steps: list[Step],
) -> None:
    moments = ticking()
    with (
        tempfile.TemporaryDirectory(dir=place()) as folder,
        patch.object(shared, "now_in_utc", lambda: next(moments)),
    ):
        sessions, model = Sessions(Path(folder)), Model()
        for number, step in enumerate(steps, start=1):
            model.take(step)
            sessions.take(step, number)
            demand_same(sessions, model)
        SharedStore.open(sessions.path).fold()
        plainly = Counter(each["id"] for each in read_plainly(sessions.path))
        assert plainly == Counter(f"strike-{row}" for row in model.records)
