"""`chronoterm add --from`: a record as a text."""

import io
from pathlib import Path

import pytest

from tests.cli.conftest import RunCli, assert_refused
from tests.cli.editing import documents, edits
from tests.cli.editing import store as store  # noqa: PLC0414 - a fixture


def test_the_template_filled_in_is_a_record(store: Path, run_cli: RunCli, tmp_path: Path) -> None:
    template = run_cli("add", "--template")
    assert (template.code, template.err) == (0, "")
    text = tmp_path / "new.toml"
    text.write_text(
        template.out.replace('headline = ""', 'headline = "Talks begin"').replace(
            "#actors = []", 'actors = ["Lund"]'
        ),
        encoding="utf-8",
    )
    ran = run_cli("add", "-s", store, "--from", text)
    assert (ran.code, ran.err) == (0, "")
    document = documents(store)[ran.out.strip()]
    assert (document["kind"], document["headline"], document["actors"]) == (
        "event",
        "Talks begin",
        ["ada-lund"],
    )


def test_a_text_comes_from_standard_input_too(
    store: Path, run_cli: RunCli, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = 'kind = "event"\nheadline = "Київ"\ndate = "oct 2024"\n'
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    ran = run_cli("add", "-s", store, "--from", "-")
    assert (ran.code, ran.err) == (0, "")
    assert documents(store)[ran.out.strip()]["date"] == "2024-10"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (b'kind = "event"\nheadline = "x"\ndate = "never"\n', "line 3, column 1: date: "),
        (b'kind = "event"\nheadline = "x\n', "line 2, column "),
        (b'kind = "event"\n', "line 1, column 1: headline: a headline is needed"),
        (b'kind = "event"\nheadline = "x"\nid = "mine"\n', "line 3, column 1: id: cannot be edited"),
        (b'kind = "event"\nheadline = "\xff"\n', "line 2: is not UTF-8"),
    ],
)
def test_a_fault_in_a_text_is_one_sentence_with_its_place_and_nothing_is_written(
    text: bytes, place: str, store: Path, run_cli: RunCli, tmp_path: Path
) -> None:
    file = tmp_path / "new.toml"
    file.write_bytes(text)
    assert_refused(run_cli("add", "-s", store, "--from", file), f"{file}, {place}")
    assert edits(store) == 0


def test_a_text_that_is_not_there_or_never_ends_is_one_sentence(
    store: Path, run_cli: RunCli, tmp_path: Path
) -> None:
    assert_refused(
        run_cli("add", "-s", store, "--from", tmp_path / "no.toml"), "cannot be read (No such file"
    )
    assert_refused(run_cli("add", "-s", store, "--from", tmp_path), "cannot be read (Is a directory)")
    assert_refused(run_cli("add", "-s", store, "--from", "/dev/zero"), "too long")


def test_a_text_and_options_are_not_mixed(store: Path, run_cli: RunCli) -> None:
    assert_refused(run_cli("add", "-s", store, "--from", "-", "--headline", "x"), "--from")
    assert_refused(run_cli("add", "-s", store, "--template", "--tag", "x"), "--template")
