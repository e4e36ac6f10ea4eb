"""A restricted session: one store and nothing else, the wall behind it, and rights."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from chronoterm.confined import Allowed, watch
from chronoterm.modes import ALL_RIGHTS, Need, Rights
from chronoterm.restricted import GUARD
from chronoterm.store.replacing import temporary_name
from tests.cli.conftest import ROOT, Ran, assert_refused
from tests.conftest import MakeStore

# One store, and nothing else


def restricted(store: Path, *options: str | Path, **environment: str) -> Ran:
    """`python -I -m chronoterm --restricted STORE`, as the administrator's line starts it, without a terminal."""
    return started(("-I",), store, *options, **environment)


def started(start: Sequence[str], store: Path, *options: str | Path, **environment: str) -> Ran:
    """The same with an interpreter that is started in another way."""
    done = subprocess.run(
        [sys.executable, *start, "-m", "chronoterm", "--restricted", str(store), *map(str, options)],
        cwd=ROOT,
        env={"LANG": "C.UTF-8", **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture
def team(make_store: MakeStore, tmp_path: Path) -> Path:
    """A store in a folder of its own."""
    folder = tmp_path / "team"
    folder.mkdir()
    return make_store(folder, ["First", "Second"], meta={"schema": 1, "title": "Team"}, name="team.json")


def test_without_a_terminal_the_chronology_is_printed(team: Path) -> None:
    ran = restricted(team, "--state", "none")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Team · 2 records\n")


def test_no_environment_changes_which_store_is_opened(team: Path, sample: Path) -> None:
    assert restricted(team, "--state", "none", CHRONOTERM_STORE=str(sample)).out.startswith("Team")


def test_what_was_asked_of_the_server_is_told_in_one_line_and_not_run(team: Path, tmp_path: Path) -> None:
    asked = f"touch {tmp_path}/x; \x1b]0;title\x07\n echo {'y' * 1000}"
    ran = restricted(team, "--state", "none", SSH_ORIGINAL_COMMAND=asked)
    assert ran.out.startswith("Team")
    assert ran.err.startswith("chronoterm: “touch ")
    assert ran.err.endswith("…” is not run: here is one chronology, and nothing else\n")
    assert ran.err.rstrip("\n").isprintable()
    assert len(ran.err) < 200
    assert not (tmp_path / "x").exists()
    assert restricted(team, "--state", "none", SSH_ORIGINAL_COMMAND="").err == ""


@pytest.mark.parametrize("start", [(), ("-I",), GUARD[:-2]])
def test_however_it_was_started_it_goes_on_deaf_to_the_environment(
    start: tuple[str, ...], team: Path, tmp_path: Path
) -> None:
    """A damaged codec, a pager or a warning filter would show; so would `PYTHONINSPECT`, which reads on."""
    ran = started(
        start,
        team,
        "--state",
        "none",
        PYTHONWARNINGS="error",
        PYTHONIOENCODING="ascii",
        PYTHONINSPECT="1",
        PAGER=f"touch {tmp_path}/paged",
    )
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Team · 2 records\n")
    assert not (tmp_path / "paged").exists()


def test_a_module_on_the_python_path_is_not_run(team: Path, tmp_path: Path) -> None:
    for name in ("sitecustomize", "usercustomize", "chronoterm", "click", "msgspec"):
        (tmp_path / f"{name}.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')", encoding="utf-8")
    environment = {"PYTHONPATH": str(tmp_path), "PYTHONSTARTUP": str(tmp_path / "click.py")}
    assert restricted(team, "--state", "none", **environment).out.startswith("Team")
    assert not (tmp_path / "ran").exists()


def test_nothing_is_written_where_nothing_is_to_be_kept(team: Path, tmp_path: Path) -> None:
    before = {each: each.stat() for each in tmp_path.rglob("*")}
    home = {"HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    restricted(team, "--state", "none", **home)
    after = {each: each.stat() for each in tmp_path.rglob("*")}
    assert {each: (status.st_size, status.st_mtime_ns) for each, status in after.items()} == {
        each: (status.st_size, status.st_mtime_ns) for each, status in before.items()
    }


def test_what_is_kept_goes_where_the_administrator_wants_it(team: Path, tmp_path: Path) -> None:
    state = tmp_path / "state"
    ran = restricted(team, "--state", state, XDG_STATE_HOME=str(tmp_path / "elsewhere"), USER="somebody-else")
    assert (ran.code, ran.err) == (0, "")
    assert [each.stat().st_uid for each in state.iterdir()] == [os.getuid()]
    assert [each.name for each in state.glob("*/*")] == ["chronoterm"]
    assert not (tmp_path / "elsewhere").exists()


def test_where_nothing_can_be_kept_it_is_said_and_the_store_opens(team: Path) -> None:
    ran = restricted(team, "--state", "/dev/null")
    assert (ran.code, ran.err.count("\n")) == (0, 1)
    assert ran.err.startswith("chronoterm: nothing is kept for the next time (/dev/null/")
    assert ran.out.startswith("Team")


@pytest.mark.parametrize("kind", ["missing", "folder", "damaged", "fifo"])
def test_a_store_that_cannot_be_opened_is_one_sentence(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "store.json"
    if kind == "folder":
        path.mkdir()
    elif kind == "fifo":
        os.mkfifo(path)
    elif kind == "damaged":
        path.write_text("{")
    assert_refused(restricted(path, "--state", "none"), "store.json")


@pytest.mark.parametrize("keeps", [True, False])
def test_an_error_in_the_program_is_one_sentence_and_stays_in_the_users_folder(
    keeps: bool, team: Path, tmp_path: Path
) -> None:
    state = tmp_path / "state"
    line = ["--restricted", str(team), "--state", str(state) if keeps else "none"]
    code = (
        "import sys, chronoterm.starting, chronoterm.__main__ as program\n"
        "def fail(*_, **__): secret = 'of another user'; raise LookupError('nobody is to read this')\n"
        "chronoterm.starting.open_store = fail\n"
        f"sys.orig_argv = ['python', *{GUARD!r}, *{line!r}]; sys.argv = ['chronoterm', *{line!r}]\n"
        "program.main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"HOME": str(tmp_path / "home"), "XDG_STATE_HOME": str(tmp_path / "elsewhere")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (70, "")
    assert done.stderr.startswith("chronoterm: an error in chronoterm itself (LookupError); its details ")
    assert done.stderr.count("\n") == 1
    written = list(tmp_path.rglob("error-*"))
    assert [each.is_relative_to(state) for each in written] == ([True] if keeps else [])
    assert "secret" not in "".join(each.read_text() for each in written)


# The wall behind it


@pytest.fixture
def allowed(team: Path, tmp_path: Path) -> Allowed:
    """A wall around the team's store and a folder of a user's own."""
    (tmp_path / "own").mkdir()
    return Allowed.around(team, tmp_path / "own")


READ, WRITE = ("r", os.O_RDONLY | os.O_CLOEXEC), ("w", os.O_WRONLY | os.O_CREAT)


def test_the_store_what_belongs_to_it_and_the_users_own_may_be_written(
    allowed: Allowed, team: Path, tmp_path: Path
) -> None:
    hook = watch(allowed)
    beside = ("team.json.journal", ".team.json.lock", ".team.json.open", "team.json")
    for path in (*(team.with_name(each) for each in beside), tmp_path / "own" / "stores" / "x.json"):
        hook("open", (str(path), *WRITE))
        hook("os.remove", (os.fsencode(path), -1))
    hook("os.rename", (temporary_name(team), str(team), -1, -1))
    hook("open", (str(team.parent), None, os.O_RDONLY | os.O_DIRECTORY))
    hook("open", (5, *WRITE))
    hook("import", ("x", None, None, None, None))


@pytest.mark.parametrize(
    ("event", "details"),
    [
        ("open", ("{}/team/other.json", *READ)),
        ("open", ("{}/team/other.json", *WRITE)),
        ("open", ("{}/team/other.json", None, os.O_RDWR)),
        ("open", ("{}/team/../other.json", *READ)),
        ("open", ("{}/team/deeper/team.json", *READ)),
        ("open", ("{}/team/team.json.journal.bak", *READ)),
        ("open", ("{}/own/link", *WRITE)),
        ("open", ("{}/own-but-not-quite/x", *WRITE)),
        ("open", ("/etc/passwd", *READ)),
        ("open", (b"/etc/passwd", *READ)),
        ("open", ("relative", *WRITE)),
        ("open", (sys.modules["chronoterm"].__file__, *WRITE)),
        ("os.rename", ("{}/team/team.json", "{}/team/other", -1, -1)),
        ("os.rename", ("{}/other", "{}/team/team.json", -1, -1)),
        ("os.symlink", ("/etc/passwd", "{}/own/x", -1)),
        ("os.link", ("{}/team/team.json", "/tmp/x", -1, -1)),
        ("os.remove", ("{}/team/other.json", -1)),
        ("os.mkdir", ("/tmp/x", 0o777, -1)),
        ("os.chmod", ("{}/team", 0o777, -1)),
        ("os.listdir", ("{}",)),
        ("os.scandir", ("/home",)),
        ("subprocess.Popen", ("vi", ["vi"], None, None)),
        ("os.system", (b"sh",)),
        ("os.exec", ("/bin/sh", ["sh"], None)),
        ("os.posix_spawn", ("/bin/sh", ["sh"], None)),
        ("os.fork", ()),
        ("pty.spawn", (["sh"],)),
        ("webbrowser.open", ("https://example.org",)),
        ("socket.connect", (None, ("127.0.0.1", 25))),
        ("socket.bind", (None, ("", 8080))),
    ],
)
def test_whatever_else_is_tried_is_not_permitted(
    event: str, details: tuple[object, ...], allowed: Allowed, tmp_path: Path
) -> None:
    (tmp_path / "own" / "link").symlink_to("/etc/passwd")
    placed = tuple(each.format(tmp_path) if isinstance(each, str) else each for each in details)
    with pytest.raises(PermissionError):
        watch(allowed)(event, placed)


def test_behind_the_wall_no_file_is_read_no_program_started_and_nobody_called(
    team: Path, tmp_path: Path
) -> None:
    (tmp_path / "secret").write_text("secret")
    tries = [
        f"open({str(tmp_path / 'secret')!r})",
        f"open({str(tmp_path / 'new')!r}, 'w')",
        f"os.open({str(tmp_path / 'secret')!r}, os.O_RDONLY)",
        f"pathlib.Path({str(tmp_path / 'new')!r}).write_text('x')",
        f"os.rename({str(team)!r}, {str(tmp_path / 'new')!r})",
        f"shutil.copy({str(team)!r}, {str(tmp_path / 'new')!r})",
        f"os.listdir({str(tmp_path)!r})",
        "tempfile.mkstemp(dir='/tmp')",
        "subprocess.run(['true'])",
        "os.system('true')",
        "os.fork()",
        "os.execv('/bin/true', ['true'])",
        "webbrowser.GenericBrowser('true').open('https://example.org')",
        "socket.create_connection(('127.0.0.1', 9))",
    ]
    code = (
        "import os, pathlib, shutil, socket, subprocess, sys, tempfile, webbrowser\n"
        "from chronoterm.confined import Allowed, confine\n"
        f"confine(Allowed.around(pathlib.Path({str(team)!r}), None))\n"
        f"for each in {tries!r}:\n"
        "    try: eval(each)\n"
        "    except PermissionError: print('not permitted')\n"
        "    except BaseException as error: print(each, repr(error))\n"
        "    else: print(each, 'was done')\n"
        f"assert open({str(team)!r}).read(1) == '{{'\n"
        "open(os.devnull, 'w').close()\n"
        "import dateutil.parser, textual.app, zoneinfo; zoneinfo.ZoneInfo('Europe/Kyiv')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.splitlines() == ["not permitted"] * len(tries)
    assert (done.returncode, done.stderr) == (0, "")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["secret", "team"]


# Rights


def allowed_needs(rights: Rights) -> set[str]:
    return {each.name for each in Need if rights.allow(each)}


def test_what_needs_nothing_is_there_for_everybody() -> None:
    assert all(
        Rights(edits, keeps, restricted).allow(None)
        for edits in (True, False)
        for keeps in (True, False)
        for restricted in (True, False)
    )


def test_at_home_everything_is_allowed() -> None:
    assert allowed_needs(ALL_RIGHTS) == {each.name for each in Need}


def test_who_may_only_read_annotates_and_keeps_but_edits_nothing() -> None:
    assert allowed_needs(Rights(edits=False)) == allowed_needs(ALL_RIGHTS) - {"EDITING", "EDITOR"}
    assert "ANNOTATING" not in allowed_needs(Rights(edits=False, keeps=False))


def test_a_restricted_user_edits_the_store_and_touches_nothing_else() -> None:
    assert allowed_needs(Rights(restricted=True)) == {"EDITING", "ANNOTATING", "KEEPING"}
    assert allowed_needs(Rights(restricted=True, keeps=False)) == {"EDITING", "ANNOTATING"}
    assert allowed_needs(Rights(restricted=True, edits=False, keeps=False)) == set()


def rights_of_a_stranger(store: Path) -> str:
    """What `nobody` may do, or we ourselves if we are not root."""
    code = (
        "import os, sys, pathlib; from chronoterm.starting import rights_in\n"
        "os.getuid() or (os.setgroups([]), os.setgid(65534), os.setuid(65534))\n"
        f"print(rights_in(pathlib.Path({str(store)!r})).edits)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env={"HOME": "/"}, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_a_store_is_edited_by_who_may_write_it_and_what_is_beside_it(make_store: MakeStore) -> None:
    with tempfile.TemporaryDirectory() as name:  # others may not look into `tmp_path`
        folder = Path(name)
        folder.chmod(0o777)
        store = make_store(folder, ["x"])
        store.chmod(0o666)
        journal = store.with_name(f"{store.name}.journal")
        assert rights_of_a_stranger(store) == "True"
        for path, forbidding, allowing in ((store, 0o444, 0o666), (folder, 0o555, 0o777)):
            path.chmod(forbidding)
            assert rights_of_a_stranger(store) == "False"
            path.chmod(allowing)
            assert rights_of_a_stranger(store) == "True"
        journal.touch(0o444)
        assert rights_of_a_stranger(store) == "False"
        journal.chmod(0o666)
        assert rights_of_a_stranger(store) == "True"
