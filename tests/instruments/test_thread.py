"""A thread has all records that relations join, each once, and tells each relation between them once."""

from collections import Counter
from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from chronoterm.cells import width
from chronoterm.chronology.indexed import IndexedChronology
from chronoterm.dates import DAY, EARLIEST, LATEST, PartialDate
from chronoterm.instruments import thread as engine
from chronoterm.instruments.thread import Drawn, Thread, thread_of
from chronoterm.instruments.thread_lines import ThreadTold, lag_after, tell_thread
from chronoterm.instruments.thread_values import values_of
from chronoterm.query import ALL
from chronoterm.records import Basis, Kind, Record, Relation, RelationType
from chronoterm.terms import AsOf, Condition, Facet, Mark, Marked, Named
from chronoterm.text import clean
from tests.unit.chronology_model import Model
from tests.unit.chronology_stores import random_model
from tests.unit.chronology_truth import dates_of

BACKGROUND = RelationType.BACKGROUND
OTHERS = [each for each in RelationType if each is not BACKGROUND]

_WORDS = {
    RelationType.ASSERTS: ("asserts", "asserted by"),
    RelationType.RESTATES: ("restates", "restated by"),
    RelationType.UPDATES: ("updates", "updated by"),
    RelationType.DENIES: ("denies", "denied by"),
    RelationType.CORROBORATES: ("corroborates", "corroborated by"),
    RelationType.SAME_EVENT: ("same event", "same event"),
}


@st.composite
def tangles(draw: st.DrawFn) -> Model:
    """A store whose records are joined by few or many relations, of which some go to nothing or to themselves."""
    size, chance = draw(st.integers(1, 11)), Random(draw(st.integers(0, 1 << 32)))
    model = random_model(chance, size)
    ids = [each.id for each in model.records]
    density = chance.choice((0.3, 0.8, 1.2, 2))
    types = chance.choice((list(RelationType), OTHERS, [RelationType.UPDATES]))
    records = tuple(
        replace(
            each,
            relations=tuple(
                Relation(type=chance.choice(types), to=chance.choice((*ids, *ids, "gone")))
                for _ in range(int(density + chance.random()))
            ),
        )
        for each in model.records
    )
    return Model(records, model.actors, model.places)


class Naive:
    """The relations of a store, looked through again and again."""

    def __init__(self, model: Model) -> None:
        self.ids = {each.id for each in model.records}
        self.by_id = {each.id: each for each in model.records}
        self.pairs = {
            (each.id, relation.type, relation.to)
            for each in model.records
            for relation in each.relations
            if relation.type is not BACKGROUND and relation.to != each.id
        }

    def next_to(self, here: str) -> set[str]:
        return {other for one, _, other in self.pairs if one == here} | {
            one for one, _, other in self.pairs if other == here
        }

    def thread(self, here: str) -> set[str]:
        found = {here}
        for _ in self.ids:
            found |= {each for one in found for each in self.next_to(one)} & self.ids
        return found

    def words(self, one: str, other: str) -> set[str]:
        """What one record says of another, or is said of it."""
        outgoing = {_WORDS[type_][0] for a, type_, b in self.pairs if (a, b) == (one, other)}
        return outgoing | {_WORDS[type_][1] for a, type_, b in self.pairs if (a, b) == (other, one)}

    def root(self, here: str) -> str:
        thread = self.thread(here)
        about = {
            one
            for one, type_, other in self.pairs
            if type_ is not RelationType.SAME_EVENT and other in self.ids
        }
        return min(thread - about or thread, key=lambda each: (*dates_of(self.by_id[each]), each))

    def distance(self, root: str, to: str) -> int:
        reached, steps = {root}, 0
        while to not in reached:
            reached |= {each for one in reached for each in self.next_to(one)} & self.ids
            steps += 1
        return steps


def drawn(model: Model, at_hand: str, root: str | None = None) -> Thread:
    chronology = model.chronology
    records = {each.id: each for each in model.records}
    return thread_of(
        records[at_hand], chronology.related, lambda _: None, None if root is None else records[root]
    )


def full(thread: Thread) -> dict[str, int]:
    return {
        each.id: at
        for at, each in enumerate(thread.lines)
        if each.entry is not None and each.full is None and not each.hidden
    }


def choice(model: Model, number: int) -> str:
    return model.records[number % len(model.records)].id


@given(tangles(), st.integers(0, 20))
def test_every_record_of_the_thread_stands_once_in_full_and_no_other_does(model: Model, number: int) -> None:
    at_hand = choice(model, number)
    thread = drawn(model, at_hand)
    shown = [each.id for each in thread.lines if each.entry is not None and each.full is None]
    assert Counter(shown) == Counter(Naive(model).thread(at_hand))
    assert thread.records == len(shown)
    assert (thread.more, thread.or_more, thread.untold) == (0, False, 0)


