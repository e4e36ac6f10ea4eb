"""Cutting text into the words it is found by."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from chronoterm.text import fold

_SINGLE = (
    "\u3005\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
)
"""Kana and Han: scripts without spaces, of which every character is a word."""

_ASCII_WORD = re.compile("[a-z0-9_]+")
_WORD = re.compile(rf"[{_SINGLE}]|[^\W{_SINGLE}]+")


def words_of(text: str) -> list[str]:
    """The folded words of a text, in order: runs of letters and digits."""
    folded = fold(text)
    found: list[str] = (_ASCII_WORD if folded.isascii() else _WORD).findall(folded)
    return found


def side_by_side(words: Sequence[str], *, whole: bool) -> re.Pattern[str]:
    """Finds folded words next to each other in a folded text, as they stand in `words_of` of it.

    The last one may go on unless it is `whole`. Words and what parts them have no letter in common, so that looking
    takes time in proportion to the text.
    """
    pattern = "" if _is_single(words[0]) else rf"(?<![^\W{_SINGLE}])"
    for here, following in pairwise((*words, "")):
        pattern += re.escape(here)
        if following:
            pattern += r"\W*" if _is_single(here) or _is_single(following) else r"\W+"
    if whole and not _is_single(words[-1]):
        pattern += rf"(?![^\W{_SINGLE}])"
    return re.compile(pattern)


def _is_single(word: str) -> bool:
    return re.fullmatch(f"[{_SINGLE}]", word) is not None


def placed_words(text: str) -> Iterator[tuple[str, int, int]]:
    """The words of a text as `words_of` has them, each with the half-open place of its characters as they stand.

    A mark belongs to the letter before it.
    """
    plain = text.replace("…", ".")  # as folding does; many a text is cut where it is shown
    if plain.isascii() and plain.isprintable():
        yield from ((found[0], *found.span()) for found in _ASCII_WORD.finditer(plain.lower()))
        return
    from chronoterm.text_fold import composed, single_letters  # noqa: PLC0415 - most text is plain

    letters = single_letters(text)
    places = [place for place, letter in enumerate(letters) for _ in letter]
    for found in _WORD.finditer("".join(letters)):
        start, end = places[found.start()], places[found.end() - 1] + 1
        while end < len(text) and not letters[end]:
            end += 1
        yield composed(found[0]), start, end
