"""What the tests of the kept index share: a store, a cache folder, a folder that may not be written."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import MakeStore


@pytest.fixture(autouse=True)
def cache(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cache folder of this test, which is not there yet."""
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder / "chronoterm"


@pytest.fixture
def store(make_store: MakeStore, tmp_path: Path) -> Path:
    """A store in a folder of its own."""
    folder = tmp_path / "shared"
    folder.mkdir()
    return make_store(folder, ["one", "two", "three"], name="team.json")


@pytest.fixture
def forbid(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """`forbid(folder)`: it may not be written any more, as root sees it on a disk that is mounted to be read."""

    def forbidding(folder: Path) -> None:
        allowed = os.access
        monkeypatch.setattr(
            "os.access",
            lambda path, mode: not (Path(path) == folder and mode & os.W_OK) and allowed(path, mode),
        )

    return forbidding
