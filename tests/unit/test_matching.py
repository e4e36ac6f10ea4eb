"""What somebody types finds a name: whole before its start, the start before the middle, scattered letters last."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronoterm.matching import EXACT, INSIDE, NAME_START, SCATTERED, WORD_START, fit_of, fold_all
from chronoterm.text import fold

few = st.text("ab -é", max_size=6).map(fold)
folded_names = st.lists(few, max_size=3).map(tuple)


@given(few, folded_names)
def test_the_best_of_several_names_counts(typed: str, names: tuple[str, ...]) -> None:
    if typed:
        assert fit_of(typed, names) == max((fit_of(typed, (name,)) for name in names), default=0)


@given(folded_names)
def test_nothing_typed_fits_everything(names: tuple[str, ...]) -> None:
    assert fit_of("", names) > 0


@given(few, few)
def test_a_fit_is_what_it_is_called(typed: str, name: str) -> None:
    if not typed:
        return
    fit = fit_of(typed, (name,))
    assert (fit == EXACT) is (typed == name)
    assert (fit >= NAME_START) is name.startswith(typed)
    starts = [0, *(place + 1 for place, letter in enumerate(name) if letter in " -:")]
    assert (fit >= WORD_START) is any(name.startswith(typed, place) for place in starts)
    assert (fit >= INSIDE) is (typed in name)


@given(few, st.text("abé", max_size=5))
def test_scattered_letters_fit_in_the_order_they_were_typed(typed: str, name: str) -> None:
    letters = typed.replace(" ", "")
    if len(typed) > 1:
        in_order = tuple(letters) in set(combinations(name, len(letters)))
        assert (fit_of(typed, (name,)) >= SCATTERED) is in_order
    elif typed:
        assert (fit_of(typed, (name,)) > 0) is (typed in name)


@pytest.mark.parametrize(
    ("typed", "fit"),
    [
        ("kyrylo budanov", EXACT),
        ("kyr", NAME_START),
        ("bud", WORD_START),
        ("dano", INSIDE),
        ("kbdv", SCATTERED),
        ("zzz", 0),
        ("kyrylo budanov junior", 0),
    ],
)
def test_a_person_is_found_by_parts_of_the_name(typed: str, fit: int) -> None:
    assert fit_of(typed, fold_all("Kyrylo Budanov")) == fit


def test_accents_and_case_do_not_matter() -> None:
    assert fit_of(fold("ELAN"), fold_all("Élan")) == EXACT
