"""How few keys after `/` lead to an actor, a place and a word on the sample.

Every record of the sample that names an actor and a place is taken with every word of its headline, summary and
quote. Keys are letters, spaces, and Tab, which puts the name that is offered first; pressed again, the next one.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from chronoterm.chronology.indexed import IndexedChronology
from chronoterm.dates import PartialDate
from chronoterm.language.reading import read_query
from chronoterm.offering import offers
from chronoterm.opening import open_chronology, sample_path
from chronoterm.query import Query
from chronoterm.records import Entry
from chronoterm.steps import Asked
from chronoterm.terms import Condition, Facet, Words
from chronoterm.text_words import words_of

TODAY = PartialDate.parse("2024-11-04")
KEYS = 6
Ids = frozenset[str]


class Wanted(NamedTuple):
    """What somebody looks for."""

    actor: str
    place: str
    word: str

    @property
    def records(self) -> Ids:
        """What the full names and the full word find."""
        named = (Condition(Facet.ACTOR, (self.actor,)), Condition(Facet.PLACE, (self.place,)))
        return ids_of(Query((*named, Words((self.word,)))))


@cache
def sample() -> IndexedChronology:
    return open_chronology(sample_path())[1]


@cache
def ids_of(query: Query) -> Ids:
    view = sample().view(query)
    return frozenset(row.entry.id for row in view.window(0, view.count))


@cache
def read(text: str) -> Query:
    return read_query(text, sample(), today=TODAY).query


def all_wanted() -> set[Wanted]:
    return {
        Wanted(actor, place, word)
        for entry in sample().index.entries
        for actor in {*entry.actors, *filter(None, [entry.speaker])}
        for place in entry.places
        for word in _words(entry)
    }


def _words(entry: Entry) -> set[str]:
    record = sample().record(entry.id)
    return {word for text in (record.headline, record.summary, record.quote) for word in words_of(text or "")}


@cache
def beginnings(facet: Facet, value: str) -> frozenset[str]:
    """What the words that a value is called by may begin with."""
    known = sample().actor(value) if facet is Facet.ACTOR else sample().place(value)
    assert known is not None
    words = {word for name in (known.name, *known.aliases) for word in words_of(name)}
    return frozenset(word[:length] for word in words for length in range(1, 4))


@cache
def ways(before: str, facet: Facet, value: str, *, tab: bool) -> Mapping[str, int]:
    """The texts that name a value after what is typed, and the keys that each takes."""
    found: dict[str, int] = {}
    for beginning in beginnings(facet, value):
        found.setdefault(f"{before}{beginning} ", len(beginning) + 1)
        if tab:
            for pressed, text in _completed(before, beginning, Condition(facet, (value,))):
                keys = len(beginning) + pressed
                found[text] = min(keys, found.get(text, keys))
    return found


def _completed(before: str, beginning: str, wanted: Condition) -> Iterator[tuple[int, str]]:
    text = before + beginning
    for pressed, offer in enumerate(offers(sample(), Asked(), text, len(text), TODAY)[:KEYS], start=1):
        completed, cursor = offer.completed
        if cursor == len(completed) and wanted in read(completed).conditions:
            yield pressed, completed


def typed(wanted: Wanted, keys: int, *, tab: bool) -> Iterator[str]:
    """All that can be typed with so many keys: an actor, a place (or first the place) and a word, cut short."""
    actor, place = (Facet.ACTOR, wanted.actor), (Facet.PLACE, wanted.place)
    for first, second in ((actor, place), (place, actor)):
        for before, used in ways("", *first, tab=tab).items():
            for named, more in ways(before, *second, tab=tab).items() if used < keys else ():
                if (left := keys - used - more) > 0:
                    yield named + wanted.word[:left]


def fewest_others(wanted: Wanted, keys: int, *, tab: bool = True) -> int:
    """How many records besides the wanted ones the best text of so many keys finds; all wanted ones are found."""
    records = wanted.records
    found = (ids_of(read(text)) for text in typed(wanted, keys, tab=tab))
    return min(len(each - records) for each in found if each >= records)


def share_alone(others: Iterable[int]) -> float:
    """The part of what is wanted that is found without any other record."""
    counted = list(others)
    return counted.count(0) / len(counted)


def test_six_keys_find_any_actor_place_and_word_with_four_other_records_at_most() -> None:
    wanted = all_wanted()
    assert len(wanted) > 700
    others = [fewest_others(each, KEYS) for each in wanted]
    assert max(others) <= 4
    assert share_alone(others) > 0.9


def test_one_key_more_leaves_nineteen_in_twenty_alone() -> None:
    assert share_alone(fewest_others(each, KEYS + 1) for each in all_wanted()) > 0.95


def test_without_tab_six_keys_find_all_that_is_wanted_but_seldom_alone() -> None:
    others = [fewest_others(each, KEYS, tab=False) for each in all_wanted()]
    assert max(others) <= 9
    assert share_alone(others) > 0.35


def test_an_actor_a_place_and_a_word_are_six_keys_with_tab() -> None:
    named = next(
        text
        for text, keys in ways("", Facet.ACTOR, "kyrylo-budanov", tab=True).items()
        if keys == 2 and "actor:" in text
    )
    placed = next(
        text
        for text, keys in ways(named, Facet.PLACE, "russia-east", tab=True).items()
        if keys == 2 and "place:" in text
    )
    assert placed == 'actor:"Kyrylo Budanov" place:"eastern Russia" '
    assert ids_of(read(f"{placed}tr")) == {"budanov-11000-in-training-rqe4"}
