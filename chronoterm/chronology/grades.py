"""How the grade of a source stands to the grade that is asked for, on the Admiralty scale."""

from collections.abc import Sequence
from typing import TypeVar

from chronoterm.terms import Comparison, Grade

RELIABILITIES = ("A", "B", "C", "D", "E")
CREDIBILITIES = (1, 2, 3, 4, 5)
"""The grades from best to worst; F and 6 say that nobody can tell, and stand beside the scale."""

Part = TypeVar("Part", str, int)


def fits(reliability: str | None, credibility: int | None, wanted: Grade) -> bool:
    """Whether a source of this grade is one that is asked for."""
    if wanted.reliability is None and wanted.credibility is None:
        return reliability is None and credibility is None
    parts = (
        _compared(reliability, wanted.reliability, wanted.comparison, RELIABILITIES),
        _compared(credibility, wanted.credibility, wanted.comparison, CREDIBILITIES),
    )
    asked = [each for each, one in zip(parts, (wanted.reliability, wanted.credibility), strict=True) if one]
    strictly = wanted.comparison in (Comparison.LESS, Comparison.MORE)
    return None not in asked and (not strictly or any(asked))


def _compared(ours: Part | None, theirs: Part | None, how: Comparison, scale: Sequence[Part]) -> bool | None:
    """Whether a part differs the way that is asked for, or is the same (no); none where it stands otherwise."""
    if ours == theirs:
        return False
    if how is Comparison.SAME or ours not in scale or theirs not in scale:
        return None
    is_better = scale.index(ours) < scale.index(theirs)
    wants_better = how in (Comparison.MORE, Comparison.AT_LEAST)
    return True if is_better is wants_better else None
