"""Damage to journals, and what a terminal must not get, for tests."""

import re
from pathlib import Path

from chronoterm.store.journal import journal_path
from tests.store.sessions import journal_of

COMMANDS_TO_A_TERMINAL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\ud800-\udfff]")


def damaged(path: Path, number: int) -> None:
    lines = journal_of(path).splitlines(keepends=True)
    lines[number] = lines[number].replace(b'"', b"'", 1)
    journal_path(path).write_bytes(b"".join(lines))
