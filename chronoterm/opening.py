"""From the name of a store to a chronology that can be asked."""

import gc
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from chronoterm.chronology.memory import MemoryChronology
from chronoterm.chronology.names import Names
from chronoterm.collation import collation
from chronoterm.store.store import Store

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


def open_chronology(
    path: Path, progress: Callable[[int], None] | None = None
) -> tuple[Store, MemoryChronology]:
    """Read and index a store. Raises StoreError. `progress` is told the records done, twice over; it may raise."""
    with collector_asleep():
        store = Store.open(path, progress)
        names = Names(store.actors, store.places, store.series)
        is_sample = path.resolve() == sample_path().resolve()
        chronology = MemoryChronology.build(
            store.entries,
            names,
            fetch=store.record,
            bodies=store.bodies,
            starred=store.starred,
            collate=collation(os.environ),
            title=f"{store.title} (sample)" if is_sample else store.title,
            problems=store.problems,
            progress=progress,
        )
    return store, chronology


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
