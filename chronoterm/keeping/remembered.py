"""The values that are kept for the next time: saved views, the history of queries, the last session."""

from typing import Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

MOST_QUERIES = 200
"""Queries in the history."""

LONGEST_QUERY = 4_000
"""Characters of a query in the history; a longer one is a paste that nobody looks for again."""

Pane: TypeAlias = Literal["list", "detail"]


class SavedView(Struct, frozen=True):
    """A query with its sort, under a name; the default is what the store opens with.

    `query` is in the query language, `sort` names columns as `actor,-date`.
    """

    name: str
    query: str
    sort: str
    default: bool = False


class Session(Struct, frozen=True):
    """Where somebody was when they left a store; `zoom` is in half-open minutes, as dates are."""

    query: str
    sort: str
    record: str | None = None
    suspended: bool = False
    focus: Pane = "list"
    zoom: tuple[int, int] | None = None
    theme: str | None = None


class Remembered(Struct, frozen=True):
    """All that is kept for one store: names are unique, one view at most is the default, the newest query is last."""

    saved: tuple[SavedView, ...] = ()
    history: tuple[str, ...] = ()
    session: Session | None = None

    @property
    def default(self) -> SavedView | None:
        """The view that the store opens with."""
        return next((each for each in self.saved if each.default), None)

    def named(self, name: str) -> SavedView | None:
        """The saved view of a name."""
        return next((each for each in self.saved if each.name == name), None)

    def with_saved(self, view: SavedView) -> "Remembered":
        """With a view more; one of the same name is replaced where it stands, and stays the default if it was."""
        before = self.named(view.name)
        if before is None:
            saved = (*self.saved, view)
        else:
            view = replace(view, default=view.default or before.default)
            saved = tuple(view if each.name == view.name else each for each in self.saved)
        changed = replace(self, saved=saved)
        return changed.with_default(view.name) if view.default else changed

    def without_saved(self, name: str) -> "Remembered":
        """Without the view of a name."""
        return replace(self, saved=tuple(each for each in self.saved if each.name != name))

    def with_default(self, name: str | None) -> "Remembered":
        """With the view of a name as the default, or with none; a name that is gone changes nothing."""
        if name is not None and self.named(name) is None:
            return self
        return replace(self, saved=tuple(replace(each, default=each.name == name) for each in self.saved))

    def with_history(self, text: str) -> "Remembered":
        """With a query as the newest; an older one like it goes, and so does the oldest of too many.

        What is blank or too long is not taken in. It is not cut either: half a query is another one.
        """
        text = text.strip()
        if not text or len(text) > LONGEST_QUERY:
            return self
        history = (*(each for each in self.history if each != text), text)
        return replace(self, history=history[-MOST_QUERIES:])

    def with_session(self, session: Session | None) -> "Remembered":
        """With another session in the place of the last."""
        return replace(self, session=session)


NOTHING = Remembered()
