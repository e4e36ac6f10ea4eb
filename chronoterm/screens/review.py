"""Reviewing what is proposed of an article, key by key; each decision is kept at once."""

from collections.abc import Mapping
from functools import partial
from typing import ClassVar

from textual import events
from textual.binding import BindingType

from chronoterm.commands import Place
from chronoterm.importers.proposals import ProposedName
from chronoterm.reviewing.changing import change_kind, clear, edit, next_kind, swap_dates
from chronoterm.reviewing.deciding import (
    accept,
    accept_again,
    accept_all_unflagged,
    reject,
    stored,
    unflagged,
)
from chronoterm.reviewing.fields import Field, Slot, label_of_field, value_typed, value_words
from chronoterm.reviewing.naming import create, link, new_names
from chronoterm.reviewing.parting import merge
from chronoterm.reviewing.review import (
    Item,
    RefusedError,
    Review,
    State,
    in_state,
    item_of,
    undone,
    waiting,
)
from chronoterm.screens.review_field import FieldPrompt, Understood
from chronoterm.screens.review_offers import offers_for
from chronoterm.screens.review_parting import ReviewParting
from chronoterm.screens.review_showing import NameAsked, StoreAsked
from chronoterm.widgets.keys import bindings


class ReviewScreen(ReviewParting):
    """Takes decisions; the app keeps them, and stores what is accepted."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.REVIEW)

    _is_storing = False
    imported = ""
    """What was imported last, in words."""

    def on_key(self, event: events.Key) -> None:
        """Send a key again that was typed while something is stored."""
        if self._is_storing and not self.is_closed:
            event.stop()
            event.prevent_default()
            self.call_later(self.app.post_message, events.Key(event.key, event.character))
        else:
            super().on_key(event)

    # Decisions

    def action_review_accept(self) -> None:
        """It is right as it stands."""
        item = self.item
        if item is None:
            return
        if item.id in self._gone:
            if self.decide(lambda: accept_again(self.review, item.id)):
                self._gone -= {item.id}
                self.show()
        elif item.state is State.ACCEPTED:
            self._go_on("it is accepted")
        elif self.decide(lambda: accept(self.review, item.id)):
            self._go_on("accepted")

    def action_review_reject(self) -> None:
        """It should be no record."""
        item = self.item
        if item is not None and item.state is State.REJECTED:
            self._go_on("it is rejected")
        elif item is not None and self.decide(lambda: reject(self.review, item.id)):
            self._go_on("rejected; it is not proposed again")

    def _go_on(self, said: str) -> None:
        """Look at what waits, here or next, and say what was done, or that all is."""
        item = self.item
        if (item is not None and item.state is State.WAITING) or self.go_on():
            self.say(said)
            return
        accepted = len(in_state(self.review, State.ACCEPTED))
        rest = f"; S stores {accepted:,}" if accepted else ""
        self.say(f"{said}: all is decided{rest}; Esc leaves")

    def action_review_accept_all(self) -> None:
        """Accept whatever has no flag, if that is meant."""
        from chronoterm.screens.confirm import Confirm  # noqa: PLC0415 - seldom needed

        number = len(unflagged(self.review))
        if not number:
            self.say("nothing waits that has no flag")
            return
        it = "the one proposal that has" if number == 1 else f"all {number:,} proposals that have"
        also = (f"{len(waiting(self.review)) - number:,} with flags go on waiting.",)

        def do(yes: bool | None) -> None:
            if yes and self.decide(lambda: accept_all_unflagged(self.review)):
                self._go_on(f"accepted {number:,}")

        self.app.push_screen(Confirm(f"Accept {it} no flag?", also), do)

    def action_review_undo(self) -> None:
        """Take the last decision back, and look at what it was about."""
        last = self.review.steps[-1] if self.review.steps else None
        if self.decide(lambda: undone(self.review), said=f"taken back: {last.does}" if last else ""):
            items = self.review.items
            if last is not None and last.was and len(last.was) < len(items):
                self.look_at(items[min(last.at, len(items) - 1)].id)

    def action_review_kind(self) -> None:
        """Of the next kind."""
        item = self.item
        if item is not None:
            self.decide(lambda: change_kind(self.review, item.id, next_kind(item), self._editor.by))

    def action_review_swap(self) -> None:
        """The other date is the date."""
        item = self.item
        if item is not None:
            self.decide(lambda: swap_dates(self.review, item.id, self._editor.by))

    def action_review_merge(self) -> None:
        """One of it and the next."""
        item = self.item
        if item is not None:
            self.decide(lambda: merge(self.review, item.id, self._editor.by))

    # Fields

    def action_review_enter(self) -> None:
        """To the fields, or into the one under the cursor."""
        item, slot = self.item, self.slot
        if item is None:
            return
        if slot is None:
            self.action_review_other()
        elif slot.field is Field.RELATIONS:
            self.say("a relation can only be dropped; c does that")
        elif not item.is_open:
            self.say("it is stored already: it can be edited in the chronology", is_refused=True)
        else:
            self._open_field(item, slot)

    def _open_field(self, item: Item, slot: Slot) -> None:
        known = self._editor.known
        key = f"review {self.review.sha256} {item.id} {slot.field.value} {slot.number}"
        prompt = FieldPrompt(
            slot.field,
            label_of_field(item, slot.field),
            value_typed(self.review, item, slot, known),
            partial(self._understood, item, slot),
            offers_for(self.review, self._hooks.chronology()),
            key,
            self._hooks.draft(key),
        )

        def take(typed: str | None) -> None:
            self._hooks.forget(key)
            if typed is not None:
                self.decide(lambda: edit(self.review, item.id, slot, typed, self._editor))

        self.app.push_screen(prompt, take)

    def _understood(self, item: Item, slot: Slot, typed: str) -> Understood:
        """What a typed text would make of a field."""
        try:
            after = edit(self.review, item.id, slot, typed, self._editor)
        except RefusedError as why:
            return Understood(fault=str(why))
        words = value_words(after, item_of(after, item.id), slot, self._editor.known)
        is_plain = slot.field in (Field.HEADLINE, Field.SUMMARY, Field.ROLE, Field.QUOTE)
        return Understood("" if is_plain or words == typed else words)

    def action_review_clear(self) -> None:
        """Empty the field under the cursor."""
        item, slot = self.item, self.slot
        if item is None:
            return
        if slot is None:
            self.say("Tab goes to the fields; c clears the one under the cursor")
        else:
            self.decide(lambda: clear(self.review, item.id, slot, self._editor))

    # Names

    def action_review_name(self) -> None:
        """Ask whose a new name is: the one under the cursor, else the first that is not settled."""
        item = self.item
        if item is None:
            return
        names = new_names(self.review, item)
        if names:
            self._hooks.carry_out(NameAsked(names[0]))
        else:
            self.say("it has no name that nobody knows")

    def take_name(self, name: str, known: ProposedName | None) -> None:
        """A name is another name of somebody known; without one it is new."""
        if known is None:
            self.decide(lambda: create(self.review, name))
        else:
            self.decide(lambda: link(self.review, name, known.id, known, self._editor.by))

    # Storing and leaving

    def action_review_store(self) -> None:
        """Have what is accepted stored."""
        if in_state(self.review, State.ACCEPTED):
            self._store(leave=False)
        else:
            self.say("nothing is accepted that is not stored")

    def action_review_leave(self) -> None:
        """Back from the fields; then store what is accepted, and leave."""
        if self._slot is not None:
            self.action_review_other()
        elif in_state(self.review, State.ACCEPTED) and not self._leaves_anyway:
            self._store(leave=True)
        else:
            self.close(None)

    def _store(self, *, leave: bool) -> None:
        self._is_storing = True
        self.say("storing …")
        self._hooks.carry_out(StoreAsked(leave))

    def take_stored(self, records: Mapping[str, str], said: str, *, leave: bool) -> Review:
        """Go on after accepted proposals became records; the review as it is now is for the app to keep."""
        self._is_storing = False
        self.imported = said
        self.review = stored(self.review, records)
        self.show()
        self.say(said)
        if leave:
            self.close(None)
        return self.review

    def not_stored(self, why: str) -> None:
        """Go on after nothing could be stored; what is accepted stays so."""
        self._is_storing, self._leaves_anyway = False, True
        self.say(f"not stored: {why}; it stays accepted, and Esc leaves", is_refused=True)
