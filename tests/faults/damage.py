"""Files cut short and with bits turned round, and what may become of a store then."""

import random
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from chronoterm.edits import Table
from chronoterm.store.check import check
from chronoterm.store.journal import journal_path
from chronoterm.store.shared import SharedStore
from tests.faults.disk import refusal_of
from tests.faults.model import FOLD, Intent, Model, documents_of, made_store

Damage = Callable[[bytes, random.Random], bytes]

HARMLESS = Intent(
    Table.ANNOTATIONS, "harmless", {"id": "harmless", "record": "r1", "by": "ada", "star": True}
)


def cut(data: bytes, rng: random.Random) -> bytes:
    """Only the beginning of it."""
    return data[: rng.randrange(len(data))]


def flipped(data: bytes, rng: random.Random) -> bytes:
    """One bit turned round, or a few."""
    damaged = bytearray(data)
    for _ in range(rng.choice((1, 1, 1, 2, 8))):
        damaged[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    return bytes(damaged)


def sound_stores(folder: Path) -> list[Path]:
    """Stores of every kind: with edits in the journal alone, with a fold, with edits after it."""
    rng = random.Random(7)
    paths = []
    for name, intents in {"edited": 8, "one": 1, "folded": -8, "both": 24}.items():
        (folder / name).mkdir(parents=True)
        path = made_store(folder / name)
        store = SharedStore.open(path)
        edits = Model.of(store).intents(rng, name)
        for _ in range(abs(intents)):
            intent = next(edits)
            intent.written(store)
        if intents < 0:
            FOLD.written(store)
        paths.append(path)
    return paths


def damage_one(path: Path, damaged: Path, damage: Damage, scratch: Path, rng: random.Random) -> str:
    """Damage one file of a copy of a store, look at it, and try to write; what happened.

    Raises AssertionError where a file is changed by looking or what was sound is lost by writing.
    """
    shutil.rmtree(scratch, ignore_errors=True)
    shutil.copytree(path.parent, scratch)
    file = scratch / damaged.name
    file.write_bytes(damage(damaged.read_bytes(), rng))
    copy = scratch / path.name
    before = _contents(scratch)
    opened: list[SharedStore] = []
    told = refusal_of(lambda: opened.append(SharedStore.open(copy)))
    for store in opened:
        check(store)
    assert _contents(scratch) == before, "looking changed a file"
    if told:
        return "refused"
    outcome = "opened with problems" if opened[0].problems else "opened"
    return f"{outcome}, {_write(opened[0], before, journal_path(path).read_bytes())}"


def _write(store: SharedStore, before: dict[str, bytes], sound: bytes) -> str:
    """Try to write to a damaged store."""
    wanted = {**documents_of(store), (HARMLESS.table, HARMLESS.id): HARMLESS.document}
    journal = journal_path(store.path)
    if refusal_of(lambda: HARMLESS.written(store)):
        assert _contents(store.path.parent) == before, "a refused edit changed a file"
        return "not written"
    lines = set(_lines(before.get(journal.name, b""))) & set(_lines(sound))
    assert lines <= set(_lines(journal.read_bytes())), "a sound edit was thrown away"
    again = SharedStore.open(store.path)
    assert documents_of(again) == wanted
    again.fold()
    assert documents_of(SharedStore.open(store.path)) == wanted
    return "written"


def _lines(data: bytes) -> list[bytes]:
    return data.splitlines(keepends=True)


def _contents(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.iterdir() if not each.name.endswith(".lock")}


def damage_many(
    folder: Path, times: int, damage: Damage, rng: random.Random, *, journals: bool
) -> Counter[str]:
    """Damage that many stores or journals; what happened, counted."""
    paths = sound_stores(folder / "sound")
    count: Counter[str] = Counter()
    for number in range(times):
        path = paths[number % len(paths)]
        file = journal_path(path) if journals else path
        count[damage_one(path, file, damage, folder / "damaged", rng)] += 1
    return count
