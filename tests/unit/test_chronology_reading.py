"""Records are read once: after a change only those that changed, whatever happens to the store meanwhile."""

import gc
import weakref
from collections.abc import Callable, Iterator, Sequence

import pytest

from chronoterm.chronology import indexed
from chronoterm.chronology.indexed import IndexedChronology
from chronoterm.chronology.names import Names
from chronoterm.ordering import CHRONOLOGICAL, Order, Sorting, SortKey
from chronoterm.problems import Problem, Severity
from chronoterm.query import ALL, Query
from chronoterm.records import Actor, Annotation, Body, Entry, Kind, Record
from chronoterm.terms import Amount, Clock, Facet, Grade, Period, Words

LOOKING = Query((Words(("north",), whole=True),))
BY_HEADLINE = Order(SortKey.HEADLINE)


class Store:
    """Records that are there now, and whose bodies somebody asked for."""

    def __init__(self, *ids: str) -> None:
        self.summaries = dict.fromkeys(ids, "north")
        self.asked: list[str] = []
        self.on_asking: Callable[[], None] = lambda: None

    def bodies(self, ids: Sequence[str]) -> Iterator[Body]:
        for each in ids:
            summary = self.summaries[each]
            self.asked.append(each)
            self.on_asking()
            yield Body(summary=summary)

    def fetch(self, record_id: str) -> Record:
        return Record(id=record_id, kind=Kind.EVENT, headline=record_id, summary=self.summaries[record_id])

    def chronology(self) -> IndexedChronology:
        entries = map(entry, self.summaries)
        return IndexedChronology.build(entries, fetch=self.fetch, bodies=self.bodies)


def entry(record_id: str, headline: str = "h", speaker: str | None = None) -> Entry:
    return Entry(id=record_id, kind=Kind.EVENT, headline=headline, speaker=speaker)


