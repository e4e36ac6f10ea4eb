"""What was known on a day: nothing else is shown, counted or told of."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chronoterm.chronology.evidence import Evidence
from chronoterm.chronology.indexed import IndexedChronology
from chronoterm.dates import PartialDate
from chronoterm.query import ALL
from chronoterm.records import Basis, Kind, Record, Relation, RelationType, Source
from chronoterm.terms import AsOf, Knowledge
from tests.unit.chronology_changes import random_change
from tests.unit.chronology_model import Model
from tests.unit.chronology_stores import DATES, models, random_model
from tests.unit.chronology_truth import Truth
from tests.unit.kept_chronologies import edits_of, twins_of
from tests.unit.known_model import knew, stamp

DAYS = sorted({PartialDate.parse(each).end for each in DATES if ".." not in each})
as_ofs = st.builds(AsOf, st.sampled_from(DAYS), st.sampled_from(Knowledge))


def shown(chronology: IndexedChronology, as_of: AsOf) -> dict[str, Truth]:
    """What of a chronology was known."""
    view = chronology.view(ALL.known(as_of))
    rows = view.window(0, view.count)
    return {each.entry.id: Truth.PERHAPS if each.possible else Truth.TRUE for each in rows}


def expected(model: Model, as_of: AsOf) -> dict[str, Truth]:
    """The same, record by record."""
    found = {each.id: knew(each, model.records, as_of) for each in model.records}
    return {each: truth for each, truth in found.items() if truth is not Truth.FALSE}


@given(models(), as_ofs)
def test_what_is_shown_as_of_a_day_is_what_was_known_then(model: Model, as_of: AsOf) -> None:
    assert shown(model.chronology, as_of) == expected(model, as_of)


@given(models(), as_ofs, st.integers(0, 1 << 32), st.booleans())
def test_that_stays_so_through_changes(model: Model, as_of: AsOf, seed: int, asked_before: bool) -> None:
    chance, chronology = Random(seed), model.chronology
    for _ in range(3):
        if asked_before:
            shown(chronology, as_of)
        change = random_change(chance, model)
        model, chronology = change.made_to(model), change.made_in(chronology)
    assert shown(chronology, as_of) == expected(model, as_of)


@given(models(), st.sampled_from(DAYS), st.sampled_from(Knowledge))
def test_whatever_was_known_once_stays_known(model: Model, day: int, by: Knowledge) -> None:
    earlier, later = (shown(model.chronology, AsOf(until, by)) for until in (day, max(DAYS)))
    assert earlier.keys() <= later.keys()


@given(models(), as_ofs)
def test_no_relation_or_outcome_leads_to_what_was_not_known(model: Model, as_of: AsOf) -> None:
    known = model.chronology.as_known(as_of)
    there, all_ids = expected(model, as_of), {each.id for each in model.records}
    for each in model.records:
        led_to = {one.id for one in known.related(each.id)} | {known.record(each.id).outcome} - {None}
        assert not led_to & (all_ids - there.keys())


def record(record_id: str, date: str | None = None, **fields: object) -> Record:
    return Record(id=record_id, kind=fields.pop("kind", Kind.STATEMENT), headline="h", date=date, **fields)  # type: ignore[arg-type]


LATER = (Source(title="News article", published="2024-10-31"),)


@pytest.mark.parametrize(
    ("those", "there"),
    [
        pytest.param([record("a", "2024-10-18", sources=LATER)], ["a"], id="said-before-whoever-tells-it"),
        pytest.param([record("a", "2024-10-21", sources=LATER)], [], id="said-after"),
        pytest.param(
            [record("a", "2024-10-31", date_basis=Basis.PUBLICATION, sources=LATER)],
            [],
            id="dated-by-publication",
        ),
        pytest.param([record("a", None, sources=LATER)], [], id="undated-and-published-after"),
        pytest.param(
            [record("a", "2024-10-18", kind=Kind.EVENT, sources=LATER)], [], id="happened-but-told-after"
        ),
        pytest.param(
            [
                record("a", "2024-11-01/..", kind=Kind.EVENT, expected=True, sources=LATER),
                record("b", "2024-10-18", relations=(Relation(type=RelationType.ASSERTS, to="a"),)),
            ],
            ["b", "a"],
            id="expected-since-somebody-said-so",
        ),
    ],
)
def test_a_statement_is_known_from_when_it_was_said_and_all_else_from_when_it_was_told(
    those: list[Record], there: list[str]
) -> None:
    as_of = AsOf(PartialDate.parse("2024-10-20").end)
    assert list(shown(IndexedChronology.build(those), as_of)) == there


def test_the_strictest_sense_shows_only_what_a_source_had_published() -> None:
    those = [
        record("a", "2024-10-18", sources=LATER),
        record("b", "2024-10-18", sources=(Source(published="2024-10-19"),)),
    ]
    as_of = AsOf(PartialDate.parse("2024-10-20").end, Knowledge.PUBLISHED)
    assert list(shown(IndexedChronology.build(those), as_of)) == ["b"]


@settings(max_examples=60)
@given(st.integers(0, 1 << 32), st.integers(0, 12), as_ofs)
def test_a_store_whose_index_is_kept_answers_the_same_with_what_was_edited_since(
    seed: int, size: int, as_of: AsOf
) -> None:
    chance = Random(seed)
    model = random_model(chance, size)
    with twins_of(model) as twins:
        chronology = twins.opened(twins.words)
        shown(chronology, as_of)
        for _ in range(2):
            change = random_change(chance, model)
            model = change.made_to(model)
            chronology = twins.edit(edits_of(change, twins.whole), chronology)
        assert shown(chronology, as_of) == shown(twins.built(), as_of)


@given(models())
def test_facts_after_a_change_are_those_of_the_changed_records(model: Model) -> None:
    chance = Random(len(model.records))
    chronology = model.chronology
    chronology.view().evidence()
    for _ in range(3):
        change = random_change(chance, model)
        model, chronology = change.made_to(model), change.made_in(chronology)
        now, built = chronology.view().evidence(), model.chronology.view().evidence()
        assert told(now) == told(built)


def told(evidence: Evidence) -> list[object]:
    """All that evidence tells of each row."""
    each = [
        (
            evidence.entry(row).id,
            evidence.about(row),
            evidence.created(row),
            evidence.modified(row),
            evidence.revision(row),
            evidence.outcome(row),
            evidence.reports(row),
        )
        for row in evidence.rows
    ]
    return [each, list(evidence.claims()), list(evidence.abouts())]


@given(models())
def test_evidence_tells_what_the_records_tell(model: Model) -> None:
    evidence = model.chronology.view().evidence()
    claimed = [
        (evidence.entry(each.row).id, each.at, each.series, each.state, each.low, each.high, each.approx)
        for each in evidence.claims()
    ]
    assert claimed == [
        (each.id, at, figure.series, figure.state, figure.low, figure.high, figure.approx)
        for each in model.in_time
        for at, figure in enumerate(each.figures)
        if figure.low is not None or figure.high is not None
    ]
    for row in evidence.rows:
        record = evidence.record(row)
        assert (evidence.outcome(row), evidence.revision(row)) == (record.outcome, record.revision)
        assert evidence.modified(row) == stamp(record.modified)
