"""What a restricted session believes of its environment and of its command line."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronoterm.environment import PATH, Account, as_given, cleaned, is_ascii_only
from chronoterm.problems import ChronotermError
from chronoterm.restricted import read_request
from tests.cli.conftest import ROOT, assert_refused, spawn

ADA = Account("ada", "/home/ada")
BELIEVED = {
    "TERM": "tmux-256color",
    "COLORTERM": "truecolor",
    "LANG": "de_AT.UTF-8",
    "LC_ALL": "sr_RS.UTF-8@latin",
    "LC_CTYPE": "C.utf8",
    "TZ": "Europe/Kyiv",
    "NO_COLOR": "1",
    "SSH_CONNECTION": "192.0.2.7 50000 fe80::1%eth0 22",
    "SSH_TTY": "/dev/pts/4",
}
HOSTILE = {
    "TERM": ("../../tmp/evil", "/tmp/evil", "x" * 65, "xterm\n", ""),
    "COLORTERM": ("true color", "/tmp"),
    "LANG": ("/tmp/evil", "../evil", "C\0", "en_US.UTF-8/..", "%s%n"),
    "LC_ALL": ("/tmp/evil", "x" * 300, "en_US.\udcff"),
    "LC_CTYPE": ("./C.UTF-8", "ÜTF-8"),
    "TZ": (":/etc/passwd", "/etc/passwd", "../../etc/passwd", "posix/../x", ""),
    "SSH_TTY": ("/tmp/tty", "/dev/../tmp/x"),
    "SSH_CONNECTION": ("$(id)", "1.2.3.4 5 6.7.8.9"),
}
SWITCHES = (
    *("PYTHONPATH", "PYTHONHOME", "PYTHONINSPECT", "PYTHONSTARTUP", "PYTHONWARNINGS", "PYTHONPYCACHEPREFIX"),
    *("TEXTUAL", "TEXTUAL_DRIVER", "TEXTUAL_LOG", "TEXTUAL_PRESS", "TEXTUAL_SCREENSHOT"),
    *("EDITOR", "VISUAL", "PAGER", "BROWSER", "SHELL", "BASH_ENV", "ENV"),
    *("LD_PRELOAD", "LD_LIBRARY_PATH", "LOCPATH", "GCONV_PATH", "TERMINFO", "LC_MESSAGES", "LANGUAGE"),
    *("COLUMNS", "LINES", "CHRONOTERM_STORE", "XDG_STATE_HOME", "TMPDIR", "SSH_ORIGINAL_COMMAND", "TMUX"),
)
names = st.one_of(st.sampled_from((*BELIEVED, *SWITCHES, "HOME", "USER", "LOGNAME", "PATH")), st.text())
values = st.one_of(st.sampled_from(tuple(BELIEVED.values())), st.text())


# What is left of the environment


@given(st.dictionaries(names, values))
def test_cleaning_an_environment_twice_changes_nothing(environment: dict[str, str]) -> None:
    once = cleaned(environment, ADA)
    assert cleaned(once, ADA) == once


@given(st.dictionaries(names, values))
def test_nothing_is_left_but_the_terminal_the_locale_and_the_user(environment: dict[str, str]) -> None:
    left = cleaned(environment, ADA)
    assert set(left) <= {*BELIEVED, "HOME", "USER", "LOGNAME", "PATH"}
    assert (left["HOME"], left["USER"], left["LOGNAME"]) == ("/home/ada", "ada", "ada")
    assert left["PATH"] == PATH
    assert all(".." not in value and value.isascii() and value.isprintable() for value in left.values())


def test_what_an_ordinary_session_says_of_its_terminal_is_believed() -> None:
    left = cleaned(BELIEVED, ADA)
    assert {name: left[name] for name in BELIEVED} == BELIEVED


@pytest.mark.parametrize(("name", "value"), [(name, each) for name in HOSTILE for each in HOSTILE[name]])
def test_a_value_that_is_more_than_a_name_is_not_believed(name: str, value: str) -> None:
    assert name not in cleaned({name: value}, ADA)


@pytest.mark.parametrize("name", SWITCHES)
def test_no_switch_gets_through(name: str) -> None:
    assert name not in cleaned({name: "1"}, ADA)


def test_somebody_without_a_home_gets_none_from_the_environment() -> None:
    assert "HOME" not in cleaned({"HOME": "/root"}, Account("1234", None))


def test_a_locale_that_python_made_up_is_not_taken_for_the_users() -> None:
    """Python sets LC_CTYPE=C.UTF-8 where the locale is C, before any of our code runs."""
    code = (
        "import os; from chronoterm.environment import as_given, is_ascii_only;"
        "print(is_ascii_only(as_given(os.environ)))"
    )
    for given_locale, expected in (
        ({"LANG": "C"}, "True"),
        ({"LANG": "POSIX"}, "True"),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, "False"),
        ({}, "False"),
        ({"LC_ALL": "C"}, "True"),
    ):
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env=given_locale,
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout == f"{expected}\n", given_locale
    assert as_given({"LANG": "de_AT.UTF-8", "LC_CTYPE": "C.UTF-8"})["LC_CTYPE"] == "C.UTF-8"
    assert is_ascii_only({"LANG": "de_AT.ISO-8859-1"})


# What the administrator's line may say


def test_one_store_and_how_it_is_opened_are_read() -> None:
    line = ["--restricted", "/srv/team.json", "--read-only", "--state", "/var/lib/chronoterm"]
    request = read_request(line)
    assert request == (Path("/srv/team.json"), True, False, "/var/lib/chronoterm")
    assert read_request(line[::-1][2:][::-1]).state is None
    assert read_request(["/srv/team.json", "--state", "none", "--fresh", "--restricted"]).fresh


@pytest.mark.parametrize(
    "line",
    [
        (),
        ("team.json",),
        ("./team.json",),
        ("/a.json", "/b.json"),
        ("list",),
        ("list", "/a.json"),
        ("/a.json", "list"),
        ("/a.json", "-s", "/b.json"),
        ("/a.json", "--format", "csv"),
        ("/a.json", "--state"),
        ("/a.json", "--state", "here"),
        ("/a.json", "--state=/tmp"),
        ("--", "/a.json"),
        ("-h",),
        ("--version",),
    ],
)
def test_whatever_else_stands_in_it_is_refused(line: tuple[str, ...]) -> None:
    with pytest.raises(ChronotermError, match="--restricted takes the absolute path of one store"):
        read_request(["--restricted", *line])


@pytest.mark.parametrize(
    "line",
    [
        ("list", "--restricted", "{}"),
        ("--restricted", "list", "-s", "{}"),
        ("--restricted", "check", "{}"),
        ("-s", "{}", "--restricted"),
        ("--restricted", "-h"),
        ("show", "x", "--restricted"),
    ],
)
def test_no_other_command_is_reachable(line: tuple[str, ...], sample: Path) -> None:
    arguments = (each.format(sample) for each in line)
    assert_refused(spawn(*arguments), "--restricted takes the absolute path of one store")
