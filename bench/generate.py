"""Write a store of invented records for measuring: `python bench/generate.py --records 20000 OUT.json`.

The same number of records and the same seed give the same bytes. Actors and places follow Zipf's law, days come in
bursts, one record in ten has a partial date and one in a hundred none.
"""

import argparse
import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any, TextIO

ACTORS, PLACES, SOURCES = 3000, 1200, 120
FIRST_DAY, DAYS = date(2014, 1, 1), 4000
WORDS = [
    "troops",
    "convoy",
    "shelling",
    "talks",
    "ceasefire",
    "prisoners",
    "aid",
    "border",
    "brigade",
    "minister",
    "envoy",
    "report",
    "drone",
    "strike",
    "evacuation",
    "exchange",
    "statement",
    "warning",
    "supply",
    "depot",
    "bridge",
    "river",
    "district",
    "council",
    "election",
    "protest",
    "convoy",
    "hospital",
    "school",
    "railway",
    "harbour",
    "patrol",
    "checkpoint",
    "militia",
    "accord",
    "sanctions",
    "inquiry",
    "witness",
    "archive",
]

Document = dict[str, Any]


class Drawer:
    """Draws numbers from 0 up to `number` (not included), low ones far more often (Zipf, exponent 1)."""

    def __init__(self, chance: random.Random, number: int) -> None:
        self._chance = chance
        self._numbers = range(number)
        self._weights = list(accumulate(1 / (rank + 1) for rank in self._numbers))

    def draw(self) -> int:
        return self._chance.choices(self._numbers, cum_weights=self._weights)[0]


def actors() -> Iterator[Document]:
    for number in range(ACTORS):
        document: Document = {"id": f"actor-{number}", "name": f"Actor {number:04}", "kind": "organisation"}
        if number % 3 == 1:
            document["member_of"] = [{"actor": f"actor-{number // 3 * 3}"}]
        yield document


def places() -> Iterator[Document]:
    for number in range(PLACES):
        document: Document = {"id": f"place-{number}", "name": f"Place {number:04}", "kind": "district"}
        if number >= 20:
            document["part_of"] = f"place-{number % 20}"
        yield document


def records(number: int, chance: random.Random) -> Iterator[Document]:
    actor, place, source = Drawer(chance, ACTORS), Drawer(chance, PLACES), Drawer(chance, SOURCES)
    for row in range(number):
        said = chance.random() < 0.6
        names = list(dict.fromkeys(f"actor-{actor.draw()}" for _ in range(chance.randint(1, 4))))
        document: Document = {
            "id": f"r{row:07}",
            "kind": "statement" if said else "event",
            "headline": " ".join(chance.choices(WORDS, k=chance.randint(4, 8))).capitalize(),
            "summary": f"{' '.join(chance.choices(WORDS, k=30)).capitalize()}.",
            "actors": names,
            "places": list(dict.fromkeys(f"place-{place.draw()}" for _ in range(chance.randint(0, 2)))),
            "tags": [chance.choice(WORDS)],
            "sources": [
                {"publisher": f"Agency {source.draw():03}", "published": "2024-12-01", "reliability": "B"}
            ],
        }
        if (when := _date(chance)) is not None:
            document["date"] = when
        if said:
            document |= {
                "speaker": names[0],
                "quote": f"{' '.join(chance.choices(WORDS, k=20)).capitalize()}.",
            }
        if row and chance.random() < 0.3:
            document["relations"] = [{"type": "background", "to": f"r{chance.randrange(row):07}"}]
        yield document


def _date(chance: random.Random) -> str | None:
    if chance.random() < 0.01:
        return None
    day = FIRST_DAY + timedelta(days=min(int(chance.expovariate(1 / DAYS) * 1.5), DAYS * 2))
    kind = chance.random()
    if kind < 0.04:
        return f"{day:%Y-%m}"
    if kind < 0.07:
        return f"{day:%Y-%m-%d}~"
    if kind < 0.1:
        return f"{day:%Y-%m-%d}/{day + timedelta(days=chance.randint(1, 20)):%Y-%m-%d}"
    return day.isoformat()


def write_store(number: int, seed: int, file: TextIO) -> None:
    chance = random.Random(seed)
    meta = [{"schema": 1, "title": f"Invented, {number:,} records"}]
    tables = {"meta": iter(meta), "actors": actors(), "places": places(), "records": records(number, chance)}
    file.write("{")
    for place, (name, documents) in enumerate(tables.items()):
        file.write(f'{"," if place else ""}\n"{name}": {{')
        file.writelines(
            f'{"," if key > 1 else ""}\n"{key}": {json.dumps(document)}'
            for key, document in enumerate(documents, start=1)
        )
        file.write("\n}")
    file.write("\n}\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    with arguments.out.open("w", encoding="utf-8") as file:
        write_store(arguments.records, arguments.seed, file)


if __name__ == "__main__":
    main()
