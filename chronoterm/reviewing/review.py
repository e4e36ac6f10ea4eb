"""A review: what is proposed of an article, what a person has made of it so far, and the way back.

Values and pure functions. A decision gives another review; the last ones can be taken back, each to exactly what was
there before it.
"""

from collections.abc import Container, Mapping, Sequence
from enum import Enum

from msgspec import Struct, field
from msgspec.structs import replace

from chronoterm.importers.proposals import (
    Bound,
    Extraction,
    Flag,
    Precision,
    Proposal,
    ProposedDate,
    ProposedKind,
    ProposedName,
    ProposedRelation,
    Span,
)
from chronoterm.records import Basis

NEW = "new:"
"""What the id of a name begins with that nobody knew before."""

MOST_STEPS = 300
"""Decisions that can be taken back; older ones stand."""


class RefusedError(ValueError):
    """A decision cannot be made; the message is one sentence for the person who wanted it."""


class State(Enum):
    """What became of a proposal."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    STORED = "stored"


class Item(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A proposal as it stands by now, with what a person can add to it.

    `other` is the other one of its two dates: of a forecast the day on which it was said, of anything else the time
    that it speaks of. `summary` is the record's own, besides the headline. `edited` names the fields that a person has
    changed, `merged` the proposals that went into this one, and `record` the record that it became.
    """

    proposal: Proposal
    state: State = State.WAITING
    other: ProposedDate | None = None
    summary: str = ""
    tags: tuple[str, ...] = ()
    edited: tuple[str, ...] = ()
    merged: tuple[str, ...] = ()
    record: str | None = None
    comes_first: bool = False

    @property
    def id(self) -> str:
        """What tells it from the others of its article."""
        return self.proposal.id

    @property
    def is_open(self) -> bool:
        """Whether it can still be changed here: what is stored is edited in the chronology."""
        return self.state is not State.STORED

    @property
    def flags(self) -> tuple[Flag, ...]:
        """What somebody should look at."""
        return self.proposal.flags


class Step(Struct, frozen=True):
    """The way back from a decision: from place `at` on, `now` items took the place of those that were there.

    `names`, `choices` and `relations` are those from before, where the decision changed them.
    """

    does: str
    at: int
    now: int
    was: tuple[Item, ...]
    names: dict[str, ProposedName] | None = None
    choices: dict[str, str] | None = None
    relations: tuple[ProposedRelation, ...] | None = None


class Review(Struct, frozen=True, kw_only=True):
    """An article under review: its text as it was read, and its proposals in the order of the article.

    `choices` says of names that nobody knew before whose they are: the id of a known one, or their own where they are
    new indeed.
    """

    extraction: Extraction
    text: str
    items: tuple[Item, ...]
    names: dict[str, ProposedName]
    relations: tuple[ProposedRelation, ...] = ()
    choices: dict[str, str] = field(default_factory=dict)
    steps: tuple[Step, ...] = ()

    @property
    def sha256(self) -> str:
        """The SHA-256 of the article, in hexadecimal."""
        return self.extraction.article.sha256

    @property
    def file(self) -> str:
        """What the article is called."""
        return self.extraction.article.file


def begun(extraction: Extraction, text: str) -> Review:
    """The review of an article of which nothing is decided; `text` is what the offsets count the characters of."""
    seen: set[str] = set()
    items = []
    for each in extraction.records:
        id_ = free_id(each.id, seen)
        seen.add(id_)
        sound = _sound(replace(each, id=id_), text)
        items.append(Item(proposal=sound, other=_day_said(each), comes_first=bool(sound.flags)))
    return Review(
        extraction=extraction,
        text=text,
        items=tuple(items),
        names=dict(extraction.names),
        relations=extraction.relations,
    )


def free_id(wanted: str, taken: Container[str]) -> str:
    """An id that no other has, made of the one wanted."""
    number, id_ = 1, wanted
    while id_ in taken:
        number += 1
        id_ = f"{wanted}-{number}"
    return id_


def _day_said(proposal: Proposal) -> ProposedDate | None:
    """The other date of a forecast."""
    said = proposal.said
    if said is None or proposal.kind is not ProposedKind.FORECAST:
        return None
    return ProposedDate(start=said, end=said, precision=Precision.DAY, bound=Bound.ON, basis=Basis.EXPLICIT)