@given(tangles(), st.integers(0, 20))
def test_each_hangs_from_a_record_that_is_nearest_to_the_root(model: Model, number: int) -> None:
    naive, thread = Naive(model), drawn(model, choice(model, number))
    for each in thread.lines:
        if each.parent is None:
            assert (each.id, each.depth, each.words) == (thread.root, 0, ())
            continue
        parent = thread.lines[each.parent]
        assert parent.full is None
        assert each.depth == parent.depth + 1
        assert Counter(each.words) == Counter(naive.words(parent.id, each.id))
        if each.entry is not None and each.full is None:
            assert each.depth == naive.distance(thread.root, each.id)


@given(tangles(), st.integers(0, 20))
def test_each_relation_of_the_thread_is_told_exactly_once(model: Model, number: int) -> None:
    at_hand = choice(model, number)
    naive, thread = Naive(model), drawn(model, at_hand)
    told = Counter(
        frozenset((thread.lines[each.parent].id, each.id)) for each in thread.lines if each.parent is not None
    )
    joined = {frozenset((one, other)) for one in naive.thread(at_hand) for other in naive.next_to(one)}
    to_nothing = Counter(
        frozenset((one, other))
        for one in naive.thread(at_hand)
        for other in naive.next_to(one)
        if other not in naive.ids
    )
    assert set(told) == joined
    assert all(count == max(1, to_nothing[pair]) for pair, count in told.items())
    assert thread.joints == sum(told.values())
    assert thread.missing == sum(to_nothing.values())


@given(tangles(), st.integers(0, 20))
def test_what_is_drawn_again_stands_further_up_in_full(model: Model, number: int) -> None:
    thread = drawn(model, choice(model, number))
    places = full(thread)
    for at, each in enumerate(thread.lines):
        if each.full is not None:
            assert each.full == places[each.id] < at
            assert each.full != each.parent


@given(tangles(), st.integers(0, 20))
def test_the_root_is_the_earliest_that_is_about_nothing_else(model: Model, number: int) -> None:
    at_hand = choice(model, number)
    assert drawn(model, at_hand).root == Naive(model).root(at_hand)


@given(tangles(), st.integers(0, 20))
def test_the_tree_is_the_same_whichever_of_its_records_is_at_hand(model: Model, number: int) -> None:
    thread = drawn(model, choice(model, number))
    for each in full(thread):
        assert drawn(model, each) == thread._replace(at_hand=each)


@given(tangles(), st.integers(0, 20), st.integers(0, 20))
def test_from_another_root_it_has_the_same_records_and_as_many_relations(
    model: Model, number: int, other: int
) -> None:
    at_hand = choice(model, number)
    thread = drawn(model, at_hand)
    root = sorted(full(thread))[other % thread.records]
    turned = drawn(model, at_hand, root)
    assert turned.lines[0].id == turned.root == root
    assert full(turned).keys() == full(thread).keys()
    assert turned.joints == thread.joints
    assert turned.background == thread.background


@given(tangles(), st.integers(0, 20))
def test_background_of_its_records_is_counted_and_never_drawn(model: Model, number: int) -> None:
    at_hand = choice(model, number)
    thread = Naive(model).thread(at_hand)
    background = {
        (each.id, relation.to)
        for each in model.records
        for relation in each.relations
        if relation.type is BACKGROUND and {each.id, relation.to} & thread
    }
    assert drawn(model, at_hand).background == len(background)


def rule_of(lines: Sequence[Drawn], at: int) -> str:
    """The branch before a line, found by looking for what else hangs from the same lines further down."""
    rule, here = "", at
    while (parent := lines[here].parent) is not None:
        goes_on = any(each.parent == parent for each in lines[here + 1 :])
        branch = ("├ " if goes_on else "└ ") if here == at else ("│ " if goes_on else "  ")
        rule, here = branch + rule, parent
    return rule


@given(tangles(), st.integers(0, 20))
def test_the_branches_are_drawn_to_what_hangs_from_them(model: Model, number: int) -> None:
    lines = drawn(model, choice(model, number)).lines
    for at, each in enumerate(lines):
        assert each.rule == rule_of(lines, at)
        below = [number for number, other in enumerate(lines) if other.parent == at]
        assert below == sorted(below)
        assert all(at < number for number in below)


# Lines


def told(model: Model, at_hand: str, query: object = ALL) -> ThreadTold:
    chronology = model.chronology
    return tell_thread(chronology, chronology.view(query), at_hand, None, lambda _: None)  # type: ignore[arg-type]


@given(tangles(), st.integers(0, 20), st.integers(1, 150))
def test_lines_fit_and_lead_to_the_record_that_they_show(model: Model, number: int, cells: int) -> None:
    made = told(model, choice(model, number))
    for line in made.head(cells):
        assert width(line.text) <= cells
    for at in range(made.count):
        line, each = made.line(at, cells), made.thread.lines[at]
        assert width(line.text) <= cells
        assert line.text == clean(line.text)
        assert line.leads_to == (each.id if each.entry is not None else None)


