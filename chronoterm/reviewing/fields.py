"""The fields of a proposal: what each is called, what stands in it, and what is typed for it."""

from collections.abc import Callable, Mapping
from enum import Enum
from typing import NamedTuple

from chronoterm.editing.lists import TAGS, joined
from chronoterm.edits import Table
from chronoterm.importers.proposals import ProposedKind
from chronoterm.reviewing.dates import date_words, typed_text
from chronoterm.reviewing.figures import figure_line
from chronoterm.reviewing.naming import Known, label_of, written_name, written_names
from chronoterm.reviewing.relations import relation_words, relations_of
from chronoterm.reviewing.review import Item, Review


class Field(Enum):
    """What of a proposal can be edited; the value is the name under which its rule and its flags stand."""

    KIND = "kind"
    DATE = "date"
    OTHER = "said"
    HEADLINE = "summary"
    SUMMARY = "abstract"
    SPEAKER = "speaker"
    ROLE = "speaker_role"
    ACTORS = "actors"
    PLACES = "places"
    QUOTE = "quotes"
    FIGURES = "figures"
    TAGS = "tags"
    RELATIONS = "relations"


ALSO = {"about": Field.OTHER, "about_date": Field.OTHER, "headline": Field.HEADLINE, "role": Field.ROLE}
"""Other names under which a flag or a rule may stand."""

_LABELS = {
    Field.KIND: "Kind",
    Field.DATE: "Date",
    Field.HEADLINE: "Headline",
    Field.SUMMARY: "Summary",
    Field.SPEAKER: "Speaker",
    Field.ROLE: "Role",
    Field.ACTORS: "Actors",
    Field.PLACES: "Places",
    Field.QUOTE: "Quote",
    Field.FIGURES: "Figures",
    Field.TAGS: "Tags",
    Field.RELATIONS: "Relations",
}


class Slot(NamedTuple):
    """A field of a proposal, and which of its values where it has several below one another, from 0."""

    field: Field
    number: int = 0


def slots(review: Review, item: Item) -> tuple[Slot, ...]:
    """The fields of a proposal as they stand below one another: each quote and each relation is one of its own."""
    several = {Field.QUOTE: len(item.proposal.quotes), Field.RELATIONS: len(relations_of(review, item))}
    return tuple(Slot(each, number) for each in Field for number in range(max(1, several.get(each, 1))))


def label_of_field(item: Item, field: Field) -> str:
    """What a field is called: the other date of a forecast is the day on which it was said."""
    if field is Field.OTHER:
        return "Said" if item.proposal.kind is ProposedKind.FORECAST else "About"
    return _LABELS[field]


def why_of(review: Review, item: Item, slot: Slot) -> str:
    """How what stands in a field was found; said once where there are several."""
    if slot.field is Field.RELATIONS:
        return next((each.why for each in relations_of(review, item)[slot.number : slot.number + 1]), "")
    return "" if slot.number else rule_of(item, slot.field)


def rule_of(item: Item, field: Field) -> str:
    """How what stands in a field was found; empty where nothing says so."""
    names = (field.value, *(name for name, each in ALSO.items() if each is field))
    return next((item.proposal.rules[each] for each in names if each in item.proposal.rules), "")


def field_named(name: str) -> Field | None:
    """The field that a flag or a rule is about; none where it is about the whole."""
    return ALSO.get(name) or next((each for each in Field if each.value == name), None)


def value_words(review: Review, item: Item, slot: Slot, known: Known) -> str:
    """What stands in a field, as it is read; empty where nothing does."""
    words = _SHOWN.get(slot.field, _TYPED[slot.field])
    return words(Standing(review, item, slot.number, known))


def value_typed(review: Review, item: Item, slot: Slot, known: Known) -> str:
    """What stands in a field, as it is typed; reads back as what it is."""
    return _TYPED[slot.field](Standing(review, item, slot.number, known))


