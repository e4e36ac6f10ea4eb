"""What a review shows: the article with what is looked at lit, the proposals, and the fields of one of them."""

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar, NamedTuple, TypeAlias

from msgspec import Struct
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container

from chronoterm.chronology.view import Chronology
from chronoterm.commands import Place
from chronoterm.importers.proposals import Span
from chronoterm.modes import Rights
from chronoterm.reviewing.entering import Editor
from chronoterm.reviewing.fields import Slot, slots
from chronoterm.reviewing.lights import lights
from chronoterm.reviewing.review import Item, Review, State, ordered
from chronoterm.reviewing.showing import shown
from chronoterm.screens.review_field import FieldDraft
from chronoterm.screens.window import CSS, Window
from chronoterm.widgets.review_fields import ReviewFields
from chronoterm.widgets.review_lines import ReviewKeys, ReviewSaid, ReviewStatus
from chronoterm.widgets.review_list import ReviewList
from chronoterm.widgets.review_text import ReviewText

NARROW = 100
"""Columns below which the proposals go under the text."""

SMALL = (60, 16)
"""Columns and rows below which the text is not shown."""


class StoreAsked(Struct, frozen=True):
    """What is accepted should be stored; then the review is left, if `leave`."""

    leave: bool


class NameAsked(Struct, frozen=True):
    """Somebody wants to say whose a name is."""

    name: str


ReviewAsked: TypeAlias = StoreAsked | NameAsked
"""What is for the app to do, which alone knows the store."""


class Hooks(NamedTuple):
    """What the app does for a review.

    `keep` keeps it on the disk and gives a sentence where that fails, `carry_out` does what is asked for, and
    `chronology` gives what the store holds by then. `rights` are those of the user. `draft` gives what was typed into a
    field when the connection was lost, by the key of the field, and `forget` drops it.
    """

    keep: Callable[[Review], str]
    carry_out: Callable[[ReviewAsked], object]
    chronology: Callable[[], Chronology]
    rights: Rights
    draft: Callable[[str], FieldDraft | None]
    forget: Callable[[str], object]