def ids(chronology: IndexedChronology, query: Query = LOOKING) -> str:
    return "".join(row.entry.id for row in chronology.view(query).window(0, 99))


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if every store were too large to be read while somebody waits."""
    monkeypatch.setattr(indexed, "FEW", -1)


def test_after_a_change_only_the_records_that_changed_are_read() -> None:
    store = Store(*"abcdef")
    chronology = store.chronology()
    assert ids(chronology) == "abcdef"
    store.asked.clear()
    store.summaries |= {"b": "south", "x": "north"}
    chronology = chronology.changed(["d"], [entry("b"), entry("x")])
    assert ids(chronology) == "acefx"
    assert sorted(store.asked) == ["b", "x"]


def test_stars_and_tags_let_nothing_be_read_and_a_comment_its_record() -> None:
    store = Store(*"abc")
    chronology = store.chronology()
    chronology.look_inside()
    store.asked.clear()
    star, tag = Annotation(record="a", star=True), Annotation(record="b", tag="check")
    chronology = chronology.changed(annotations={"a": [star], "b": [tag]})
    assert (ids(chronology), store.asked) == ("abc", [])
    chronology = chronology.changed(annotations={"b": [tag, Annotation(record="b", comment="south")]})
    assert (ids(chronology, Query((Words(("south",)),))), store.asked) == ("b", ["b"])


def test_nothing_is_read_for_a_change_where_nobody_looked_inside_yet() -> None:
    store = Store(*"abc")
    chronology = store.chronology().changed(["a"], [entry("b", "other")])
    assert (ids(chronology, ALL), store.asked) == ("bc", [])


def test_a_change_while_the_records_are_read_does_not_begin_that_again() -> None:
    store, made = Store(*"abcd"), list[IndexedChronology]()
    chronology = store.chronology()

    def change() -> None:
        if store.asked == ["a", "b"]:
            store.summaries |= {"a": "south", "x": "north"}
            made.append(chronology.changed(["c"], [entry("a"), entry("x")]))

    store.on_asking = change
    chronology.look_inside()
    (after,) = made
    assert ids(after) == "bdx"
    assert sorted(store.asked) == ["a", "a", "b", "c", "d", "x"]


def test_what_is_gone_from_the_store_meanwhile_stops_no_reading() -> None:
    store = Store(*"abcd")
    chronology = store.chronology()
    del store.summaries["c"]
    assert ids(chronology) == "abd"
    del store.summaries["d"]
    assert ids(chronology, Query((Words(("north", "n")),))) == ""
    assert ids(chronology, Query((Words(("h",)),))) == "abcd"


def test_reading_that_was_stopped_begins_again_when_it_is_asked_for() -> None:
    store = Store(*"abcd")
    chronology = store.chronology()

    def stop(_: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        chronology.look_inside(stop)
    after = chronology.changed(["a"])
    assert (ids(chronology), ids(after)) == ("abcd", "bcd")


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize(
    "query",
    [LOOKING, *(Query((each,)) for each in (Grade("B"), Amount(5.0), Period(0, 9, Clock.ABOUT)))],
)
def test_a_question_about_the_inside_is_quick_once_that_is_read_and_after_changes_too(query: Query) -> None:
    store = Store(*"abc")
    chronology = store.chronology()
    assert not chronology.is_quick(query, CHRONOLOGICAL)
    assert not chronology.changed(["a"]).is_quick(query, CHRONOLOGICAL)
    chronology.look_inside()
    assert chronology.is_quick(query, CHRONOLOGICAL)
    store.summaries["x"] = "south"
    after = chronology.changed(["a"], [entry("b", "other"), entry("x")])
    assert after.is_quick(query, CHRONOLOGICAL)
    renamed = after.changed(names=Names([Actor(id="ann", name="Ann")]))
    assert renamed.is_quick(query, CHRONOLOGICAL)


def test_an_order_that_no_change_concerns_is_kept() -> None:
    store = Store(*"abc")
    chronology = store.chronology()
    chronology.view(ALL, BY_HEADLINE)
    after = chronology.changed(
        put=[entry("b", speaker="ann")], annotations={"c": [Annotation(record="c", star=True)]}
    )
    assert after.is_quick(ALL, BY_HEADLINE)
    assert not after.is_quick(ALL, Order(SortKey.HEADLINE, then=(Sorting(SortKey.ACTOR),)))


def test_the_order_on_the_screen_is_kept_when_records_come_go_or_move_in_it() -> None:
    store = Store(*"abc")
    chronology = store.chronology().changed(put=[entry("a", "two"), entry("b", "one"), entry("c", "three")])
    chronology.view(ALL, BY_HEADLINE)
    after = chronology.changed(["c"], [entry("b", "zero"), entry("x", "six")])
    assert after.is_quick(ALL, BY_HEADLINE)
    assert [row.entry.id for row in after.view(ALL, BY_HEADLINE).window(0, 9)] == ["x", "a", "b"]


def test_an_order_by_names_is_that_of_the_new_names_when_names_change() -> None:
    chronology = IndexedChronology.build([entry("a", speaker="z"), entry("b", speaker="y")])
    by_actor = Order(SortKey.ACTOR)
    chronology.view(ALL, by_actor)
    after = chronology.changed(names=Names([Actor(id="z", name="Abel")]))
    assert [row.entry.id for row in after.view(ALL, by_actor).window(0, 9)] == ["a", "b"]


def test_a_chronology_is_gone_from_memory_as_soon_as_nobody_holds_it() -> None:
    store = Store(*"abc")
    chronology = store.chronology()
    chronology.view(LOOKING, BY_HEADLINE).facets(Facet.ACTOR)
    after, before = chronology.changed(["a"]), weakref.ref(chronology)
    gc.disable()
    try:
        del chronology
        assert before() is None
    finally:
        gc.enable()
    assert ids(after) == "bc"


def test_title_and_problems_stay_unless_they_are_other_ones() -> None:
    problem = Problem(Severity.FLAWED, "records", "3", "date", "is no date")
    chronology = IndexedChronology.build([], title="Team", problems=[problem])
    same, other = chronology.changed(), chronology.changed(title="Group", problems=[])
    assert (same.title, list(same.problems)) == ("Team", [problem])
    assert (other.title, list(other.problems)) == ("Group", [])
    assert (chronology.title, list(chronology.problems)) == ("Team", [problem])


def test_what_is_removed_without_being_there_changes_nothing_and_what_is_put_too_is_there() -> None:
    chronology = Store(*"abc").chronology()
    assert ids(chronology.changed(["x", "y"]), ALL) == "abc"
    assert ids(chronology.changed(["a", "b"], [entry("b")]), ALL) == "bc"
