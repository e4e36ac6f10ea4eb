"""Bringing a chronology up to what its store holds by now."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from chronoterm.chronology.annotations import Annotations
from chronoterm.chronology.indexed import IndexedChronology
from chronoterm.chronology.names import Names
from chronoterm.own_notes import OwnNotes
from chronoterm.records import Annotation
from chronoterm.store.store import Store, Taken
from chronoterm.store.survey import Surveyed

if TYPE_CHECKING:
    from chronoterm.store.kept_store import KeptStore

ANNOTATIONS = "annotations"


def names_in(store: Store) -> Names:
    """The names of a store; of a kept one those of its file, whatever its journal has, read when they are asked for."""
    if not store.is_kept:
        return Names(store.actors, store.places, store.series)
    from chronoterm.file_names import names_of_file  # noqa: PLC0415 - only for a store with an index

    return names_of_file(store)


def notes_in(store: "KeptStore") -> Callable[[int], Annotation]:
    """What reads the annotation at a place of a kept store's file, whatever was edited since.

    It raises StoreChangedError.
    """
    tables = {each.name: each for each in store.kept_tables}
    read = Surveyed(ANNOTATIONS, Annotation).read
    return lambda place: read(tables[ANNOTATIONS].at(place))


def renewed(
    chronology: IndexedChronology, store: Store, taken: Taken, own: OwnNotes | None
) -> IndexedChronology:
    """The chronology with what was `taken` into the store since; the one given stays as it is."""
    touched = taken.records | taken.annotated
    if not touched and not taken.names:
        return chronology
    entries = {each: store.entry(each) for each in taken.records}
    return chronology.changed(
        [each for each, entry in entries.items() if entry is None],
        [entry for entry in entries.values() if entry is not None],
        names=_names_now(chronology.index.names, store) if taken.names else None,
        annotations=annotations_on(touched, store, own) if taken.annotated else {},
        problems=store.problems,
    )


def annotations_on(records: Iterable[str], store: Store, own: OwnNotes | None) -> Annotations:
    """What users noted about some records: in the store, and in the notes of the user's own."""
    found: dict[str, list[Annotation]] = {each: [] for each in records}
    for notebook in (store, own.store if own else None):
        for each in notebook.annotations_on(found.keys()).values() if notebook else ():
            found[each.record].append(each)
    return found


def _names_now(known: Names, store: Store) -> Names:
    if not store.is_kept:
        return names_in(store)
    from chronoterm.file_names import names_now  # noqa: PLC0415 - only for a store with an index

    return names_now(known)
