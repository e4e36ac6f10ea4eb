"""A timeline as SVG within a page: bars for how many, below them a mark for each record, below that the axis.

Kinds differ by shape, and what is uncertain is hollow or hatched, so that nothing is told by colour alone.
"""

from collections.abc import Iterator, Sequence

from chronoterm.dates import EARLIEST, LATEST
from chronoterm.exporters.html_escaping import inline
from chronoterm.exporters.timeline import Mark, Timeline
from chronoterm.scale import Scale

WIDTH = 760
_LEFT, _RIGHT = 10, 10
_BARS, _BARS_TOP = 56, 18
_LANE = 18
_MOST_LANES = 12
_RADIUS = 5
_TAIL = 30
_CHARACTER = 7.0
"""The mean width of a character of the axis."""

_HAIR = 1e-6

_SHAPES = {
    "statement": '<circle cx="{x:.1f}" cy="{y}" r="5"/>',
    "event": '<rect x="{left:.1f}" y="{top}" width="10" height="10"/>',
    "expected": '<path d="M{x:.1f} {over}l6 6l-6 6l-6-6z"/>',
}
KINDS = tuple(_SHAPES)
"""The kinds of records, each of which has a shape."""


def svg(timeline: Timeline) -> Iterator[str]:
    """Lines of the drawing."""
    lanes = _in_lanes(timeline)
    below = _BARS_TOP + _BARS + 8
    floor = below + _LANE * (1 + max((lane for _, lane in lanes), default=-1))
    yield (
        f'<svg viewBox="0 0 {WIDTH} {floor + 26}" role="group" aria-labelledby="timeline-title timeline-desc" '
        'xmlns="http://www.w3.org/2000/svg">'
    )
    yield '<title id="timeline-title">Timeline</title>'
    yield f'<desc id="timeline-desc">{inline(description(timeline))}</desc>'
    yield (
        '<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><path d="M0 0V6" class="hatch"/></pattern></defs>'
    )
    yield from _axis(timeline.scale, floor)
    yield from _bars(timeline)
    for mark, lane in lanes:
        yield from _drawn(timeline.scale, mark, below + _LANE * lane + _LANE // 2)
    yield "</svg>"


def description(timeline: Timeline) -> str:
    """What the drawing shows, for who does not see it."""
    scale, highest = timeline.scale, max(range(len(timeline.counts)), key=timeline.counts.__getitem__)
    text = (
        f"{timeline.dated:,} dated {'record' if timeline.dated == 1 else 'records'} between "
        f"{scale.label(0)} and {scale.label(scale.count - 1)}, by {scale.grain}; most in {scale.label(highest)}."
    )
    return f"{text} {timeline.undated:,} undated not drawn." if timeline.undated else text


def sign(kind: str) -> str:
    """The sign of a kind for beside a text, as it stands in the drawing."""
    return f'<svg viewBox="0 0 14 14" class="sign" aria-hidden="true"><g class="mark {kind}">{_shape(kind, 7, 7)}</g></svg>'


def _x(scale: Scale, minute: int) -> float:
    share = (minute - scale.start) / (scale.end - scale.start)
    return _LEFT + (WIDTH - _LEFT - _RIGHT) * min(1.0, max(0.0, share))


def _ends(scale: Scale, mark: Mark) -> tuple[float, float]:
    """Where a mark with its bar or tail begins and ends."""
    start = float(_LEFT) if mark.start == EARLIEST else _x(scale, mark.start)
    end = float(WIDTH - _RIGHT) if mark.end == LATEST else _x(scale, mark.end)
    if mark.lasting:
        return start, max(end, start + 2 * _RADIUS)
    middle = (start + end) / 2
    return middle - _RADIUS - (_TAIL if mark.latest else 0), middle + _RADIUS


def _in_lanes(timeline: Timeline) -> Sequence[tuple[Mark, int]]:
    """Each mark with its lane, so that few lie over each other."""
    free: list[float] = []
    placed: list[tuple[Mark, int]] = []
    for mark in sorted(timeline.marks, key=lambda each: (_ends(timeline.scale, each), each.number)):
        start, end = _ends(timeline.scale, mark)
        lane = next((number for number, until in enumerate(free) if until <= start), len(free))
        if lane == len(free) < _MOST_LANES:
            free.append(end)
        lane = lane if lane < len(free) else min(range(len(free)), key=free.__getitem__)
        free[lane] = max(free[lane], end + 3)
        placed.append((mark, lane))
    return placed


def _axis(scale: Scale, floor: int) -> Iterator[str]:
    """Names of buckets, as many as there is room for, with a line up from each."""
    labels = [scale.label(bucket).removeprefix("week of ") for bucket in range(scale.count)]
    room = (WIDTH - _LEFT - _RIGHT) / scale.count
    every = max(1, -int(-(max(map(len, labels)) * _CHARACTER + 14) // room))
    yield f'<path d="M{_LEFT} {floor}H{WIDTH - _RIGHT}" class="axis"/>'
    for bucket in range(0, scale.count, every):
        x = _x(scale, scale.edges[bucket])
        yield f'<path d="M{x:.1f} {_BARS_TOP}V{floor + 5}" class="tick"/>'
        if x + len(labels[bucket]) * _CHARACTER <= WIDTH - 3:
            yield f'<text x="{x + 3:.1f}" y="{floor + 16}" class="label">{inline(labels[bucket])}</text>'


def _bars(timeline: Timeline) -> Iterator[str]:
    scale, highest = timeline.scale, max(timeline.counts)
    bottom = _BARS_TOP + _BARS
    for bucket, count in enumerate(timeline.counts):
        if count > 0:
            left, right = _x(scale, scale.edges[bucket]), _x(scale, scale.edges[bucket + 1])
            height = max(1.0, _BARS * count / highest)
            yield (
                f'<rect x="{left + 0.5:.1f}" y="{bottom - height:.1f}" width="{max(1.0, right - left - 1):.1f}" '
                f'height="{height:.1f}" class="bar"><title>{inline(scale.label(bucket))}: '
                f"{_number(count)}</title></rect>"
            )
    yield f'<text x="{_LEFT}" y="{_BARS_TOP - 6}" class="label">most in one {inline(scale.grain)}: {_number(highest)}</text>'


def _drawn(scale: Scale, mark: Mark, y: int) -> Iterator[str]:
    start, end = _ends(scale, mark)
    x = (start + end) / 2 if mark.lasting else end - _RADIUS
    look = "" if mark.sharp else " hollow"
    yield f'<a href="#record-{mark.number}"><title>{inline(mark.text)}</title><g class="mark {mark.kind}{look}">'
    if mark.lasting:
        fill = 'class="span"' if mark.sharp else 'class="vague" fill="url(#hatch)"'
        yield f'<rect x="{start:.1f}" y="{y - 4}" width="{end - start:.1f}" height="8" rx="2" {fill}/>'
    if mark.latest:
        yield f'<path d="M{start:.1f} {y}H{(end if mark.lasting else x - _RADIUS):.1f}" class="tail"/>'
    yield f"{_shape(mark.kind, x, y)}</g></a>"


def _shape(kind: str, x: float, y: int) -> str:
    return _SHAPES[kind].format(x=x, y=y, left=x - _RADIUS, top=y - _RADIUS, over=y - _RADIUS - 1)


def _number(count: float) -> str:
    """A count, in which what is spread over several buckets is only a share."""
    nearest = round(count)
    if abs(count - nearest) < _HAIR:
        return f"{nearest:,}"
    return f"about {nearest:,}" if nearest else "less than 1"
