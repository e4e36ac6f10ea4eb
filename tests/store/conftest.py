"""What the tests of the store share."""

from pathlib import Path

import pytest

from chronoterm.keeping.keeper import Keeper
from tests.store.keeping import keeper_in


@pytest.fixture
def keeper(tmp_path: Path) -> Keeper:
    return keeper_in(tmp_path)
