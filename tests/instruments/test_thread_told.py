"""How a thread is told: as a tree that people read, with the days between, and with what is not drawn counted."""

from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronoterm.cells import width
from chronoterm.chronology.indexed import IndexedChronology
from chronoterm.dates import DAY, EARLIEST, LATEST, PartialDate
from chronoterm.instruments import thread as engine
from chronoterm.instruments.thread_lines import ThreadTold, lag_after, tell_thread
from chronoterm.instruments.thread_values import values_of
from chronoterm.query import ALL, Query
from chronoterm.records import Basis, Record
from chronoterm.terms import AsOf, Condition, Facet, Mark, Marked, Named
from chronoterm.text import clean
from tests.instruments.threads import Naive, choice, full, linked, tangles
from tests.unit.chronology_model import Model


def told(model: Model, at_hand: str, query: Query = ALL) -> ThreadTold:
    chronology = model.chronology
    return tell_thread(chronology, chronology.view(query), at_hand, None, lambda _: None)


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


# The days between


def lag(before: str | None, after: str | None, *, at_the_latest: str = "") -> str:
    """The lag of two dates; those that are only known by when are named."""
    one, other = (
        linked(name, date, date_basis=Basis.PUBLICATION if name in at_the_latest else None)
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


# Examples


def lines_of(
    records: Sequence[Record], at_hand: str, cells: int = 80, as_of: AsOf | None = None
) -> list[str]:
    chronology = IndexedChronology.build(records)
    view = chronology.view(ALL.known(as_of))
    made = tell_thread(chronology, view, at_hand, None, lambda _: None)
    return [made.line(number, cells).text.rstrip() for number in range(made.count)]


STORY = (
    linked("first", "2024-10-01"),
    linked("second", "2024-10-04", "updates first", speaker="ann"),
    linked("third", "2024-10-09", "updates second", "denies first"),
    linked("fourth", None, "restates third", "background first", tags=("unreviewed",)),
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
        lines_of([linked("only", "2024", "denies lost")], "only")[1] == "           └ denies no record “lost”"
    )


def test_a_circle_is_drawn_once_from_its_earliest() -> None:
    ring = [
        linked("b", "2024-02", "updates c"),
        linked("a", "2024-01", "updates b"),
        linked("c", "2024-03", "updates a"),
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
    chronology = IndexedChronology.build([linked("only", "2024-10-01")])
    made = tell_thread(chronology, chronology.view(), "only", None, lambda _: None)
    assert made.count == 1
    assert made.counted.startswith("1 record; nothing restates, updates, denies, corroborates or asserts it")


def test_what_only_may_match_is_marked_and_counted() -> None:
    chronology = IndexedChronology.build([linked("a", "2024-10"), linked("b", "2024-10-01", "updates a")])
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
        linked("hub", "2024-01-01"),
        *(linked(f"r{n:04}", "2024-02", "restates hub") for n in range(size)),
    ]


def row(size: int) -> list[Record]:
    return [linked(f"r{n:04}", None, *([f"updates r{n - 1:04}"] if n else [])) for n in range(size)]


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
    dense = [linked(f"r{n}", f"2024-10-0{n + 1}", *(f"updates r{m}" for m in range(n))) for n in range(6)]
    thread = thread_in(dense, "r5").thread
    assert thread.joints + thread.untold == 15
    assert max(Counter(each.parent for each in thread.lines if each.full is not None).values()) == 2
