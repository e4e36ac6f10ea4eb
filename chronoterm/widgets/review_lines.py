"""The single lines of a review: how far it is, what is to be said, and its keys."""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from chronoterm.cells import cut, width
from chronoterm.commands import Command, Place, at, shown_key
from chronoterm.dates import DateError, PartialDate
from chronoterm.reviewing.review import Review, State, flagged, in_state
from chronoterm.text import clean, isolate
from chronoterm.widgets.line_widget import LineWidget, Piece, Pieces, cells_of
from chronoterm.widgets.messages import WidgetMessage

_TITLE, _FAINT, _ALERT = "title-bar--title", "title-bar--faint", "title-bar--filtered"
_KEY, _LABEL = "key-bar--key", "key-bar--label"
DOT = " · "

LEAST_NAME = 12
"""Cells that the name of the article keeps, or as many as it needs."""

FIRST = ("accept", "reject", "enter", "undo", "accept_all", "store", "leave", "help")
"""The commands that the last line names first."""


class ReviewStatus(LineWidget):
    """The article, how much of it is accepted, what has flags, when it came out, and notes on it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {_TITLE, _FAINT, _ALERT}

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._review: Review | None = None

    def show(self, review: Review) -> None:
        """Tell how far a review is."""
        self._review = review
        self.update()

    def pieces_for(self, cells: int) -> tuple[Pieces, Pieces]:
        """A long name of the article gives way to the rest; what does not fit is left out from the end."""
        if self._review is None:
            return (), ()
        unsaved = len(in_state(self._review, State.ACCEPTED))
        alert = (Piece(f" {unsaved:,} not stored yet ", _ALERT),) if unsaved else ()
        room = max(0, cells - cells_of(alert) - 2)
        file = min(width(clean(self._review.file)), max(LEAST_NAME, room // 4))
        told = _fitting(progress(self._review), room - file - width(DOT))
        rest = f"{DOT}{DOT.join(told)}"
        name = cut(clean(self._review.file), max(0, room - cells_of([Piece(rest)])))
        return (Piece(f" {isolate(name)}", _TITLE), Piece(f"{rest} "), *alert), ()


class Told(NamedTuple):
    """A phrase, and how soon it gives way where there is little room: the highest goes first."""

    text: str
    rank: int


def progress(review: Review) -> list[Told]:
    """How far a review is, in a few phrases: `3 of 15 accepted`, `4 flagged`, `published 31 Oct 2024`."""
    accepted = len(in_state(review, State.ACCEPTED)) + len(in_state(review, State.STORED))
    wait, flags = len(in_state(review, State.WAITING)), len(flagged(review))
    published = review.extraction.article.published
    return [
        Told(f"{accepted:,} of {len(review.items):,} accepted", 0),
        *([Told(f"{wait:,} waiting", 4)] if wait != len(review.items) - accepted else []),
        *([Told(f"{flags:,} flagged", 1)] if flags else []),
        Told(f"published {_day(published)}" if published else "no date of publication", 3),
        *(Told(clean(each), 2) for each in review.extraction.notes),
    ]


def _fitting(told: list[Told], cells: int) -> list[str]:
    """The phrases that fit side by side."""
    while len(told) > 1 and width(DOT.join(each.text for each in told)) > cells:
        least = max(told, key=lambda each: each.rank)
        told = [each for each in told if each is not least]
    return [each.text for each in told]


def _day(day: str) -> str:
    try:
        return PartialDate.parse(day).text
    except DateError:
        return day


class ReviewSaid(LineWidget):
    """What is to be said of the last key."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"review--said", "review--refused"}

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.said = ""
        self._is_refused = False

    def say(self, sentence: str, *, is_refused: bool = False) -> None:
        """Say something, in the place of what was said before."""
        self.said, self._is_refused = clean(sentence), is_refused
        self.update()

    def pieces_for(self, cells: int) -> tuple[Pieces, Pieces]:
        """The sentence, as much of it as fits."""
        part = "review--refused" if self._is_refused else "review--said"
        return (Piece(f" {isolate(cut(self.said, max(0, cells - 2)))}", part),), ()


class ReviewKeys(LineWidget):
    """The keys of a review, as many as there is room for; a click does what it names."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {_KEY, _LABEL}

    @dataclass
    class Pressed(WidgetMessage):
        """The name of a command was clicked."""

        action: str

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._place = Place.REVIEW

    def show(self, place: Place) -> None:
        """Name the keys that work in a place."""
        self._place = place
        self.update()

    def pieces_for(self, cells: int) -> tuple[Pieces, Pieces]:
        """The commands that fit whole, the most important first."""
        pieces: list[Piece] = []
        for command in _by_rank(self._place):
            more = [
                Piece(f" {shown_key(command.keys[0])}", _KEY, command.action),
                Piece(f" {command.label.lower()} ", _LABEL, command.action),
            ]
            if cells_of([*pieces, *more]) > cells:
                break
            pieces += more
        return tuple(pieces), ()

    def clicked(self, target: str) -> None:
        """Announce which command was clicked."""
        self.post_message(self.Pressed(self, target))


_MOVES = ("Down", "Up", "First", "Last", "Page down", "Page up")


def _by_rank(place: Place) -> list[Command]:
    """The commands of a place, those named first before the others, and without those that only move."""
    every = [each for each in at(place) if each.label not in _MOVES]
    rank = {f"review.{each}": number for number, each in enumerate(FIRST)}
    return sorted(every, key=lambda each: rank.get(each.id, len(rank)))
