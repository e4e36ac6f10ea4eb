"""Sentences that stand where records would, or beside the filters."""

from chronoterm.chips import KNOWN_IN_WORDS, as_of_day, banner, in_words
from chronoterm.chronology.view import Chronology, View
from chronoterm.ordering import CHRONOLOGICAL
from chronoterm.terms import AsOf, Knowledge
from chronoterm.wording import doubt


def empty_store(attention: str) -> str:
    """How to get records into a store that has none, or why none of those it has is shown."""
    if attention:
        return f"No record of this store can be shown: {attention}.\n\n`:` and “problems” lists why."
    return (
        "This chronology has no records yet.\n\n"
        "+ adds one. `chronoterm import FILE` takes records from articles, tables, calendars and feeds; i goes on with "
        "an article that waits to be reviewed.\n\n"
        "docs/store-format.md tells how other programs write them.\n\n"
        "To see a chronology with records, start chronoterm without a file."
    )


def empty_view(chronology: Chronology, view: View, *, typing: bool = False) -> str:
    """What to do when nothing matches: which filter to drop, and how many records that would give.

    `typing` while a filter is typed, where keys mean something else.
    """
    query = view.query
    if query.as_of is not None and not query.conditions:
        return (
            f"Nothing was known {KNOWN_IN_WORDS[query.as_of.by]}. @ asks for another day or in another sense."
        )
    back = _BEFORE_BACK if typing else _ONE_BACK if len(query.conditions) == 1 else _ALL_BACK
    lines = [f"No record matches. {back}", ""]
    if query.certain_only and view.hidden:
        lines.append(f"{view.hidden:,} only may match." if typing else _certain_only(view.hidden))
    if len(query.conditions) > 1:
        for index, each in enumerate(query.conditions):
            without = query.without(index)
            if chronology.is_quick(without, view.order):
                count = chronology.view(without, view.order).count
                words = in_words(chronology, each)
                quoted = words if words.startswith("“") else f"“{words}”"
                lines.append(f"{count:>9,}  without {quoted}")
    return "\n".join(lines).rstrip()


_BEFORE_BACK = "Esc goes back to what was before."
_ONE_BACK = "Esc takes the filter back."
_ALL_BACK = "Esc takes back the newest filter, X all of them."


def _certain_only(hidden: int) -> str:
    return f"`~` shows {hidden:,} that only may match."


def reading(name: str, records: int) -> str:
    """How far a store is read."""
    return f"Reading {name}: {records:,} records. Esc stops."


def reading_on(part: str, *, some: bool) -> str:
    """How far a store is read of which only the first records are shown, or whose words are read while all are."""
    return f"these are only the first; the rest is being read: {part}" if some else f"reading words: {part}"


def looked_into(number: int) -> str:
    """That only some records were searched."""
    return f"only the latest {number:,} were searched; the words of the others are not indexed yet"


def outside() -> str:
    """That the record in the detail is not in the list."""
    return "this record lies outside the filters"


def known(chronology: Chronology, view: View) -> tuple[str, str]:
    """Of which day a view is, how much was known, and what our sources told only later; and the day alone."""
    as_of = view.query.as_of
    if as_of is None:
        return "", ""
    everything = chronology.view(view.query.of_all, CHRONOLOGICAL)
    less = banner(view.query)
    told = f"{everything.count:,} of {chronology.total:,} known{doubt(everything)}"
    if as_of.by is Knowledge.SAID:
        published = chronology.view(
            view.query.of_all.known(AsOf(as_of.until, Knowledge.PUBLISHED)), CHRONOLOGICAL
        )
        if (later := everything.count - published.count) > 0:
            told += f" · {later:,} from sources published later"
            less = (
                f"AS OF {as_of_day(as_of)} · {later:,} of {everything.count:,} from sources published later"
            )
    return f"{banner(view.query)} · {told} · @ changes", less
