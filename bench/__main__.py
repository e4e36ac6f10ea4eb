"""Measure chronoterm and its peers on the same records, print a table and write docs/performance.md.

`python -m bench` takes the peers that are installed; docs/performance.md tells how to install them.
"""

import argparse
import json
import os
import shlex
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bench import micro, ours, report
from bench.dataset import Dataset, dataset
from bench.demands import TINYDB, number
from bench.figures import Figures
from bench.peers import PEERS, Peer
from bench.peers import measure as measure_peer
from bench.session import Session, environment
from bench.steps import LOADED, TYPED

HERE = Path(__file__).parent
ROOT = HERE.parent
QUICK_RECORDS, RECORDS, RUNS = 20_000, 1_000_000, 3
COLD_RUNS = 2
"""Runs without an index, and of TinyDB; at a million records each takes half a minute."""

MINUTE = 60.0
FLOOR = "the terminal alone"
READ_ALL = """
import sys, time
from tinydb import TinyDB
begun = time.perf_counter()
number = len(TinyDB(sys.argv[1], access_mode="r").table("records").all())
print(1000 * (time.perf_counter() - begun))
"""


class Run:
    """One run of the benchmark: what is measured on what, and the figures so far."""

    def __init__(self, asked: argparse.Namespace) -> None:
        self.figures = Figures()
        self.only = {each.strip().lower() for each in asked.only.split(",")} if asked.only else set()
        self.runs = 1 if asked.quick else asked.runs
        self.minute = 5.0 if asked.quick else MINUTE
        records = min(asked.records, QUICK_RECORDS) if asked.quick else asked.records
        self.sizes = sorted({records // each for each in ((10, 1) if asked.quick else (100, 10, 1))})
        self.home = asked.cache / "home"
        self.home.mkdir(parents=True, exist_ok=True)
        self.program = ours.Program(shlex.split(asked.program), self.home)
        self.data = [dataset(each, asked.cache, _tell) for each in self.sizes]
        self.peers = [each for each in PEERS if self.wants(each.name) and each.find() is not None]
        self.missing = [each.name for each in PEERS if each.find() is None]

    def wants(self, name: str) -> bool:
        """Whether a program is to be measured."""
        return not self.only or name.lower() in self.only

    def measure(self) -> None:
        """Go through all programs again and again, so that what disturbs one run of one disturbs all alike."""
        self._warm_up()
        for turn in range(self.runs):
            for data in self.data:
                self._ours(turn, data)
                if data.records > self.sizes[0] or len(self.sizes) == 1:
                    self._theirs(turn, data)
        if self.wants(ours.NAME):
            for data in self.data:
                with _told(f"{data.records:,} records: questions to the index"):
                    self._questions(data)

    def _warm_up(self) -> None:
        """Let each program write what it writes when it is first started, such as compiled modules."""
        smallest, unused = self.data[0], Figures()
        with Session(["cat"], self.home) as session:
            session.hear(session.began)
            for letter in "the terminal alone":
                self.figures.add(FLOOR, 0, TYPED, session.press(letter, quiet=0.02).shown)
        if self.wants(ours.NAME):
            ours.measure_sample(self.program, unused)
        for peer in self.peers:
            with _told(f"warming up {peer.name}"):
                measure_peer(peer, smallest, self.home, unused, steps=False)

    def _ours(self, turn: int, data: Dataset) -> None:
        if not self.wants(ours.NAME):
            return
        is_largest = data.records == self.sizes[-1]
        with _told(f"{data.records:,} records, {turn + 1}: chronoterm"):
            for _ in range(2):
                ours.measure_sample(self.program, self.figures)
            if turn < (COLD_RUNS if is_largest else 1):
                ours.measure_cold(self.program, data.store, data.records, self.figures)
            if is_largest:
                # The minute is taken once; in the other runs, a second.
                minute = self.minute if turn == 0 else 1.0
                ours.measure(self.program, data.store, data.records, self.figures, minute=minute)
                ours.measure_edits(self.program, data.store, data.records, self.figures)
            elif turn == 0:
                ours.measure(self.program, data.store, data.records, self.figures)
            else:
                ours.measure_first_rows(self.program, data.store, data.records, self.figures)

    def _theirs(self, turn: int, data: Dataset) -> None:
        for peer in self.peers:
            is_due = turn == 0 or not (peer.is_once or data.records < self.sizes[-1])
            if is_due and (peer.most is None or data.records <= peer.most):
                with _told(f"{data.records:,} records, {turn + 1}: {peer.name}"):
                    measure_peer(peer, data, self.home, self.figures)
        if self.wants(TINYDB) and turn < (COLD_RUNS if data.records == self.sizes[-1] else 1):
            with _told(f"{data.records:,} records, {turn + 1}: {TINYDB}"):
                told = _output([sys.executable, "-c", READ_ALL, str(data.store)], self.home)
                self.figures.add(TINYDB, data.records, LOADED, float(told))

    def _questions(self, data: Dataset) -> None:
        told = _output([sys.executable, "-m", "bench.micro", str(data.store), "--json"], self.home)
        micro.note(json.loads(told), data.records, self.figures)
        ours.tidy(data.store)

    def notes(self, seconds: float, load: float) -> list[str]:
        """What is to be known of the run."""
        versions = [f"{each.name} {_version(each, self.home)}".strip() for each in self.peers]
        notes = [f"{', '.join(versions)}"] if versions else []
        if floor := self.figures.median(FLOOR, 0, TYPED):
            notes.append(f"a letter that the terminal itself echoes is there after {number(floor)} ms")
        if self.missing:
            notes.append(f"not installed: {', '.join(self.missing)}")
        notes.append(
            f"{self.runs} runs in {seconds / 60:.0f} minutes; the machine had a load of {load:.1f} before"
        )
        return notes


def _version(peer: Peer, home: Path) -> str:
    """What a program says of its version; empty where it says nothing that can be understood."""
    executable = peer.find()
    if executable in (None, sys.executable):
        return ""
    words = _output([str(executable), "--version"], home).replace("v", " ").split()
    return next((each.strip(",") for each in words if each[0].isdigit() and "." in each), "")


def _output(command: Sequence[str], home: Path) -> str:
    """What a program prints. Raises CalledProcessError."""
    done = subprocess.run(
        command, check=True, capture_output=True, text=True, cwd=ROOT, env=environment(home)
    )
    return done.stdout.strip()


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


@contextmanager
def _told(what: str) -> Iterator[None]:
    begun = time.monotonic()
    yield
    _tell(f"{time.monotonic() - begun:7.1f} s  {what}")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "--records", type=int, default=RECORDS, help="the most records; also a tenth, a hundredth"
    )
    parser.add_argument("--runs", type=int, default=RUNS, help="how often each program is started")
    parser.add_argument("--only", default="", help="names of programs, with commas between them")
    parser.add_argument("--quick", action="store_true", help="one run of few records, to see that it works")
    parser.add_argument("--cache", type=Path, default=HERE / ".cache", help="where the records are kept")
    parser.add_argument("--out", type=Path, help="where to write the page, also of a run that is not whole")
    parser.add_argument(
        "--program",
        default=str(Path(sys.executable).with_name("chronoterm")),
        help="the command that starts the chronoterm to measure",
    )
    parser.add_argument("--again", type=Path, help="write the page from the samples of an earlier run")
    return parser.parse_args()


def main() -> None:
    """Run it."""
    asked = _asked()
    begun, load = time.monotonic(), os.getloadavg()[0]
    asked.cache = asked.cache.absolute()
    run = Run(asked)
    if asked.again:
        run.figures = Figures.load(asked.again)
        notes = json.loads(asked.again.with_suffix(".notes").read_text(encoding="utf-8"))
    else:
        samples = asked.cache / "samples.json"
        try:
            run.measure()
        finally:
            run.figures.save(samples)
        notes = run.notes(time.monotonic() - begun, load)
        samples.with_suffix(".notes").write_text(json.dumps(notes), encoding="utf-8")
    page = report.document(run.figures, run.sizes, notes)
    print(page)
    out = asked.out or (None if run.only or asked.quick else ROOT / "docs" / "performance.md")
    if out:
        out.write_text(page, encoding="utf-8")
        _tell(f"written to {out}")


if __name__ == "__main__":
    main()
