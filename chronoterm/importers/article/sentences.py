"""Sentences of a paragraph: a boundary inside a quote is none, nor one before the words that say whose it is."""

import re
from collections.abc import Iterator

from chronoterm.importers.article.quotes import Quote

Span = tuple[int, int]

_END = re.compile(r"[.!?…]+[\"”'’)\]]*(?=\s|$)")
_SHORT = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Sgt|Cpl|Adm|Brig|Gov|Sen|Rep|Rev|Hon|Pres|St|No|Nos|vs|approx|ca|ed"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Inc|Ltd|Co|Corp|Jr|Sr|etc|e\.g|i\.e|a\.m|p\.m|U\.S|U\.K|U\.N"
    r"|E\.U|D\.C)|\b[A-Z])\.$"
)
_ENDS_ANYWAY = re.compile(r"(?:\b(?:etc|a\.m|p\.m|ed|Inc|Ltd|Co|Corp|U\.S|U\.K|U\.N|E\.U|D\.C|Jr|Sr))\.$")
_STARTERS = re.compile(
    r"\s+[\"“]?(?:The|A|An|In|On|At|He|She|It|They|This|That|These|Those|We|But|And|However|According|Earlier|Later)\b"
)
ATTRIBUTION = (
    r"said|says|noted|notes|added|adds|stressed|stated|explained|wrote|writes|emphasi[sz]ed|reported|concluded|asked"
    r"|told|commented|remarked|continued|recalled|warned|claimed|admitted|insisted|declared|announced|confirmed"
    r"|pointed|underlined|believes|posted|tweeted|clarified|summed|assured|argued|replied|joked|quipped|urged"
    r"|called|specified|mentioned|observed|complained|suggested|promised|is\s+sure|is\s+convinced|goes\s+on"
)
_TAIL = re.compile(
    rf"\s*(?:[A-Z][\w'-]*|[Tt]he|[Hh]e|[Ss]he|[Tt]hey|an?)(?:\s+(?:[A-Z][\w'-]*|of|the|for|and|on|in|[a-z-]+|,)){{0,12}}?"
    rf",?\s+(?:also |has |have |had |then |later )?(?:{ATTRIBUTION})\b(?!\s+that\b)[^.!?\n]*[.!?]?(?=\s|$)"
)
LONGEST = 3000
"""Characters of a sentence, at most; what is longer is no prose, and would take too long to read."""

LONGEST_TAIL = 120


def sentences_of(plain: str, start: int, end: int, quotes: list[Quote]) -> list[Span]:
    """The sentences of a paragraph, half-open, without blanks around them."""
    found: list[Span] = []
    begin = start
    for mark in _END.finditer(plain, start, end):
        if mark.end() <= begin or not _is_boundary(plain, mark, begin, end, quotes):
            continue
        found.append((begin, mark.end()))
        begin = mark.end()
    found.append((begin, end))
    pieces = (piece for span in found for piece in _pieces(plain, *span))
    return [each for each in (_trimmed(plain, *span) for span in pieces) if each[0] < each[1]]


def _pieces(plain: str, start: int, end: int) -> Iterator[Span]:
    """A sentence, or pieces of it where it is longer than any sentence of an article."""
    while end - start > LONGEST:
        cut = plain.rfind(" ", start + 1, start + LONGEST)
        cut = cut if cut > start else start + LONGEST
        yield start, cut
        start = cut
    yield start, end


def _trimmed(plain: str, start: int, end: int) -> Span:
    piece = plain[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _is_boundary(plain: str, mark: re.Match[str], begin: int, end: int, quotes: list[Quote]) -> bool:
    if any(each.outer_start < mark.start() and mark.end() < each.outer_end for each in quotes):
        return False
    rest = plain[mark.end() : end]
    following = rest.lstrip()[:1]
    if following.islower() or following in (",", ";"):
        return False
    upto = plain[max(begin, mark.start() - 12) : mark.end()]
    if _SHORT.search(upto) and not (_ENDS_ANYWAY.search(upto) and _STARTERS.match(rest)) and rest.strip():
        return False
    if re.search(r"\d\.$", upto) and following.isdigit():
        return False
    return not _belongs_behind(plain, mark, end, quotes)


def _belongs_behind(plain: str, mark: re.Match[str], end: int, quotes: list[Quote]) -> bool:
    """Whether a quote has just ended and the next words are “Zelenskyy said.”: they belong to it."""
    if not any(each.outer_end == mark.end() and each.closed for each in quotes):
        return False
    tail = _TAIL.match(plain, mark.end(), min(end, mark.end() + LONGEST_TAIL * 3))
    return tail is not None and tail.end() - mark.end() <= LONGEST_TAIL and '"' not in tail[0]
