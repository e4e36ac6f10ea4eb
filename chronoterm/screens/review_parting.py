"""Taking decisions in a review, and asking at which word a proposal is split in two."""

from collections.abc import Callable
from typing import ClassVar

from textual.binding import BindingsMap, BindingType

from chronoterm.commands import Place
from chronoterm.reviewing.entering import Editor
from chronoterm.reviewing.parting import places_to_split, sentences_to_split, split
from chronoterm.reviewing.review import RefusedError, Review, ordered
from chronoterm.screens.review_showing import Hooks, ReviewShowing
from chronoterm.widgets.keys import bindings

_PARTING, _REVIEW = "parting_", "review_"


class ReviewDeciding(ReviewShowing):
    """Takes one decision after the other, and has each kept before the next key."""

    _leaves_anyway = False
    """Whether Esc leaves what is accepted unstored, since it could not be stored."""

    def decide(self, make: Callable[[], Review], said: str | None = None) -> bool:
        """Take a decision, keep it, and say what it was; or say why it cannot be. Whether it was taken."""
        try:
            after = make()
        except RefusedError as why:
            self.say(str(why), is_refused=True)
            return False
        if after is self.review or after == self.review:
            self.say("nothing is changed by that")
            return False
        before, self.review = self.review, after
        self._leaves_anyway = False
        if self.item is None:
            self._here = _beside(before, after, self._here)
        why_not = self._hooks.keep(after)
        self.show()
        does = after.steps[-1].does if after.steps else ""
        self.say(why_not or (does if said is None else said), is_refused=bool(why_not))
        return not why_not


class ReviewParting(ReviewDeciding):
    """Asks where to split: a word is marked, and until that is settled no other keys are there."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.PARTING)

    def __init__(self, review: Review, editor: Editor, hooks: Hooks, gone: frozenset[str]) -> None:
        super().__init__(review, editor, hooks, gone)
        # A key of a class takes the place of the same key of its base; here each has its time.
        own = self._bindings.key_to_bindings
        for key, found in BindingsMap(bindings(Place.PARTING)).key_to_bindings.items():
            own[key] = [*found, *(each for each in own.get(key, ()) if each not in found)]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's form
        """Whether an action is there now: while it is asked where to split, no other."""
        if action.startswith(_PARTING):
            return self._cut is not None
        return self._cut is None or not action.startswith(_REVIEW)

    def action_review_split(self) -> None:
        """Ask where to split."""
        item = self.item
        places = places_to_split(self.review, item.id) if item is not None and item.is_open else ()
        if item is None or not places:
            self.say("there is nothing to split", is_refused=True)
            return
        sentences = sentences_to_split(self.review, item.id)
        self._cut = (sentences or places[len(places) // 2 :])[0]
        self.show()
        self.say("at the marked word the second part begins: ←→ by word, ↑↓ by sentence")

    def _move_cut(self, places: tuple[int, ...], by: int) -> None:
        """To the next of some places, or the one before."""
        here = self._cut
        if here is None:
            return
        ahead = (
            [each for each in places if each > here] if by > 0 else [each for each in places if each < here]
        )
        if ahead:
            self._cut = ahead[0] if by > 0 else ahead[-1]
            self.show()

    def action_parting_left(self) -> None:
        """A word back."""
        self._move_cut(places_to_split(self.review, self._here or ""), -1)

    def action_parting_right(self) -> None:
        """A word on."""
        self._move_cut(places_to_split(self.review, self._here or ""), 1)

    def action_parting_up(self) -> None:
        """A sentence back."""
        self._move_cut(sentences_to_split(self.review, self._here or ""), -1)

    def action_parting_down(self) -> None:
        """A sentence on."""
        self._move_cut(sentences_to_split(self.review, self._here or ""), 1)

    def action_parting_take(self) -> None:
        """Split at the marked word."""
        place, here, self._cut = self._cut, self._here, None
        if (
            place is None
            or here is None
            or not self.decide(lambda: split(self.review, here, place, self._editor.by))
        ):
            self.show()

    def action_parting_cancel(self) -> None:
        """Leave it whole."""
        self._cut = None
        self.say("")
        self.show()


def _beside(before: Review, after: Review, id_: str | None) -> str | None:
    """The proposal that stands where one stood that is gone."""
    ids, left = [each.id for each in ordered(before)], {each.id for each in after.items}
    place = ids.index(id_) if id_ in ids else 0
    following = (*ids[place:], *reversed(ids[:place]))
    return next((each for each in following if each in left), None)
