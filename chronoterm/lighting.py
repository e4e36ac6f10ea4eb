"""Which letters of a shown text are what somebody searched for."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from chronoterm.query import Query
from chronoterm.terms import Words, leaves

ELLIPSIS = "…"
"""Stands where a text is cut, and is no letter."""

Lit = list[tuple[int, int]]
"""Half-open places of letters in a text, ascending."""


class Light(NamedTuple):
    """The words that are lit wherever they stand."""

    wanted: tuple[Words, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.wanted)

    def on(self, text: str) -> Lit:
        """What is lit in a text."""
        return self.on_lines([text])[0]

    def on_lines(self, lines: Sequence[str]) -> list[Lit]:
        """What is lit in each of some lines; words side by side may go on in the next line, but not past an empty one."""
        wanted = self._in_any(lines)
        if not wanted:
            return [[] for _ in lines]
        lit: list[set[tuple[int, int]]] = [set() for _ in lines]
        placed = list(_placed(lines))
        for words in wanted:
            for number, start, end in _found(words, placed):
                lit[number].add((start, end))
        return [_merged(each) for each in lit]

    def _in_any(self, lines: Sequence[str]) -> Sequence[Words]:
        """The words that may stand in some lines; of plain letters that is known without parting the words."""
        text = "\n".join(lines).replace(ELLIPSIS, ".").lower()
        if not text.isascii():
            return self.wanted
        return [words for words in self.wanted if all(word in text for word in words.words)]


DARKNESS = Light()


def light_of(query: Query) -> Light:
    """What a query makes lit: the words that it asks for, not those that it denies."""
    found = (leaf for each in query.conditions for leaf, denied in leaves(each) if not denied)
    return Light(tuple(dict.fromkeys(leaf for leaf in found if isinstance(leaf, Words))))


class _Placed(NamedTuple):
    word: str
    line: int
    start: int
    end: int


def _placed(lines: Sequence[str]) -> Iterator[_Placed]:
    from chronoterm.text_words import placed_words  # noqa: PLC0415 - nothing is lit before somebody searches

    for number, line in enumerate(lines):
        if not line.strip():
            yield _Placed("", number, 0, 0)
        yield from (_Placed(word, number, start, end) for word, start, end in placed_words(line))


def _found(words: Words, placed: Sequence[_Placed]) -> Iterator[tuple[int, int, int]]:
    """Line and place of every letter run of the words where they stand side by side."""
    *before, last = words.words
    length = len(words.words)
    for first in range(len(placed) - length + 1):
        run = placed[first : first + length]
        fits = run[-1].word == last if words.whole else run[-1].word.startswith(last)
        if fits and all(here.word == word for here, word in zip(run[:-1], before, strict=True)):
            yield from ((here.line, here.start, here.end) for here in run[:-1])
            yield run[-1].line, run[-1].start, _end_of(run[-1], last)


def _end_of(placed: _Placed, prefix: str) -> int:
    """Where the typed beginning of a word ends; the whole word where folding changed its length."""
    is_plain = len(placed.word) == placed.end - placed.start
    return placed.start + len(prefix) if is_plain else placed.end


def _merged(places: set[tuple[int, int]]) -> Lit:
    merged: Lit = []
    for start, end in sorted(places):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
