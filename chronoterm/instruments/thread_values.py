"""A thread as values for other programs: one for each line."""

from collections.abc import Iterator
from typing import Any

from chronoterm.instruments.thread_lines import ThreadTold
from chronoterm.terms import Facet

Value = dict[str, Any]


def values_of(told: ThreadTold) -> Iterator[Value]:
    """The lines of a thread from its root on; one that only says how many more there are gives their number.

    `parent` is the record that this one hangs from, `relations` are between the two as the parent has them. What is
    drawn `again` hangs from another record too. `lag` is in days: `14`, `0..7`, `..13`. What is not known is none.
    """
    lines = told.thread.lines
    for drawn, lag in zip(lines, told.lags, strict=True):
        entry = drawn.entry
        parent = None if drawn.parent is None else lines[drawn.parent].id
        if drawn.hidden:
            yield {"more": drawn.hidden, "parent": parent, "depth": drawn.depth}
            continue
        speaker = None if entry is None else entry.speaker
        yield {
            "id": drawn.id,
            "depth": drawn.depth,
            "parent": parent,
            "relations": list(drawn.words),
            "again": drawn.full is not None,
            "at_hand": drawn.id == told.thread.at_hand,
            "there": entry is not None,
            "date": None if entry is None else entry.date,
            "at_the_latest": entry is not None and entry.at_the_latest,
            "lag": None if lag is None else lag.in_days,
            "kind": None if entry is None else entry.kind.value,
            "expected": entry is not None and entry.expected,
            "speaker": speaker,
            "speaker_name": None if speaker is None else told.chronology.label(Facet.SPEAKER, speaker),
            "headline": None if entry is None else entry.headline,
            "unreviewed": entry is not None and entry.is_unreviewed,
        }
