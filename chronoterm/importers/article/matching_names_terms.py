"""Terms that names are found by: folded, and kept in one plain dict with what each may mean.

Marks, case, hyphens and a few spellings are folded (“Kim Jong-un”, “defense”); a single word all in capitals keeps them,
so that “us” and “who” are nobody.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from enum import Enum
from functools import cached_property, lru_cache

from msgspec import Struct

from chronoterm.importers.article.gazetteer import KnownName

DOTTED = r"(?:[A-Za-z]\.){2,}"
"""Abbreviations as “U.S.”, for a regular expression."""

WORD = r"[^\W_]+(?:'[^\W_]+)*"
"""A word of a plain text, for a regular expression."""

_APOSTROPHES = "‘’‛′ʼʹˈ`´"
_HYPHENS = "‐‑‒–—―−"
_BLANKS = "\t\r\u00a0\u2009\u202f"
_LETTERS = {
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "t",
    "ı": "i",
    "æ": "a",
    "œ": "o",
    "ħ": "h",
    "ß": "s",
    "ə": "a",
}
_PLAIN = {
    **dict.fromkeys(_APOSTROPHES, "'"),
    **dict.fromkeys(_HYPHENS, "-"),
    **dict.fromkeys(_BLANKS, " "),
    **_LETTERS,
    **{each.upper(): plain.upper() for each, plain in _LETTERS.items() if each != "ß"},
}
_SPELLINGS = {
    "defense": "defence",
    "center": "centre",
    "organization": "organisation",
    "labor": "labour",
    "mechanized": "mechanised",
    "armored": "armoured",
    "program": "programme",
    "saint": "st",
    "and": "&",
    "aleksandr": "alexander",
    "aleksey": "alexey",
    "evgeny": "yevgeny",
    "oleg": "oleh",
    "igor": "ihor",
    "sergy": "serhy",
    "yuri": "yury",
    "dmitri": "dmitry",
}
"""Words that are written in two ways, as they stand in keys."""

_ENDINGS = {"iy": "y", "ii": "y", "yi": "y", "yy": "y", "ij": "y", "ei": "ey", "ai": "ay"}
"""How one Slavic ending is transcribed in many ways: Zelenskyy, Zelenskiy, Zelenskyi, Zelensky."""

_FOREIGN = re.compile(r"[^\x00-\x7f]|[\t\r`]")
_SHORT = 4
_SIMPLE = re.compile(r"[A-Za-z]+(?:[ -][A-Za-z]+)*")
_TOKEN = re.compile(rf"{DOTTED}|{WORD}|&")


class How(Enum):
    """By which kind of its terms something was named."""

    NAME = "name"
    SURNAME = "surname"
    DEMONYM = "demonym"
    CAPITAL = "capital"


class Meaning(Struct, frozen=True, gc=False):
    """What a term may stand for; `weak` if it is an ordinary word or the name of others too."""

    known: KnownName
    how: How
    weak: bool = False

    @property
    def id(self) -> str:
        """The id of what is meant."""
        return self.known.id


class Hit(Struct, frozen=True, gc=False):
    """A name in a text: half-open offsets without the possessive behind it, and what it may mean, likeliest first."""

    start: int
    end: int
    meanings: tuple[Meaning, ...]
    possessive: bool = False

    @property
    def best(self) -> Meaning:
        """What is most likely meant."""
        return self.meanings[0]

    def by(self, *how: How) -> Meaning | None:
        """The likeliest meaning that was named in one of these ways."""
        return next((each for each in self.meanings if each.how in how), None)

    def as_(self, *types: str) -> Meaning | None:
        """The likeliest meaning of one of these types."""
        return next((each for each in self.meanings if each.known.type in types), None)


class Terms:
    """An index from folded terms to their meanings, the likeliest first.

    `beginnings` says for the first two words of terms of several words how many words these have at most.
    """

    def __init__(self, known: Iterable[KnownName]) -> None:
        """Index all terms of these names."""
        self.meanings: dict[str, tuple[Meaning, ...]] = {}
        self.beginnings: dict[str, dict[str, int]] = {}
        for each in known:
            weak = each.weak
            for term, how in terms_of(each):
                self.put(key_of(term), Meaning(each, how, bool(weak) and term in weak))

    def put(self, key: str, meaning: Meaning) -> None:
        """Add one meaning of a key, unless it means that already."""
        before = self.meanings.get(key)
        if before is None:
            self.meanings[key] = (meaning,)
            if " " in key:
                self._begin(key)
        elif not any(each.known.id == meaning.known.id for each in before):
            self.meanings[key] = tuple(sorted((*before, meaning), key=_likelihood))

    def _begin(self, key: str) -> None:
        words = key.split(" ")
        number = len(words)
        seconds = self.beginnings.setdefault(words[0], {})
        if number > seconds.get(words[1], 0):
            seconds[words[1]] = number

    def alike(self, key: str) -> Iterator[tuple[str, tuple[Meaning, ...]]]:
        """The keys that may be nearly another by their lengths and letters, without that one itself."""
        letters = letters_of(key)
        for length in range(-(-len(key) * 2 // 3), len(key) * 3 // 2 + 1):
            most = (length + len(key)) / 5
            for other, mask in self._by_length.get(length, ()):
                if (mask ^ letters).bit_count() <= most and other != key:
                    yield other, self.meanings[other]

    @cached_property
    def _by_length(self) -> dict[int, list[tuple[str, int]]]:
        found: dict[int, list[tuple[str, int]]] = {}
        for key in self.meanings:
            found.setdefault(len(key), []).append((key, letters_of(key)))
        return found


def letters_of(key: str) -> int:
    """The set of a key's characters as bits; two keys with many different ones are not alike."""
    bits = 0
    for each in set(key):
        bits |= 1 << (ord(each) & 63)
    return bits


