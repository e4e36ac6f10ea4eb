"""Quotes: what stands between quotation marks, straight, curly or guillemets, nested or over paragraphs.

Works on text that `cleaning.cleaned` made plain.
"""

import re
from typing import NamedTuple

FEWEST_WORDS = 4
"""A quote of fewer words counts only when it ends as a sentence does and has a verb."""

_MARK = re.compile(r"[\"“”]|(?<![^\s(\[])''|''(?![^\s.,;:!?)\]])")
_VERB = re.compile(
    r"\b(?:am|is|are|was|were|be|been|has|have|had|do|does|did|will|would|shall|should|can|could|may|might|must"
    r"|won't|don't|can't|isn't|aren't|it's|we're|we'll|i'm|they're|\w{3,}ed|let|go|went|come|came|stop|know|want"
    r"|need|see|saw|said|keep|kept|hold|held|fight|fought|win|won|lost|lose|make|made|take|took|stand|stay|wait)\b",
    re.IGNORECASE,
)


_NAMED = re.compile(
    r"\b(?:the|[Oo]perations?|projects?|exercises?|plan|programme|law|group|party|movement|called|named|dubbed|channel|newspaper|film|book|codenamed)\s+$"
)


class Quote(NamedTuple):
    """A quote without its marks, half-open; `outer` is with them. One that never closes is not `closed`."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    closed: bool = True


def quotes_in(plain: str, start: int, end: int) -> list[Quote]:
    """The outermost quotes of one paragraph, long or short, in order."""
    found: list[Quote] = []
    depth, opened = 0, start
    marks = list(_MARK.finditer(plain, start, end))
    for number, mark in enumerate(marks):
        if _opens(plain, mark, start, depth, left=len(marks) - number - 1):
            if depth == 0:
                opened = mark.start()
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                found.append(Quote(_after(plain, opened), mark.start(), opened, mark.end()))
    if depth:
        stop = start + len(plain[start:end].rstrip())
        inner = stop - 1 if plain[stop - 1 : stop] in ('"', "”") and stop - 1 > opened else stop
        found.append(Quote(_after(plain, opened), inner, opened, stop, closed=inner < stop))
    return [each for each in found if plain[each.start : each.end].strip()]


def _after(plain: str, opened: int) -> int:
    return opened + (2 if plain[opened : opened + 2] == "''" else 1)


def _opens(plain: str, mark: re.Match[str], start: int, depth: int, *, left: int) -> bool:
    """Whether a mark opens a quote: by its shape, else by what stands before and after it."""
    if mark[0] == "”":
        return False
    before = plain[mark.start() - 1] if mark.start() > start else " "
    after = plain[mark.end() : mark.end() + 1] or " "
    can_open = not after.isspace() and (before.isspace() or before in "([–-:;,.\"“'")
    if mark[0] == "“":
        return depth == 0 or can_open
    if depth == 0:
        return not after.isspace()
    return can_open and (before.isspace() or before in "([") and left > depth


def counts(plain: str, quote: Quote) -> bool:
    """Whether a quote is somebody's words: long enough, or a short sentence; and no name in quotation marks."""
    inner = plain[quote.start : quote.end].strip()
    words = inner.split()
    if (
        _NAMED.search(plain, max(0, quote.outer_start - 40), quote.outer_start)
        and inner[-1:] not in ".,!?"
        and not _VERB.search(inner)
    ):
        return False
    if len(words) >= FEWEST_WORDS:
        return not all(each[:1].isupper() or each[:1].isdigit() for each in words)
    return inner[-1:] in tuple(".,!?") and _VERB.search(inner) is not None


def whole(plain: str, paragraphs: list[tuple[int, int]]) -> tuple[list[Quote], int]:
    """The quotes of a Quote section, and how many of its paragraphs they take.

    A quote that opens and closes in the first paragraph is that alone. One that does not close goes on over
    paragraphs, to the first that closes. Without any marks the first paragraph is the
    quote. A quote that never closes ends with its first paragraph.
    """
    start, end = paragraphs[0]
    first = quotes_in(plain, start, end)
    if not first or first[0].outer_start != start:
        return first, 1
    if first[-1].closed:
        return first, 1
    for count, (begin, stop) in enumerate(paragraphs[1:], 2):
        close = _closing(plain, begin, stop)
        if close is not None:
            last = first[-1]
            return [*first[:-1], Quote(last.start, close, last.outer_start, close + 1)], count
    return first, 1


def _closing(plain: str, start: int, end: int) -> int | None:
    """Where a quote that opened in an earlier paragraph closes in this one; at its end, or before what is left."""
    marks = [each for each in _MARK.finditer(plain, start, end) if each.start() > start]
    depth = 0
    for mark in marks:
        after = plain[mark.end() : mark.end() + 1] or " "
        if mark[0] == "”" or after.isspace() or after in ".,;:)]":
            if depth == 0:
                return mark.start()
            depth -= 1
        else:
            depth += 1
    return None
