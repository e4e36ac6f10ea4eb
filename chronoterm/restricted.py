"""The restricted mode: one store for somebody who is to have nothing else of the machine, say under `ForceCommand`.

What it can do depends on the start: `python -I -m chronoterm --restricted /path/of/store.json`. Without `-I` the very
first interpreter would obey `PYTHONPATH` and the like before this module is even found. Here the process is then
started once more, in an environment of which little is left.
"""

import os
import pwd
import resource
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, NoReturn

from chronoterm.directories import make_private, state_folder
from chronoterm.environment import Account, as_given, cleaned
from chronoterm.output import complain
from chronoterm.problems import BAD_INPUT, ChronotermError

OPTION = "--restricted"
GUARD = ("-I", "-B", "-X", "utf8", "-m", "chronoterm")
"""How the interpreter is started: deaf to the environment, without the user's own packages, writing no byte code."""

NO_STATE = "none"
ASKED_FOR = "SSH_ORIGINAL_COMMAND"
LONGEST_ASKED = 60

_USE = (
    f"{OPTION} takes the absolute path of one store, and besides it "
    f"only --read-only, --fresh and --state FOLDER (or --state {NO_STATE})"
)


class Request(NamedTuple):
    """What the administrator's line says; without `state` where the user's own folder is the usual one."""

    store: Path
    read_only: bool
    fresh: bool
    state: str | None


def read_request(arguments: Sequence[str]) -> Request:
    """A restricted command line. Raises ChronotermError for whatever has no place in one."""
    waiting = iter(arguments)
    flags: set[str] = set()
    stores: list[str] = []
    state: str | None = None
    for word in waiting:
        if word in (OPTION, "--read-only", "--fresh"):
            flags.add(word)
        elif word == "--state":
            state = _folder(next(waiting, ""))
        elif word.startswith("/"):
            stores.append(word)
        else:
            raise ChronotermError(f"“{word}” has no place here: {_USE}")
    if len(stores) != 1:
        raise ChronotermError(f"{len(stores) or 'no'} stores are named: {_USE}")
    return Request(Path(stores[0]), "--read-only" in flags, "--fresh" in flags, state)


def _folder(word: str) -> str:
    if word != NO_STATE and not word.startswith("/"):
        raise ChronotermError(f"“{word}” is no absolute path of a folder: {_USE}")
    return word


def run_restricted(arguments: Sequence[str]) -> int:
    """Open the store that is named, and nothing else; the exit code. Starts the process anew if it was not clean."""
    asked = os.environ.get(ASKED_FOR, "")
    account = account_of(os.getuid())
    let_go(account)
    try:
        request = read_request(arguments)
        tell_what_is_not_run(asked)
        if sys.orig_argv[1:] != [*GUARD, *arguments]:
            start_anew(arguments)
        return _run(request, account)
    except ChronotermError as error:
        complain(str(error))
        return BAD_INPUT


def tell_what_is_not_run(asked: str) -> None:
    """Say in one line that what somebody asked of the server, if anything, is not done."""
    if asked:
        short = f"{asked[:LONGEST_ASKED]}…" if len(asked) > LONGEST_ASKED else asked
        complain(f"“{short}” is not run: here is one chronology, and nothing else")


def account_of(number: int) -> Account:
    """The user of that number, from the system's list of users."""
    try:
        entry = pwd.getpwuid(number)
    except KeyError:
        return Account(str(number), None)
    return Account(entry.pw_name, entry.pw_dir if entry.pw_dir.startswith("/") else None)


def let_go(account: Account) -> None:
    """Leave the environment and the working folder; a line that is cut ends the process, and leaves no memory image.

    That holds whatever was set and ignored where the process was started.
    """
    environment = cleaned(as_given(os.environ), account)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir("/")
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for each in (signal.SIGHUP, signal.SIGTERM):
        signal.signal(each, signal.SIG_DFL)


def start_anew(arguments: Sequence[str]) -> NoReturn:
    """Become a clean interpreter with the same arguments. Raises ChronotermError where that cannot be."""
    try:
        os.execv(sys.executable, [sys.executable, *GUARD, *arguments])  # noqa: S606 - it is ourselves
    except OSError as error:
        raise ChronotermError(f"the program cannot be started anew ({error.strerror or error})") from error


def _run(request: Request, account: Account) -> int:
    """Open the store in a process that can do nothing else any more."""
    from chronoterm.confined import Allowed, confine  # noqa: PLC0415 - not for a process that starts anew
    from chronoterm.starting import open_store, rights_in  # noqa: PLC0415 - as above

    folder = own_folder(request.state, account)
    confine(Allowed.around(request.store, folder))
    rights = rights_in(request.store, read_only=request.read_only)._replace(
        keeps=folder is not None, restricted=True
    )
    return open_store(request.store, fresh=request.fresh, rights=rights)


def own_folder(state: str | None, account: Account) -> Path | None:
    """The folder of what is the user's own, made if need be; none where there is to be none, or can be none.

    Where the administrator names one, each user has a folder in it. From here on it is where everything that is
    kept goes.
    """
    if state == NO_STATE or (state is None and account.home is None):
        return None
    if state is not None:
        os.environ["XDG_STATE_HOME"] = str(Path(state, account.name.replace("/", "_")))
    folder = state_folder()
    try:
        make_private(folder)
    except OSError as error:
        complain(f"nothing is kept for the next time ({folder}: {error.strerror or error})")
        return None
    return folder
