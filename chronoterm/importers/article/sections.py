"""The parts of an article: title, date line, lead, and its sections with their headers, as offsets.

Works on text that `cleaning.cleaned` made plain.
"""

import re
from typing import NamedTuple

Span = tuple[int, int]

LEAD, SOURCE, QUOTE, DETAILS, BACKGROUND, BODY = "lead", "source", "quote", "details", "background", "body"
"""The kinds of sections; `body` is what follows the lead where nothing has a header."""

_KINDS = {
    SOURCE: r"sources?(?: of information)?",
    QUOTE: r"(?:direct )?quotes?(?: (?:from|by|of) [^:\n]{2,90})?|(?:[A-Z][\w'-]+ )?[A-Z][\w'-]+'s? (?:quote|words)|verbatim|literally",
    DETAILS: (
        r"(?:more |further |other |additional |literal )?details?(?: (?:from|of|about) [^:\n]{2,60})?|upd(?:ated?)?\.?(?: (?:at|as of|on)(?: \d\d?[:.]\d\d)?(?:[^:\n]{0,25}\d\d?[:.]\d\d|[^:\n]{0,25})?)?"
        r"|what (?:is known|we know|happened)|in (?:brief|short)|in addition|why (?:this|it) (?:matters|is important)"
        r"|the big picture|what's next|what (?:comes|happens) next|reaction|response|consequences|aftermath|supplement|addendum|also|key points?|conclusion|editor's note"
    ),
    BACKGROUND: (
        r"backgrounds?(?: information)?|previously|for reference|reference|reminder|recall|earlier|context|the context"
        r"|what (?:happened|went|came) before|what preceded(?: this)?|prehistory|backstory|history|read more about it"
    ),
}
_HEADERS = "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _KINDS.items())
_WITH_COLON = re.compile(rf"(?:{_HEADERS})\s*(?P<mark>:)", re.IGNORECASE)
_ALONE = re.compile(rf"(?:{_HEADERS})\s*(?P<mark>[.:]?)\s*(?=\n|\Z)", re.IGNORECASE)
_WITH_STOP = re.compile(
    r"(?P<background>Context|Background|For reference|Recall|Reminder|Previously)\s*\.(?=\s)"
)
_BARE = re.compile(
    r"(?:(?P<source>Source)|(?P<quote>Quote)|(?P<details>Details)"
    r"|(?P<background>Background|Previously|For reference|Context))\s+(?=[\"“A-Z])"
)
_REMINDING = re.compile(
    r"(?P<background>Recall|As a reminder|It (?:should|will|is worth) (?:be )?recall(?:ed|ing)|Let us (?:recall|remind)"
    r"|We (?:will )?remind(?: you)?|As (?:was )?(?:previously |earlier )?reported(?: (?:earlier|previously|before))?)"
    r"(?P<mark>(?:\s+that)?)\b(?=[\s,])"
)
_INSIDE = re.compile(
    r"\s+(?=(?:Source|Quote|Details|Background|Previously|For reference|Reminder|Context|What happened before|Why (?:this|it) matters)[ ]?:[ \n]"
    r"|Quote (?:from|by|of) [^.:\n\"“”]{2,90}:|Updated?(?: (?:at|as of) \d\d?[:.]\d\d)?:[ ]"
    r"|(?:More d|D)etails (?:from|of) [^.:\n]{2,60}:)"
)
WIDEST_WRAP = 110
"""Text whose lines are all shorter and which has blank lines is taken as wrapped by hand."""


class Header(NamedTuple):
    """A header: the kind of section it opens, its own words, and where what it heads begins."""

    kind: str
    words: str
    end: int


class Paragraph(NamedTuple):
    """A paragraph without its header, half-open; `header` are the words of the header it stands under.

    `opens` says that the header stands before this very paragraph.
    """

    start: int
    end: int
    kind: str
    header: str
    opens: bool


def paragraphs_of(plain: str, start: int = 0) -> list[Span]:
    """Blocks of text: lines, or lines up to the next blank one where the text was wrapped by hand."""
    body = plain[start:]
    lines = [line for line in body.split("\n") if line.strip()]
    wrapped = (
        re.search(r"\n[ ]*\n", body.strip()) is not None
        and len(lines) > 1
        and max(map(len, lines)) <= WIDEST_WRAP
        and re.search(r"[a-z,][ ]*\n[ ]*[a-z]", body) is not None
    )
    split = re.compile(
        r"\n[ ]*\n\s*|\n(?=[ ]*(?:Source|Quote|Details|Background|Previously)\b)" if wrapped else r"\n"
    )
    found: list[Span] = []
    begin = start
    for mark in [*split.finditer(plain, start), None]:
        end = mark.start() if mark else len(plain)
        piece = plain[begin:end]
        if piece.strip():
            found.append((begin + len(piece) - len(piece.lstrip()), begin + len(piece.rstrip())))
        begin = mark.end() if mark else end
    return [part for block in _lists(plain, found) for part in _parted(plain, *block)]


_ITEM = re.compile(r"(?:approximately |about |around |some )?\d[\d,. ]*(?:\(|[a-z])|[a-z]")


def _lists(plain: str, blocks: list[Span]) -> list[Span]:
    """Blocks, a list with the words that introduce it as one: items begin with a number or a small letter."""
    found: list[Span] = []
    for start, end in blocks:
        goes_on = found and plain[found[-1][1] - 1] in ":;," and _ITEM.match(plain, start) is not None
        if goes_on:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _parted(plain: str, start: int, end: int) -> list[Span]:
    """A block cut before every header that stands inside it."""
    cuts = [each for each in _INSIDE.finditer(plain, start, end) if header_at(plain, each.end(), end)]
    bounds = [start, *(each.end() for each in cuts)]
    ends = [*(each.start() for each in cuts), end]
    return list(zip(bounds, ends, strict=True))


def header_at(plain: str, start: int, end: int) -> Header | None:
    """The header that a paragraph begins with, with or without colon."""
    for pattern in (_WITH_COLON, _ALONE, _WITH_STOP, _REMINDING, _BARE):
        found = pattern.match(plain, start, end)
        if found is not None and (pattern is not _ALONE or found.end() >= end):
            kind = next(
                name for name, value in found.groupdict().items() if value is not None and name != "mark"
            )
            rest = plain[found.end() : end]
            lead_in = re.match(r"[\s:,]*", rest)
            return Header(kind, found[0].strip(" .:"), found.end() + (lead_in.end() if lead_in else 0))
    return None


def laid_out(plain: str, start: int) -> list[Paragraph]:
    """The paragraphs from `start` on, each with the section it belongs to; those without text are left out."""
    blocks = paragraphs_of(plain, start)
    headers = [header_at(plain, *block) for block in blocks]
    kind, words, opens = LEAD, "", False
    found: list[Paragraph] = []
    for (begin, end), header in zip(blocks, headers, strict=True):
        text_start = begin
        if header is not None:
            kind, words, opens, text_start = header.kind, header.words, True, header.end
        if text_start < end:
            found.append(Paragraph(text_start, end, kind, words, opens))
            opens = False
            if kind == LEAD and found:
                kind = _after_lead(headers)
            elif kind == SOURCE:
                kind, words = DETAILS, ""
    return found


def _after_lead(headers: list[Header | None]) -> str:
    return DETAILS if any(headers) else BODY
