"""Write a store of invented records for measuring: `python bench/generate.py --records 20000 OUT.json`.

The same number of records and the same seed give the same bytes. Actors, places, words and tags follow Zipf's law,
as they do in real chronologies. Most days lie early; one record in ten has a partial date and one in a hundred none.
"""

import argparse
import json
import random
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any, TextIO

ACTORS, PLACES, SOURCES, TAGS, VOCABULARY = 3000, 1200, 120, 400, 30_000
COUNTRIES, REGIONS = 20, 180
FIRST_DAY, DAYS = date(2014, 1, 1), 4000

_LISTS = """
troops convoy shelling talks ceasefire prisoners aid border brigade minister envoy report drone strike evacuation \
exchange statement warning supply depot bridge river district council election protest hospital school railway \
harbour patrol checkpoint militia accord sanctions inquiry witness archive
Ada Aleks Amina Anna Boris Carl Clara Daniel Dina Elena Emil Farid Greta Hana Igor Ines Ivan Jana Karim Lena Leo \
Lina Marek Maria Mila Nadia Nils Oleh Omar Petra Rania Roman Salim Sara Tariq Vera Viktor Yara Yusuf Zoya
b bl br ch d dr f fl g gr h j k kl kr l m n p pl pr r s sh sk st t tr v z
a a e e i i o o u ai ea ia
"""
COMMON, GIVEN, ONSETS, VOWELS = (line.split() for line in _LISTS.strip().splitlines())
"""The most frequent words, which people would look for; given names; what syllables begin with, and go on with."""
CODAS = ("", "", "", "n", "r", "l", "s", "t", "m", "k", "nd", "rt", "sk", "v")
BODIES = ("Ministry of", "Committee for", "Union of", "Council of", "Office for", "Agency for")
UNITS = ("Brigade", "Regiment", "Battalion", "Division", "Guard")
PRESS = ("Agency", "Gazette", "Herald", "Post", "Radio", "Channel")

Document = dict[str, Any]


class Drawer:
    """Draws numbers from 0 up to `number` (not included), low ones far more often (Zipf, exponent 1)."""

    def __init__(self, chance: random.Random, number: int) -> None:
        self._chance = chance
        self._numbers = range(number)
        self._weights = list(accumulate(1 / (rank + 1) for rank in self._numbers))

    def draw(self) -> int:
        return self._chance.choices(self._numbers, cum_weights=self._weights)[0]


