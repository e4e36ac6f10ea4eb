"""Numbers in figures and in words."""

import re

from chronoterm.importers.article.number_words import SMALL_NUMBERS, TENS

_ONES = {word: number for number, word in enumerate(SMALL_NUMBERS) if number > 1}
_WORD = rf"(?:(?:{'|'.join(TENS)})(?:-(?:one|{'|'.join(list(_ONES)[:8])}))?|{'|'.join(_ONES)})"
_SCALE = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
NUMBER = re.compile(
    rf"(?<![\w.,:/$€£₴%-])(?:(?<!\d )(?P<digits>\d{{1,3}}(?:[,\u00a0 ]\d{{3}}){{1,4}}(?!\d)|\d{{1,12}}(?:\.\d{{1,6}})?)(?![\d:/]|[.,]\d)|(?P<word>\b{_WORD}\b|\b(?:[Hh]alf )?[Aa](?=\s+(?:hundred|thousand|million|billion)\b)|\bone(?=\s+(?:hundred|thousand|million|billion)\b)|\b[Aa] dozen\b)(?!-))"
    rf"(?:\s+(?P<scale>{'|'.join(_SCALE)})\b)?",
    re.IGNORECASE,
)


def value_of(number: re.Match[str]) -> int | float | None:
    """The value of a number; `None` when it is a code with a leading zero."""
    scale = _SCALE[number["scale"].lower()] if number["scale"] else 1
    if number["digits"]:
        digits = re.sub(r"[,\s]", "", number["digits"])
        if number["scale"] is None and re.fullmatch(r"0\d+", digits):
            return None
        value = float(digits) * scale
        return int(value) if value == int(value) else value
    word = number["word"].lower()
    if word in ("a", "one", "half a", "a dozen"):
        return {"a": scale, "one": scale, "half a": scale // 2, "a dozen": 12}[word]
    tens, _, ones = word.partition("-")
    small = TENS.get(tens, _ONES.get(tens, 0)) + (1 if ones == "one" else _ONES.get(ones, 0) if ones else 0)
    return small * scale
