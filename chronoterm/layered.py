"""A mapping of which some keys were changed, while the rest stays where it is read from."""

from collections.abc import Iterator, Mapping
from typing import Any, Generic, TypeVar

Value = TypeVar("Value")


class Layered(Mapping[str, Value], Generic[Value]):
    """A mapping below, and on top of it what changed; a key that changed to none is gone."""

    def __init__(self, below: Mapping[str, Value], changes: Mapping[str, Value | None]) -> None:
        self.below = below
        self.changes = changes

    def __getitem__(self, key: str) -> Value:
        if key not in self.changes:
            return self.below[key]
        found = self.changes[key]
        if found is None:
            raise KeyError(key)
        return found

    def get(self, key: str, default: Any = None) -> Any:
        """The value of a key, else the default."""
        if key not in self.changes:
            return self.below.get(key, default)
        found = self.changes[key]
        return default if found is None else found

    def __contains__(self, key: object) -> bool:
        return self.changes[key] is not None if key in self.changes else key in self.below  # type: ignore[index]

    def __iter__(self) -> Iterator[str]:
        yield from (key for key in self.below if key not in self.changes)
        yield from (key for key, value in self.changes.items() if value is not None)

    def __len__(self) -> int:
        same = sum(key in self.below for key in self.changes)
        return len(self.below) - same + sum(value is not None for value in self.changes.values())


def with_changes(old: Mapping[str, Value], changes: Mapping[str, Value | None]) -> Mapping[str, Value]:
    """A mapping after some keys changed, or went where the value is none; the old one stays as it is."""
    if not changes:
        return old
    if isinstance(old, Layered):
        return Layered(old.below, {**old.changes, **changes})
    if not isinstance(old, dict):
        return Layered(old, changes)
    made = {**old, **{key: value for key, value in changes.items() if value is not None}}
    for key, value in changes.items():
        if value is None:
            made.pop(key, None)
    return made
