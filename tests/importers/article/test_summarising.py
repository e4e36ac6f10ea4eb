"""Headlines are short, begin with who speaks, and leave out the words that say so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronoterm.importers.article.summarising import LONGEST, headline
from tests.importers.article.asking import only, records


@pytest.mark.parametrize(
    ("text", "summary"),
    [
        ("On 3 May, Rutte said that it rained.", "Rutte: It rained"),
        ("NATO Secretary General Mark Rutte said the sun shone.", "Rutte: The sun shone"),
        ("On 3 May, the ship came.", "The ship came"),
        ("Rutte told a conference in Brussels that the sun shone.", "Rutte: The sun shone"),
        ("Rutte thanked Egypt for its role.", "Rutte thanked Egypt for its role"),
        ('"It has rained all day," Rutte said.', "Rutte: It has rained all day"),
        ("The sun shone on the wide harbour, Rutte said.", "Rutte: The sun shone on the wide harbour"),
        ("According to Ursula von der Leyen, the sun shone.", "von der Leyen: The sun shone"),
        ("The ship will come on 20 May.", "Expected: The ship will come on 20 May"),
    ],
)
def test_a_headline_tells_who_and_what(text: str, summary: str) -> None:
    assert only(text).summary == summary


def test_an_office_is_left_out_as_a_name_is() -> None:
    found = records(
        "President Volodymyr Zelenskyy left.\n\nDetails: The president believes that it will rain."
    )
    assert found[-1].summary == "Zelenskyy: It will rain"


@given(st.text(alphabet="ab cd, “”", max_size=300))
def test_a_headline_is_never_too_long(words: str) -> None:
    assert len(headline(words, speaker="Rutte", expected=False)) <= LONGEST
