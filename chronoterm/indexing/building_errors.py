"""Why a store gets no index that is kept."""

from pathlib import Path

from chronoterm.problems import ChronotermError
from chronoterm.text import clean


class NotIndexableError(ChronotermError):
    """No index can be kept of a store; it can be read whole, or that tells what is wrong with it."""

    def __init__(self, path: Path, why: str) -> None:
        self._name, self._why = clean(path.name), clean(why)
        super().__init__(f"{clean(str(path))}: no index can be kept, since it {self._why}")

    @property
    def brief(self) -> str:
        """What stands in the way, with the name of the file alone."""
        return f"{self._name}: no index can be kept, since it {self._why}"


class MisfitError(Exception):
    """A part of a file is not what it was taken for; the whole is to be read in one piece."""
