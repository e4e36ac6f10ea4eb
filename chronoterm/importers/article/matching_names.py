"""Names in a text: the longest one that begins at a word, looked up in plain dicts, in one pass over the text."""

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from chronoterm.importers.article.gazetteer import STOP, KnownName, builtin, completed
from chronoterm.importers.article.matching_names_context import (
    Beside,
    following,
    is_in_title_case,
    is_open,
)
from chronoterm.importers.article.matching_names_settling import settled
from chronoterm.importers.article.matching_names_terms import (
    DOTTED,
    WORD,
    Hit,
    How,
    Meaning,
    Terms,
    folded_word,
    is_abbreviation,
    key_of,
    plain,
    terms_of,
)

__all__ = ["NEARLY", "Hit", "How", "Meaning", "Names", "settled"]

NEARLY = 0.8
"""How alike two names are at least, by difflib's ratio, for one to be offered in the place of the other."""

_START = re.compile(r"[^\W_a-z](?<![^\W_].)(?:\.(?:[A-Za-z]\.)+|[^\W_]*(?:'[^\W_]+)*)")
_PARTICLES = {"al-": 3, "el-": 3, "de ": 3, "bin ": 4, "van ": 4, "von ": 4, "von der ": 8, "van der ": 8}
"""What may stand in small letters before a capitalised word as the beginning of a name, and its length."""

_GAP = r"'?(?: *- *| +| *\n *)"
_NEXT = re.compile(rf"{_GAP}({DOTTED}|{WORD}|&)")
_NEXT_AFTER_SHORT = re.compile(rf"\.?{_GAP}({DOTTED}|{WORD}|&)")
_LAST_OF_PARTICLES = frozenset(each[-3:] for each in _PARTICLES)
_SHORT = 3
"""An abbreviation of so many letters may end in a full stop within a name: “St. Petersburg”."""

_REGIONS = re.compile(
    r" (oblast|region|province|district|raion|governorate|voivodeship|front)s\b", re.IGNORECASE
)
_JOINED = re.compile(r"(?:,| and| or| &|, and|, or) (?:the )?")


class _Found(NamedTuple):
    start: int
    end: int
    meanings: tuple[Meaning, ...]
    possessive: bool
    one_word: bool


class _Layer(NamedTuple):
    terms: Terms
    hidden: frozenset[str]
    """Ids that stand for somebody whom a layer above has under another id."""