class Standing(NamedTuple):
    """A field of an item of a review, and who is known."""

    review: Review
    item: Item
    number: int
    known: Known

    def names(self, field: Field) -> str:
        """The names in a field, as they are typed."""
        table = Table.PLACES if field is Field.PLACES else Table.ACTORS
        return written_names(self.review, ids_in(self.item, field), table, self.known)

    def speaker(self) -> str:
        """The one name, as it is typed where no other can stand beside it."""
        speaker = self.item.proposal.speaker
        return "" if speaker is None else written_name(self.review, speaker, Table.ACTORS, self.known)

    def figures(self) -> str:
        """The figures, one a line."""
        label = FigureLabels(self.review, self.known)
        return "\n".join(figure_line(each, label) for each in self.item.proposal.figures)

    def labels(self, field: Field) -> str:
        """The names in a field, as they are read."""
        table = Table.PLACES if field is Field.PLACES else Table.ACTORS
        return "; ".join(label_of(self.review, each, table, self.known) for each in ids_in(self.item, field))

    def figures_shown(self) -> str:
        """The figures as they are read, one a line."""

        def label(id_: str) -> str:
            return label_of(self.review, id_, Table.ACTORS, self.known)

        return "\n".join(figure_line(each, label) for each in self.item.proposal.figures)

    def relation(self) -> str:
        """The relation of that number."""
        found = relations_of(self.review, self.item)[self.number : self.number + 1]
        return "".join(relation_words(self.review, each) for each in found)

    def quote(self) -> str:
        """The quote of that number, between quotation marks."""
        words = quote_in(self.item, self.number)
        return f"“{words}”" if words else ""


class FigureLabels:
    """Names of those whom figures count, as they are typed."""

    def __init__(self, review: Review, known: Known) -> None:
        self._review = review
        self._known = known

    def __call__(self, id_: str) -> str:
        """What to type for an id."""
        return written_name(self._review, id_, Table.ACTORS, self._known)


def ids_in(item: Item, field: Field) -> tuple[str, ...]:
    """The names in a field."""
    match field:
        case Field.SPEAKER:
            return () if item.proposal.speaker is None else (item.proposal.speaker,)
        case Field.ACTORS:
            return item.proposal.actors
        case Field.PLACES:
            return item.proposal.places
        case _:
            return ()


def quote_in(item: Item, number: int) -> str:
    """A quote, from 0; empty where there are not so many."""
    return item.proposal.quotes[number] if number < len(item.proposal.quotes) else ""


_TYPED: Mapping[Field, Callable[[Standing], str]] = {
    Field.KIND: lambda at: at.item.proposal.kind.value,
    Field.DATE: lambda at: typed_text(at.item.proposal.date),
    Field.OTHER: lambda at: "" if at.item.other is None else typed_text(at.item.other),
    Field.HEADLINE: lambda at: at.item.proposal.summary,
    Field.SUMMARY: lambda at: at.item.summary,
    Field.SPEAKER: Standing.speaker,
    Field.ROLE: lambda at: at.item.proposal.speaker_role or "",
    Field.ACTORS: lambda at: at.names(Field.ACTORS),
    Field.PLACES: lambda at: at.names(Field.PLACES),
    Field.QUOTE: lambda at: quote_in(at.item, at.number),
    Field.FIGURES: Standing.figures,
    Field.TAGS: lambda at: joined(at.item.tags, TAGS),
    Field.RELATIONS: lambda _: "",
}

_SHOWN: Mapping[Field, Callable[[Standing], str]] = {
    Field.DATE: lambda at: date_words(at.item.proposal.date),
    Field.OTHER: lambda at: "" if at.item.other is None else date_words(at.item.other),
    Field.SPEAKER: lambda at: at.labels(Field.SPEAKER),
    Field.ACTORS: lambda at: at.labels(Field.ACTORS),
    Field.PLACES: lambda at: at.labels(Field.PLACES),
    Field.QUOTE: Standing.quote,
    Field.FIGURES: Standing.figures_shown,
    Field.RELATIONS: Standing.relation,
}