@given(tangles(), st.integers(0, 20))
def test_the_ways_up_and_down_meet(model: Model, number: int) -> None:
    made = told(model, choice(model, number))
    for at in range(made.count):
        up, down = made.up(at), made.down(at)
        if up is not None:
            assert made.down(up) is not None
        if down is not None and made.thread.lines[at].full is None:
            assert made.up(down) == at
            assert down == at + 1
        assert (up is None) == (at == 0)


@given(tangles(), st.integers(0, 20))
def test_what_the_filters_leave_out_is_in_the_thread_and_counted(model: Model, number: int) -> None:
    at_hand = choice(model, number)
    query = ALL.having(Condition(Facet.KIND, ("statement",)))
    made = told(model, at_hand, query)
    assert full(made.thread).keys() == Naive(model).thread(at_hand)
    outside = sum(1 for each in full(made.thread) if model.chronology.view(query).position(each) is None)
    assert (f"; {outside:,} outside of the filters, dim and marked ·" in made.counted) == (outside > 0)


@given(tangles(), st.integers(0, 20))
def test_values_have_a_line_for_each_line(model: Model, number: int) -> None:
    made = told(model, choice(model, number))
    values = list(values_of(made))
    assert [each["id"] for each in values] == [each.id for each in made.thread.lines]
    assert [each["again"] for each in values] == [each.full is not None for each in made.thread.lines]


def statement(name: str, date: str | None = None, *to: str, **fields: object) -> Record:
    relations = tuple(
        Relation(type=RelationType(type_), to=other)
        for type_, _, other in (each.partition(" ") for each in to)
    )
    return Record(
        id=name,
        kind=Kind.STATEMENT,
        headline=f"{name} speaks",
        date=date,
        relations=relations,
        **fields,  # type: ignore[arg-type]
    )


def lag(before: str | None, after: str | None, *, at_the_latest: str = "") -> str:
    """The lag of two dates; those that are only known by when are named."""
    one, other = (
        statement(name, date, date_basis=Basis.PUBLICATION if name in at_the_latest else None)
        for name, date in (("a", before), ("b", after))
    )
    found = lag_after(one, other)
    return "" if found is None else found.text


@pytest.mark.parametrize(
    ("before", "after", "by_publication", "shown"),
    [
        ("2024-10-18", "2024-11-01", "", "+14 d"),
        ("2024-10-18", "2024-10-18", "", "+0 d"),
        ("2024-10-18", "2024-10-13", "", "−5 d"),
        ("2024-10-28/2024-10-30", "2024-10-31", "", "+1–3 d"),
        ("2024-10-18~", "2024-10-20", "", "c. +2 d"),
        ("2024-10-18", "2024-10-31", "b", "≤ +13 d"),
        ("2024-10-18", "2024-10-31", "a", "≥ +13 d"),
        ("2024-10-18", "2024-10-31", "ab", ""),
        ("2024-10-18", "2024-11-01/..", "", "≥ +14 d"),
        ("2024-10-18", "2024-11-01/..", "b", ""),
        ("2024-10-18", None, "", ""),
        (None, "2024-10-18", "", ""),
    ],
)
def test_a_lag_is_as_sharp_as_the_two_dates(
    before: str | None, after: str | None, by_publication: str, shown: str
) -> None:
    assert lag(before, after, at_the_latest=by_publication) == shown


