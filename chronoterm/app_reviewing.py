"""The part of the program in which imported articles are reviewed: it keeps the reviews and stores what is accepted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message

from chronoterm.app_changing import every_name
from chronoterm.app_exporting import ExportingApp
from chronoterm.chronology.view import FacetValue
from chronoterm.dates import DateError, PartialDate
from chronoterm.desk import Desk, Done
from chronoterm.edits import Table
from chronoterm.matching import fold_all
from chronoterm.problems import ChronotermError
from chronoterm.screens.editing import EditingAsked, ReviewsAsked
from chronoterm.terms import Condition, Facet
from chronoterm.text import clean, isolate

if TYPE_CHECKING:
    from chronoterm.importers.proposals import ProposedName
    from chronoterm.keeping.reviews import ReviewHead, Reviews
    from chronoterm.reviewing.review import Review
    from chronoterm.screens.review import ReviewScreen
    from chronoterm.screens.review_field import FieldDraft
    from chronoterm.screens.review_showing import ReviewAsked

NOTHING_WAITS = "nothing waits for review; chronoterm import FILE brings an article in"
GOES_ON = "i goes on"


class ReviewingApp(ExportingApp):
    """Opens reviews, keeps each decision, and stores what was accepted as one step."""

    _kept_in: Path | None
    """The user's state folder."""
    _path: Path
    _review_first: str | None = None
    """The article whose review is opened as soon as the store is."""
    _kept_reviews: "Reviews | None" = None

    @property
    def reviews(self) -> "Reviews":
        """The reviews of this user for this store."""
        if self._kept_reviews is None:
            from chronoterm.keeping.reviews import Reviews  # noqa: PLC0415 - not on the way to the first frame

            self._kept_reviews = Reviews(self._path, self._kept_in)
        return self._kept_reviews

    def carry_out(self, asked: EditingAsked) -> None:
        """Do what the main screen asks for that has to do with editing."""
        if isinstance(asked, ReviewsAsked):
            self.ask_which_review()
        else:
            super().carry_out(asked)

    # Opening

    def open_first_review(self) -> None:
        """Open the review that the program was started for."""
        sha256, self._review_first = self._review_first, None
        if sha256 is not None:
            self.open_review(sha256)

    @dataclass
    class Waiting(Message):
        """Articles wait to be reviewed, `file` or several."""

        file: str
        number: int

    def look_what_waits(self) -> None:
        """Look at the start for reviews that wait, where somebody could go on with one."""
        if self._kept_in is not None and self.rights.edits:
            self._find_waiting(self.reviews)

    @work(thread=True, group="reviews", exit_on_error=False)
    def _find_waiting(self, reviews: "Reviews") -> None:
        heads, _ = reviews.waiting()
        if heads:
            self.post_message(self.Waiting(heads[0].file, len(heads)))

    @on(Waiting)
    def tell_what_waits(self, event: Waiting) -> None:
        """Say so to somebody who has asked for nothing else yet."""
        main = self._main
        if main.is_untouched and not main.has_said:
            what = f"{event.file} waits" if event.number == 1 else f"{event.number:,} articles wait"
            main.remark(f"{clean(what)} to be reviewed; i goes on")

    def ask_which_review(self) -> None:
        """Open the one review that waits, or ask which of several; say so where none does."""
        desk = self._desk
        if desk is None:
            return
        heads, remarks = self.reviews.waiting(lambda id_: desk.document(Table.RECORDS, id_) is not None)
        if not heads:
            self._main.remark("; ".join((*remarks, NOTHING_WAITS)))
        elif len(heads) == 1:
            self.open_review(heads[0].sha256)
            if remarks:
                self._main.remark("; ".join(remarks))
        else:
            self._pick_review(heads, remarks)

    def _pick_review(self, heads: "Sequence[ReviewHead]", remarks: Sequence[str]) -> None:
        from chronoterm.screens.reviews_picker import ReviewsPicker  # noqa: PLC0415 - as above
        from chronoterm.widgets.form_list import ListLine  # noqa: PLC0415 - as above

        def open_picked(number: int | None) -> None:
            if number is not None:
                self.open_review(heads[number].sha256)

        lines = [ListLine(each.file, f"{_left(each)} · {each.when}") for each in heads]
        self.push_screen(ReviewsPicker(lines, remarks), open_picked)

    def open_review(self, sha256: str) -> None:
        """Open the review of an article, or say why it cannot be."""
        desk = self._desk
        if desk is None or not self.rights.edits:
            self._main.remark("this store cannot be edited, so nothing can be imported into it")
            return
        try:
            review = self.reviews.read(sha256)
        except ChronotermError as error:
            self._main.remark(error.brief)
            return
        if review is None:
            self._main.remark("there is no review of that article")
        else:
            self._show_review(desk, review)

    def _show_review(self, desk: Desk, review: "Review") -> None:
        from chronoterm.reviewing.deciding import gone  # noqa: PLC0415 - as above
        from chronoterm.reviewing.entering import Editor  # noqa: PLC0415 - as above
        from chronoterm.reviewing.storing import found_there  # noqa: PLC0415 - as above
        from chronoterm.screens.review import ReviewScreen  # noqa: PLC0415 - as above
        from chronoterm.screens.review_names import ChronologyNames  # noqa: PLC0415 - as above
        from chronoterm.screens.review_showing import Hooks  # noqa: PLC0415 - as above

        review = found_there(review, desk.document)
        known = ChronologyNames(lambda: (self._desk or desk).chronology)
        records = (each.record for each in review.items if each.record is not None)
        there = {each for each in records if desk.document(Table.RECORDS, each) is not None}
        hooks = Hooks(
            self._keep_review,
            lambda asked: self._carry_out_in_review(screen, asked),
            lambda: (self._desk or desk).chronology,
            self.rights,
            self._field_draft,
            self._drafts.drop,
        )
        screen = ReviewScreen(
            review,
            Editor(desk.user, known, _day_of(review) or self._today),
            hooks,
            gone(review, there),
        )
        self.push_screen(screen, lambda _: self._left_review(screen))

    def _left_review(self, screen: "ReviewScreen") -> None:
        """Say what is left of a review, and then how many others wait."""
        from chronoterm.keeping.reviews import head_of  # noqa: PLC0415 - as above

        head = head_of(screen.review)
        left = "" if head.done else _left(head)
        of_it = f"{clean(head.file)}: {left or 'everything is decided'}"
        said = "; ".join(filter(None, (screen.imported, of_it)))
        told = f"{said}; {GOES_ON}" if left else said
        self._main.remark(told)
        self._find_others(self.reviews, head.sha256, said, told)

    @dataclass
    class OthersWait(Message):
        """Other reviews wait besides the one that was left, of which `said` was said, and `told` with what to do."""

        said: str
        told: str
        number: int

    @work(thread=True, group="reviews", exit_on_error=False)
    def _find_others(self, reviews: "Reviews", sha256: str, said: str, told: str) -> None:
        number = sum(each.sha256 != sha256 for each in reviews.waiting().heads)
        if number:
            self.post_message(self.OthersWait(said, told, number))

    @on(OthersWait)
    def tell_what_else_waits(self, event: OthersWait) -> None:
        """Say so, unless something else is said by now."""
        others = "1 more article waits" if event.number == 1 else f"{event.number:,} more articles wait"
        if self._main.is_saying(event.told):
            self._main.remark(f"{event.said}; {others}; {GOES_ON}")

    def keep_drafts(self) -> None:
        """Keep what is typed into a field of a proposal too."""
        super().keep_drafts()
        from chronoterm.screens.review_field import FieldPrompt  # noqa: PLC0415 - as above

        for screen in self.screen_stack:
            if isinstance(screen, FieldPrompt) and (draft := screen.draft) is not None:
                self._drafts.keep(screen.key, {"text": draft.text, "was": draft.was})

    def _field_draft(self, key: str) -> "FieldDraft | None":
        """What was typed into a field when the program was told to end."""
        from chronoterm.screens.review_field import FieldDraft  # noqa: PLC0415 - as above

        kept = self._drafts.read(key)
        if kept is None:
            return None
        return FieldDraft(kept.texts.get("text", ""), kept.texts.get("was", ""), kept.when)

    def _keep_review(self, review: "Review", *, durable: bool = False) -> str:
        """Keep a review; a sentence where that fails."""
        try:
            self.reviews.keep(review, durable=durable)
        except ChronotermError as error:
            return f"{error.brief}; it holds only while this screen is open"
        return ""

    # What a review asks for

    def _carry_out_in_review(self, screen: "ReviewScreen", asked: "ReviewAsked") -> None:
        from chronoterm.screens.review_showing import NameAsked, StoreAsked  # noqa: PLC0415 - as above

        match asked:
            case StoreAsked(leave):
                self._store_accepted(screen, leave=leave)
            case NameAsked(name):
                self._ask_whose(screen, name)

    def _store_accepted(self, screen: "ReviewScreen", *, leave: bool) -> None:
        """Store what is accepted, as one step that can be undone."""
        from chronoterm.reviewing.storing import import_of  # noqa: PLC0415 - as above

        desk = self._desk
        if desk is None:
            screen.not_stored("the store is not open")
            return
        edit, records = import_of(screen.review, desk.document)
        if edit is None:
            self._stored(screen, records, "all of it is in the chronology already", leave=leave)
            return

        def answer(result: Done | ChronotermError) -> None:
            if isinstance(result, Done):
                self._main.made(result.made)
                self._stored(screen, records, edit.does, leave=leave)
            else:
                screen.not_stored(result.brief)

        self.write_edit(edit, answer)

    def _stored(self, screen: "ReviewScreen", records: Mapping[str, str], said: str, *, leave: bool) -> None:
        why_not = self._keep_review(screen.take_stored(records, said, leave=leave), durable=True)
        if why_not and not leave:
            screen.say(why_not, is_refused=True)

    # Names

    def _ask_whose(self, screen: "ReviewScreen", name: str) -> None:
        """Ask whether a name is that of somebody known, the likeliest first, or a new one."""
        from chronoterm.reviewing.naming import table_of  # noqa: PLC0415 - as above
        from chronoterm.screens.facet_picker import FacetPicker  # noqa: PLC0415 - as above
        from chronoterm.screens.review_names import facet_of  # noqa: PLC0415 - as above

        desk, proposed = self._desk, screen.review.names.get(name)
        if desk is None or proposed is None:
            return
        facet = facet_of(table_of(screen.review, name))
        values = _candidates(desk, screen.review, proposed, facet)
        heading = f"Who is “{isolate(clean(proposed.name))}”?" if facet is Facet.ACTOR else ""
        heading = heading or f"Where is “{isolate(clean(proposed.name))}”?"
        self.push_screen(FacetPicker(facet, values, (), heading), partial(self._take_name, screen, proposed))

    def _take_name(
        self, screen: "ReviewScreen", new: "ProposedName", conditions: Sequence[Condition] | None
    ) -> None:
        meant = [value for each in conditions or () for value in each.values if not each.exclude]
        if len(meant) > 1:
            screen.say("nothing was linked: choose one", is_refused=True)
        elif meant:
            screen.take_name(new.id, self._known_name(screen, new, meant[0]))

    def _known_name(self, screen: "ReviewScreen", new: "ProposedName", id_: str) -> "ProposedName | None":
        """What is known of somebody; none for the new name itself."""
        if id_ == new.id or self._desk is None:
            return None
        from chronoterm.importers.proposals import ProposedName  # noqa: PLC0415 - as above
        from chronoterm.reviewing.naming import table_of  # noqa: PLC0415 - as above

        table = table_of(screen.review, new.id)
        document = self._desk.document(table, id_)
        label = str(document.get("name", id_)) if document else id_
        return screen.review.names.get(id_) or ProposedName(id=id_, type=new.type, name=label)


