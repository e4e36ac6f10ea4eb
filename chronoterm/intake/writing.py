"""What was gathered, as one edit of the store."""

from collections.abc import Iterable
from enum import Enum

from chronoterm.edits import Change, Document, Edit, Table, change
from chronoterm.intake.gathering import Gathered, Update
from chronoterm.intake.judging import laid_over
from chronoterm.wording import records_in_words


class Updates(Enum):
    """Which records that are there already get what came in for them."""

    NONE = "none"
    UNEDITED = "unedited"
    ALL = "all"


def chosen(gathered: Gathered, updates: Updates) -> list[Update]:
    """The updates that are to be made."""
    if updates is Updates.NONE:
        return []
    return [each for each in gathered.updates if updates is Updates.ALL or not each.edited]


def changes_of(updates: Iterable[Update]) -> list[Change]:
    """What updates change. What nobody edited becomes what came in; of the rest, other fields stay."""
    changes = (
        change(
            Table.RECORDS,
            each.stored["id"],
            each.stored,
            laid_over(each.stored, each.incoming) if each.edited else _kept(each),
        )
        for each in updates
    )
    return [each for each in changes if each is not None]


def edit_of(gathered: Gathered, updates: Updates, name: str) -> Edit | None:
    """The edit that takes in what was gathered from a file called `name`; none where there is nothing to take in."""
    updated = chosen(gathered, updates)
    changed = changes_of(updated)
    added = [Change(Table.RECORDS, each["id"], None, each) for each in gathered.new.documents()]
    if not added and not changed:
        return None
    return Edit(does(len(gathered.new), len(changed), name), (*names_of(gathered), *added, *changed))


def names_of(gathered: Gathered) -> list[Change]:
    """The names that come in."""
    return [Change(table, document["id"], None, document) for table, document in gathered.names.needed]


def does(new: int, updated: int, name: str) -> str:
    """What an import does, in words: `imported 12 records from harbour.csv`."""
    parts = [
        *([f"imported {records_in_words(new)}"] if new or not updated else []),
        *([f"updated {records_in_words(updated)}"] if updated else []),
    ]
    return f"{' and '.join(parts)} from {name}"


def _kept(update: Update) -> Document:
    """What came in, with what the store keeps by itself."""
    kept: Document = {name: update.stored[name] for name in ("revision", "created") if name in update.stored}
    return {**update.incoming, **kept}
