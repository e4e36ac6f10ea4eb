"""Measure filtering on one store: `python bench/filtering.py STORE [--changes 10000]`.

Prints the time from a typed filter to its first rows, and by how much memory grows over many changes of filters and
orders on the screen. What a terminal adds is measured with a terminal.
"""

import argparse
import asyncio
import gc
import os
import random
import statistics
import tempfile
import time
from pathlib import Path

from textual.pilot import Pilot

from chronoterm.app import Chronoterm
from chronoterm.chronology.view import Chronology
from chronoterm.dates import PartialDate
from chronoterm.language.errors import QueryError
from chronoterm.language.reading import read_query
from chronoterm.ordering import CHRONOLOGICAL, Order, SortKey
from chronoterm.query import Query
from chronoterm.screens.chronology import ChronologyScreen
from chronoterm.terms import KINDS, Condition, Facet, Period, Term, Words, negated

TEXTS = ("troops sh", "convoy bridge", "actor:min", "place:new", "since:2020 troops", "kind:st aid")
SIZE = (120, 40)


def resident() -> float:
    """MB of memory that this process holds."""
    with Path("/proc/self/statm").open(encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def random_term(chance: random.Random, words: list[str], actors: list[str], extent: tuple[int, int]) -> Term:
    first, last = sorted(chance.randrange(*extent) for _ in range(2))
    term = chance.choice(
        (
            Words((chance.choice(words)[: chance.randint(1, 6)],)),
            Condition(Facet.ACTOR, (chance.choice(actors),)),
            Condition(Facet.KIND, (chance.choice(KINDS),)),
            Period(first, last + 1),
        )
    )
    return negated(term) if chance.random() < 0.2 else term


async def ready(pilot: Pilot[None]) -> ChronologyScreen:
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, ChronologyScreen)
    return screen


def type_texts(chronology: Chronology) -> None:
    times: list[float] = []
    today = PartialDate.parse("2026-01-01")
    for text in TEXTS:
        for end in range(1, len(text) + 1):
            begun = time.perf_counter()
            try:
                reading = read_query(text[:end], chronology, today=today)
            except QueryError:
                continue
            view = chronology.view(reading.query, CHRONOLOGICAL)
            view.window(0, SIZE[1])
            times.append((time.perf_counter() - begun) * 1000)
    times.sort()
    median, late = statistics.median(times), times[int(len(times) * 0.95)]
    print(
        f"from a typed text to its first rows: median {median:.1f} ms, p95 {late:.1f} ms, most {times[-1]:.1f} ms"
    )


async def change_often(pilot: Pilot[None], screen: ChronologyScreen, changes: int) -> None:
    chronology = screen._chronology
    assert chronology is not None
    assert chronology.extent is not None
    view = chronology.view(Query(), CHRONOLOGICAL)
    actors = [each.value for each in view.facets(Facet.ACTOR)][:500]
    words = sorted({word.lower() for row in view.window(0, 200) for word in row.entry.headline.split()})
    chance = random.Random(7)
    before = 0.0
    for number in range(changes + changes // 10):
        if number == changes // 10:
            gc.collect()
            before = resident()
        terms = (random_term(chance, words, actors, chronology.extent) for _ in range(chance.randint(0, 3)))
        order = Order(SortKey.DATE, chance.random() < 0.5)
        screen._want(Query(tuple(terms), chance.random() < 0.2), order)
        if number % 20 == 0:
            await pilot.pause()
    gc.collect()
    print(
        f"{changes:,} changes of filters and orders: memory {before:.0f} MB, and {resident() - before:+.1f} MB"
    )


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store", type=Path)
    parser.add_argument("--changes", type=int, default=10_000)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as state:
        os.environ["XDG_STATE_HOME"] = state
        async with Chronoterm(arguments.store, fresh=True).run_test(size=SIZE) as pilot:
            screen = await ready(pilot)
            print(
                f"{arguments.store.name}: {screen._chronology.total:,} records"
                if screen._chronology
                else "no store"
            )
            await change_often(pilot, screen, arguments.changes)


if __name__ == "__main__":
    asyncio.run(main())
