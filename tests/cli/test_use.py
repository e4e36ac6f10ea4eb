import json
from pathlib import Path

import pytest

from chronoterm import __version__
from chronoterm.cli import cli
from chronoterm.opening import chosen_path, sample_path
from tests.cli.conftest import RunCli, assert_refused
from tests.conftest import MakeStore

COMMANDS = ((), ("list",), ("facets",), ("histogram",), ("show",), ("check",), ("open",))


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_teaches_by_examples(command: tuple[str, ...], option: str, run_cli: RunCli) -> None:
    ran = run_cli(*command, option)
    assert (ran.code, ran.err) == (0, "")
    examples = ran.out.partition("\n  Examples:\n")[2].splitlines()
    assert len(examples) >= 2
    assert all(line.startswith("    chronoterm") for line in examples)
    assert ran.out.isascii()


def test_the_help_names_every_command(run_cli: RunCli) -> None:
    out = run_cli("-h").out
    for name, command in cli.commands.items():
        assert command.hidden or f"\n  {name} " in out


def test_help_is_given_beside_the_name_of_a_store_too(run_cli: RunCli, sample: Path) -> None:
    assert run_cli(sample, "-h").out == run_cli("-h").out
    assert run_cli(sample, "--version").out == f"chronoterm {__version__}\n"


def test_the_version_is_told(run_cli: RunCli) -> None:
    assert run_cli("--version") == (0, f"chronoterm {__version__}\n", "")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("lst",), ("“lst”", "no file", "no command", "list, show, facets")),
        (("nosuch.json",), ("nosuch.json: no such file",)),
        (("lst", "--actor", "x"), ("“lst”", "no command")),
        (("",), ("no file",)),
        (("\x1b[31m[/x]\udcff",), ("[/x]",)),
        (("--nope",), ("--nope", "chronoterm -h")),
        (("--actor", "zelenskyy"), ("--actor",)),
        (("list", "--nope"), ("--nope", "chronoterm list -h")),
        (("list", "-f", "csv"), ("-f", "chronoterm list -h")),
        (("list", "-limit", "3"), ("-limit", "--limit")),
        (("list", "-sort=date"), ("-sort=date", "--sort")),
        (("list", "--fresh"), ("--fresh",)),
        (("--fresh", "list"), ("--fresh", "screen")),
        (("facets", "colour"), ("colour", "speaker")),
        (("facets", "actor", "--sort", "date"), ("--sort", "chronoterm facets -h")),
        (("histogram", "--by", "fortnight"), ("fortnight", "week")),
        (("histogram", "--by"), ("--by",)),
        (("list", "--format", "xml"), ("xml", "jsonl")),
        (("list", "--kind", "rumour"), ("rumour", "statement")),
        (("list", "--limit", "many"), ("many",)),
        (("list", "--actor"), ("--actor",)),
        (("show",), ("ID", "chronoterm show -h")),
        (("show", "a", "b"), ("b",)),
        (("check", "a", "b"), ("b",)),
        (("open", "a", "b"), ("b",)),
        (("-s",), ("-s",)),
        (("-s", "nosuch.json"), ("nosuch.json: no such file",)),
        (("-s", "nosuch.json", "list"), ("nosuch.json: no such file",)),
        (("--store=nosuch.json", "list"), ("nosuch.json: no such file",)),
        (("show", "a", "-s", "nosuch.json"), ("nosuch.json: no such file",)),
    ],
)
def test_a_mistake_in_use_is_one_sentence_and_exit_code_2(
    arguments: tuple[str, ...], words: tuple[str, ...], run_cli: RunCli
) -> None:
    assert_refused(run_cli(*arguments), *words)


def _title(out: str) -> str:
    return out.partition(" · ")[0]


def test_the_named_store_comes_before_the_environments_and_that_before_the_sample(
    make_store: MakeStore, tmp_path: Path, run_cli: RunCli, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = make_store(tmp_path, ["x"], meta={"title": "named"}, name="named.json")
    environments = make_store(tmp_path, ["x"], meta={"title": "environment"}, name="environment.json")
    assert _title(run_cli("list").out) == "DPRK troops in Russia (sample)"
    monkeypatch.setenv("CHRONOTERM_STORE", str(environments))
    for arguments in (("list",), (), ("open",)):
        assert _title(run_cli(*arguments).out) == "environment"
    for before in (("-s", named), ("--store", named), (f"--store={named}",)):
        assert _title(run_cli(*before).out) == "named"
        assert _title(run_cli(*before, "list").out) == "named"
        assert _title(run_cli("list", *before).out) == "named"
        assert run_cli("check", *before).out.startswith(str(named))
        assert run_cli("show", "r1", *before).code == 0
    assert _title(run_cli(named).out) == "named"
    monkeypatch.setenv("CHRONOTERM_STORE", "")
    assert _title(run_cli("list").out) == "DPRK troops in Russia (sample)"


def test_a_store_called_like_a_command_can_be_opened(
    make_store: MakeStore, tmp_path: Path, run_cli: RunCli, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_store(tmp_path, ["x"], meta={"title": "a file"}, name="list")
    monkeypatch.chdir(tmp_path)
    assert _title(run_cli("./list").out) == "a file"
    assert _title(run_cli("open", "list").out) == "a file"
    assert _title(run_cli("list").out) == "DPRK troops in Russia (sample)"


def test_the_sample_is_called_so_wherever_it_is_opened_from(
    run_cli: RunCli, tmp_path: Path, sample: Path
) -> None:
    (tmp_path / "link.json").symlink_to(sample)
    assert _title(run_cli(tmp_path / "link.json").out).endswith("(sample)")
    (tmp_path / "copy.json").write_bytes(sample.read_bytes())
    assert _title(run_cli(tmp_path / "copy.json").out) == "DPRK troops in Russia"


def test_the_sample_is_there_without_any_setting() -> None:
    assert chosen_path(None) == sample_path()
    assert json.loads(sample_path().read_text("utf-8"))["meta"]


BAD = {
    "empty.json": b"",
    "blank.json": b" \n ",
    "text.json": b"hello",
    "cut.json": b'{"records": {"1": {"id": "a"',
    "more.json": b'{"records": {}} x',
    "wide.json": '{"records": {}}'.encode("utf-16"),
    "mark.json": b'\xef\xbb\xbf{"records": {}}',
    "deep.json": b"[" * 100_000,
    "list.json": b"[]",
    "other.json": b'{"_default": {}}',
    "newer.json": b'{"meta": {"1": {"schema": 99}}, "records": {}}',
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("command", [("list", "-s"), ("show", "x", "-s"), ("check",), ()])
def test_a_file_that_is_no_store_is_one_sentence_in_every_command(
    name: str, command: tuple[str, ...], tmp_path: Path, run_cli: RunCli
) -> None:
    path = tmp_path / name
    path.write_bytes(BAD[name])
    before = path.stat()
    assert_refused(run_cli(*command, path), name)
    assert path.read_bytes() == BAD[name]
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert [each.name for each in tmp_path.iterdir()] == [name]


def test_a_folder_is_refused_in_every_command(tmp_path: Path, run_cli: RunCli) -> None:
    for command in (("list", "-s"), ("show", "x", "-s"), ("check",), ()):
        assert_refused(run_cli(*command, tmp_path), "is a folder")
