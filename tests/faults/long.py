"""The long run: `python -m tests.faults.long`. Kills, writers, damage and refusals by the ten thousand.

A line tells how far it is; each part ends with a table of its figures. It exits 1 if anything was lost.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.faults.conftest import place
from tests.faults.damage import Damage, cut, damage_many, flipped
from tests.faults.disk import CHANGED, EVERY_REFUSAL, refuse_a_fold, refuse_an_edit
from tests.faults.forking import Say, Work, all_forked, lines_of
from tests.faults.killing import killed_at_random
from tests.faults.large import Cost, cost_of_edits
from tests.faults.model import made_store
from tests.faults.writers import all_at_once, all_at_once_and_killed

ROOT = Path(__file__).resolve().parents[2]
JOBS = 2
CHUNK = 50
"""Runs on one store, so that its history stays short."""

Count = Counter[str]


class Row(NamedTuple):
    """A figure of the table, and whether it is as it must be."""

    what: str
    figure: str
    is_good: bool


class Chunk(NamedTuple):
    """Some runs, by a seed, in a folder of their own."""

    runs: int
    work: Callable[[Path, int, random.Random], Count]


def side_by_side(title: str, chunk: Chunk, runs: int, where: Path | None) -> Count:
    """Do so many runs in several processes; what happened, counted, failures among it."""
    each = runs // JOBS

    def working(job: int) -> Work:
        def work(say: Say) -> None:
            for start in range(0, each, chunk.runs):
                with folder(where) as place_of_these:
                    try:
                        count = chunk.work(
                            place_of_these, min(chunk.runs, each - start), random.Random(f"{job} {start}")
                        )
                    except AssertionError as error:
                        count = Counter({"failed": 1})
                        sys.stderr.write(f"\n{title}, job {job}, chunk {start}: {error}\n")
                    say(json.dumps(count).encode())

        return work

    total: Count = Counter()
    with all_forked(map(working, range(JOBS))) as children:
        for line in lines_of(children):
            total.update(json.loads(line))
            progress(f"{title}: {', '.join(f'{number:,} {what}' for what, number in sorted(total.items()))}")
    return total


@contextmanager
def folder(where: Path | None) -> Iterator[Path]:
    """An empty folder somewhere; where the system has its temporary files, if that is nowhere."""
    with tempfile.TemporaryDirectory(dir=where, prefix="chronoterm-faults-") as name:
        yield Path(name)


def progress(text: str) -> None:
    """Say in one line, which the next one replaces, how far it is."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{text[:110]}")
        sys.stderr.flush()


def kills(runs: int, where: Path | None) -> list[Row]:
    """Writers that are killed at any moment."""
    started = time.monotonic()
    chunk = Chunk(CHUNK, lambda path, count, rng: killed_at_random(made_store(path), count, rng))
    count = side_by_side("kill -9", chunk, runs, where)
    taken = time.monotonic() - started
    done = count["kills"]
    return [
        Row(
            "kill -9 during insert, update, delete, annotate, fold",
            f"{done:,} runs in {taken:.0f} s",
            done == runs,
        ),
        Row(
            "… of them in an edit / in a fold",
            f"{count['killed in an edit']:,} / {count['killed in a fold']:,}",
            True,
        ),
        Row("… edits acknowledged before a kill", f"{count['acknowledged']:,}", count["acknowledged"] > 0),
        Row("… lost, unreadable or locked afterwards", f"{count['failed']:,}", count["failed"] == 0),
    ]


