"""The user's own editor: a text goes there in a file, and what is left of it comes back."""

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from chronoterm.directories import make_private
from chronoterm.problems import ChronotermError
from chronoterm.text import clean

USUAL = ("sensible-editor", "nano", "vim", "vi")
LARGEST = 8_000_000
"""Bytes of a text that somebody can have meant."""


class EditorError(ChronotermError):
    """No editor could be used; what was to be edited is as it was."""


def editor_of(environment: Mapping[str, str]) -> list[str]:
    """The command that the user names in $VISUAL or $EDITOR, else the first of the usual ones. Raises EditorError."""
    for name in ("VISUAL", "EDITOR"):
        if named := environment.get(name, "").strip():
            try:
                return shlex.split(named)
            except ValueError as error:
                raise EditorError(f"${name} cannot be understood: {clean(named)} ({error})") from error
    found = next((each for each in USUAL if shutil.which(each)), None)
    if found is None:
        raise EditorError("no editor is known; name yours in $EDITOR")
    return [found]


class TextFile:
    """A text in a file of the user's own folder, while it is edited and until it is saved."""

    def __init__(self, folder: Path, name: str) -> None:
        """`name` may hold anything; the file is called after its letters and digits."""
        plain = re.sub(r"[^A-Za-z0-9_-]+", "-", name).strip("-")[:80] or "text"
        self.path = folder / "texts" / f"{plain}.toml"

    def write(self, text: str) -> None:
        """Put a text there, for nobody else to read. Raises EditorError."""
        try:
            make_private(self.path.parent)
            flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC
            with os.fdopen(os.open(self.path, flags, 0o600), "w", encoding="utf-8") as file:
                file.write(text)
        except OSError as error:
            raise EditorError(f"{clean(str(self.path))} cannot be written ({error.strerror})") from error

    def edit(self, environment: Mapping[str, str]) -> str:
        """Let the editor have the terminal, and give the text that it leaves. Raises EditorError."""
        command = editor_of(environment)
        try:
            ended = subprocess.run([*command, str(self.path)], check=False)  # noqa: S603 - the user's own editor
        except OSError as error:
            raise EditorError(f"{clean(command[0])} cannot be started ({error.strerror})") from error
        if ended.returncode:
            raise EditorError(
                f"{clean(command[0])} ended with an error ({ended.returncode}); nothing was saved"
            )
        try:
            with self.path.open("rb") as file:
                return file.read(LARGEST).decode("utf-8-sig", "replace")
        except OSError as error:
            raise EditorError(f"{clean(str(self.path))} cannot be read ({error.strerror})") from error

    def drop(self) -> None:
        """Take the file away."""
        self.path.unlink(missing_ok=True)