def terms_of(known: KnownName) -> Iterator[tuple[str, How]]:
    """All terms that a name is found by, and how each names it."""
    yield known.name, How.NAME
    for each in known.aliases:
        yield each, How.NAME
    for each in known.surnames:
        yield each, How.SURNAME
    for each in known.demonyms:
        yield each, How.DEMONYM
    for each in known.capitals:
        yield each, How.CAPITAL


def plain(text: str) -> str:
    """A text of the same length with plain letters, apostrophes and hyphens; marks that stand alone are apostrophes."""
    return _FOREIGN.sub(_plain_character, text)


def key_of(term: str) -> str:
    """The key of a term: its folded words with single spaces; one word in capitals as it is."""
    if term.isascii() and term.isalpha():
        return term if is_abbreviation(term) else folded_word(term)
    found = term.replace("-", " ").split() if _SIMPLE.fullmatch(term) else _TOKEN.findall(plain(term))
    if len(found) != 1:
        return " ".join([folded_word(each) for each in found])
    word = found[0].replace(".", "").replace("'", "")
    return word if is_abbreviation(word) else folded_word(word)


def is_abbreviation(word: str) -> bool:
    """Whether a word is found only as it is written: all in capitals (“WHO”), or short with several of them (“AfD”)."""
    if word.isupper():
        return len(word) > 1
    return 1 < len(word) <= _SHORT and not word.islower() and not word[1:].islower() and word.isalpha()


@lru_cache(maxsize=16384)
def folded_word(word: str) -> str:
    """A word of a plain text as it stands in keys."""
    low = word.replace("'", "").replace(".", "").lower()
    if ending := _ENDINGS.get(low[-2:]):
        low = low[:-2] + ending
    return _SPELLINGS.get(low, low)


def _likelihood(meaning: Meaning) -> tuple[bool, int]:
    return meaning.weak, -meaning.known.weight


def _plain_character(found: re.Match[str]) -> str:
    return _plain_letter(found[0])


@lru_cache(maxsize=1024)
def _plain_letter(letter: str) -> str:
    if letter in _PLAIN:
        return _PLAIN[letter]
    if unicodedata.combining(letter):
        return "'"
    base = unicodedata.normalize("NFD", letter)[0]
    return _PLAIN.get(base, base)
