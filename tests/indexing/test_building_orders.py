"""What is sorted in parts comes out as if all had been sorted at once."""

from array import array

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from chronoterm.indexing.building_orders import by_hash
from chronoterm.indexing.building_parts import Coded
from chronoterm.indexing.building_posting import collated
from chronoterm.text import fold

ALIKE = st.builds(lambda high, low: high << 32 | low, st.integers(0, (1 << 32) - 1), st.integers(0, 3))


@given(st.lists(st.lists(ALIKE, max_size=20), min_size=1, max_size=3))
@example([[(1 << 63) + 2, (1 << 63) + 1], [1 << 63]])
def test_hashes_that_differ_in_their_last_bits_alone_are_sorted_too(parts: list[list[int]]) -> None:
    prepared = [Coded({}, array("Q", each).tobytes()) for each in parts]
    every = [each for part in parts for each in part]
    rows = np.arange(len(every), dtype=np.uint32)
    hashes, those = by_hash(prepared, rows, len(every))
    assert array("Q", hashes).tolist() == sorted(every)
    assert [every[row] for row in array("I", those)] == sorted(every)


PLAIN = st.text("aB `'-\n\u0130\u00e9", max_size=8)


@given(st.lists(PLAIN, max_size=8))
@example(["A `b`", "", "C"])
def test_texts_are_folded_together_as_each_alone(texts: list[str]) -> None:
    assert collated(texts, fold) == [fold(each) for each in texts]
