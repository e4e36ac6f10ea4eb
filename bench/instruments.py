"""How fast instruments open: `python -m bench.instruments STORE`, made with `bench/generate.py --records 100000`.

Each key is pressed some times in a terminal of 120×40, and what is measured is the time until the screen has changed
for the last time. The store is opened before until nothing more is read.
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median, quantiles
from typing import NamedTuple

from bench.ours import PATIENCE, ROW
from bench.session import Session

DEMANDED = 100.0
"""Milliseconds that 95 of 100 openings may take."""

TIMES = 20
SETTLED = 12.0
"""Seconds without output after which everything is read."""


class Opening(NamedTuple):
    """What is pressed to open an instrument and to leave it, what is seen then, and what is pressed before all."""

    name: str
    keys: str
    seen: str
    leave: str = "<esc>"
    before: str = ""


OPENINGS = (
    Opening("two clocks", "<^t>", r"ABOUT", "<^t>"),
    Opening("as of a day", "<enter>", r"AS OF 20 Oct 2024", "u", before="@2024-10-20"),
    Opening("claim ledger", "c", r"Claim ledger"),
    Opening("thread", "r", r"Thread"),
    Opening("lanes", "L", r"Lanes"),
    Opening("silences", "_", r"[Ss]ilence"),
    Opening("due", "w", r"Due"),
    Opening("source text", "f", r"[Ss]ource|text"),
    Opening("briefing", "b", r"1 of "),
    Opening("what is new", "B", r"new|since"),
)


class Measured(NamedTuple):
    """An opening with the milliseconds of each time."""

    opening: Opening
    times: Sequence[float]

    @property
    def p95(self) -> float:
        """What 95 of 100 take at most."""
        return quantiles(self.times, n=20, method="inclusive")[-1]


def measure(session: Session, opening: Opening) -> Measured:
    """Open an instrument again and again, the cursor on another record each time."""
    times: list[float] = []
    for _ in range(TIMES):
        if opening.before:
            session.press(opening.before)
        heard = session.press(opening.keys, opening.seen, patience=10)
        if heard.is_whole and heard.shown is not None:
            times.append(heard.shown)
        session.press(opening.leave)
        session.press("j")
    return Measured(opening, times)


def main() -> int:
    """Measure all instruments on a store and print what they took; 1 where one is slower than demanded."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store", type=Path)
    parser.add_argument("--only", default="", help="instruments whose names have this in them")
    asked = parser.parse_args()
    command = [sys.executable, "-m", "chronoterm", "--fresh", str(asked.store)]
    failed = False
    with tempfile.TemporaryDirectory() as home, Session(command, Path(home)) as session:
        session.start({"rows": ROW}, PATIENCE)
        session.hear(session.began, quiet=SETTLED, patience=PATIENCE * 2)
        for each in OPENINGS:
            if asked.only not in each.name:
                continue
            found = measure(session, each)
            if len(found.times) < TIMES // 2:
                sys.stdout.write(f"{each.name:14} seen {len(found.times)} times of {TIMES} only\n")
                failed = True
                continue
            failed |= found.p95 > DEMANDED
            sys.stdout.write(
                f"{each.name:14} first {found.times[0]:6.1f}  median {median(found.times):6.1f}  "
                f"p95 {found.p95:6.1f} ms{'' if found.p95 <= DEMANDED else '  MISSED'}\n"
            )
            sys.stdout.flush()
    return int(failed)


if __name__ == "__main__":
    raise SystemExit(main())
