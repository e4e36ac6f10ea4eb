"""From the name of a store to a chronology that can be asked."""

import gc
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from chronoterm.chronology.indexed import IndexedChronology
from chronoterm.chronology.names import Names
from chronoterm.collation import collation
from chronoterm.directories import state_folder
from chronoterm.own_notes import OwnNotes
from chronoterm.records import Annotation
from chronoterm.store.shared import SharedStore

STORE_VARIABLE = "CHRONOTERM_STORE"


def sample_path() -> Path:
    """The sample store: inside an installed package, in `data/` of a checkout."""
    here = Path(__file__).parent
    installed = here / "sample.json"
    return installed if installed.exists() else here.parent / "data" / "chronology.json"


def chosen_path(named: Path | None) -> Path:
    """The store to open: the named one, else the environment's, else the sample."""
    if named is not None:
        return named
    from_environment = os.environ.get(STORE_VARIABLE)
    return Path(from_environment) if from_environment else sample_path()


def is_sample(path: Path) -> bool:
    """Whether a store is the sample that comes with the program, which nobody edits."""
    return path.resolve() == sample_path().resolve()


def open_chronology(
    path: Path, progress: Callable[[int], None] | None = None, own: Iterable[Annotation] | None = None
) -> tuple[SharedStore, IndexedChronology]:
    """Read and index a store, with the annotations of the user's `own` besides those in it. Raises StoreError.

    Without `own` those in the user's own folder are taken. `progress` is told the records done, twice over; it may
    raise.
    """
    own = _own_annotations(path) if own is None else own
    with collector_asleep():
        store = SharedStore.open(path, progress)
        names = Names(store.actors, store.places, store.series)
        chronology = IndexedChronology.build(
            store.entries,
            names,
            fetch=store.record,
            bodies=store.bodies,
            annotations=[*store.annotations, *own],
            collate=collation(os.environ),
            title=f"{store.title} (sample)" if is_sample(path) else store.title,
            problems=store.problems,
            progress=progress,
        )
    return store, chronology


def _own_annotations(path: Path) -> list[Annotation]:
    """What the user noted about a store that they may not edit."""
    try:
        return OwnNotes(path, state_folder()).annotations
    except RuntimeError:  # nobody's home is known
        return []


@contextmanager
def collector_asleep() -> Iterator[None]:
    """Let many objects be made without looking at them again and again; then never look at them.

    Nothing that reading makes becomes garbage in circles, and each later collection would stop the screen for
    the longer the more there is.
    """
    was_awake = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_awake:
            gc.freeze()
            gc.enable()
