"""Measure the index and its questions without a screen: `python -m bench.micro STORE`.

Each question is asked with ever other values, and of a store that was just opened, so that no answer that was kept
helps: not even where a store has so few records that those of all windows would soon be kept. What helps is the memory
of the system, in which the files are before, as they are for all programs.
"""

import argparse
import json
import random
import time
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import cycle, pairwise
from pathlib import Path

from bench import generate, ours
from bench.figures import Figures, Spread
from chronoterm.chronology.view import Chronology, View
from chronoterm.ordering import CHRONOLOGICAL, Order, SortKey
from chronoterm.query import ALL, Query
from chronoterm.reader import open_to_ask
from chronoterm.terms import Condition, Facet, Period, Words

NAME = "chronoterm (no screen)"
OPEN, WINDOW = "open the store", "window of 40 records anywhere"
SORTED = "window of 40 records sorted by actor"
TIMES, SECONDS = 200, 2.0
COMMON_ACTORS = 600
SCREEN = 40
PIECE = 1 << 20

Question = Callable[[], object]


def questions(chronology: Chronology) -> Mapping[str, Question]:
    """What is asked, by name; each call asks about something else."""
    chance = random.Random(7)
    words = generate.vocabulary(generate.VOCABULARY)
    everything = chronology.view(ALL, CHRONOLOGICAL)
    first, last = chronology.extent or (0, 1)

    places = cycle(places_in(chronology.total))
    actors = cycle(chance.sample(range(COMMON_ACTORS), COMMON_ACTORS))
    typed = cycle(chance.sample(words[: len(words) // 2], TIMES))

    @cache
    def by_actor() -> View:
        return chronology.view(ALL, Order(SortKey.ACTOR))

    def actor() -> Condition:
        return Condition(Facet.ACTOR, (f"actor-{next(actors)}",))

    def period() -> Period:
        since, until = sorted(chance.randrange(first, last) for _ in range(2))
        return Period(since, until + 1)

    def count(*terms: Condition | Period | Words) -> int:
        return chronology.view(Query(terms), CHRONOLOGICAL).count

    def edges() -> list[int]:
        since, until = sorted(chance.randrange(first, last) for _ in range(2))
        return [since + turn * (until - since + 120) // 120 for turn in range(121)]

    return {
        WINDOW: lambda: tuple(everything.window(next(places), SCREEN)),
        "view of a facet": lambda: count(actor()),
        "view of two facets and a period": lambda: count(
            actor(), Condition(Facet.KIND, (chance.choice(("event", "statement")),)), period()
        ),
        "view of a word": lambda: count(Words((next(typed),))),
        "view of the beginning of a word": lambda: count(
            Words((chance.choice(words)[: chance.randint(2, 4)],))
        ),
        "counts of all actors under a filter": lambda: chronology.view(
            Query((period(),)), CHRONOLOGICAL
        ).facets(Facet.ACTOR),
        "histogram of 120 bars": lambda: everything.histogram(edges()),
        SORTED: lambda: tuple(by_actor().window(next(places), SCREEN)),
    }


def places_in(total: int) -> Sequence[int]:
    """Where windows begin that have no record in common, in any order: as many as are asked for, if there are so many."""
    every = range(0, max(1, total - SCREEN + 1), SCREEN)
    return random.Random(8).sample(every, min(len(every), TIMES + 1))


def measure(store: Path) -> dict[str, list[float]]:
    """The milliseconds of each question."""
    for each in (store, *ours.index_files(store)):
        _bring_into_memory(each)
    begun = time.perf_counter()
    chronology = open_to_ask(store)
    samples = {OPEN: [(time.perf_counter() - begun) * 1000]}
    for name in questions(chronology):
        ask = questions(open_to_ask(store))[name]
        ask()
        samples[name] = _timed(ask)
    return samples


def _bring_into_memory(path: Path) -> None:
    if path.exists():
        with path.open("rb") as file:
            while file.read(PIECE):
                pass


def _timed(ask: Question) -> list[float]:
    stamps = [time.perf_counter()]
    while len(stamps) <= TIMES and stamps[-1] - stamps[0] < SECONDS:
        ask()
        stamps.append(time.perf_counter())
    return [(after - before) * 1000 for before, after in pairwise(stamps)]


def note(samples: Mapping[str, list[float]], records: int, figures: Figures) -> None:
    """Put what was measured among the figures."""
    for name, milliseconds in samples.items():
        figures.add(NAME, records, name, *milliseconds)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store", type=Path)
    parser.add_argument("--json", action="store_true", help="print every sample, for a program")
    arguments = parser.parse_args()
    samples = measure(arguments.store)
    if arguments.json:
        print(json.dumps(samples))
        return
    for name, milliseconds in samples.items():
        spread = Spread.of(milliseconds)
        print(
            f"{name:45} median {spread.median:9.3f} ms   p95 {spread.late:9.3f} ms   ({spread.number} times)"
        )


if __name__ == "__main__":
    main()
