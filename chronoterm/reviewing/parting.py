"""Making two proposals of one, and one of two."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from msgspec.structs import replace

from chronoterm.importers.proposals import Flag, Proposal, ProposedKind, ProposedName, Span
from chronoterm.reviewing.dates import UNDATED
from chronoterm.reviewing.review import (
    Item,
    RefusedError,
    Review,
    State,
    decided,
    free_id,
    item_of,
    open_item,
)
from chronoterm.text import clean

T = TypeVar("T")

LONGEST_HEADLINE = 100
"""Characters of a headline that is made of a piece of the text."""

_SENTENCE_ENDS = (". ", "? ", "! ", ".” ", '." ', ".\n")
_MARKS = '"“”„«» '
_OPEN = (State.WAITING, State.ACCEPTED)


# Splitting


def split(review: Review, id_: str, place: int, by: str) -> Review:
    """Two proposals in the place of one: what stands before a place of the text, and what stands after it.

    Dates and speakers go to both. Quotes and figures go where they stand, and so do names that stand in one part
    alone. Raises RefusedError for a place that leaves nothing on one side.
    """
    item = open_item(review, id_)
    before, after = _cut(review.text, item.proposal.spans, place)
    if not before or not after:
        raise RefusedError("there must be words of this proposal on both sides")
    new = free_id(f"{id_}b", {name for each in review.items for name in (each.id, *each.merged)})
    first, second = _part(review, item, before, by), _part(review, item, after, by)
    second = replace(second, proposal=replace(second.proposal, id=new), merged=())
    items = [part for each in review.items for part in ((first, second) if each.id == id_ else (each,))]
    return decided(review, "split it in two", items)


def places_to_split(review: Review, id_: str) -> tuple[int, ...]:
    """Where a proposal can be split: before each of its words but the first."""
    spans = item_of(review, id_).proposal.spans
    starts = [
        place
        for start, end in spans
        for place in range(start, end)
        if not review.text[place].isspace() and (place == start or review.text[place - 1].isspace())
    ]
    return tuple(starts[1:])


def sentences_to_split(review: Review, id_: str) -> tuple[int, ...]:
    """Those of these places where a sentence begins, or a span."""
    spans = {start for start, _ in item_of(review, id_).proposal.spans}
    return tuple(
        each
        for each in places_to_split(review, id_)
        if each in spans
        or review.text[max(0, each - 3) : each].rstrip(" \n\r\"”’'»").endswith((".", "?", "!"))
    )


def _cut(text: str, spans: Sequence[Span], place: int) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The parts of the spans before and after a place, without white space at the cut."""
    before = (_trimmed(text, start, min(end, place)) for start, end in spans if start < place)
    after = (_trimmed(text, max(start, place), end) for start, end in spans if end > place)
    return tuple(each for each in before if each[0] < each[1]), tuple(
        each for each in after if each[0] < each[1]
    )


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _part(review: Review, item: Item, spans: tuple[Span, ...], by: str) -> Item:
    """One of the two parts of an item."""
    proposal, text = item.proposal, text_of(review.text, spans)
    quotes = tuple(_quotes_in(review.text, proposal, spans))
    figures = tuple(
        each for each in proposal.figures if not each.text or _stands_in(review.text, each.text, spans)
    )
    actors = _named_in(review, proposal.actors, text, keep=proposal.speaker)
    headline = _headline(review, proposal, text)
    rules = {**proposal.rules, "summary": f"split by {by}"}
    flags = (
        *(each for each in proposal.flags if each.field != "summary"),
        Flag("summary", "made of the words of this part"),
    )
    part = replace(
        proposal,
        spans=spans,
        text=text,
        quotes=quotes,
        figures=figures,
        actors=actors,
        places=_named_in(review, proposal.places, text),
        summary=headline,
        rules=_of_filled(rules, quotes=quotes, figures=figures),
        flags=flags,
    )
    return replace(item, proposal=part, state=State.WAITING, edited=item.edited)


def _of_filled(rules: dict[str, str], **values: tuple[object, ...]) -> dict[str, str]:
    """The rules without those of fields that are empty now."""
    return {name: rule for name, rule in rules.items() if values.get(name, True)}


def _quotes_in(text: str, proposal: Proposal, spans: Sequence[Span]) -> Iterator[str]:
    """The quotes of a proposal as far as they stand in a part; a quote that is cut in two is a piece in each."""
    begin = min((start for start, _ in proposal.spans), default=0)
    for quote in proposal.quotes:
        at = text.find(quote, begin)
        if at < 0:
            yield quote
        else:
            pieces = (text[max(at, start) : min(at + len(quote), end)].strip() for start, end in spans)
            yield from filter(None, pieces)


def _stands_in(text: str, words: str, spans: Sequence[Span]) -> bool:
    """Whether words begin in one of the spans; those that stand nowhere stay with every part."""
    begins = [start for start, end in spans for start in _starts(text, words, start, end)]
    return bool(begins) or words not in text


