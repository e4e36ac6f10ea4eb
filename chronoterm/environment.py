"""What the environment says about the terminal and its locale, and how much of it a restricted session believes."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

PATH = "/usr/bin:/bin"
"""Where a restricted session would look for programs, though it starts none."""

_PLAIN = ("C", "POSIX")
_COERCED = ("C.UTF-8", "C.utf8", "UTF-8")
_LOCALE = r"[A-Za-z]{1,8}([_-][A-Za-z0-9]{1,8})*(\.[A-Za-z0-9-]{1,16})?(@[a-z]{1,16})?"
_BELIEVED = {
    name: re.compile(pattern)
    for name, pattern in {
        "TERM": r"[A-Za-z0-9][A-Za-z0-9+._-]{0,63}",
        "COLORTERM": r"[A-Za-z0-9-]{1,16}",
        "LANG": _LOCALE,
        "LC_ALL": _LOCALE,
        "LC_CTYPE": _LOCALE,
        "TZ": r"[A-Za-z0-9_+-]{1,32}(/[A-Za-z0-9_+-]{1,32}){0,3}",
        "SSH_CONNECTION": r"[0-9A-Fa-f:.%A-Za-z]{1,64} \d{1,5} [0-9A-Fa-f:.%A-Za-z]{1,64} \d{1,5}",
        "SSH_TTY": r"/dev/(pts/\d{1,8}|tty[A-Za-z0-9]{1,16})",
    }.items()
}
"""Names that are kept, and what their values look like. A locale or a time zone with a path in it would have a file
of somebody's choice read by the C library."""


class Account(NamedTuple):
    """A user as the system knows them; without a home where there is none."""

    name: str
    home: str | None


def cleaned(environment: Mapping[str, str], account: Account) -> dict[str, str]:
    """All that a restricted session gets to see of an environment; cleaning it again changes nothing.

    Who somebody is and where they are at home comes from the account: names in the environment can be made up.
    """
    kept = {
        name: environment[name]
        for name, pattern in _BELIEVED.items()
        if name in environment and pattern.fullmatch(environment[name])
    }
    if environment.get("NO_COLOR"):
        kept["NO_COLOR"] = "1"
    if account.home is not None:
        kept["HOME"] = account.home
    return {**kept, "USER": account.name, "LOGNAME": account.name, "PATH": PATH}


def as_given(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment without what Python adds to it: `LC_CTYPE` where the locale is C (PEP 538).

    Where the system does not tell what a process was started with, it stays.
    """
    if environment.get("LC_CTYPE") not in _COERCED or environment.get("LANG") not in _PLAIN:
        return dict(environment)
    try:
        started_with = Path("/proc/self/environ").read_bytes().split(b"\0")
    except OSError:
        return dict(environment)
    is_given = any(each.startswith(b"LC_CTYPE=") for each in started_with)
    return {name: value for name, value in environment.items() if is_given or name != "LC_CTYPE"}


def is_ascii_only(environment: Mapping[str, str]) -> bool:
    """Whether the locale says that the terminal shows no more than ASCII; an unset one says nothing."""
    locale = environment.get("LC_ALL") or environment.get("LC_CTYPE") or environment.get("LANG") or "UTF-8"
    return "UTF" not in locale.upper()
