import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from chronoterm.opening import open_chronology
from chronoterm.ordering import CHRONOLOGICAL
from chronoterm.query import ALL
from chronoterm.records import Basis, Kind, Record
from chronoterm.store.store import Store
from tests.conftest import read_plainly

ROOT = Path(__file__).resolve().parents[2]
SEED = Path(os.environ.get("CHRONOTERM_SEED") or ROOT.parent / "shared" / "seed")
Gold = Mapping[str, Any]


@pytest.fixture(scope="module")
def records() -> list[Record]:
    """The records of the sample in the order of the file."""
    store = Store.open(ROOT / "data" / "chronology.json")
    return [store.record(entry.id) for entry in store.entries]


def test_the_sample_is_what_its_readable_form_makes() -> None:
    command = [sys.executable, "data/build.py", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_tinydb_alone_reads_the_sample(sample: Path, records: list[Record]) -> None:
    assert [each["id"] for each in read_plainly(sample)] == [record.id for record in records]
    assert {each["schema"] for each in read_plainly(sample, "meta")} == {1}


def test_the_sample_has_its_kinds_of_dates(records: list[Record]) -> None:
    assert len(records) == 15
    assert [record.date_label for record in records if record.date is None] == ["undated"]
    published = [record for record in records if record.date_basis is Basis.PUBLICATION]
    assert [record.date_label for record in published] == ["≤ 31 Oct 2024"] * 7
    expected = [record for record in records if record.expected]
    assert [record.date for record in expected] == ["2024-10-31~/2024-11-07~", "2024-11-01/.."]
    assert all(record.kind is Kind.EVENT and record.speaker for record in expected)


def test_the_undated_record_of_the_sample_comes_last(sample: Path) -> None:
    chronology = open_chronology(sample)[1]
    starts = [
        row.entry.when.start for row in chronology.view(ALL, CHRONOLOGICAL).window(0, 15) if row.entry.when
    ]
    assert starts == sorted(starts)
    assert len(starts) == 14
    assert chronology.view(ALL, CHRONOLOGICAL).window(14, 1)[0].entry.when is None


def test_every_name_of_the_sample_is_told_about(sample: Path, records: list[Record]) -> None:
    store = Store.open(sample)
    actors, places, series = (
        {each.id for each in table} for table in (store.actors, store.places, store.series)
    )
    for record in records:
        assert set(record.actors) <= actors
        assert record.speaker is None or record.speaker in record.actors
        assert set(record.places) <= places
        assert {figure.series for figure in record.figures} <= series


# Against the article that the sample was made from, and its facts told by hand, where they are at hand.


@pytest.fixture(scope="module")
def article() -> str:
    if not SEED.is_dir():
        pytest.skip("the article is not at hand (CHRONOTERM_SEED)")
    return (SEED / "article-2024-10-31.txt").read_bytes().decode()


@pytest.fixture(scope="module")
def gold(article: str) -> Gold:
    found: Gold = json.loads((SEED / "gold.json").read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def pairs(gold: Gold, records: list[Record]) -> list[tuple[Record, Gold]]:
    """Each record with its facts; both files go through the article in one order."""
    return list(zip(records, gold["records"], strict=True))


def test_every_quote_and_phrase_of_the_sample_stands_in_the_article(
    records: list[Record], article: str
) -> None:
    assert sum(record.quote is not None for record in records) == 4
    for record in records:
        (source,) = record.sources
        assert source.span is not None
        passage = article[slice(*source.span)]
        texts = [record.quote, record.date_text, *(figure.text for figure in record.figures)]
        assert [text for text in texts if text is not None and text not in passage] == []
        assert source.sha256 == hashlib.sha256(article.encode()).hexdigest()


def test_headlines_and_summaries_of_the_sample_are_in_words_of_its_own(
    records: list[Record], article: str
) -> None:
    for record in records:
        assert record.headline not in article
        assert record.summary is not None
        assert record.summary not in article


def test_kinds_and_speakers_of_the_sample_are_right(pairs: list[tuple[Record, Gold]]) -> None:
    for record, facts in pairs:
        assert record.sort_of == {"forecast": "expected"}.get(facts["kind"], facts["kind"])
        assert record.speaker == facts["speaker"]
        assert record.speaker_role == facts["speaker_role"]


def test_dates_of_the_sample_are_right(pairs: list[tuple[Record, Gold]]) -> None:
    for record, facts in pairs:
        told = facts["date"]
        if told["precision"] == "undated":
            assert record.date is None
        elif told["bound"] == "window":
            assert record.date == f"{told['start']}~/{told['end']}~"
        elif told["bound"] == "earliest":
            assert record.date == f"{told['start']}/.."
        else:
            assert record.date == told["start"] == told["end"]
        assert (record.date_basis or Basis.NONE).value == told["basis"]
        assert record.date_text == told["text"]


def test_quotes_of_the_sample_are_those_of_the_article(pairs: list[tuple[Record, Gold]]) -> None:
    for record, facts in pairs:
        assert record.quote == (facts["quotes"][0].rstrip(",") if facts["quotes"] else None)


def test_figures_of_the_sample_are_right(pairs: list[tuple[Record, Gold]]) -> None:
    for record, facts in pairs:
        assert [(each.low, each.high, each.state, each.approx, each.text) for each in record.figures] == [
            (each["value"], each["value"], each["state"], each["approx"], each["text"])
            for each in facts["figures"]
        ]


@pytest.mark.parametrize("field", ["actors", "places"])
def test_actors_and_places_of_the_sample_are_right(field: str, pairs: list[tuple[Record, Gold]]) -> None:
    for record, facts in pairs:
        wanted: list[set[str]] = []
        allowed: set[str] = {record.speaker} if record.speaker else set()
        for each in facts[field]:
            told = {"id": each} if isinstance(each, str) else each
            right = {told["id"], *told.get("accept", ())}
            allowed |= right
            if not told.get("optional"):
                wanted.append(right)
        named = set(getattr(record, field))
        assert named <= allowed
        assert all(named & right for right in wanted)


def test_sources_of_the_sample_are_right(pairs: list[tuple[Record, Gold]]) -> None:
    for record, facts in pairs:
        spans = facts["spans"]
        assert record.sources[0].span == (spans[0][0], spans[-1][1])
        assert record.sources[0].published == "2024-10-31"
        assert (record.sources[0].via is not None) == ("KBS interview" in facts["source_chain"])


def test_relations_of_the_sample_are_right(pairs: list[tuple[Record, Gold]], gold: Gold) -> None:
    ids = {facts["id"]: record.id for record, facts in pairs}
    found = {(record.id, each.type.value, each.to) for record, _ in pairs for each in record.relations}
    told = [
        ((ids[each["from"]], each["type"].removesuffix("-of"), ids[each["to"]]), each.get("optional", False))
        for each in gold["relations"]
    ]
    assert {relation for relation, optional in told if not optional} <= found
    assert found <= {relation for relation, _ in told}