def _day_of(review: "Review") -> PartialDate | None:
    """The day that an article came out, from which dates are meant that are typed while it is reviewed."""
    published = review.extraction.article.published
    try:
        return PartialDate.parse(published) if published else None
    except DateError:
        return None


def _candidates(desk: Desk, review: "Review", proposed: "ProposedName", facet: Facet) -> list[FacetValue]:
    """Whose a name may be: a new one, then those with nearly the same name, then everybody."""
    new = FacetValue(
        proposed.id, f"a new {facet.value}: {proposed.name}", 0, names=fold_all(proposed.name, "new")
    )
    known = {each.value: each for each in every_name(desk, facet)}
    for each in review.names.values():
        is_of_kind = (each.type == "place") <= (facet is Facet.PLACE)
        if is_of_kind and each.id != proposed.id and each.id not in known:
            known[each.id] = FacetValue(
                each.id, each.name, 0, names=fold_all(each.name, each.id, *each.aliases)
            )
    near = [known[each] for each in proposed.near if each in known]
    return [new, *near, *(each for id_, each in known.items() if id_ not in proposed.near)]


def _left(head: "ReviewHead") -> str:
    """What is left to do in a review, in words; nothing where it is done."""
    parts = [
        *([f"{head.waiting:,} {'waits' if head.waiting == 1 else 'wait'}"] if head.waiting else []),
        *([f"{head.accepted:,} not stored"] if head.accepted else []),
    ]
    taken_back = f"{len(head.records):,} taken back" if head.done and head.records else ""
    return ", ".join(parts) or taken_back
