"""The reports of a record as they are drawn: counts first, then the way of each to where it comes from."""

from hypothesis import given
from hypothesis import strategies as st

from chronoterm.chronology.indexed import IndexedChronology
from chronoterm.chronology.origins import reports_of
from chronoterm.dates import PartialDate
from chronoterm.records import Kind, Record, Relation, RelationType, Source
from chronoterm.telling import tell
from chronoterm.telling_reports import MOST_CHAINS, reports
from chronoterm.terms import AsOf, Comparison, Reported
from chronoterm.text import clean
from tests.unit.chronology_model import Model
from tests.unit.chronology_stores import models


def told(*sources: Source, others: tuple[Record, ...] = ()) -> list[str]:
    record = Record(id="arrival", kind=Kind.EVENT, headline="They arrive", sources=sources)
    return list(reports(record, IndexedChronology.build([record, *others])).lines)


@given(models())
def test_the_counts_that_are_told_are_those_of_the_column(model: Model) -> None:
    chronology = model.chronology
    for each in model.records:
        shown = reports(each, chronology)
        counts = reports_of(chronology.reports(each.id))
        assert all(clean(line) == line for line in shown.lines)
        if shown.lines:
            assert shown.lines[0].startswith(f"{counts.text} · ")
            assert shown.means == Reported(counts.origins, Comparison.AT_LEAST)
        else:
            assert len(chronology.reports(each.id)) <= 1


@given(models(), st.integers(20, 120))
def test_the_detail_tells_them_below_the_sources(model: Model, cells: int) -> None:
    chronology = model.chronology
    for each in model.records:
        labels = [
            line.spans[0].text.strip()
            for line in tell(each, chronology.related(each.id), chronology, cells)
            if line.spans
        ]
        assert ("Reports" in labels) == bool(reports(each, chronology).lines)
        if "Reports" in labels and each.sources:
            assert labels.index("Source") < labels.index("Reports")


def test_a_single_source_that_came_by_nothing_is_told_once() -> None:
    assert told(Source(publisher="Reuters")) == []
    assert told() == []


def test_one_report_stands_on_one_line_with_its_way() -> None:
    assert told(Source(title="News article", via="KBS interview")) == ["1/1 · News article ← KBS interview"]


def test_several_reports_are_drawn_below_each_other() -> None:
    assert told(
        Source(publisher="Yonhap", via="KBS interview"), Source(publisher="AP", via="KBS interview")
    ) == ["2/1 · 2 reports, 1 origin", "AP ← KBS interview", "Yonhap ← KBS interview"]


def test_what_corroborates_it_tells_of_it_too() -> None:
    other = Record(
        id="rutte",
        kind=Kind.STATEMENT,
        headline="Confirmed",
        sources=(Source(publisher="NATO"),),
        relations=(Relation(type=RelationType.CORROBORATES, to="arrival"),),
    )
    assert told(Source(publisher="NIS"), others=(other,)) == ["2/2 · 2 reports, 2 origins", "NATO", "NIS"]


def test_what_a_record_shares_with_what_corroborates_it_is_said_to_be_one_report() -> None:
    article = Source(title="Article", sha256="1f", span=(0, 9))
    other = Record(
        id="rutte",
        kind=Kind.STATEMENT,
        headline="Confirmed",
        sources=(Source(title="Article", sha256="1f", span=(20, 29)),),
        relations=(Relation(type=RelationType.CORROBORATES, to="arrival"),),
    )
    assert told(article, others=(other,)) == ["1/1 · Article"]


def test_many_reports_are_counted_and_the_first_are_drawn() -> None:
    lines = told(*(Source(publisher=f"Paper {number:02}") for number in range(12)))
    assert lines[0] == "12/12 · 12 reports, 12 origins"
    assert len(lines) == MOST_CHAINS + 2
    assert lines[-1] == "… 12 in all"


def test_a_long_way_is_drawn_with_its_root() -> None:
    sources = [Source(publisher=f"Paper {number}", via=f"Paper {number + 1}") for number in range(8)]
    assert told(*sources)[1] == "Paper 0 ← Paper 1 ← Paper 2 ← Paper 3 ← Paper 4 ← … ← Paper 8"


def test_a_record_that_is_not_in_the_chronology_has_its_own_sources() -> None:
    record = Record(id="gone", kind=Kind.EVENT, headline="Gone", sources=(Source(title="A", via="B"),))
    assert list(reports(record, IndexedChronology.build([])).lines) == ["1/1 · A ← B"]


def test_as_known_on_a_day_what_was_published_later_is_no_report() -> None:
    record = Record(
        id="r",
        kind=Kind.STATEMENT,
        headline="Said",
        date="2024-10-13",
        sources=(
            Source(publisher="A", via="K", published="2024-10-14"),
            Source(publisher="B", published="2024-11-01"),
        ),
    )
    chronology = IndexedChronology.build([record])
    known = chronology.as_known(AsOf(PartialDate.parse("2024-10-20").end))
    assert list(reports(record, known).lines) == ["1/1 · A ← K"]
    known = chronology.as_known(AsOf(PartialDate.parse("2024-10-13").end))
    assert list(reports(record, known).lines) == ["0/0 · none of its sources had been published then"]
