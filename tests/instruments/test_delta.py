"""What is new, revised or changed in figure since a minute, against a slow computation on the records themselves."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from chronoterm.cells import width
from chronoterm.chronology.indexed import IndexedChronology
from chronoterm.chronology.names import Names
from chronoterm.dates import DAY, DateError, PartialDate
from chronoterm.instruments.delta import By, Changed, Delta, Since, delta
from chronoterm.instruments.delta_lines import DeltaTold, minute_in_words, minute_of, since_day
from chronoterm.ordering import CHRONOLOGICAL
from chronoterm.query import ALL, Query
from chronoterm.records import UNREVIEWED, Basis, Figure, Kind, Record, Series, Source
from chronoterm.terms import Condition, Facet
from tests.conftest import HOSTILE
from tests.unit.chronology_stores import IDS, random_record

TIMES = (
    None,
    "2024-10-29T09:00:00Z",
    "2024-10-30T12:30:00Z",
    "2024-10-31T00:00:00Z",
    "2024-11-02T18:00:00Z",
    "soon",
)
SERIES = (None, "soldiers", "shells")
STATES = (None, "present", "planned")
NUMBERS = (1, 2, None)


def day(text: str) -> int:
    return PartialDate.parse(text).start


@st.composite
def stores(draw: st.DrawFn) -> list[Record]:
    """Records that came at few times and claim few figures, so that these meet often."""
    chance, size = Random(draw(st.integers(0, 1 << 32))), draw(st.integers(0, 12))
    ids = chance.sample(IDS, size)
    return [
        replace(
            random_record(chance, each, ids),
            speaker=chance.choice((None, "ann", "ben")),
            created=chance.choice(TIMES),
            modified=chance.choice(TIMES),
            revision=chance.randint(0, 3),
            figures=tuple(
                Figure(
                    series=chance.choice(SERIES),
                    state=chance.choice(STATES),
                    low=chance.choice(NUMBERS),
                    high=9,
                )
                for _ in range(chance.randint(0, 3))
            ),
        )
        for each in ids
    ]


minutes = st.sampled_from(
    [day(f"2024-{each}") for each in ("10-29", "10-30", "10-31", "11-01")]
) | st.integers(day("2024-10-28"), day("2024-11-03"))


# The naive computation


def minute(at: str | None) -> int | None:
    try:
        return minute_of(datetime.fromisoformat(at or ""))
    except ValueError:
        return None


def came(record: Record, since: int, by: By) -> str:
    """`before`, `since`, or `?` where nobody can tell."""
    if by is By.STORE:
        created = minute(record.created)
        return "?" if created is None else "since" if created >= since else "before"
    start, end = record.span
    return "since" if start >= since else "before" if end <= since else "?"


def written(record: Record, since: int) -> bool:
    modified = minute(record.modified)
    return modified is not None and modified >= since


def is_expected_event(record: Record) -> bool:
    return record.expected and record.kind is Kind.EVENT


def has_date(record: Record) -> bool:
    """Whether its date tells when it was said or happened."""
    return record.when is not None and not is_expected_event(record)


def who(record: Record) -> str | None:
    return record.speaker or record.lead_source


def naively_changed(ordered: list[Record], since: int, by: By) -> set[tuple[object, ...]]:
    dated = [each for each in ordered if has_date(each)]
    keys = {(f.series, f.state, who(r)) for r in dated for f in r.figures if f.series and who(r)}
    found: set[tuple[object, ...]] = set()
    for key in keys:
        claims = [(r, numbers) for r in dated if who(r) == key[2] and (numbers := given_in(r, key))]
        last, now = claims[-1]
        status = came(last, since, by)
        if status == "before":
            continue
        wanted = ("before",) if status == "?" else ("before", "?")
        earlier = [(r, numbers) for r, numbers in claims if came(r, since, by) in wanted]
        if not earlier or earlier[-1][1] == now:
            continue
        old, before = earlier[-1]
        sure = (status, came(old, since, by)) == ("since", "before") and not (
            by is By.STORE and written(old, since)
        )
        found.add((*key, old.id, frozenset(before), last.id, frozenset(now), sure))
    return found


def given_in(record: Record, key: tuple[object, ...]) -> set[tuple[object, ...]]:
    return {
        (f.low, f.high, f.approx)
        for f in record.figures
        if (f.series, f.state) == key[:2] and (f.low is not None or f.high is not None)
    }


def as_found(chronology: IndexedChronology, changed: Iterable[Changed]) -> set[tuple[object, ...]]:
    evidence = chronology.view(ALL, CHRONOLOGICAL).evidence()
    return {
        (
            *(each.series, each.state, each.who.value),
            evidence.entry(each.before[0].row).id,
            frozenset((c.low, c.high, c.approx) for c in each.before),
            evidence.entry(each.now[0].row).id,
            frozenset((c.low, c.high, c.approx) for c in each.now),
            each.is_sure,
        )
        for each in changed
    }


def found_in(
    chronology: IndexedChronology, since: int, by: By, query: Query = ALL
) -> tuple[Delta, DeltaTold]:
    evidence = chronology.view(query, CHRONOLOGICAL).evidence()
    found = delta(evidence, Since(since), by)
    return found, DeltaTold(found, evidence, chronology)


@given(stores(), minutes, st.sampled_from(By))
def test_what_is_new_and_revised_is_what_the_records_say(records: list[Record], since: int, by: By) -> None:
    chronology = IndexedChronology.build(records)
    found, _ = found_in(chronology, since, by)
    evidence = chronology.view(ALL, CHRONOLOGICAL).evidence()
    counted = [each for each in records if by is By.STORE or has_date(each)]

    def ids(rows: Iterable[int]) -> set[str]:
        return {evidence.entry(row).id for row in rows}

    new = {each.id for each in counted if came(each, since, by) == "since"}
    revised = {each.id for each in counted if by is By.STORE and written(each, since)} - new
    maybe = {each.id for each in counted if came(each, since, by) == "?"} - revised
    assert (ids(found.new), ids(found.revised), ids(found.maybe)) == (new, revised, maybe)
    assert found.undated + found.expected == len(records) - len(counted)
    assert found.looked_at == len(records)


@given(stores(), minutes, st.sampled_from(By))
def test_a_figure_has_changed_where_the_latest_of_a_speaker_is_another_than_the_latest_before(
    records: list[Record], since: int, by: By
) -> None:
    chronology = IndexedChronology.build(records)
    found, _ = found_in(chronology, since, by)
    view = chronology.view(ALL, CHRONOLOGICAL)
    whole = {each.id: each for each in records}
    ordered = [whole[row.entry.id] for row in view.window(0, view.count)]
    assert as_found(chronology, found.changed) == naively_changed(ordered, since, by)


@given(stores(), minutes, st.sampled_from(By), st.integers(20, 120))
def test_every_line_fits_and_every_record_found_has_one(
    records: list[Record], since: int, by: By, cells: int
) -> None:
    chronology = IndexedChronology.build(records)
    found, told = found_in(chronology, since, by)
    lines = [told.line(number, cells) for number in range(told.count)]
    assert all(width(line.text) <= cells for line in lines)
    listed = [*found.new, *found.revised, *(found.maybe if by is By.DATE else ())]
    assert sum(line.leads_to is not None for line in lines) == len(listed) + 2 * len(found.changed)
    assert told.title and told.counted


@given(stores(), st.sampled_from(By))
def test_nothing_is_certain_to_be_new_in_a_far_future_and_all_is_since_a_far_past(
    records: list[Record], by: By
) -> None:
    chronology = IndexedChronology.build(records)
    assert not found_in(chronology, PartialDate.parse("Y170000").start, by)[0].new
    first, _ = found_in(chronology, PartialDate.parse("Y-170000").start, by)
    certain = [each for each in records if came(each, PartialDate.parse("Y-170000").start, by) == "since"]
    dated = [each for each in certain if by is By.STORE or has_date(each)]
    assert len(first.new) == len(dated)


def test_a_date_without_a_beginning_is_no_day_since_when() -> None:
    with pytest.raises(DateError, match="no beginning"):
        since_day(PartialDate.parse("../2024-10-31"))


# Examples


def statement(record_id: str, date: str | None, figure: int | None = None, **fields: object) -> Record:
    figures = (
        (Figure(series="soldiers", low=figure, high=figure, state="present"),) if figure is not None else ()
    )
    made = Record(
        id=record_id,
        kind=Kind.STATEMENT,
        headline=f"about {record_id}",
        date=date,
        speaker="ann",
        figures=figures,
    )
    return replace(made, **fields)


def chronology_of(*records: Record) -> IndexedChronology:
    return IndexedChronology.build(records, Names((), (), [Series(id="soldiers", name="Soldiers")]))


def told_of(*records: Record, since: str = "2024-11-01", by: By = By.STORE) -> tuple[list[str], DeltaTold]:
    _, told = found_in(chronology_of(*records), day(since), by)
    return [" ".join(told.line(number, 100).text.split()) for number in range(told.count)], told


OLD = "2024-10-20T08:00:00Z"
NEW = "2024-11-02T09:30:00Z"


def test_a_new_claim_of_the_same_speaker_in_the_same_state_is_a_change_with_both_dates() -> None:
    lines, told = told_of(
        statement("a", "2024-10-18", 3000, created=OLD), statement("b", "2024-11-02", 8000, created=NEW)
    )
    assert lines == [
        "NEW · 1 record",
        "2 Nov 2024 “ ann: about b 2 Nov 2024 09:30 UTC",
        "",
        "CHANGED IN FIGURE · 1 figure",
        "ann · present · Soldiers",
        "3,000 (18 Oct 2024) → 8,000 (2 Nov 2024)",
    ]
    assert told.line(4, 100).leads_to == told.line(5, 100).leads_to == "b"


def test_another_state_another_speaker_and_the_same_number_are_no_change() -> None:
    before = statement("a", "2024-10-18", 3000, created=OLD)
    planned = Figure(series="soldiers", low=8000, high=8000, state="planned")
    for now in (
        statement("b", "2024-11-02", figures=(planned,), created=NEW),
        statement("b", "2024-11-02", 8000, speaker="ben", created=NEW),
        statement("b", "2024-11-02", 3000, created=NEW),
    ):
        found, _ = found_in(chronology_of(before, now), day("2024-11-01"), By.STORE)
        assert (len(found.new), found.changed) == (1, ())


def test_an_older_claim_that_comes_in_late_does_not_change_the_latest() -> None:
    found, _ = found_in(
        chronology_of(
            statement("a", "2024-10-18", 3000, created=OLD), statement("b", "2024-10-13", 1000, created=NEW)
        ),
        day("2024-11-01"),
        By.STORE,
    )
    assert (len(found.new), found.changed) == (1, ())


def test_what_a_revised_record_claimed_before_is_not_known_and_the_change_says_so() -> None:
    lines, _ = told_of(
        statement("a", "2024-10-18", 3000, created=OLD, modified=NEW, revision=2, by="ben"),
        statement("b", "2024-11-02", 8000, created=NEW),
    )
    assert "18 Oct 2024 “ ann: about a revision 2 · 2 Nov 2024 09:30 UTC · ben" in lines
    assert "~ann · present · Soldiers" in lines
    assert lines[-1].endswith("· not certain")


def test_an_event_speaks_with_the_voice_of_its_source() -> None:
    source = (Source(publisher="Gazette"),)
    lines, _ = told_of(
        statement("a", "2024-10-18", 3000, created=OLD, speaker=None, sources=source),
        statement("b", "2024-11-02", 8000, created=NEW, speaker=None, sources=source),
    )
    assert "Gazette · present · Soldiers" in lines


def test_a_store_that_does_not_say_when_records_came_says_so_and_tells_by_date() -> None:
    records = (statement("a", "2024-10-18"), statement("b", "2024-11-02"), statement("c", None))
    lines, told = told_of(*records)
    assert lines[0].startswith("What is new cannot be told: none of these records says when it came")
    assert "left out: 3 do not say when they came" in told.counted
    lines, told = told_of(*records, by=By.DATE)
    assert lines == ["NEW · 1 record", "2 Nov 2024 “ ann: about b"]
    assert "left out: 1 undated" in told.counted
    assert "what was deleted is not told, nor what was revised" in told.counted


def test_what_is_dated_by_its_publication_may_be_older_and_is_marked() -> None:
    lines, told = told_of(statement("a", "2024-11-02", date_basis=Basis.PUBLICATION), by=By.DATE)
    assert lines == ["NEW · 1 record that may be", "~≤ 2 Nov 2024 “ ann: about a"]
    assert "1 may be from before or since, marked ~" in told.counted


def test_by_date_an_expected_event_is_left_out_since_its_date_is_to_come() -> None:
    ahead = statement("a", "2024-11-02", 3000, kind=Kind.EVENT, expected=True, created=NEW)
    _, told = told_of(ahead, by=By.DATE)
    assert "left out: 1 expected, whose date is to come" in told.counted
    lines, _ = told_of(ahead)
    assert lines[0] == "NEW · 1 record"


def test_an_unreviewed_record_is_marked_and_counted() -> None:
    lines, told = told_of(statement("a", "2024-11-02", created=NEW, tags=(UNREVIEWED,)))
    assert lines[1].startswith("?2 Nov 2024")
    assert "1 unreviewed, marked ?" in told.counted


def test_only_what_matches_the_filters_is_told() -> None:
    chronology = chronology_of(
        statement("a", "2024-11-02", created=NEW), statement("b", "2024-11-02", created=NEW, speaker="ben")
    )
    only_ben = Query((Condition(Facet.SPEAKER, ("ben",)),))
    found, _ = found_in(chronology, day("2024-11-01"), By.STORE, only_ben)
    assert (len(found.new), found.looked_at) == (1, 1)


def test_an_empty_store_has_nothing_new() -> None:
    for by in By:
        found, told = found_in(IndexedChronology.build(()), day("2024-11-01"), by)
        assert found.is_empty
        assert told.line(0, 80).text == "Nothing is new since 1 Nov 2024."
        assert "0 records looked at" in told.counted


def test_hostile_texts_are_cleaned_in_every_line() -> None:
    for text in HOSTILE:
        figure = (Figure(series=text, low=1, state=text),)
        again = (Figure(series=text, low=2, state=text),)
        lines, told = told_of(
            statement("a", "2024-10-18", headline=text, speaker=text, created=OLD, figures=figure),
            statement("b", "2024-11-02", headline=text, speaker=text, created=NEW, figures=again, by=text),
        )
        assert len(lines) == 6
        assert not any(each in "".join(lines) for each in "\x1b\x9b\x07\r\t\u202e\u2028\ud800")
        assert told.title


@pytest.mark.parametrize(
    ("minutes_on", "text"),
    [(0, "31 Oct 2024"), (1, "31 Oct 2024 00:01 UTC"), (DAY - 1, "31 Oct 2024 23:59 UTC")],
)
def test_a_minute_is_told_to_the_minute_and_the_first_one_as_the_day(minutes_on: int, text: str) -> None:
    assert minute_in_words(day("2024-10-31") + minutes_on) == text


def test_a_time_of_another_zone_counts_in_utc() -> None:
    there = datetime(2024, 10, 31, 1, 30, tzinfo=timezone(timedelta(hours=2)))
    assert minute_of(there) == minute_of(datetime(2024, 10, 30, 23, 30, tzinfo=UTC)) == day("2024-10-31") - 30
