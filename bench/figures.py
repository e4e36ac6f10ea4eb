"""What was measured: samples of each measure of each program at each number of records, and their middle and spread."""

import json
import statistics
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple, Self


class Spread(NamedTuple):
    """The median of samples and how far they lie apart."""

    number: int
    median: float
    late: float
    """The 95th percentile, by the nearest rank."""

    least: float
    most: float

    @classmethod
    def of(cls, samples: Iterable[float]) -> Self:
        """The spread of at least one sample."""
        ordered = sorted(samples)
        late = ordered[max(0, -(-len(ordered) * 95 // 100) - 1)]
        return cls(len(ordered), statistics.median(ordered), late, ordered[0], ordered[-1])


class Key(NamedTuple):
    """What a sample is of."""

    program: str
    records: int
    measure: str


class Figures:
    """Samples by program, number of records and measure."""

    def __init__(self) -> None:
        self._samples: dict[Key, list[float]] = {}

    def add(self, program: str, records: int, measure: str, *samples: float | None) -> None:
        """Note samples; what could not be measured is none and left out."""
        there = [each for each in samples if each is not None]
        if there:
            self._samples.setdefault(Key(program, records, measure), []).extend(there)

    def spread(self, program: str, records: int, measure: str) -> Spread | None:
        """The middle and spread of a measure; none where there is no sample."""
        samples = self._samples.get(Key(program, records, measure))
        return Spread.of(samples) if samples else None

    def median(self, program: str, records: int, measure: str) -> float | None:
        """The middle of a measure."""
        spread = self.spread(program, records, measure)
        return None if spread is None else spread.median

    def programs(self, records: int) -> list[str]:
        """The programs of which there is anything at this number of records, in the order of their measuring."""
        return list(dict.fromkeys(key.program for key in self._samples if key.records == records))

    def measures(self, program: str, records: int) -> list[str]:
        """What there is of a program at a number of records, in the order of its measuring."""
        return [key.measure for key in self._samples if key[:2] == (program, records)]

    def save(self, path: Path) -> None:
        """Keep the samples as they are."""
        path.write_text(
            json.dumps([[*key, samples] for key, samples in self._samples.items()]), encoding="utf-8"
        )

    @classmethod
    def load(cls, path: Path) -> Self:
        """Samples that were kept. Raises OSError and ValueError."""
        figures = cls()
        for program, records, measure, samples in json.loads(path.read_text(encoding="utf-8")):
            figures.add(program, records, measure, *samples)
        return figures