@given(tangles())
def test_a_lag_holds_for_every_two_days_on_which_they_may_have_been(model: Model) -> None:
    for one in model.records:
        for other in model.records:
            found = lag_after(one, other)
            if found is None or one.when is None or other.when is None:
                continue
            firsts = [each for each in (one.when.start, one.when.end - 1) if EARLIEST < each < LATEST - 1]
            lasts = [each for each in (other.when.start, other.when.end - 1) if EARLIEST < each < LATEST - 1]
            apart = [last // DAY - first // DAY for first in firsts for last in lasts]
            if not one.at_the_latest and not other.at_the_latest:
                assert all(found.low is None or found.low <= each for each in apart)
                assert all(found.high is None or each <= found.high for each in apart)


def lines_of(
    records: Sequence[Record], at_hand: str, cells: int = 80, as_of: AsOf | None = None
) -> list[str]:
    chronology = IndexedChronology.build(records)
    view = chronology.view(ALL.known(as_of))
    made = tell_thread(chronology, view, at_hand, None, lambda _: None)
    return [made.line(number, cells).text.rstrip() for number in range(made.count)]


STORY = (
    statement("first", "2024-10-01"),
    statement("second", "2024-10-04", "updates first", speaker="ann"),
    statement("third", "2024-10-09", "updates second", "denies first"),
    statement("fourth", None, "restates third", "background first", tags=("unreviewed",)),
)


def test_a_thread_is_drawn_as_people_read_it() -> None:
    assert lines_of(STORY, "second") == [
        "  1 Oct 2024      “ first speaks",
        "  4 Oct 2024 +3 d ├ updated by “ ann: second speaks  ◀ at hand",
        "  9 Oct 2024 +8 d └ denied by “ third speaks",
        "                    ├ updates ↑ see above: ann: second speaks",
        " ?undated           └ restated by “ fourth speaks",
    ]


def test_a_relation_to_nothing_is_said_to_be_one() -> None:
    assert (
        lines_of([statement("only", "2024", "denies lost")], "only")[1]
        == "           └ denies no record “lost”"
    )


def test_a_circle_is_drawn_once_from_its_earliest() -> None:
    ring = [
        statement("b", "2024-02", "updates c"),
        statement("a", "2024-01", "updates b"),
        statement("c", "2024-03", "updates a"),
    ]
    assert [each[20:] for each in lines_of(ring, "c")] == [
        "“ a speaks",
        "├ updates “ b speaks",
        "└ updated by “ c speaks  ◀ at hand",
        "  └ updated by ↑ see above: b speaks",
    ]


def test_what_was_not_known_then_is_no_part_of_the_thread() -> None:
    until = PartialDate.parse("2024-10-05").end
    assert len(lines_of(STORY[:3], "first", as_of=AsOf(until))) == 2
    with pytest.raises(KeyError):
        lines_of(STORY[:3], "third", as_of=AsOf(until))


def test_a_record_alone_says_that_nothing_is_joined_to_it() -> None:
    chronology = IndexedChronology.build([statement("only", "2024-10-01")])
    made = tell_thread(chronology, chronology.view(), "only", None, lambda _: None)
    assert made.count == 1
    assert made.counted.startswith("1 record; nothing restates, updates, denies, corroborates or asserts it")


def test_what_only_may_match_is_marked_and_counted() -> None:
    chronology = IndexedChronology.build(
        [statement("a", "2024-10"), statement("b", "2024-10-01", "updates a")]
    )
    view = chronology.view(ALL.having(Marked(Mark.UNDATED)))
    assert (
        "2 outside of the filters, dim and marked ·"
        in tell_thread(chronology, view, "a", None, lambda _: None).counted
    )
    view = chronology.view(ALL.having(Named("a")))
    assert (
        "1 outside of the filters, dim and marked ·"
        in tell_thread(chronology, view, "a", None, lambda _: None).counted
    )


# Large threads


def hub(size: int) -> list[Record]:
    return [
        statement("hub", "2024-01-01"),
        *(statement(f"r{n:04}", "2024-02", "restates hub") for n in range(size)),
    ]


def row(size: int) -> list[Record]:
    return [statement(f"r{n:04}", None, *([f"updates r{n - 1:04}"] if n else [])) for n in range(size)]


def thread_in(records: Sequence[Record], at_hand: str) -> ThreadTold:
    chronology = IndexedChronology.build(records)
    return tell_thread(chronology, chronology.view(), at_hand, None, lambda _: None)


def test_of_five_thousand_around_one_those_that_are_not_drawn_are_counted() -> None:
    made = thread_in(hub(5000), "hub")
    assert made.thread.records == engine.MOST_DRAWN
    assert made.thread.more == 5001 - engine.MOST_DRAWN
    assert made.line(made.count - 1, 80).text.endswith("└ … 3,001 records more")
    assert "3,001 records that are not drawn" in made.counted


def test_a_record_at_hand_that_would_not_be_drawn_becomes_the_root() -> None:
    made = thread_in(row(100), "r0099")
    assert (made.thread.root, made.thread.records) == ("r0099", engine.DEEPEST + 1)
    assert made.thread.more == 100 - engine.DEEPEST - 1
    assert made.line(made.count - 1, 120).text.endswith(f"└ … {made.thread.more} records more")
    near = thread_in(row(100), "r0004").thread
    assert near.root == "r0000"


def test_a_thread_longer_than_anybody_counts_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "MOST_WALKED", 50)
    made = thread_in(hub(60), "hub")
    assert (made.thread.records, made.thread.or_more) == (50, True)
    assert "; it goes on beyond the 20,000 records that are counted" in made.counted


def test_many_relations_of_one_record_are_not_all_told_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "MOST_AGAIN", 2)
    dense = [statement(f"r{n}", f"2024-10-0{n + 1}", *(f"updates r{m}" for m in range(n))) for n in range(6)]
    thread = thread_in(dense, "r5").thread
    assert thread.joints + thread.untold == 15
    assert max(Counter(each.parent for each in thread.lines if each.full is not None).values()) == 2
