"""`chronoterm briefing`: what matches, or a saved briefing in its order, with every source and date."""

from pathlib import Path

import pytest

from chronoterm.directories import state_folder
from chronoterm.keeping.keeper import Keeper
from chronoterm.keeping.remembered import SavedBriefing
from tests.cli.conftest import RunCli, assert_refused
from tests.cli.test_hostile import _assert_harmless as assert_harmless
from tests.conftest import MakeStore

ORDER = ("first-dprk-units-arrive-24mb", "budanov-11000-in-training-rqe4")


def keep(store: Path, name: str, *records: str) -> None:
    Keeper(store, state_folder()).change(lambda kept: kept.with_briefing(SavedBriefing(name, records)))


def test_each_record_is_printed_with_its_place_quote_source_and_date(run_cli: RunCli) -> None:
    ran = run_cli("briefing", "speaker:budanov")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(
        "Briefing\nDPRK troops in Russia (sample) · 2 of 15 · FILTERED · speaker: Kyrylo Budanov"
    )
    assert "── 1 of 2 ─" in ran.out
    assert "── 2 of 2 ─" in ran.out
    assert "— Kyrylo Budanov, Head of Defence Intelligence of Ukraine" in ran.out
    assert "Figures  c. 11,000 training · North Korean soldiers for Russia" in ran.out
    assert ran.out.count("\nDated    ") == ran.out.count("\nSource   ") == 2


def test_a_saved_briefing_is_printed_in_its_own_order(sample: Path, run_cli: RunCli) -> None:
    keep(sample, "Monday morning", *ORDER)
    ran = run_cli("briefing", "Monday", "morning")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Briefing · Monday morning\nDPRK troops in Russia (sample) · 2 of 15\n")
    assert ran.out.index("First DPRK units") < ran.out.index("About 11,000")


@pytest.mark.parametrize(
    ("form", "signs"), [("md", ("# Monday", "### 1. ", "### 2. ")), ("html", (">Monday</h1>",))]
)
def test_a_saved_briefing_is_exported_in_its_own_order(
    sample: Path, run_cli: RunCli, form: str, signs: tuple[str, ...]
) -> None:
    keep(sample, "Monday", *ORDER)
    ran = run_cli("briefing", "Monday", "--format", form)
    assert (ran.code, ran.err) == (0, "")
    for each in (*signs, "2 records chosen, of 15 · in an order of their own"):
        assert each in ran.out
    headings = [each for each in ran.out.splitlines() if each.startswith(("### ", "<h3"))]
    assert ["First DPRK units reach" in each for each in headings] == [True, False]


def test_what_matches_is_exported_as_export_does(run_cli: RunCli) -> None:
    ran = run_cli("briefing", "speaker:budanov", "--format", "md")
    exported = run_cli("export", "speaker:budanov", "--to", "-", "--format", "markdown")
    assert ran.out.splitlines()[3:] == exported.out.splitlines()[3:]


def test_what_is_gone_of_a_saved_briefing_is_told(sample: Path, run_cli: RunCli) -> None:
    keep(sample, "Monday", "lost", *ORDER)
    ran = run_cli("briefing", "Monday")
    assert ran.code == 0
    assert ran.err == "chronoterm: 1 of 3 is gone: lost\n"
    keep(sample, "Tuesday", "lost")
    ran = run_cli("briefing", "Tuesday")
    assert (ran.code, ran.out) == (1, "")
    assert "no record is left in this briefing" in ran.err


def test_a_briefing_of_what_was_known_then_says_so(sample: Path, run_cli: RunCli) -> None:
    keep(sample, "Monday", *ORDER)
    ran = run_cli("briefing", "Monday", "--as-of", "2024-10-20")
    assert "1 of 2 was not known then" in ran.err
    assert "AS OF 20 Oct 2024" in ran.out
    assert "── 1 of 1 ─" in ran.out


def test_the_saved_briefings_are_listed(sample: Path, run_cli: RunCli) -> None:
    ran = run_cli("briefing", "--list")
    assert (ran.code, ran.out) == (1, "")
    assert "no briefing is saved for this store" in ran.err
    keep(sample, "Monday", *ORDER)
    keep(sample, "Tuesday", *ORDER[:1])
    ran = run_cli("briefing", "--list")
    assert (ran.code, ran.out, ran.err) == (0, "    2  Monday\n    1  Tuesday\n", "")


def test_where_nothing_matches_the_exit_code_says_so(run_cli: RunCli) -> None:
    ran = run_cli("briefing", "speaker:budanov", "kind:event", "nowhere-to-be-found")
    assert (ran.code, ran.out) == (1, "")
    assert "nothing matched" in ran.err


def test_an_empty_store_has_nothing_to_brief(make_store: MakeStore, tmp_path: Path, run_cli: RunCli) -> None:
    assert run_cli("briefing", "-s", make_store(tmp_path, [])).code == 1


def test_a_damaged_file_of_kept_things_is_told_and_is_in_nobodys_way(sample: Path, run_cli: RunCli) -> None:
    keep(sample, "Monday", *ORDER)
    Keeper(sample, state_folder()).path.write_text("{", encoding="utf-8")
    ran = run_cli("briefing", "speaker:budanov")
    assert ran.code == 0
    assert "What you kept for this store is damaged" in ran.err


def test_hostile_text_is_printed_cleaned(hostile_store: Path, run_cli: RunCli) -> None:
    keep(hostile_store, "\x1b]0;x\x07")
    for command in (("briefing",), ("briefing", "--list"), ("briefing", "--format", "md")):
        assert_harmless(run_cli(*command, "-s", hostile_store).out)


def test_an_unknown_form_is_refused(run_cli: RunCli) -> None:
    assert_refused(run_cli("briefing", "--format", "pdf"), "pdf")
