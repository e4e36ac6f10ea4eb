"""A figure is linked to a series by hand: what is proposed has its reasons, and one edit does it all."""

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from chronoterm.chronology.indexed import IndexedChronology
from chronoterm.editing.linking import NumberedFigure, figure_title, figures_in, linked, new_series
from chronoterm.edits import Document, Table, changed, same
from chronoterm.instruments.linking import MOST_PROPOSED, SeriesFacts, proposals, series_facts
from chronoterm.records import Figure, Kind, Record, Series
from chronoterm.text import clean
from tests.conftest import HOSTILE

SOLDIERS = Series(id="dprk-soldiers-for-russia", name="North Korean soldiers for Russia", unit="soldiers")
SHELLS = Series(id="shells", name="Artillery shells delivered", unit="rounds")
TEXT = "about 10,000 soldiers from North Korea"
NOBODY: Mapping[str, SeriesFacts] = {}

words = st.sampled_from(("soldiers", "north", "shells", "rounds", "10,000", "the", "people", "Sold"))
texts = st.lists(words, max_size=5).map(" ".join)
actors = st.frozensets(st.sampled_from(("KP", "RU", "UA", "kim")), max_size=4)
series = st.lists(
    st.builds(Series, id=st.sampled_from("abcdef"), name=texts.map(lambda text: text or "unnamed")),
    unique_by=lambda each: each.id,
)


# Proposals


@given(texts, actors, series, st.dictionaries(st.sampled_from("abcdef"), actors))
def test_what_is_proposed_has_a_reason_and_the_best_comes_first(
    text: str, who: frozenset[str], every: list[Series], taking_part: dict[str, frozenset[str]]
) -> None:
    facts = {each: SeriesFacts(1, those) for each, those in taking_part.items()}
    found = proposals(text, who, every, facts)
    assert len(found) <= MOST_PROPOSED
    assert {each.series for each in found} <= {each.id for each in every}
    reasons = [(len(each.words), each.actors) for each in found]
    assert reasons == sorted(reasons, reverse=True)
    for each in found:
        assert each.words or each.actors >= 2
        assert each.actors == len(who & taking_part.get(each.series, frozenset()))
        assert each.why


def test_a_series_is_proposed_by_the_words_of_the_figure() -> None:
    (found,) = proposals(TEXT, (), [SHELLS, SOLDIERS], NOBODY)
    assert found.series == SOLDIERS.id
    assert found.why == "“soldier”, “north”"


def test_a_bare_number_is_proposed_for_the_series_with_the_same_actors() -> None:
    facts = {
        SOLDIERS.id: SeriesFacts(3, frozenset(("KP", "RU", "UA"))),
        SHELLS.id: SeriesFacts(1, frozenset(("KP",))),
    }
    (found,) = proposals("12,000", ("KP", "UA"), [SHELLS, SOLDIERS], facts)
    assert (found.series, found.why) == (SOLDIERS.id, "2 actors")


def test_what_has_nothing_in_common_is_not_proposed() -> None:
    assert (
        proposals("12 tanks", ("DE",), [SHELLS, SOLDIERS], {SHELLS.id: SeriesFacts(1, frozenset(("KP",)))})
        == []
    )


def test_a_series_is_known_by_its_figures_and_who_takes_part() -> None:
    records = [
        Record(id="a", kind=Kind.EVENT, headline="a", actors=("KP",), figures=(Figure(series="s", low=1),)),
        Record(
            id="b",
            kind=Kind.EVENT,
            headline="b",
            actors=("RU",),
            figures=(Figure(series="s", high=2), Figure(low=3)),
        ),
    ]
    evidence = IndexedChronology.build(records).view().evidence()
    assert series_facts(evidence) == {"s": SeriesFacts(2, frozenset(("KP", "RU")))}


# The edit


def record(*figures: object) -> Document:
    return {"id": "r", "kind": "event", "headline": "h", "figures": list(figures), "other": 1}


figure_documents = st.fixed_dictionaries(
    {"low": st.integers(0, 9)},
    optional={"series": st.sampled_from(("a", "b", None)), "state": st.just("planned"), "desk": st.just([1])},
)
figure_lists = st.lists(st.one_of(figure_documents, st.just("no figure")), min_size=1, max_size=4)


@given(figure_lists, st.integers(0, 3), st.sampled_from(("a", "new", None)))
def test_a_link_changes_the_series_of_one_figure_and_can_be_taken_back(
    figures: list[object], number: int, wanted: str | None
) -> None:
    before = record(*figures)
    there = figures_in(before)
    if not there:
        return
    chosen = there[number % len(there)]
    new = {"id": "new", "name": "New"} if wanted == "new" else None
    edit = linked(before, chosen, wanted, new)
    now = chosen.figure.get("series", "nothing")
    if edit is None:
        assert now == (wanted or "nothing")
        return
    *coming, main = edit.changes
    assert [(each.table, each.was, each.now) for each in coming] == (
        [(Table.SERIES, None, new)] if new else []
    )
    after = changed(main, before)
    assert after is not None
    assert after["figures"][chosen.at].get("series") == wanted
    left = [each for at, each in enumerate(figures) if at != chosen.at]
    assert same([each for at, each in enumerate(after["figures"]) if at != chosen.at], left)
    assert {**after["figures"][chosen.at], "series": 0} == {**chosen.figure, "series": 0}
    assert same(changed(main.inverse, after), before)


def test_a_figure_that_somebody_changed_meanwhile_is_left_alone() -> None:
    seen = NumberedFigure(0, {"low": 1})
    assert linked(record({"low": 2}), seen, "a") is None
    assert linked(record(), seen, "a") is None


def test_a_new_series_gets_a_readable_id_and_the_unit_in_parentheses() -> None:
    assert new_series(" Shells  for Russia (rounds) ", (), "k3vd") == {
        "id": "shells-russia",
        "name": "Shells for Russia",
        "unit": "rounds",
    }
    assert new_series("Shells", {"shells"}, "k3vd") == {"id": "shells-k3vd", "name": "Shells"}
    assert new_series("войска", (), "k3vd") == {"id": "k3vd", "name": "войска"}
    assert new_series("   ", (), "k3vd") is None
    assert new_series("x" * 301, (), "k3vd") is None


def test_a_figure_is_told_in_a_few_clean_words() -> None:
    figure = {"low": 3000, "high": 3000, "approx": True, "state": "present", "text": "about 3,000"}
    assert figure_title(figure) == "c. 3,000 present · “about 3,000”"
    assert figure_title({"low": "many", "state": 5}) == "?"
    for text in HOSTILE:
        told = figure_title({"low": 1, "state": text, "text": text})
        assert clean(told) == told
