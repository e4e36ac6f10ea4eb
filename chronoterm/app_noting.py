"""The part of the program in which users note something about records: stars, tags, comments."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from chronoterm.app_changing import ChangingApp
from chronoterm.chance import chance
from chronoterm.desk import Desk
from chronoterm.edits import Document
from chronoterm.now import now_in_utc
from chronoterm.query import ALL
from chronoterm.screens.editing import CommentAsked, EditingAsked, StarAsked, TagsAsked
from chronoterm.terms import Facet
from chronoterm.wording import records_in_words

if TYPE_CHECKING:
    from chronoterm.screens.tag_prompt import Tags


class NotingApp(ChangingApp):
    """Carries out stars, tags and comments, which belong to the user who makes them."""

    def carry_out(self, asked: EditingAsked) -> None:
        """Do what the main screen asks for that has to do with editing."""
        match asked:
            case StarAsked():
                self.star(asked)
            case TagsAsked():
                self.ask_for_tags(asked)
            case CommentAsked():
                self.ask_for_comment(asked)
            case _:
                super().carry_out(asked)

    def star(self, event: StarAsked) -> None:
        """Put this user's star on records, or take it off where all have it."""
        desk = self._desk
        if desk is None:
            return
        from chronoterm.editing.changes import starred  # noqa: PLC0415 - not on the way to the first frame

        elsewhere = desk.starred_elsewhere(event.ids)
        ids = [each for each in event.ids if each not in elsewhere]
        if not ids:
            self._main.remark("your star on it is in the store, which may not be edited now")
            return
        edit = starred(ids, desk.user, now_in_utc(), desk.notes(ids), chance())
        self.annotate(edit, partial(self._made, edit.does if edit else ""))

    def ask_for_tags(self, event: TagsAsked) -> None:
        """Ask which tags this user gives to records."""
        desk = self._desk
        if desk is None:
            return
        from chronoterm.screens.tag_prompt import TagPrompt  # noqa: PLC0415 - as above

        mine = desk.notes(event.ids)
        have = Counter(str(each["tag"]) for each in mine.values() if each.get("tag"))
        every = desk.chronology.view(ALL).facets(Facet.TAG)
        others = _tags_of_others(desk, event.ids)
        prompt = TagPrompt(_heading(desk, event.ids), len(event.ids), have, others, every)
        self.push_screen(prompt, partial(self._tag, event.ids, mine))

    def _tag(self, ids: Sequence[str], mine: Mapping[str, Document], tags: "Tags | None") -> None:
        if tags is None or self._desk is None:
            return
        from chronoterm.editing.changes import tagged  # noqa: PLC0415 - as above

        edit = tagged(ids, tags.given, tags.taken, self._desk.user, now_in_utc(), mine, chance())
        self.annotate(edit, partial(self._made, edit.does if edit else ""))

    def ask_for_comment(self, event: CommentAsked) -> None:
        """Ask what this user has to say about records; of one record, an earlier comment may be changed."""
        desk = self._desk
        if desk is None:
            return
        from chronoterm.screens.comment_prompt import CommentPrompt  # noqa: PLC0415 - as above

        own = _newest_comment(desk.notes(event.ids)) if len(event.ids) == 1 else None
        earlier = desk.chronology.annotations(event.ids[0]) if len(event.ids) == 1 else ()
        others = [each for each in earlier if own is None or each.id != own[0]]
        prompt = CommentPrompt(_heading(desk, event.ids), others, str(own[1]["comment"]) if own else "")
        self.push_screen(prompt, partial(self._comment, event.ids, own))

    def _comment(self, ids: Sequence[str], own: tuple[str, Document] | None, text: str | None) -> None:
        if text is None or self._desk is None:
            return
        from chronoterm.editing.changes import commented, recommented  # noqa: PLC0415 - as above

        if own is not None:
            edit = recommented(*own, text, now_in_utc())
        else:
            edit = commented(ids, text, self._desk.user, now_in_utc(), chance())
        self.annotate(edit, partial(self._made, edit.does if edit else ""))


def _heading(desk: Desk, ids: Sequence[str]) -> str:
    entry = desk.store.entry(ids[0])
    return f"“{entry.headline}”" if len(ids) == 1 and entry else records_in_words(len(ids))


def _tags_of_others(desk: Desk, ids: Sequence[str]) -> Mapping[str, Sequence[str]]:
    """The tags that others gave to records, or that the records have themselves, each with who gave it."""
    given: dict[str, dict[str, None]] = defaultdict(dict)
    for each in ids:
        entry = desk.store.entry(each)
        for tag in entry.tags if entry else ():
            given[tag]["the record"] = None
        for annotation in desk.chronology.annotations(each):
            if annotation.tag and annotation.by != desk.user:
                given[annotation.tag][annotation.by or "somebody"] = None
    return {tag: tuple(users) for tag, users in given.items()}


def _newest_comment(notes: Mapping[str, Document]) -> tuple[str, Document] | None:
    comments = [(id_, each) for id_, each in notes.items() if isinstance(each.get("comment"), str)]
    return max(comments, key=lambda each: str(each[1].get("at", "")), default=None)
