"""A thread has all records that relations join, each once, and tells each relation between them once."""

from collections import Counter
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from chronoterm.instruments.thread import Drawn
from tests.instruments.threads import BACKGROUND, Naive, choice, drawn, full, tangles
from tests.unit.chronology_model import Model


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
