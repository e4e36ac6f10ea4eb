"""What stands beside a name, and whether it makes the name somebody else's: “Paris Hilton” is no city."""

import re

from chronoterm.importers.article.gazetteer import words
from chronoterm.importers.article.matching_names_terms import WORD, How, Meaning

_FOLLOWING = re.compile(rf" ({WORD})")
_INITIALS = re.compile(r"[^\W\d_]|(?:[^\W\d_]\.)+")
_NUMBER = re.compile(r" \d")
_ENDS = '.!?:;…•\n"“”«»([*|-'
"""Behind one of these, blanks aside, a word is capitalised for its place."""

_OPENING = "\"'“‘«([*"
_FAR = 40
"""So many characters before a name are looked at."""

_LONG_WORD = 4
_MOSTLY = 0.7
_FEWEST = 4
"""A line is in title case if it has so many long words, and so many of them are capitalised."""


def following(plain: str, end: int) -> re.Match[str] | None:
    """The capitalised word right behind a name, if there is one that does not say what the name is of."""
    if not plain[end + 1 : end + 2].isupper() or (found := _FOLLOWING.match(plain, end)) is None:
        return None
    word = found[1].removesuffix("'s").lower()
    return None if word in words("after") or word in words("title") else found


def is_kind_behind(plain: str, end: int) -> bool:
    """Whether a capitalised word right behind a place says what is there, so that its government is not meant."""
    found = _FOLLOWING.match(plain, end) if plain[end + 1 : end + 2].isupper() else None
    return found is not None and found[1].removesuffix("'s").lower() in words("kind")


def is_in_title_case(plain: str, start: int) -> bool:
    """Whether nearly all words of a line without a full stop are capitalised, so that capitals tell nothing in it."""
    begin = max(plain.rfind(mark, 0, start) for mark in ".!?\n") + 1
    end = min(found for mark in ".!?\n" if (found := (plain + mark).find(mark, start)) >= 0)
    if plain[end : end + 1] not in ("", "\n"):
        return False
    long = [each for each in plain[begin:end].split() if len(each) >= _LONG_WORD]
    return len(long) >= _FEWEST and sum(each[0].isupper() for each in long) >= _MOSTLY * len(long)


def is_sentence_start(plain: str, start: int) -> bool:
    """Whether a word is capitalised for its place already."""
    before = plain[max(0, start - _FAR) : start].rstrip(" ")
    return not before or before[-1] in _ENDS or (before[-1] == "'" and not before[-2:-1].isalnum())


def is_open(meaning: Meaning, *, one_word: bool) -> bool:
    """Whether a meaning depends on the words beside the name."""
    how = meaning.how
    if meaning.weak or how is How.SURNAME:
        return True
    return one_word and how is not How.DEMONYM and meaning.known.type in ("place", "country")


def _capitalised_before(plain: str, start: int) -> str:
    """The capitalised word right before a name, with the mark behind it, or nothing."""
    if plain[start - 1 : start] != " ":
        return ""
    head = plain[max(0, start - _FAR) : start - 1]
    word = head[max(head.rfind(" "), head.rfind("\n")) + 1 :].lstrip(_OPENING)
    return word if word[:1].isupper() and word[-1] not in ",:;)–" else ""


class Beside:
    """What stands beside a name: half-open offsets in a plain text, and whether another name stands right before it."""

    def __init__(self, plain: str, start: int, end: int, *, after_hit: bool, one_word: bool) -> None:
        self._plain = plain
        self._start = start
        self._end = end
        self._after_hit = after_hit
        self._one_word = one_word
        self._before = _capitalised_before(plain, start)

    def allows(self, meaning: Meaning, *, alone: bool) -> bool:
        """Whether a name can mean this here; `alone` if there is nothing else that it may mean."""
        if not alone and meaning.known.type == "country" and self._is_state_of:
            return False
        if not alone and meaning.how is How.CAPITAL and is_kind_behind(self._plain, self._end):
            return False
        if not is_open(meaning, one_word=self._one_word):
            return True
        if meaning.how is How.SURNAME:
            return self._allows_surname(meaning)
        if meaning.weak:
            return self._allows_weak(meaning)
        return self._after_hit or not self._is_given(self._before)

    def _allows_surname(self, meaning: Meaning) -> bool:
        before = self._before
        if meaning.weak and _NUMBER.match(self._plain, self._end):
            return False
        if self._after_hit or not before:
            return True
        if _INITIALS.fullmatch(before):
            return any(each.startswith(before[0]) for each in (meaning.known.name, *meaning.known.aliases))
        return not (self._is_given(before) or self._is_unknown(before))

    def _allows_weak(self, meaning: Meaning) -> bool:
        if self._after_hit or (self._one_word and is_sentence_start(self._plain, self._start)):
            return False
        text = self._plain[self._start : self._end]
        name = text.replace("-", " ").split()
        if text.isupper() and text not in (meaning.known.name, *meaning.known.aliases):
            return False
        capitals = all(each[0].isupper() or each in ("of", "the", "and", "for", "on") for each in name)
        return capitals and not (self._is_given(self._before) or self._is_unknown(self._before))

    @property
    def _is_state_of(self) -> bool:
        return self._plain[max(0, self._start - 9) : self._start].lower() == "state of "

    def _is_given(self, before: str) -> bool:
        return before.lower() in words("given")

    def _is_unknown(self, before: str) -> bool:
        """Whether a word looks like the first part of a longer name: in a sentence, capitalised, and no title."""
        if (
            not before
            or before.endswith((".", "!", "?", '"', "”"))
            or before.rstrip(".").lower() in words("title")
        ):
            return False
        start = self._start - 1 - len(before)
        return before.lower() not in words("after") and not is_sentence_start(self._plain, start)
