"""The system calls by which a store is written, one by one: to count them, to fail at one, to end at one."""

import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple, cast
from unittest.mock import patch

NAMES = ("open", "pwrite", "ftruncate", "fsync", "fchmod", "fchown", "replace", "unlink")
WRITES = ("pwrite", "write")


class Call(NamedTuple):
    """A system call that is about to be made."""

    name: str
    arguments: tuple[Any, ...]
    make: Callable[..., Any]

    def __call__(self) -> Any:
        """Make it."""
        return self.make(*self.arguments)

    def half(self) -> Any:
        """Make it with the first half of the bytes, where it is one that writes."""
        if self.name not in WRITES:
            return self()
        descriptor, data, *rest = self.arguments
        return self.make(descriptor, bytes(data)[: max(1, len(data) // 2)], *rest)


Hook = Callable[[Call], Any]
"""Stands between the store and the system: makes the call, or does something else."""


@contextmanager
def every_call(hook: Hook) -> Iterator[None]:
    """Hand every such call of this process to `hook`, but not those that the hook itself makes."""
    hook = _Once(hook)
    patches = [patch.object(os, name, _handed(name, getattr(os, name), hook)) for name in NAMES]
    write, fdopen = os.write, os.fdopen

    def opened(descriptor: int, mode: str = "r", *arguments: Any, **named: Any) -> Any:
        if mode != "wb":
            return fdopen(descriptor, mode, *arguments, **named)
        return io.BufferedWriter(_Raw(descriptor, hook, write))

    patches.append(patch.object(os, "fdopen", opened))
    for each in patches:
        each.start()
    try:
        yield
    finally:
        for each in reversed(patches):
            each.stop()


def _handed(name: str, make: Callable[..., Any], hook: Hook) -> Callable[..., Any]:
    def handed(*arguments: Any, **named: Any) -> Any:
        if name == "open" and named:  # not one of ours: those name nothing
            return make(*arguments, **named)
        return hook(Call(name, arguments, make))

    return handed


class _Once:
    """A hook that is not asked again while it is asked."""

    def __init__(self, hook: Hook) -> None:
        self._hook, self._is_asked = hook, False

    def __call__(self, call: Call) -> Any:
        if self._is_asked:
            return call()
        self._is_asked = True
        try:
            return self._hook(call)
        finally:
            self._is_asked = False


class _Raw(io.RawIOBase):
    """A file without a buffer, whose writes go through the hook."""

    def __init__(self, descriptor: int, hook: Hook, write: Callable[..., int]) -> None:
        self._descriptor, self._hook, self._write = descriptor, hook, write

    def fileno(self) -> int:
        return self._descriptor

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        return cast("int", self._hook(Call("write", (self._descriptor, bytes(data)), self._write)))

    def close(self) -> None:
        if not self.closed:
            super().close()
            os.close(self._descriptor)


class Counted:
    """A hook that lets everything happen and remembers the names."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.bytes = 0

    def __call__(self, call: Call) -> Any:
        self.names.append(call.name)
        made = call()
        self.bytes += made if call.name in WRITES else 0
        return made


def calls_of(work: Callable[[], object]) -> list[str]:
    """The names of the calls that something makes."""
    counted = Counted()
    with every_call(counted):
        work()
    return counted.names