def writers(edits: int, where: Path | None) -> list[Row]:
    """Several who write, fold and read at once."""
    rows = []
    for number, share in ((2, edits // 5), (4, edits // 5), (8, edits)):
        progress(f"{number} writers: {share:,} edits")
        with folder(where) as here:
            outcome = all_at_once(made_store(here), number, share)
        lost = len(set(outcome.acknowledged) - set(outcome.found))
        twice = len(outcome.found) - len(set(outcome.found))
        states = sum(each != outcome.found for each in outcome.states)
        done = f"{len(outcome.acknowledged):,} edits, {outcome.written['folds']} folds in {outcome.seconds:.0f} s"
        faults = f"{lost} / {twice} / {states}"
        rows += [
            Row(
                f"{number} writers and 4 readers at once",
                done,
                len(outcome.acknowledged) == share // number * number,
            ),
            Row(
                "… conflicts answered / looks of readers",
                f"{outcome.written['conflicts']:,} / {outcome.looked['looks']:,}",
                True,
            ),
            Row("… lost / made twice / readers that ended elsewhere", faults, faults == "0 / 0 / 0"),
        ]
    return rows


def dying_writers(kills: int, where: Path | None) -> list[Row]:
    """Several who write at once and die half way, while others follow."""
    progress(f"writers that die half way: {kills}")
    with folder(where) as here:
        outcome = all_at_once_and_killed(made_store(here), 4, kills, random.Random(kills))
    lost = len(set(outcome.acknowledged) - set(outcome.found))
    states = sum(each != outcome.found for each in outcome.states)
    return [
        Row(
            "writers that died half way among 4 at once",
            f"{kills}, {len(outcome.acknowledged):,} edits",
            True,
        ),
        Row("… lost / readers that ended elsewhere", f"{lost} / {states}", lost == states == 0),
    ]


def refusals(where: Path | None) -> list[Row]:
    """Disks that are full, over quota, read-only or broken, at every call."""
    count: Count = Counter()
    for number, (error, extent) in enumerate(EVERY_REFUSAL):
        progress(f"disks that refuse: {number} of {len(EVERY_REFUSAL)}")
        with folder(where) as here:
            try:
                count["edits"] += refuse_an_edit(here / "first", (), error, extent)
                count["edits"] += refuse_an_edit(here / "later", (CHANGED,), error, extent)
                count["folds"] += refuse_a_fold(here / "fold", error, extent)
            except AssertionError as failure:
                count["failed"] += 1
                sys.stderr.write(f"\n{error}, {extent}: {failure}\n")
    done = f"{count['edits']:,} edits, {count['folds']:,} folds"
    return [
        Row("disk full, quota, read-only, broken: refused calls", done, True),
        Row("… lost, damaged or not to be tried again", f"{count['failed']}", not count["failed"]),
    ]


def damages(times: int, where: Path | None) -> list[Row]:
    """Files that are cut off and files with bits turned round."""
    rows = []
    kinds: Sequence[tuple[str, Damage, bool]] = (
        ("stores cut off", cut, False),
        ("stores with bits turned round", flipped, False),
        ("journals cut off", cut, True),
        ("journals with bits turned round", flipped, True),
    )
    for title, damage, journals in kinds:

        def work(path: Path, count: int, rng: random.Random, d: Damage = damage, j: bool = journals) -> Count:
            return damage_many(path, count, d, rng, journals=j)

        count = side_by_side(title, Chunk(times // 20, work), times, where)
        failed = count.pop("failed", 0)
        rows.append(Row(title, f"{count.total():,}", count.total() == times))
        rows += [Row(f"… {what}", f"{number:,}", True) for what, number in sorted(count.items())]
        rows.append(Row("… tracebacks, changed files, sound edits lost", f"{failed}", not failed))
    return rows


def large(records: int) -> list[Row]:
    """What an edit costs on a large store, on the disk that is there."""
    progress(f"{records:,} records")
    with folder(None) as here:
        path = here / "large.json"
        subprocess.run(
            [sys.executable, "bench/generate.py", "--records", str(records), path], check=True, cwd=ROOT
        )
        cost: Cost = cost_of_edits(path, 300)
    return [
        Row(
            f"an edit of {records:,} records, acknowledged: p50 / p95",
            f"{cost.p50:.1f} / {cost.p95:.1f} ms",
            cost.p95 <= 20,
        ),
        Row("… the first one, which looks the store through", f"{cost.first:.0f} ms", True),
        Row("… bytes written, times its own size", f"{cost.times:.1f}", cost.times <= 100),
        Row("… taken by another session: p95", f"{cost.seen:.1f} ms", cost.seen <= 1000),
    ]


def main() -> int:
    """Run all of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=10_000, help="kills, edits, and damages of each kind")
    parser.add_argument("--folder", type=Path, default=place(), help="where the stores are made")
    parser.add_argument("--records", type=int, default=100_000, help="records of the large store")
    asked = parser.parse_args()
    started = time.monotonic()
    rows: list[Row] = []
    rows += shown(kills(asked.times, asked.folder))
    rows += shown(writers(asked.times, asked.folder))
    rows += shown(dying_writers(asked.times // 30, asked.folder))
    rows += shown(refusals(asked.folder))
    rows += shown(damages(asked.times, asked.folder))
    rows += shown(large(asked.records))
    sys.stdout.write(f"\n{time.monotonic() - started:.0f} s\n")
    return 0 if all(each.is_good for each in rows) else 1


def shown(rows: list[Row]) -> list[Row]:
    """The rows, written out."""
    progress("")
    for row in rows:
        sys.stdout.write(f"{row.what:<58} {row.figure:>34}{'' if row.is_good else '   FAILED'}\n")
    sys.stdout.flush()
    return rows


if __name__ == "__main__":
    sys.exit(main())