class Names:
    """Names to be found, in layers: those learnt in an article stand before the store's, those before the built-in."""

    def __init__(self, layers: tuple[_Layer, ...]) -> None:
        self._layers = layers

    @classmethod
    def of(cls, known: Iterable[KnownName] = (), built: tuple[KnownName, ...] | None = None) -> "Names":
        """The names of a store, and behind them those of the tables (or `built`)."""
        terms = _terms_of_tables() if built is None else Terms(built)
        return cls((_Layer(terms, frozenset()),)).also(known)

    def also(self, learnt: Iterable[KnownName]) -> "Names":
        """These names behind others, which take over the terms of whom they have by the same name or id."""
        above = [completed(each) for each in learnt]
        if not above:
            return self
        terms, hidden = Terms(()), set()
        for each in above:
            below = self._same(each)
            hidden |= {other.id for other in below}
            _put_over(terms, each, below)
        return Names(
            (_Layer(terms, frozenset()), *(_Layer(old.terms, old.hidden | hidden) for old in self._layers))
        )

    def meanings(self, term: str) -> tuple[Meaning, ...]:
        """What a term means by itself, likeliest first; empty for what nobody is called."""
        return self._of_key(key_of(term))

    def hits(self, text: str, start: int = 0, end: int | None = None) -> list[Hit]:
        """The names in a text or a half-open part of it, one behind the other, each with all that it may mean.

        Left out are ordinary words at the start of a sentence, and what is part of a longer name that nobody knows.
        """
        whole = plain(text)
        return self._with_joint_regions(
            whole, list(self._all(whole, start, len(whole) if end is None else end))
        )

    def near(self, name: str, type_: str | None = None) -> tuple[str, ...]:
        """The ids of those whose names are nearly, yet not quite, this one: the nearest first."""
        key = key_of(name)
        ratios: dict[str, float] = {}
        matcher = SequenceMatcher(autojunk=False)
        matcher.set_seq2(key)
        for layer in self._layers:
            for other, meanings in layer.terms.alike(key):
                ids = [each.id for each in meanings if _may_be(each, type_) and each.id not in layer.hidden]
                matcher.set_seq1(other)
                if ids and matcher.quick_ratio() >= NEARLY and (ratio := matcher.ratio()) >= NEARLY:
                    ratios |= {each: max(ratio, ratios.get(each, 0)) for each in ids}
        return tuple(sorted(ratios, key=lambda each: (-ratios[each], each)))

    def _all(self, whole: str, start: int, end: int) -> Iterator[Hit]:
        free = start
        for word in _START.finditer(whole, start, end):
            begin = word.start()
            if begin < free or (found := self._longest(whole, word, free, end)) is None:
                continue
            begin = found.start
            meanings = self._possible(whole, found, after_hit=free >= begin - 1 > start)
            if meanings:
                free = found.end
                yield Hit(begin, free - 2 if found.possessive else free, meanings, found.possessive)
            elif not found.one_word:
                free = found.end

    def _longest(self, whole: str, word: re.Match[str], free: int, end: int) -> _Found | None:
        """The longest name at a capitalised word, with the particle before it if it has one that begins at `free` or later."""
        begin, behind = word.span()
        if whole[begin - 3 : begin] in _LAST_OF_PARTICLES and (
            found := self._with_particle(whole, begin, free, end)
        ):
            return found
        first = word[0]
        low = folded_word(first)
        if (seconds := self._seconds(low)) and (found := self._several(whole, begin, behind, seconds, end)):
            return found
        owned = first[-2:] == "'s" and not self._of_key(low)
        if owned:
            first = first[:-2]
            low = folded_word(first)
        bare = first.replace(".", "")
        meanings = (self._of_key(bare) if is_abbreviation(bare) else ()) or self._of_key(low)
        return _Found(begin, behind, meanings, owned, one_word=True) if meanings else None

    def _with_particle(self, whole: str, begin: int, free: int, end: int) -> _Found | None:
        """A name that begins with a small particle before a capitalised word: “al-Assad”, “von der Leyen”."""
        for particle, length in _PARTICLES.items():
            start = begin - length
            if start >= free and whole.startswith(particle, start) and not whole[start - 1 : start].isalnum():
                first = particle.replace("-", " ").split()[0]
                if found := self._several(whole, start, start + len(first), self._seconds(first), end):
                    return found
        return None

    def _seconds(self, first: str) -> list[dict[str, int]]:
        """The second words of names of several words that begin with a word, by layer."""
        found = []
        for terms, _ in self._layers:
            seconds = terms.beginnings.get(first)
            if seconds is not None:
                found.append(seconds)
        return found

    def _several(
        self, whole: str, begin: int, behind: int, seconds: list[dict[str, int]], end: int
    ) -> _Found | None:
        """The longest name of several words that begins with the word at `begin` to `behind`."""
        short = behind - begin <= _SHORT
        found = (_NEXT_AFTER_SHORT if short else _NEXT).match(whole, behind, end)
        if found is None or not (most := _most_words(seconds, found[1])):
            return None
        keys, lasts, ends = [folded_word(whole[begin:behind])], [""], [behind]
        while found is not None:
            last = found[1]
            keys.append(folded_word(last))
            lasts.append(last)
            ends.append(found.end())
            if len(keys) == most:
                break
            found = (_NEXT_AFTER_SHORT if len(last) <= _SHORT else _NEXT).match(whole, ends[-1], end)
        for number in range(len(keys), 1, -1):
            if meanings := self._of_key(" ".join(keys[:number])):
                return _Found(begin, ends[number - 1], meanings, possessive=False, one_word=False)
            last = lasts[number - 1]
            if last[-2:] == "'s":
                stem = folded_word(last[:-2])
                if meanings := self._of_key(" ".join((*keys[: number - 1], stem))):
                    return _Found(begin, ends[number - 1], meanings, possessive=True, one_word=False)
        return None

    def _of_key(self, key: str) -> tuple[Meaning, ...]:
        found: tuple[Meaning, ...] = ()
        for terms, hidden in self._layers:
            here = terms.meanings.get(key)
            if here is not None:
                if hidden:
                    here = tuple([each for each in here if each.known.id not in hidden])
                found = found + here if found else here
        return found

    def _possible(self, whole: str, found: _Found, *, after_hit: bool) -> tuple[Meaning, ...]:
        """The meanings that the words beside a name allow."""
        meanings, one_word = found.meanings, found.one_word
        if meanings[0].known.type == STOP:
            return ()
        for each in meanings:
            if is_open(each, one_word=one_word):
                break
        else:
            return meanings
        if self._goes_on(whole, found):
            meanings = tuple(each for each in meanings if not is_open(each, one_word=one_word))
        beside = Beside(whole, found.start, found.end, after_hit=after_hit, one_word=one_word)
        return tuple([each for each in meanings if beside.allows(each, alone=len(meanings) == 1)])

    def _goes_on(self, whole: str, found: _Found) -> bool:
        """Whether a capitalised word behind a name is unknown, so that both are one name that nobody knows."""
        if found.possessive or (behind := following(whole, found.end)) is None:
            return False
        word = _START.match(whole, behind.start(1))
        known = word is not None and self._longest(whole, word, found.end, len(whole)) is not None
        return not known and not is_in_title_case(whole, found.start)

    def _with_joint_regions(self, whole: str, hits: list[Hit]) -> list[Hit]:
        """Hits of which “Kharkiv and Sumy oblasts” means the oblasts, not the cities."""
        regions = list(_REGIONS.finditer(whole))
        by_end = {each.end: number for number, each in enumerate(hits)} if regions else {}
        for word in regions:
            number = by_end.get(word.start())
            while number is not None:
                hit = hits[number]
                key = f"{key_of(whole[hit.start : hit.end])} {word[1].lower()}"
                if meanings := self._of_key(key):
                    hits[number] = Hit(hit.start, hit.end, meanings)
                before = hits[number - 1] if number else None
                joined = before is not None and _JOINED.fullmatch(whole, before.end, hit.start)
                number = number - 1 if joined else None
        return hits

    def _same(self, known: KnownName) -> list[KnownName]:
        """Those of the layers who are the same as somebody: by their id, or by their name in full."""
        others = {
            each.known.id: each.known for each in self._of_key(key_of(known.name)) if each.how is How.NAME
        }
        return [
            each
            for each in others.values()
            if each.type == known.type and (each.id == known.id or _same_name(each, known))
        ]


