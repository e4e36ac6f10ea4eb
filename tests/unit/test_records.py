"""What a record says of itself in a line of a list."""

import pytest
from hypothesis import given

from chronoterm.dates import EARLIEST, LATEST, DateError, PartialDate
from chronoterm.records import Basis, Kind, Membership, Provenance, Record, Source
from tests.unit.date_strategies import edtf_texts, partial_dates


def record(**fields: object) -> Record:
    return Record(**{"id": "a", "kind": Kind.EVENT, "headline": "h", **fields})  # type: ignore[arg-type]


@given(edtf_texts)
def test_a_dated_record_lies_where_its_date_does(date: str) -> None:
    value = PartialDate.parse(date)
    assert record(date=date).when == value
    assert record(date=date).span == (value.start, value.end)


@given(edtf_texts)
def test_a_publication_dates_a_record_at_the_latest(date: str) -> None:
    published = record(date=date, date_basis=Basis.PUBLICATION)
    assert published.span == (EARLIEST, PartialDate.parse(date).end)
    assert published.at_the_latest
    assert published.date_label == f"≤ {PartialDate.parse(date).text}"
    assert published.short_date_label.startswith("≤ ")


@pytest.mark.parametrize("basis", [None, *Basis])
def test_an_undated_record_may_lie_anywhere(basis: Basis | None) -> None:
    undated = record(date_basis=basis)
    assert undated.when is None
    assert undated.span == (EARLIEST, LATEST)
    assert (undated.date_label, undated.short_date_label) == ("undated", "–")


def test_what_is_no_date_is_said_when_somebody_asks() -> None:
    with pytest.raises(DateError):
        _ = record(date="2024-13-45").when


@pytest.mark.parametrize(
    ("date", "whole", "short"),
    [
        ("2024-10-31", "31 Oct 2024", "31 Oct"),
        ("2024-10-28/2024-10-30", "28–30 Oct 2024", "28–30 Oct"),
        ("2024-11-01/..", "from 1 Nov 2024", "from 1 Nov"),
        ("2024-10~", "c. Oct 2024", "c. Oct 2024"),
    ],
)
def test_a_date_is_shown_as_people_write_it(date: str, whole: str, short: str) -> None:
    assert (record(date=date).date_label, record(date=date).short_date_label) == (whole, short)


def test_the_speaker_stands_beside_the_headline_else_the_first_actor() -> None:
    assert record(speaker="ann", actors=("ben", "ann")).lead == "ann"
    assert record(actors=("ben", "ann")).lead == "ben"
    assert record().lead is None


def test_what_is_only_expected_is_neither_event_nor_statement_in_a_list() -> None:
    assert record().sort_of == "event"
    assert record(kind=Kind.STATEMENT).sort_of == "statement"
    assert record(kind=Kind.STATEMENT, expected=True).sort_of == "expected"


@pytest.mark.parametrize(
    ("source", "name"),
    [
        (Provenance(publisher="P", title="T", url="U"), "P"),
        (Provenance(title="T", url="U"), "T"),
        (Provenance(url="U", via="V"), "U"),
        (Provenance(publisher="", title="", via="V"), "unnamed source"),
    ],
)
def test_a_source_is_called_by_the_first_name_it_has(source: Provenance, name: str) -> None:
    assert source.name == name


@pytest.mark.parametrize(
    ("reliability", "credibility", "grade"),
    [("B", 2, "B2"), ("B", None, "B"), (None, 2, "2"), (None, None, "ungraded"), ("", None, "ungraded")],
)
def test_a_source_shows_its_grade(reliability: str | None, credibility: int | None, grade: str) -> None:
    assert Source(reliability=reliability, credibility=credibility).grade == grade


@given(partial_dates, partial_dates, partial_dates)
def test_a_membership_lasts_from_its_first_minute_through_its_last(
    start: PartialDate, end: PartialDate, asked: PartialDate
) -> None:
    found = Membership(actor="b", start=start.edtf, end=end.edtf).within((asked.start, asked.end))
    shared = max(start.start, asked.start), min(end.end, asked.end)
    assert found == (shared if shared[0] < shared[1] else None)


@given(partial_dates)
def test_an_undated_membership_lasts_always(asked: PartialDate) -> None:
    assert Membership(actor="b").within((asked.start, asked.end)) == (asked.start, asked.end)