class ReviewShowing(Window[None]):
    """Knows which proposal is looked at, and shows it."""

    CSS_PATH: ClassVar[list[str]] = [CSS, str(Path(__file__).with_name("review.tcss"))]  # type: ignore[assignment]

    def __init__(self, review: Review, editor: Editor, hooks: Hooks, gone: frozenset[str]) -> None:
        """`gone` are the ids of what was stored and is not there any more."""
        super().__init__()
        self.review = review
        self._editor = editor
        self._hooks = hooks
        self._gone = gone
        self._here: str | None = None
        self._slot: int | None = None
        """The number of the field with the cursor; none while the keys are with the proposals."""
        self._cut: int | None = None
        """Where a proposal would be split; none while it is not asked."""
        items = ordered(review)
        first = next((each for each in items if each.state is State.WAITING), None)
        if items:
            self._here = (first or items[0]).id

    def compose(self) -> ComposeResult:
        """From top to bottom, with the article at the left where there is room."""
        with Container(id="review"):
            yield ReviewStatus(id="review-status")
            yield ReviewText(shown(self.review.text), id="review-text")
            yield ReviewList(id="review-list")
            yield ReviewFields(self._editor.known, id="review-fields")
            yield ReviewSaid(id="review-said")
            yield ReviewKeys(id="review-keys")

    def on_mount(self) -> None:
        """Let the keys come to the screen, and show where things stand."""
        self.set_focus(None)
        self.show()

    def on_resize(self, event: events.Resize) -> None:
        """Put the proposals beside the article, or under it; leave the article out where there is no room."""
        width, height = event.size
        self.set_class(width < NARROW, "-narrow")
        self.set_class(width < SMALL[0] or height < SMALL[1], "-small")

    # What is shown

    @property
    def item(self) -> Item | None:
        """The proposal that is looked at."""
        return next((each for each in self.review.items if each.id == self._here), None)

    @property
    def slot(self) -> Slot | None:
        """The field with the cursor."""
        item = self.item
        if item is None or self._slot is None:
            return None
        every = slots(self.review, item)
        return every[min(self._slot, len(every) - 1)]

    def show(self) -> None:
        """Show the review as it is by now."""
        item = self.item
        if item is not None and self._slot is not None:
            self._slot = max(0, min(self._slot, len(slots(self.review, item)) - 1))
        self.query_one(ReviewStatus).show(self.review)
        self.query_one(ReviewList).show(self.review, self._here, self._gone)
        self.query_one(ReviewFields).show(self.review, item, self._slot)
        self.query_one(ReviewText).show(
            lights(self.review, item), in_view=_whole(item.proposal.spans) if item else None, mark=self._cut
        )
        self.query_one(ReviewKeys).show(Place.REVIEW if self._cut is None else Place.PARTING)
        self.set_class(self._slot is not None, "-in-fields")

    def say(self, sentence: str, *, is_refused: bool = False) -> None:
        """Say something of the last key."""
        self.query_one(ReviewSaid).say(sentence, is_refused=is_refused)

    # Moving

    def look_at(self, item: str | None) -> None:
        """Look at another proposal."""
        self._here = item
        self.show()

    def action_review_down(self) -> None:
        """To the next proposal or field."""
        self._move(1)

    def action_review_up(self) -> None:
        """To the one before."""
        self._move(-1)

    def _move(self, by: int) -> None:
        self.say("")
        if self._slot is not None:
            self._slot += by
            self.show()
            return
        ids = [each.id for each in ordered(self.review)]
        if self._here in ids:
            self.look_at(ids[max(0, min(ids.index(self._here) + by, len(ids) - 1))])

    def action_review_first(self) -> None:
        """To the first proposal or field."""
        self._move(-len(self.review.items) - 100)

    def action_review_last(self) -> None:
        """To the last one."""
        self._move(len(self.review.items) + 100)

    def action_review_next(self) -> None:
        """To the next proposal that waits."""
        if not self.go_on():
            self.say("nothing waits any more")

    def go_on(self) -> bool:
        """Look at the next proposal that waits, past the last from the first again; whether there is one."""
        every = ordered(self.review)
        here = next((n for n, each in enumerate(every) if each.id == self._here), -1)
        following = (*every[here + 1 :], *every[: here + 1])
        found = next((each for each in following if each.state is State.WAITING), None)
        if found is not None:
            self.look_at(found.id)
        return found is not None

    def action_review_other(self) -> None:
        """To the fields, and back."""
        self.say("")
        self._slot = 0 if self._slot is None and self.item is not None else None
        self.show()

    def action_review_text_down(self) -> None:
        """The article a page on."""
        self.query_one(ReviewText).page(1)

    def action_review_text_up(self) -> None:
        """The article a page back."""
        self.query_one(ReviewText).page(-1)

    def action_review_help(self) -> None:
        """Show the keys of a review, and those of the prompts that it opens."""
        from chronoterm.screens.reading_window import ReadingWindow, keys_text  # noqa: PLC0415 - seldom needed

        text = keys_text(Place.REVIEW, Place.PARTING, Place.ENTRY, rights=self._hooks.rights)
        self.app.push_screen(ReadingWindow("Keys", text))

    @on(ReviewList.Clicked)
    def look_at_clicked(self, event: ReviewList.Clicked) -> None:
        """Look at the proposal that was clicked."""
        self._slot = None
        self.look_at(event.item)

    @on(ReviewText.Clicked)
    def look_at_place(self, event: ReviewText.Clicked) -> None:
        """Look at the proposal that was made of what was clicked; at the next such one if it is looked at already."""
        found = [
            each.id
            for each in self.review.items
            if any(start <= event.place < end for start, end in each.proposal.spans)
        ]
        if found:
            self._slot = None
            at = found.index(self._here) + 1 if self._here in found else 0
            self.look_at(found[at % len(found)])

    @on(ReviewFields.Clicked)
    def go_to_clicked(self, event: ReviewFields.Clicked) -> None:
        """Put the cursor on the field that was clicked."""
        self._slot = event.slot
        self.show()

    @on(ReviewKeys.Pressed)
    async def press(self, event: ReviewKeys.Pressed) -> None:
        """Do what was clicked in the last line."""
        await self.run_action(event.action)


def _whole(spans: tuple[Span, ...]) -> Span | None:
    """From the beginning of the first span to the end of the last."""
    return (spans[0][0], max(end for _, end in spans)) if spans else None
