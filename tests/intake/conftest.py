"""Which processes a test began."""

import os

import pytest


@pytest.fixture
def children(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The processes that were forked, by their numbers; others of this machine do not count."""
    begun: list[int] = []
    fork = os.fork

    def noted() -> int:
        child = fork()
        begun.append(child)
        return child

    monkeypatch.setattr(os, "fork", noted)
    return begun
