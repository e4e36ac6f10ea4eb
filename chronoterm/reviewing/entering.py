"""What somebody types into a field of a proposal, made what the proposal holds."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from chronoterm.dates import PartialDate
from chronoterm.editing.lists import TAGS, split
from chronoterm.edits import Table
from chronoterm.importers.proposals import ProposedKind
from chronoterm.language.errors import told
from chronoterm.reviewing.dates import UNDATED, near_to, read_date
from chronoterm.reviewing.fields import Field, FigureLabels, quote_in
from chronoterm.reviewing.figures import read_figures
from chronoterm.reviewing.naming import Known, Reading
from chronoterm.reviewing.quotes import verbatim
from chronoterm.reviewing.review import Item, RefusedError, Review
from chronoterm.text import clean, clean_block

LONGEST_LINE = 1000
LONGEST_BLOCK = 20_000
"""Characters of a headline, and of a summary."""


class Editor(Struct, frozen=True):
    """Who edits: the user's name, whom names can mean, and today, which “last friday” is reckoned from."""

    by: str
    known: Known
    today: PartialDate


class Entry(NamedTuple):
    """A text that is typed for a field of an item; `number` tells the quote."""

    review: Review
    item: Item
    number: int
    typed: str
    reading: Reading
    editor: Editor

    @property
    def line(self) -> str:
        """The text on one line."""
        return " ".join(clean(self.typed).split())

    def words(self, typed: str) -> str | None:
        """The words of the article that are meant by what was typed."""
        return verbatim(self.review.text, typed, self.item.proposal.spans)

    def date(self, was: Any) -> Any:
        """The date that is typed in the place of another."""
        return read_date(self.line, was, self.editor.today, near_to(self.review.extraction.article))


def entered(field: Field, entry: Entry) -> Item:
    """The item with what is typed in a field. Raises RefusedError."""
    return _READERS[field](entry)


def put(item: Item, **fields: Any) -> Item:
    """An item whose proposal has other values in some fields."""
    return replace(item, proposal=replace(item.proposal, **fields))


def _short(text: str, longest: int) -> str:
    if len(text) > longest:
        raise RefusedError(f"{longest:,} characters at most; these are {len(text) - longest:,} more")
    return text


def _kind(entry: Entry) -> Item:
    fits = [each for each in ProposedKind if each.value.startswith(entry.line.lower())]
    if len(fits) != 1:
        every = ", ".join(each.value for each in ProposedKind)
        raise RefusedError(f"{told(entry.line)} is not one of {every}")
    return put(entry.item, kind=fits[0])


def _other(entry: Entry) -> Item:
    date = entry.date(entry.item.other or UNDATED)
    return replace(entry.item, other=None if date == UNDATED else date)


def _speaker(entry: Entry) -> Item:
    """An item with another speaker, who is among the actors in the place of the one before."""
    item, speaker = entry.item, entry.reading.id_of(entry.line, Table.ACTORS)
    before, actors = item.proposal.speaker, item.proposal.actors
    if speaker == before:
        return item
    if speaker is None:
        return put(item, speaker=None)
    others = (each for each in actors if each != speaker)
    left = [speaker if each == before else each for each in others]
    return put(item, speaker=speaker, actors=tuple(left if speaker in left else [speaker, *left]))


def _quote(entry: Entry) -> Item:
    item, quotes = entry.item, list(entry.item.proposal.quotes)
    before = quote_in(item, entry.number)
    if entry.typed.strip() == clean_block(before).strip():
        return item
    if not entry.typed.strip():
        return put(item, quotes=(*quotes[: entry.number], *quotes[entry.number + 1 :]))
    words = entry.words(entry.typed)
    if words is None:
        raise RefusedError("that is not in the article, word for word; a quote can only be what is")
    quotes[entry.number : entry.number + 1] = [words]
    return put(item, quotes=tuple(dict.fromkeys(quotes)))


def _figures(entry: Entry) -> Item:
    def id_of(name: str) -> str:
        found = entry.reading.id_of(name, Table.ACTORS)
        if found is None:
            raise RefusedError("of whom?")
        return found

    label = FigureLabels(entry.review, entry.editor.known)
    figures = read_figures(entry.typed, entry.item.proposal.figures, label, id_of, entry.words)
    return put(entry.item, figures=figures)


def _tags(entry: Entry) -> Item:
    return replace(entry.item, tags=tuple(dict.fromkeys(each.text for each in split(entry.line, TAGS))))


_READERS: Mapping[Field, Callable[[Entry], Item]] = {
    Field.KIND: _kind,
    Field.DATE: lambda at: put(at.item, date=at.date(at.item.proposal.date)),
    Field.OTHER: _other,
    Field.HEADLINE: lambda at: put(at.item, summary=_short(at.line, LONGEST_LINE)),
    Field.SUMMARY: lambda at: replace(at.item, summary=_short(at.typed.strip(), LONGEST_BLOCK)),
    Field.SPEAKER: _speaker,
    Field.ROLE: lambda at: put(at.item, speaker_role=_short(at.line, LONGEST_LINE) or None),
    Field.ACTORS: lambda at: put(at.item, actors=at.reading.ids_of(at.line, Table.ACTORS)),
    Field.PLACES: lambda at: put(at.item, places=at.reading.ids_of(at.line, Table.PLACES)),
    Field.QUOTE: _quote,
    Field.FIGURES: _figures,
    Field.TAGS: _tags,
}
