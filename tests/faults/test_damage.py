import random
from pathlib import Path

import pytest

from tests.faults.damage import Damage, cut, damage_many, flipped


@pytest.mark.parametrize("journals", [False, True], ids=["stores", "journals"])
@pytest.mark.parametrize("damage", [cut, flipped])
def test_a_damaged_file_is_told_and_never_changed_and_nothing_sound_in_it_is_lost(
    damage: Damage, journals: bool, in_memory: Path
) -> None:
    count = damage_many(in_memory, 200, damage, random.Random(9), journals=journals)
    assert count.total() == 200
    assert {"refused"} <= set(count) if not journals else any(each.endswith("not written") for each in count)
