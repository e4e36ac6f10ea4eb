from pathlib import Path

import pytest

from tests.faults.large import cost_of_edits
from tests.faults.model import made_store


@pytest.mark.parametrize("records", [10, 3000])
def test_an_edit_writes_what_it_changes_and_not_the_store(records: int, in_memory: Path) -> None:
    assert 1 < cost_of_edits(made_store(in_memory, records), 20).times < 10
