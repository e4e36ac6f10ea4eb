"""Stars, tags and comments of a user on records: the edits that give and take them.

An annotation is one star, one tag or one comment, but one that somebody wrote by hand may be several at once; of
such a one only that goes which is taken. Times are UTC, ISO 8601.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from chronoterm.editing.steps import edit_of, records_in_words
from chronoterm.edits import Change, Document, Edit, Table, change
from chronoterm.language.errors import told
from chronoterm.text import clean, clean_block

_NOTES = ("star", "tag", "comment")


def starred(
    records: Sequence[str], by: str, at: str, mine: Mapping[str, Document], chance: str
) -> Edit | None:
    """Stars given to the records that have none of this user; if all have one, they are taken away.

    `mine` are the user's annotations by their ids. `chance` are random letters, others for each edit.
    """
    wanted = dict.fromkeys(records)
    stars = {
        id_: each for id_, each in mine.items() if each.get("star") is True and each.get("record") in wanted
    }
    have = {each["record"] for each in stars.values()}
    without = [each for each in wanted if each not in have]
    if not without:
        taken = (_taken(id_, each, "star") for id_, each in stars.items())
        return edit_of(f"took the star from {records_in_words(len(wanted))}", taken)
    given = _made(f"star-{chance}", ({"record": each, "by": by, "at": at, "star": True} for each in without))
    return edit_of(f"starred {records_in_words(len(without))}", given)


def tagged(  # noqa: PLR0913, PLR0917 - each is a thing of its own
    records: Sequence[str],
    given: Iterable[str],
    taken: Iterable[str],
    by: str,
    at: str,
    mine: Mapping[str, Document],
    chance: str,
) -> Edit | None:
    """Tags given to the records that have them not yet of this user, and others of this user's tags taken away.

    `mine` are the user's annotations by their ids. `chance` are random letters, others for each edit.
    """
    wanted = dict.fromkeys(records)
    gone = {clean(each).strip() for each in taken}
    fresh = [
        each for each in dict.fromkeys(clean(each).strip() for each in given) if each and each not in gone
    ]
    here = {id_: each for id_, each in mine.items() if each.get("record") in wanted and _is_tag(each)}
    have = {(each["record"], each["tag"]) for each in here.values()}
    lost = [_taken(id_, each, "tag") for id_, each in here.items() if each["tag"] in gone]
    notes = (
        {"record": record, "by": by, "at": at, "tag": tag}
        for record in wanted
        for tag in fresh
        if (record, tag) not in have
    )
    made = list(_made(f"tag-{chance}", notes))
    words = [
        *([f"gave {', '.join(map(told, fresh))} to"] if made else []),
        *([f"took {', '.join(map(told, sorted(gone)))} from"] if lost else []),
    ]
    return edit_of(f"{' and '.join(words)} {records_in_words(len(wanted))}", [*lost, *made])


def commented(records: Sequence[str], comment: str, by: str, at: str, chance: str) -> Edit | None:
    """A comment on each of the records; none for a blank one. `chance` are random letters, others for each edit."""
    text = clean_block(comment).strip()
    if not text:
        return None
    wanted = dict.fromkeys(records)
    notes = ({"record": each, "by": by, "at": at, "comment": text} for each in wanted)
    return edit_of(f"commented on {records_in_words(len(wanted))}", _made(f"comment-{chance}", notes))


def recommented(id_: str, annotation: Document, comment: str, at: str) -> Edit | None:
    """A comment that says something else now; a blank one goes."""
    text = clean_block(comment).strip()
    if not text:
        return edit_of("took a comment back", [_taken(id_, annotation, "comment")])
    if annotation.get("comment") == text:
        return None
    return edit_of(
        "edited a comment",
        [change(Table.ANNOTATIONS, id_, annotation, {**annotation, "comment": text, "at": at})],
    )


def _made(start: str, notes: Iterable[Document]) -> Iterator[Change]:
    """New annotations, numbered behind a beginning of their ids that no other edit has."""
    for number, note in enumerate(notes, start=1):
        id_ = f"{start}-{number}"
        yield Change(Table.ANNOTATIONS, id_, None, {"id": id_, **note})


def _taken(id_: str, annotation: Document, note: str) -> Change | None:
    """An annotation without one of its notes, or none of it where that is all that it says."""
    others = [each for each in _NOTES if each != note and annotation.get(each)]
    if not others:
        return Change(Table.ANNOTATIONS, id_, annotation, None)
    left = {name: value for name, value in annotation.items() if name != note}
    return change(Table.ANNOTATIONS, id_, annotation, left)


def _is_tag(annotation: Document) -> bool:
    return isinstance(annotation.get("tag"), str)