class Writer:
    """Writes sentences of invented words, the first ones of the vocabulary far more often (Zipf, exponent 1)."""

    def __init__(self, chance: random.Random, words: Sequence[str]) -> None:
        self._chance = chance
        # Each word as often as it is to be drawn: drawing evenly from a long list takes a third of the time.
        self._urn = [word for rank, word in enumerate(words, start=1) for _ in range(-(-len(words) // rank))]

    def phrase(self, words: int) -> str:
        return " ".join(self._chance.choices(self._urn, k=words)).capitalize()

    def text(self, words: int) -> str:
        first = words // 2
        return f"{self.phrase(first)}. {self.phrase(words - first)}."


def vocabulary(number: int) -> list[str]:
    """Different words of one to four syllables, the common ones first, short ones mostly before long ones."""
    chance = random.Random(30_000)
    words = dict.fromkeys(COMMON)
    while len(words) < number:
        syllables = 1 + min(3, int(chance.random() * 2 + len(words) / number * 2))
        words[_invented(chance, syllables)] = None
    return list(words)


def actors() -> Iterator[Document]:
    """Persons and bodies; each third belongs to the body before it."""
    chance = random.Random(ACTORS)
    names = _different(chance, _person)
    bodies = _different(chance, _body)
    for number in range(ACTORS):
        is_body = number % 3 == 0
        kind = "organisation" if is_body else "person"
        document: Document = {
            "id": f"actor-{number}",
            "name": next(bodies if is_body else names),
            "kind": kind,
        }
        if number % 3 == 1:
            document["member_of"] = [{"actor": f"actor-{number // 3 * 3}"}]
        yield document


def places() -> Iterator[Document]:
    """Countries, the regions in them, and the towns in those."""
    names = _different(
        random.Random(PLACES), lambda chance: _invented(chance, chance.randint(2, 3)).capitalize()
    )
    for number in range(PLACES):
        document: Document = {"id": f"place-{number}", "name": next(names)}
        if number < COUNTRIES:
            document["kind"] = "country"
        elif number < COUNTRIES + REGIONS:
            document |= {"kind": "region", "part_of": f"place-{number % COUNTRIES}"}
            document["name"] += " Oblast"
        else:
            document |= {"kind": "town", "part_of": f"place-{COUNTRIES + number % REGIONS}"}
        yield document


def records(number: int, chance: random.Random) -> Iterator[Document]:
    actor, place, tag = Drawer(chance, ACTORS), Drawer(chance, PLACES), Drawer(chance, TAGS)
    words = vocabulary(VOCABULARY)
    writer = Writer(chance, words)
    source = Drawer(chance, SOURCES)
    presses = [f"{words[900 + each].capitalize()} {PRESS[each % len(PRESS)]}" for each in range(SOURCES)]
    for row in range(number):
        said = chance.random() < 0.6
        names = list(dict.fromkeys(f"actor-{actor.draw()}" for _ in range(chance.randint(1, 4))))
        document: Document = {
            "id": f"r{row:07}",
            "kind": "statement" if said else "event",
            "headline": writer.phrase(chance.randint(4, 8)),
            "summary": writer.text(36),
            "actors": names,
            "places": list(dict.fromkeys(f"place-{place.draw()}" for _ in range(chance.randint(0, 2)))),
            "tags": [words[tag.draw()]],
            "sources": [_source(chance, presses[source.draw()])],
        }
        if (when := _date(chance)) is not None:
            document |= {"date": when, "date_basis": "explicit"}
        if said:
            document |= {
                "speaker": names[0],
                "quote": writer.text(22),
                "quote_kind": "translated",
                "lang": "uk",
            }
        if chance.random() < 0.1:
            document["figures"] = [_figure(chance)]
        if row and chance.random() < 0.3:
            document["relations"] = [{"type": "background", "to": f"r{chance.randrange(row):07}"}]
        yield document


def _invented(chance: random.Random, syllables: int) -> str:
    return "".join(
        f"{chance.choice(ONSETS)}{chance.choice(VOWELS)}{chance.choice(CODAS)}" for _ in range(syllables)
    )


def _person(chance: random.Random) -> str:
    return f"{chance.choice(GIVEN)} {_invented(chance, 2).capitalize()}"


def _body(chance: random.Random) -> str:
    if chance.random() < 0.5:
        return f"{chance.choice(BODIES)} {_invented(chance, 2).capitalize()}"
    return f"{chance.randint(2, 99)}. {_invented(chance, 2).capitalize()} {chance.choice(UNITS)}"


def _different(chance: random.Random, make: Callable[[random.Random], str]) -> Iterator[str]:
    """Names without end, none of them twice."""
    seen: set[str] = set()
    while True:
        if (name := make(chance)) not in seen:
            seen.add(name)
            yield name


def _source(chance: random.Random, publisher: str) -> Document:
    published = date(2024, 1, 1) + timedelta(days=int(chance.random() * 366))
    return {
        "publisher": publisher,
        "url": f"https://{publisher.split(maxsplit=1)[0].lower()}.example/{published:%Y/%m}/{chance.randrange(10**7)}",
        "published": published.isoformat(),
        "reliability": "ABCDEF"[min(5, int(chance.expovariate(1)))],
    }


def _figure(chance: random.Random) -> Document:
    low = round(10 ** (1 + 4 * chance.random()), -1)
    figure: Document = {"low": int(low), "unit": "people"}
    if chance.random() < 0.3:
        figure["high"] = int(low * 1.5)
    return figure


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
