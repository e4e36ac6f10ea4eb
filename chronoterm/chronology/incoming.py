"""Which records point to a record."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from chronoterm.layered import with_changes
from chronoterm.records import Entry

Incoming = Mapping[str, tuple[str, ...]]
"""For each id that relations point to, of a record or not: the ids of the records that do."""


def incoming_of(entries: Iterable[Entry]) -> Incoming:
    """Where the relations of some records point to."""
    pointing: dict[str, list[str]] = defaultdict(list)
    for entry in entries:
        if entry.relations:
            for to in {each.to for each in entry.relations}:
                pointing[to].append(entry.id)
    return {to: tuple(those) for to, those in pointing.items()}


def incoming_after(old: Incoming, was: Iterable[Entry], now: Iterable[Entry]) -> Incoming:
    """The same after some records became others, or went, or came."""
    left, come = incoming_of(was), incoming_of(now)
    if left == come:
        return old
    changes: dict[str, tuple[str, ...] | None] = {}
    for to in {**left, **come}:
        gone = set(left.get(to, ()))
        changes[to] = (*(each for each in old.get(to, ()) if each not in gone), *come.get(to, ())) or None
    return with_changes(old, changes)
