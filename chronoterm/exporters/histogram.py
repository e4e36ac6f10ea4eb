"""Counts over time as rows for other programs: the bucket in words, its start as EDTF, and the count."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from chronoterm.dates import covering
from chronoterm.exporters.csv import csv_line
from chronoterm.exporters.json import json_line
from chronoterm.exporters.plot import HAIR, NEXT_TO_NONE
from chronoterm.scale import Scale, Unit, begin_of, number_of

HEAD = ("label", "start", "count")

_NAMED_BY = {Unit.WEEK: Unit.DAY, Unit.DECADE: Unit.YEAR, Unit.CENTURY: Unit.YEAR}
"""What a date names the beginning of a unit by, where it is not the unit itself."""


class Bucket(NamedTuple):
    """A row; `start` is empty where EDTF has no name for it."""

    label: str
    start: str
    records: float | int


def buckets(scale: Scale, counts: Sequence[float]) -> Iterator[Bucket]:
    """The buckets of a scale, empty ones too."""
    for bucket, count in enumerate(counts):
        yield Bucket(scale.label(bucket), _start(scale, bucket), rounded(count))


def rounded(count: float) -> float | int:
    """A count to one decimal, or to its first digit where that would be none; a whole one without decimals."""
    nearest = round(count)
    if abs(count - nearest) <= HAIR:
        return nearest
    return float(f"{count:.1g}") if count < NEXT_TO_NONE else round(count, 1)


def bucket_tsv(rows: Iterable[Bucket]) -> Iterator[str]:
    """Lines of label, start and count with tabs between; without a head."""
    return ("\t".join(map(str, row)) for row in rows)


def bucket_csv(rows: Iterable[Bucket]) -> Iterator[str]:
    """Lines of CSV with a head."""
    yield csv_line(HEAD)
    for row in rows:
        yield csv_line([str(each) for each in row])


def bucket_json(rows: Iterable[Bucket]) -> Iterator[str]:
    """One bucket a line."""
    for row in rows:
        yield json_line(dict(zip(HEAD, row, strict=True)))


def _start(scale: Scale, bucket: int) -> str:
    minute = scale.edges[bucket]
    unit = _NAMED_BY.get(scale.unit, scale.unit)
    end = minute + 1 if unit is Unit.HOUR else begin_of(unit, number_of(unit, minute) + 1)
    try:
        return covering(minute, end).edtf
    except ValueError:  # more digits than EDTF allows
        return ""
