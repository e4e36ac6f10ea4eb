"""A chronology over a kept index answers as one that is built in memory from the same store."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from pyroaring import BitMap

from chronoterm.chronology import counting, looking
from chronoterm.indexfile.dictionary import Dictionary
from chronoterm.ordering import CHRONOLOGICAL, Sorting, SortKey, order_by
from chronoterm.query import ALL, Query
from chronoterm.records import Kind, Record
from chronoterm.terms import Condition, Facet, Named, Words
from tests.unit.chronology_model import Model
from tests.unit.chronology_stores import IDS, random_model
from tests.unit.kept_chronologies import Twins, assert_same, twins_of

SEEDS = st.integers(0, 1 << 32)
ROUNDS = 4
SOME_HUNDREDS = 300


def event(record_id: str, **fields: object) -> Record:
    return Record(id=record_id, kind=Kind.EVENT, headline="headline", **fields)  # type: ignore[arg-type]


def found(twins: Twins, query: Query) -> list[str]:
    """The ids of what matches, which are those that a chronology built in memory finds."""
    kept, whole = twins.opened(twins.words).view(query), twins.built().view(query)
    ids = [row.entry.id for row in kept.window(0, kept.count)]
    assert ids == [row.entry.id for row in whole.window(0, whole.count)]
    return ids


@settings(max_examples=150)
@given(SEEDS, st.integers(0, 14))
def test_any_store_is_answered_for_as_if_it_was_read_whole(seed: int, size: int) -> None:
    with twins_of(random_model(Random(seed), size)) as twins:
        for each in range(ROUNDS):
            assert_same(twins.opened(twins.words), twins.built(), seed + each)


@settings(max_examples=4)
@given(SEEDS)
def test_a_store_of_hundreds_is_answered_for_as_well(seed: int) -> None:
    with twins_of(random_model(Random(seed), SOME_HUNDREDS)) as twins, pytest.MonkeyPatch.context() as patch:
        patch.setattr(counting, "FEW", 0)
        assert_same(twins.opened(twins.words), twins.built(), seed)


@pytest.mark.parametrize("date", ["2024-10-31", "2024", "2024-11-01/..", "../2024-10-31", None])
def test_a_store_in_which_all_dates_are_the_same_is_answered_for(date: str | None) -> None:
    model = random_model(Random(7), 40)
    same = Model(
        tuple(replace(each, date=date) for each in model.records),
        model.actors,
        model.places,
        model.annotations,
    )
    with twins_of(same) as twins:
        for seed in range(ROUNDS):
            assert_same(twins.opened(twins.words), twins.built(), seed)


@settings(max_examples=20)
@given(st.lists(st.integers(1, 1 << 20), min_size=1, max_size=300, unique=True))
def test_rows_are_counted_alike_whatever_they_are_held_in(some: list[int]) -> None:
    total = (1 << 20) + 1
    dense = BitMap(range(0, total, 3)) | BitMap(range(70_000, 500_000))
    values = {
        "few": BitMap(some),
        "third": BitMap(range(0, total, 3)),
        "none": BitMap(),
    }
    every = BitMap(range(total))
    for rows in (
        BitMap(some),
        every,
        every - BitMap(some),
        dense,
        every - dense,
        values["none"],
    ):
        wanted = {value: len(those & rows) for value, those in values.items()}
        assert counting.counts(values, rows, total) == wanted


# What is unusual about a store


def test_thousands_of_tags_are_listed_and_counted() -> None:
    records = [event(f"r{number}", date="2024", tags=(f"tag {number}", "all")) for number in range(2000)]
    with twins_of(Model(tuple(records))) as twins:
        for query in (ALL, Query((Condition(Facet.TAG, ("tag 7", "tag 1999")),))):
            kept, whole = twins.opened(twins.words).view(query), twins.built().view(query)
            assert kept.facets(Facet.TAG) == whole.facets(Facet.TAG)
            assert len(kept.facets(Facet.TAG)) == len(records) + 1
        assert found(twins, Query((Condition(Facet.TAG, ("tag 1234",)),))) == ["r1234"]


def test_a_record_of_two_megabytes_is_found_and_shown() -> None:
    large = event("large", date="2024-05-01", summary=f"{'word ' * 400_000} needle in it")
    with twins_of(Model((event("before", date="2024"), large, event("after")))) as twins:
        assert found(twins, Query((Words(("needle",), whole=True),))) == ["large"]
        assert found(twins, Query((Words(("needle", "in"), whole=True),))) == ["large"]
        assert twins.opened(twins.words).record("large").summary == large.summary


def test_ids_that_begin_alike_are_told_apart() -> None:
    ids = ("a", "a-", "a-b", "aa", "aa\u0301", "á", "A", "a" * 300, "a" * 301, "\x7f", "a\x00b", "ａ")
    records = [event(each, date="2024" if each > "a-" else None) for each in ids]
    with twins_of(Model(tuple(records))) as twins:
        chronology = twins.opened(twins.words)
        shown = [row.entry.id for row in chronology.view().window(0, 99)]
        assert [chronology.view().position(each) for each in shown] == list(range(len(ids)))
        assert chronology.view().position("aaa") is None
        for each in ids:
            assert found(twins, Query((Named(each, exact=True),))) == [each]
            assert each in found(twins, Query((Named(each[:1], exact=False),)))


def test_beginnings_that_many_words_share_find_what_each_of_the_words_finds() -> None:
    records = [
        event(f"r{number}", date="2024", summary=f"sun{number:03} sand{number % 9}") for number in range(600)
    ]
    with twins_of(Model(tuple(records))) as twins:
        together = set(Dictionary(twins.words, "prefixes"))
        assert {"s", "su", "sun"} <= together
        assert not {"sun0", "sand"} & together
        for prefix, number in (
            ("s", 600),
            ("su", 600),
            ("sun0", 100),
            ("sun01", 10),
            ("sun014", 1),
            ("sand3", 67),
        ):
            assert len(found(twins, Query((Words((prefix,), whole=False),)))) == number
        assert found(twins, Query((Words(("sun",), whole=True),))) == []


# While the words are not there yet


def test_until_the_words_are_there_the_latest_records_are_looked_into_and_the_screen_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(looking, "SOME", 5)
    records = [event(f"r{day:02}", date=f"2024-10-{day:02}", summary="needle") for day in range(1, 21)]
    with twins_of(Model((*records, event("undated", summary="needle")))) as twins:
        query = Query((Words(("needle",), whole=True),))
        chronology = twins.opened()
        view = chronology.view(query)
        assert [row.entry.id for row in view.window(0, 99)] == ["r16", "r17", "r18", "r19", "r20"]
        assert view.looked_into == 5
        assert chronology.view().looked_into is None
        whole = chronology.with_words(twins.words).view(query)
        assert (whole.count, whole.looked_into) == (21, None)


# When another program writes the store


def test_a_store_that_is_written_in_place_by_others_is_still_shown_and_says_so() -> None:
    with twins_of(random_model(Random(3), 30)) as twins:
        chronology = twins.opened(twins.words)
        with twins.path.open("r+b") as file:
            file.write(b" " * 2000)
            file.truncate()
        for order in (CHRONOLOGICAL, order_by(Sorting(SortKey.ACTOR, True))):
            view = chronology.view(ALL, order)
            shown = view.window(0, 99)
            assert len(shown) == len(chronology.index.entries) == 30
            assert all("read anew" in row.entry.headline for row in shown)
            assert [view.position(row.entry.id) for row in shown] == [None] * 30
        assert [each.id for each in chronology.index.entries] == [
            row.entry.id for row in chronology.view().window(0, 99)
        ]
        for facet in Facet:
            assert all(each.label for each in chronology.view().facets(facet))
        for each in IDS:
            assert not chronology.annotations(each)
            assert all(one.entry is None for one in chronology.related(each))
        assert chronology.view(Query((Named("a", exact=False),))).count == 0
