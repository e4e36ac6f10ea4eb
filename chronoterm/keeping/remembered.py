"""The values that are kept for the next time: saved views and briefings, the history of queries, the last session."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

MOST_QUERIES = 200
"""Queries in the history."""

LONGEST_QUERY = 4_000
"""Characters of a query in the history; a longer one is a paste that nobody looks for again."""

MOST_BRIEFED = 20
"""Times of briefings; what is new since an older one is asked for by its day."""

ONE_BRIEFING = timedelta(hours=1)
"""A briefing that is opened again within that time is still the same one, and what is new is since its beginning."""

Pane: TypeAlias = Literal["list", "detail"]


class SavedView(Struct, frozen=True):
    """A query with its sort, under a name; the default is what the store opens with.

    `query` is in the query language, `sort` names columns as `actor,-date`.
    """

    name: str
    query: str
    sort: str
    default: bool = False


class SavedBriefing(Struct, frozen=True):
    """Records in an order of their own, under a name; each is in it once."""

    name: str
    records: tuple[str, ...] = ()

    def moved(self, record: str, past: str) -> "SavedBriefing":
        """With a record on the other side of another one; as it is where either is not in it."""
        if record == past or record not in self.records or past not in self.records:
            return self
        is_later = self.records.index(record) < self.records.index(past)
        others = [each for each in self.records if each != record]
        others.insert(others.index(past) + is_later, record)
        return replace(self, records=tuple(others))

    def without(self, record: str) -> "SavedBriefing":
        """Without a record."""
        return replace(self, records=tuple(each for each in self.records if each != record))

    def put_back(self, record: str, before: str | None) -> "SavedBriefing":
        """With a record again, before another one, or as the last where that is not in it."""
        if record in self.records:
            return self
        place = self.records.index(before) if before in self.records else len(self.records)
        return replace(self, records=(*self.records[:place], record, *self.records[place:]))


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
    """All that is kept for one store: names are unique, one view at most is the default, the newest query is last.

    `briefed` are the times at which briefings were begun (UTC, ISO 8601), the last one last.
    """

    saved: tuple[SavedView, ...] = ()
    history: tuple[str, ...] = ()
    session: Session | None = None
    briefings: tuple[SavedBriefing, ...] = ()
    briefed: tuple[str, ...] = ()

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

    def briefing(self, name: str) -> SavedBriefing | None:
        """The saved briefing of a name."""
        return next((each for each in self.briefings if each.name == name), None)

    def with_briefing(self, briefing: SavedBriefing) -> "Remembered":
        """With a briefing more; one of the same name is replaced where it stands. No record is in it twice."""
        briefing = replace(briefing, records=tuple(dict.fromkeys(briefing.records)))
        if self.briefing(briefing.name) is None:
            return replace(self, briefings=(*self.briefings, briefing))
        kept = (briefing if each.name == briefing.name else each for each in self.briefings)
        return replace(self, briefings=tuple(kept))

    def with_changed_briefing(
        self, name: str, change: Callable[[SavedBriefing], SavedBriefing]
    ) -> "Remembered":
        """With the briefing of a name changed; one that is gone stays so."""
        briefing = self.briefing(name)
        return self if briefing is None else self.with_briefing(change(briefing))

    def without_briefing(self, name: str) -> "Remembered":
        """Without the briefing of a name."""
        return replace(self, briefings=tuple(each for each in self.briefings if each.name != name))

    def with_briefed(self, at: str) -> "Remembered":
        """With a briefing begun at a time (UTC, ISO 8601), unless one that began shortly before goes on.

        A clock that was turned back does not undo what was noted.
        """
        last = moment(self.briefed[-1]) if self.briefed else None
        now = moment(at)
        if now is None or (last is not None and now - last < ONE_BRIEFING):
            return self
        return replace(self, briefed=(*self.briefed, at)[-MOST_BRIEFED:])


def moment(at: str) -> datetime | None:
    """A time as it is kept; none for what is no time with an offset."""
    try:
        when = datetime.fromisoformat(at)
    except ValueError:
        return None
    return when if when.tzinfo is not None else None


NOTHING = Remembered()
