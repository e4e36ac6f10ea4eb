"""The records of the benchmark in all their forms, and what is made of its figures."""

import csv
import io
import json
import random
import sqlite3
from collections import Counter
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench import generate, micro, ours, report
from bench.dataset import dataset
from bench.demands import TINYDB, Judge, Judged, growth
from bench.figures import Figures, Spread
from bench.peers import FZF, PEERS, VISIDATA, WHERE
from bench.steps import FILTER, FIRST_ROWS, LOADED, MOVE, SORT, TYPED
from chronoterm.opening import open_chronology

RECORDS = 300


def written(records: int, seed: int = 1) -> str:
    file = io.StringIO()
    generate.write_store(records, seed, file)
    return file.getvalue()


def test_the_same_number_and_seed_give_the_same_bytes() -> None:
    assert written(50) == written(50)
    assert written(50) != written(50, seed=2)


def test_nothing_in_an_invented_store_needs_attention(tmp_path: Path) -> None:
    path = tmp_path / "store.json"
    path.write_text(written(RECORDS), encoding="utf-8")
    _, chronology = open_chronology(path)
    assert (chronology.total, len(chronology.problems)) == (RECORDS, 0)


@given(st.integers(1, 100_000))
def test_the_windows_that_are_measured_have_no_record_in_common(total: int) -> None:
    places = micro.places_in(total)
    assert len(places) == min(micro.TIMES + 1, max(1, total // micro.SCREEN))
    assert all(0 <= each < total for each in places)
    assert all(other - one >= micro.SCREEN for one, other in pairwise(sorted(places)))


def test_words_are_many_and_a_few_of_them_frequent() -> None:
    words = generate.vocabulary(generate.VOCABULARY)
    assert len(set(words)) == generate.VOCABULARY
    text = generate.Writer(random.Random(1), words).text(20_000)
    most = Counter(text.lower().replace(".", "").split()).most_common()
    assert most[0][0] == words[0]
    assert most[0][1] > 10 * most[50][1]
    assert len(most) > 5_000


def test_one_record_in_ten_has_figures() -> None:
    with_figures = sum("figures" in each for each in generate.records(5_000, random.Random(1)))
    assert 400 < with_figures < 600


def test_names_are_not_given_twice() -> None:
    for documents in (generate.actors(), generate.places()):
        names = [each["name"] for each in documents]
        assert len(set(names)) == len(names)


def test_all_forms_hold_the_same_records(tmp_path: Path) -> None:
    made = dataset(RECORDS, tmp_path, list[str]().append)
    store = json.loads(made.store.read_text(encoding="utf-8"))
    ids = [each["id"] for each in store["records"].values()]
    with made.csv.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [each["id"] for each in rows] == ids
    lines = made.lines.read_text(encoding="utf-8").splitlines()
    assert sorted(each.split()[2] for each in lines) == ids
    assert all(before[:19] <= after[:19] for before, after in pairwise(lines))
    with closing(sqlite3.connect(made.database)) as database:
        assert [each for (each,) in database.execute("SELECT id FROM records ORDER BY rowid")] == ids
    for row, record in zip(rows, store["records"].values(), strict=True):
        assert (row["headline"], row["quote"]) == (record["headline"], record.get("quote", ""))


def test_records_that_are_there_are_not_made_again(tmp_path: Path) -> None:
    told: list[str] = []
    first = dataset(RECORDS, tmp_path, told.append)
    assert dataset(RECORDS, tmp_path, told.append) == first
    assert len(told) == 1


@given(st.lists(st.floats(0, 1e9), min_size=1))
def test_a_spread_has_its_middle_between_its_ends(samples: list[float]) -> None:
    spread = Spread.of(samples)
    assert spread.number == len(samples)
    assert spread.least == min(samples) <= spread.median <= spread.most == max(samples)
    assert spread.late in samples
    assert sum(each <= spread.late for each in samples) >= 0.95 * len(samples)


def test_samples_come_back_as_they_were_kept(tmp_path: Path) -> None:
    figures = Figures()
    figures.add("one", 10, "move", 1.0, None, 2.0)
    figures.add("other", 10, "move", None)
    figures.save(tmp_path / "samples.json")
    back = Figures.load(tmp_path / "samples.json")
    assert back.programs(10) == ["one"]
    assert back.median("one", 10, "move") == 1.5
    assert back.median("other", 10, "move") is None


def measured() -> Figures:
    """What a run might bring at 1,000 records."""
    figures = Figures()
    figures.add(ours.SAMPLE, 0, FIRST_ROWS, 300.0)
    for measure, value in {FIRST_ROWS: 420.0, FILTER: 30.0, TYPED: 60.0, SORT: 20.0, MOVE: 4.0}.items():
        figures.add(ours.NAME, 1000, measure, value)
    figures.add(ours.NAME, 1000, ours.FACETS, 2_000.0)
    figures.add(VISIDATA.name, 1000, FIRST_ROWS, 500.0)
    figures.add(FZF.name, 1000, TYPED, 400.0)
    figures.add(TINYDB, 1000, LOADED, 10_000.0)
    return figures


@pytest.mark.parametrize(
    ("what", "is_met"),
    [
        ("first rows, index kept", True),
        ("… and ahead of VisiData", True),
        ("facets, orders and dates ready, no index", True),
        ("facet filter, Enter to paint, p95", True),
        ("… against a key typed in fzf", True),
        ("each key of a typed filter, p95", False),
        ("… against fzf", False),
        ("first sort by another column, p50", True),
        ("words ready, no index", None),
        ("edit acknowledged, p95", None),
    ],
)
def test_each_demand_is_judged_by_what_was_measured(what: str, is_met: bool | None) -> None:
    judged: dict[str, Judged] = {each.what: each for each in Judge(measured(), 1000).all()}
    assert judged[what].is_met is is_met


def test_what_costs_more_with_more_records_is_seen() -> None:
    figures = measured()
    figures.add(ours.NAME, 100, MOVE, 1.9)
    figures.add(ours.NAME, 100, FILTER, 29.0)
    judged = {each.what: each.is_met for each in growth(figures, [100, 1000])}
    assert (judged["growth: move"], judged["growth: filter"], judged["growth: page"]) == (False, True, None)


def test_the_page_tells_what_is_missed_and_what_was_not_measured() -> None:
    page = report.document(measured(), [10, 100, 1000], ["three runs"])
    assert "| 1,000 | each key of a typed filter, p95 | ≤ 50 ms | 60.0 ms" in page
    missed = next(line for line in page.splitlines() if line.startswith("Missed: "))
    assert "each key of a typed filter, p95 (at 1,000)" in missed
    assert "facet filter" not in missed
    unmeasured = next(line for line in page.splitlines() if line.startswith("Not measured: "))
    assert "words ready, no index (at 1,000)" in unmeasured
    assert "| first rows, ms | 420 | 500 · 1.2 × |" in page


def test_the_page_tells_how_to_get_every_peer() -> None:
    page = report.document(measured(), [10, 100, 1000], [])
    assert all(f"| {peer.name} |" in page for peer in PEERS)


def test_what_sessions_leave_is_removed_and_an_index_is_not(tmp_path: Path) -> None:
    store = tmp_path / "store.json"
    kept = (store, *ours.index_files(store), tmp_path / "records.csv")
    left = (tmp_path / "store.json.journal", tmp_path / ".store.json.lock", tmp_path / ".store.json.open")
    for each in (*kept, *left):
        each.touch()
    ours.tidy(store)
    assert sorted(tmp_path.iterdir()) == sorted(kept)


def test_a_peer_is_found_where_the_environment_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv(WHERE, "")
    assert FZF.find() is None
    program = tmp_path / "fzf"
    program.touch(mode=0o700)
    monkeypatch.setenv(WHERE, str(tmp_path))
    assert FZF.find() == str(program)
