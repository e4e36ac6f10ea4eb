"""Random store files, some of them odd, to compare a kept index with what is made of the same file in memory."""

import json
from collections.abc import Callable
from random import Random
from typing import Any

from chronoterm.documents import write
from tests.unit.chronology_stores import random_model

Document = Any
Tables = dict[str, dict[str, Document]]


def random_tables(chance: Random, size: int) -> Tables:
    """The tables of a store of so many records, in any order, numbered in any order."""
    model = random_model(chance, size)
    tables: Tables = {
        "meta": {"1": {"schema": 1, "title": "Random"}},
        "records": _numbered(chance, [write(each) for each in model.records]),
        "actors": _numbered(chance, [write(each) for each in model.actors]),
        "places": _numbered(chance, [write(each) for each in model.places]),
        "series": _numbered(chance, [{"id": "dead", "name": "Dead"}][: chance.randint(0, 1)]),
        "annotations": _numbered(chance, [_annotation(chance, write(each)) for each in model.annotations]),
        "elsewhere": _numbered(
            chance, [{"anything": [1, "records", None]}, "no object"][: chance.randint(0, 2)]
        ),
    }
    names = [name for name in tables if name == "records" or chance.random() < 0.8]
    chance.shuffle(names)
    return {name: tables[name] for name in names}


def made_odd(chance: Random, tables: Tables) -> Tables:
    """The same with some documents damaged, doubled or under keys that are no numbers."""
    for _ in range(chance.randint(1, 4)):
        table = tables[chance.choice(list(tables))]
        if table:
            number = chance.choice(list(table))
            chance.choice(ODDITIES)(chance, table, number)
    return tables


def written(chance: Random, tables: Tables) -> bytes:
    """The file, with or without line breaks and spaces between and within documents."""
    if chance.random() < 0.4:
        return json.dumps(tables, ensure_ascii=chance.random() < 0.5).encode()
    if chance.random() < 0.3:
        return json.dumps(tables, indent=chance.randint(0, 2), separators=(" , ", " : ")).encode()
    parts = [
        f"{json.dumps(name)}: {{\n"
        + ",\n".join(f"{json.dumps(key)}: {json.dumps(each)}" for key, each in table.items())
        + "\n}"
        for name, table in tables.items()
    ]
    return ("\n{" + ",\n".join(parts) + "}\n").encode()


def _numbered(chance: Random, documents: list[Document]) -> dict[str, Document]:
    numbers = list(range(1, len(documents) + 1))
    if chance.random() < 0.3:
        numbers = chance.sample(range(1, 3 * len(documents) + 1), len(documents))
    return {str(number): each for number, each in zip(numbers, documents, strict=True)}


def _annotation(chance: Random, document: Document) -> Document:
    if chance.random() < 0.3:
        del document["id"]
    return document


def _without_a_field(chance: Random, table: dict[str, Document], number: str) -> None:
    if isinstance(table[number], dict) and table[number]:
        del table[number][chance.choice(list(table[number]))]


def _with_another_type(chance: Random, table: dict[str, Document], number: str) -> None:
    if isinstance(table[number], dict) and table[number]:
        other: Any = chance.choice(
            (None, 5, "text", [], {}, [None], [{}], ["x", 1], {"low": 1}, 10**400, " ", "")
        )
        table[number][chance.choice(list(table[number]))] = other


def _no_object(chance: Random, table: dict[str, Document], number: str) -> None:
    table[number] = chance.choice((None, 5, "text", [], {}, [{"id": "x"}]))


def _another_date(chance: Random, table: dict[str, Document], number: str) -> None:
    if isinstance(table[number], dict):
        table[number]["date"] = chance.choice(
            ("soon", "2024-13", "", "2024-02-30", "../..", None, "2024-02-29")
        )


def _same_id(chance: Random, table: dict[str, Document], number: str) -> None:
    other = table[chance.choice(list(table))]
    if isinstance(table[number], dict) and isinstance(other, dict) and "id" in other:
        table[number]["id"] = other["id"]


def _settled(chance: Random, table: dict[str, Document], number: str) -> None:
    if isinstance(table[number], dict):
        table[number] |= {"expected": True, "outcome": chance.choice(("gone", "ax", "", 5))}


def _another_number(chance: Random, table: dict[str, Document], number: str) -> None:
    key = chance.choice(
        ("0", "007", "-1", "one", "1.5", "", " 3", "٣", "1000000000000000000", "999999999999999999", 'a"b\\')
    )
    if key not in table:
        table[key] = table.pop(number)


def _more_fields(chance: Random, table: dict[str, Document], number: str) -> None:
    if isinstance(table[number], dict):
        table[number] |= {
            "theirs": {"1": {"id": "x"}, "2": {"deep": [[], {}]}},
            "say": '"": }, "5": { "\\": x',
        }


Oddity = Callable[[Random, dict[str, Document], str], None]
ODDITIES: tuple[Oddity, ...] = (
    _without_a_field,
    _with_another_type,
    _with_another_type,
    _no_object,
    _another_date,
    _same_id,
    _same_id,
    _settled,
    _another_number,
    _more_fields,
)
