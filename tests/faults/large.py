"""What an edit costs on a store of any size: time, bytes, and time until another session has it."""

import random
import time
from pathlib import Path
from statistics import quantiles
from typing import NamedTuple

from chronoterm.edits import Edit, Table, change
from chronoterm.store.shared import SharedStore
from tests.faults.calls import Counted, every_call


class Cost(NamedTuple):
    """Milliseconds until edits are acknowledged, and until others have them; bytes by the size of an edit."""

    first: float
    p50: float
    p95: float
    seen: float
    times: float


def cost_of_edits(path: Path, edits: int) -> Cost:
    """Change the headlines of records at random; the size of an edit is that of its new headline."""
    rng = random.Random(3)
    store, follower = SharedStore.open(path), SharedStore.open(path)
    ids = store.ids(Table.RECORDS)
    taken, seen, times = [], [], []
    for number in range(edits):
        id_ = rng.choice(ids)
        before = store.document(Table.RECORDS, id_)
        headline = f"The headline of this record was written anew, as number {number}"
        made = change(Table.RECORDS, id_, before, {**(before or {}), "headline": headline})
        edit = Edit("edited headline", () if made is None else (made,))
        counted = Counted()
        started = time.perf_counter()
        with every_call(counted):
            store.write(edit, by="ada")
        taken.append(1000 * (time.perf_counter() - started))
        times.append(counted.bytes / len(headline))
        started = time.perf_counter()
        assert follower.has_news()
        assert len(follower.catch_up().edits) == 1
        seen.append(1000 * (time.perf_counter() - started))
    cuts = quantiles(taken, n=20)
    return Cost(taken[0], cuts[9], cuts[18], quantiles(seen, n=20)[18], max(times))
