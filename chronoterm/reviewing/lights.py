"""What of an article's text is lit while a proposal is looked at: its spans, and what in them it was made of."""

from collections.abc import Iterator
from enum import Enum
from itertools import pairwise
from typing import NamedTuple

from chronoterm.importers.proposals import Span
from chronoterm.records import Basis
from chronoterm.reviewing.quotes import place_within
from chronoterm.reviewing.review import Item, Review, State


class Light(Enum):
    """Why a piece of the text is lit; a later one goes over an earlier one."""

    OTHER = "other"
    SPAN = "span"
    FIGURE = "figure"
    QUOTE = "quote"
    DATE = "date"
    SPEAKER = "speaker"


_RANK = {each: number for number, each in enumerate(Light)}


class Lit(NamedTuple):
    """A half-open piece of the text, and why it is lit."""

    start: int
    end: int
    light: Light


def lights(review: Review, item: Item | None) -> tuple[Lit, ...]:
    """The lit pieces of the text, in their order; none overlaps another."""
    marked = [Lit(*span, Light.OTHER) for span in _of_others(review, item)]
    if item is not None:
        marked += [Lit(*span, Light.SPAN) for span in item.proposal.spans]
        marked += _inside(review, item)
    return tuple(_flat(marked))


def _of_others(review: Review, item: Item | None) -> Iterator[Span]:
    for each in review.items:
        if each.state is not State.REJECTED and (item is None or each.id != item.id):
            yield from each.proposal.spans


def _inside(review: Review, item: Item) -> Iterator[Lit]:
    """What of the text the fields of an item were made of."""
    proposal, text = item.proposal, review.text
    for quote in proposal.quotes:
        if place := place_within(text, quote, proposal.spans):
            yield Lit(*place, Light.QUOTE)
    for figure in proposal.figures:
        if figure.text and (place := place_within(text, figure.text, proposal.spans)):
            yield Lit(*place, Light.FIGURE)
    dates = (proposal.date.text, item.other.text if item.other else None)
    for words in filter(None, dates):
        if place := place_within(text, words, proposal.spans):
            yield Lit(*place, Light.DATE)
    published = review.extraction.article.published_text
    if proposal.date.basis is Basis.PUBLICATION and published and (at := text.find(published)) >= 0:
        yield Lit(at, at + len(published), Light.DATE)
    if place := speaker_place(review, item):
        yield Lit(*place, Light.SPEAKER)


def speaker_place(review: Review, item: Item) -> Span | None:
    """Where the speaker of an item is named: in its spans, else the last time before them."""
    name = review.names.get(item.proposal.speaker or "")
    spans = item.proposal.spans
    if name is None or not spans:
        return None
    last = name.name.split()[-1:] if name.type == "person" else []
    spelt = sorted(
        {each for each in (name.name, *name.aliases, *last) if each}, key=lambda each: (-len(each), each)
    )
    for start, end in spans:
        for each in spelt:
            if (at := review.text.find(each, start, end)) >= 0:
                return at, at + len(each)
    before = [(at, at + len(each)) for each in spelt if (at := review.text.rfind(each, 0, spans[0][0])) >= 0]
    return max(before, key=lambda place: (place[1], -place[0]), default=None)


def _flat(marked: list[Lit]) -> Iterator[Lit]:
    """The pieces of the text between all beginnings and ends, each with the highest light on it."""
    edges = sorted({edge for each in marked for edge in each[:2]})
    starts: dict[int, list[Lit]] = {}
    for each in marked:
        starts.setdefault(each.start, []).append(each)
    here: list[Lit] = []
    last: Lit | None = None
    for start, end in pairwise(edges):
        here = [each for each in (*here, *starts.get(start, ())) if each.end > start]
        if not here:
            continue
        light = max((each.light for each in here), key=_RANK.__getitem__)
        if last is not None and last.end == start and last.light is light:
            last = Lit(last.start, end, light)
            continue
        if last is not None:
            yield last
        last = Lit(start, end, light)
    if last is not None:
        yield last