def _most_words(seconds: list[dict[str, int]], second: str) -> int:
    """Of how many words a name can be at most whose second word this is, with or without a possessive; 0 for none."""
    key = folded_word(second)
    most = max([each.get(key, 0) for each in seconds])
    if second[-2:] == "'s":
        stem = folded_word(second[:-2])
        most = max([most, *(each.get(stem, 0) for each in seconds)])
    return most


def _same_name(one: KnownName, other: KnownName) -> bool:
    """Whether two names in full are one; an alias will do, yet not for places: cities are called like their regions."""
    return one.type != "place" or key_of(one.name) == key_of(other.name)


def _put_over(terms: Terms, known: KnownName, below: list[KnownName]) -> None:
    """Put somebody's terms into a layer with those of whom they replace; what was a capital's name stays one."""
    inherited = [(key_of(term), how, term in each.weak) for each in below for term, how in terms_of(each)]
    kinds = {key: how for key, how, _ in inherited if how in (How.CAPITAL, How.DEMONYM)}
    for term, how in terms_of(known):
        key = key_of(term)
        terms.put(key, Meaning(known, kinds.get(key, how), term in known.weak))
    for key, how, weak in inherited:
        terms.put(key, Meaning(known, how, weak))


def _may_be(meaning: Meaning, type_: str | None) -> bool:
    return (
        meaning.how in (How.NAME, How.SURNAME)
        and meaning.known.type != STOP
        and (type_ is None or meaning.known.type == type_)
    )


@lru_cache(maxsize=1)
def _terms_of_tables() -> Terms:
    return Terms(builtin())
