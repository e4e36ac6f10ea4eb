"""The reports of a record in a store: its own sources and those of what it is linked with, as known on a day."""

from hypothesis import given
from hypothesis import strategies as st

from chronoterm.chronology.indexed import IndexedChronology
from chronoterm.chronology.origins import SourceMark, reports_of
from chronoterm.dates import DAY, EARLIEST, DateError, PartialDate
from chronoterm.query import ALL
from chronoterm.records import Kind, Record, Relation, RelationType, Source
from chronoterm.terms import AsOf, Knowledge
from tests.unit.chronology_model import Model
from tests.unit.chronology_stores import models

KNOWN = st.none() | st.builds(
    AsOf,
    st.sampled_from(("2023-10-15", "2024-10-15", "2024-10-31", "2024-11-15")).map(
        lambda day: PartialDate.parse(day).end
    ),
    st.sampled_from(list(Knowledge)),
)


def told(record: Record, until: int | None) -> list[Source]:
    """The sources that may have been there; one that does not say when was there with the first that does."""
    dates = [first_minute(each.published) for each in record.sources]
    first = min((each for each in dates if each is not None), default=EARLIEST)
    return [
        each
        for each, date in zip(record.sources, dates, strict=True)
        if until is None or (first if date is None else date) < until
    ]


def first_minute(published: str | None) -> int | None:
    try:
        return None if published is None else PartialDate.parse(published).start
    except DateError:
        return None


def naive_marks(model: Model, record_id: str, as_of: AsOf | None) -> set[SourceMark]:
    chronology = model.chronology
    view = chronology.view(ALL.known(as_of) if as_of else ALL)
    known = [each for each in model.records if view.position(each.id) is not None]
    pairs = {
        (each.id, relation.type, relation.to)
        for each in known
        for relation in each.relations
        if view.position(relation.to) is not None
    }
    group = {record_id}
    for _ in known:
        for one, type_, other in pairs:
            if type_ is RelationType.SAME_EVENT and group & {one, other}:
                group |= {one, other}
    telling = group | {
        one for one, type_, other in pairs if type_ is RelationType.CORROBORATES and other in group
    }
    until = as_of.until if as_of and as_of.by is not Knowledge.STORED else None
    return {
        SourceMark.of(source) for each in model.records if each.id in telling for source in told(each, until)
    }


@given(models(), KNOWN)
def test_reports_are_the_sources_of_all_that_tells_the_same_or_corroborates_it(
    model: Model, as_of: AsOf | None
) -> None:
    chronology = model.chronology.as_known(as_of)
    for row in chronology.view().evidence().rows:
        here = chronology.index.entries[row].id
        assert set(chronology.reports(here)) == naive_marks(model, here, as_of)


@given(models(), KNOWN)
def test_all_rows_at_once_have_the_counts_of_each_alone(model: Model, as_of: AsOf | None) -> None:
    chronology = model.chronology.as_known(as_of)
    evidence = chronology.view().evidence()
    reports, origins = chronology.report_counts(as_of)
    for row in evidence.rows:
        assert (reports[row], origins[row]) == evidence.reports(row)
        assert evidence.reports(row) == reports_of(chronology.reports(evidence.entry(row).id))


def test_what_was_published_later_was_no_report_on_that_day() -> None:
    told = Record(
        id="arrival",
        kind=Kind.STATEMENT,
        headline="They arrive",
        date="2024-10-13",
        sources=(
            Source(publisher="Yonhap", published="2024-10-14"),
            Source(publisher="Reuters", published="2024-10-31"),
        ),
    )
    support = Record(
        id="support",
        kind=Kind.STATEMENT,
        headline="They do",
        date="2024-11-02",
        sources=(Source(publisher="NATO", published="2024-11-02"),),
        relations=(Relation(type=RelationType.CORROBORATES, to="arrival"),),
    )
    chronology = IndexedChronology.build([told, support])
    counts = {
        day: reports_of(chronology.as_known(AsOf(PartialDate.parse(day).end)).reports("arrival")).text
        for day in ("2024-10-13", "2024-10-20", "2024-10-31", "2024-11-02")
    }
    assert counts == {"2024-10-13": "0/0", "2024-10-20": "1/1", "2024-10-31": "2/2", "2024-11-02": "3/3"}
    stored = AsOf(PartialDate.parse("2024-10-20").end + DAY, Knowledge.STORED)
    assert reports_of(chronology.as_known(stored).reports("arrival")).text == "3/3"


def test_what_corroborates_another_has_not_the_reports_of_that() -> None:
    pair = (
        Record(id="a", kind=Kind.EVENT, headline="A", sources=(Source(publisher="A"),)),
        Record(
            id="b",
            kind=Kind.EVENT,
            headline="B",
            sources=(Source(publisher="B"),),
            relations=(Relation(type=RelationType.CORROBORATES, to="a"),),
        ),
    )
    chronology = IndexedChronology.build(pair)
    assert reports_of(chronology.reports("a")).text == "2/2"
    assert reports_of(chronology.reports("b")).text == "1/1"
