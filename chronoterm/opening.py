"""From the name of a store to a chronology that can be asked."""

import gc
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from chronoterm.chronology.fetching import Past, Texts
from chronoterm.chronology.indexed import IndexedChronology
from chronoterm.chronology.names import Names
from chronoterm.collation import collation
from chronoterm.dates import DAY, day_of
from chronoterm.directories import state_folder
from chronoterm.own_notes import OwnNotes
from chronoterm.records import Annotation
from chronoterm.store.shared import SharedStore

MOST_REWOUND = 64_000_000
"""Bytes of a store that is read anew to be taken back to a day; some seconds of work."""

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
    own = list(_own_annotations(path) if own is None else own)
    with collector_asleep():
        store = SharedStore.open(path, progress)
        chronology = _chronology_of(store, own, progress, lambda until: as_stored(path, until, own))
    return store, chronology


def as_stored(path: Path, until: int, own: Iterable[Annotation] = ()) -> IndexedChronology | None:
    """The chronology of what a store held before a minute; none for one so large that it would take long.

    Raises StoreError.
    """
    from chronoterm.store.rewinding import rewound  # noqa: PLC0415 - few ask for it

    if path.stat().st_size > MOST_REWOUND:
        return None
    with collector_asleep():
        return _chronology_of(rewound(path, until, _before(until)), own)


def _before(until: int) -> str:
    """The minute before, as the store writes times."""
    year, month, day = day_of(until - 1)
    hour, minute = divmod((until - 1) % DAY, 60)
    return f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:00Z"


def _chronology_of(
    store: SharedStore,
    own: Iterable[Annotation],
    progress: Callable[[int], None] | None = None,
    past: Past | None = None,
) -> IndexedChronology:
    return IndexedChronology.build(
        store.entries,
        Names(store.actors, store.places, store.series),
        fetch=store.record,
        bodies=store.bodies,
        texts=Texts(store.text, store.passages),
        past=past,
        annotations=[*store.annotations, *own],
        collate=collation(os.environ),
        title=f"{store.title} (sample)" if is_sample(store.path) else store.title,
        problems=store.problems,
        progress=progress,
    )


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