def _sound(proposal: Proposal, text: str) -> Proposal:
    """A proposal whose quotes stand in the text, word for word, and whose spans lie in it."""
    quotes = tuple(each for each in proposal.quotes if each in text)
    spans = tuple(each for each in (_within(span, len(text)) for span in proposal.spans) if each[0] < each[1])
    lost = len(proposal.quotes) - len(quotes)
    flags = proposal.flags
    if lost:
        flags = (*flags, Flag("quotes", "a quote was left out that is not in the text word for word"))
    return replace(proposal, quotes=quotes, spans=spans, flags=flags)


def _within(span: Span, length: int) -> Span:
    return max(0, min(span[0], length)), max(0, min(span[1], length))


# What there is


def item_of(review: Review, id_: str) -> Item:
    """The item of an id. Raises RefusedError where a decision has taken it away."""
    found = next((each for each in review.items if each.id == id_), None)
    if found is None:
        raise RefusedError("this proposal is not there any more")
    return found


def open_item(review: Review, id_: str) -> Item:
    """The item of an id, to be changed. Raises RefusedError for what is stored already."""
    item = item_of(review, id_)
    if not item.is_open:
        raise RefusedError("it is stored already: it can be edited in the chronology")
    return item


def waiting(review: Review) -> tuple[Item, ...]:
    """What is not decided yet."""
    return in_state(review, State.WAITING)


def in_state(review: Review, state: State) -> tuple[Item, ...]:
    """The items of which this became."""
    return tuple(each for each in review.items if each.state is state)


def is_done(review: Review) -> bool:
    """Whether everything is decided, and what was accepted is stored."""
    return all(each.state in (State.REJECTED, State.STORED) for each in review.items)


def ordered(review: Review) -> tuple[Item, ...]:
    """The items as they are looked at: those that had flags first, each part in the order of the article."""
    return tuple(sorted(review.items, key=lambda each: not each.comes_first))


def flagged(review: Review) -> tuple[Item, ...]:
    """What waits and has something that should be looked at."""
    return tuple(each for each in waiting(review) if each.flags)


# Decisions


def with_item(review: Review, does: str, item: Item) -> Review:
    """The review with an item in the place of the one with its id."""
    return decided(review, does, [item if each.id == item.id else each for each in review.items])


def decided(  # noqa: PLR0913 - each is a thing of its own
    review: Review,
    does: str,
    items: Sequence[Item],
    *,
    names: Mapping[str, ProposedName] | None = None,
    choices: Mapping[str, str] | None = None,
    relations: tuple[ProposedRelation, ...] | None = None,
) -> Review:
    """The review after a decision, which `does` tells in a few words; the same review where nothing differs."""
    now = tuple(items)
    after = replace(
        review,
        items=now,
        names=review.names if names is None else dict(names),
        choices=review.choices if choices is None else dict(choices),
        relations=review.relations if relations is None else relations,
    )
    if after == review:
        return review
    at, end = _differing(review.items, now)
    step = Step(
        does,
        at,
        len(now) - at - end,
        review.items[at : len(review.items) - end],
        None if after.names == review.names else review.names,
        None if after.choices == review.choices else review.choices,
        None if after.relations == review.relations else review.relations,
    )
    return replace(after, steps=(*review.steps, step)[-MOST_STEPS:])


def _differing(before: tuple[Item, ...], now: tuple[Item, ...]) -> tuple[int, int]:
    """How many items are the same at the beginning, and how many at the end."""
    shorter = min(len(before), len(now))
    at = next((n for n in range(shorter) if before[n] != now[n]), shorter)
    end = next((n for n in range(shorter - at) if before[-1 - n] != now[-1 - n]), shorter - at)
    return at, end


def undone(review: Review) -> Review:
    """The review before its last decision. Raises RefusedError where there is none to take back."""
    if not review.steps:
        raise RefusedError("there is nothing to take back")
    *steps, last = review.steps
    items = (*review.items[: last.at], *last.was, *review.items[last.at + last.now :])
    return replace(
        review,
        items=items,
        names=review.names if last.names is None else last.names,
        choices=review.choices if last.choices is None else last.choices,
        relations=review.relations if last.relations is None else last.relations,
        steps=tuple(steps),
    )
