"""Stars, tags and comments of the user at the command line, written where they go."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from chronoterm.chance import chance
from chronoterm.cli_editing_desk import ATTEMPTS, conflict_told, demand_document, desk_for, leave, tell_saved
from chronoterm.desk import Desk
from chronoterm.editing.changes import commented, starred, tagged
from chronoterm.editing.lists import TAGS, split
from chronoterm.edits import Document, Edit, Table
from chronoterm.now import now_in_utc
from chronoterm.output import complain
from chronoterm.problems import ChronotermError
from chronoterm.store.errors import EditConflictError
from chronoterm.text import clean

Notes = Mapping[str, Document]
"""This user's annotations, by their ids."""


def give_stars(store: Path | None, ids: Sequence[str], *, off: bool) -> None:
    """Put the user's star on records that have none of theirs, or take it from those that have."""

    def made(desk: Desk, mine: Notes) -> Edit | None:
        have = {str(each["record"]) for each in mine.values() if each.get("star") is True}
        # What all of these have is taken away, and given otherwise: only those stay that it is about.
        wanted = [each for each in ids if (each in have) == off]
        return starred(wanted, desk.user, now_in_utc(), mine, chance()) if wanted else None

    _note(store, ids, made, "has no star of yours" if off else "has your star already")


def give_tags(store: Path | None, tags: str, ids: Sequence[str], *, off: bool) -> None:
    """Give records tags of the user, or take them away."""
    wanted = [each.text for each in split(tags, TAGS) if clean(each.text).strip()]
    if not wanted:
        raise ChronotermError("a tag needs a letter")

    def made(desk: Desk, mine: Notes) -> Edit | None:
        given, taken = ([], wanted) if off else (wanted, [])
        return tagged(ids, given, taken, desk.user, now_in_utc(), mine, chance())

    _note(store, ids, made, "has no such tag of yours" if off else "has that tag of yours already")


def give_comment(store: Path | None, id_: str, text: str) -> None:
    """Say something about a record."""
    if not clean(text).strip():
        raise ChronotermError("a comment needs a word")
    _note(store, [id_], lambda desk, _: commented([id_], text, desk.user, now_in_utc(), chance()), "")


def _note(
    store: Path | None, ids: Sequence[str], made: Callable[[Desk, Notes], Edit | None], otherwise: str
) -> None:
    """Write what is noted about records, and print what that is; say `otherwise` where there is nothing to do."""
    desk = desk_for(store)
    does, own = _noted(desk, ids, made)
    if not does:
        complain(f"each of them {otherwise}" if len(set(ids)) > 1 else f"it {otherwise}")
        return
    try:
        tell_saved(does, [f"{does}{', in a file of your own' if own else ''}"])
    finally:
        leave(desk)


def _noted(desk: Desk, ids: Sequence[str], made: Callable[[Desk, Notes], Edit | None]) -> tuple[str, bool]:
    """What was done, and whether in the user's own file; nothing where there was nothing to do."""
    for left in reversed(range(ATTEMPTS)):
        desk.follow()
        for each in ids:
            demand_document(desk, Table.RECORDS, each)
        edit = made(desk, desk.notes(ids))
        if edit is None:
            break
        try:
            done = desk.annotate(edit)
        except EditConflictError as error:
            if not left:
                raise ChronotermError(conflict_told(desk, error)) from None
            continue
        if done.said:
            complain(done.said)
        return clean(edit.does), done.made.own
    return "", False
