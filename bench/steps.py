"""The measures that all programs have in common, and how one is taken from what followed a key."""

from collections.abc import Sequence
from dataclasses import dataclass

from bench.emulated import EVERYWHERE, Area
from bench.figures import Figures
from bench.session import Session

FIRST_ROWS, LOADED = "first rows", "loaded"
FILTER, TYPED, SORT, MOVE, PAGE, MEMORY = "filter", "typed key", "sort", "move", "page", "memory"
MOVE_BYTES, PAGE_BYTES = "move bytes", "page bytes"


@dataclass(frozen=True)
class Step:
    """Keys to press, `times` over; what they take is noted as `measure`, unless that is empty.

    With `each`, every key is pressed by itself and is a sample. `until` is a pattern on the screen before which it is
    not done, `quiet` the seconds of silence after which it is, `patience` those after which it has failed.
    """

    keys: str
    measure: str = ""
    until: str | None = None
    times: int = 1
    each: bool = False
    quiet: float = 0.15
    patience: float = 60.0
    silence: float = 1.0
    size: str = ""
    """The measure that the bytes are noted as."""

    areas: Sequence[Area] = EVERYWHERE


def take(session: Session, step: Step, program: str, records: int, figures: Figures) -> None:
    """Press the keys of a step and note what followed: the time until the last change in its areas."""
    session.watched = step.areas
    presses = list(step.keys) if step.each else [step.keys]
    for _ in range(step.times):
        for press in presses:
            heard = session.press(
                press, step.until, quiet=step.quiet, patience=step.patience, silence=step.silence
            )
            if step.measure and heard.is_whole:
                figures.add(program, records, step.measure, heard.shown)
            if step.size and heard.shown is not None:
                figures.add(program, records, step.size, heard.size_shown)
