"""What a person should look at before accepting a proposal."""

from collections.abc import Iterator

from chronoterm.importers.article.page import Page
from chronoterm.importers.article.speaking import By
from chronoterm.importers.article.units import Unit
from chronoterm.importers.proposals import Flag, Precision, ProposedName
from chronoterm.records import Basis

_DATES = {
    Basis.RELATIVE: "a relative date",
    Basis.PUBLICATION: "the day of publication, as there is no date",
    Basis.ANAPHORIC: "a date taken from the words before",
}


def flags_of(
    unit: Unit, page: Page, names: dict[str, ProposedName], used: tuple[str, ...]
) -> tuple[Flag, ...]:
    """The flags of a proposal; `used` are the ids that it names."""
    return (
        *_of_date(unit),
        *_of_speaker(unit),
        *_of_names(unit, names, used),
        *_of_quotes(unit),
        *_of_kind(unit, page),
    )


def _of_date(unit: Unit) -> Iterator[Flag]:
    if unit.date.precision is Precision.UNDATED:
        yield Flag("date", "undated")
    elif unit.date.basis in _DATES:
        yield Flag("date", _DATES[unit.date.basis])
    for sentence in unit.sentences:
        for read in sentence.dates.about:
            if read.date == unit.date and read.ahead and not read.looks_ahead:
                yield Flag("date", "a future date in a past clause")
                return


def _of_speaker(unit: Unit) -> Iterator[Flag]:
    ways = [each.said.by for each in unit.sentences if each.said is not None]
    if unit.carries_speaker or (ways and all(each in (By.RUNNING, By.BODY, By.CARRIED) for each in ways)):
        yield Flag("speaker", "carried over from a sentence before")


def _of_names(unit: Unit, names: dict[str, ProposedName], used: tuple[str, ...]) -> Iterator[Flag]:
    for each in unit.sentences:
        for mention in each.mentions:
            if mention.ambiguous and mention.id in used:
                yield Flag(
                    "actors" if mention.role == "actor" else "places",
                    f"“{mention.known.name}” may be a government or a city",
                )
    for id_ in dict.fromkeys(used):
        if id_ in names and names[id_].near:
            yield Flag(
                "speaker" if id_ == unit.speaker else "actors", f"“{names[id_].name}” is nearly a known name"
            )


def _of_quotes(unit: Unit) -> Iterator[Flag]:
    if any(not quote.closed for each in unit.sentences for quote in each.quotes):
        yield Flag("quotes", "a quote that never closes")


def _of_kind(unit: Unit, page: Page) -> Iterator[Flag]:
    if unit.kind.value == "statement" and unit.speaker is None:
        yield Flag("speaker", "somebody says it, and the text does not name them")
    if page.published is None and unit.date.basis is not Basis.EXPLICIT:
        yield Flag("date", "the day of publication is not known")
