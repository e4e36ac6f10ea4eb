"""A chronology that remembers which names were looked up, so that a form looks up only the one that is typed."""

from collections.abc import Sequence
from typing import Any, cast

from chronoterm.chronology.view import Chronology
from chronoterm.terms import Facet

MOST = 500
"""Names that are remembered."""


class _Remembering:
    """Answers as the chronology does; names that were resolved are not resolved again."""

    def __init__(self, chronology: Chronology) -> None:
        self._chronology = chronology
        self._resolved: dict[tuple[Facet, str], Sequence[str]] = {}

    def __getattr__(self, name: str) -> Any:
        """All else, from the chronology itself."""
        return getattr(self._chronology, name)

    def resolve(self, facet: Facet, typed: str) -> Sequence[str]:
        """The values that a typed name means."""
        asked = (facet, typed)
        if asked not in self._resolved:
            if len(self._resolved) >= MOST:
                self._resolved.clear()
            self._resolved[asked] = self._chronology.resolve(facet, typed)
        return self._resolved[asked]


def remembering(chronology: Chronology) -> Chronology:
    """The chronology, for as long as a form is open: every key checks all names again, of which one has changed."""
    return cast("Chronology", _Remembering(chronology))
