"""What `y` copies: the quote word for word, who said it, when, and where we have it from."""

import base64
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronoterm.exporters.citing import cited
from chronoterm.opening import open_chronology, sample_path
from chronoterm.records import Kind, QuoteKind, Record
from chronoterm.terminal.copying import LONGEST, copying

CHRONOLOGY = open_chronology(sample_path())[1]


def record(**fields: object) -> Record:
    return Record(**{"id": "r", "kind": Kind.STATEMENT, "headline": "A strike", **fields})  # type: ignore[arg-type]


def test_a_quote_is_cited_with_speaker_day_and_channel() -> None:
    found = CHRONOLOGY.record("zelenskyy-dprk-troops-soon-uqsa")
    assert cited(found, CHRONOLOGY) == (
        "“This is a matter of days, not months.” — Volodymyr Zelenskyy, 31 Oct 2024 (KBS interview)"
    )


def test_what_is_no_quote_stands_without_quotation_marks() -> None:
    assert cited(record(), CHRONOLOGY) == "A strike — undated"
    told = record(quote="They will strike", quote_kind=QuoteKind.PARAPHRASE)
    assert cited(told, CHRONOLOGY) == "They will strike — undated"


def test_a_quote_keeps_the_marks_that_it_brings() -> None:
    assert cited(record(quote="„Wir streiken.“"), CHRONOLOGY) == "„Wir streiken.“ — undated"


def is_composed(word: str) -> bool:
    """Whether a word is written with the signs that every text is shown in."""
    return word.isalnum() and unicodedata.is_normalized("NFC", word)


@given(st.text(st.characters(exclude_categories=["C", "Z", "M"]), min_size=1).filter(is_composed))
def test_every_word_of_a_quote_is_in_what_is_copied(word: str) -> None:
    assert word in cited(record(quote=f"{word} and {word}"), CHRONOLOGY)


def test_what_is_copied_is_one_clean_line() -> None:
    text = cited(record(quote="one\x1b]0;x\x07\n\ntwo\u202e"), CHRONOLOGY)
    assert text.isprintable()
    assert "two" in text


# The terminal


def decoded(sequence: str) -> str:
    """What a terminal makes of it, the wrapping of tmux and screen taken off."""
    bare = sequence.replace("\x1b\\\x1bP", "").replace("\x1b\x1b", "\x1b")
    found = re.findall(r"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07", bare)
    assert found
    assert len(set(found)) == 1
    return base64.b64decode(found[0]).decode()


@given(
    st.text(max_size=2000), st.sampled_from([{}, {"TMUX": "x"}, {"STY": "1"}, {"TERM": "screen-256color"}])
)
def test_a_terminal_gets_the_text_whole_through_tmux_and_screen(
    text: str, environment: dict[str, str]
) -> None:
    assert decoded(copying(text, environment)) == text.encode("utf-8", "replace").decode()


@pytest.mark.parametrize(
    ("environment", "start"),
    [({}, "\x1b]52"), ({"TMUX": "x"}, "\x1bPtmux;\x1b\x1b]52"), ({"STY": "1"}, "\x1bP\x1b]52")],
)
def test_what_is_in_between_gets_it_wrapped_as_it_wants(environment: dict[str, str], start: str) -> None:
    assert copying("x" * 300, environment).startswith(start)


def test_a_text_that_terminals_do_not_take_is_not_sent() -> None:
    assert copying("x" * LONGEST, {})
    assert copying("x" * (LONGEST + 1), {}) == ""
