"""What was known on a day, on the command line: a part of a chronology that says which part."""

from pathlib import Path

import pytest

from chronoterm.cli import run

SAID = ["list", "--as-of", "20 oct 2024"]


def test_a_list_as_of_a_day_has_what_was_known_then_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(SAID) == 0
    told = capsys.readouterr().out
    assert "4 of 15 known · AS OF 20 Oct 2024 · by what had been said or reported" in told
    assert told.count("statement") == 3
    assert "About 10,000 DPRK troops planned" in told
    assert "About 3,000 now" not in told


def test_the_query_language_asks_for_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    run(SAID)
    by_option = capsys.readouterr().out
    assert run(["list", "as-of:2024-10-20"]) == 0
    assert capsys.readouterr().out == by_option


def test_by_what_sources_had_published_nothing_was_known_and_the_way_back_is_told(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run([*SAID, "--known", "published"]) == 1
    assert "15  as known today" in capsys.readouterr().err


def test_counts_are_of_what_was_known(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["facets", "speaker", "--as-of", "2024-10-20", "--format", "csv"]) == 0
    assert "rutte" not in capsys.readouterr().out
    assert run(["histogram", "--by", "day", "--as-of", "2024-10-20", "--format", "tsv"]) == 0
    days = dict(line.split("\t")[1:] for line in capsys.readouterr().out.splitlines())
    assert (days["2024-10-18"], days["2024-10-28"]) == ("1", "0")


def test_an_export_says_of_which_day_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "brief.md"
    assert run(["export", "--as-of", "2024-10-20", "--to", str(target)]) == 0
    capsys.readouterr()
    text = target.read_text(encoding="utf-8")
    assert text.startswith("# DPRK troops in Russia (sample) (as of 20 Oct 2024)\n")
    assert "AS OF 20 Oct 2024" in text
    assert "4 of 15 records" in text
    assert "28 October" not in text


@pytest.mark.parametrize("day", ["soon", "3/2/2022", "2024-11-01/.."])
def test_what_is_no_day_is_refused_with_a_sentence(day: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["list", "--as-of", day]) == 2
    told = capsys.readouterr()
    assert not told.out
    assert told.err.startswith("chronoterm: ")
    assert "Traceback" not in told.err
