"""Writers that are killed: at one call of the system, or at any moment."""

import os
import random
import signal
from collections import Counter
from collections.abc import Iterable, Sequence
from enum import Enum
from pathlib import Path
from typing import Any, NamedTuple

from chronoterm.store.shared import SharedStore
from tests.faults.calls import WRITES, Call, calls_of, every_call
from tests.faults.forking import Say, forked, said
from tests.faults.model import Intent, Model, demand, demand_folded

LONGEST_LIFE = 0.012
"""Seconds."""

DONE = b"done"


class Moment(Enum):
    """When at a call a process ends. After it is before the next one."""

    BEFORE = "before"
    HALF = "half"


class DeathAt:
    """A hook that kills the process at the n-th call, counted from 0; half way only at one that writes."""

    def __init__(self, at: int, moment: Moment) -> None:
        self._left, self._moment = at, moment

    def __call__(self, call: Call) -> Any:
        self._left -= 1
        if self._left >= 0 or (self._moment is Moment.HALF and call.name not in WRITES):
            return call()
        if self._moment is Moment.HALF:
            call.half()
        os.kill(os.getpid(), signal.SIGKILL)
        return None


def write_all(path: Path, intents: Iterable[Intent], say: Say) -> None:
    """Write edits, saying each before it is tried and that it is done when it is acknowledged."""
    store = SharedStore.open(path)
    for intent in intents:
        say(intent.said)
        intent.written(store)
        say(DONE)


class Told(NamedTuple):
    """What a killed writer said: the edits that were acknowledged, and the one it was at."""

    acknowledged: list[Intent]
    unfinished: Intent | None

    @classmethod
    def by(cls, lines: bytes) -> "Told":
        """What the lines say; the last may be half of one."""
        intents: list[Intent] = []
        done = 0
        for line in lines.split(b"\n")[:-1]:
            if line == DONE:
                done += 1
            else:
                intents.append(Intent.heard(line))
        return cls(intents[:done], intents[done] if len(intents) > done else None)

    def model(self, model: Model) -> Model:
        """What a store holds after the acknowledged edits."""
        for each in self.acknowledged:
            model = model.after(each)
        return model


def killed_at(path: Path, intents: Sequence[Intent], at: int, moment: Moment) -> Told:
    """Let a writer work until the n-th call."""

    def work(say: Say) -> None:
        with every_call(DeathAt(at, moment)):
            write_all(path, intents, say)

    with forked(work) as child:
        return Told.by(said([child])[0])


def calls_to_write(path: Path, intents: Sequence[Intent]) -> list[str]:
    """The calls that a writer makes who is not killed."""
    return calls_of(lambda: write_all(path, intents, lambda _: None))


def killed_at_random(path: Path, runs: int, rng: random.Random) -> Counter[str]:
    """Kill one writer after another at a store, looking at it after each; what happened, counted.

    Raises AssertionError where anything acknowledged is lost.
    """
    count: Counter[str] = Counter()
    model = Model.of(SharedStore.open(path))
    for run in range(runs):
        intents = model.intents(random.Random(rng.random()), f"w{model.edits}-{run}")
        with forked(lambda say, todo=intents: write_all(path, todo, say)) as child:  # type: ignore[misc]
            told = Told.by(child.kill_after(rng.uniform(0, LONGEST_LIFE)))
        model = demand(path, acknowledged=told.model(model), unfinished=told.unfinished)
        count.update(kills=1, acknowledged=len(told.acknowledged), **_died_in(told))
        if run % 10 == 9:
            demand_folded(path, model)
            model.edits += 1
    return count


def _died_in(told: Told) -> dict[str, int]:
    if told.unfinished is None:
        return {"killed between edits": 1}
    return {"killed in a fold" if told.unfinished.is_fold else "killed in an edit": 1}
