import random
from pathlib import Path

import pytest

from chronoterm.store.shared import SharedStore
from tests.faults.model import made_store
from tests.faults.writers import all_at_once, all_at_once_and_killed


@pytest.mark.parametrize("writers", [2, 5])
def test_several_who_write_at_once_lose_nothing_and_nobody_sees_half_of_it(
    writers: int, in_memory: Path
) -> None:
    path = made_store(in_memory)
    outcome = all_at_once(path, writers, 300, wait=60)
    assert len(outcome.acknowledged) == 300
    assert outcome.found == outcome.acknowledged
    assert outcome.states == [outcome.acknowledged] * 3
    assert [each.number for each in SharedStore.open(path).history()] == list(range(1, 301))
    assert outcome.written["conflicts"] + outcome.looked["edits followed"] > 0


def test_those_who_follow_are_not_led_astray_by_writers_that_die_half_way(in_memory: Path) -> None:
    path = made_store(in_memory)
    outcome = all_at_once_and_killed(path, 3, 30, random.Random(5))
    assert set(outcome.found) >= set(outcome.acknowledged)
    assert len(outcome.found) <= len(outcome.acknowledged) + 30
    assert outcome.states == [outcome.found] * 3
