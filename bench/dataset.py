"""The same invented records in the form that each program reads, made once and kept."""

import csv
import hashlib
import random
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from bench import generate

SEED = 1
COLUMNS = ("id", "date", "kind", "actors", "places", "headline", "summary", "quote", "tags", "source")
NO_DATE = "2099-12-31"
_BATCH = 10_000


class Dataset(NamedTuple):
    """`records` records, as a store, as a table of comma-separated values, as lines by date, and as a database."""

    records: int
    store: Path
    csv: Path
    lines: Path
    database: Path


def dataset(records: int, cache: Path, tell: Callable[[str], None]) -> Dataset:
    """The files for so many records, from the cache if they are there; `tell` is told what takes time."""
    folder = cache / f"{records}-{_recipe()}"
    found = _in(folder, records)
    if not folder.exists():
        tell(f"writing {records:,} records in four forms below {cache}")
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache) as unfinished:
            made = _in(Path(unfinished) / "made", records)
            made.store.parent.mkdir()
            _write(made)
            made.store.parent.rename(folder)
    return found


def _in(folder: Path, records: int) -> Dataset:
    return Dataset(
        records,
        folder / "store.json",
        folder / "records.csv",
        folder / "records.log",
        folder / "records.sqlite",
    )


def _recipe() -> str:
    """A mark of how the files are made, so that those made otherwise are not taken for them."""
    sources = (Path(generate.__file__), Path(__file__))
    return hashlib.sha256(b"".join(each.read_bytes() for each in sources)).hexdigest()[:12]


def _write(to: Dataset) -> None:
    with to.store.open("w", encoding="utf-8") as file:
        generate.write_store(to.records, SEED, file)
    with to.csv.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows(_values(to.records))
    with to.lines.open("w", encoding="utf-8") as file:
        file.writelines(sorted(map(_line, _written(to.csv))))
    _write_database(to.database, _written(to.csv))


def _written(path: Path) -> Iterator[Sequence[str]]:
    """The values as they were written, which is sooner done than drawing them again."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from islice(csv.reader(file), 1, None)


def _values(records: int) -> Iterator[tuple[str, ...]]:
    """Each record in columns, with names instead of ids."""
    names = {each["id"]: each["name"] for each in (*generate.actors(), *generate.places())}
    for document in generate.records(records, random.Random(SEED)):
        yield (
            document["id"],
            document.get("date", ""),
            document["kind"],
            "; ".join(names[each] for each in document["actors"]),
            "; ".join(names[each] for each in document["places"]),
            document["headline"],
            document["summary"],
            document.get("quote", ""),
            "; ".join(document["tags"]),
            document["sources"][0]["publisher"],
        )


def _line(values: Sequence[str]) -> str:
    """A line as a log has it: it begins with a time; those without one come last."""
    record_id, date, *rest = values
    day = f"{date}-01" if len(date) == len("2014-03") else date[: len("2014-03-01")] or NO_DATE
    return f"{day} 00:00:00 {record_id} {' | '.join(each for each in rest if each)}\n"


def _write_database(path: Path, rows: Iterable[Sequence[str]]) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute(f"CREATE TABLE records ({', '.join(f'{each} TEXT' for each in COLUMNS)})")
        command = f"INSERT INTO records VALUES ({', '.join('?' * len(COLUMNS))})"
        several = iter(rows)
        while batch := list(islice(several, _BATCH)):
            database.executemany(command, batch)
        database.commit()
