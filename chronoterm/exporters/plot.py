"""Counts over time as horizontal bars, one line a bucket."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from chronoterm.cells import fit, fit_right, width
from chronoterm.scale import Scale

LONGEST_GAP = 3
"""Empty buckets in a row that have a line each; more of them share one."""

HAIR = 1e-6
"""What a count may be off by: a record that is spread is a sum of fractions."""

NEXT_TO_NONE = 0.05
"""A smaller count would be rounded to none."""

_EIGHTHS: tuple[str, ...] = ("", *"▏▎▍▌▋▊▉")
_FULL = "█"
_GAP = " "


def plot(scale: Scale, counts: Sequence[float], cells: int) -> Iterator[str]:
    """Lines of label, bar and count for the buckets of a scale, at most `cells` wide, of which there must be 20.

    The largest bar takes all the room there is, the smallest an eighth of a cell. A long row of empty buckets is one
    line that tells their number.
    """
    rows = [
        _folded(scale, run) if is_empty and len(run) > LONGEST_GAP else run for is_empty, run in _runs(counts)
    ]
    buckets = [bucket for row in rows if not isinstance(row, str) for bucket in row]
    labels = {bucket: scale.label(bucket) for bucket in buckets}
    texts = {bucket: count_text(counts[bucket]) for bucket in buckets}
    right = max(map(width, texts.values()), default=0)
    # A label that is cut may be another date: it goes before the bar where there is little room.
    left = min(max(map(width, labels.values()), default=0), max(1, cells - right - 2 * len(_GAP) - 1))
    room = max(1, cells - left - right - 2 * len(_GAP))
    highest = max(counts, default=0.0)
    for row in rows:
        if isinstance(row, str):
            yield fit(row, cells).rstrip()
            continue
        for bucket in row:
            painted = fit(bar(counts[bucket] / highest if highest else 0.0, room), room)
            yield _GAP.join((fit(labels[bucket], left), painted, fit_right(texts[bucket], right)))


def bar(share: float, cells: int) -> str:
    """A bar that takes a share (0 to 1) of the cells, to an eighth of one; at least that if there is any."""
    eighths = max(round(share * cells * len(_EIGHTHS)), 1) if share > 0 else 0
    whole, part = divmod(eighths, len(_EIGHTHS))
    return _FULL * whole + _EIGHTHS[part]


def count_text(count: float) -> str:
    """A count of records some of which are spread over several buckets: `12`, `0.3`, `<0.1`."""
    nearest = round(count)
    if abs(count - nearest) <= HAIR:
        return f"{nearest:,}"
    return "<0.1" if count < NEXT_TO_NONE else f"{count:,.1f}"


def _runs(counts: Sequence[float]) -> Iterator[tuple[bool, range]]:
    """The buckets in runs of empty and other ones, each with whether it is empty."""
    for is_empty, run in groupby(range(len(counts)), lambda bucket: counts[bucket] <= 0):
        first, *others = run
        yield is_empty, range(first, first + 1 + len(others))


def _folded(scale: Scale, run: range) -> str:
    """What stands for a row of empty buckets."""
    what = f"empty {scale.unit.plural}" if scale.step == 1 else f"times {scale.grain} without any"
    return f"… {len(run):,} {what} …"