def _starts(text: str, words: str, start: int, end: int) -> list[int]:
    at = text.find(words, start)
    return [at] if 0 <= at < end else []


def _named_in(review: Review, ids: Sequence[str], text: str, keep: str | None = None) -> tuple[str, ...]:
    """The names that stand in a part; all of them where it names none."""
    folded = text.casefold()
    found = tuple(each for each in ids if each == keep or _is_named(review.names.get(each), folded))
    return found if any(each != keep for each in found) else tuple(ids)


def _is_named(name: ProposedName | None, folded: str) -> bool:
    if name is None:
        return False
    last = name.name.split()[-1:] if name.type == "person" else []
    return any(each and each.casefold() in folded for each in (name.name, *name.aliases, *last))


def _headline(review: Review, proposal: Proposal, text: str) -> str:
    """A headline of the first sentence of a part, with the speaker before it."""
    words = " ".join(clean(text).split())
    ends = [at + len(mark.strip()) for mark in _SENTENCE_ENDS if (at := words.find(mark)) >= 0]
    words = words[: min(ends, default=len(words))].rstrip(".").strip(_MARKS)
    name = review.names.get(proposal.speaker or "")
    if name is not None and proposal.kind is not ProposedKind.EVENT and name.name.split():
        last = clean(name.name.split()[-1])
        words = words if last in words else f"{last}: {words}"
    return words if len(words) <= LONGEST_HEADLINE else f"{words[:LONGEST_HEADLINE].rsplit(' ', 1)[0]} …"


def text_of(text: str, spans: Sequence[Span]) -> str:
    """The words of some spans."""
    return " ".join(text[start:end] for start, end in spans)


# Merging


def merge(review: Review, id_: str, by: str) -> Review:
    """One proposal in the place of two: an open one, and the next open one after it. Raises RefusedError.

    It is what the first was; what that has not comes from the second, and both have their say in lists.
    """
    first = open_item(review, id_)
    second = next_open(review, id_)
    if second is None:
        raise RefusedError("no proposal after it could be merged with it")
    one, other = first.proposal, second.proposal
    spans = joined(review.text, (*one.spans, *other.spans))
    speaker = one.speaker or other.speaker
    merged = replace(
        one,
        date=other.date if one.date == UNDATED else one.date,
        said=one.said or other.said,
        act=one.act or other.act,
        summary=one.summary or other.summary,
        speaker=speaker,
        speaker_role=one.speaker_role if one.speaker else other.speaker_role,
        actors=_both(one.actors, other.actors),
        places=_both(one.places, other.places),
        quotes=_both(one.quotes, other.quotes),
        figures=_both(one.figures, other.figures),
        source_chain=_both(one.source_chain, other.source_chain),
        spans=spans,
        text=text_of(review.text, spans),
        rules={**_rules(first, second), "spans": f"merged by {by}"},
        flags=_both(one.flags, other.flags),
    )
    item = replace(
        first,
        proposal=merged,
        state=State.WAITING,
        other=first.other or second.other,
        summary=first.summary or second.summary,
        tags=_both(first.tags, second.tags),
        edited=_both(first.edited, [each for each in second.edited if each in _given(first)]),
        merged=_both(first.merged, (second.id, *second.merged)),
        comes_first=first.comes_first or second.comes_first,
    )
    items = [item if each.id == id_ else each for each in review.items if each.id != second.id]
    return decided(review, "merged it with the next", items)


_LISTS = ("actors", "places", "quotes", "figures", "tags")


def _given(first: Item) -> frozenset[str]:
    """The fields in which the second of two that are merged has its say."""
    proposal = first.proposal
    lacking = {
        "date": proposal.date == UNDATED,
        "said": first.other is None,
        "summary": not proposal.summary,
        "abstract": not first.summary,
        "speaker": proposal.speaker is None,
        "speaker_role": proposal.speaker is None,
    }
    return frozenset((*_LISTS, *(name for name, lacks in lacking.items() if lacks)))


def _rules(first: Item, second: Item) -> dict[str, str]:
    """How what stands in the fields of a merged proposal was found; both ways where both had their say."""
    rules, given = dict(first.proposal.rules), _given(first)
    for name, rule in second.proposal.rules.items():
        if name in given:
            rules[name] = "; ".join(dict.fromkeys((*([rules[name]] if name in rules else []), rule)))
    return rules


def next_open(review: Review, id_: str) -> Item | None:
    """The proposal after another in the article that is neither rejected nor stored."""
    place = next((n for n, each in enumerate(review.items) if each.id == id_), len(review.items))
    return next((each for each in review.items[place + 1 :] if each.state in _OPEN), None)


def joined(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Spans in their order, those as one that overlap or have nothing but white space between them."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and (start <= found[-1][1] or not text[found[-1][1] : start].strip()):
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return tuple(found)


def _both(one: Sequence[T], other: Sequence[T]) -> tuple[T, ...]:
    return (*one, *(each for each in other if each not in one))
