"""The fields of a proposal as people type them: quotes, dates, names and figures."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronoterm.importers.proposals import Bound, Precision, ProposedDate, ProposedKind
from chronoterm.records import Basis
from chronoterm.reviewing.changing import change_kind, edit, next_kind, swap_dates
from chronoterm.reviewing.dates import UNDATED, date_words, read_date, typed_text
from chronoterm.reviewing.fields import Field, Slot, value_words
from chronoterm.reviewing.naming import create, link, new_names
from chronoterm.reviewing.quotes import verbatim
from chronoterm.reviewing.review import NEW, RefusedError, begun, item_of, undone
from tests.review_examples import DENIED, PUBLISHED, QUOTED, SAID, TEXT, day, extraction
from tests.unit.reviewing import DATE, EDITOR, QUOTE_1, TODAY, review

# Quotes


def test_a_quote_that_is_not_in_the_article_is_refused_in_a_sentence() -> None:
    with pytest.raises(RefusedError, match="word for word"):
        edit(review(), "r03", QUOTE_1, "We cannot wait for the last storm", EDITOR)


@pytest.mark.parametrize(
    "typed",
    [
        "We cannot wait for the next storm",
        '"We cannot wait for the next storm"',
        "  We  cannot wait\nfor the next storm ",
    ],
)
def test_a_quote_becomes_what_the_article_has_however_it_is_typed(typed: str) -> None:
    found = edit(review(), "r03", QUOTE_1, typed, EDITOR)
    assert item_of(found, "r03").proposal.quotes == ("We cannot wait for the next storm",)


def test_a_quote_over_two_paragraphs_keeps_their_line_breaks() -> None:
    assert verbatim("“One.\r\n\r\nTwo’s,” he said", "One. Two's") == "One.\r\n\r\nTwo’s"


def test_a_quote_that_an_importer_made_up_is_left_out_and_told() -> None:
    made_up = msgspec.structs.replace(QUOTED, quotes=("We never said that",))
    item = begun(extraction([made_up]), TEXT).items[0]
    assert item.proposal.quotes == () and item.flags[-1].field == "quotes"


# Dates


@pytest.mark.parametrize(
    ("typed", "made"),
    [
        ("3 march", day("2024-03-03", None)),
        ("mar 2024", ProposedDate(start="2024-03-01", end="2024-03-31", precision=Precision.MONTH)),
        ("2024", ProposedDate(start="2024-01-01", end="2024-12-31", precision=Precision.YEAR)),
        ("3-5 mar 2024", ProposedDate(start="2024-03-03", end="2024-03-05", precision=Precision.RANGE)),
        (
            "as early as 9 march",
            ProposedDate(start="2024-03-09", precision=Precision.DAY, bound=Bound.EARLIEST),
        ),
        ("since 9 march", ProposedDate(start="2024-03-09", precision=Precision.DAY, bound=Bound.EARLIEST)),
        ("≤ 9 march", ProposedDate(end="2024-03-09", precision=Precision.DAY, bound=Bound.LATEST)),
        ("by 9 march 2024", ProposedDate(end="2024-03-09", precision=Precision.DAY, bound=Bound.LATEST)),
        (
            "5-12 mar 2024 · vague · window",
            ProposedDate(start="2024-03-05", end="2024-03-12", precision=Precision.VAGUE, bound=Bound.WINDOW),
        ),
        ("undated", UNDATED),
        ("", UNDATED),
    ],
)
def test_a_date_is_typed_as_people_write_it_with_its_bound(typed: str, made: ProposedDate) -> None:
    found = item_of(edit(review(), "r04", DATE, typed, EDITOR), "r04").proposal.date
    assert (found.start, found.end, found.precision, found.bound) == (
        made.start,
        made.end,
        made.precision,
        made.bound,
    )


def test_what_the_article_says_of_a_date_stays_with_it() -> None:
    found = item_of(edit(review(), "r02", DATE, "6-8 mar 2024", EDITOR), "r02").proposal.date
    assert (found.text, found.basis) == ("in the coming days", Basis.RELATIVE)


def test_an_ambiguous_date_is_refused_with_its_readings() -> None:
    with pytest.raises(RefusedError, match="3 Feb 2022 or 2 Mar 2022"):
        edit(review(), "r04", DATE, "3/2/2022", EDITOR)


days = st.dates().map(lambda each: each.isoformat())


@given(days, days, st.sampled_from(Bound), st.sampled_from((None, Precision.VAGUE)))
def test_a_date_that_is_typed_as_it_is_shown_means_the_same(
    one: str, other: str, bound: Bound, vague: Precision | None
) -> None:
    start, end = sorted((one, other))
    precision = vague or (Precision.DAY if start == end else Precision.RANGE)
    date = ProposedDate(start=start, end=end, precision=precision, bound=bound)
    found = read_date(typed_text(date), UNDATED, TODAY, None)
    assert (found.precision, found.bound, date_words(found)) == (precision, bound, date_words(date))


def test_said_and_about_change_places_and_back() -> None:
    once = swap_dates(review(), "r02", EDITOR.by)
    item = item_of(once, "r02")
    assert item.proposal.date.start == PUBLISHED and item.other is not None
    assert item.other.text == "in the coming days"
    twice = item_of(swap_dates(once, "r02", EDITOR.by), "r02")
    assert twice.proposal.date == item_of(review(), "r02").proposal.date


def test_a_statement_whose_date_is_what_it_speaks_of_was_made_by_publication() -> None:
    item = item_of(swap_dates(review(), "r05", EDITOR.by), "r05")
    assert date_words(item.proposal.date) == "≤ 5 Mar 2024"
    assert item.other == DENIED.date


def test_an_event_has_one_date() -> None:
    with pytest.raises(RefusedError, match="one date"):
        swap_dates(review(), "r04", EDITOR.by)


def test_the_kinds_go_round_and_keep_everything_else() -> None:
    found = review()
    for _ in ProposedKind:
        found = change_kind(found, "r01", next_kind(item_of(found, "r01")), EDITOR.by)
    assert item_of(found, "r01").proposal.kind is ProposedKind.STATEMENT
    assert item_of(found, "r01").proposal.spans == SAID.spans


# Names


def test_a_typed_name_is_that_of_the_article_or_of_the_store_else_a_new_one() -> None:
    found = edit(review(), "r04", Slot(Field.ACTORS), "Holm; NATO; Nils Berg", EDITOR)
    assert item_of(found, "r04").proposal.actors == ("new:anna-holm", "nato", "new:nils-berg")
    assert found.names["new:nils-berg"].name == "Nils Berg"
    assert "new:nils-berg" not in undone(found).names


def test_another_speaker_takes_the_place_of_the_one_before_among_the_actors() -> None:
    proposal = item_of(edit(review(), "r03", Slot(Field.SPEAKER), "Per Lund", EDITOR), "r03").proposal
    assert (proposal.speaker, proposal.actors) == ("new:per-lund", ("new:per-lund", "NO"))


def test_a_new_name_is_linked_wherever_it_stands() -> None:
    found = link(review(), "new:anna-holm", "anna-holmen", None, EDITOR.by)
    assert not any("new:anna-holm" in each.proposal.actors for each in found.items)
    assert item_of(found, "r01").proposal.speaker == item_of(found, "r03").proposal.speaker == "anna-holmen"
    assert [each.field for each in item_of(found, "r01").flags] == ["date"]
    assert "linked by ada" in item_of(found, "r01").proposal.rules["speaker"]
    assert {"Anna Holm", "Holm"} <= set(found.names["anna-holmen"].aliases)


def test_a_new_name_that_is_made_is_no_longer_asked_about() -> None:
    found = create(review(), "new:anna-holm")
    assert new_names(found, item_of(found, "r01")) == ("new:vesterhavn",)
    assert [each.field for each in item_of(found, "r01").flags] == ["date"]
    with pytest.raises(RefusedError, match="known already"):
        link(found, "NO", "nato", None, EDITOR.by)


def test_a_name_that_two_have_is_refused_with_both() -> None:
    found = edit(review(), "r04", Slot(Field.ACTORS), "Bo Holm", EDITOR)
    second = next(each for each in found.names if each.startswith(f"{NEW}bo-holm"))
    twice = msgspec.structs.replace(
        found,
        names={**found.names, second: msgspec.structs.replace(found.names[second], name="Anna Holm")},
    )
    with pytest.raises(RefusedError, match="write the id"):
        edit(twice, "r05", Slot(Field.SPEAKER), "Anna Holm", EDITOR)


# Figures


def test_figures_are_typed_one_a_line() -> None:
    found = edit(
        review(),
        "r03",
        Slot(Field.FIGURES),
        "c. 1,200 dockers · idle · of Per Lund · “1,200 dockers”\n40 ships",
        EDITOR,
    )
    one, other = item_of(found, "r03").proposal.figures
    assert (one.value, one.unit, one.state, one.of, one.text, one.approx) == (
        1200,
        "dockers",
        "idle",
        "new:per-lund",
        "1,200 dockers",
        True,
    )
    assert (other.value, other.unit) == (40, "ships")
    shown = value_words(found, item_of(found, "r03"), Slot(Field.FIGURES), EDITOR.known)
    assert shown == "c. 1,200 dockers · idle · of Per Lund · “1,200 dockers”\n40 ships"
    with pytest.raises(RefusedError, match="no figure"):
        edit(review(), "r03", Slot(Field.FIGURES), "many dockers", EDITOR)
